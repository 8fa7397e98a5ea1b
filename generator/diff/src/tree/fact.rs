//! A fact of a part.

use std::sync::Arc;

use serde_json::Value as Json;

/// A fact of a part, in a third of the place of a JSON value. A schema has very many, nearly all of them texts, and copies
/// share them.
///
/// ```
/// use bitrix24_diff::tree::Fact;
///
/// let fact = Fact::from("string[]");
/// assert_eq!((fact.as_str(), fact.as_bool()), (Some("string[]"), None));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub enum Fact {
    /// A text.
    Text(Arc<str>),
    /// Yes or no.
    Flag(bool),
    /// A number, a list or a map.
    Other(Arc<Json>),
}

impl Fact {
    /// Returns the text, if it is one.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Fact::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Returns yes or no, if it is that.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Fact::Flag(flag) => Some(*flag),
            _ => None,
        }
    }

    /// Returns the items, if it is a list.
    pub fn as_array(&self) -> Option<&[Json]> {
        match self {
            Fact::Other(json) => json.as_array().map(Vec::as_slice),
            _ => None,
        }
    }

    /// Returns the number, if it is one.
    pub fn as_f64(&self) -> Option<f64> {
        match self {
            Fact::Other(json) => json.as_f64(),
            _ => None,
        }
    }

    /// Adds an item to a list, which may be missing.
    pub(crate) fn push(list: &mut Option<Fact>, item: Json) {
        if let Some(Fact::Other(json)) = list
            && let Json::Array(items) = Arc::make_mut(json)
        {
            items.push(item);
        } else {
            *list = Some(Fact::from(Json::Array(vec![item])));
        }
    }
}

impl From<&str> for Fact {
    fn from(text: &str) -> Self {
        Fact::Text(text.into())
    }
}

impl From<Json> for Fact {
    fn from(json: Json) -> Self {
        match json {
            Json::String(text) => Fact::Text(text.into()),
            Json::Bool(flag) => Fact::Flag(flag),
            other => Fact::Other(Arc::new(other)),
        }
    }
}
