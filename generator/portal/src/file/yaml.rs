//! Writes a file: short lines, one for each field, and a block for what is longer.

use bitrix24_schema::yaml;
use serde_json::{Map, Value};

use super::comments::Comments;

/// The longest line.
const WIDTH: usize = 120;

/// Returns the text of a file, with the comments that a person wrote.
pub(crate) fn write(map: &Map<String, Value>, comments: &Comments) -> String {
    let mut out = String::new();
    for (key, value) in map {
        comments.before(&mut out, &[key]);
        match value {
            Value::Object(fields) if key == "fields" => {
                out.push_str("fields:\n");
                for (wire, body) in fields {
                    comments.before(&mut out, &[key, wire]);
                    entry(&mut out, 2, wire, body);
                }
            }
            value => entry(&mut out, 0, key, value),
        }
    }
    comments.end(&mut out);
    out
}

/// Writes a key and its value: on one line, or as a block.
fn entry(out: &mut String, indent: usize, key: &str, value: &Value) {
    let start = format!("{:indent$}{}:", "", self::key(key));
    let line = format!("{start} {}", flow(value));
    if line.chars().count() <= WIDTH {
        out.push_str(&line);
        out.push('\n');
        return;
    }
    match value {
        Value::Object(map) if !map.is_empty() => {
            out.push_str(&start);
            out.push('\n');
            for (key, value) in map {
                entry(out, indent + 2, key, value);
            }
        }
        Value::Array(items) if !items.is_empty() => list(out, &start, items),
        _ => {
            out.push_str(&line);
            out.push('\n');
        }
    }
}

/// Writes a list that takes several lines.
fn list(out: &mut String, start: &str, items: &[Value]) {
    let (mut line, indent) = (format!("{start} ["), start.chars().count() + 2);
    for (index, item) in items.iter().enumerate() {
        let item = format!("{}{}", flow(item), if index + 1 < items.len() { "," } else { "]" });
        if line.chars().count() + item.chars().count() >= WIDTH && !line.ends_with('[') {
            out.push_str(line.trim_end());
            out.push('\n');
            line = " ".repeat(indent);
        }
        line.push_str(&item);
        line.push(' ');
    }
    out.push_str(line.trim_end());
    out.push('\n');
}

/// Returns a value on one line.
fn flow(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::String(text) => yaml::inside(text),
        Value::Array(items) => format!("[{}]", items.iter().map(flow).collect::<Vec<_>>().join(", ")),
        Value::Object(map) if map.is_empty() => "{}".to_owned(),
        Value::Object(map) => {
            let all: Vec<String> = map.iter().map(|(name, value)| format!("{}: {}", key(name), flow(value))).collect();
            format!("{{ {} }}", all.join(", "))
        }
        other => other.to_string(),
    }
}

/// Returns a key; numbers are keys as they are.
fn key(text: &str) -> String {
    let is_number = text.len() < 18 && text.parse::<i64>().is_ok_and(|number| number.to_string() == text);
    if is_number { text.to_owned() } else { yaml::inside(text) }
}
