//! The whole OpenAPI document as YAML: readers of YAML 1.1 and of 1.2 read what the JSON says.

use bitrix24_export::{Answers, openapi};
use bitrix24_schema::source::FileId;
use bitrix24_schema::yaml::{self, Node, Tree};
use regex::RegexSet;
use serde_json::Value;

/// The types that YAML 1.1 gives to texts without quotes, as its repository of types has them; nothing else is a text.
const TYPES: &[(&str, &str)] = &[
    ("boolean", "^(?:y|Y|yes|Yes|YES|n|N|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$"),
    ("null", "^(?:~|null|Null|NULL|)$"),
    ("number", "^[-+]?0b[0-1_]+$"),
    ("number", "^[-+]?0o?[0-7_]+$"),
    ("number", "^[-+]?(?:0|[1-9][0-9_]*)$"),
    ("number", "^[-+]?0x[0-9a-fA-F_]+$"),
    ("number", "^[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+$"),
    ("number", r"^[-+]?(?:[0-9][0-9_]*)?\.[0-9_]*(?:[eE][-+][0-9]+)?$"),
    ("number", r"^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*$"),
    ("number", r"^[-+]?\.(?:inf|Inf|INF)$|^\.(?:nan|NaN|NAN)$"),
    ("a day or a time", r"^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:$|[Tt]|[ \t])"),
    ("a sign", "^(?:<<|=)$"),
];

fn type_in_1_1(types: &RegexSet, text: &str) -> &'static str {
    types.matches(text).iter().next().map_or("text", |index| TYPES[index].0)
}

fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        _ => "text",
    }
}

/// Adds what a tree says otherwise than a value.
fn compare(types: &RegexSet, tree: &Tree, value: &Value, wrong: &mut Vec<String>) {
    match (&tree.node, value) {
        (Node::List(items), Value::Array(values)) if items.len() == values.len() => {
            items.iter().zip(values).for_each(|(item, value)| compare(types, item, value, wrong));
        }
        (Node::Map(entries), Value::Object(map)) if entries.len() == map.len() => {
            for ((key, item), (name, value)) in entries.iter().zip(map) {
                compare(types, key, &Value::from(name.as_str()), wrong);
                compare(types, item, value, wrong);
            }
        }
        (Node::Scalar { text, plain }, value) => {
            let found = if *plain { type_in_1_1(types, text) } else { "text" };
            let is_same = match value {
                Value::String(said) => **said == **text,
                Value::Number(said) => text.parse::<f64>().ok() == said.as_f64(),
                Value::Bool(said) => &**text == if *said { "true" } else { "false" },
                Value::Null => &**text == "null",
                _ => false,
            };
            if found != type_of(value) || !is_same {
                wrong.push(format!("{value} is {found} as {text:?}"));
            }
        }
        (_, value) => wrong.push(format!("{value:.200} is another thing")),
    }
}

#[test]
fn yaml_of_both_versions_says_what_json_says() {
    let types = RegexSet::new(TYPES.iter().map(|(_, pattern)| pattern)).expect("patterns");
    let all = bitrix24_catalogue::model().expect("a catalogue");
    let document = openapi::document(&all, Answers::Tolerant);
    let tree = Tree::parse(&yaml::write(&document), FileId::default()).expect("YAML");
    let mut wrong = Vec::new();
    compare(&types, &tree, &document, &mut wrong);
    assert!(wrong.is_empty(), "{} values: {:#?}", wrong.len(), wrong.iter().take(20).collect::<Vec<_>>());
}

#[test]
fn what_is_wrong_is_seen() {
    let types = RegexSet::new(TYPES.iter().map(|(_, pattern)| pattern)).expect("patterns");
    for text in ["on", "3_9", "2026-01-31", "12:30:45", "1.5", "~", "Y"] {
        let mut wrong = Vec::new();
        let tree = Tree::parse(text, FileId::default()).expect("YAML");
        compare(&types, &tree, &Value::from(text), &mut wrong);
        assert_eq!(wrong.len(), 1, "{text}");
    }
}
