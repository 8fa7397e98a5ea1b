//! Leaves open what a page marks as required, although one of its own requests leaves it out.

use serde_json::{Map, Value};

use crate::examples::Body;
use crate::facts::names::fits_pattern;
use crate::facts::ty::Ty;
use crate::facts::{Field, Required};
use crate::learn::without_operator;

/// Takes back the marks that requests of the method contradict.
pub(crate) fn open(params: &mut [Field], bodies: &[Body], method: &str) {
    let is_own = |body: &&Body| body.method.as_ref().is_some_and(|own| own.eq_ignore_ascii_case(method));
    for sent in bodies.iter().filter(is_own).filter_map(|body| body.json.as_ref()?.as_object()) {
        // A request without parameters shows only where to send it.
        if sent.keys().any(|key| key != "auth") {
            fields(params, sent);
        }
    }
}

fn fields(fields: &mut [Field], sent: &Map<String, Value>) {
    for field in fields {
        // Names in another case are a slip, and not another parameter; those of a filter may have an operator.
        let is_it = |key: &str| {
            let key = without_operator(key);
            field.name.eq_ignore_ascii_case(key) || fits_pattern(&field.name, key)
        };
        let values: Vec<&Value> = sent.iter().filter(|(key, _)| is_it(key)).map(|(_, value)| value).collect();
        if values.is_empty() && field.required == Required::Yes {
            field.required = Required::Unknown;
        }
        values.iter().for_each(|value| inside(field, value));
    }
}

fn inside(field: &mut Field, value: &Value) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| inside(field, item)),
        Value::Object(map) if matches!(field.ty, Ty::Map(_)) => {
            map.values().filter_map(Value::as_object).for_each(|entry| fields(&mut field.fields, entry));
        }
        Value::Object(map) => fields(&mut field.fields, map),
        _ => {}
    }
}
