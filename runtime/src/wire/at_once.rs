//! Reading a field at once: when its member is the next one, and is written as its codec writes it.
//!
//! Nearly all fields of an answer are, or are `null`. [`Cx::field`](crate::Cx) reads the others, in any place and any notation,
//! and would read these to the same values.

use crate::dom::{Shape, number_at, plain_text_at};
use crate::wire::extra::Written;
use crate::wire::walk::{Read, Walk};
use crate::wire::{Cx, Date, DateTime, Id, OneZero, OneZeroText, TrueFalseText, Unix, Wire, YesNo};

/// A codec of values that are read at once.
pub(super) trait AtOnce: Wire {
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
        let value = self.cursor.member_at_once(text, key, |text, at| match W::read(text, at) {
            Some((value, end)) => Some((Some(value), end)),
            None => is_null(text, at).then_some((None, at + NULL.len())),
        })?;
        read.has_found = true;
        if value.is_none() {
            read.note_null(key);
        }
        self.count_typed();
        Some(value)
    }
}

const NULL: &[u8] = b"null";

fn is_null(text: &str, at: usize) -> bool {
    text.as_bytes().get(at..).is_some_and(|rest| rest.starts_with(NULL))
}

impl Read<'_> {
    #[inline(never)]
    fn note_null(&mut self, key: &'static str) {
        self.extra.note(key, Written::Null);
    }
}

impl AtOnce for String {
    #[inline(always)]
    fn read(text: &str, at: usize) -> Option<(String, usize)> {
        let (text, end) = plain_text_at(text, at)?;
        Some((text.to_owned(), end))
    }
}

impl AtOnce for i64 {
    #[inline(always)]
    fn read(text: &str, at: usize) -> Option<(i64, usize)> {
        match number_at(text, at)? {
            (Shape::Int(int), end) => Some((int, end)),
            _ => None,
        }
    }
}

impl AtOnce for f64 {
    #[inline(always)]
    fn read(text: &str, at: usize) -> Option<(f64, usize)> {
        match number_at(text, at)? {
            (Shape::Float(float), end) => Some((float, end)),
            _ => None,
        }
    }
}

impl AtOnce for Id {
    #[inline(always)]
    fn read(text: &str, at: usize) -> Option<(Id, usize)> {
        match plain_text_at(text, at) {
            Some(("", _)) => None,
            Some((text, end)) => Some((text.into(), end)),
            None => i64::read(text, at).map(|(int, end)| (int.into(), end)),
        }
    }
}

impl AtOnce for DateTime {
    #[inline(always)]
    fn read(text: &str, at: usize) -> Option<(DateTime, usize)> {
        let (text, end) = plain_text_at(text, at).filter(|(text, _)| DateTime::may_be(text))?;
        Some((text.into(), end))
    }
}

impl AtOnce for Unix {
    #[inline(always)]
    fn read(text: &str, at: usize) -> Option<(DateTime, usize)> {
        i64::read(text, at).map(|(seconds, end)| (DateTime::unix(seconds), end))
    }
}

impl AtOnce for Date {
    #[inline(always)]
    fn read(text: &str, at: usize) -> Option<(Date, usize)> {
        let (text, end) = plain_text_at(text, at).filter(|(text, _)| DateTime::may_be(text))?;
        Some((text.into(), end))
    }
}

/// Booleans by the two words that stand for them.
macro_rules! words {
    ($($codec:ty: $true:literal $false:literal;)*) => {$(
        impl AtOnce for $codec {
            #[inline(always)]
            fn read(text: &str, at: usize) -> Option<(bool, usize)> {
                let rest = text.as_bytes().get(at..)?;
                if rest.starts_with($true) {
                    Some((true, at + $true.len()))
                } else {
                    rest.starts_with($false).then_some((false, at + $false.len()))
                }
            }
        }
    )*};
}
words! {
    bool: b"true" b"false";
    YesNo: b"\"Y\"" b"\"N\"";
    OneZeroText: b"\"1\"" b"\"0\"";
    TrueFalseText: b"\"true\"" b"\"false\"";
}

impl AtOnce for OneZero {
    #[inline(always)]
    fn read(text: &str, at: usize) -> Option<(bool, usize)> {
        match i64::read(text, at)? {
            (1, end) => Some((true, end)),
            (0, end) => Some((false, end)),
            _ => None,
        }
    }
}
