//! Files in the fields of rows, answered with the addresses that they are read at.

use serde_json::{Value, json};

use crate::files;

/// Returns a value with links to its files, if it has any: `url` and `urlMachine`, or, in the methods that spell fields
/// in capitals, `showUrl` and `downloadUrl`. A file is read at an address before its identifier.
pub(super) fn linked(value: &Value, camel: bool, address: &str) -> Option<Value> {
    if let Some(id) = files::kept_id(value) {
        let url = format!("{address}{id}");
        let (shown, loaded) = if camel { ("url", "urlMachine") } else { ("showUrl", "downloadUrl") };
        return Some(json!({ "id": id, shown: url, loaded: url }));
    }
    match value {
        Value::Array(values) if values.iter().any(|value| files::kept_id(value).is_some()) => {
            let each = values.iter().map(|value| linked(value, camel, address).unwrap_or_else(|| value.clone()));
            Some(each.collect())
        }
        _ => None,
    }
}
