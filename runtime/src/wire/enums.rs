//! Implementations of std's traits for emitted enumerations. Derived, these are a twentieth of the compile time.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::mem::discriminant;

use crate::escape::PlainJson;
use crate::wire::{Enum, EnumCodec, Wire};

/// Returns true if two values are the same.
pub fn eq<E: Enum>(a: &E, b: &E) -> bool {
    discriminant(a) == discriminant(b) && a.as_unknown() == b.as_unknown()
}

/// Feeds a value to a hasher; those that are the same are hashed the same.
pub fn hash<E: Enum>(value: &E, state: &mut impl Hasher) {
    discriminant(value).hash(state);
    value.as_unknown().hash(state);
}

/// Prints a value as objects are printed: the name of its type, and what it is on the wire, as JSON.
pub fn debug<E: Enum>(value: &E, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let path = std::any::type_name::<E>();
    let name = path.rsplit("::").next().unwrap_or(path);
    write!(f, "{name} {}", PlainJson(EnumCodec::<E>::encode(value)))
}
