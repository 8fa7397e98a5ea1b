//! Traits of std and serde for emitted types, by their codecs: derived, they would take longer to compile than all else.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use crate::dom::Document;
use crate::wire::{Address, CrmLink, Cx, Date, DateTime, Id, Money, Object, Wire};

/// Returns true if two values are written alike; a number and the text of it are alike, as both are answered for one
/// thing.
pub fn eq<W: Wire<Out = W>>(a: &W, b: &W) -> bool {
    is_alike(&W::encode(a), &W::encode(b))
}

/// Returns true if two objects are written alike. That a type is an object is less for the compiler to prove than that it is
/// its own codec.
pub fn eq_objects<T: Object>(a: &T, b: &T) -> bool {
    eq(a, b)
}

fn is_alike(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(key, a)| b.get(key).is_some_and(|b| is_alike(a, b)))
        }
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_alike(a, b)),
        (Value::Number(number), Value::String(text)) | (Value::String(text), Value::Number(number)) => {
            number.to_string() == *text
        }
        (Value::Number(a), Value::Number(b)) if a.is_f64() != b.is_f64() => a.as_f64() == b.as_f64(),
        (a, b) => a == b,
    }
}

/// Serializes a value as the server writes it.
pub fn serialize<W: Wire<Out = W>, S: Serializer>(value: &W, serializer: S) -> Result<S::Ok, S::Error> {
    W::encode(value).serialize(serializer)
}

/// Deserializes a value as an answer is read.
pub fn deserialize<'de, W: Wire<Out = W>, D: Deserializer<'de>>(deserializer: D) -> Result<W, D::Error> {
    let document = Document::read(deserializer)?;
    let node = document.root();
    let misfit = || serde::de::Error::custom(format_args!("{} where {} is expected", node.type_name(), W::NAME));
    W::decode(node, &mut Cx::new("")).ok_or_else(misfit)
}

macro_rules! by_codec {
    ($($type:ty)*) => {$(
        /// As it is sent.
        impl From<$type> for Value {
            fn from(value: $type) -> Value {
                <$type>::encode(&value)
            }
        }

        /// As it is sent.
        impl From<&$type> for Value {
            fn from(value: &$type) -> Value {
                <$type>::encode(value)
            }
        }

        /// As the server writes it.
        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serialize(self, serializer)
            }
        }

        /// As an answer is read.
        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserialize(deserializer)
            }
        }
    )*};
}
by_codec!(Id Date DateTime Money Address CrmLink);

/// Implements the traits of an emitted type: comparison, and with the feature `serde` its two traits.
#[doc(hidden)]
#[macro_export]
#[cfg(feature = "serde")]
macro_rules! traits {
    (object $type:ident) => {
        $crate::traits!(= $type, eq_objects);
        $crate::traits!(serde $type);
    };
    ($type:ident) => {
        $crate::traits!(= $type, eq);
        $crate::traits!(serde $type);
    };
    (serde $type:ident) => {
        impl $crate::serde::Serialize for $type {
            #[inline]
            fn serialize<S: $crate::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::wire::traits::serialize(self, serializer)
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $type {
            #[inline]
            fn deserialize<D: $crate::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::wire::traits::deserialize(deserializer)
            }
        }
    };
    (= $type:ident, $eq:ident) => {
        impl PartialEq for $type {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::wire::traits::$eq(self, other)
            }
        }
    };
}

/// Implements the traits of an emitted type: comparison, and with the feature `serde` its two traits.
#[doc(hidden)]
#[macro_export]
#[cfg(not(feature = "serde"))]
macro_rules! traits {
    (object $type:ident) => {
        impl PartialEq for $type {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::wire::traits::eq_objects(self, other)
            }
        }
    };
    ($type:ident) => {
        impl PartialEq for $type {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::wire::traits::eq(self, other)
            }
        }
    };
}
