//! Reads structs from a [`Tree`], through serde. Types are strict: a number is not a text, and duplicate keys are
//! errors.

use std::collections::HashSet;

use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{DeserializeOwned, Deserializer, Error as _, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

use super::{Error, Node, Tree, Type, integer, number};

/// Deserializes a value.
pub fn read<T: DeserializeOwned>(tree: &Tree) -> Result<T, Error> {
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
        if let Some(key) = given_twice(entries) {
            return Err(Error::custom("a key is given twice").or_at(key.span));
        }
        let entries = entries.iter().map(|(key, value)| (key.text().unwrap_or_default(), Reader(value)));
        visitor.visit_map(MapDeserializer::new(entries))
    }
}

/// Returns the first key that was there before. Most maps are small, and comparing a few keys is faster than hashing them.
fn given_twice(entries: &[(Tree, Tree)]) -> Option<&Tree> {
    const FEW: usize = 12;
    let mut keys = entries.iter().map(|(key, _)| key);
    if entries.len() <= FEW {
        let is_before = |at: usize, key: &Tree| entries[..at].iter().any(|(other, _)| other.text() == key.text());
        return keys.enumerate().find(|(at, key)| is_before(*at, key)).map(|(_, key)| key);
    }
    let mut seen = HashSet::with_capacity(entries.len());
    keys.find(|key| !seen.insert(key.text()))
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

    /// Reads a [`Scalar`](crate::raw::Scalar): any single value by its text.
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

    /// Refuses lists: serde would read a list as the fields of a struct in their order.
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
