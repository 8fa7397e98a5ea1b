//! The value of a column in a row: reading, comparing and writing.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::io::Write;

use serde_json::Value;

use super::kind::Kind;
use crate::things::Kind as Custom;
use crate::{calendar, files};

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell<'r> {
    Null,
    Integer(i64),
    /// Hundredths.
    Cents(i64),
    Flag(bool),
    /// Seconds since 1970.
    Time(i64),
    /// Days since 1970.
    Day(i64),
    /// A number with a fraction, in a field without a column.
    Double(f64),
    Text(Cow<'r, str>),
    /// A text that is a number, in a field without a column: it compares as one.
    Numeric(Cow<'r, str>, f64),
    /// A list of this one number.
    Numbers(i64),
    /// The values of a custom field that has several.
    Many(Vec<Cell<'r>>),
    Json(&'r Value),
}

/// The style of written values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Style {
    /// True if numbers are texts.
    pub(super) texts: bool,
    /// True if identifiers are texts.
    pub(super) id_texts: bool,
    /// True if flags are `true` and `false`, not `Y` and `N`.
    pub(super) plain_flags: bool,
    /// True if words are those of REST 3.0.
    pub(super) is_v3: bool,
}

impl<'r> Cell<'r> {
    /// Reads a value that a caller has sent for a column of this kind.
    pub(super) fn sent(kind: Kind, value: &'r Value) -> Self {
        if is_empty(value) {
            return Cell::Null;
        }
        let read = match kind {
            Kind::Id | Kind::User | Kind::Editor | Kind::Ref | Kind::Integer => integer(value).map(Cell::Integer),
            Kind::Money => number(value).map(|number| Cell::Cents((number * 100.0).round() as i64)),
            Kind::Flag => flag(value).map(Cell::Flag),
            Kind::Stamp | Kind::Changed | Kind::Time => value.as_str().and_then(calendar::seconds).map(Cell::Time),
            Kind::Words(_) => value.as_str().and_then(|text| kind.v2(text)).map(|word| Cell::Text(Cow::Borrowed(word))),
            Kind::Title(_) | Kind::Text | Kind::Word(_) | Kind::Email | Kind::Numbers => None,
        };
        match (read, value) {
            (Some(cell), _) => cell,
            // In a column of texts, one that is a number compares as a text, too.
            (None, Value::String(text)) => Cell::Text(Cow::Borrowed(text)),
            (None, value) => Cell::any(value),
        }
    }

    /// Reads a value that a caller has sent for a field without a column.
    pub(super) fn any(value: &'r Value) -> Self {
        match value {
            Value::Null => Cell::Null,
            Value::String(text) => match numeric(text) {
                Some(number) => Cell::Numeric(Cow::Borrowed(text), number),
                None => Cell::Text(Cow::Borrowed(text)),
            },
            Value::Number(number) => match (number.as_i64(), number.as_f64()) {
                (Some(number), _) => Cell::Integer(number),
                (None, Some(number)) => Cell::Double(number),
                (None, None) => Cell::Text(Cow::Owned(number.to_string())),
            },
            Value::Bool(value) => Cell::Flag(*value),
            value => Cell::Json(value),
        }
    }

    /// Returns the value of a custom field, as rows keep it.
    pub(super) fn custom(kind: &Custom, value: &Value) -> Cell<'static> {
        let text = |text: &String| Cell::Text(Cow::Owned(text.clone()));
        match (kind, value) {
            (_, Value::Array(values)) => Cell::Many(values.iter().map(|value| Cell::custom(kind, value)).collect()),
            (_, Value::Bool(value)) => Cell::Flag(*value),
            (Custom::Double, Value::Number(number)) => number.as_f64().map_or(Cell::Null, Cell::Double),
            (_, Value::Number(number)) => number.as_i64().map_or(Cell::Null, Cell::Integer),
            (Custom::Date, Value::String(text)) => calendar::seconds(text).map_or(Cell::Null, Cell::day),
            (Custom::DateTime, Value::String(text)) => calendar::seconds(text).map_or(Cell::Null, Cell::Time),
            (Custom::Money, Value::String(money)) => match number(value) {
                Some(number) => Cell::Numeric(Cow::Owned(money.clone()), number),
                None => text(money),
            },
            (_, Value::String(value)) => text(value),
            (_, value) => files::kept_id(value).and_then(|id| i64::try_from(id).ok()).map_or(Cell::Null, Cell::Integer),
        }
    }

    /// Returns the day of a time.
    fn day(seconds: i64) -> Self {
        Cell::Day(calendar::day_number(seconds))
    }

    /// Compares two values of a column; `Null` comes first.
    pub(super) fn order(&self, other: &Cell<'_>) -> Ordering {
        if let (Some((a, whole_a)), Some((b, whole_b))) = (self.number(), other.number()) {
            // Whole numbers that are too large to be told apart with a fraction are told apart without.
            return a.total_cmp(&b).then(whole_a.cmp(&whole_b));
        }
        match (self, other) {
            (Cell::Time(a), Cell::Time(b)) | (Cell::Day(a), Cell::Day(b)) => a.cmp(b),
            // Of several values, the first one counts.
            (Cell::Many(a), Cell::Many(b)) => match (a.first(), b.first()) {
                (Some(a), Some(b)) => a.order(b),
                (a, b) => a.is_some().cmp(&b.is_some()),
            },
            (Cell::Flag(a), Cell::Flag(b)) => a.cmp(b),
            (Cell::Text(a), Cell::Text(b)) => a.cmp(b),
            (a, b) => a.rank().cmp(&b.rank()),
        }
    }

    /// Returns the number that the value is, and its whole part.
    fn number(&self) -> Option<(f64, i64)> {
        match self {
            Cell::Integer(number) => Some((*number as f64, *number)),
            Cell::Cents(cents) => Some((*cents as f64 / 100.0, *cents / 100)),
            Cell::Double(number) | Cell::Numeric(_, number) => Some((*number, *number as i64)),
            _ => None,
        }
    }

    /// Returns the value without borrowing. JSON becomes its text, which sorts the same.
    pub(super) fn into_owned(self) -> Cell<'static> {
        match self {
            Cell::Null => Cell::Null,
            Cell::Integer(number) => Cell::Integer(number),
            Cell::Cents(number) => Cell::Cents(number),
            Cell::Flag(value) => Cell::Flag(value),
            Cell::Time(time) => Cell::Time(time),
            Cell::Day(day) => Cell::Day(day),
            Cell::Many(cells) => Cell::Many(cells.into_iter().map(Cell::into_owned).collect()),
            Cell::Numbers(number) => Cell::Numbers(number),
            Cell::Double(number) => Cell::Double(number),
            Cell::Numeric(text, number) => Cell::Numeric(Cow::Owned(text.into_owned()), number),
            Cell::Text(text) => Cell::Text(Cow::Owned(text.into_owned())),
            Cell::Json(value) => Cell::Text(Cow::Owned(value.to_string())),
        }
    }

    fn rank(&self) -> u8 {
        match self {
            Cell::Null => 0,
            Cell::Integer(_) | Cell::Cents(_) | Cell::Double(_) | Cell::Numeric(..) => 1,
            Cell::Time(_) | Cell::Day(_) => 2,
            Cell::Flag(_) => 3,
            Cell::Text(_) => 4,
            Cell::Numbers(_) | Cell::Many(_) | Cell::Json(_) => 5,
        }
    }

    /// Writes the value as JSON.
    pub(super) fn write(&self, body: &mut Vec<u8>, kind: Option<Kind>, style: Style) {
        let is_id = matches!(kind, Some(Kind::Id | Kind::User | Kind::Editor | Kind::Ref));
        let mark = if style.texts || (is_id && style.id_texts) { "\"" } else { "" };
        // Writing to a vector cannot fail.
        let _ = match self {
            Cell::Null => body.write_all(b"null"),
            Cell::Integer(number) => write!(body, "{mark}{number}{mark}"),
            Cell::Cents(cents) => {
                let sign = if *cents < 0 { "-" } else { "" };
                write!(body, "{mark}{sign}{}.{:02}{mark}", cents.abs() / 100, cents.abs() % 100)
            }
            Cell::Flag(value) => body.write_all(match (style.plain_flags, value) {
                (true, true) => b"true",
                (true, false) => b"false",
                (false, true) => b"\"Y\"",
                (false, false) => b"\"N\"",
            }),
            Cell::Time(seconds) => {
                body.push(b'"');
                calendar::write_iso(body, *seconds);
                body.write_all(b"\"")
            }
            // Custom fields are written as values.
            Cell::Day(_) | Cell::Many(_) => Ok(()),
            Cell::Double(number) => write!(body, "{mark}{number}{mark}"),
            Cell::Numeric(text, _) => text_to(body, text),
            Cell::Text(text) => {
                let word = kind.filter(|_| style.is_v3).and_then(|kind| kind.v3(text));
                text_to(body, word.unwrap_or(text))
            }
            Cell::Numbers(number) => write!(body, "[{number}]"),
            Cell::Json(value) => write!(body, "{value}"),
        };
    }
}

/// Writes a text as JSON.
pub(super) fn text_to(body: &mut Vec<u8>, text: &str) -> std::io::Result<()> {
    serde_json::to_writer(body, text).map_err(std::io::Error::from)
}

/// Returns true if a value is empty.
pub(super) fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(list) => list.is_empty(),
        _ => false,
    }
}

pub(super) fn integer(value: &Value) -> Option<i64> {
    match value {
        Value::Number(number) => number.as_i64().or_else(|| number.as_f64().map(|number| number as i64)),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

/// Returns a number; `300|EUR` is 300.
pub(super) fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => text.split('|').next()?.trim().parse().ok(),
        _ => None,
    }
    .filter(|number| number.is_finite())
}

/// Returns the number that a text is: `7.5`, `300|EUR`; but not `007` and `+49`, which are codes.
fn numeric(text: &str) -> Option<f64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_code = digits.len() > 1 && digits.starts_with('0') && !digits.starts_with("0.");
    let starts = digits.starts_with(|first: char| first.is_ascii_digit());
    if starts && !is_code {
        text.split('|').next()?.parse().ok().filter(|number: &f64| number.is_finite())
    } else {
        None
    }
}

pub(super) fn flag(value: &Value) -> Option<bool> {
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
