//! Parameters as the query string of a batch command: `method?query`.
//!
//! The server reads it with PHP's `parse_str`, which knows texts and arrays only, so this is how the rest is written:
//!
//! | value | written | why |
//! | --- | --- | --- |
//! | `true`, `false` | `1`, `0` | as `http_build_query`, named by data-encoding.md; to PHP the text `false` is true |
//! | `null` | `a=` | an empty value clears, a missing one leaves as it is |
//! | `[]`, `{}` | `a[]=` | "as empty arrays: `ORDER[]=&FILTER[]=`", task-item-list.md |
//! | a list | `a[0]=x&a[1]=y` | keeps the order and what belongs together in nested ones, data-encoding.md |
//! | an object | `a[key]=x` | data-encoding.md |
//! | a number | its digits | |
//!
//! Whatever is not a letter, a digit or one of `-._~` is percent-encoded, in values and in names; only the brackets that
//! nest stay as they are. The order is that of the parameters.

use std::fmt::Write;

use serde_json::{Map, Value};

/// The query string of these parameters, those named by `first` before the others: some methods take their parameters by
/// position. Empty when there are none.
pub(crate) fn encode_in_order(params: &Map<String, Value>, first: &[&str]) -> String {
    let mut query = String::new();
    let mut name = String::new();
    let known = first.iter().filter_map(|name| params.get_key_value(*name));
    let others = params.iter().filter(|(name, _)| !first.contains(&name.as_str()));
    for (key, value) in known.chain(others) {
        name.clear();
        percent_encode(key, &mut name);
        pairs(&mut name, value, &mut query);
    }
    query
}

/// Writes `name=value`, or such a pair for each part of the value.
fn pairs(name: &mut String, value: &Value, query: &mut String) {
    let len = name.len();
    match value {
        Value::Array(items) if !items.is_empty() => {
            for (index, item) in items.iter().enumerate() {
                _ = write!(name, "[{index}]");
                pairs(name, item, query);
                name.truncate(len);
            }
        }
        Value::Object(map) if !map.is_empty() => {
            for (key, value) in map {
                name.push('[');
                percent_encode(key, name);
                name.push(']');
                pairs(name, value, query);
                name.truncate(len);
            }
        }
        _ => pair(name, value, query),
    }
}

fn pair(name: &str, value: &Value, query: &mut String) {
    if !query.is_empty() {
        query.push('&');
    }
    query.push_str(name);
    match value {
        Value::Array(_) | Value::Object(_) => query.push_str("[]="),
        Value::Null => query.push('='),
        Value::Bool(bool) => query.push_str(if *bool { "=1" } else { "=0" }),
        Value::Number(number) => {
            query.push('=');
            percent_encode(&number.to_string(), query);
        }
        Value::String(text) => {
            query.push('=');
            percent_encode(text, query);
        }
    }
}

fn percent_encode(text: &str, out: &mut String) {
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            _ => _ = write!(out, "%{byte:02X}"),
        }
    }
}

/// The first name that PHP would read otherwise than it is written: it has no way to quote these.
pub(crate) fn unwritable(params: &Map<String, Value>) -> Option<&str> {
    let is_bad = |key: &str| key.is_empty() || key.starts_with(' ') || key.contains(['.', ' ', '[', ']', '\0']);
    params.iter().find_map(|(key, value)| if is_bad(key) { Some(key.as_str()) } else { unwritable_inside(value) })
}

fn unwritable_inside(value: &Value) -> Option<&str> {
    let is_bad = |key: &str| key.trim_ascii().is_empty() || key.contains([']', '\0']);
    match value {
        Value::Array(items) => items.iter().find_map(unwritable_inside),
        Value::Object(map) => {
            map.iter().find_map(|(key, value)| if is_bad(key) { Some(key.as_str()) } else { unwritable_inside(value) })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests;
