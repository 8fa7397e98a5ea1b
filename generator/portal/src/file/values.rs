//! The values of an enumeration: each with a name that is given once, and the label that the portal has now. Numbers are sorted; stages
//! and other words are in the order that people see in the portal.

use std::collections::HashSet;

use bitrix24_schema::naming;
use serde_json::{Map, Value, json};

use crate::facts::Field;
use crate::names::{self, Names};

/// Returns the values of a field as they are written; those in the file stay if the portal's could not be read.
pub(crate) fn written(field: &Field, before: Option<&Value>) -> Option<Value> {
    let Some(values) = &field.values else { return before.cloned() };
    let mut values = values.clone();
    if field.is_numeric {
        values.sort_by_key(|(wire, _)| wire.parse::<i64>().ok());
    }
    let mut seen = HashSet::new();
    values.retain(|(wire, _)| seen.insert(wire.clone()));
    if field.is_numeric {
        values.retain(|(wire, _)| wire.parse::<i64>().is_ok());
    }
    let known = |wire: &str| before.and_then(|before| before.get(wire)).and_then(name);
    let mut names = Names::default();
    let mut given: Vec<Option<String>> = values.iter().map(|(wire, _)| known(wire)).collect();
    for name in given.iter_mut() {
        // Two of one name are a mistake in the file, of which the second gets a new one.
        *name = name.take().filter(|name| names.take(name));
    }
    let mut map = Map::new();
    for ((wire, label), given) in values.into_iter().zip(given) {
        let name = given.unwrap_or_else(|| names.give(&names::variants(&label, &wire), "_"));
        let is_plain = naming::variant(&label).is_some_and(|plain| plain == name);
        let entry = if is_plain { json!(label) } else { json!({ "rust": name, "label": label }) };
        map.insert(wire, entry);
    }
    Some(Value::Object(map)).filter(|map| map.as_object().is_some_and(|map| !map.is_empty()))
}

/// Returns the name that a value has.
fn name(entry: &Value) -> Option<String> {
    match entry {
        Value::String(label) => naming::variant(label),
        other => other.get("rust").and_then(Value::as_str).map(str::to_owned),
    }
}
