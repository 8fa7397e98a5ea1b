//! Strings as JSON writes them.

use std::borrow::Cow;

/// A string of an answer. One with escapes is kept as it is written until its characters are asked for.
#[derive(Clone, Copy, Debug)]
pub struct Str<'a> {
    written: &'a str,
    is_escaped: bool,
}

impl<'a> Str<'a> {
    /// A string without escapes.
    #[inline]
    pub fn plain(text: &'a str) -> Self {
        Str { written: text, is_escaped: false }
    }

    /// Its characters.
    #[inline]
    pub fn text(self) -> Cow<'a, str> {
        if self.is_escaped { Cow::Owned(unescaped(self.written)) } else { Cow::Borrowed(self.written) }
    }

    /// Its characters, if it is written without escapes.
    #[inline]
    pub(crate) fn plain_text(self) -> Option<&'a str> {
        (!self.is_escaped).then_some(self.written)
    }

    /// Returns true if it has no character.
    #[inline]
    pub fn is_empty(self) -> bool {
        self.written.is_empty()
    }

    /// Returns true if its characters are those of `text`.
    #[inline]
    pub fn is(self, text: &str) -> bool {
        if self.is_escaped {
            unescaped(self.written) == text
        } else {
            is_same(self.written.as_bytes(), text.as_bytes())
        }
    }
}

/// Compares two texts; the short ones, as keys are, without a call.
#[inline]
pub(super) fn is_same(a: &[u8], b: &[u8]) -> bool {
    fn ends<const N: usize>(text: &[u8]) -> Option<(&[u8; N], &[u8; N])> {
        Some((text.first_chunk()?, text.last_chunk()?))
    }
    a.len() == b.len()
        && match a.len() {
            8..=16 => ends::<8>(a) == ends(b),
            4..8 => ends::<4>(a) == ends(b),
            2..4 => ends::<2>(a) == ends(b),
            _ => a == b,
        }
}

/// Reads the string whose quote is at this place, if it is written without escapes, and gives the place behind its end.
#[inline(always)]
pub(crate) fn plain_text_at(text: &str, at: usize) -> Option<(&str, usize)> {
    let bytes = text.as_bytes();
    if *bytes.get(at)? != b'"' {
        return None;
    }
    let end = plain_end(bytes, at + 1);
    if *bytes.get(end)? != b'"' {
        return None;
    }
    Some((text.get(at + 1..end)?, end + 1))
}

/// Reads a string whose first character is at `start`, and gives the place behind its end; `None` when it is not valid.
#[inline(always)]
pub(super) fn read(text: &str, start: usize) -> Option<(Str<'_>, usize)> {
    let bytes = text.as_bytes();
    let end = plain_end(bytes, start);
    if *bytes.get(end)? == b'"' {
        return Some((Str::plain(text.get(start..end)?), end + 1));
    }
    read_escaped(text, start, end)
}

/// The same from the first character `at` on that does not stand for itself.
#[inline(never)]
fn read_escaped(text: &str, start: usize, mut at: usize) -> Option<(Str<'_>, usize)> {
    let bytes = text.as_bytes();
    loop {
        match bytes.get(at)? {
            b'"' => return Some((Str { written: text.get(start..at)?, is_escaped: true }, at + 1)),
            b'\\' => at = plain_end(bytes, escape(bytes, at + 1)?.1),
            _ => return None,
        }
    }
}

/// The place of the first byte that does not stand for itself in a string: a quote, a backslash, or a control character.
#[inline(always)]
fn plain_end(bytes: &[u8], mut at: usize) -> usize {
    while let Some(chunk) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
        let found = signs(u64::from_le_bytes(*chunk));
        if found != 0 {
            return at + (found.trailing_zeros() / 8) as usize;
        }
        at += size_of::<u64>();
    }
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | ..b' ')).unwrap_or(rest.len())
}

/// Marks the bytes of a word that do not stand for themselves in a string: the lowest mark is right.
#[inline]
fn signs(word: u64) -> u64 {
    const ONES: u64 = u64::MAX / 255;
    const HIGH: u64 = ONES << 7;
    let below = |limit: u8, word: u64| word.wrapping_sub(ONES * u64::from(limit));
    let is = |byte: u8| below(1, word ^ (ONES * u64::from(byte)));
    // Bytes with the highest bit are parts of other characters, and stand for themselves.
    (is(b'"') | is(b'\\') | below(b' ', word)) & !word & HIGH
}

/// Reads the escape behind a backslash, and gives the place behind it.
fn escape(bytes: &[u8], at: usize) -> Option<(char, usize)> {
    let char = match bytes.get(at)? {
        b'"' => '"',
        b'\\' => '\\',
        b'/' => '/',
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'u' => return unicode(bytes, at + 1),
        _ => return None,
    };
    Some((char, at + 1))
}

/// Reads the digits of `\u`, and those of the other half of a pair.
fn unicode(bytes: &[u8], at: usize) -> Option<(char, usize)> {
    let first = hex(bytes, at)?;
    if !(0xd800..0xdc00).contains(&first) {
        return Some((char::from_u32(first)?, at + 4));
    }
    let second = hex(bytes, at + 6).filter(|second| (0xdc00..0xe000).contains(second))?;
    let is_pair = bytes.get(at + 4..at + 6)? == b"\\u";
    let char = char::from_u32(0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00))?;
    is_pair.then_some((char, at + 10))
}

fn hex(bytes: &[u8], at: usize) -> Option<u32> {
    let digits = bytes.get(at..at + 4)?.iter();
    digits.copied().try_fold(0, |number, digit| Some(number * 16 + char::from(digit).to_digit(16)?))
}

/// The characters of a string that is valid.
#[inline(never)]
fn unescaped(written: &str) -> String {
    let bytes = written.as_bytes();
    let mut text = String::with_capacity(written.len());
    let mut at = 0;
    while let Some(rest) = written.get(at..) {
        let plain = memchr::memchr(b'\\', rest.as_bytes()).unwrap_or(rest.len());
        text.push_str(rest.get(..plain).unwrap_or_default());
        let Some((char, end)) = escape(bytes, at + plain + 1) else { break };
        text.push(char);
        at = end;
    }
    // An escape takes up to twelve bytes for four.
    text.shrink_to_fit();
    text
}
