//! Lists of descriptions: filtered, sorted and paged.

use std::cmp::Ordering;

use serde_json::{Map, Value};

use super::call::{Call, number, text};
use crate::answer::Answer;
use crate::fail::Fail;
use crate::things::plain;

/// The number of rows of a page.
const PAGE: u64 = 50;

/// A row.
pub(super) type Row = Map<String, Value>;

/// The way in which a list is answered.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    /// The key around the rows.
    pub(super) key: Option<&'static str>,
    /// The parameters with the filter and with the order.
    pub(super) filter: &'static str,
    pub(super) order: &'static str,
    /// True if pages have 50 rows; all rows are one page otherwise.
    pub(super) is_paged: bool,
    /// True if a filter by an unknown field is refused, rather than ignored.
    pub(super) is_strict: bool,
}

impl Shape {
    pub(super) const PLAIN: Shape =
        Shape { key: None, filter: "filter", order: "order", is_paged: false, is_strict: false };
}

/// The operators, of which longer ones come before their own beginnings.
const OPERATORS: [&str; 10] = ["!@", "!%", "!=", ">=", "<=", "@", "%", "!", ">", "<"];

/// Answers a list of rows, each with the fields that `shown` leaves it.
pub(super) fn answer(
    call: Call<'_>,
    rows: Vec<Row>,
    shape: Shape,
    shown: impl Fn(Row) -> Value,
) -> Result<Answer, Fail> {
    let mut rows = filtered(call, rows, shape)?;
    sort(call, &mut rows, shape)?;
    let total = rows.len() as u64;
    let start = if shape.is_paged { call.number("start").unwrap_or_default().min(total) } else { 0 };
    let end = if shape.is_paged { (start + PAGE).min(total) } else { total };
    let page = rows.into_iter().skip(start as usize).take((end - start) as usize);
    let page: Value = page.map(shown).collect();
    let result = match shape.key {
        Some(key) => Value::Object(Map::from_iter([(key.to_owned(), page)])),
        None => page,
    };
    Ok(Answer { total: Some(total), next: (end < total).then_some(end), ..Answer::of(&result) })
}

fn filtered(call: Call<'_>, mut rows: Vec<Row>, shape: Shape) -> Result<Vec<Row>, Fail> {
    let Some(Value::Object(filter)) = call.param(shape.filter) else { return Ok(rows) };
    for (name, wanted) in filter {
        let operator = OPERATORS.iter().find(|operator| name.starts_with(**operator)).copied().unwrap_or_default();
        let name = name[operator.len()..].trim_start_matches('=');
        // A language selects no rows, but labels.
        if name == "LANG" {
            continue;
        }
        let is_known = rows.first().is_none_or(|row| get(row, name).is_some());
        if !is_known && shape.is_strict {
            let message = format!("Invalid filter: field '{name}' is not allowed in filter");
            return Err(Fail::new(400, "INVALID_ARG_VALUE", &message));
        }
        if is_known {
            rows.retain(|row| get(row, name).is_some_and(|value| holds(value, operator, wanted)));
        }
    }
    Ok(rows)
}

/// Returns a field, however it is spelled.
fn get<'r>(row: &'r Row, name: &str) -> Option<&'r Value> {
    row.get(name).or_else(|| row.iter().find(|(known, _)| plain(known) == plain(name)).map(|(_, value)| value))
}

fn holds(value: &Value, operator: &str, wanted: &Value) -> bool {
    let wanted: Vec<&Value> = match wanted {
        Value::Array(list) => list.iter().collect(),
        Value::Object(map) => map.values().collect(),
        wanted => vec![wanted],
    };
    let is = |test: &dyn Fn(&Value) -> bool| wanted.iter().any(|wanted| test(wanted));
    let is_equal = |wanted: &Value| compare(value, wanted).is_eq();
    let has = |wanted: &Value| text(value).to_lowercase().contains(&text(wanted).to_lowercase());
    match operator {
        "!" | "!=" | "!@" => !is(&is_equal),
        "%" => is(&has),
        "!%" => !is(&has),
        ">" => is(&|wanted| compare(value, wanted).is_gt()),
        ">=" => is(&|wanted| compare(value, wanted).is_ge()),
        "<" => is(&|wanted| compare(value, wanted).is_lt()),
        "<=" => is(&|wanted| compare(value, wanted).is_le()),
        _ => is(&is_equal),
    }
}

fn compare(a: &Value, b: &Value) -> Ordering {
    let word = |value: &Value| match value {
        Value::Null => String::new(),
        Value::Bool(value) => super::call::yes(*value).to_owned(),
        value => text(value),
    };
    match (number(a), number(b)) {
        (Some(a), Some(b)) => a.cmp(&b),
        _ => word(a).cmp(&word(b)),
    }
}

fn sort(call: Call<'_>, rows: &mut [Row], shape: Shape) -> Result<(), Fail> {
    let Some(Value::Object(order)) = call.param(shape.order) else { return Ok(()) };
    for (name, direction) in order.iter().rev() {
        let word = direction.as_str().unwrap_or_default().to_lowercase();
        if shape.is_strict && !matches!(word.as_str(), "asc" | "desc") {
            let message =
                format!("Invalid order: allowed sort directions are ASC, DESC. But got '{word}' for field '{name}'");
            return Err(Fail::new(400, "INVALID_ARG_VALUE", &message));
        }
        let nothing = Value::Null;
        let key = |row: &Row| get(row, name).unwrap_or(&nothing).clone();
        rows.sort_by(|a, b| {
            let order = compare(&key(a), &key(b));
            if word == "desc" { order.reverse() } else { order }
        });
    }
    Ok(())
}
