//! The body of a handler's request: a form whose keys have PHP's brackets, or JSON.

use indexmap::IndexMap;
use serde_json::{Map, Value};
use url::form_urlencoded;

use super::EventError;

/// Limits of a body. An event is small: a sender of more than this is no portal.
///
/// ```
/// use bitrix24::incoming::{EventError, Limits, Unverified};
///
/// let mut limits = Limits::default();
/// limits.bytes = 10;
/// assert!(matches!(Unverified::parse_within(b"event=ONCRMDEALADD", limits), Err(EventError::TooLarge)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// The maximum number of bytes; 1 MiB by default.
    pub bytes: usize,
    /// The maximum number of values; 10,000 by default.
    pub values: usize,
    /// The maximum depth; 32 by default.
    pub depth: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { bytes: 1024 * 1024, values: 10_000, depth: 32 }
    }
}

/// Reads a body: JSON when it starts with `{`, a form otherwise.
///
/// A form is read as PHP reads it: `a[b]` is a key in an object, `a[]` the next item of a list, and the last of several
/// values of one key counts. All values are text. Objects with the keys `0`, `1`, … are lists. A key whose brackets do
/// not match is taken as it is.
///
/// ```
/// use bitrix24::incoming::{Limits, parse_body};
/// use bitrix24::json;
///
/// let body = parse_body(b"event=ONCRMDEALADD&data%5BFIELDS%5D%5BID%5D=7&a[]=1&a[]=2", Limits::default())?;
/// assert_eq!(body, json!({ "event": "ONCRMDEALADD", "data": { "FIELDS": { "ID": "7" } }, "a": ["1", "2"] }));
/// # Ok::<_, bitrix24::incoming::EventError>(())
/// ```
///
/// # Errors
///
/// [`EventError::TooLarge`], [`EventError::TooManyValues`] and [`EventError::TooDeep`] beyond the limits;
/// [`EventError::NotJson`] when it starts as JSON and is none.
pub fn parse_body(body: &[u8], limits: Limits) -> Result<Value, EventError> {
    if body.len() > limits.bytes {
        return Err(EventError::TooLarge);
    }
    let start = body.iter().find(|byte| !byte.is_ascii_whitespace());
    if start == Some(&b'{') { json(body, limits) } else { form(body, limits) }
}

fn json(body: &[u8], limits: Limits) -> Result<Value, EventError> {
    // The parser itself stops at a depth of 128.
    let value = serde_json::from_slice(body).map_err(|_| EventError::NotJson)?;
    count(&value, limits.depth, &mut limits.values.clone())?;
    Ok(value)
}

/// Takes the values in `value` off what is `left`.
fn count(value: &Value, depth: usize, left: &mut usize) -> Result<(), EventError> {
    let mut inside = |value| count(value, depth.checked_sub(1).ok_or(EventError::TooDeep)?, left);
    match value {
        Value::Array(items) => items.iter().try_for_each(&mut inside),
        Value::Object(map) => map.values().try_for_each(&mut inside),
        _ => {
            *left = left.checked_sub(1).ok_or(EventError::TooManyValues)?;
            Ok(())
        }
    }
}

fn form(body: &[u8], limits: Limits) -> Result<Value, EventError> {
    let mut root = Branch::default();
    for (index, (key, text)) in form_urlencoded::parse(body).enumerate() {
        if index >= limits.values {
            return Err(EventError::TooManyValues);
        }
        if key.is_empty() {
            continue;
        }
        let path = path(&key);
        if path.len() > limits.depth {
            return Err(EventError::TooDeep);
        }
        root.insert(&path, text.into_owned());
    }
    Ok(Value::Object(root.into_map()))
}

/// `a[b][]` is `a`, `b`, and nothing for the next item.
fn path(key: &str) -> Vec<&str> {
    let Some((first, rest)) = key.split_once('[').filter(|(first, _)| !first.is_empty()) else { return vec![key] };
    let Some(inside) = rest.strip_suffix(']') else { return vec![key] };
    let mut path = vec![first];
    for part in inside.split("][") {
        if part.contains(['[', ']']) {
            return vec![key];
        }
        path.push(part);
    }
    path
}

/// The value of a key.
enum Tree {
    Text(String),
    Branch(Branch),
}

/// An array of PHP: a list and a map in one.
#[derive(Default)]
struct Branch {
    entries: IndexMap<String, Tree>,
    /// The number that `[]` stands for.
    next: u64,
}

impl Branch {
    fn insert(&mut self, path: &[&str], text: String) {
        let (mut branch, mut path) = (self, path);
        while let [key, rest @ ..] = path {
            let key = branch.key(key);
            if rest.is_empty() {
                branch.entries.insert(key, Tree::Text(text));
                return;
            }
            let entry = branch.entries.entry(key).or_insert_with(|| Tree::Branch(Branch::default()));
            if let Tree::Text(_) = entry {
                *entry = Tree::Branch(Branch::default());
            }
            let Tree::Branch(inner) = entry else { return };
            (branch, path) = (inner, rest);
        }
    }

    /// The key to use for `key`; an empty one is the next number.
    fn key(&mut self, key: &str) -> String {
        if key.is_empty() {
            let key = self.next.to_string();
            self.next = self.next.saturating_add(1);
            return key;
        }
        if let Ok(number) = key.parse::<u64>() {
            self.next = self.next.max(number.saturating_add(1));
        }
        key.to_owned()
    }

    fn is_list(&self) -> bool {
        self.entries.keys().enumerate().all(|(index, key)| *key == index.to_string())
    }

    fn into_value(self) -> Value {
        if self.is_list() {
            self.entries.into_values().map(Tree::into_value).collect()
        } else {
            Value::Object(self.into_map())
        }
    }

    fn into_map(self) -> Map<String, Value> {
        self.entries.into_iter().map(|(key, tree)| (key, tree.into_value())).collect()
    }
}

impl Tree {
    fn into_value(self) -> Value {
        match self {
            Tree::Text(text) => text.into(),
            Tree::Branch(branch) => branch.into_value(),
        }
    }
}
