//! The types of values that were seen.

use std::collections::BTreeSet;
use std::fmt;

use serde_json::Value;

/// The largest depth of a type.
const DEPTH: usize = 4;

/// Types of the schema, as far as values show them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    types: BTreeSet<String>,
    has_null: bool,
}

impl Seen {
    /// Returns the type of a value.
    pub(crate) fn of(value: &Value) -> Self {
        let mut seen = Seen::default();
        match ty(value, DEPTH) {
            Some(ty) => drop(seen.types.insert(ty)),
            None => seen.has_null = true,
        }
        seen
    }

    /// Adds what was seen elsewhere.
    pub(crate) fn add(&mut self, other: &Seen) {
        self.types.extend(other.types.iter().cloned());
        self.has_null |= other.has_null;
        if self.types.contains("double") {
            self.types.remove("integer");
        }
        // An empty list says nothing of its items.
        if self.types.iter().any(|ty| ty.ends_with("[]") && ty != "any[]") {
            self.types.remove("any[]");
        }
    }

    /// Returns the type as the schema writes it.
    pub(crate) fn written(&self) -> String {
        let types: Vec<&str> = self.types.iter().map(String::as_str).collect();
        match (types.as_slice(), self.has_null) {
            ([], _) => "any".to_owned(),
            ([one], true) => format!("{one}?"),
            (many, _) => many.join(" | "),
        }
    }
}

impl fmt::Display for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.types.is_empty() { f.write_str("null") } else { f.write_str(&self.written()) }
    }
}

/// Returns the type of a value; `None` for nothing.
fn ty(value: &Value, depth: usize) -> Option<String> {
    let ty = match value {
        Value::Null => return None,
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "double",
        Value::Number(_) => "integer",
        Value::String(text) if is_time(text) => "datetime",
        Value::String(_) => "string",
        Value::Object(_) => "object",
        Value::Array(items) => {
            let inner: BTreeSet<String> =
                items.iter().filter(|_| depth > 0).filter_map(|item| ty(item, depth - 1)).collect();
            let mut inner = inner.into_iter();
            return match (inner.next(), inner.next()) {
                (Some(one), None) => Some(format!("{one}[]")),
                _ => Some("any[]".to_owned()),
            };
        }
    };
    Some(ty.to_owned())
}

/// Returns true for `2026-01-31T12:00:00+03:00`.
fn is_time(text: &str) -> bool {
    let bytes = text.as_bytes();
    (19..=40).contains(&bytes.len()) && bytes[4] == b'-' && bytes[7] == b'-' && bytes[10] == b'T' && bytes[13] == b':'
}
