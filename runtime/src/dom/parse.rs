//! From bytes to a [`Document`]: the only module that knows which JSON parser is used.

use std::fmt;

use serde::de::{DeserializeSeed, MapAccess, SeqAccess, Visitor};
use sonic_rs::Deserializer;

use super::{Document, Member, Span, Text, Tree};

/// How deep JSON may nest: more than any documented answer, and as deep as the parser goes. It recurses, so there has to
/// be an end before that of the stack.
const MAX_DEPTH: usize = 254;

/// How long JSON may be, in bytes: places in it are kept in 31 bits.
const MAX_LEN: usize = 1 << 31;

/// How many bytes of JSON a member of an object takes at least, mostly.
const MEMBER_LEN: usize = 24;

/// For how many members of objects that are not closed there is room at first: an item and what is around it.
const OPEN: usize = 64;

/// Up to which depth JSON is parsed on the caller's stack. Unoptimized, the parser takes some KiB of it per level.
const SHALLOW: usize = 24;

/// The stack for parsing what nests deeper.
const STACK: usize = 16 * 1024 * 1024;

/// Parses `bytes`; `None` when they are not one JSON value in UTF-8, or one that nests too deep.
pub(super) fn parse(bytes: &[u8]) -> Option<Document> {
    if bytes.len() >= MAX_LEN {
        return None;
    }
    let text = simdutf8::basic::from_utf8(bytes).ok()?;
    let mut builder = Builder::new(text, SHALLOW);
    match builder.parse() {
        Some(root) => Some(builder.document(root)),
        None if builder.is_too_deep => parse_deep(text),
        None => None,
    }
}

fn parse_deep(text: &str) -> Option<Document> {
    std::thread::scope(|scope| {
        let parse = || {
            let mut builder = Builder::new(text, MAX_DEPTH);
            builder.parse().map(|root| builder.document(root))
        };
        std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, parse).ok()?.join().ok()?
    })
}

/// Whether `bytes`, if they are JSON, nest deeper than is parsed.
pub(crate) fn is_too_deep(bytes: &[u8]) -> bool {
    depth(bytes) > MAX_DEPTH
}

/// How deep `bytes` nest, if they are JSON; otherwise no less than the parser will get before it notices.
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

/// A document in the making.
struct Builder<'t> {
    text: &'t str,
    document: Document,
    /// The items and members of what is not closed yet, those of the innermost last.
    open_items: Vec<Tree>,
    open_members: Vec<Member>,
    /// How many levels may still be opened.
    levels: usize,
    is_too_deep: bool,
}

impl<'t> Builder<'t> {
    fn new(text: &'t str, levels: usize) -> Self {
        let members = Vec::with_capacity(text.len() / MEMBER_LEN);
        let open_members = Vec::with_capacity(members.capacity().min(OPEN));
        let document = Document { members, ..Document::of(Tree::Null) };
        Builder { text, document, open_items: Vec::new(), open_members, levels, is_too_deep: false }
    }

    fn parse(&mut self) -> Option<Tree> {
        let mut parser = Deserializer::from_str(self.text);
        let root = self.deserialize(&mut parser).ok()?;
        parser.end().ok()?;
        Some(root)
    }

    fn document(self, root: Tree) -> Document {
        Document { text: self.text.into(), root, ..self.document }
    }

    /// Does `read` one level deeper.
    fn enter<T, E: serde::de::Error>(&mut self, read: impl FnOnce(&mut Self) -> Result<T, E>) -> Result<T, E> {
        let Some(levels) = self.levels.checked_sub(1) else {
            self.is_too_deep = true;
            return Err(E::custom("it nests too deep"));
        };
        self.levels = levels;
        let value = read(self);
        self.levels += 1;
        value
    }

    /// Where a string without escapes stands in the text.
    fn plain(&self, string: &str) -> Text {
        let start = (string.as_ptr() as usize).wrapping_sub(self.text.as_ptr() as usize);
        Text(Span::new(start, string.len()))
    }

    /// Keeps a string that is written with escapes.
    fn unescaped(&mut self, string: &str) -> Text {
        let Span { start, len } = Span::new(self.document.unescaped.len(), string.len());
        self.document.unescaped.push_str(string);
        Text(Span { start, len: len | Text::UNESCAPED })
    }
}

impl<'de> DeserializeSeed<'de> for &mut Builder<'_> {
    type Value = Tree;

    #[inline]
    fn deserialize<D: serde::Deserializer<'de>>(self, parser: D) -> Result<Tree, D::Error> {
        parser.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for &mut Builder<'_> {
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

    fn visit_i64<E>(self, value: i64) -> Result<Tree, E> {
        Ok(Tree::Int(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Tree, E> {
        Ok(i64::try_from(value).map_or(Tree::Big(value), Tree::Int))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Tree, E> {
        Ok(Tree::Float(value))
    }

    fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Tree, E> {
        Ok(Tree::Text(self.plain(value)))
    }

    fn visit_str<E>(self, value: &str) -> Result<Tree, E> {
        Ok(Tree::Text(self.unescaped(value)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Tree, A::Error> {
        let first = self.open_items.len();
        self.enter(|builder| {
            while let Some(item) = items.next_element_seed(&mut *builder)? {
                builder.open_items.push(item);
            }
            Ok(())
        })?;
        let closed = self.open_items.drain(first..);
        let span = Span::new(self.document.items.len(), closed.len());
        self.document.items.extend(closed);
        Ok(Tree::List(span))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Tree, A::Error> {
        let first = self.open_members.len();
        self.enter(|builder| {
            while let Some(key) = members.next_key_seed(Key(&mut *builder))? {
                let value = members.next_value_seed(&mut *builder)?;
                builder.open_members.push(Member { key, value });
            }
            Ok(())
        })?;
        let closed = self.open_members.drain(first..);
        let span = Span::new(self.document.members.len(), closed.len());
        self.document.members.extend(closed);
        Ok(Tree::Object(span))
    }
}

/// A member's key.
struct Key<'b, 't>(&'b mut Builder<'t>);

impl<'de> DeserializeSeed<'de> for Key<'_, '_> {
    type Value = Text;

    #[inline]
    fn deserialize<D: serde::Deserializer<'de>>(self, parser: D) -> Result<Text, D::Error> {
        parser.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Key<'_, '_> {
    type Value = Text;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_borrowed_str<E>(self, key: &'de str) -> Result<Text, E> {
        Ok(self.0.plain(key))
    }

    fn visit_str<E>(self, key: &str) -> Result<Text, E> {
        Ok(self.0.unescaped(key))
    }
}
