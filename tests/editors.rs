//! What editors are told of the schema's files: the definition of each, its scopes, and how types are written.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use bitrix24_schema::source::FileId;
use bitrix24_schema::yaml::{Node, Tree};
use bitrix24_schema::{Sources, raw};
use serde_json::Value;

/// The definition of a file by its place.
fn by_place(path: &str) -> &'static str {
    let folders = [
        ("methods/", "Method"),
        ("types/", "Type"),
        ("events/", "Event"),
        ("corrections/", "Corrections"),
        ("catalogue.yaml", "Catalogue"),
        ("errors.yaml", "Errors"),
        ("history.yaml", "History"),
        ("waivers.yaml", "Waivers"),
        ("words/glossary.yaml", "Glossary"),
        ("words/", "Words"),
    ];
    let found = folders.into_iter().find(|(start, _)| path.starts_with(start));
    found.unwrap_or_else(|| panic!("{path} has no definition")).1
}

fn has(tree: &Tree, key: &str) -> bool {
    matches!(&tree.node, Node::Map(entries) if entries.iter().any(|(name, _)| name.text() == Some(key)))
}

/// Whether a file fits a condition of the root. It has no other words than these.
fn fits(condition: &Value, tree: &Tree) -> bool {
    let Some((word, inner)) = condition.as_object().and_then(|condition| condition.iter().next()) else { return true };
    match (word.as_str(), &tree.node) {
        ("type", node) => (inner == "array") == matches!(node, Node::List(_)),
        ("anyOf", _) => inner.as_array().into_iter().flatten().any(|inner| fits(inner, tree)),
        ("contains", Node::List(items)) => items.iter().any(|item| fits(inner, item)),
        ("required", _) => {
            inner.as_array().into_iter().flatten().all(|key| has(tree, key.as_str().unwrap_or_default()))
        }
        (word, _) => panic!("the root has `{word}`"),
    }
}

/// The definition of a file by its content, as the root of `schema.json` picks it.
fn by_content(tree: &Tree, schema: &Value) -> String {
    let mut at = schema;
    while at["if"].is_object() {
        at = if fits(&at["if"], tree) { &at["then"] } else { &at["else"] };
    }
    at["$ref"].as_str().expect("it ends with a definition").trim_start_matches("#/$defs/").to_owned()
}

#[test]
fn place_and_content_tell_the_same_definition() {
    let schema = raw::json_schema();
    let mut kinds = BTreeSet::new();
    for folder in ["schema", "generator/schema/tests/good", "tests/goldens/obstacles/schema"] {
        for (id, source) in Sources::read(Path::new(folder)).expect("it can be read").iter() {
            let tree = Tree::parse(source.text(), FileId::default()).unwrap_or_else(|error| panic!("{id:?}: {error}"));
            let name = by_place(source.path());
            assert_eq!(by_content(&tree, &schema), name, "{folder}/{}", source.path());
            kinds.insert(name);
        }
    }
    assert!(kinds.len() >= 8, "{kinds:?}");
    let settings = fs::read_to_string(".vscode/settings.json").expect("it is there");
    assert!(settings.contains(r#""./schema/schema.json": ["/schema/**/*.yaml"]"#), "{settings}");
}

#[test]
fn editors_offer_the_scopes_that_there_are() {
    let schema = raw::json_schema();
    let offered = schema["$defs"]["Method"]["properties"]["scope"]["examples"].as_array().expect("there are examples");
    let offered: BTreeSet<&str> = offered.iter().filter_map(Value::as_str).collect();
    let text = fs::read_to_string("schema/catalogue.yaml").expect("it is there");
    let catalogue = Tree::parse(&text, FileId::default()).expect("it is YAML");
    let Some(Node::List(scopes)) = catalogue.get("scopes").map(|scopes| &scopes.node) else {
        panic!("it lists scopes")
    };
    let scopes: BTreeSet<&str> = scopes.iter().filter_map(Tree::text).collect();
    let missing: Vec<_> = scopes.difference(&offered).collect();
    assert!(missing.is_empty(), "add to `SCOPES` in generator/schema/src/raw/derived.rs: {missing:?}");
}
