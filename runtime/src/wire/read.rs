//! Reading an object's entries as its fields ask for them.
//!
//! Mostly they are asked for in the order in which they come. An entry that is not the one asked for is passed over: its
//! value is checked, and its place is remembered, so that a later field finds it.

use crate::dom::{Cursor, Next, Node, Shape, Str};
use crate::wire::extra::Written;
use crate::wire::walk::{Entry, Read, Walk};
use crate::wire::{Cx, Extra, Finding, Wire};

impl<'a> Cx<'a> {
    /// Starts to read an object, and gives what was going on before, for [`close`](Cx::close).
    pub(super) fn open(
        &mut self,
        object: Node<'a>,
        patterns: &'static [(&'static str, &'static str)],
    ) -> Option<Walk<'a>> {
        let Shape::Object(entries) = object.shape() else { return None };
        let is_open = self.opens_object();
        if self.leaves.is_some() && entries.is_empty() {
            self.count_typed();
        }
        let ahead = self.cursor.members(entries);
        let (start, extra) = (self.entries.len(), Extra::default());
        let read = Read {
            is_open,
            is_asked: false,
            patterns,
            has_found: false,
            ahead,
            start,
            next: 0,
            before: 0,
            is_reversed: false,
            left: 0,
            extra,
        };
        Some(std::mem::replace(&mut self.walk, Walk::Read(read)))
    }

    /// Ends the reading of an object.
    pub(super) fn close(&mut self, before: Walk<'a>) {
        if let Walk::Read(mut read) = std::mem::replace(&mut self.walk, before) {
            self.entries.truncate(read.start);
            // Nothing is left when the walk has asked for the rest.
            while let Some((_, node)) = read.ahead.next(&mut self.cursor) {
                self.cursor.settle(node);
            }
        }
    }

    /// Decodes the entry `key`; `None` when there is none.
    #[inline(always)]
    pub(super) fn read<W: Wire>(&mut self, key: &'static str) -> Option<Option<W::Out>> {
        let node = self.find(key)?;
        let ahead = self.cursor;
        self.enter(Str::plain(key));
        let (value, exact) = self.exactly(|cx| cx.decode::<W>(node));
        if value.is_none() {
            self.unread(node, W::is_nothing(node), W::NAME);
        }
        self.leave();
        self.cursor.go_on(ahead);
        if value.is_none() || !exact {
            self.note(key, node);
        }
        Some(value)
    }

    /// Reports a value that was not read, unless it is nothing.
    #[inline(never)]
    fn unread(&mut self, node: Node<'a>, is_nothing: bool, expected: &'static str) {
        if is_nothing { self.count_typed() } else { self.misfit(node, expected) }
    }

    /// Keeps a value as it is written.
    #[inline(never)]
    fn note(&mut self, key: &'static str, node: Node<'a>) {
        if let Walk::Read(read) = &mut self.walk {
            read.extra.note(key, Written::from_value(node.to_value()));
        }
    }

    /// Takes the value of the entry `key`.
    #[inline(never)]
    fn find(&mut self, key: &'static str) -> Option<Node<'a>> {
        let Walk::Read(read) = &mut self.walk else { return None };
        if !read.is_open {
            return None;
        }
        let passed = self.entries.len() - read.start;
        if let Some(entry) = self.entries.get_mut(read.start + read.next) {
            if entry.key.is(key)
                && let Some(node) = entry.node.take()
            {
                read.left -= 1;
                read.found(read.next, passed);
                return Some(node);
            }
        } else {
            match read.ahead.next_by(key, &mut self.cursor) {
                Next::Wanted(node) => {
                    read.found_ahead(passed);
                    return Some(node);
                }
                Next::Other(other, node) => pass(read, &mut self.entries, &mut self.cursor, other, node),
                Next::End if read.left == 0 => return None,
                Next::End => {}
            }
        }
        self.find_elsewhere(key)
    }

    /// Takes the value of the entry `key`, which is not the expected one: one behind it, or one that was passed over.
    #[inline(never)]
    fn find_elsewhere(&mut self, key: &'static str) -> Option<Node<'a>> {
        let Walk::Read(read) = &mut self.walk else { return None };
        read.is_asked = true;
        let is_it = |entry: &Entry<'_>| entry.node.is_some() && entry.key.is(key);
        let passed = self.entries.get(read.start..)?;
        let before = Some(read.before).filter(|place| passed.get(*place).is_some_and(is_it));
        let later = || passed.iter().skip(read.next).position(is_it).map(|place| read.next + place);
        let place = before.or_else(later);
        while place.is_none() {
            let Some((other, node)) = read.ahead.next(&mut self.cursor) else { break };
            if other.is(key) {
                read.found_ahead(self.entries.len() - read.start);
                return Some(node);
            }
            pass(read, &mut self.entries, &mut self.cursor, other, node);
        }
        let passed = self.entries.get_mut(read.start..)?;
        let place = place.or_else(|| passed.iter().take(read.next).position(is_it))?;
        read.left -= 1;
        read.is_reversed = place == read.before;
        read.found(place, passed.len());
        passed.get_mut(place)?.node.take()
    }

    /// Notes that a key is missing that is described to be there always.
    pub(super) fn missing(&mut self, key: &'static str) {
        let Walk::Read(read) = &mut self.walk else { return };
        // Nothing is found in an object that is not opened.
        while let Some((key, node)) = read.ahead.next(&mut self.cursor) {
            pass(read, &mut self.entries, &mut self.cursor, key, node);
        }
        if self.entries.iter().skip(read.start).all(|entry| !entry.key.is(key)) {
            read.extra.note(key, Written::Absent);
            let path = self.path_of(Str::plain(key));
            self.report(Finding::Missing { path });
        }
    }

    /// Keeps the entries that have found no field.
    pub(super) fn rest(&mut self) -> Extra {
        let Walk::Read(read) = &mut self.walk else { return Extra::default() };
        let mut ahead = read.ahead;
        let (mut extra, is_open, patterns) = (std::mem::take(&mut read.extra), read.is_open, read.patterns);
        if is_open && read.is_asked && !read.has_found && read.left > 0 && patterns.is_empty() {
            let path = self.path();
            self.report(Finding::Foreign { path });
        }
        let patterns = is_open.then_some(patterns);
        if let Walk::Read(read) = &self.walk
            && read.left > 0
        {
            for place in read.start..self.entries.len() {
                let Entry { key, node: Some(node) } = self.entries[place] else { continue };
                self.report_unknown(key, node, patterns);
                extra.insert(key.text(), node.to_value());
            }
        }
        while let Some((key, node)) = ahead.next(&mut self.cursor) {
            self.report_unknown(key, node, patterns);
            extra.insert(key.text(), self.cursor.read_value(node));
        }
        if let Walk::Read(read) = &mut self.walk {
            read.ahead = ahead;
        }
        extra
    }

    /// Counts an entry that has found no field, and reports it, unless its key has one of the patterns.
    fn report_unknown(&mut self, key: Str<'a>, node: Node<'a>, patterns: Option<&[(&str, &str)]>) {
        if let Some(patterns) = patterns {
            let text = key.text();
            if !patterns.iter().any(|(before, after)| text.starts_with(before) && text.ends_with(after)) {
                let path = self.path_of(key);
                self.report(Finding::Unknown { path });
            }
        }
        self.count_extra(node);
    }
}

/// Passes an entry over: what is in it is checked, and its place is remembered.
fn pass<'a>(read: &mut Read<'a>, entries: &mut Vec<Entry<'a>>, cursor: &mut Cursor, key: Str<'a>, node: Node<'a>) {
    cursor.settle(node);
    entries.push(Entry { key, node: Some(node) });
    read.left += 1;
}
