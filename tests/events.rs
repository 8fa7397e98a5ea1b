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
        let sample = sample(&model, &event.items, &event.data, 0);
        match Payload::read(&event.name, &sample) {
            Ok(payload) => {
                untyped.extend(extra(&format!("{payload:?}")).map(|extra| format!("{}: {extra}", event.name)))
            }
            Err(error) => untyped.push(format!("{}: {error} {sample}", event.name)),
        }
    }
    assert!(untyped.is_empty(), "{}", untyped.join("\n"));
}

/// Returns what a printed payload has no field for.
fn extra(debug: &str) -> Option<String> {
    let parts: Vec<&str> = debug.split("extra: {").skip(1).filter(|rest| !rest.starts_with('}')).collect();
    (!parts.is_empty()).then(|| parts.join(" … "))
}

/// Returns data of a type with all documented fields, as a form has them.
fn sample(model: &Model, items: &[Item], ty: &Type, depth: usize) -> Value {
    match ty {
        Type::Any | Type::Null => Value::Null,
        // A form has only texts, and a number in one is a text, too.
        Type::Integer | Type::Double | Type::Id(_) | Type::Timestamp | Type::String | Type::File(_) => json!("1"),
        Type::Boolean(BooleanForm::YesNo) => json!("Y"),
        Type::Boolean(_) => json!("1"),
        Type::Date => json!("2026-01-31"),
        Type::DateTime => json!("2026-01-31T10:00:00+00:00"),
        Type::Time => json!({}),
        Type::List(inner) if **inner == Type::Any => json!([]),
        Type::List(inner) => json!([sample(model, items, inner, depth + 1)]),
        Type::Map(inner) => json!({ "1": sample(model, items, inner, depth + 1) }),
        Type::Nullable(inner) | Type::OneOrMany(inner) => sample(model, items, inner, depth),
        Type::Item(ItemRef::Shared(index)) => {
            let items = &model.types[*index].items;
            of_item(model, items, &items[0], depth)
        }
        Type::Item(ItemRef::Local(place)) => of_item(model, items, &items[*place], depth),
    }
}

fn of_item(model: &Model, items: &[Item], item: &Item, depth: usize) -> Value {
    match item {
        Item::Enum(list) => json!(list.values.first().map(|value| value.name.wire.clone())),
        Item::Union(union) => union.options.first().map_or(Value::Null, |(_, ty)| sample(model, items, ty, depth)),
        Item::Object(_) if depth > 6 => json!({}),
        Item::Object(object) => {
            let documented = object.fields.iter().filter(|field| !field.observed && field.pattern.is_none());
            let entry = |field: &Field| (field.name.wire.clone(), sample(model, items, &field.ty, depth + 1));
            Value::Object(documented.map(entry).collect::<Map<_, _>>())
        }
    }
}
