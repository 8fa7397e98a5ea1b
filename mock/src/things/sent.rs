//! Values of custom fields as callers write them, in any accepted form.
//!
//! A row keeps a text, a number, or a boolean, a day as `2026-05-14`, and a file by its identifier.

use serde_json::{Map, Value, json};

use super::field::Field;
use super::kind::Kind;
use crate::calendar;
use crate::files;

/// The reason why a value cannot be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wrong {
    /// The value is none of the field's type.
    Value,
    /// The field has several values, and got one of this type.
    NotMany(&'static str),
}

impl Field {
    /// Returns the value to keep; `current` is the one in the row so far.
    pub(crate) fn sent(&self, value: &Value, current: Option<&Value>) -> Result<Value, Wrong> {
        if !self.is_multiple {
            // A list of one value is that value.
            let value = match value {
                Value::Array(list) if list.len() == 1 && !list[0].is_array() => &list[0],
                value => value,
            };
            return self.one(value, current);
        }
        let list: Vec<&Value> = match value {
            Value::Array(list) => list.iter().collect(),
            Value::Object(map) if files::kept_id(value).is_none() && !is_one(map) => map.values().collect(),
            value if is_nothing(value) => Vec::new(),
            // A list does not tell which of its properties have several values.
            value if self.upper.starts_with("PROPERTY_") || self.is_wrapped => vec![value],
            value => return Err(Wrong::NotMany(type_name(value))),
        };
        let mut kept = Vec::with_capacity(list.len());
        for value in list {
            let value = self.one(value, current)?;
            if !value.is_null() {
                kept.push(value);
            }
        }
        Ok(Value::Array(kept))
    }

    fn one(&self, value: &Value, current: Option<&Value>) -> Result<Value, Wrong> {
        let value = if self.is_wrapped { value.get("value").unwrap_or(value) } else { value };
        if is_nothing(value) {
            return Ok(if self.kind == Kind::Boolean { false.into() } else { Value::Null });
        }
        let kept = match &self.kind {
            Kind::Text | Kind::Money | Kind::Address | Kind::Status => {
                text(value).filter(|text| self.fits(text)).map(Value::from)
            }
            Kind::Integer | Kind::User | Kind::Id(_) => whole(value).or_else(|| booking(value)).map(Value::from),
            Kind::Double => double(value).map(|number| json!(number)),
            Kind::Boolean => boolean(value).map(Value::from),
            Kind::Date => text(value).and_then(|text| calendar::seconds(&text)).map(|time| calendar::day(time).into()),
            Kind::DateTime => text(value).and_then(|text| calendar::seconds(&text)).and_then(iso),
            Kind::Choice => whole(value).filter(|number| self.may_be(&number.to_string())).map(Value::from),
            Kind::Link => link(value),
            Kind::File => return Ok(file(value, current)),
            Kind::Any => Some(value.clone()),
        };
        kept.ok_or(Wrong::Value)
    }

    /// Returns true if a text is one of the type.
    fn fits(&self, text: &str) -> bool {
        match self.kind {
            Kind::Money => {
                let amount = text.split('|').next().unwrap_or_default();
                amount.is_empty() || amount.parse::<f64>().is_ok_and(f64::is_finite)
            }
            _ => true,
        }
    }
}

/// Returns true if a map is one value, rather than several with keys.
fn is_one(map: &Map<String, Value>) -> bool {
    map.contains_key("id") || map.contains_key("value")
}

/// Returns true if a value empties a field.
pub(crate) fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::String(text) => text.is_empty(),
        Value::Array(list) => list.is_empty(),
        Value::Object(map) => map.is_empty(),
        _ => false,
    }
}

/// Returns the name of a value's type in PHP.
fn type_name(value: &Value) -> &'static str {
    match value {
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "double",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        _ => "array",
    }
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(value) => Some(u8::from(*value).to_string()),
        _ => None,
    }
}

fn whole(value: &Value) -> Option<i64> {
    match value {
        Value::Number(number) => number.as_i64().or_else(|| number.as_f64().map(|number| number as i64)),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

fn double(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => text.trim().replace(',', ".").parse().ok(),
        _ => None,
    }
    .filter(|number| number.is_finite())
}

fn boolean(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(value) => Some(*value),
        Value::Number(number) => number.as_i64().map(|number| number != 0),
        Value::String(text) => match text.as_str() {
            "Y" | "y" | "1" | "true" => Some(true),
            "N" | "n" | "0" | "false" => Some(false),
            _ => None,
        },
        _ => None,
    }
}

/// Returns the number in `resource|7|2026-05-14 10:00:00|3600`, by which resources are booked.
fn booking(value: &Value) -> Option<i64> {
    value.as_str()?.split('|').nth(1)?.parse().ok()
}

/// Returns a link: `D_1`, `T40c_3`, or an identifier alone.
fn link(value: &Value) -> Option<Value> {
    if let Some(id) = whole(value) {
        return Some(id.into());
    }
    let text = value.as_str()?.trim();
    let (kind, id) = text.split_once('_')?;
    let is_kind = !kind.is_empty() && kind.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (is_kind && id.parse::<u64>().is_ok()).then(|| text.into())
}

fn iso(seconds: i64) -> Option<Value> {
    let since = u64::try_from(seconds).ok()?;
    Some(calendar::iso(std::time::Duration::from_secs(since)).into())
}

/// Returns a file that was kept before, or one that stays: `{"id": 433}`. Another identifier empties the field.
fn file(value: &Value, current: Option<&Value>) -> Value {
    if files::kept_id(value).is_some() {
        return value.clone();
    }
    let id = value.get("id").unwrap_or(value);
    let id = id.as_u64().or_else(|| id.as_str()?.parse().ok());
    let is_there = |id: &u64| match current {
        Some(Value::Array(list)) => list.iter().any(|file| files::kept_id(file) == Some(*id)),
        Some(file) => files::kept_id(file) == Some(*id),
        None => false,
    };
    id.filter(is_there).map_or(Value::Null, files::kept)
}
