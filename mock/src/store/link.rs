//! Files in the fields of rows: kept by their identifiers, and answered with the addresses that they are read at.

use serde_json::{Map, Value, json};

/// The key of a file in a row. No caller's key contains this character, unless on purpose.
const MARK: &str = "\u{0}file";

/// Returns the value of a field with a file.
pub(crate) fn file(id: u64) -> Value {
    json!({ MARK: id })
}

/// Returns a value with links to its files, if it has any: `url` and `urlMachine`, or, in the methods that spell fields
/// in capitals, `showUrl` and `downloadUrl`. A file is read at an address before its identifier.
pub(super) fn linked(value: &Value, camel: bool, address: &str) -> Option<Value> {
    match value {
        Value::Object(map) => {
            let id = id(map)?;
            let url = format!("{address}{id}");
            let (shown, loaded) = if camel { ("url", "urlMachine") } else { ("showUrl", "downloadUrl") };
            Some(json!({ "id": id, shown: url, loaded: url }))
        }
        Value::Array(values) if values.iter().any(|value| value.as_object().and_then(id).is_some()) => {
            let each = values.iter().map(|value| linked(value, camel, address).unwrap_or_else(|| value.clone()));
            Some(each.collect())
        }
        _ => None,
    }
}

fn id(map: &Map<String, Value>) -> Option<u64> {
    map.get(MARK)?.as_u64()
}
