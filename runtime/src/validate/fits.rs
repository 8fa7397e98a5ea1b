//! A value against a type, its parts aside.

use serde_json::Value;

use crate::catalogue::Shape;
use crate::wire::crm_link::is_link;
use crate::wire::money::is_money;

/// Returns true if a value is of a type, its parts aside. Numbers and booleans may be written as this API writes them.
pub(super) fn fits(shape: Shape, value: &Value) -> bool {
    match shape {
        Shape::Any => true,
        Shape::Integer => {
            value.is_i64() || value.is_u64() || text(value, |text| text.is_empty() || text.parse::<i64>().is_ok())
        }
        Shape::Double => value.is_number() || text(value, |text| text.is_empty() || text.parse::<f64>().is_ok()),
        Shape::String => value.is_string() || value.is_number(),
        Shape::Boolean => is_boolean(value),
        Shape::Date => text(value, starts_with_digit_or_empty),
        Shape::DateTime => value.is_i64() || text(value, starts_with_digit_or_empty),
        Shape::Timestamp => value.is_i64() || text(value, starts_with_digit_or_empty),
        Shape::Id => value.is_i64() || value.is_u64() || value.is_string(),
        Shape::File => value.is_string() || value.is_array() || value.is_object() || value.is_i64(),
        Shape::Money => text(value, |text| text.is_empty() || is_money(text)),
        Shape::Address => value.is_string(),
        Shape::CrmLink => value.as_u64().is_some() || text(value, |text| text.is_empty() || is_link(text)),
        // PHP reads an object with the keys 0, 1, 2 as a list, and an empty list as an empty object.
        Shape::List(_) => value.is_array() || value.is_object(),
        // An array of PHP is both, so nothing is wrong with a list where only a map of anything is known.
        Shape::Map(inner) if matches!(inner.shape(), Shape::Any) => value.is_object() || value.is_array(),
        Shape::Map(_) | Shape::Object(_) | Shape::Shared(_) => {
            value.is_object() || value.as_array().is_some_and(Vec::is_empty)
        }
        Shape::OneOf(_) | Shape::OneOrMany(_) => shape.has_option(|option| fits(option, value)),
        Shape::Nullable(inner) => value.is_null() || fits(inner.shape(), value),
    }
}

fn text(value: &Value, is: impl Fn(&str) -> bool) -> bool {
    value.as_str().is_some_and(is)
}

/// A date starts with a digit; an empty text clears it.
fn starts_with_digit_or_empty(text: &str) -> bool {
    text.bytes().next().is_none_or(|byte| byte.is_ascii_digit())
}

fn is_boolean(value: &Value) -> bool {
    match value {
        Value::Bool(_) => true,
        Value::Number(number) => matches!(number.as_i64(), Some(0 | 1)),
        // An empty text is what a form sends for a box that is not ticked.
        Value::String(text) => matches!(text.as_str(), "" | "Y" | "N" | "y" | "n" | "1" | "0" | "true" | "false"),
        _ => false,
    }
}

/// The name of a type in messages; one of several as the first of them.
pub(super) fn name(shape: Shape) -> &'static str {
    match shape {
        Shape::Any => "any",
        Shape::Integer => "integer",
        Shape::Double => "double",
        Shape::String => "string",
        Shape::Boolean => "boolean",
        Shape::Date => "date",
        Shape::DateTime => "datetime",
        Shape::Timestamp => "timestamp",
        Shape::Id => "id",
        Shape::File => "file",
        Shape::Money => "money",
        Shape::Address => "address",
        Shape::CrmLink => "crm_link",
        Shape::List(_) => "array",
        Shape::Map(_) | Shape::Object(_) | Shape::Shared(_) => "object",
        Shape::OneOf(options) => options.find(|_| true).map_or("any", |option| name(option.shape)),
        Shape::Nullable(inner) | Shape::OneOrMany(inner) => name(inner.shape()),
    }
}

pub(super) fn number(value: &Value) -> Option<f64> {
    value.as_f64().or_else(|| value.as_str()?.parse().ok())
}

pub(super) fn length(value: &Value) -> Option<u64> {
    let len = match value {
        Value::String(text) => text.chars().count(),
        Value::Array(items) => items.len(),
        _ => return None,
    };
    u64::try_from(len).ok()
}

/// Returns true if each value given, one or a list, is allowed. Numbers and booleans are compared by their text.
pub(super) fn allowed(values: &[&str], value: &Value) -> bool {
    match value {
        Value::String(text) => values.contains(&text.as_str()),
        Value::Number(number) => number
            .as_i64()
            .is_some_and(|number| values.iter().any(|value| value.parse().is_ok_and(|allowed: i64| allowed == number))),
        Value::Bool(bool) => values.contains(if *bool { &"true" } else { &"false" }),
        Value::Array(items) => items.iter().all(|item| allowed(values, item)),
        _ => true,
    }
}

/// Returns true if each text given, one or a list, is allowed but for the case of its letters.
pub(super) fn allowed_in_any_case(values: &[&str], value: &Value) -> bool {
    match value {
        Value::String(text) => values.iter().any(|value| value.eq_ignore_ascii_case(text)),
        Value::Array(items) => items.iter().all(|item| allowed_in_any_case(values, item)),
        _ => allowed(values, value),
    }
}

/// Returns true for a selection with a sign for all fields, or all custom ones.
pub(super) fn takes_all(value: &Value) -> bool {
    let is_sign = |item: &Value| matches!(item.as_str(), Some("*" | "UF_*"));
    value.as_array().is_some_and(|items| items.iter().any(is_sign))
}
