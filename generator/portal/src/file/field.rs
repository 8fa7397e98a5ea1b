//! The body of a field: what the portal says, beside what a person wrote.

use serde_json::{Map, Value, json};

use super::kept::Kept;
use super::values;
use crate::facts::{Field, Writable};
use crate::names;

type Body = Map<String, Value>;

/// The keys of a body that a pull writes.
const OWN: &[&str] = &["rust", "type", "fields", "values", "open", "writable", "doc"];

/// Stands between a title and the one that the field was named by.
const FORMERLY: &str = " (formerly ";

/// Returns the body of a field as it is written: a type alone, or a map.
pub(crate) fn body(value: &Value) -> Body {
    match value {
        Value::Object(map) => map.clone(),
        other => Map::from_iter([("type".to_owned(), other.clone())]),
    }
}

/// Returns a body as short as it can be written.
pub(crate) fn short(mut body: Body) -> Value {
    match body.len() {
        1 if body.contains_key("type") => body.shift_remove("type").unwrap_or_default(),
        _ => Value::Object(body),
    }
}

/// Returns the name that a field has.
pub(crate) fn name(body: &Body) -> Option<&str> {
    body.get("rust").and_then(Value::as_str)
}

/// Returns the body of a field.
pub(crate) fn written(field: &Field, name: Option<&str>, before: Option<&Body>, kept: &mut Kept) -> Body {
    let mut body = Body::new();
    let mut put = |key: &str, value: Value| body.insert(key.to_owned(), value);
    if let Some(name) = name {
        put("rust", json!(name));
    }
    let inner = inner(before, field.is_wrapped);
    let told = values::written(field, inner.as_ref().and_then(|inner| inner.get("values")));
    if field.is_wrapped {
        let mut value = Body::from_iter([("type".to_owned(), json!(field.ty))]);
        value.extend(told.map(|values| ("values".to_owned(), values)));
        put("type", json!(if field.is_list { "object[]" } else { "object" }));
        put("fields", json!({ "value": short(value), "valueId": "string" }));
    } else {
        put("type", json!(field.ty));
        let is_open = field.open && told.is_some();
        told.map(|values| put("values", values));
        if is_open {
            put("open", json!(true));
        }
    }
    match field.writable {
        Some(Writable::Never) => drop(put("writable", json!("never"))),
        Some(Writable::Once) => drop(put("writable", json!("once"))),
        None => {}
    }
    if let Some(doc) = doc(field, name, before, kept) {
        body.insert("doc".to_owned(), json!(doc));
    }
    let others = before.into_iter().flatten().filter(|(key, _)| !OWN.contains(&key.as_str()));
    body.extend(others.map(|(key, value)| (key.clone(), value.clone())));
    body
}

/// Returns the body that has the values.
fn inner(before: Option<&Body>, is_wrapped: bool) -> Option<Body> {
    let before = before?;
    if !is_wrapped {
        return Some(before.clone());
    }
    before.get("fields").and_then(|fields| fields.get("value")).map(body)
}

/// Returns the description: the title. One that a person wrote stays. A field that was named by another title says so, by
/// which the next pull knows its own words.
fn doc(field: &Field, name: Option<&str>, before: Option<&Body>, kept: &mut Kept) -> Option<String> {
    let old = before.and_then(|before| before.get("doc")).and_then(Value::as_str);
    let Some(title) = &field.title else { return old.map(str::to_owned) };
    let (Some(old), Some(name)) = (old, name) else {
        // Who took the description away wants none.
        return before.is_none().then(|| title.clone()).or_else(|| old.map(str::to_owned));
    };
    if old == title {
        return Some(title.clone());
    }
    let first = old.split_once(FORMERLY).map_or(old, |(_, first)| first.trim_end_matches(')'));
    if !names::is_made_of(name, first) {
        let wire = &field.wire;
        kept.0.push(format!("`{wire}` is called `{title}` now; the description here stays"));
        return Some(old.to_owned());
    }
    let is_named_so = names::is_made_of(name, title);
    Some(if is_named_so { title.clone() } else { format!("{title}{FORMERLY}{first})") })
}
