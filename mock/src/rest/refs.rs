//! References from a command of a batch to earlier results.

use std::fmt;

use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

/// Returns the value at a path in a JSON text. Values off the path are skipped, not built.
pub(crate) fn at(json: &[u8], path: &[&str]) -> Option<Value> {
    let mut reader = serde_json::Deserializer::from_slice(json);
    Seek(path).deserialize(&mut reader).ok().flatten()
}

/// Replaces texts of the form `$result[command][key]…` by the values that they refer to. `find` looks these up; a text
/// that resolves to nothing stays unchanged.
pub(crate) fn resolve(value: &mut Value, find: &dyn Fn(&str, &[&str]) -> Option<Value>) {
    match value {
        Value::String(text) => {
            let found = parse(text).and_then(|path| find(path.first()?, &path[1..]));
            if let Some(found) = found {
                *value = found;
            }
        }
        Value::Array(values) => values.iter_mut().for_each(|value| resolve(value, find)),
        Value::Object(map) => map.values_mut().for_each(|value| resolve(value, find)),
        _ => {}
    }
}

/// Returns the parts of `$result[a][b]`.
fn parse(text: &str) -> Option<Vec<&str>> {
    let mut rest = text.strip_prefix("$result")?;
    let mut path = Vec::new();
    while !rest.is_empty() {
        let (part, behind) = rest.strip_prefix('[')?.split_once(']')?;
        path.push(part);
        rest = behind;
    }
    Some(path)
}

/// Replaces `{"$ref": "a.item.id"}` and `{"$refArray": "a.id"}`, the references of REST 3.0. An error names one that
/// does not resolve.
pub(crate) fn resolve_v3(value: &mut Value, find: &dyn Fn(&str, &[&str]) -> Option<Value>) -> Result<(), String> {
    match value {
        Value::Object(map) if map.len() == 1 && map.keys().all(|key| key == "$ref" || key == "$refArray") => {
            let (name, path) = reference(map).ok_or_else(|| "a reference has to be a text with a dot".to_owned())?;
            let parts: Vec<&str> = path.split('.').collect();
            let lost = || format!("`{path}` refers to nothing");
            let (first, rest) = parts.split_first().ok_or_else(lost)?;
            let found = if name == "$ref" { find(first, rest) } else { collect(&find(first, &["items"]), rest) };
            let found = found.ok_or_else(lost)?;
            *value = found;
            Ok(())
        }
        Value::Object(map) => map.values_mut().try_for_each(|value| resolve_v3(value, find)),
        Value::Array(values) => values.iter_mut().try_for_each(|value| resolve_v3(value, find)),
        _ => Ok(()),
    }
}

fn reference(map: &Map<String, Value>) -> Option<(&str, &str)> {
    let (name, path) = map.iter().next()?;
    path.as_str().filter(|path| path.contains('.')).map(|path| (name.as_str(), path))
}

/// Returns a field of all rows.
fn collect(rows: &Option<Value>, path: &[&str]) -> Option<Value> {
    let rows = rows.as_ref()?.as_array()?;
    let pointer: String = path.iter().map(|part| format!("/{part}")).collect();
    Some(rows.iter().filter_map(|row| row.pointer(&pointer).cloned()).collect())
}

/// Reads the value at a path.
struct Seek<'p>(&'p [&'p str]);

impl<'de> DeserializeSeed<'de> for Seek<'_> {
    type Value = Option<Value>;

    fn deserialize<D: serde::Deserializer<'de>>(self, reader: D) -> Result<Self::Value, D::Error> {
        if self.0.is_empty() {
            return serde::Deserialize::deserialize(reader).map(Some);
        }
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seek<'_> {
    type Value = Option<Value>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut found = None;
        while let Some(key) = map.next_key::<std::borrow::Cow<'de, str>>()? {
            if self.0.first().is_some_and(|part| *part == key) {
                found = map.next_value_seed(Seek(&self.0[1..]))?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(found)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let wanted = self.0.first().and_then(|part| part.parse::<usize>().ok());
        let mut found = None;
        for index in 0.. {
            if wanted == Some(index) {
                match seq.next_element_seed(Seek(&self.0[1..]))? {
                    Some(value) => found = value,
                    None => break,
                }
            } else if seq.next_element::<IgnoredAny>()?.is_none() {
                break;
            }
        }
        Ok(found)
    }

    // A scalar has nothing inside.
    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_str<E>(self, _: &str) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_path_leads_into_a_text() {
        let text = br#"{"items":[{"id":1,"x":{"y":[0,[1,2]]}},{"id":"a\"b"}],"n":null}"#;
        assert_eq!(at(text, &["items", "1", "id"]), Some(json!("a\"b")));
        assert_eq!(at(text, &["items", "0", "x", "y", "1"]), Some(json!([1, 2])));
        assert_eq!(at(text, &["n"]), Some(Value::Null));
        for lost in [&["items", "2"][..], &["items", "0", "id", "z"], &["none"], &["items", "id"]] {
            assert_eq!(at(text, lost), None, "{lost:?}");
        }
        assert_eq!(at(b"5", &[]), Some(json!(5)));
        assert_eq!(at(b"[broken", &["0"]), None);
    }

    #[test]
    fn what_refers_to_nothing_stays() {
        let find = |command: &str, path: &[&str]| (command == "a" && path == ["0", "ID"]).then(|| json!(7));
        let mut value =
            json!({ "x": "$result[a][0][ID]", "y": ["$result[b][0][ID]", "$result", "no $result[a][0][ID]"] });
        resolve(&mut value, &find);
        assert_eq!(value, json!({ "x": 7, "y": ["$result[b][0][ID]", "$result", "no $result[a][0][ID]"] }));
    }
}
