//! Reading values one after another, from a text or from a tree.

use serde_json::{Map, Value};

use super::node::{Entries, Inside, List, Node, Shape};
use super::number;
use super::parse::{MAX_DEPTH, most_values};
use super::string::{self, Str};
use super::tree::{Document, Member, Tree};

/// A place in the text of an answer. A text is checked while it is read: what is wrong with it ends all that is read from
/// it, and [`is_broken`](Cursor::is_broken) tells.
///
/// A value of a tree needs no place, and is read alike.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cursor {
    at: usize,
    depth: usize,
    /// The number of values that may still come.
    left: usize,
    is_broken: bool,
}

/// The items or members that are still to be read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ahead<'a, T> {
    inside: Inside<'a, T>,
    state: State,
}

/// The members of an object that are still to be read.
pub(crate) type Members<'a> = Ahead<'a, Member>;

#[derive(Clone, Copy, Debug, PartialEq)]
enum State {
    First,
    More,
    Done,
}

/// A member of an object, asked for by a key.
#[derive(Debug)]
pub(crate) enum Next<'a> {
    Wanted(Node<'a>),
    Other(Str<'a>, Node<'a>),
    End,
}

/// The depth of the rows of an answer at most: `{"result": {"items": [`.
const ROWS: usize = 3;

impl Cursor {
    /// For values of a tree, and for those of a text that was checked before.
    pub(crate) const fn any() -> Self {
        Cursor { at: 0, depth: 0, left: usize::MAX, is_broken: false }
    }

    /// Starts to read a text.
    pub(crate) fn start(text: &str) -> Self {
        Cursor { left: most_values(text.len()), ..Cursor::any() }
    }

    /// Returns true if the text is not valid as far as it was read.
    pub(crate) fn is_broken(self) -> bool {
        self.is_broken
    }

    /// Goes on at least where `other` is: a value that was passed over has been read.
    #[inline]
    pub(crate) fn go_on(&mut self, other: Cursor) {
        if self.at < other.at {
            *self = other;
        }
    }

    /// Returns true if nothing but white space is left of a valid text.
    pub(crate) fn is_at_end(mut self, text: &str) -> bool {
        !self.is_broken && self.peek(text).is_none() && self.at == text.len()
    }

