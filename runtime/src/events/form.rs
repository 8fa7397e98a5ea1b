//! The body of a handler's request: a form whose keys have PHP's brackets, or JSON.

use indexmap::IndexMap;
use serde_json::{Map, Value};
use url::form_urlencoded;

use super::error::EventError;
use super::json::json;
use super::limits::{Left, Limits};

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
    let mut left = Left::of(limits);
    if start == Some(&b'{') { json(body, &mut left) } else { form(body, &mut left) }
}

fn form(body: &[u8], left: &mut Left) -> Result<Value, EventError> {
    let mut root = Branch::default();
    for (key, text) in form_urlencoded::parse(body) {
        if key.is_empty() {
            left.take()?;
            continue;
        }
        let path = path(&key, left.depth)?;
        root.insert(&path, text.into_owned(), left)?;
    }
    Ok(Value::Object(root.into_map()))
}

/// `a[b][]` is `a`, `b`, and nothing for the next item.
fn path(key: &str, depth: usize) -> Result<Vec<&str>, EventError> {
    let whole = || Ok(vec![key]);
    let Some((first, rest)) = key.split_once('[').filter(|(first, _)| !first.is_empty()) else { return whole() };
    let Some(inside) = rest.strip_suffix(']') else { return whole() };
    if inside.split("][").any(|part| part.contains(['[', ']'])) {
        return whole();
    }
    if inside.split("][").nth(depth.saturating_sub(1)).is_some() {
        return Err(EventError::TooDeep);
    }
    Ok(std::iter::once(first).chain(inside.split("][")).collect())
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
    fn insert(&mut self, path: &[&str], text: String, left: &mut Left) -> Result<(), EventError> {
        let (mut branch, mut path) = (self, path);
        while let [key, rest @ ..] = path {
            let key = branch.key(key);
            // Those that take the place of others count too.
            if rest.is_empty() {
                left.take()?;
                branch.entries.insert(key, Tree::Text(text));
                return Ok(());
            }
            if !matches!(branch.entries.get(&key), Some(Tree::Branch(_))) {
                left.take()?;
            }
            let entry = branch.entries.entry(key).or_insert_with(|| Tree::Branch(Branch::default()));
            if let Tree::Text(_) = entry {
                *entry = Tree::Branch(Branch::default());
            }
            let Tree::Branch(inner) = entry else { return Ok(()) };
            (branch, path) = (inner, rest);
        }
        Ok(())
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
