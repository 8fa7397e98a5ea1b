//! The outline of an answer: a tree of what is near its root. What is deeper is checked, and left in the text.

use super::cursor::Cursor;
use super::node::{Entries, Inside, List, Node, Shape};
use super::parse::close;
use super::string::Str;
use super::tree::{Document, Member, Span, Text, Tree};

/// A builder of outlines.
pub(crate) struct Outline<'a> {
    text: &'a str,
    document: Document,
    /// The keys of the members that are being read, from the root on.
    keys: Vec<Str<'a>>,
}

/// What reads a value before it is passed over: it is given the keys that lead to it, and may leave it as it is.
pub(crate) type Leaf<'l, 'a> = &'l mut dyn FnMut(&[Str<'a>], Node<'a>, &mut Cursor);

impl<'a> Outline<'a> {
    /// Reads an answer to a depth; `None` when it is not valid JSON.
    pub(crate) fn of(text: &'a str, depth: usize, leaf: Leaf<'_, 'a>) -> Option<Document> {
        let mut outline = Outline { text, document: Document::of(Tree::Null), keys: Vec::new() };
        let mut cursor = Cursor::start(text);
        let root = cursor.value(text)?;
        let root = outline.tree(root, depth, &mut cursor, leaf);
        let Outline { document, .. } = outline;
        cursor.is_at_end(text).then_some(Document { root, ..document })
    }

    fn tree(&mut self, node: Node<'a>, depth: usize, cursor: &mut Cursor, leaf: Leaf<'_, 'a>) -> Tree {
        match node.0 {
            Shape::Null => Tree::Null,
            Shape::Bool(bool) => Tree::Bool(bool),
            Shape::Int(int) => Tree::Int(int),
            Shape::Big(big) => Tree::Big(big),
            Shape::Float(float) => Tree::Float(float),
            Shape::Text(text) => Tree::Text(self.string(text)),
            Shape::List(List(Inside::Written(_, at))) if depth == 0 => {
                self.leave(node, cursor, leaf);
                Tree::ListAt(at)
            }
            Shape::Object(Entries(Inside::Written(_, at))) if depth == 0 => {
                self.leave(node, cursor, leaf);
                Tree::ObjectAt(at)
            }
            Shape::List(list) => {
                let (mut items, mut trees) = (cursor.items(list), Vec::new());
                while let Some(item) = items.next(cursor) {
                    trees.push(self.tree(item, depth - 1, cursor, leaf));
                }
                Tree::List(close(&mut trees, 0, &mut self.document.items))
            }
            Shape::Object(entries) => {
                let (mut members, mut trees) = (cursor.members(entries), Vec::new());
                while let Some((key, node)) = members.next(cursor) {
                    self.keys.push(key);
                    let value = self.tree(node, depth - 1, cursor, leaf);
                    self.keys.pop();
                    trees.push(Member { key: self.string(key), value });
                }
                Tree::Object(close(&mut trees, 0, &mut self.document.members))
            }
        }
    }

    fn leave(&mut self, node: Node<'a>, cursor: &mut Cursor, leaf: Leaf<'_, 'a>) {
        leaf(&self.keys, node, cursor);
        cursor.settle(node);
    }

    fn string(&mut self, string: Str<'a>) -> Text {
        match string.plain_text() {
            Some(plain) => {
                let start = (plain.as_ptr() as usize).wrapping_sub(self.text.as_ptr() as usize);
                Text(Span::new(start, plain.len()))
            }
            None => self.document.keep(&string.text()),
        }
    }
}

impl Document {
    /// Adds the text of which this is the outline.
    pub(crate) fn with(self, text: String) -> Self {
        Document { text, ..self }
    }

    /// That text.
    pub(crate) fn as_bytes(&self) -> &[u8] {
        self.text.as_bytes()
    }
}
