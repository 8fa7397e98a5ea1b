//! Our own words, as written: descriptions that are added to the facts of methods, types and events.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, Deserialize, Deserializer, MapAccess, Visitor};

use super::lists::{Entries, OneOrMany, entries};
use super::reason::Retry;

/// A file below `schema/words/`: our own words about methods, shared types and events, by their names.
#[derive(Clone, Debug, Default)]
pub struct Words(pub Entries<TextOr<TargetWords>>);

/// `schema/words/glossary.yaml`: the default descriptions of names.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Glossary {
    /// The descriptions of parameters, by their names, in any case.
    #[serde(default)]
    pub params: Entries<String>,
    /// The descriptions of fields, in any object, by their names, in any case.
    #[serde(default)]
    pub fields: Entries<String>,
}

/// The words about a method, a shared type or an event.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TargetWords {
    /// Its description in one sentence.
    pub summary: Option<String>,
    /// Of a method: its parameters, by their names without marks.
    #[serde(default)]
    pub params: Entries<TextOr<FieldWords>>,
    /// Of a method: its result.
    pub result: Option<TextOr<FieldWords>>,
    /// Of an event: its data.
    pub data: Option<TextOr<FieldWords>>,
    /// Of a method: its errors, each by `CODE` or `CODE:MESSAGE`.
    #[serde(default)]
    pub errors: Entries<TextOr<ErrorWords>>,
    /// Of a type: its fields, by their names without marks.
    #[serde(default)]
    pub fields: Entries<TextOr<FieldWords>>,
    /// Of a type: a short label for each of its values.
    #[serde(default)]
    pub values: Entries<String>,
}

/// The words about a parameter, a field or a result.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FieldWords {
    /// Its description in a few words.
    pub doc: Option<String>,
    /// Its name in Rust, if the one made from the wire name is unsuitable.
    pub rust: Option<String>,
    /// The fields of its object, by their names without marks.
    #[serde(default)]
    pub fields: Entries<TextOr<FieldWords>>,
    /// A short label for each of its values.
    #[serde(default)]
    pub values: Entries<String>,
    /// A short label for each of its known keys.
    #[serde(default)]
    pub keys: Entries<String>,
}

/// The words about an error.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ErrorWords {
    /// The circumstances in which the server answers so: one, or a list.
    #[serde(default)]
    pub when: OneOrMany<String>,
    /// The advice on calling again.
    pub retry: Option<Retry>,
    /// The name of the Rust variant.
    pub rust: Option<String>,
}

/// A text for the most usual key, or a map.
#[derive(Clone, Debug)]
pub enum TextOr<B> {
    /// The text alone.
    Text(String),
    /// The map.
    Body(B),
}

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // An empty file is an error.
        entries(deserializer, false).map(Words)
    }
}

impl<'de, B: Deserialize<'de>> Deserialize<'de> for TextOr<B> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TextOrMap<B>(PhantomData<B>);

        impl<'de, B: Deserialize<'de>> Visitor<'de> for TextOrMap<B> {
            type Value = TextOr<B>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text, or a map")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<TextOr<B>, E> {
                Ok(TextOr::Text(text.to_owned()))
            }

            fn visit_map<M: MapAccess<'de>>(self, map: M) -> Result<TextOr<B>, M::Error> {
                B::deserialize(de::value::MapAccessDeserializer::new(map)).map(TextOr::Body)
            }
        }

        deserializer.deserialize_any(TextOrMap(PhantomData))
    }
}
