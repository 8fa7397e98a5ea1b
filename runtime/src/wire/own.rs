//! Users' own types, read from an answer by serde.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::value::{MapDeserializer, SeqDeserializer, StrDeserializer};
use serde::de::{DeserializeOwned, Error as _, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;
use serde_json::Value;

use crate::dom::{Document, Node, Shape};
use crate::wire::{Cx, Wire, codec::is_empty};

/// The codec of a user's own type: read by serde, from the parsed answer, as tolerantly as the described types.
#[derive(Clone, Copy, Debug)]
pub struct Own<T>(PhantomData<T>);

impl<T: DeserializeOwned + Clone> Wire for Own<T> {
    type Out = T;
    const NAME: &'static str = "a type of the caller's own";

    fn decode<'a>(node: Node<'a>, cx: &mut Cx<'a>) -> Option<T> {
        // Serde asks for values in its own order.
        let tree = cx.text_of(node).and_then(|text| Document::parse(text.as_bytes()));
        let node = tree.as_ref().map_or(node, Document::root);
        T::deserialize(De(node)).map_err(|error| cx.refuse(error.0)).ok()
    }

    /// Answers alone are of such a type.
    fn encode(_: &T) -> Value {
        Value::Null
    }
}

/// The reason why a value cannot be read, with the path to it.
#[derive(Debug)]
struct Refused(String);

impl Refused {
    fn below(self, key: impl fmt::Display) -> Self {
        Refused(format!("{key}: {}", self.0))
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Refused {}

impl serde::de::Error for Refused {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Refused(message.to_string())
    }
}

/// A value of an answer as serde reads it: with the notations of this API, where the type tells what is meant.
#[derive(Clone, Copy)]
struct De<'a>(Node<'a>);

impl<'a> De<'a> {
    fn decoded<W: Wire>(self) -> Option<W::Out> {
        W::decode(self.0, &mut Cx::new(""))
    }

    /// Reads a list. PHP writes one with gaps as an object, and no value as `false`.
    fn items(self) -> Option<Vec<De<'a>>> {
        match self.0.shape() {
            Shape::List(list) => Some(list.iter().map(De).collect()),
            Shape::Object(entries) => Some(entries.iter().map(|(_, node)| De(node)).collect()),
            _ => is_empty(self.0).then(Vec::new),
        }
    }

    /// Reads an object. PHP writes an empty one as `[]`, and one with the keys 0, 1, 2 as a list.
    fn entries(self) -> Option<Vec<(String, De<'a>)>> {
        match self.0.shape() {
            Shape::Object(entries) => {
                Some(entries.iter().map(|(key, node)| (key.text().into_owned(), De(node))).collect())
            }
            Shape::List(list) => {
                Some(list.iter().enumerate().map(|(index, node)| (index.to_string(), De(node))).collect())
            }
            _ => None,
        }
    }
}

/// An item or entry, whose error names its place.
struct Below<'a, K> {
    key: K,
    value: De<'a>,
}

impl<'de, K: fmt::Display> IntoDeserializer<'de, Refused> for Below<'de, K> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

macro_rules! below {
    ($($function:ident($($name:ident: $type:ty),*);)*) => {$(
        fn $function<V: Visitor<'de>>(self, $($name: $type,)* visitor: V) -> Result<V::Value, Refused> {
            let Below { key, value } = self;
            value.$function($($name,)* visitor).map_err(|error| error.below(key))
        }
    )*};
}

impl<'de, K: fmt::Display> serde::Deserializer<'de> for Below<'de, K> {
    type Error = Refused;

    below! {
        deserialize_any(); deserialize_bool(); deserialize_i8(); deserialize_i16(); deserialize_i32(); deserialize_i64();
        deserialize_u8(); deserialize_u16(); deserialize_u32(); deserialize_u64(); deserialize_f32(); deserialize_f64();
        deserialize_char(); deserialize_str(); deserialize_string(); deserialize_bytes(); deserialize_byte_buf();
        deserialize_option(); deserialize_unit(); deserialize_unit_struct(name: &'static str);
        deserialize_newtype_struct(name: &'static str); deserialize_seq(); deserialize_tuple(len: usize);
        deserialize_tuple_struct(name: &'static str, len: usize); deserialize_map();
        deserialize_struct(name: &'static str, fields: &'static [&'static str]);
        deserialize_enum(name: &'static str, variants: &'static [&'static str]); deserialize_identifier();
        deserialize_ignored_any();
    }
}

/// The functions of types that a codec reads; anything else is told to the visitor as it is.
macro_rules! decoded {
    ($($function:ident: $codec:ty => $visit:ident;)*) => {$(
        fn $function<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
            match self.decoded::<$codec>() {
                Some(value) => visitor.$visit(value),
                None => self.deserialize_any(visitor),
            }
        }
    )*};
}

impl<'de> serde::Deserializer<'de> for De<'de> {
    type Error = Refused;

    decoded! {
        deserialize_bool: bool => visit_bool;
        deserialize_i8: i64 => visit_i64;
        deserialize_i16: i64 => visit_i64;
        deserialize_i32: i64 => visit_i64;
        deserialize_i64: i64 => visit_i64;
        deserialize_u8: i64 => visit_i64;
        deserialize_u16: i64 => visit_i64;
        deserialize_u32: i64 => visit_i64;
        deserialize_u64: i64 => visit_i64;
        deserialize_f32: f64 => visit_f64;
        deserialize_f64: f64 => visit_f64;
        deserialize_str: String => visit_string;
        deserialize_string: String => visit_string;
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        match self.0.shape() {
            Shape::Null => visitor.visit_unit(),
            Shape::Bool(value) => visitor.visit_bool(value),
            Shape::Int(value) => visitor.visit_i64(value),
            Shape::Big(value) => visitor.visit_u64(value),
            Shape::Float(value) => visitor.visit_f64(value),
            Shape::Text(text) => match text.text() {
                Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
                Cow::Owned(text) => visitor.visit_string(text),
            },
            Shape::List(_) => self.deserialize_seq(visitor),
            Shape::Object(_) => self.deserialize_map(visitor),
        }
    }

    /// `null` and an empty text are nothing.
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        match self.0.shape() {
            Shape::Null => visitor.visit_none(),
            Shape::Text(text) if text.is_empty() => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Refused> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        let Some(items) = self.items() else { return self.deserialize_any(visitor) };
        let items = items.into_iter().enumerate().map(|(key, value)| Below { key, value });
        visitor.visit_seq(SeqDeserializer::new(items))
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Refused> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        let Some(entries) = self.entries() else { return self.deserialize_any(visitor) };
        let entries = entries.into_iter().map(|(key, value)| (key.clone(), Below { key, value }));
        visitor.visit_map(MapDeserializer::new(entries))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refused> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refused> {
        match self.0.shape() {
            Shape::Object(_) => self.0.to_value().deserialize_enum(name, variants, visitor).map_err(Refused::custom),
            _ => {
                let text = self.decoded::<String>().unwrap_or_default();
                let text: StrDeserializer<'_, Refused> = text.as_str().into_deserializer();
                text.deserialize_enum(name, variants, visitor)
            }
        }
    }

    forward_to_deserialize_any! { char bytes byte_buf unit unit_struct tuple_struct identifier ignored_any }
}
