//! Parameters as PHP reads them from a query: `fields[TITLE]=x&select[]=ID`.

use serde_json::{Map, Value};

/// The largest depth of brackets; deeper values are left out.
const DEPTH: usize = 32;

/// Parses a query string. Values are texts; of a duplicate name the last value counts.
pub(crate) fn parse(query: &[u8]) -> Map<String, Value> {
    let mut root = Map::new();
    for (name, value) in form_urlencoded::parse(query) {
        insert(&mut root, &name, Value::String(value.into_owned()));
    }
    root.into_iter().map(|(name, value)| (name, listed(value))).collect()
}

/// Inserts a value at the place of its name.
pub(crate) fn insert(root: &mut Map<String, Value>, name: &str, value: Value) {
    let (first, keys) = path(name);
    if first.is_empty() || keys.len() > DEPTH {
        return;
    }
    let mut slot = root.entry(first.to_owned()).or_insert(Value::Null);
    for key in keys {
        if !slot.is_object() {
            *slot = Value::Object(Map::new());
        }
        let Value::Object(map) = slot else { return };
        let key = if key.is_empty() { next_index(map) } else { key.to_owned() };
        slot = map.entry(key).or_insert(Value::Null);
    }
    *slot = value;
}

/// Turns maps with the keys 0, 1, 2… into lists, as PHP's arrays become JSON.
pub(crate) fn listed(value: Value) -> Value {
    let Value::Object(map) = value else { return value };
    let is_list = map.keys().enumerate().all(|(index, key)| *key == index.to_string());
    if is_list {
        return map.into_iter().map(|(_, value)| listed(value)).collect();
    }
    Value::Object(map.into_iter().map(|(key, value)| (key, listed(value))).collect())
}

/// Splits `a[b][]` into `a`, then `b`, then the next number.
fn path(name: &str) -> (&str, Vec<&str>) {
    let Some((first, mut rest)) = name.split_once('[') else { return (name, Vec::new()) };
    let mut keys = Vec::new();
    while let Some((key, behind)) = rest.split_once(']') {
        keys.push(key);
        match behind.strip_prefix('[') {
            Some(next) => rest = next,
            None => break,
        }
    }
    // A bracket that is not closed is part of the name.
    if keys.is_empty() { (name, keys) } else { (first, keys) }
}

fn next_index(map: &Map<String, Value>) -> String {
    let last = map.keys().filter_map(|key| key.parse::<u64>().ok()).max();
    last.map_or(0, |last| last.saturating_add(1)).to_string()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[track_caller]
    fn check(query: &str, expected: Value) {
        assert_eq!(Value::Object(parse(query.as_bytes())), expected, "{query}");
    }

    #[test]
    fn brackets_are_maps_and_lists() {
        check(
            "fields[TITLE]=a+b&select[]=ID&select[]=TITLE",
            json!({ "fields": { "TITLE": "a b" }, "select": ["ID", "TITLE"] }),
        );
        check(
            "filter[%3E%3DID]=5&filter[@ID][0]=1&filter[@ID][1]=2",
            json!({ "filter": { ">=ID": "5", "@ID": ["1", "2"] } }),
        );
        check("a[2]=x&a[5]=y&a[]=z", json!({ "a": { "2": "x", "5": "y", "6": "z" } }));
        check("fields[PHONE][0][VALUE]=1", json!({ "fields": { "PHONE": [{ "VALUE": "1" }] } }));
    }

    #[test]
    fn what_is_odd_does_not_break() {
        check("", json!({}));
        check("a&b=&=c", json!({ "a": "", "b": "" }));
        check("a[b=1&a]=2&[x]=3", json!({ "a[b": "1", "a]": "2" }));
        check("a=1&a[b]=2", json!({ "a": { "b": "2" } }));
        check("a[]x=1", json!({ "a": ["1"] }));
    }
}
