//! Filters of v2 and of REST 3.0.

use std::cmp::Ordering;

use serde_json::{Map, Value};

use super::cell::{self, Cell};
use super::table::{Place, Row, Table};
use crate::calendar;
use crate::fail::Fail;
use crate::things::Kind as Custom;

/// A condition on a row.
#[derive(Clone, Debug)]
pub(super) enum Condition {
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Test(Test),
}

/// A condition on one column.
#[derive(Clone, Debug)]
pub(super) struct Test {
    place: Place,
    operator: Operator,
    operands: Vec<Operand>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Operator {
    Equal,
    NotEqual,
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
    Between,
    Contains,
    NotContains,
    Like,
    NotLike,
}

impl Operator {
    /// Returns true if it holds for what is not so.
    fn is_negative(self) -> bool {
        matches!(self, Operator::NotEqual | Operator::NotContains | Operator::NotLike)
    }
}

/// The other side of a comparison, in all forms that it may be compared in.
#[derive(Clone, Debug)]
struct Operand {
    text: String,
    number: Option<f64>,
    time: Option<i64>,
    flag: Option<bool>,
    is_empty: bool,
}

/// The prefixes of v2; longer ones come before their own prefixes.
const PREFIXES: [(&str, Operator); 17] = [
    ("!=%", Operator::NotLike),
    ("!%=", Operator::NotLike),
    ("><", Operator::Between),
    (">=", Operator::GreaterOrEqual),
    ("<=", Operator::LessOrEqual),
    ("!@", Operator::NotEqual),
    ("!%", Operator::NotContains),
    ("!=", Operator::NotEqual),
    ("=%", Operator::Like),
    ("%=", Operator::Like),
    (">", Operator::Greater),
    ("<", Operator::Less),
    ("@", Operator::Equal),
    ("!", Operator::NotEqual),
    ("=", Operator::Equal),
    ("%", Operator::Contains),
    ("?", Operator::Contains),
];

/// The words of REST 3.0.
const WORDS: [(&str, Operator); 8] = [
    ("=", Operator::Equal),
    ("!=", Operator::NotEqual),
    (">", Operator::Greater),
    (">=", Operator::GreaterOrEqual),
    ("<", Operator::Less),
    ("<=", Operator::LessOrEqual),
    ("in", Operator::Equal),
    ("between", Operator::Between),
];

/// The handling of unknown fields in a filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unknown {
    /// An unknown field is ignored.
    Ignored,
    /// An unknown field is an error, as with `crm.item.list`.
    Refused,
}

/// Parses a filter of v2: names behind operators, each with a value.
pub(super) fn v2(table: &Table, filter: &Map<String, Value>, unknown: Unknown) -> Result<Condition, Fail> {
    let is_logic = |name: &str| name.eq_ignore_ascii_case("logic");
    let is_any = filter.iter().any(|(name, value)| is_logic(name) && value.as_str().is_some_and(is_or));
    let mut conditions = Vec::with_capacity(filter.len());
    for (name, value) in filter.iter().filter(|(name, _)| !is_logic(name)) {
        // A nested group has a number as its key.
        let group = value.as_object().filter(|_| name.parse::<u32>().is_ok());
        if let Some(group) = group {
            conditions.push(v2(table, group, unknown)?);
            continue;
        }
        let (operator, name) = operator(name);
        let place = if unknown == Unknown::Refused { table.item_place(name) } else { table.place(name) };
        match place {
            Some(place) => {
                let operands = operands_of(table, &place, value);
                if unknown == Unknown::Refused && operands.iter().any(|operand| operand.is_wrong(table, &place)) {
                    let message = format!("Invalid filter: field '{name}' has invalid value");
                    return Err(Fail::new(400, "INVALID_ARG_VALUE", &message));
                }
                conditions.push(Condition::Test(Test { place, operator, operands }));
            }
            None if unknown == Unknown::Refused => {
                let message = format!("Invalid filter: field '{name}' is not allowed in filter");
                return Err(Fail::new(400, "INVALID_ARG_VALUE", &message));
            }
            None => {}
        }
    }
    Ok(if is_any { Condition::Any(conditions) } else { Condition::All(conditions) })
}

