//! The content of a thing's file.

use bitrix24_schema::Model;
use serde_json::{Map, Value, json};

use super::field;
use super::folder::Found;
use super::kept::Kept;
use crate::facts::Thing;
use crate::names::{self, Names};
use crate::shared::Shared;

/// The keys of a file that a pull writes.
const OWN: &[&str] = &["thing", "of", "title", "methods", "with", "has", "fields"];

/// Returns the content of a thing's file: what the portal says, and what stays of the file as it is.
pub(crate) fn map(
    thing: &Thing,
    name: &str,
    before: Option<&Found>,
    model: &Model,
    kept: &mut Kept,
) -> Map<String, Value> {
    let mut map = Map::new();
    map.insert("thing".to_owned(), json!(name));
    map.insert("of".to_owned(), json!(thing.of));
    map.insert("title".to_owned(), json!(thing.title));
    map.insert("methods".to_owned(), json!(thing.key.methods));
    if !thing.key.with.is_empty() {
        let with = thing.key.with.iter().cloned().collect();
        map.insert("with".to_owned(), Value::Object(with));
    }
    if let Some(has) = &thing.has {
        map.insert("has".to_owned(), json!(has));
    }
    let fields = fields(thing, before, model, kept);
    if !fields.is_empty() {
        map.insert("fields".to_owned(), Value::Object(fields));
    }
    let others = before.into_iter().flat_map(|found| &found.map).filter(|(key, _)| !OWN.contains(&key.as_str()));
    map.extend(others.map(|(key, value)| (key.clone(), value.clone())));
    map
}

fn fields(thing: &Thing, before: Option<&Found>, model: &Model, kept: &mut Kept) -> Map<String, Value> {
    let shared = Shared::find(model, thing.of);
    let taken = shared.as_ref().map(|shared| shared.idents(thing.has.as_deref())).unwrap_or_default();
    let mut names = Names::new(taken);
    // Names that are given already count before new ones.
    for (_, known) in thing.fields.iter().filter_map(|field| old(before, &field.wire)) {
        if let Some(name) = field::name(&known) {
            names.take(name);
        }
    }
    let mut map = Map::new();
    for field in &thing.fields {
        let (key, body) = old(before, &field.wire).map_or((field.wire.clone(), None), |(key, body)| (key, Some(body)));
        // A field whose values cannot be read now says nothing more than the shared type.
        if field.says_values && field.values.is_none() {
            map.extend(body.map(|body| (key, field::short(body))));
            continue;
        }
        let wish = names::field(&field.named, &field.wire);
        let name = match body.as_ref().and_then(field::name) {
            Some(name) => Some(name.to_owned()),
            // The shared type's own name is as good as any: it stays if it was there, and if the better one is none.
            None if field.says_values => {
                let may_be = body.is_none() && !had(before, &field.wire) && !wish.ends_with('_');
                Some(wish).filter(|wish| may_be && names.take(wish))
            }
            None => Some(names.give(&[wish], "_")),
        };
        let body = field::written(field, name.as_deref(), body.as_ref(), kept);
        map.insert(key, field::short(body));
    }
    map
}

/// Returns a field as the file has it, by its name on the wire; a mark behind that is a person's.
fn old(before: Option<&Found>, wire: &str) -> Option<(String, Map<String, Value>)> {
    let fields = before?.map.get("fields")?.as_object()?;
    let (key, value) = fields.iter().find(|(key, _)| key.trim_end_matches(['*', '?']) == wire)?;
    Some((key.clone(), field::body(value)))
}

/// Returns true if a thing had a field of the shared type before, by that type's name.
fn had(before: Option<&Found>, wire: &str) -> bool {
    let has = |found: &Found| match found.map.get("has").and_then(Value::as_array) {
        Some(has) => has.iter().any(|name| name == wire),
        None => true,
    };
    before.is_some_and(has)
}
