//! A call of a method that describes something, and values as calls and answers have them.

use bitrix24_schema::model::Method;
use serde_json::{Map, Value};

use crate::fail::Fail;
use crate::state::State;

/// A call of a method that describes something.
#[derive(Clone, Copy)]
pub(super) struct Call<'c> {
    pub(super) state: &'c State,
    /// The method's name in lower case.
    pub(super) name: &'c str,
    pub(super) method: Option<&'c Method>,
    pub(super) params: &'c Map<String, Value>,
}

impl Call<'_> {
    /// Returns a parameter, whose name may have any case.
    pub(super) fn param(&self, name: &str) -> Option<&Value> {
        let found = self.params.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value).filter(|value| !value.is_null())
    }

    pub(super) fn number(&self, name: &str) -> Option<u64> {
        self.param(name).and_then(number)
    }

    pub(super) fn flag(&self, name: &str) -> bool {
        self.param(name).is_some_and(|value| match value {
            Value::Bool(value) => *value,
            value => ["Y", "y", "1", "true"].contains(&text(value).as_str()),
        })
    }

    /// Returns the documented error whose message has this text, or else one with this code.
    pub(super) fn refused(&self, code: &str, message: &str) -> Fail {
        crate::schema::documented(self.method, message).unwrap_or_else(|| Fail::new(400, code, message))
    }
}

pub(super) fn number(value: &Value) -> Option<u64> {
    value.as_u64().or_else(|| value.as_str()?.trim().parse().ok())
}

pub(super) fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Returns `Y` or `N`.
pub(super) fn yes(value: bool) -> &'static str {
    if value { "Y" } else { "N" }
}
