//! Dates and points in time, kept as they were written.

use std::borrow::Cow;
use std::fmt;
use std::time::SystemTime;

use jiff::civil;
use jiff::tz::{Offset, TimeZone};
use serde_json::Value;

use crate::dom::{Node, Shape};
use crate::wire::iso::Iso;
use crate::wire::{Cx, Style, Wire};

/// A point in time, as the server wrote it: ISO 8601 with an offset (`2025-09-18T12:05:02+02:00`), without one,
/// `18.09.2025 12:05:02`, or seconds since 1970.
///
/// It is kept as text, so reading it as a time may fail, and it is sent back as it came. It is made of a text, of a
/// [`SystemTime`], or of a time of the crate [`jiff`], which is at hand as `bitrix24::jiff`; for zones by their names, depend on
/// it with its features.
///
/// ```
/// use std::time::{Duration, SystemTime};
///
/// use bitrix24::DateTime;
/// use bitrix24::jiff::{SignedDuration, Timestamp};
///
/// let deadline = DateTime::from("2025-09-11T08:00:00+02:00");
/// assert_eq!(deadline.timestamp()?.as_second(), 1_757_570_400);
/// assert_eq!(deadline.to_string(), "2025-09-11T08:00:00+02:00");
///
/// let is_late = deadline.timestamp()? < Timestamp::now();
/// let later = DateTime::from(deadline.timestamp()? + SignedDuration::from_hours(24));
/// assert_eq!(later.to_string(), "2025-09-12T06:00:00+00:00");
///
/// let time = SystemTime::UNIX_EPOCH + Duration::from_millis(1500);
/// assert_eq!(DateTime::from(time).to_string(), "1970-01-01T00:00:01+00:00");
/// # Ok::<_, bitrix24::jiff::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct DateTime(Form);

/// A text of the form of [`Iso`] is never a `Text`, so that equal texts have one form.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Form {
    Iso(Iso),
    Text(Box<str>),
    Unix(i64),
}

impl Form {
    #[inline]
    fn of(text: impl AsRef<str> + Into<Box<str>>) -> Self {
        match Iso::read(text.as_ref()) {
            Some(iso) => Form::Iso(iso),
            None => Form::Text(text.into()),
        }
    }

    /// Calls `of_text` with the text, or `of_seconds` with the number.
    fn read<T>(&self, of_text: impl FnOnce(&str) -> T, of_seconds: impl FnOnce(i64) -> T) -> T {
        match self {
            Form::Iso(iso) => iso.with(of_text),
            Form::Text(text) => of_text(text),
            Form::Unix(seconds) => of_seconds(*seconds),
        }
    }
}

impl DateTime {
    /// Returns true if a text is taken for a point in time, or for a day.
    pub(super) fn may_be(text: &str) -> bool {
        starts_as_date(text)
    }

    pub(super) fn unix(seconds: i64) -> Self {
        DateTime(Form::Unix(seconds))
    }

    /// The point in time. A text without an offset is read as UTC.
    pub fn timestamp(&self) -> Result<jiff::Timestamp, jiff::Error> {
        let of_text = |text: &str| text.parse().or_else(|_| Ok(civil(text)?.to_zoned(TimeZone::UTC)?.timestamp()));
        self.0.read(of_text, jiff::Timestamp::from_second)
    }

    /// The date and time on the clock that wrote them, without the offset.
    pub fn civil(&self) -> Result<civil::DateTime, jiff::Error> {
        let of_seconds = |seconds| Ok(jiff::Timestamp::from_second(seconds)?.to_zoned(TimeZone::UTC).datetime());
        self.0.read(civil, of_seconds)
    }
}

/// Date and time in ISO 8601 or `DD.MM.YYYY[ HH:MM:SS]`.
fn civil(text: &str) -> Result<civil::DateTime, jiff::Error> {
    text.parse()
        .or_else(|_| civil::DateTime::strptime("%d.%m.%Y %H:%M:%S", text))
        .or_else(|_| civil_date(text).map(civil::DateTime::from))
}

fn civil_date(text: &str) -> Result<civil::Date, jiff::Error> {
    text.parse().or_else(|_| civil::Date::strptime("%d.%m.%Y", text))
}

impl Default for DateTime {
    /// The start of 1970.
    fn default() -> Self {
        DateTime(Form::Unix(0))
    }
}

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Form::Iso(iso) => iso.with(|text| f.write_str(text)),
            Form::Text(text) => f.write_str(text),
            Form::Unix(seconds) => seconds.fmt(f),
        }
    }
}

impl fmt::Debug for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl From<&str> for DateTime {
    fn from(text: &str) -> Self {
        DateTime(Form::of(text))
    }
}

impl From<String> for DateTime {
    fn from(text: String) -> Self {
        DateTime(Form::of(text))
    }
}

