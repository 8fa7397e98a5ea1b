//! Walks over an object's fields: their purposes, and their state.

use serde_json::{Map, Value};

use crate::dom::{Members, Node, Str};
use crate::wire::{Extra, Style, names};

/// The purpose of a walk over an object's fields.
#[derive(Debug, Default)]
pub(crate) enum Walk<'a> {
    /// To make a copy.
    #[default]
    Copy,
    /// To read the entries of an answer's object.
    Read(Read<'a>),
    /// To write the fields.
    Write(Write),
    /// To see what is beside the fields.
    Look(Extra),
    /// To find the name of the field that is at a place in memory.
    Locate(Locate),
    /// To find the fields of a name.
    Find(Box<Find>),
    /// To make a copy with one more value beside the fields. Boxed, as the search is: a walk is moved for each object that
    /// is read.
    With(Box<(String, Value)>),
}

/// The search for fields by a name, in any spelling.
#[derive(Debug)]
pub(crate) struct Find {
    pub(super) name: String,
    /// The described fields of this name.
    pub(super) described: Vec<&'static str>,
    /// The values beside the fields that have it.
    pub(super) beside: Vec<(String, Value)>,
}

/// The search for a field by its place in memory.
#[derive(Debug)]
pub(crate) struct Locate {
    pub(super) wanted: Place,
    pub(super) path: Vec<&'static str>,
    pub(super) found: Option<Located>,
}

/// A field that was found: its names on the wire, and what its codec calls its type.
#[derive(Debug)]
pub(crate) struct Located {
    pub(crate) path: Vec<&'static str>,
    pub(crate) type_name: &'static str,
    pub(crate) style: Style,
}

/// The place of a value in memory. Its size tells a struct from its first field.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Place {
    pub(super) start: usize,
    pub(super) size: usize,
}

impl Place {
    pub(super) fn is_inside(self, outer: Place) -> bool {
        self != outer && self.start >= outer.start && self.start + self.size <= outer.start + outer.size
    }
}

/// The reading of one object: its entries ahead, and the ones that were passed over, which are the last ones of those that
/// [`Cx`](crate::wire::Cx) holds.
#[derive(Debug)]
pub(crate) struct Read<'a> {
    /// True if fields are decoded; if not, all entries are kept as they are.
    pub(super) is_open: bool,
    /// True if a field was looked for elsewhere than at the next entry, as happens where none is found.
    pub(super) is_asked: bool,
    pub(super) patterns: &'static [(&'static str, &'static str)],
    /// True if a field has found its entry.
    pub(super) has_found: bool,
    /// The entries that are still to be read: mostly, an answer has the order of the description.
    pub(super) ahead: Members<'a>,
    /// The index of the first entry that was passed over.
    pub(super) start: usize,
    /// The place, among the entries passed over, at which the next field is expected; behind them all, it is expected ahead.
    pub(super) next: usize,
    /// The place before the field that was found last, where the next one is expected when keys come in the reverse order.
    pub(super) before: usize,
    /// True if they do.
    pub(super) is_reversed: bool,
    /// The number of entries passed over that have found no field yet.
    pub(super) left: usize,
    pub(super) extra: Extra,
}

/// The writing of one object.
#[derive(Debug)]
pub(crate) struct Write {
    pub(super) map: Map<String, Value>,
    pub(super) extra: Extra,
}

/// An entry that was passed over; without its value once that has found its field.
#[derive(Debug)]
pub(crate) struct Entry<'a> {
    pub(super) key: Str<'a>,
    pub(super) node: Option<Node<'a>>,
}

impl Read<'_> {
    /// Notes that a field was found at this place among the entries that were passed over, of which there are `passed`.
    #[inline]
    pub(super) fn found(&mut self, place: usize, passed: usize) {
        self.has_found = true;
        self.before = place.checked_sub(1).unwrap_or(passed);
        self.next = if self.is_reversed { self.before } else { place + 1 };
    }

    /// Notes that a field was found behind the entries that were passed over.
    #[inline]
    pub(super) fn found_ahead(&mut self, passed: usize) {
        self.has_found = true;
        self.is_reversed = false;
        (self.next, self.before) = (passed, passed.saturating_sub(1));
    }
}

impl Find {
    pub(super) fn look_at(&mut self, key: &'static str) {
        if names::is_same(key, &self.name) {
            self.described.push(key);
        }
    }

    pub(super) fn look_beside(&mut self, extra: &Extra) {
        let same = extra.iter().filter(|(key, _)| names::is_same(key, &self.name));
        self.beside.extend(same.map(|(key, value)| (key.to_owned(), value.clone())));
    }
}

impl Locate {
    pub(super) fn look_at(&mut self, key: &'static str, place: Place, (type_name, style): (&'static str, Style)) {
        if place == self.wanted && self.found.is_none() {
            let path = self.path.iter().copied().chain([key]).collect();
            self.found = Some(Located { path, type_name, style });
        }
    }

    /// Looks at a field that is always there, and tells whether what is wanted is inside of it.
    pub(super) fn enters(&mut self, key: &'static str, place: Place, of: (&'static str, Style)) -> bool {
        self.look_at(key, place, of);
        let enters = self.wanted.is_inside(place);
        if enters {
            self.path.push(key);
        }
        enters
    }
}
