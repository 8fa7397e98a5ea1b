//! The parsed answer, borrowed: the only module that knows which JSON parser is used.

use std::sync::LazyLock;

use serde_json::{Map, Value};
use sonic_rs::{JsonContainerTrait, JsonNumberTrait, JsonValueTrait, ValueRef};

/// How deep JSON may nest: more than any documented answer. The parser and every walk over its tree recurse, so there
/// has to be an end before that of the stack.
const MAX_DEPTH: usize = 256;

/// Up to which depth JSON is parsed on the caller's stack. Unoptimized, the parser takes some 30 KiB of it per level.
const SHALLOW: usize = 24;

/// The stack for parsing what nests deeper.
const STACK: usize = 16 * 1024 * 1024;

/// A parsed JSON document.
#[derive(Debug)]
pub struct Document(sonic_rs::Value);

impl Document {
    /// Parses `bytes`; `None` when they are not one JSON value in UTF-8, or one that nests deeper than 256 times.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        match depth(bytes) {
            depth if depth <= SHALLOW => sonic_rs::from_slice(bytes).ok(),
            depth if depth <= MAX_DEPTH => parse_deep(bytes),
            _ => None,
        }
        .map(Document)
    }

    /// The value at the root.
    pub fn root(&self) -> Node<'_> {
        Node(&self.0)
    }
}

fn parse_deep(bytes: &[u8]) -> Option<sonic_rs::Value> {
    std::thread::scope(|scope| {
        let parse = || sonic_rs::from_slice(bytes).ok();
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

/// A value inside a [`Document`].
#[derive(Clone, Copy, Debug)]
pub struct Node<'a>(&'a sonic_rs::Value);

/// What a [`Node`] holds.
#[derive(Clone, Copy, Debug)]
pub enum Shape<'a> {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A whole number that fits 64 bits with a sign.
    Int(i64),
    /// A whole number above [`i64::MAX`].
    Big(u64),
    /// Any other number.
    Float(f64),
    /// A string.
    Text(&'a str),
    /// An array.
    List(List<'a>),
    /// An object.
    Object(Entries<'a>),
}

impl Shape<'_> {
    fn of(number: &sonic_rs::Number) -> Self {
        if let Some(int) = number.as_i64() {
            Shape::Int(int)
        } else if let Some(big) = number.as_u64() {
            Shape::Big(big)
        } else {
            Shape::Float(number.as_f64().unwrap_or_default())
        }
    }
}

impl<'a> Node<'a> {
    /// `{}`
    pub(crate) fn empty_object() -> Node<'static> {
        static EMPTY: LazyLock<sonic_rs::Value> = LazyLock::new(sonic_rs::Value::new_object);
        Node(&EMPTY)
    }

    /// `null`
    pub(crate) fn null() -> Node<'static> {
        static NULL: LazyLock<sonic_rs::Value> = LazyLock::new(sonic_rs::Value::new_null);
        Node(&NULL)
    }

    /// The value, by its JSON type.
    pub fn shape(self) -> Shape<'a> {
        match self.0.as_ref() {
            ValueRef::Null => Shape::Null,
            ValueRef::Bool(bool) => Shape::Bool(bool),
            ValueRef::Number(number) => Shape::of(&number),
            ValueRef::String(text) => Shape::Text(text),
            ValueRef::Array(list) => Shape::List(List(list)),
            ValueRef::Object(object) => Shape::Object(Entries(object)),
        }
    }

    /// The text, when the value is a string.
    pub fn text(self) -> Option<&'a str> {
        self.0.as_str()
    }

    /// The member `key`, when the value is an object that has it.
    pub fn get(self, key: &str) -> Option<Node<'a>> {
        self.0.as_object().and_then(|object| object.get(&key)).map(Node)
    }

    /// The value as an owned tree.
    pub fn to_value(self) -> Value {
        match self.shape() {
            Shape::Null => Value::Null,
            Shape::Bool(bool) => bool.into(),
            Shape::Int(int) => int.into(),
            Shape::Big(big) => big.into(),
            Shape::Float(float) => float.into(),
            Shape::Text(text) => text.into(),
            Shape::List(list) => {
                let mut values = Vec::with_capacity(list.len());
                values.extend(list.iter().map(Node::to_value));
                Value::Array(values)
            }
            Shape::Object(entries) => {
                // With its size from the start: the iterator does not know it, and growing hashes all keys again.
                let mut map = Map::with_capacity(entries.len());
                map.extend(entries.iter().map(|(key, node)| (key.to_owned(), node.to_value())));
                Value::Object(map)
            }
        }
    }

    /// How many scalar values and empty containers there are in the value.
    pub(crate) fn leaves(self) -> usize {
        match self.shape() {
            Shape::List(list) if !list.is_empty() => list.iter().map(Node::leaves).sum(),
            Shape::Object(entries) if !entries.is_empty() => entries.iter().map(|(_, node)| node.leaves()).sum(),
            _ => 1,
        }
    }

    /// The JSON type's name, for messages.
    pub fn type_name(self) -> &'static str {
        match self.shape() {
            Shape::Null => "null",
            Shape::Bool(_) => "boolean",
            Shape::Int(_) | Shape::Big(_) | Shape::Float(_) => "number",
            Shape::Text(_) => "string",
            Shape::List(_) => "array",
            Shape::Object(_) => "object",
        }
    }
}

/// The items of an array.
#[derive(Clone, Copy, Debug)]
pub struct List<'a>(&'a sonic_rs::Array);

impl<'a> List<'a> {
    /// How many items there are.
    pub fn len(self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// The items, in order.
    pub fn iter(self) -> impl Iterator<Item = Node<'a>> {
        self.0.iter().map(Node)
    }
}

/// The members of an object.
#[derive(Clone, Copy, Debug)]
pub struct Entries<'a>(&'a sonic_rs::Object);

impl<'a> Entries<'a> {
    /// How many members there are.
    pub fn len(self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// The members, in the order in which they were sent.
    pub fn iter(self) -> impl Iterator<Item = (&'a str, Node<'a>)> {
        self.0.iter().map(|(key, value)| (key, Node(value)))
    }
}
