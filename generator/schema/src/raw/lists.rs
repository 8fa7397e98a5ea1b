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

/// Values, each with a label and a name if it has them.
#[derive(Clone, Debug, Default)]
pub struct Values {
    /// The values in their order.
    pub list: Vec<Listed>,
    /// True if they were written as a map.
    pub is_map: bool,
}

/// The keys of a map, each with a label if it has one.
#[derive(Clone, Debug, Default)]
pub struct Keys(pub Values);

/// A value of a list.
#[derive(Clone, Debug, Default)]
pub struct Listed {
    /// The value.
    pub value: Scalar,
    /// Its meaning in a few words, which names its variant if `rust` does not.
    pub label: Option<String>,
    /// The name of its variant.
    pub rust: Option<String>,
}

/// More about a value than a label.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct ValueBody {
    /// The name of its variant in Rust, if the one made from the label or the value is unsuitable.
    rust: Option<String>,
    /// Its meaning in a few words.
    label: Option<String>,
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
        deserializer.deserialize_any(ListOrMap(|value, LabelOrBody(ValueBody { rust, label })| Listed {
            value,
            label,
            rust,
        }))
    }
}

impl<'de> Deserialize<'de> for Keys {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let labelled = |value, label: String| Listed { value, label: Some(label), rust: None };
        deserializer.deserialize_any(ListOrMap(labelled)).map(Keys)
    }
}

/// Reads a list of values, or a map in which more is told of each.
struct ListOrMap<B>(fn(Scalar, B) -> Listed);

impl<'de, B: Deserialize<'de>> Visitor<'de> for ListOrMap<B> {
    type Value = Values;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of values, or a map from each to a label")
    }

    fn visit_seq<S: SeqAccess<'de>>(self, mut items: S) -> Result<Values, S::Error> {
        let mut list = Vec::new();
        while let Some(value) = items.next_element::<Scalar>()? {
            list.push(Listed { value, ..Listed::default() });
        }
        Ok(Values { list, is_map: false })
    }

    fn visit_map<M: MapAccess<'de>>(self, mut entries: M) -> Result<Values, M::Error> {
        let mut list = Vec::new();
        while let Some((value, more)) = entries.next_entry::<Scalar, B>()? {
            list.push((self.0)(value, more));
        }
        Ok(Values { list, is_map: true })
    }
}

/// A label, or a map that says more.
struct LabelOrBody(ValueBody);

impl<'de> Deserialize<'de> for LabelOrBody {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TextOrMap;

        impl<'de> Visitor<'de> for TextOrMap {
            type Value = LabelOrBody;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a label, or a map with `rust` and `label`")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<LabelOrBody, E> {
                Ok(LabelOrBody(ValueBody { label: Some(text.to_owned()), rust: None }))
            }

            fn visit_map<M: MapAccess<'de>>(self, map: M) -> Result<LabelOrBody, M::Error> {
                ValueBody::deserialize(de::value::MapAccessDeserializer::new(map)).map(LabelOrBody)
            }
        }

        deserializer.deserialize_any(TextOrMap)
    }
}