fn is_or(text: &str) -> bool {
    text.eq_ignore_ascii_case("or")
}

fn operator(name: &str) -> (Operator, &str) {
    let known = PREFIXES.iter().find_map(|(prefix, operator)| Some((*operator, name.strip_prefix(prefix)?)));
    known.unwrap_or((Operator::Equal, name))
}

/// Parses a filter of REST 3.0: a list of conditions, all of which have to hold.
pub(super) fn v3(table: &Table, filter: &Value) -> Result<Condition, Fail> {
    let wrong = || Fail::v3(400, "INVALIDFILTEREXCEPTION", &format!("Unable to recognize filter `{filter}`"));
    let conditions = filter.as_array().ok_or_else(wrong)?;
    let conditions: Result<Vec<_>, _> = conditions.iter().map(|condition| condition_v3(table, condition)).collect();
    conditions.map(Condition::All)
}

fn condition_v3(table: &Table, condition: &Value) -> Result<Condition, Fail> {
    let wrong = || Fail::v3(400, "INVALIDFILTEREXCEPTION", &format!("Unable to recognize filter `{condition}`"));
    if let Value::Object(group) = condition {
        let inside = group.get("conditions").ok_or_else(wrong)?;
        let is_any = group.get("logic").and_then(Value::as_str).is_some_and(is_or);
        return Ok(match v3(table, inside)? {
            Condition::All(conditions) if is_any => Condition::Any(conditions),
            condition => condition,
        });
    }
    let (name, word, value) = match condition.as_array().map(Vec::as_slice) {
        Some([name, value]) => (name, if value.is_array() { "in" } else { "=" }, value),
        Some([name, word, value]) => (name, word.as_str().unwrap_or_default(), value),
        _ => return Err(wrong()),
    };
    let name = name.as_str().ok_or_else(wrong)?;
    let place = table.place(name).ok_or_else(|| {
        let message = format!("Unknown field `{name}` for entity `{}`", table.dto());
        Fail::v3(400, "UNKNOWNDTOPROPERTYEXCEPTION", &message)
    })?;
    let known = WORDS.iter().find(|(known, _)| known.eq_ignore_ascii_case(word));
    let (_, operator) = known
        .ok_or_else(|| Fail::v3(400, "UNKNOWNFILTEROPERATOREXCEPTION", &format!("Unknown filter operator `{word}`")))?;
    let mut operands = operands(value);
    for operand in &mut operands {
        if let Some(word) = table.kind(&place).and_then(|kind| kind.v2(&operand.text)) {
            word.clone_into(&mut operand.text);
        }
    }
    if table.is_number(&place) && operands.iter().any(|operand| operand.number.is_none() && !operand.is_empty) {
        return Err(Fail::validation(name, &format!("The field `{name}` requires data type int")));
    }
    Ok(Condition::Test(Test { place, operator: *operator, operands }))
}

/// Returns a value, or the values of a list.
fn operands(value: &Value) -> Vec<Operand> {
    match value {
        Value::Array(values) if !values.is_empty() => values.iter().map(Operand::new).collect(),
        Value::Object(values) => values.values().map(Operand::new).collect(),
        value => vec![Operand::new(value)],
    }
}

/// Returns the operands for a field. A custom boolean is compared with 1 and 0, and with no word.
fn operands_of(table: &Table, place: &Place, value: &Value) -> Vec<Operand> {
    let mut operands = operands(value);
    if table.custom(place).is_some_and(|field| field.kind == Custom::Boolean) {
        for operand in operands.iter_mut().filter(|operand| operand.text.bytes().any(|b| b.is_ascii_alphabetic())) {
            let is_json = matches!(operand.text.as_str(), "true" | "false");
            operand.flag = operand.flag.filter(|_| is_json);
        }
    }
    operands
}