    /// Goes into an array.
    #[inline]
    pub(crate) fn items<'a>(&mut self, List(inside): List<'a>) -> Ahead<'a, Tree> {
        self.enter(inside)
    }

    /// Goes into an object.
    #[inline]
    pub(crate) fn members<'a>(&mut self, Entries(inside): Entries<'a>) -> Members<'a> {
        self.enter(inside)
    }

    #[inline]
    fn enter<'a, T>(&mut self, inside: Inside<'a, T>) -> Ahead<'a, T> {
        if let Inside::Written(_, at) = inside {
            self.at = at as usize;
            self.depth += 1;
            self.is_broken |= self.depth > MAX_DEPTH;
        }
        Ahead { inside, state: State::First }
    }

    /// Goes behind a value that was read last, if nobody has read what is in it.
    #[inline]
    pub(crate) fn settle(&mut self, node: Node<'_>) {
        if matches!(node.0, Shape::List(_) | Shape::Object(_)) {
            self.skip(node);
        }
    }

    fn skip(&mut self, node: Node<'_>) {
        match node.0 {
            Shape::List(list @ List(Inside::Written(_, at))) if at as usize == self.at => {
                let mut items = self.items(list);
                while items.pass(self) {}
            }
            Shape::Object(entries @ Entries(Inside::Written(_, at))) if at as usize == self.at => {
                let mut members = self.members(entries);
                while members.next_if(self, |_| false).is_some() {}
            }
            _ => {}
        }
    }

    /// Passes over the next value of a text: it is checked, and no number is computed.
    fn pass(&mut self, text: &str) -> Option<()> {
        if !matches!(self.peek(text), Some(b'-' | b'0'..=b'9')) {
            let node = self.value(text)?;
            self.settle(node);
            return Some(());
        }
        let end = number::end(text, self.at);
        let (Some(left), Some(end)) = (self.left.checked_sub(1), end) else {
            self.is_broken = true;
            return None;
        };
        (self.at, self.left) = (end, left);
        Some(())
    }

    /// What is written of an array or object of a text, which was read to its end just now.
    pub(crate) fn written<'a>(&self, node: Node<'a>) -> Option<&'a str> {
        match node.0 {
            Shape::List(List(Inside::Written(text, at))) => text.get(at as usize - 1..self.at),
            Shape::Object(Entries(Inside::Written(text, at))) => text.get(at as usize - 1..self.at),
            _ => None,
        }
    }

    /// The likely number of values behind the first item of a list, which was read just now: a long list is of rows that
    /// are alike. It takes no more memory than the text has bytes, and of lists within rows nothing is known.
    pub(crate) fn likely(&self, first: Node<'_>, size: usize) -> usize {
        match first.0 {
            Shape::Object(Entries(Inside::Written(text, at))) if self.depth <= ROWS => {
                let left = text.len().saturating_sub(self.at);
                let length = (self.at + 2).saturating_sub(at as usize);
                (left / length.max(1)).min(left / size.max(1))
            }
            _ => 0,
        }
    }

    /// Reads a value that was read last as an owned tree.
    pub(crate) fn read_value(&mut self, node: Node<'_>) -> Value {
        match node.0 {
            Shape::Null => Value::Null,
            Shape::Bool(bool) => bool.into(),
            Shape::Int(int) => int.into(),
            Shape::Big(big) => big.into(),
            Shape::Float(float) => float.into(),
            Shape::Text(text) => text.text().into(),
            Shape::List(list) => {
                let mut items = self.items(list);
                let mut values = Vec::with_capacity(items.known());
                while let Some(node) = items.next(self) {
                    if values.len() == values.capacity() {
                        // Twice as many, but no more than may still come: a value is large.
                        values.reserve_exact(values.len().max(4).min(self.left.saturating_add(1)));
                    }
                    values.push(self.read_value(node));
                }
                Value::Array(values)
            }
            Shape::Object(entries) => {
                let mut members = self.members(entries);
                // With its size from the start, where that is known: growing hashes all keys again.
                let mut map = Map::with_capacity(members.known());
                while let Some((key, node)) = members.next(self) {
                    map.insert(key.text().into_owned(), self.read_value(node));
                }
                Value::Object(map)
            }
        }
    }

    /// The number of scalar values and empty containers in a value that was read last.
    pub(super) fn leaves(&mut self, node: Node<'_>) -> usize {
        let mut leaves = 0;
        match node.0 {
            Shape::List(list) => {
                let mut items = self.items(list);
                while let Some(node) = items.next(self) {
                    leaves += self.leaves(node);
                }
            }
            Shape::Object(entries) => {
                let mut members = self.members(entries);
                while let Some((_, node)) = members.next(self) {
                    leaves += self.leaves(node);
                }
            }
            _ => {}
        }
        leaves.max(1)
    }

    /// Reads the next value of a text.
    pub(crate) fn value<'a>(&mut self, text: &'a str) -> Option<Node<'a>> {
        self.value_here(text)
    }

    /// The same, for the one place at which most values are read.
    #[inline(always)]
    fn value_here<'a>(&mut self, text: &'a str) -> Option<Node<'a>> {
        let shape = self.shape(text);
        self.is_broken |= shape.is_none();
        shape.map(Node)
    }

    #[inline(always)]
    fn shape<'a>(&mut self, text: &'a str) -> Option<Shape<'a>> {
        self.left = self.left.checked_sub(1)?;
        let (shape, end) = match self.peek(text)? {
            b'"' => {
                let (string, end) = string::read(text, self.at + 1)?;
                (Shape::Text(string), end)
            }
            b'-' | b'0'..=b'9' => number::read(text, self.at)?,
            b'{' => (Shape::Object(Entries(Inside::Written(text, self.at as u32 + 1))), self.at + 1),
            b'[' => (Shape::List(List(Inside::Written(text, self.at as u32 + 1))), self.at + 1),
            b'n' => self.word(text, "null", Shape::Null)?,
            b't' => self.word(text, "true", Shape::Bool(true))?,
            b'f' => self.word(text, "false", Shape::Bool(false))?,
            _ => return None,
        };
        self.at = end;
        Some(shape)
    }

    fn word<'a>(&self, text: &str, word: &str, shape: Shape<'a>) -> Option<(Shape<'a>, usize)> {
        let end = self.at + word.len();
        (text.as_bytes().get(self.at..end)? == word.as_bytes()).then_some((shape, end))
    }

    /// Reads a key and the colon behind it.
    fn key<'a>(&mut self, text: &'a str) -> Option<Str<'a>> {
        let key = match self.peek(text) {
            Some(b'"') => string::read(text, self.at + 1),
            _ => None,
        };
        let Some((key, end)) = key else {
            self.is_broken = true;
            return None;
        };
        self.at = end;
        self.colon(text).then_some(key)
    }

    /// Reads a comma, the key behind it, and its colon, if they are just that, and the key is written without escapes.
    #[inline(always)]
    fn plain_key<'a>(&mut self, text: &'a str) -> Option<Str<'a>> {
        let bytes = text.as_bytes();
        if *bytes.get(self.at)? != b',' {
            return None;
        }
        let (key, end) = string::plain_text_at(text, self.at + 1)?;
        if *bytes.get(end)? != b':' {
            return None;
        }
        self.at = end + 1;
        Some(Str::plain(key))
    }

    /// Reads the key and the colon behind it, if they are just that, and the key is written without escapes.
    #[inline]
    fn has_key(&mut self, text: &str, key: &str) -> bool {
        let rest = text.as_bytes().get(self.at..).unwrap_or_default();
        let Some((b'"', rest)) = rest.split_first() else { return false };
        let has = starts_with_key(rest, key);
        if has {
            self.at += key.len() + 3;
        }
        has
    }

    /// Reads the next member with `read`, if it has this key, and is written as most are: without white space, and with a
    /// value that `read` takes at this place, together with the place behind it. If not, nothing has been read.
    #[inline(always)]
    pub(crate) fn member_at_once<'a, T>(
        &mut self,
        text: &'a str,
        key: &str,
        read: impl FnOnce(&'a str, usize) -> Option<(T, usize)>,
    ) -> Option<T> {
        let [b',', b'"', rest @ ..] = text.as_bytes().get(self.at..)? else { return None };
        if !starts_with_key(rest, key) {
            return None;
        }
        let left = self.left.checked_sub(1)?;
        let (value, end) = read(text, self.at + key.len() + 4)?;
        (self.at, self.left) = (end, left);
        Some(value)
    }

    #[inline]
    fn colon(&mut self, text: &str) -> bool {
        let is_there = self.peek(text) == Some(b':');
        self.at += usize::from(is_there);
        self.is_broken |= !is_there;
        is_there
    }

    /// Goes to the next item or member; false behind the last one.
    #[inline]
    fn step(&mut self, text: &str, state: State, bracket: u8) -> bool {
        if state == State::Done || self.is_broken {
            return false;
        }
        match self.peek(text) {
            Some(b',') if state == State::More => {
                self.at += 1;
                true
            }
            Some(byte) if byte == bracket => {
                self.at += 1;
                self.depth = self.depth.saturating_sub(1);
                false
            }
            Some(_) if state == State::First => true,
            _ => {
                self.is_broken = true;
                false
            }
        }
    }

    /// The next byte that is no white space.
    #[inline]
    fn peek(&mut self, text: &str) -> Option<u8> {
        match text.as_bytes().get(self.at) {
            Some(byte) if *byte > b' ' => Some(*byte),
            _ => self.peek_behind_space(text),
        }
    }

    fn peek_behind_space(&mut self, text: &str) -> Option<u8> {
        let rest = text.as_bytes().get(self.at..)?;
        let is_space = |byte: &u8| matches!(byte, b' ' | b'\n' | b'\t' | b'\r');
        self.at += rest.iter().position(|byte| !is_space(byte)).unwrap_or(rest.len());
        text.as_bytes().get(self.at).copied()
    }
}

