//! An event that a portal posts to a handler.

use bitrix24_runtime::events::EVENTS;
pub(super) use bitrix24_runtime::events::EventName;
use bitrix24_runtime::events::payload::DataKey;
use serde_json::{Value, json};

use crate::page::{Page, Row};

/// Returns the names of all events.
pub(super) fn names<'n>() -> impl Iterator<Item = &'n str> {
    EVENTS.iter().map(|event| event.name)
}

/// Returns an event for programs.
pub(super) fn json(event: &EventName) -> Value {
    let (inside, keys) = event.keys();
    let key = |key: &DataKey| json!({ "name": key.key, "required": key.is_required, "type": key.ty, "doc": key.about.trim() });
    let keys: Vec<Value> = keys.iter().map(key).collect();
    let place = (!inside.is_empty()).then_some(inside);
    json!({
        "name": event.name, "scope": event.scope, "page": event.docs(), "rust": rust(event),
        "inside": place, "data": keys,
    })
}

/// Writes an event for people.
pub(super) fn write(page: &mut Page, event: &EventName) {
    page.title(event.name);
    page.words(2, "An event that the portal posts to a handler.");
    page.line(0, "");
    page.facts(&[("scope", event.scope.to_owned()), ("rust", rust(event)), ("page", event.docs())]);
    page.heading("Example");
    let handler = "handler=https://example.com/bitrix24";
    page.line(2, &format!("b24 call event.bind event={} {handler}", event.name));
    let (inside, keys) = event.keys();
    let path = if inside.is_empty() { "data".to_owned() } else { format!("data.{inside}") };
    page.heading(&format!("Data (* always there), in {path}"));
    let row = |key: &DataKey| Row {
        name: format!("{}{}", key.key, if key.is_required { "*" } else { "" }),
        ty: key.ty.to_owned(),
        words: key.about.trim().to_owned(),
        ..Row::default()
    };
    page.rows(&keys.iter().map(row).collect::<Vec<_>>());
    page.line(0, "");
    page.words(
        2,
        "Posted as a form with `event`, `data`, `ts` and `auth`; `auth.application_token` tells who sent it.",
    );
}

/// Returns the type of its data in the crate.
fn rust(event: &EventName) -> String {
    format!("bitrix24::incoming::payload::{}", event.data)
}
