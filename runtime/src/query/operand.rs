//! Operands: the values that fields are compared with.

use serde_json::Value;

use crate::refs::Ref;
use crate::wire::{Address, CrmLink, Date, DateTime, Enum, EnumCodec, Id, Money, OneOrMany, Style, Unix, Wire};

/// A type of field that a [`Filter`](super::Filter) can compare.
///
/// ```
/// # mod requests { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/requests.rs")); }
/// # use requests::crm;
/// use bitrix24::ListRequest;
///
/// // A number is compared with a number, a boolean with a boolean.
/// let deals = crm::deal::List::new()
///     .filter_by(|filter| filter.ge(|deal| &deal.opportunity, 1000).eq(|deal| &deal.closed, false));
/// ```
#[diagnostic::on_unimplemented(
    message = "a filter cannot compare a field of type `{Self}`",
    note = "ask for it by its name: `filter.raw(…)`"
)]
pub trait Comparable {
    /// The type of the operand.
    type With;

    /// The value as it is sent.
    #[doc(hidden)]
    fn write(with: Self::With, style: Style) -> Value;
}

/// The operand of a text: a text, or a number, date or identifier, which many methods answer as texts.
///
/// ```
/// # mod requests { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/requests.rs")); }
/// # use requests::crm;
/// use bitrix24::{ListRequest, Request, json};
///
/// let deals = crm::deal::List::new().filter_by(|filter| filter.contains(|deal| &deal.title, "report"));
/// assert_eq!(json!(deals.params().as_map()), json!({ "filter": { "%TITLE": "report" } }));
/// ```
#[derive(Clone, Debug)]
pub struct Text(Value);

/// The operand of a number: a number, or an identifier.
///
/// ```
/// # mod requests { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/requests.rs")); }
/// # use requests::crm;
/// use bitrix24::{ListRequest, Request, json};
///
/// let deals = crm::deal::List::new().filter_by(|filter| filter.lt(|deal| &deal.opportunity, 99.5));
/// assert_eq!(json!(deals.params().as_map()), json!({ "filter": { "<OPPORTUNITY": 99.5 } }));
/// ```
#[derive(Clone, Debug)]
pub struct Number(Value);

macro_rules! comparable {
    ($($field:ty, $with:ty: $write:expr;)*) => {$(
        impl Comparable for $field {
            type With = $with;

            fn write(with: $with, style: Style) -> Value {
                let write: fn($with, Style) -> Value = $write;
                write(with, style)
            }
        }
    )*};
}
comparable! {
    String, Text: |with, _| with.0;
    i64, Number: |with, _| with.0;
    f64, Number: |with, _| with.0;
    Id, Id: |id, _| Id::encode(&id);
    Money, Money: |money, _| Money::encode(&money);
    Address, Text: |with, _| with.0;
    CrmLink, CrmLink: |link, _| CrmLink::encode(&link);
    Date, Date: |day, _| Date::encode(&day);
    DateTime, DateTime: |time, style| match style {
        Style::Unix => Unix::encode(&time),
        _ => DateTime::encode(&time),
    };
    bool, bool: |value, style| match style {
        Style::Boolean(write) => write(&value),
        _ => value.into(),
    };
    Value, Value: |value, _| value;
}

impl<E: Enum> Comparable for E {
    type With = E;

    fn write(with: E, _: Style) -> Value {
        EnumCodec::<E>::encode(&with)
    }
}

/// The field may be missing, or be one or several: it is compared with one value all the same.
macro_rules! of_the_inside {
    ($($outer:ty),*) => {$(
        impl<T: Comparable> Comparable for $outer {
            type With = T::With;

            fn write(with: T::With, style: Style) -> Value {
                T::write(with, style)
            }
        }
    )*};
}
of_the_inside!(Option<T>, Vec<T>, OneOrMany<T>);

macro_rules! from {
    ($to:ident: $($from:ty)*) => {$(
        impl From<$from> for $to {
            fn from(value: $from) -> Self {
                $to(value.into())
            }
        }
    )*};
}
from!(Text: &str String i8 i16 i32 i64 u8 u16 u32 u64 f32 f64);
from!(Number: i8 i16 i32 i64 u8 u16 u32 u64 f32 f64);

macro_rules! from_wire {
    ($($to:ident: $from:ident;)*) => {$(
        impl From<$from> for $to {
            fn from(value: $from) -> Self {
                $to($from::encode(&value))
            }
        }

        impl From<&$from> for $to {
            fn from(value: &$from) -> Self {
                $to($from::encode(value))
            }
        }
    )*};
}
from_wire!(Text: Id; Text: Date; Text: DateTime; Text: Money; Text: Address; Text: CrmLink; Number: Id;);

impl From<&String> for Text {
    fn from(text: &String) -> Self {
        text.as_str().into()
    }
}

macro_rules! from_ref {
    ($($to:ident)*) => {$(
        /// The reference in place of a value. Only a later command of the same batch can hold it.
        impl<T> From<Ref<T>> for $to {
            fn from(reference: Ref<T>) -> Self {
                $to(reference.into())
            }
        }

        /// The reference in place of a value. Only a later command of the same batch can hold it.
        impl<T> From<&Ref<T>> for $to {
            fn from(reference: &Ref<T>) -> Self {
                $to(reference.into())
            }
        }
    )*};
}
from_ref!(Text Number);
