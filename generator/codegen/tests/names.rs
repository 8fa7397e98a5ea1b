//! Any names of the server: they are accepted, made distinct, and the code with them can be printed.

#[path = "../../schema/tests/schema/mod.rs"]
mod schema;

use std::collections::{BTreeSet, HashSet};

use bitrix24_codegen::{Layout, emit::emit};
use bitrix24_schema::model::Item;
use proptest::collection::{btree_set, vec};
use proptest::prelude::*;
use proptest::sample::select;

use schema::{good, lay_over, resolve};

/// Parts of names that resemble each other.
#[rustfmt::skip]
const PARTS: &[&str] = &[
    "a", "A", "id", "ID", "Id", "1", "2", "_", "-", ".", " ", "+", "=", ">=", "!", "%", "@", "/", "|", "\"", "'", "\\", "#", "$",
    "type", "Self", "new", "extra", "Unknown", "Other", "clear", "Ж", "é", "…", "🙂", "\u{e000}", "upper", "<n>",
];

/// Returns names that a schema may have, without duplicates.
fn names() -> impl Strategy<Value = BTreeSet<String>> {
    let is_name = |name: &String| {
        let around = name.replace("<n>", "");
        let is_open = name.starts_with("<n>") && name.ends_with("<n>");
        let is_pattern = *name == around || !is_open && !around.contains('>');
        !name.is_empty() && name.trim() == name && !name.ends_with(['*', '?']) && is_pattern
    };
    btree_set(vec(select(PARTS), 1..4).prop_map(|parts| parts.concat()).prop_filter("no name", is_name), 1..12)
}

/// Returns a text that YAML and JSON read alike.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn joined(names: &BTreeSet<String>, item: impl Fn(&str) -> String) -> String {
    names.iter().map(|name| item(&quoted(name))).collect::<Vec<_>>().join(", ")
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 100, ..ProptestConfig::default() })]

    #[test]
    fn no_name_is_refused(params in names(), values in names(), codes in names(), inner in names()) {
        let fields = |names: &BTreeSet<String>| joined(names, |name| format!("{name}: integer"));
        let mut text = "method: user.names\nparams:\n".to_owned();
        for (index, name) in params.iter().enumerate() {
            let ty = match index % 4 {
                0 => format!("{{ fields: {{ {} }} }}", fields(&inner)),
                1 => format!("{{ type: string, values: [{}] }}", joined(&values, str::to_owned)),
                2 => "date?".to_owned(),
                _ => "user | item | date | datetime".to_owned(),
            };
            text.push_str(&format!("  {}: {ty}\n", quoted(name)));
        }
        text.push_str(&format!("result: {{ fields: {{ {} }} }}\n", fields(&params)));
        let errors = joined(&codes, |code| format!("{{ code: {code} }}, {{ code: \"0\", message: {code} }}"));
        text.push_str(&format!("errors: [{errors}]\n"));
        let mut files = good();
        lay_over(&mut files, "methods/user/names.yaml", text.clone().into());
        let model = resolve(&files);
        prop_assert!(model.is_ok(), "{text}\n{}", model.unwrap_err());
        let model = model.expect("it is");
        let method = model.methods.iter().find(|method| method.name.wire == "user.names").expect("it is there");
        are_apart(method.params.iter().map(|param| param.name.ident.as_str()))?;
        are_apart(method.errors.iter().map(|error| error.ident.as_str()))?;
        are_apart(method.items.iter().map(Item::ident))?;
        for item in &method.items {
            match item {
                Item::Object(object) => are_apart(object.fields.iter().map(|field| field.name.ident.as_str()))?,
                Item::Enum(list) => are_apart(list.values.iter().map(|value| value.name.ident.as_str()))?,
                Item::Union(union) => are_apart(union.options.iter().map(|(variant, _)| variant.as_str()))?,
            }
        }
        prop_assert!(!emit(&model, Layout::Module).is_empty());
    }
}

fn are_apart<'n>(names: impl Iterator<Item = &'n str>) -> Result<(), TestCaseError> {
    let mut seen = HashSet::new();
    for name in names {
        prop_assert!(seen.insert(name), "{name} is there twice");
    }
    Ok(())
}