impl From<&DateTime> for DateTime {
    fn from(time: &DateTime) -> Self {
        time.clone()
    }
}

impl From<Cow<'_, str>> for DateTime {
    fn from(text: Cow<'_, str>) -> Self {
        DateTime(Form::of(text))
    }
}

/// In whole seconds, with an offset of zero rather than `Z`, as the server writes it.
impl From<jiff::Timestamp> for DateTime {
    fn from(time: jiff::Timestamp) -> Self {
        at(time, Offset::UTC)
    }
}

/// In whole seconds, with the zone's offset.
impl From<&jiff::Zoned> for DateTime {
    fn from(time: &jiff::Zoned) -> Self {
        at(time.timestamp(), time.offset())
    }
}

/// In whole seconds of UTC: `DateTime::from(SystemTime::now())`.
impl From<SystemTime> for DateTime {
    fn from(time: SystemTime) -> Self {
        let is_past = time < SystemTime::UNIX_EPOCH;
        let beyond = if is_past { jiff::Timestamp::MIN } else { jiff::Timestamp::MAX };
        jiff::Timestamp::try_from(time).unwrap_or(beyond).into()
    }
}

/// Writes a time without parts of a second, which the server does not read.
fn at(time: jiff::Timestamp, offset: Offset) -> DateTime {
    let whole = jiff::Timestamp::from_second(time.as_second()).unwrap_or(time);
    whole.display_with_offset(offset).to_string().into()
}

impl Wire for DateTime {
    type Out = DateTime;
    const NAME: &'static str = "datetime";

    fn decode<'a>(node: Node<'a>, cx: &mut Cx<'a>) -> Option<DateTime> {
        match node.shape() {
            Shape::Text(text) => {
                Some(text.text()).filter(|text| starts_as_date(text)).map(|text| cx.typed(text.into()))
            }
            Shape::Int(seconds) => Some(cx.typed(DateTime(Form::Unix(seconds)))),
            _ => None,
        }
    }

    fn encode(time: &DateTime) -> Value {
        time.0.read(|text| text.into(), Value::from)
    }
}

/// A point in time written as seconds since 1970.
#[derive(Clone, Copy, Debug)]
pub enum Unix {}

impl Wire for Unix {
    type Out = DateTime;
    const NAME: &'static str = "timestamp";
    const STYLE: Style = Style::Unix;

    fn decode<'a>(node: Node<'a>, cx: &mut Cx<'a>) -> Option<DateTime> {
        if node.text().is_some_and(|text| !is_digits(&text)) {
            cx.inexact();
        }
        DateTime::decode(node, cx)
    }

    fn encode(time: &DateTime) -> Value {
        let is_written_out = match &time.0 {
            // Digits in a string are how some methods send seconds; they go back as they came.
            Form::Text(text) => !is_digits(text),
            Form::Iso(_) => true,
            Form::Unix(_) => false,
        };
        match time.timestamp() {
            Ok(timestamp) if is_written_out => timestamp.as_second().into(),
            _ => DateTime::encode(time),
        }
    }
}

/// A day, as the server wrote it: `2025-12-28` or `28.12.2025`, with or without a time.
///
/// ```
/// use bitrix24::Date;
///
/// let day: Date = "2026-03-01".into();
/// assert_eq!(day.to_string(), "2026-03-01");
/// ```
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Date(Box<str>);

impl Date {
    /// The day.
    pub fn civil(&self) -> Result<civil::Date, jiff::Error> {
        civil_date(&self.0).or_else(|_| civil(&self.0).map(civil::DateTime::date))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for Date {
    fn from(text: &str) -> Self {
        Date(text.into())
    }
}

impl From<String> for Date {
    fn from(text: String) -> Self {
        Date(text.into())
    }
}

impl From<&Date> for Date {
    fn from(day: &Date) -> Self {
        day.clone()
    }
}

impl From<Cow<'_, str>> for Date {
    fn from(text: Cow<'_, str>) -> Self {
        Date(text.into())
    }
}

impl From<civil::Date> for Date {
    fn from(day: civil::Date) -> Self {
        day.to_string().into()
    }
}

impl Wire for Date {
    type Out = Date;
    const NAME: &'static str = "date";

    fn decode<'a>(node: Node<'a>, cx: &mut Cx<'a>) -> Option<Date> {
        node.text().filter(|text| starts_as_date(text)).map(|text| cx.typed(text.into()))
    }

    fn encode(day: &Date) -> Value {
        Value::from(&*day.0)
    }
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Returns true if a text can be a date at all; parsing it is left to callers who need the parts.
fn starts_as_date(text: &str) -> bool {
    text.bytes().next().is_some_and(|byte| byte.is_ascii_digit())
}
