//! Secrets inside of events.

use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;

use crate::dom::Node;
use crate::wire::{Cx, Extra, Wire};

/// A text that is never printed.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Secret {}

impl Wire for Secret {
    type Out = SecretString;
    const NAME: &'static str = "string";

    fn decode<'a>(node: Node<'a>, cx: &mut Cx<'a>) -> Option<SecretString> {
        node.text().filter(|text| !text.is_empty()).map(|text| cx.typed(text.into_owned().into()))
    }

    fn encode(secret: &SecretString) -> Value {
        secret.expose_secret().into()
    }
}

/// A copy of `value` to be printed: what stands under a key that sounds like a secret is left out.
pub(crate) fn hidden(value: &Value) -> Value {
    match value {
        Value::Array(items) => items.iter().map(hidden).collect(),
        Value::Object(map) => map
            .iter()
            .map(|(key, value)| (key.clone(), if is_secret(key) { "***".into() } else { hidden(value) }))
            .collect(),
        other => other.clone(),
    }
}

/// The same for what an object has no fields for.
pub(crate) fn hidden_extra(extra: &Extra) -> Value {
    hidden(&Value::Object(extra.iter().map(|(key, value)| (key.to_owned(), value.clone())).collect()))
}

fn is_secret(key: &str) -> bool {
    let key = key.to_ascii_lowercase();
    ["token", "secret", "password", "auth_id", "refresh_id"].iter().any(|word| key.contains(word))
}
