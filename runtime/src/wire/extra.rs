//! Values of an object beside its described fields.

use std::fmt;

use indexmap::IndexMap;
use serde_json::Value;

/// The unknown keys of an object with their values, and the original notation of known values where this crate would
/// write them otherwise. Empty, it is one pointer wide.
///
/// On a type that is sent, it holds what [`insert`](Extra::insert) put there, and is sent along.
///
/// ```
/// use bitrix24::{Extra, json};
///
/// let mut extra = Extra::default();
/// extra.insert("UF_CRM_SIZE", 42);
/// assert_eq!(extra.get("UF_CRM_SIZE"), Some(&json!(42)));
/// ```
#[derive(Clone, Default)]
pub struct Extra(Option<Box<Inner>>);

#[derive(Clone, Default)]
struct Inner {
    unknown: IndexMap<String, Value>,
    written: Vec<(&'static str, Written)>,
}

/// The server's notation of a known field, where encoding the decoded value would give something else.
#[derive(Clone)]
pub(crate) enum Written {
    /// Not at all, though the description says it is always there.
    Absent,
    Null,
    EmptyText,
    False,
    EmptyList,
    EmptyObject,
    As(Box<Value>),
}

impl Written {
    pub(crate) fn from_value(value: Value) -> Self {
        match value {
            Value::Null => Written::Null,
            Value::Bool(false) => Written::False,
            Value::String(text) if text.is_empty() => Written::EmptyText,
            Value::Array(items) if items.is_empty() => Written::EmptyList,
            Value::Object(map) if map.is_empty() => Written::EmptyObject,
            other => Written::As(Box::new(other)),
        }
    }

    /// The value as it stood in the answer; `None` when it was absent.
    pub(crate) fn to_value(&self) -> Option<Value> {
        match self {
            Written::Absent => None,
            Written::Null => Some(Value::Null),
            Written::EmptyText => Some(String::new().into()),
            Written::False => Some(false.into()),
            Written::EmptyList => Some(Value::Array(Vec::new())),
            Written::EmptyObject => Some(Value::Object(serde_json::Map::new())),
            Written::As(value) => Some(Value::clone(value)),
        }
    }
}

impl Extra {
    /// No key.
    #[doc(hidden)]
    pub const NEW: Extra = Extra(None);

    /// Returns true if there is no unknown key.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the number of unknown keys.
    pub fn len(&self) -> usize {
        self.0.as_ref().map_or(0, |inner| inner.unknown.len())
    }

    /// The value of an unknown key.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.0.as_ref()?.unknown.get(key)
    }

    /// All unknown keys and their values, in the order of the answer.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().flat_map(|inner| &inner.unknown).map(|(key, value)| (key.as_str(), value))
    }

    /// Returns the original value of a known field, where its type could not hold it: a misfit's value, or the server's
    /// notation of nothing (`null`, `""`, `false`, `[]`). `key` is the name on the wire.
    pub fn written(&self, key: &str) -> Option<Value> {
        self.note_of(key)?.to_value()
    }

    /// Adds a key, or replaces its value.
    pub fn insert(&mut self, key: impl Into<String>, value: impl Into<Value>) {
        self.0.get_or_insert_default().unknown.insert(key.into(), value.into());
    }

    /// Removes a key, and returns its value.
    pub fn remove(&mut self, key: &str) -> Option<Value> {
        self.0.as_mut()?.unknown.shift_remove(key)
    }

    pub(crate) fn note(&mut self, key: &'static str, written: Written) {
        self.0.get_or_insert_default().written.push((key, written));
    }

    /// Adds the unknown keys to an object's others.
    pub(crate) fn move_into(self, map: &mut serde_json::Map<String, Value>) {
        map.extend(self.0.into_iter().flat_map(|inner| inner.unknown));
    }

    pub(crate) fn note_of(&self, key: &str) -> Option<&Written> {
        let written = &self.0.as_ref()?.written;
        written.iter().find(|(name, _)| *name == key).map(|(_, written)| written)
    }
}

impl fmt::Debug for Extra {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

/// Equal when the unknown keys are equal: the notation of known values is not compared.
impl PartialEq for Extra {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().all(|(key, value)| other.get(key) == Some(value))
    }
}
