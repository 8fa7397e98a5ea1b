//! The values of a portal's own fields, as each family of methods answers them.

use serde_json::{Map, Value, json};

use super::family::Form;
use super::link;
use crate::things::{Field, Kind};

/// Returns the value in an answer; `None` if the answer does not have it. A file is read at an address before its identifier.
pub(super) fn answered(field: &Field, value: &Value, form: Form, row: u64, files: &str) -> Option<Value> {
    if field.is_wrapped {
        return Some(wrapped(field, value, row));
    }
    match (form, value) {
        (Form::Element, value) => element(field, value, row),
        (Form::Item, Value::Array(values)) => Some(values.iter().map(|value| one(field, value, form, files)).collect()),
        (Form::Text, Value::Array(values)) if values.is_empty() => Some(json!(false)),
        // The numbers of several values are numbers everywhere.
        (Form::Text, Value::Array(values)) => Some(values.iter().map(|value| one(field, value, form, files)).collect()),
        (Form::Text, Value::Number(number)) => Some(number.to_string().into()),
        (_, value) => Some(one(field, value, form, files)),
    }
}

fn one(field: &Field, value: &Value, form: Form, files: &str) -> Value {
    match value {
        Value::Bool(value) => match (form, value) {
            (Form::Item, true) => "Y".into(),
            (Form::Item, false) => "N".into(),
            (_, value) => u8::from(*value).to_string().into(),
        },
        // Midnight of Greenwich, in the portal's time zone.
        Value::String(day) if field.kind == Kind::Date => format!("{day}T03:00:00+03:00").into(),
        value => link::linked(value, form == Form::Item, files).unwrap_or_else(|| value.clone()),
    }
}

/// Returns the value of a product's property, or the list of its values, each beside its number.
fn wrapped(field: &Field, value: &Value, row: u64) -> Value {
    let number = |index: usize| value_number(field, row, index).to_string();
    let one = |(index, value): (usize, &Value)| json!({ "value": kept_number(value), "valueId": number(index) });
    match value {
        Value::Array(values) => values.iter().enumerate().map(one).collect(),
        Value::Null => Value::Null,
        value => one((0, value)),
    }
}

fn kept_number(value: &Value) -> Value {
    crate::files::kept_id(value).map_or_else(|| value.clone(), Value::from)
}

/// Returns the number of a value, which is unique among the properties of a row.
fn value_number(field: &Field, row: u64, index: usize) -> u64 {
    row.wrapping_mul(1000).wrapping_add(field.id * 10).wrapping_add(index as u64)
}

/// Returns the value of a list's property: a map from the numbers of its values to their texts.
fn element(field: &Field, value: &Value, row: u64) -> Option<Value> {
    let values = match value {
        Value::Null => return None,
        Value::Array(values) if values.is_empty() => return None,
        Value::Array(values) => values.iter().collect(),
        value => vec![value],
    };
    let number = |index: usize| value_number(field, row, index).to_string();
    let map: Map<_, _> = values.iter().enumerate().map(|(i, value)| (number(i), text(value).into())).collect();
    Some(Value::Object(map))
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Bool(value) => (if *value { "Y" } else { "N" }).to_owned(),
        value => crate::files::kept_id(value).map_or_else(|| value.to_string(), |id| id.to_string()),
    }
}
