//! The client's own types of events are those of the schema: the same events, pages and scopes, and each documented part
//! of the data has a field.

use std::collections::BTreeSet;

use bitrix24::incoming::{EVENTS, EventName, Payload};
use bitrix24_schema::model::{BooleanForm, Field, Item, ItemRef, Model, Type};
use serde_json::{Map, Value, json};

fn model() -> Model {
    bitrix24_schema::load("schema").unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn the_client_knows_the_events_of_the_schema() {
    let model = model();
    let described: BTreeSet<&str> = model.events.iter().map(|event| event.name.as_str()).collect();
    let known: BTreeSet<&str> = EVENTS.iter().map(|event| event.name).collect();
    assert_eq!(described, known);
    for event in &model.events {
        let name = EventName::find(&event.name).expect("it was found above");
        let page = event.docs.as_ref().map(|page| page.url.as_str());
        assert_eq!(page, Some(name.docs().as_str()), "{}", event.name);
        // Older pages do not tell the scope.
        assert!(event.scopes.is_empty() || event.scopes.iter().any(|scope| scope == name.scope), "{}", event.name);
    }
}

#[test]
fn documented_data_is_typed() {
    let model = model();
    let mut untyped = Vec::new();
    for event in &model.events {
        let sample = sample(&event.items, &event.data, 0);
        let extra = match Payload::read(&event.name, &sample) {
            Ok(payload) => extra(&format!("{payload:?}")),
            Err(error) => Some(error.to_string()),
        };
        if extra.is_some() != SELECTED.contains(&event.name.as_str()) {
            untyped.push(format!("{}: {extra:?} of {sample}", event.name));
        }
    }
    assert!(untyped.is_empty(), "{}", untyped.join("\n"));
}

/// Events of bots of the first version, which the documentation calls outdated: the types have what a bot answers by, and
/// their flags are in `extra`.
const SELECTED: &[&str] =
    &["ONIMBOTJOINCHAT", "ONIMBOTMESSAGEADD", "ONIMBOTMESSAGEDELETE", "ONIMBOTMESSAGEUPDATE", "ONIMCOMMANDADD"];

/// Returns what a printed payload has no field for.
fn extra(debug: &str) -> Option<String> {
    let parts: Vec<&str> = debug.split("extra: Object {").skip(1).filter(|rest| !rest.starts_with('}')).collect();
    (!parts.is_empty()).then(|| parts.join(" … "))
}

#[test]
fn what_has_no_field_is_seen() {
    let payload = |data: Value| Payload::read("ONCRMDEALADD", &data).expect("it has an identifier");
    let printed = |data: Value| format!("{:?}", payload(data));
    assert_eq!(extra(&printed(json!({ "FIELDS": { "ID": "1" } }))), None);
    let found = extra(&printed(json!({ "FIELDS": { "ID": "1", "NEW": "1" } }))).expect("it has no field");
    assert!(found.starts_with("\"NEW\""), "{found}");
}

/// Returns data of a type with all documented fields, as a form has them.
fn sample(items: &[Item], ty: &Type, depth: usize) -> Value {
    match ty {
        Type::Any | Type::Null => Value::Null,
        // A form has only texts, and a number in one is a text, too.
        Type::Integer | Type::Double | Type::Id(_) | Type::Timestamp | Type::String | Type::File(_) => json!("1"),
        Type::Money | Type::Address | Type::CrmLink => json!("1"),
        Type::Boolean(BooleanForm::YesNo) => json!("Y"),
        Type::Boolean(_) => json!("1"),
        Type::Date => json!("2026-01-31"),
        Type::DateTime => json!("2026-01-31T10:00:00+00:00"),
        Type::Time => json!({}),
        Type::List(inner) if **inner == Type::Any => json!([]),
        Type::List(inner) => json!([sample(items, inner, depth + 1)]),
        Type::Map(inner) if **inner == Type::Any => json!({}),
        Type::Map(inner) => json!({ "1": sample(items, inner, depth + 1) }),
        Type::Nullable(inner) | Type::OneOrMany(inner) => sample(items, inner, depth),
        // A thing that methods describe, such as a chat: the client's type has a selection of it.
        Type::Item(ItemRef::Shared(_)) => json!({}),
        Type::Item(ItemRef::Local(place)) => of_item(items, &items[*place], depth),
    }
}

fn of_item(items: &[Item], item: &Item, depth: usize) -> Value {
    match item {
        Item::Enum(list) => json!(list.values.first().map(|value| value.name.wire.clone())),
        Item::Union(union) => union.options.first().map_or(Value::Null, |(_, ty)| sample(items, ty, depth)),
        Item::Object(_) if depth > 6 => json!({}),
        Item::Object(object) => {
            let documented = object.fields.iter().filter(|field| !field.observed && field.pattern.is_none());
            let entry = |field: &Field| (field.name.wire.clone(), sample(items, &field.ty, depth + 1));
            Value::Object(documented.map(entry).collect::<Map<_, _>>())
        }
    }
}
