//! Reads structs from a [`Tree`], through serde. Types are strict: a number is not a text, and duplicate keys are
//! errors.

use std::collections::HashSet;

use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{DeserializeOwned, Deserializer, Error as _, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;
use serde_yaml::Value;

use super::{Error, MAX_DEPTH, Node, Tree, Type, integer, number, syntax};

/// Reads a document without positions. Returns `None` unless it is certain that a [`Tree`] would give the same result.
pub fn from_str<T: DeserializeOwned>(text: &str) -> Option<T> {
    if syntax::check_characters(text).is_err() || text.contains(OLD_LINE_ENDS) || may_nest_deeply(text) {
        return None;
    }
    // Reads a `Value` first: read directly, a number would be accepted as a text, and a duplicate key as a key.
    let value: Value = serde_yaml::from_str(text).ok()?;
    let is_sure = !value.is_sequence() && is_sure(&value);
    is_sure.then(|| serde_yaml::from_value(value).ok()).flatten()
}

/// Returns true if more brackets than [`MAX_DEPTH`] may be open at once, wherever they stand: for each token, serde_yaml
/// looks at all that are open.
fn may_nest_deeply(text: &str) -> bool {
    let mut depth = 0_usize;
    text.bytes().any(|byte| {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > MAX_DEPTH
    })
}

/// Characters that end a line in YAML 1.1 only, and the byte order mark.
const OLD_LINE_ENDS: [char; 4] = ['\u{85}', '\u{2028}', '\u{2029}', '\u{feff}'];

/// Returns true if both readers agree on a value: it has no tags, no infinite numbers, no keys other than texts, no
/// nulls that serde_yaml could take for an empty list, and no lists that serde could take for the fields of a struct.
fn is_sure(value: &Value) -> bool {
    match value {
        Value::Tagged(_) | Value::Null => false,
        Value::Number(number) => number.as_f64().is_some_and(f64::is_finite),
        Value::Sequence(items) => items.iter().all(|item| !item.is_sequence() && is_sure(item)),
        Value::Mapping(map) => map.iter().all(|(key, value)| {
            let may_be_struct = key.as_str().is_some_and(|key| STRUCTS.contains(&key));
            key.is_string() && !(may_be_struct && value.is_sequence()) && is_sure(value)
        }),
        Value::Bool(_) | Value::String(_) => true,
    }
}

/// The keys whose values are structs.
const STRUCTS: &[&str] = &["docs", "pager"];

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
                visitor.visit_enum((&**text).into_deserializer())
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

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::{Index, select};

    use super::{from_str, read};
    use crate::raw::Method;
    use crate::source::FileId;
    use crate::yaml::Tree;

    #[rustfmt::skip]
    const BITS: &[&str] = &[
        "[", "]", "{", "}", ", ", ": ", "- ", " #", "&a ", "*a", "? ", "!", "|\n", ">\n", "'", "\"", "%", "\\", "\t", " ", "\n", "\r",
        "\u{85}", "\u{2028}", "\u{feff}", "Ж", "---\n", "...\n", "<<: ", "~", "True", "yes", "+5", "1.50", "1e999", ".nan", ".inf",
        "0x1F", "0o17", "0b1", "007", "-0", "1_000", "99999999999999999999", "default: ", "min: ", "pager: [start, a, b]\n",
        "docs: ", "code: ", "  - [A, b, 400, c, never, d]\n", "scope: ", "\n  ", "\n\n", "\"\"",
    ];

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 500, ..ProptestConfig::default() })]

        /// The strict reader returns the same for every text that the fast one accepts.
        #[test]
        fn both_readers_agree(edits in vec((any::<Index>(), select(BITS), 0..3_usize), 1..4)) {
            let text = include_str!("../../tests/good/methods/item/add.yaml");
            let mut chars: Vec<char> = text.chars().collect();
            for (at, bit, cut) in edits {
                let at = at.index(chars.len());
                drop(chars.splice(at..(at + cut).min(chars.len()), bit.chars()));
            }
            let text: String = chars.into_iter().collect();
            if let Some(fast) = from_str::<Method>(&text) {
                // serde_yaml accepts some indentation that YAML 1.2 does not allow.
                let Ok(tree) = Tree::parse(&text, FileId::default()) else { return Ok(()) };
                let strict = read::<Method>(&tree);
                prop_assert!(strict.is_ok(), "{strict:?}\n{text}");
                let (fast, strict) = (format!("{fast:?}"), format!("{:?}", strict.expect("it is read")));
                let at = fast.bytes().zip(strict.bytes()).take_while(|(a, b)| a == b).count();
                prop_assert!(fast == strict, "{:.40}\n{:.40}\n{text}", &fast[at..], &strict[at..]);
            }
        }
    }
}
