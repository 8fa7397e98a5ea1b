//! The parameters of the methods of events.

use serde_json::{Map, Value};

/// The parameters of a call, by names in any case.
#[derive(Clone, Copy)]
pub(super) struct Params<'p>(&'p Map<String, Value>);

impl<'p> Params<'p> {
    pub(super) fn new(params: &'p Map<String, Value>) -> Self {
        Self(params)
    }

    pub(super) fn get(self, wanted: &str) -> Option<&'p Value> {
        self.0.iter().find(|(name, _)| name.eq_ignore_ascii_case(wanted)).map(|(_, value)| value)
    }

    pub(super) fn text(self, wanted: &str) -> &'p str {
        self.get(wanted).and_then(Value::as_str).unwrap_or_default()
    }

    pub(super) fn number(self, wanted: &str) -> Option<u64> {
        self.get(wanted).and_then(number)
    }

    pub(super) fn is_true(self, wanted: &str) -> bool {
        match self.get(wanted) {
            Some(Value::String(text)) => matches!(text.as_str(), "Y" | "y" | "1" | "true"),
            Some(value) => value.as_bool().unwrap_or_else(|| number(value) == Some(1)),
            None => false,
        }
    }

    /// Returns the user in whose name events are sent; `0` is the one who has caused them.
    pub(super) fn user(self) -> String {
        match self.get("auth_type") {
            Some(Value::Number(number)) => number.to_string(),
            Some(Value::String(text)) if !text.is_empty() => text.clone(),
            _ => "0".to_owned(),
        }
    }

    pub(super) fn is_offline(self) -> bool {
        self.text("event_type").eq_ignore_ascii_case("offline")
    }
}

/// Returns a number, also of a text.
pub(super) fn number(value: &Value) -> Option<u64> {
    value.as_u64().or_else(|| value.as_str()?.parse().ok())
}
