//! Values inside a document.

use serde_json::{Map, Value};

use super::tree::{Document, Member, Span, Tree};

impl Document {
    /// The value at the root.
    pub fn root(&self) -> Node<'_> {
        Node { document: self, tree: self.root }
    }
}

/// A value inside a [`Document`].
#[derive(Clone, Copy, Debug)]
pub struct Node<'a> {
    document: &'a Document,
    tree: Tree,
}

/// The content of a [`Node`].
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

impl<'a> Node<'a> {
    /// `{}`
    pub(crate) fn empty_object() -> Node<'static> {
        static EMPTY: Document = Document::of(Tree::Object(Span { start: 0, len: 0 }));
        EMPTY.root()
    }

    /// `[]`
    pub(crate) fn empty_list() -> Node<'static> {
        static EMPTY: Document = Document::of(Tree::List(Span { start: 0, len: 0 }));
        EMPTY.root()
    }

    /// `null`
    pub(crate) fn null() -> Node<'static> {
        static NULL: Document = Document::of(Tree::Null);
        NULL.root()
    }

    /// The value, by its JSON type.
    #[inline]
    pub fn shape(self) -> Shape<'a> {
        let document = self.document;
        match self.tree {
            Tree::Null => Shape::Null,
            Tree::Bool(bool) => Shape::Bool(bool),
            Tree::Int(int) => Shape::Int(int),
            Tree::Big(big) => Shape::Big(big),
            Tree::Float(float) => Shape::Float(float),
            Tree::Text(text) => Shape::Text(document.string(text)),
            Tree::List(span) => {
                Shape::List(List { document, items: document.items.get(span.range()).unwrap_or_default() })
            }
            Tree::Object(span) => {
                Shape::Object(Entries { document, members: document.members.get(span.range()).unwrap_or_default() })
            }
        }
    }

    /// The text, when the value is a string.
    pub fn text(self) -> Option<&'a str> {
        if let Tree::Text(text) = self.tree { Some(self.document.string(text)) } else { None }
    }

    /// The member `key`, when the value is an object that has it.
    pub fn get(self, key: &str) -> Option<Node<'a>> {
        let Shape::Object(entries) = self.shape() else { return None };
        entries.iter().find(|(name, _)| *name == key).map(|(_, node)| node)
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

    /// The number of scalar values and empty containers in the value.
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
pub struct List<'a> {
    document: &'a Document,
    items: &'a [Tree],
}

impl<'a> List<'a> {
    /// Returns the number of items.
    pub fn len(self) -> usize {
        self.items.len()
    }

    /// Returns true if there are none.
    pub fn is_empty(self) -> bool {
        self.items.is_empty()
    }

    /// The items, in order.
    pub fn iter(self) -> impl ExactSizeIterator<Item = Node<'a>> {
        let document = self.document;
        self.items.iter().map(move |tree| Node { document, tree: *tree })
    }
}

/// The members of an object.
#[derive(Clone, Copy, Debug)]
pub struct Entries<'a> {
    document: &'a Document,
    members: &'a [Member],
}

impl<'a> Entries<'a> {
    /// Returns the number of members.
    pub fn len(self) -> usize {
        self.members.len()
    }

    /// Returns true if there are none.
    pub fn is_empty(self) -> bool {
        self.members.is_empty()
    }

    /// The members, in the order in which they were sent.
    pub fn iter(self) -> impl ExactSizeIterator<Item = (&'a str, Node<'a>)> {
        let document = self.document;
        self.members.iter().map(move |member| (document.string(member.key), Node { document, tree: member.value }))
    }
}
