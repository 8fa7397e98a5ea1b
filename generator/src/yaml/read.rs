//! From a [`Tree`] to structs, through serde. Types are strict: a number is not a text, and a key stands once.

use std::collections::HashSet;

use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{DeserializeOwned, Deserializer, Error as _, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

use super::{Error, Node, Tree, Type, integer, number};

/// Reads a document without positions, whole or not at all: [`Tree`] tells why.
pub(crate) fn from_str<T: DeserializeOwned>(text: &str) -> Option<T> {
    // By way of a value: read directly, a text would be taken from a number, and a key from its repetition.
    let value: serde_yaml::Value = serde_yaml::from_str(text).ok()?;
    if has_tag(&value) {
        return None;
    }
    serde_yaml::from_value(value).ok()
}

/// Whether a value has a tag such as `!x`, which means nothing here.
fn has_tag(value: &serde_yaml::Value) -> bool {
    match value {
        serde_yaml::Value::Tagged(_) => true,
        serde_yaml::Value::Sequence(items) => items.iter().any(has_tag),
        serde_yaml::Value::Mapping(map) => map.iter().any(|(key, value)| has_tag(key) || has_tag(value)),
        _ => false,
    }
}

/// Reads a value.
pub(crate) fn read<T: DeserializeOwned>(tree: &Tree) -> Result<T, Error> {
    T::deserialize(Reader(tree))
}

#[derive(Clone, Copy)]
struct Reader<'t>(&'t Tree);

impl<'t> Reader<'t> {
    fn scalar<'de, V: Visitor<'de>>(self, text: &str, visitor: V) -> Result<V::Value, Error> {
        match self.0.ty() {
            Type::Null => visitor.visit_unit(),
            Type::Boolean => visitor.visit_bool(text.eq_ignore_ascii_case("true")),
            Type::Integer => visitor.visit_i64(integer(text).unwrap_or_default()),
            Type::Number => visitor.visit_f64(number(text).unwrap_or_default()),
            _ => visitor.visit_str(text),
        }
    }

    fn map<'de, V: Visitor<'de>>(self, entries: &'t [(Tree, Tree)], visitor: V) -> Result<V::Value, Error> {
        if let Some((key, _)) = entries.iter().find(|(key, _)| key.text().is_none() || key.ty() == Type::Null) {
            return Err(Error::custom("a key has to be a single value").or_at(key.mark()));
        }
        let mut seen = HashSet::new();
        if let Some((key, _)) = entries.iter().find(|(key, _)| key.text().is_some_and(|name| !seen.insert(name))) {
            return Err(Error::custom("a key is given twice").or_at(key.span));
        }
        let entries = entries.iter().map(|(key, value)| (key.text().unwrap_or_default(), Reader(value)));
        visitor.visit_map(MapDeserializer::new(entries))
    }
}

impl<'de> Deserializer<'de> for Reader<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let value = match &self.0.node {
            Node::Scalar { text, .. } => self.scalar(text, visitor),
            Node::List(items) => visitor.visit_seq(SeqDeserializer::new(items.iter().map(Reader))),
            Node::Map(entries) => self.map(entries, visitor),
        };
        value.map_err(|error| error.or_at(self.0.mark()))
    }

    /// A [`Scalar`](crate::raw::Scalar): any single value by its text, as it is written.
    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match &self.0.node {
            Node::Scalar { text, .. } if self.0.ty() != Type::Null => visitor.visit_str(text),
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.0.ty() == Type::Null { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match &self.0.node {
            Node::Scalar { text, .. } if self.0.ty() == Type::String => {
                visitor.visit_enum(text.as_str().into_deserializer())
            }
            _ => Err(Error::custom("a name is expected here")),
        }
        .map_err(|error| error.or_at(self.0.mark()))
    }

    /// serde would take a list as the fields of a struct in their order.
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match &self.0.node {
            Node::List(_) => Err(Error::custom("a map is expected here, not a list").or_at(self.0.mark())),
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _name: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf
        unit unit_struct seq tuple tuple_struct map ignored_any
    }
}

impl IntoDeserializer<'_, Error> for Reader<'_> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}
