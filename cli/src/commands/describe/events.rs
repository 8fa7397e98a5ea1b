//! An event that a portal posts to a handler.

use bitrix24_schema::model::{Caller, Event, Type};
use bitrix24_schema::shown::sentence;
use bitrix24_schema::{Model, export};
use serde_json::{Value, json};

use super::fields::Rows;
use super::wanted::Wanted;
use crate::page::{Page, Row};

/// Returns the place of an event, by its name in any case. Those of one type of dynamic items, as
/// `ONCRMDYNAMICITEMADD_147`, are found as those of all types.
pub(super) fn find(model: &Model, name: &str) -> Option<usize> {
    let name = match name.rsplit_once('_') {
        Some((name, number)) if number.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => name,
    };
    model.events.iter().position(|event| event.name.eq_ignore_ascii_case(name))
}

/// Returns an event for programs.
pub(super) fn json(model: &Model, event: &Event) -> Value {
    let mut value = export::event_json(model, event);
    if let Value::Object(map) = &mut value {
        map.insert("page".to_owned(), json!(event.docs.as_ref().map(|page| &page.url)));
        map.insert("command".to_owned(), json!(command(event)));
    }
    value
}

/// Writes an event for people.
pub(super) fn write(page: &mut Page, model: &Model, event: &Event, wanted: Wanted) {
    page.title(&event.name);
    page.words(2, &sentence(event.summary.as_deref().unwrap_or("an event that the portal posts to a handler")));
    if let Some(deprecated) = &event.deprecated {
        let instead = deprecated.instead.as_ref().map_or(String::new(), |instead| format!(": use {instead}"));
        page.warning(&format!("  Deprecated{instead}."));
    }
    page.line(0, "");
    page.facts(&facts(event));
    page.heading("Example");
    page.line(2, &command(event));
    page.heading("Data");
    let rows = Rows { model, items: &event.items, is_sent: false, all: wanted.all };
    let words = event.data_doc.as_deref().map(sentence).unwrap_or_default();
    let ty = match &event.data {
        Type::Any => "any (not documented)".to_owned(),
        ty => rows.name(ty),
    };
    let mut all = vec![Row { name: ty, words, ..Row::default() }];
    rows.inside(&event.data, 1, &mut all);
    page.rows(&all);
    page.line(0, "");
    page.words(
        2,
        "Posted as a form with `event`, `data`, `ts` and `auth`; `auth.application_token` tells who sent it.",
    );
}

fn facts(event: &Event) -> Vec<(&'static str, String)> {
    let mut facts = Vec::new();
    if !event.scopes.is_empty() {
        facts.push(("scope", event.scopes.join(" or ")));
    }
    if event.caller == Some(Caller::Administrator) {
        facts.push(("who", "administrators subscribe to it".to_owned()));
    }
    facts.extend(event.docs.as_ref().map(|page| ("page", page.url.clone())));
    facts
}

/// Returns the command that subscribes to it.
fn command(event: &Event) -> String {
    format!("b24 call event.bind event={} handler=https://example.com/bitrix24", event.name)
}
