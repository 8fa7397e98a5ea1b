//! Identifiers.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

use serde_json::Value;

use crate::dom::{Node, Shape};
use crate::wire::{Cx, Wire, scalar::plain_integer};

/// An identifier: a number, or text such as `D_1`.
///
/// The server sends the same identifier as `8017` in one method and as `"8017"` in the next. Both are equal here, and an
/// identifier that was received is sent back as it came.
///
/// ```
/// use bitrix24::Id;
///
/// let (number, text) = (Id::from(8017), Id::from("8017"));
/// assert_eq!(number, text);
/// assert_eq!(text, 8017);
/// assert_eq!(text.as_i64(), Some(8017));
/// assert_eq!(Id::from("D_1").as_i64(), None);
/// ```
///
/// # What converts into what
///
/// | from | into | by |
/// | --- | --- | --- |
/// | integers, texts, references to them | `Id` | `Id::from`, and wherever a function takes `impl Into<Id>` |
/// | `Id`, `&Id` | `String` | `String::from` |
/// | `Id` | `i64` | [`as_i64`](Self::as_i64), which is `None` for `D_1` |
/// | `Id`, `&Id` | an integer or a text that is sent | wherever a function takes `impl Into<Arg<i64>>` and the like |
/// | the result of a call of the same batch | an `Id` that is sent | [`Ref`](crate::Ref), wherever a function takes `impl Into<Id>` |
///
/// It compares with integers and texts from either side, and it sorts: numbers by their values, then texts.
///
/// ```
/// use std::collections::BTreeSet;
///
/// use bitrix24::Id;
///
/// let ids: BTreeSet<Id> = [Id::from("D_1"), Id::from(10), Id::from("9")].into();
/// assert!(ids.iter().eq(&["9", "10", "D_1"]));
/// assert!(8017 == Id::from("8017") && "D_1" == Id::from("D_1"));
/// ```
#[derive(Clone)]
pub struct Id(Form);

/// A text of the digits of a number is always `Digits`, which need no allocation.
#[derive(Clone)]
enum Form {
    Number(i64),
    Digits(i64),
    Text(Box<str>),
}

impl Id {
    /// The identifier as a number, however it was written.
    pub fn as_i64(&self) -> Option<i64> {
        match &self.0 {
            Form::Number(number) | Form::Digits(number) => Some(*number),
            Form::Text(_) => None,
        }
    }

    /// The text that is no number.
    fn as_text(&self) -> Option<&str> {
        match &self.0 {
            Form::Number(_) | Form::Digits(_) => None,
            Form::Text(text) => Some(text),
        }
    }

    #[inline]
    fn of_text(text: impl AsRef<str> + Into<Box<str>>) -> Self {
        match plain_integer(text.as_ref()) {
            Some(number) => Id(Form::Digits(number)),
            None => Id(Form::Text(text.into())),
        }
    }
}

impl Default for Id {
    fn default() -> Self {
        Id(Form::Number(0))
    }
}

impl PartialEq for Id {
    fn eq(&self, other: &Self) -> bool {
        self.as_i64() == other.as_i64() && self.as_text() == other.as_text()
    }
}

impl Eq for Id {}

impl Hash for Id {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.as_i64(), self.as_text()).hash(state);
    }
}

/// Numbers by their values, then texts.
impl Ord for Id {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.as_i64(), other.as_i64()) {
            (Some(a), Some(b)) => a.cmp(&b),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => self.as_text().cmp(&other.as_text()),
        }
    }
}

impl PartialOrd for Id {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq<i64> for Id {
    fn eq(&self, other: &i64) -> bool {
        self.as_i64() == Some(*other)
    }
}

impl PartialEq<str> for Id {
    fn eq(&self, other: &str) -> bool {
        match &self.0 {
            Form::Number(number) | Form::Digits(number) => plain_integer(other) == Some(*number),
            Form::Text(text) => **text == *other,
        }
    }
}

/// Compares with what is a text, from either side.
macro_rules! equals_text {
    ($($text:ty)*) => {$(
        impl PartialEq<$text> for Id {
            fn eq(&self, other: &$text) -> bool {
                let text: &str = other.as_ref();
                *self == *text
            }
        }

        impl PartialEq<Id> for $text {
            fn eq(&self, other: &Id) -> bool {
                *other == *self
            }
        }
    )*};
}
equals_text!(&str String);

impl PartialEq<Id> for str {
    fn eq(&self, other: &Id) -> bool {
        *other == *self
    }
}

impl PartialEq<Id> for i64 {
    fn eq(&self, other: &Id) -> bool {
        *other == *self
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Form::Number(number) => number.fmt(f),
            Form::Digits(number) => f.pad(&number.to_string()),
            Form::Text(text) => text.fmt(f),
        }
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Form::Number(number) => number.fmt(f),
            Form::Digits(number) => write!(f, "\"{number}\""),
            Form::Text(text) => fmt::Debug::fmt(text, f),
        }
    }
}

macro_rules! from_number {
    ($($number:ty)*) => {$(
        impl From<$number> for Id {
            fn from(number: $number) -> Self {
                Id(Form::Number(number.into()))
            }
        }
    )*};
}
from_number!(i8 i16 i32 i64 u8 u16 u32);

impl From<u64> for Id {
    fn from(number: u64) -> Self {
        i64::try_from(number).map_or_else(|_| Id::from(number.to_string()), Id::from)
    }
}

impl From<usize> for Id {
    fn from(number: usize) -> Self {
        u64::try_from(number).map_or_else(|_| Id::from(number.to_string()), Id::from)
    }
}

impl From<&str> for Id {
    fn from(text: &str) -> Self {
        Id::of_text(text)
    }
}

impl From<String> for Id {
    fn from(text: String) -> Self {
        Id::of_text(text)
    }
}

impl From<&String> for Id {
    fn from(text: &String) -> Self {
        text.as_str().into()
    }
}

impl From<Box<str>> for Id {
    fn from(text: Box<str>) -> Self {
        Id::of_text(text)
    }
}

impl From<&i64> for Id {
    fn from(number: &i64) -> Self {
        Id::from(*number)
    }
}

/// The identifier as a text, for parameters that are texts.
impl From<Id> for String {
    fn from(id: Id) -> Self {
        id.to_string()
    }
}

/// The identifier as a text, for parameters that are texts.
impl From<&Id> for String {
    fn from(id: &Id) -> Self {
        id.to_string()
    }
}

impl From<&Id> for Id {
    fn from(id: &Id) -> Self {
        id.clone()
    }
}

impl Wire for Id {
    type Out = Id;
    const NAME: &'static str = "id";

    fn decode<'a>(node: Node<'a>, cx: &mut Cx<'a>) -> Option<Id> {
        match node.shape() {
            Shape::Int(number) => Some(cx.typed(number.into())),
            Shape::Text(text) if !text.is_empty() => Some(cx.typed(Id::of_text(text.text()))),
            Shape::Big(big) => {
                cx.inexact();
                Some(cx.typed(big.to_string().into()))
            }
            _ => None,
        }
    }

    fn encode(id: &Id) -> Value {
        match &id.0 {
            Form::Number(number) => (*number).into(),
            Form::Digits(number) => number.to_string().into(),
            Form::Text(text) => Value::from(&**text),
        }
    }
}