/// Returns true if `text` begins with this key, a quote and a colon.
#[inline]
fn starts_with_key(text: &[u8], key: &str) -> bool {
    matches!(text.split_at_checked(key.len()), Some((start, [b'"', b':', ..])) if string::is_same(start, key.as_bytes()))
}

impl<'a, T> Ahead<'a, T> {
    /// The number of values, where it is known.
    pub(crate) fn known(&self) -> usize {
        if let Inside::Parsed(_, rest) = self.inside { rest.len() } else { 0 }
    }

    #[inline]
    fn step(&mut self, cursor: &mut Cursor, text: &str, bracket: u8) -> bool {
        let goes_on = cursor.step(text, self.state, bracket);
        self.state = if goes_on { State::More } else { State::Done };
        goes_on
    }

    /// Takes the first value of a tree.
    #[inline]
    fn take(document: &'a Document, rest: &mut &'a [T]) -> Option<(&'a Document, &'a T)> {
        let (first, others) = rest.split_first()?;
        *rest = others;
        Some((document, first))
    }
}

impl<'a> Ahead<'a, Tree> {
    /// Reads the next item. What is in it has to be read, or [passed over](Cursor::settle), before the one behind it.
    #[inline]
    pub(crate) fn next(&mut self, cursor: &mut Cursor) -> Option<Node<'a>> {
        match &mut self.inside {
            Inside::Parsed(document, rest) => {
                Self::take(document, rest).map(|(document, tree)| Node::parsed(document, *tree))
            }
            Inside::Written(text, _) => {
                let text = *text;
                if self.step(cursor, text, b']') { cursor.value(text) } else { None }
            }
        }
    }

    /// Passes over the next item of a text; false when there is none.
    fn pass(&mut self, cursor: &mut Cursor) -> bool {
        let Inside::Written(text, _) = self.inside else { return false };
        self.step(cursor, text, b']') && cursor.pass(text).is_some()
    }
}

