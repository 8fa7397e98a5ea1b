//! What the search looks through: names and texts of methods, types, errors and events.

use std::collections::BTreeMap;

use bitrix24_schema::model::{Api, ErrorEntry, Event, Item, Kind, Method, Model, Shared};
use bitrix24_schema::shown;
use serde_json::{Value, json};

use crate::words;

/// The part that has the details of events.
pub(super) const EVENTS: &str = "of-events";

/// Returns the index.
pub(super) fn index(model: &Model) -> Value {
    json!({
        "date": model.docs.date,
        "methods": model.methods.iter().map(method).collect::<Vec<_>>(),
        "types": model.types.iter().map(shared).collect::<Vec<_>>(),
        "errors": by_code(model).into_iter().map(|((code, message), places)| {
            json!([code, message, places.len()])
        }).collect::<Vec<_>>(),
        "events": model.events.iter().map(event).collect::<Vec<_>>(),
    })
}

/// Returns a method as a row: key, name, version, kind, replaced or not, summary, part.
fn method(method: &Method) -> Value {
    let kind = match method.kind {
        Some(Kind::Read) => "reads",
        Some(Kind::Write) => "writes",
        None => "",
    };
    let is_old = method.deprecated.is_some();
    let summary = method.summary.as_deref().map(shown::sentence);
    let is_v3 = method.api == Api::V3;
    json!([method_key(method), method.name.wire, is_v3, kind, is_old, summary, method_part(method)])
}

/// Returns a type as a row: name, summary, part.
fn shared(shared: &Shared) -> Value {
    let about = match shared.items.first() {
        Some(Item::Object(object)) => object.doc.as_deref(),
        Some(Item::Enum(list)) => list.doc.as_deref(),
        Some(Item::Union(union)) => union.doc.as_deref(),
        None => None,
    };
    json!([shared.name, about.map(shown::sentence), type_part(shared)])
}

/// Returns an event as a row: name, scopes, summary.
fn event(event: &Event) -> Value {
    json!([event.name, event.scopes, event.summary.as_deref().map(shown::sentence)])
}

/// Returns the key of a method, which is a part of its address in the catalogue.
pub(super) fn method_key(method: &Method) -> String {
    match method.api {
        Api::V2 => method.name.wire.clone(),
        Api::V3 => format!("v3/{}", method.name.wire),
    }
}

/// Returns the part that has a method's details.
pub(super) fn method_part(method: &Method) -> String {
    plain(method.name.wire.split('.').next().unwrap_or_default())
}

/// Returns the part that has a type's details.
pub(super) fn type_part(shared: &Shared) -> String {
    format!("types-{}", plain(shared.name.split('.').next().unwrap_or_default()))
}

/// Returns a name for a file, on any system.
fn plain(name: &str) -> String {
    let name = name.to_ascii_lowercase();
    name.chars().map(|c| if c.is_ascii_alphanumeric() || c == '_' { c } else { '-' }).collect()
}

/// A place of an error: the method's key, or nothing for one that any method may answer; and its entry.
type Place<'m> = (Option<String>, &'m ErrorEntry);

/// Returns all errors by code and message.
fn by_code(model: &Model) -> BTreeMap<(&str, &str), Vec<Place<'_>>> {
    let mut all: BTreeMap<(&str, &str), Vec<Place<'_>>> = BTreeMap::new();
    let of_methods =
        model.methods.iter().flat_map(|method| method.errors.iter().map(|entry| (Some(method_key(method)), entry)));
    let of_system = model.errors.iter().map(|error| (None, &error.entry));
    for (key, entry) in of_system.chain(of_methods) {
        let message = entry.message.as_deref().unwrap_or_default();
        all.entry((entry.code.as_str(), message)).or_default().push((key, entry));
    }
    all
}

/// Returns errors as rows: code, message, and the places with key, status and text.
pub(super) fn errors(model: &Model) -> Value {
    let place = |(key, entry): &Place<'_>| json!([key, entry.status, words::error(entry)]);
    let row = |((code, message), places): ((&str, &str), Vec<Place<'_>>)| {
        json!([code, message, places.iter().map(place).collect::<Vec<_>>()])
    };
    by_code(model).into_iter().map(row).collect()
}
