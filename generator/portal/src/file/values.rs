//! The values of an enumeration: each with a name that is given once, and the label that the portal has now.

use bitrix24_schema::naming;
use serde_json::{Map, Value, json};

use crate::facts::Field;
use crate::names::{self, Names};

/// Returns the values of a field as they are written; those in the file stay if the portal's could not be read.
pub(crate) fn written(field: &Field, before: Option<&Value>) -> Option<Value> {
    let Some(values) = &field.values else { return before.cloned() };
    let mut values = values.clone();
    values.sort_by(|a, b| order(&a.0, &b.0));
    values.dedup_by(|a, b| a.0 == b.0);
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

/// Orders numbers by their size, before texts.
fn order(a: &str, b: &str) -> std::cmp::Ordering {
    let number = |text: &str| text.parse::<i64>().ok();
    match (number(a), number(b)) {
        (Some(a), Some(b)) => a.cmp(&b),
        (Some(_), None) => std::cmp::Ordering::Less,
        (None, Some(_)) => std::cmp::Ordering::Greater,
        (None, None) => a.cmp(b),
    }
}
