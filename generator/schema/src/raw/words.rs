//! Our own words, as written: laid over the facts of methods and types.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, Deserialize, Deserializer, MapAccess, Visitor};

use super::facts::Retry;
use super::lists::{Entries, OneOrMany, entries};

/// A file below `schema/words/`: our own words about methods and shared types, by their names.
#[derive(Clone, Debug, Default)]
pub struct Words(pub Entries<TextOr<TargetWords>>);

/// `schema/words/glossary.yaml`: what names mean wherever nothing else is said.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Glossary {
    /// What parameters are, by their names, letters in any case.
    #[serde(default)]
    pub params: Entries<String>,
    /// What fields are, wherever they stand, by their names, letters in any case.
    #[serde(default)]
    pub fields: Entries<String>,
}

/// What there is to say about a method or a shared type.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TargetWords {
    /// What it does, or is, in one sentence.
    pub summary: Option<String>,
    /// Of a method: its parameters, by their names without marks.
    #[serde(default)]
    pub params: Entries<TextOr<FieldWords>>,
    /// Of a method: its result.
    pub result: Option<TextOr<FieldWords>>,
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

/// What there is to say about a parameter, a field or a result.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FieldWords {
    /// What it is, in a few words.
    pub doc: Option<String>,
    /// Its name in Rust, where the one made from the wire name will not do.
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

/// What there is to say about an error.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ErrorWords {
    /// When the server answers so; a list for several circumstances.
    #[serde(default)]
    pub when: OneOrMany<String>,
    /// Whether calling again can help.
    pub retry: Option<Retry>,
    /// The name of the Rust variant.
    pub rust: Option<String>,
}

/// A text that says the most usual thing, or a map that says more.
#[derive(Clone, Debug)]
pub enum TextOr<B> {
    /// The text alone.
    Text(String),
    /// The map.
    Body(B),
}

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // A file with nothing in it is a mistake.
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
