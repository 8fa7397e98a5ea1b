//! Parameters, fields and results, as written.

use std::fmt;

use serde::de::{self, Deserialize, Deserializer, MapAccess, Visitor};

use super::lists::{Entries, Keys, Values};
use super::scalar::Scalar;
use crate::diagnostic::At;

/// A parameter, a field, or a result: its type, or a map that begins with it.
#[derive(Clone, Debug, Default)]
pub struct Field {
    /// Its facts.
    pub body: FieldBody,
    /// True if it was written as a type alone.
    pub is_short: bool,
}

/// The facts of a parameter, a field, or a result.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FieldBody {
    /// The type, such as `integer`, `user[]` or `tasks.Task?`; `object` when there are `fields`, else `any`.
    #[serde(rename = "type")]
    #[cfg_attr(test, schemars(extend("pattern" = super::derived::TYPE, "patternErrorMessage" = super::derived::NO_TYPE)))]
    pub ty: Option<String>,
    /// Its description, in a few words of our own.
    pub doc: Option<String>,
    /// An object's fields by name.
    pub fields: Option<Entries<Field>>,
    /// The fields of the shared type in `type` that a parameter is documented to take, each with its mark, as `TITLE*`;
    /// omitted if it takes all of them, as the type has them.
    #[serde(default)]
    pub takes: Vec<String>,
    /// The values that the server takes for fields of `takes` when none is given, by the name of the field.
    pub defaults: Option<Entries<serde_json::Value>>,
    /// The allowed values: a list, or a map from each value to a short label, or to `{ rust: Won, label: … }`.
    pub values: Option<Values>,
    /// The documented keys of a map: a list, or a map from each key to a short label.
    pub keys: Option<Keys>,
    /// Names of parameters beside it: it has to be there if all of them are missing.
    #[serde(default)]
    pub unless: Vec<String>,
    /// Parameters beside it, each with values: it has to be there if one of them has such a value, or any value if none is
    /// listed.
    pub when: Option<Entries<Vec<Scalar>>>,
    /// Parameters beside it, each with values: it has an effect only if one of them has such a value, or any value if none
    /// is listed.
    pub only: Option<Entries<Vec<Scalar>>>,
    /// The value that the server takes when none is given.
    pub default: Option<serde_json::Value>,
    /// The smallest number allowed.
    pub min: Option<f64>,
    /// The largest number allowed.
    pub max: Option<f64>,
    /// The shortest text in characters, or list in items.
    pub min_length: Option<u64>,
    /// The longest text in characters, or list in items.
    pub max_length: Option<u64>,
    /// The characters that a text may have, as between the brackets of a regular expression: `A-Za-z0-9_\-`.
    pub characters: Option<String>,
    /// The unit of a number.
    pub unit: Option<Unit>,
    /// The edition that has it, if only one has.
    pub edition: Option<Edition>,
    /// `true` if not all plans have it.
    #[serde(default)]
    pub plan: bool,
    /// The module and its version since which it is there: `crm 24.300.0`.
    pub since: Option<String>,
    /// The operators of a filter, which its keys may carry before a name, or which its conditions may have.
    #[serde(default)]
    pub operators: Vec<String>,
    /// The shared type whose fields its keys or items name, as those of a filter, an order or a selection do.
    pub names: Option<String>,
    /// The object's variants that have it, such as `lead`; omitted if all have it.
    #[serde(default)]
    pub variants: Vec<String>,
    /// `true` if there may be values beside those in `values`.
    #[serde(default)]
    pub open: bool,
    /// The times that a field can be written, where that is not always.
    pub writable: Option<Writable>,
    /// `true` if it is not documented, but occurs in the page's example.
    #[serde(default)]
    pub observed: bool,
    /// Set when the documentation calls it deprecated: `true`, or what to use instead.
    pub deprecated: Option<Deprecated>,
    /// The name in Rust, if the one made from the wire name is unsuitable.
    pub rust: Option<String>,
    /// The place of `rust`, if it comes from the words.
    #[serde(skip)]
    pub(crate) rust_at: Option<Box<At>>,
}

/// The times that a field of a thing can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Deserialize, serde::Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Writable {
    /// Never: the server sets it.
    Never,
    /// Once, when the thing is made.
    Once,
}

/// The edition of Bitrix24.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Deserialize, serde::Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Edition {
    /// The vendor's cloud.
    Cloud,
    /// An installation of one's own.
    OnPremise,
}

/// The unit of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Deserialize, serde::Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    /// Thousandths of a second.
    Milliseconds,
    /// Seconds.
    Seconds,
    /// Minutes.
    Minutes,
    /// Hours.
    Hours,
    /// Days.
    Days,
    /// Bytes.
    Bytes,
    /// Kilobytes.
    Kilobytes,
    /// Megabytes.
    Megabytes,
    /// Grams.
    Grams,
    /// Kilograms.
    Kilograms,
    /// Millimeters.
    Millimeters,
    /// Centimeters.
    Centimeters,
    /// Meters.
    Meters,
    /// Pixels.
    Pixels,
    /// Hundredths.
    Percent,
}

impl Unit {
    /// Returns its name, as the schema has it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Milliseconds => "milliseconds",
            Self::Seconds => "seconds",
            Self::Minutes => "minutes",
            Self::Hours => "hours",
            Self::Days => "days",
            Self::Bytes => "bytes",
            Self::Kilobytes => "kilobytes",
            Self::Megabytes => "megabytes",
            Self::Grams => "grams",
            Self::Kilograms => "kilograms",
            Self::Millimeters => "millimeters",
            Self::Centimeters => "centimeters",
            Self::Meters => "meters",
            Self::Pixels => "pixels",
            Self::Percent => "percent",
        }
    }
}

/// `true`, or a text.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Deprecated {
    /// `true` if it is deprecated.
    Flag(bool),
    /// The replacement of a deprecated item.
    Instead(String),
}

impl<'de> Deserialize<'de> for Field {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TypeOrBody;

        impl<'de> Visitor<'de> for TypeOrBody {
            type Value = Field;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a type, or a map with the key `type`")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Field, E> {
                Ok(Field { body: FieldBody { ty: Some(text.to_owned()), ..FieldBody::default() }, is_short: true })
            }

            fn visit_map<M: MapAccess<'de>>(self, map: M) -> Result<Field, M::Error> {
                let body = FieldBody::deserialize(de::value::MapAccessDeserializer::new(map))?;
                Ok(Field { body, is_short: false })
            }
        }

        deserializer.deserialize_any(TypeOrBody)
    }
}
