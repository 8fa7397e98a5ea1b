//! From bytes to a [`Document`], by the parser of serde_json.

use std::fmt;

use serde::de::{DeserializeSeed, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::Deserializer;

use super::tree::{Document, Member, Span, Text, Tree};

/// The maximum depth of JSON: as deep as the parser goes, far more than any documented answer has.
pub(super) const MAX_DEPTH: usize = 127;

/// The maximum length of JSON in bytes: positions are kept in 31 bits.
const MAX_LEN: usize = 1 << 31;

/// The number of values that JSON may have whatever its length.
const VALUES: usize = 500_000;

/// The minimum number of bytes for each value beyond these, on the average. Members of objects have more. A value takes
/// about 120 bytes while it is read, and as text perhaps 3: `[],[],[]`.
const VALUE_LEN: usize = 16;

/// The usual minimum number of bytes of JSON for a member of an object.
const MEMBER_LEN: usize = 24;

/// For how many members of objects that are not closed there is room at first: an item and what is around it.
const OPEN: usize = 64;

impl Document {
    /// Parses `bytes`; `None` when they are not one JSON value in UTF-8, or one that nests deeper than 127 times.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let text = text(bytes)?;
        let mut builder = Builder::new(text, InText(text));
        let mut parser = Deserializer::from_str(text);
        let root = builder.deserialize(&mut parser).ok()?;
        parser.end().ok()?;
        Some(Document { text: text.into(), root, ..builder.document })
    }
}

impl Document {
    /// Reads anything that serde can read as JSON.
    pub(crate) fn read<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut builder = Builder::new("", Elsewhere);
        let root = (&mut builder).deserialize(deserializer)?;
        Ok(Document { root, ..builder.document })
    }
}

/// The text of an answer; `None` when it is not UTF-8, or too long for its places to be kept.
pub(crate) fn text(bytes: &[u8]) -> Option<&str> {
    if bytes.len() < MAX_LEN { std::str::from_utf8(bytes).ok() } else { None }
}

/// Returns true if `bytes`, as JSON, may have more values than are parsed. Commas in strings are taken for some, too.
pub(crate) fn has_too_many(bytes: &[u8]) -> bool {
    memchr::memchr3_iter(b',', b'[', b'{', bytes).count() > most_values(bytes.len())
}

/// The number of values that JSON of this length may have.
pub(super) fn most_values(length: usize) -> usize {
    VALUES + length / VALUE_LEN
}

/// Returns true if `bytes`, as JSON, nest deeper than is parsed.
pub(crate) fn is_too_deep(bytes: &[u8]) -> bool {
    depth(bytes) > MAX_DEPTH
}

/// The depth of `bytes` as JSON; if they are not, no less than the parser reaches before it notices.
fn depth(bytes: &[u8]) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    let mut bytes = bytes.iter();
    while let Some(byte) = bytes.next() {
        match byte {
            b'[' | b'{' => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b']' | b'}' => depth = depth.saturating_sub(1),
            b'"' => skip_text(&mut bytes),
            _ => {}
        }
    }
    deepest
}

/// Skips the rest of a string: brackets in it are text.
fn skip_text(bytes: &mut std::slice::Iter<'_, u8>) {
    while let Some(at) = memchr::memchr2(b'"', b'\\', bytes.as_slice()) {
        match bytes.nth(at) {
            Some(b'\\') => _ = bytes.next(),
            _ => return,
        }
    }
    *bytes = [].iter();
}

/// The place of strings that are borrowed. It is a type, so that the parser does not ask for each string.
trait Strings {
    /// Keeps a string that is written without escapes.
    fn keep(&self, string: &str, document: &mut Document) -> Text;
}

/// The document's text.
struct InText<'t>(&'t str);

impl Strings for InText<'_> {
    #[inline]
    fn keep(&self, string: &str, _: &mut Document) -> Text {
        let start = (string.as_ptr() as usize).wrapping_sub(self.0.as_ptr() as usize);
        Text(Span::new(start, string.len()))
    }
}

/// Another source, of which the document has no text.
struct Elsewhere;

impl Strings for Elsewhere {
    fn keep(&self, string: &str, document: &mut Document) -> Text {
        document.keep(string)
    }
}

