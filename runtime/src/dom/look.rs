//! Values looked at in any order: a text is read for each look.

use serde_json::Value;

use super::cursor::{Ahead, Cursor, Members, Next};
use super::node::{Entries, List, Node, Shape};
use super::string::Str;
use super::tree::Tree;

impl<'a> Node<'a> {
    /// The member `key`, when the value is an object that has it.
    pub fn get(self, key: &str) -> Option<Node<'a>> {
        let Shape::Object(entries) = self.0 else { return None };
        let mut cursor = Cursor::any();
        let mut members = cursor.members(entries);
        loop {
            match members.next_by(key, &mut cursor) {
                Next::Wanted(node) => return Some(node),
                Next::Other(_, node) => cursor.settle(node),
                Next::End => return None,
            }
        }
    }

    /// The value as an owned tree.
    pub fn to_value(self) -> Value {
        Cursor::any().read_value(self)
    }

    /// The number of scalar values and empty containers in the value.
    pub(crate) fn leaves(self) -> usize {
        Cursor::any().leaves(self)
    }
}

impl<'a> List<'a> {
    /// Returns true if there are none.
    pub fn is_empty(self) -> bool {
        self.iter().next().is_none()
    }

    /// The items, in order. A text is read for them again.
    pub fn iter(self) -> impl Iterator<Item = Node<'a>> {
        let mut cursor = Cursor::any();
        let mut items: Ahead<'a, Tree> = cursor.items(self);
        let mut last = Node::null();
        std::iter::from_fn(move || {
            cursor.settle(last);
            last = items.next(&mut cursor)?;
            Some(last)
        })
    }
}

impl<'a> Entries<'a> {
    /// Returns true if there are none.
    pub fn is_empty(self) -> bool {
        self.iter().next().is_none()
    }

    /// The members, in the order in which they were sent. A text is read for them again.
    pub fn iter(self) -> impl Iterator<Item = (Str<'a>, Node<'a>)> {
        let mut cursor = Cursor::any();
        let mut members: Members<'a> = cursor.members(self);
        let mut last = Node::null();
        std::iter::from_fn(move || {
            cursor.settle(last);
            let (key, node) = members.next(&mut cursor)?;
            last = node;
            Some((key, node))
        })
    }
}
