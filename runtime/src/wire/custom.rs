//! Values of custom fields that are sent.

use serde_json::Value;

use crate::wire::{Address, CrmLink, Date, DateTime, File, FileData, FilePair, Id, Money, Wire, names};

/// A value for a custom field: a number, a text, a boolean, an identifier, a date, an amount with its currency, an address, a
/// link to a thing of the CRM, a file, JSON, or several of one kind.
///
/// ```
/// use bitrix24::{CrmLink, CustomFields, File, Id, Money, json};
///
/// let deal = json!({})
///     .with_custom("UF_CRM_SIZE", 3.5)
///     .with_custom("UF_CRM_FLOORS", [1, 2])
///     .with_custom("UF_CRM_KIND", Id::from(44))
///     .with_custom("UF_CRM_NEW", true)
///     .with_custom("UF_CRM_BUDGET", Money::new(1000, "EUR"))
///     .with_custom("UF_CRM_SELLER", CrmLink::company(7))
///     .with_custom("ufCrmPlan", File::new("plan.txt", "all is well"));
/// assert_eq!(deal, json!({
///     "UF_CRM_SIZE": 3.5, "UF_CRM_FLOORS": [1, 2], "UF_CRM_KIND": 44, "UF_CRM_NEW": 1,
///     "UF_CRM_BUDGET": "1000|EUR", "UF_CRM_SELLER": "CO_7", "ufCrmPlan": ["plan.txt", "YWxsIGlzIHdlbGw="],
/// }));
/// ```
#[derive(Clone, Debug)]
pub struct CustomValue(Kind);

#[derive(Clone, Debug)]
enum Kind {
    Plain(Value),
    Boolean(bool),
    File(File),
    Several(Vec<CustomValue>),
}

impl CustomValue {
    /// Writes the value of the field `name`, by the spelling of that.
    pub(crate) fn written(self, name: &str) -> Value {
        match self.0 {
            Kind::Plain(value) => value,
            Kind::Boolean(value) if names::is_small(name) => if value { "Y" } else { "N" }.into(),
            Kind::File(file) if name.starts_with("UF_CRM_") => FileData::encode(&file),
            Kind::File(file) => FilePair::encode(&file),
            Kind::Boolean(value) => i64::from(value).into(),
            Kind::Several(values) => values.into_iter().map(|value| value.written(name)).collect(),
        }
    }

    /// Writes the value as filters take it: a boolean is `1` or `0` there.
    pub(crate) fn asked(self) -> Value {
        match self.0 {
            Kind::Boolean(value) => i64::from(value).into(),
            Kind::Several(values) => values.into_iter().map(CustomValue::asked).collect(),
            kind => CustomValue(kind).written(""),
        }
    }
}

macro_rules! from {
    ($($from:ty)*) => {$(
        impl From<$from> for CustomValue {
            fn from(value: $from) -> Self {
                CustomValue(Kind::Plain(value.into()))
            }
        }
    )*};
}
from!(Value &str String i8 i16 i32 i64 u8 u16 u32 u64 f32 f64);

macro_rules! from_wire {
    ($($from:ident)*) => {$(
        impl From<$from> for CustomValue {
            fn from(value: $from) -> Self {
                CustomValue(Kind::Plain($from::encode(&value)))
            }
        }

        impl From<&$from> for CustomValue {
            fn from(value: &$from) -> Self {
                CustomValue(Kind::Plain($from::encode(value)))
            }
        }
    )*};
}
from_wire!(Id Date DateTime Money Address CrmLink);

impl From<bool> for CustomValue {
    fn from(value: bool) -> Self {
        CustomValue(Kind::Boolean(value))
    }
}

impl From<File> for CustomValue {
    fn from(file: File) -> Self {
        CustomValue(Kind::File(file))
    }
}

/// Nothing clears a field.
impl<T: Into<CustomValue>> From<Option<T>> for CustomValue {
    fn from(value: Option<T>) -> Self {
        value.map_or(CustomValue(Kind::Plain("".into())), Into::into)
    }
}

impl<T: Into<CustomValue>> From<Vec<T>> for CustomValue {
    fn from(values: Vec<T>) -> Self {
        CustomValue(Kind::Several(values.into_iter().map(Into::into).collect()))
    }
}

impl<T: Into<CustomValue>, const N: usize> From<[T; N]> for CustomValue {
    fn from(values: [T; N]) -> Self {
        Vec::from(values).into()
    }
}