impl<'a> Ahead<'a, Member> {
    /// The text in which a member stands before those that are still to be read.
    #[inline(always)]
    pub(crate) fn text(&self) -> Option<&'a str> {
        match self.inside {
            Inside::Written(text, _) if self.state == State::More => Some(text),
            _ => None,
        }
    }

    /// Reads the next member, as [an item](Ahead::<Tree>::next).
    #[inline(never)]
    pub(crate) fn next(&mut self, cursor: &mut Cursor) -> Option<(Str<'a>, Node<'a>)> {
        let Inside::Written(text, _) = self.inside else { return self.next_parsed() };
        let key = self.next_key(cursor, text)?;
        Some((key, cursor.value_here(text)?))
    }

    /// Reads the key of the next member, and its value if it is wanted: another one is checked and passed over.
    pub(crate) fn next_if(
        &mut self,
        cursor: &mut Cursor,
        is_wanted: impl FnOnce(Str<'_>) -> bool,
    ) -> Option<(Str<'a>, Option<Node<'a>>)> {
        let Inside::Written(text, _) = self.inside else {
            return self.next_parsed().map(|(key, node)| (key, Some(node)));
        };
        let key = self.next_key(cursor, text)?;
        if is_wanted(key) {
            return Some((key, Some(cursor.value(text)?)));
        }
        cursor.pass(text)?;
        Some((key, None))
    }

    /// Reads the key of the next member of a text.
    #[inline(always)]
    fn next_key(&mut self, cursor: &mut Cursor, text: &'a str) -> Option<Str<'a>> {
        let plain = if self.state == State::More { cursor.plain_key(text) } else { None };
        match plain {
            Some(key) => Some(key),
            None if self.step(cursor, text, b'}') => cursor.key(text),
            None => None,
        }
    }

    fn next_parsed(&mut self) -> Option<(Str<'a>, Node<'a>)> {
        let Inside::Parsed(document, rest) = &mut self.inside else { return None };
        let (document, member) = Self::take(document, rest)?;
        Some((document.key(member), Node::parsed(document, member.value)))
    }

    /// Reads the next member if it has the key `wanted`, and tells whether there is one.
    ///
    /// Mostly it has; so the key is compared without being read first.
    #[inline(always)]
    pub(crate) fn next_by(&mut self, wanted: &str, cursor: &mut Cursor) -> Next<'a> {
        let (key, node) = match &mut self.inside {
            Inside::Written(text, _) => {
                let text = *text;
                if !self.step(cursor, text, b'}') {
                    return Next::End;
                }
                if cursor.has_key(text, wanted) {
                    return cursor.value_here(text).map_or(Next::End, Next::Wanted);
                }
                let Some(key) = cursor.key(text) else { return Next::End };
                let Some(node) = cursor.value(text) else { return Next::End };
                (key, node)
            }
            Inside::Parsed(..) => match self.next_parsed() {
                Some(member) => member,
                None => return Next::End,
            },
        };
        if key.is(wanted) { Next::Wanted(node) } else { Next::Other(key, node) }
    }
}