impl Operand {
    /// Returns true if a custom field cannot have this value.
    fn is_wrong(&self, table: &Table, place: &Place) -> bool {
        let Some(field) = table.custom(place).filter(|field| field.is_custom && !self.is_empty) else { return false };
        match field.kind {
            Custom::Boolean => self.flag.is_none(),
            Custom::Date | Custom::DateTime => self.time.is_none(),
            Custom::Double => self.number.is_none(),
            _ => field.kind.is_whole() && self.number.is_none(),
        }
    }

    fn new(value: &Value) -> Self {
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let is_empty = cell::is_empty(value) || value.as_bool() == Some(false);
        Self { number: cell::number(value), time: calendar::seconds(&text), flag: cell::flag(value), is_empty, text }
    }

    fn compare(&self, cell: &Cell<'_>) -> Option<Ordering> {
        match cell {
            Cell::Null => self.is_empty.then_some(Ordering::Equal),
            Cell::Integer(number) => (*number as f64).partial_cmp(&self.number?),
            Cell::Cents(cents) => (*cents as f64 / 100.0).partial_cmp(&self.number?),
            Cell::Time(time) => Some(time.cmp(&self.time?)),
            Cell::Day(day) => Some(day.cmp(&calendar::day_number(self.time?))),
            Cell::Flag(flag) => Some(flag.cmp(&self.flag?)),
            Cell::Double(number) => number.partial_cmp(&self.number?),
            Cell::Numeric(text, number) => match self.number {
                // Amounts of money with their currencies.
                Some(wanted) => match (text.split_once('|'), self.text.split_once('|')) {
                    (Some((_, a)), Some((_, b))) => Some(number.partial_cmp(&wanted)?.then(a.cmp(b))),
                    _ => number.partial_cmp(&wanted),
                },
                None => Some(text.as_ref().cmp(self.text.as_str())),
            },
            Cell::Text(text) => Some(text.as_ref().cmp(self.text.as_str())),
            Cell::Numbers(number) => (*number as f64 == self.number?).then_some(Ordering::Equal),
            Cell::Many(cells) => cells.iter().find_map(|cell| self.compare(cell).filter(|order| order.is_eq())),
            Cell::Json(value) => holds(value, &self.text).then_some(Ordering::Equal),
        }
    }
}

/// Returns true if a value is this text, or contains it in a list.
fn holds(value: &Value, text: &str) -> bool {
    match value {
        Value::Array(values) => values.iter().any(|value| holds(value, text)),
        Value::String(value) => value == text,
        value => {
            let written = value.to_string();
            written == text
        }
    }
}

impl Test {
    fn holds(&self, cell: &Cell<'_>) -> bool {
        match cell {
            Cell::Many(cells) if cells.is_empty() => self.holds_one(&Cell::Null),
            Cell::Many(cells) if self.operator.is_negative() => cells.iter().all(|cell| self.holds_one(cell)),
            Cell::Many(cells) => cells.iter().any(|cell| self.holds_one(cell)),
            cell => self.holds_one(cell),
        }
    }

    fn holds_one(&self, cell: &Cell<'_>) -> bool {
        let any = |wanted: fn(Ordering) -> bool| self.operands.iter().any(|o| o.compare(cell).is_some_and(wanted));
        let text = || match cell {
            Cell::Text(text) | Cell::Numeric(text, _) => text.to_lowercase(),
            Cell::Double(number) => number.to_string(),
            Cell::Integer(number) => number.to_string(),
            _ => String::new(),
        };
        let contains = |text: &str| self.operands.iter().any(|operand| text.contains(&operand.text.to_lowercase()));
        let like = |text: &str| self.operands.iter().any(|operand| is_like(text, &operand.text.to_lowercase()));
        match self.operator {
            Operator::Equal => any(Ordering::is_eq),
            Operator::NotEqual => !any(Ordering::is_eq),
            Operator::Greater => any(Ordering::is_gt),
            Operator::GreaterOrEqual => any(Ordering::is_ge),
            Operator::Less => any(Ordering::is_lt),
            Operator::LessOrEqual => any(Ordering::is_le),
            Operator::Between => match self.operands.as_slice() {
                [low, high] => {
                    low.compare(cell).is_some_and(Ordering::is_ge) && high.compare(cell).is_some_and(Ordering::is_le)
                }
                _ => false,
            },
            Operator::Contains => contains(&text()),
            Operator::NotContains => !contains(&text()),
            Operator::Like => like(&text()),
            Operator::NotLike => !like(&text()),
        }
    }
}

