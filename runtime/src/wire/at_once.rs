//! Reading a field at once: when its member is the expected one, and is written as its codec writes it.
//!
//! Nearly all fields of an answer are, or are `null`. [`Cx::field`](crate::Cx) reads the others, in any place and any notation,
//! and would read these to the same values.

use crate::dom::{Shape, Str, number_at, plain_text_at};
use crate::wire::extra::Written;
use crate::wire::walk::{Read, Walk};
use crate::wire::{Cx, Date, DateTime, Id, OneZero, OneZeroText, TrueFalseText, Unix, Wire, YesNo};

/// A codec of values that are read at once.
pub(super) trait AtOnce: Wire {
    /// Reads a value; `None` when it is written otherwise.
    fn of(shape: Shape<'_>) -> Option<Self::Out>;

    /// Reads the value at a place of a text, and gives the place behind it; `None` when it is written otherwise.
    fn read(text: &str, at: usize) -> Option<(Self::Out, usize)>;
}

impl Cx<'_> {
    /// Decodes the entry `key` of the object that is read, if it comes next and is written as `W` writes it, or is `null`.
    #[inline(always)]
    pub(super) fn read_at_once<W: AtOnce>(&mut self, key: &'static str) -> Option<Option<W::Out>> {
        let Walk::Read(read) = &mut self.walk else { return None };
        let text = read.ahead.text()?;
        if !read.is_open || self.entries.len() != read.start + read.next {
            return None;
        }
        let value = self.cursor.member_at_once(text, key, read_or_null::<W>)?;
        read.has_found = true;
        if value.is_none() {
            read.note_null(key);
        }
        self.count_typed();
        Some(value)
    }

    /// The same for an entry that was passed over, and is the expected one.
    #[inline(always)]
    pub(super) fn read_passed_at_once<W: AtOnce>(&mut self, key: &'static str) -> Option<Option<W::Out>> {
        let Walk::Read(read) = &mut self.walk else { return None };
        if !read.is_open {
            return None;
        }
        let passed = self.entries.get_mut(read.start..)?;
        let count = passed.len();
        let entry = passed.get_mut(read.next).filter(|entry| entry.key.is(key))?;
        let value = match entry.node?.shape() {
            Shape::Null => None,
            shape => Some(W::of(shape)?),
        };
        entry.node = None;
        read.left -= 1;
        read.found(read.next, count);
        if value.is_none() {
            read.note_null(key);
        }
        self.count_typed();
        Some(value)
    }
}

/// Reads the value at a place of a text as `W` writes it, or `null`.
#[inline(always)]
fn read_or_null<W: AtOnce>(text: &str, at: usize) -> Option<(Option<W::Out>, usize)> {
    const NULL: &str = "null";
    match W::read(text, at) {
        Some((value, end)) => Some((Some(value), end)),
        None => text.as_bytes().get(at..)?.starts_with(NULL.as_bytes()).then_some((None, at + NULL.len())),
    }
}

impl Read<'_> {
    #[inline(never)]
    fn note_null(&mut self, key: &'static str) {
        self.extra.note(key, Written::Null);
    }
}

/// Reads a text without escapes.
#[inline(always)]
fn text<W: AtOnce>(text: &str, at: usize) -> Option<(W::Out, usize)> {
    let (text, end) = plain_text_at(text, at)?;
    Some((W::of(Shape::Text(Str::plain(text)))?, end))
}

/// Reads a number.
#[inline(always)]
fn number<W: AtOnce>(text: &str, at: usize) -> Option<(W::Out, usize)> {
    let (number, end) = number_at(text, at)?;
    Some((W::of(number)?, end))
}

/// Codecs of texts without escapes and of numbers.
macro_rules! codecs {
    ($($codec:ty: $lex:ident, $shape:ident => $value:expr;)*) => {$(
        impl AtOnce for $codec {
            #[inline(always)]
            fn of($shape: Shape<'_>) -> Option<Self::Out> {
                $value
            }

            #[inline(always)]
            fn read(text: &str, at: usize) -> Option<(Self::Out, usize)> {
                $lex::<Self>(text, at)
            }
        }
    )*};
}
codecs! {
    String: text, shape => plain(shape).map(str::to_owned);
    DateTime: text, shape => plain(shape).filter(|text| DateTime::may_be(text)).map(DateTime::from);
    Date: text, shape => plain(shape).filter(|text| DateTime::may_be(text)).map(Date::from);
    Unix: number, shape => int(shape).map(DateTime::unix);
    i64: number, shape => int(shape);
    f64: number, shape => if let Shape::Float(float) = shape { Some(float) } else { None };
    OneZero: number, shape => int(shape).filter(|int| matches!(int, 0 | 1)).map(|int| int == 1);
}

#[inline(always)]
fn plain(shape: Shape<'_>) -> Option<&str> {
    if let Shape::Text(text) = shape { text.plain_text() } else { None }
}

#[inline(always)]
fn int(shape: Shape<'_>) -> Option<i64> {
    if let Shape::Int(int) = shape { Some(int) } else { None }
}

impl AtOnce for Id {
    #[inline(always)]
    fn of(shape: Shape<'_>) -> Option<Id> {
        match plain(shape) {
            Some(text) => (!text.is_empty()).then(|| text.into()),
            None => int(shape).map(Id::from),
        }
    }

    #[inline(always)]
    fn read(source: &str, at: usize) -> Option<(Id, usize)> {
        if source.as_bytes().get(at) == Some(&b'"') { text::<Id>(source, at) } else { number::<Id>(source, at) }
    }
}

impl AtOnce for bool {
    #[inline(always)]
    fn of(shape: Shape<'_>) -> Option<bool> {
        if let Shape::Bool(bool) = shape { Some(bool) } else { None }
    }

    #[inline(always)]
    fn read(text: &str, at: usize) -> Option<(bool, usize)> {
        word(text, at, "true", "false")
    }
}

/// Reads one of two words.
#[inline(always)]
fn word(text: &str, at: usize, yes: &str, no: &str) -> Option<(bool, usize)> {
    let rest = text.as_bytes().get(at..)?;
    if rest.starts_with(yes.as_bytes()) {
        Some((true, at + yes.len()))
    } else {
        rest.starts_with(no.as_bytes()).then_some((false, at + no.len()))
    }
}

/// Booleans by the two texts that stand for them.
macro_rules! words {
    ($($codec:ty: $yes:literal $no:literal;)*) => {$(
        impl AtOnce for $codec {
            #[inline(always)]
            fn of(shape: Shape<'_>) -> Option<bool> {
                match plain(shape)? {
                    $yes => Some(true),
                    $no => Some(false),
                    _ => None,
                }
            }

            #[inline(always)]
            fn read(text: &str, at: usize) -> Option<(bool, usize)> {
                word(text, at, concat!('"', $yes, '"'), concat!('"', $no, '"'))
            }
        }
    )*};
}
words! {
    YesNo: "Y" "N";
    OneZeroText: "1" "0";
    TrueFalseText: "true" "false";
}
