//! Values of an answer, in a tree or in its text.

use std::borrow::Cow;

use super::string::Str;
use super::tree::{Document, Member, Tree};

impl Document {
    /// The value at the root.
    pub fn root(&self) -> Node<'_> {
        Node::parsed(self, self.root)
    }

    #[inline]
    pub(super) fn key(&self, member: &Member) -> Str<'_> {
        Str::plain(self.string(member.key))
    }
}

/// A value of an answer.
#[derive(Clone, Copy, Debug)]
pub struct Node<'a>(pub(super) Shape<'a>);

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
    Text(Str<'a>),
    /// An array.
    List(List<'a>),
    /// An object.
    Object(Entries<'a>),
}

/// The items of an array.
#[derive(Clone, Copy, Debug)]
pub struct List<'a>(pub(super) Inside<'a, Tree>);

/// The members of an object.
#[derive(Clone, Copy, Debug)]
pub struct Entries<'a>(pub(super) Inside<'a, Member>);

/// The inside of an array or object: values of a tree, or the text that it is in and the place behind its bracket.
#[derive(Clone, Copy, Debug)]
pub(super) enum Inside<'a, T> {
    Parsed(&'a Document, &'a [T]),
    Written(&'a str, u32),
}

impl<'a> Node<'a> {
    /// A value of a tree.
    #[inline]
    pub(super) fn parsed(document: &'a Document, tree: Tree) -> Self {
        Node(match tree {
            Tree::Null => Shape::Null,
            Tree::Bool(bool) => Shape::Bool(bool),
            Tree::Int(int) => Shape::Int(int),
            Tree::Big(big) => Shape::Big(big),
            Tree::Float(float) => Shape::Float(float),
            Tree::Text(text) => Shape::Text(Str::plain(document.string(text))),
            Tree::List(span) => {
                let items = document.items.get(span.range()).unwrap_or_default();
                Shape::List(List(Inside::Parsed(document, items)))
            }
            Tree::Object(span) => {
                let members = document.members.get(span.range()).unwrap_or_default();
                Shape::Object(Entries(Inside::Parsed(document, members)))
            }
            Tree::ListAt(at) => Shape::List(List(Inside::Written(&document.text, at))),
            Tree::ObjectAt(at) => Shape::Object(Entries(Inside::Written(&document.text, at))),
        })
    }

    /// `{}`
    pub(crate) fn empty_object() -> Node<'static> {
        Node(Shape::Object(Entries(Inside::Parsed(Document::NULL, &[]))))
    }

    /// `[]`
    pub(crate) fn empty_list() -> Node<'static> {
        Node(Shape::List(List(Inside::Parsed(Document::NULL, &[]))))
    }

    /// `null`
    pub(crate) fn null() -> Node<'static> {
        Node(Shape::Null)
    }

    /// The value, by its JSON type.
    #[inline]
    pub fn shape(self) -> Shape<'a> {
        self.0
    }

    /// The text, when the value is a string.
    pub fn text(self) -> Option<Cow<'a, str>> {
        if let Shape::Text(text) = self.0 { Some(text.text()) } else { None }
    }

    /// The JSON type's name, for messages.
    pub fn type_name(self) -> &'static str {
        match self.0 {
            Shape::Null => "null",
            Shape::Bool(_) => "boolean",
            Shape::Int(_) | Shape::Big(_) | Shape::Float(_) => "number",
            Shape::Text(_) => "string",
            Shape::List(_) => "array",
            Shape::Object(_) => "object",
        }
    }
}
