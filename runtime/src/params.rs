//! The parameters of a call.

use serde_json::{Map, Value};

use crate::wire::Wire;

/// A call's parameters in the order in which they were set, ready to be sent.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Params(Map<String, Value>);

impl Params {
    /// No parameters.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets a parameter by its wire type; a second value replaces the first.
    #[inline]
    pub fn set<W: Wire>(&mut self, name: &str, value: impl Into<W::Out>) {
        self.insert(name, W::encode(&value.into()));
    }

    /// Sets a parameter to any JSON value.
    pub fn insert(&mut self, name: &str, value: Value) {
        self.0.insert(name.to_owned(), value);
    }

    /// The value of a parameter.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }

    /// The parameters as a JSON object.
    pub fn as_map(&self) -> &Map<String, Value> {
        &self.0
    }

    /// The parameters as a JSON object.
    pub fn into_map(self) -> Map<String, Value> {
        self.0
    }
}

impl From<Map<String, Value>> for Params {
    fn from(map: Map<String, Value>) -> Self {
        Params(map)
    }
}
