//! Lists and maps, as written: in order, with duplicates, or one value in place of a list.

use std::fmt;

use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use super::scalar::Scalar;

/// One value or a list of them.
#[derive(Clone, Debug, serde::Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "OneOrMany_{T}"))]
#[serde(untagged)]
pub enum OneOrMany<T> {
    /// One value.
    One(T),
    /// A list.
    Many(Vec<T>),
}

impl<T> OneOrMany<T> {
    /// Returns the values.
    pub fn as_slice(&self) -> &[T] {
        match self {
            OneOrMany::One(one) => std::slice::from_ref(one),
            OneOrMany::Many(many) => many,
        }
    }
}

impl<T> Default for OneOrMany<T> {
    fn default() -> Self {
        OneOrMany::Many(Vec::new())
    }
}

/// Values, each with a label if it has one.
#[derive(Clone, Debug, Default)]
pub struct Values {
    /// The values in their order.
    pub list: Vec<(Scalar, Option<String>)>,
    /// True if they were written as a map.
    pub is_map: bool,
}

/// A map that keeps its order and duplicate keys.
#[derive(Clone, Debug)]
pub struct Entries<T>(pub Vec<(String, T)>);

impl<T> Default for Entries<T> {
    fn default() -> Self {
        Entries(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Entries<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        entries(deserializer, true)
    }
}

/// Deserializes a map; with `or_nothing`, an absent value is an empty map.
pub(super) fn entries<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
    or_nothing: bool,
) -> Result<Entries<T>, D::Error> {
    struct InOrder<T> {
        or_nothing: bool,
        of: std::marker::PhantomData<T>,
    }

    impl<'de, T: Deserialize<'de>> Visitor<'de> for InOrder<T> {
        type Value = Entries<T>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a map")
        }

        fn visit_unit<E: de::Error>(self) -> Result<Entries<T>, E> {
            if self.or_nothing { Ok(Entries::default()) } else { Err(E::invalid_type(de::Unexpected::Unit, &self)) }
        }

        fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Entries<T>, M::Error> {
            let mut entries = Vec::new();
            while let Some((key, value)) = map.next_entry::<Scalar, T>()? {
                entries.push((key.text, value));
            }
            Ok(Entries(entries))
        }
    }

    deserializer.deserialize_any(InOrder { or_nothing, of: std::marker::PhantomData })
}

impl<'de> Deserialize<'de> for Values {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ListOrMap;

        impl<'de> Visitor<'de> for ListOrMap {
            type Value = Values;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of values, or a map from each to a label")
            }

            fn visit_seq<S: SeqAccess<'de>>(self, mut items: S) -> Result<Values, S::Error> {
                let mut list = Vec::new();
                while let Some(value) = items.next_element::<Scalar>()? {
                    list.push((value, None));
                }
                Ok(Values { list, is_map: false })
            }

            fn visit_map<M: MapAccess<'de>>(self, mut entries: M) -> Result<Values, M::Error> {
                let mut list = Vec::new();
                while let Some((value, label)) = entries.next_entry::<Scalar, String>()? {
                    list.push((value, Some(label)));
                }
                Ok(Values { list, is_map: true })
            }
        }

        deserializer.deserialize_any(ListOrMap)
    }
}