impl Document {
    /// Keeps a string that is not in the text as it is. Out of line, so that the parser's loop stays in one function.
    #[inline(never)]
    pub(super) fn keep(&mut self, string: &str) -> Text {
        let Span { start, len } = Span::new(self.unescaped.len(), string.len());
        self.unescaped.push_str(string);
        Text(Span { start, len: len | Text::UNESCAPED })
    }
}

/// A builder of documents.
struct Builder<S> {
    strings: S,
    document: Document,
    /// The items and members of what is not closed yet, those of the innermost last.
    open_items: Vec<Tree>,
    open_members: Vec<Member>,
    /// The number of values for which there is room.
    left: usize,
}

impl<S: Strings> Builder<S> {
    fn new(text: &str, strings: S) -> Self {
        let members = Vec::with_capacity(text.len() / MEMBER_LEN);
        let open_members = Vec::with_capacity(members.capacity().min(OPEN));
        let document = Document { members, ..Document::of(Tree::Null) };
        Builder { strings, document, open_items: Vec::new(), open_members, left: most_values(text.len()) }
    }

    #[inline]
    fn borrowed(&mut self, string: &str) -> Text {
        self.strings.keep(string, &mut self.document)
    }
}

impl<'de, S: Strings> DeserializeSeed<'de> for &mut Builder<S> {
    type Value = Tree;

    #[inline]
    fn deserialize<D: serde::Deserializer<'de>>(self, parser: D) -> Result<Tree, D::Error> {
        self.left = self.left.checked_sub(1).ok_or_else(|| D::Error::custom("too many values"))?;
        parser.deserialize_any(self)
    }
}

impl<'de, S: Strings> Visitor<'de> for &mut Builder<S> {
    type Value = Tree;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Tree, E> {
        Ok(Tree::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Tree, E> {
        Ok(Tree::Bool(value))
    }

    #[inline]
    fn visit_i64<E>(self, value: i64) -> Result<Tree, E> {
        Ok(Tree::Int(value))
    }

    #[inline]
    fn visit_u64<E>(self, value: u64) -> Result<Tree, E> {
        Ok(i64::try_from(value).map_or(Tree::Big(value), Tree::Int))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Tree, E> {
        Ok(Tree::Float(value))
    }

    #[inline]
    fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Tree, E> {
        Ok(Tree::Text(self.borrowed(value)))
    }

    fn visit_none<E>(self) -> Result<Tree, E> {
        Ok(Tree::Null)
    }

    fn visit_some<D: serde::Deserializer<'de>>(self, inner: D) -> Result<Tree, D::Error> {
        self.deserialize(inner)
    }

    #[inline]
    fn visit_str<E>(self, value: &str) -> Result<Tree, E> {
        Ok(Tree::Text(self.document.keep(value)))
    }

    #[inline]
    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Tree, A::Error> {
        let first = self.open_items.len();
        while let Some(item) = items.next_element_seed(&mut *self)? {
            self.open_items.push(item);
        }
        Ok(Tree::List(close(&mut self.open_items, first, &mut self.document.items)))
    }

    #[inline]
    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Tree, A::Error> {
        let first = self.open_members.len();
        while let Some(key) = members.next_key_seed(Key(&mut *self))? {
            let value = members.next_value_seed(&mut *self)?;
            self.open_members.push(Member { key, value });
        }
        Ok(Tree::Object(close(&mut self.open_members, first, &mut self.document.members)))
    }
}

/// Moves what is open from `first` on to the rest, as one block, and returns its place there.
pub(super) fn close<T: Copy>(open: &mut Vec<T>, first: usize, rest: &mut Vec<T>) -> Span {
    let closed = open.get(first..).unwrap_or_default();
    let span = Span::new(rest.len(), closed.len());
    rest.extend_from_slice(closed);
    open.truncate(first);
    span
}

/// A member's key.
struct Key<'b, S>(&'b mut Builder<S>);

impl<'de, S: Strings> DeserializeSeed<'de> for Key<'_, S> {
    type Value = Text;

    #[inline]
    fn deserialize<D: serde::Deserializer<'de>>(self, parser: D) -> Result<Text, D::Error> {
        parser.deserialize_str(self)
    }
}

impl<'de, S: Strings> Visitor<'de> for Key<'_, S> {
    type Value = Text;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    #[inline]
    fn visit_borrowed_str<E>(self, key: &'de str) -> Result<Text, E> {
        Ok(self.0.borrowed(key))
    }

    #[inline]
    fn visit_str<E>(self, key: &str) -> Result<Text, E> {
        Ok(self.0.document.keep(key))
    }
}