/// Returns true if a text matches a pattern in which `%` stands for any text.
fn is_like(text: &str, pattern: &str) -> bool {
    let mut parts = pattern.split('%');
    let Some(mut rest) = text.strip_prefix(parts.next().unwrap_or_default()) else { return false };
    let Some(last) = parts.next_back() else { return rest.is_empty() };
    for part in parts {
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    rest.ends_with(last)
}

impl Condition {
    pub(super) fn holds(&self, table: &Table, row: &Row) -> bool {
        match self {
            Condition::All(conditions) => conditions.iter().all(|condition| condition.holds(table, row)),
            Condition::Any(conditions) => {
                conditions.is_empty() || conditions.iter().any(|condition| condition.holds(table, row))
            }
            Condition::Test(test) => test.holds(&table.cell(row, &test.place)),
        }
    }

    /// Returns true if every row meets it.
    pub(super) fn is_empty(&self) -> bool {
        matches!(self, Condition::All(conditions) if conditions.is_empty())
    }

    /// Removes the bounds of the identifier and returns them: the smallest and the largest. The rest still has to be
    /// tested.
    pub(super) fn take_bounds(&mut self) -> (u64, u64) {
        let Condition::All(conditions) = self else { return (0, u64::MAX) };
        let (mut low, mut high) = (0, u64::MAX);
        conditions.retain(|condition| {
            let Condition::Test(test) = condition else { return true };
            let Some((first, last, is_exact)) = test.bounds() else { return true };
            (low, high) = (low.max(first), high.min(last));
            !is_exact
        });
        (low, high)
    }
}

impl Test {
    /// Returns the smallest and the largest identifier that meet the test, and true if all between them do.
    fn bounds(&self) -> Option<(u64, u64, bool)> {
        if !self.place.is_id() {
            return None;
        }
        let mut low = f64::INFINITY;
        let mut high = f64::NEG_INFINITY;
        for operand in &self.operands {
            let number = operand.number?;
            (low, high) = (low.min(number), high.max(number));
        }
        let is_one = self.operands.len() == 1;
        // A number that is too large or negative becomes the nearest valid one; no row has the identifier 0.
        match self.operator {
            Operator::Greater if is_one => Some(((low.floor() + 1.0) as u64, u64::MAX, true)),
            Operator::GreaterOrEqual if is_one => Some((low.ceil() as u64, u64::MAX, true)),
            Operator::Less if is_one => Some((0, below(high.ceil()), true)),
            Operator::LessOrEqual if is_one => Some((0, high.floor() as u64, true)),
            Operator::Equal => Some((low.ceil() as u64, high.floor() as u64, false)),
            _ => None,
        }
    }
}

/// Returns the largest whole number below one.
fn below(number: f64) -> u64 {
    (number - 1.0) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percent_stands_for_anything() {
        for (text, pattern) in [("abc", "abc"), ("abc", "a%"), ("abc", "%c"), ("abc", "%b%"), ("abc", "a%c"), ("", "%")]
        {
            assert!(is_like(text, pattern), "{text} {pattern}");
        }
        for (text, pattern) in [("abc", "ab"), ("abc", "b%"), ("abc", "%b"), ("aba", "%c%"), ("a", "a%a")] {
            assert!(!is_like(text, pattern), "{text} {pattern}");
        }
    }

    #[test]
    fn the_longest_prefix_is_the_operator() {
        for (name, expected) in [
            (">=ID", Operator::GreaterOrEqual),
            ("!@ID", Operator::NotEqual),
            ("!=%ID", Operator::NotLike),
            ("=%ID", Operator::Like),
            ("%ID", Operator::Contains),
            ("ID", Operator::Equal),
        ] {
            assert_eq!(operator(name), (expected, "ID"), "{name}");
        }
    }
}
