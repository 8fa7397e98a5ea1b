//! Inline marks of a page's text: links, code, bold.

use std::borrow::Cow;
use std::collections::HashSet;

/// A link: `[text](target)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Link<'t> {
    pub(crate) text: &'t str,
    pub(crate) target: &'t str,
}

/// Returns the links in a text, in order.
pub(crate) fn links(text: &str) -> Vec<Link<'_>> {
    let mut links = Vec::new();
    let mut rest = text;
    while let Some(middle) = middle(rest) {
        let (before, after) = (&rest[..middle], &rest[middle + 2..]);
        let Some(end) = after.find([')', '\n']) else { break };
        if after[end..].starts_with(')')
            && let Some(start) = opening(before)
        {
            let target = after[..end].split_whitespace().next().unwrap_or_default();
            links.push(Link { text: &before[start + 1..], target });
        }
        rest = &after[end..];
    }
    links
}

/// Returns the place of the first `](`.
fn middle(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b']', bytes).find(|at| bytes.get(at + 1) == Some(&b'('))
}

/// Returns the place of the `[` of a link's text; brackets inside it come in pairs, as in `` [`string[]`](…) ``.
fn opening(before: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (index, c) in before.char_indices().rev() {
        match c {
            ']' => depth += 1,
            '[' if depth == 0 => return Some(index),
            '[' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// Returns the texts between backticks, in order.
pub(crate) fn codes(text: &str) -> Vec<&str> {
    let mut codes = Vec::new();
    let mut rest = text;
    while let Some(start) = memchr::memchr(b'`', rest.as_bytes()) {
        let ticks = rest.bytes().skip(start).take_while(|byte| *byte == b'`').count();
        let inside = &rest[start + ticks..];
        let fence = &rest[start..start + ticks];
        let end = if ticks == 1 { memchr::memchr(b'`', inside.as_bytes()) } else { inside.find(fence) };
        let Some(end) = end else { break };
        if !inside[..end].contains('\n') {
            codes.push(inside[..end].trim());
        }
        rest = &inside[end + ticks..];
    }
    codes
}

/// Returns the text without marks: links by their text, no backticks, no stars of bold, no backslashes, spaces joined.
pub(crate) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut marks = Marks::of(text);
    let mut at = 0;
    while let Some(next) = text.as_bytes()[at..].iter().position(|byte| IS_MARK[usize::from(*byte)]) {
        out.push_str(&text[at..at + next]);
        at += next;
        let here = &text[at..];
        at += match here.as_bytes()[0] {
            b'[' => match marks.link(at) {
                Some((middle, end)) => {
                    out.push_str(text[at + 1..middle].trim_matches('`'));
                    end + 1 - at
                }
                None => {
                    out.push('[');
                    1
                }
            },
            b'\\' => {
                let escaped = here[1..].chars().next().filter(char::is_ascii_punctuation);
                out.extend(escaped);
                if escaped.is_none() {
                    out.push('\\');
                }
                1 + escaped.map_or(0, char::len_utf8)
            }
            b'*' if here.starts_with("**") => 2,
            b'*' => {
                out.push('*');
                1
            }
            b'<' if here.starts_with("<br") || here.starts_with("<b>") || here.starts_with("</b>") => {
                out.push(' ');
                marks.next('>', at).map_or(1, |end| end + 1 - at)
            }
            b'{' if here.starts_with("{#") => marks.next('}', at).map_or(1, |end| end + 1 - at),
            b'`' => 1,
            _ => {
                out.push_str(&here[..1]);
                1
            }
        };
    }
    out.push_str(&text[at..]);
    spaces_joined(out)
}

/// True for the first byte of a mark, which is no part of another character.
const IS_MARK: [bool; 256] = one_of(b"[`*\\<{");

/// Returns a table that is true for these bytes.
pub(crate) const fn one_of(bytes: &[u8]) -> [bool; 256] {
    let mut table = [false; 256];
    let mut at = 0;
    while at < bytes.len() {
        table[bytes[at] as usize] = true;
        at += 1;
    }
    table
}

/// Returns a text with one space between its words, and none around them.
fn spaces_joined(text: String) -> String {
    // Most texts are. Each of the two passes has no way out, so that it takes many bytes at once.
    let bytes = text.as_bytes();
    let has_others = bytes.iter().fold(false, |found, byte| found | !(b' '..=b'~').contains(byte));
    let next = bytes.iter().skip(1);
    let has_two = bytes.iter().zip(next).fold(false, |found, (one, next)| found | (*one == b' ' && *next == b' '));
    if !(has_others || has_two || text.starts_with(' ') || text.ends_with(' ')) {
        return text;
    }
    let mut joined = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(word);
    }
    joined
}

/// The marks of a text whose ends are elsewhere, found in one pass, however many there are.
struct Marks<'t> {
    text: &'t str,
    /// The places of the `[`, the `](` and the `)` of links, in order.
    links: Vec<(usize, usize, usize)>,
    /// The next place of a character, or the end of the text.
    next: [(char, Option<usize>); 2],
}

impl<'t> Marks<'t> {
    fn of(text: &'t str) -> Self {
        let mut links = Vec::new();
        let (mut open, mut last, mut close) = (Vec::new(), None, 0);
        // Most texts have no link.
        let bytes = if middle(text).is_some() { text.as_bytes() } else { &[] };
        for (at, byte) in bytes.iter().enumerate() {
            if *byte == b'[' {
                open.push(at);
            } else if *byte == b']' {
                let start = open.pop();
                if bytes.get(at + 1) != Some(&b'(') {
                    continue;
                }
                if close < at {
                    close = text[at..].find(')').map_or(text.len(), |end| at + end);
                }
                // A link in the text of a link is the one that counts.
                let outer = |start: &usize| last.is_none_or(|last| last < *start) && close < text.len();
                if let Some(start) = start.filter(outer) {
                    links.push((start, at, close));
                }
                last = Some(at);
            }
        }
        Marks { text, links, next: [('>', None), ('}', None)] }
    }

    /// Returns the places of the `](` and the `)` of the link that begins here and is on one line.
    fn link(&self, at: usize) -> Option<(usize, usize)> {
        let found = self.links.binary_search_by_key(&at, |(start, ..)| *start).ok()?;
        let (_, middle, end) = self.links[found];
        (!self.text[at + 1..middle].contains('\n')).then_some((middle, end))
    }

    /// Returns the next place of `>` or `}`, from places that only rise.
    fn next(&mut self, wanted: char, from: usize) -> Option<usize> {
        let known = self.next.iter_mut().find(|(char, _)| *char == wanted).map(|(_, known)| known)?;
        if known.is_none_or(|known| known < from) {
            *known = Some(self.text[from..].find(wanted).map_or(self.text.len(), |at| from + at));
        }
        known.filter(|at| *at < self.text.len())
    }
}

/// Returns the literal in a cell: the text between backticks if there is nothing else, else the plain text.
pub(crate) fn literal(cell: &str) -> String {
    let cell = cell.trim();
    match codes(cell).as_slice() {
        [code] if cell.trim_matches('`').trim() == *code => (*code).to_owned(),
        _ => plain(cell),
    }
}

/// Returns a heading or header as words for a comparison: lower case, no marks, no stops at the end.
pub(crate) fn heading_words(text: &str) -> String {
    let plain = plain(text);
    let plain = if plain.contains('\u{a0}') { plain.replace('\u{a0}', " ") } else { plain }.to_lowercase();
    plain.trim_end_matches([':', '.', ' ']).trim_start_matches(|c: char| c.is_numeric() || c == '.').trim().to_owned()
}

/// Returns the anchor that Diplodoc makes of a heading.
pub(crate) fn slug(heading: &str) -> String {
    let words = heading_words(heading);
    let kept: String = words.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_')).collect();
    kept.split_whitespace().collect::<Vec<_>>().join("-")
}

/// Returns a text with Latin letters in the place of Cyrillic ones that look the same, or the reverse: the one that
/// makes a word of one alphabet.
pub(crate) fn one_alphabet(text: &str) -> Cow<'_, str> {
    const PAIRS: &[(char, char)] = &[
        ('a', 'а'),
        ('c', 'с'),
        ('e', 'е'),
        ('o', 'о'),
        ('p', 'р'),
        ('x', 'х'),
        ('y', 'у'),
        ('A', 'А'),
        ('B', 'В'),
        ('C', 'С'),
        ('E', 'Е'),
        ('H', 'Н'),
        ('K', 'К'),
        ('M', 'М'),
        ('O', 'О'),
        ('P', 'Р'),
        ('T', 'Т'),
        ('X', 'Х'),
    ];
    let is_cyrillic = |c: char| ('\u{400}'..='\u{4ff}').contains(&c);
    let cyrillic = text.chars().filter(|c| is_cyrillic(*c)).count();
    let latin = text.chars().filter(char::is_ascii_alphabetic).count();
    if cyrillic == 0 || latin == 0 {
        return Cow::Borrowed(text);
    }
    let swap = |c: char| {
        let pair = PAIRS.iter().find(|pair| if cyrillic > latin { pair.0 == c } else { pair.1 == c });
        pair.map_or(c, |pair| if cyrillic > latin { pair.1 } else { pair.0 })
    };
    Cow::Owned(text.chars().map(swap).collect())
}

/// Returns true if the characters of a text in small letters are where they are in the text itself: a few have another
/// length, so that a place of one is none of the other.
pub(crate) fn are_aligned(text: &str, low: &str) -> bool {
    let place = |(at, _): (usize, char)| at;
    text.len() == low.len() && (text.is_ascii() || text.char_indices().map(place).eq(low.char_indices().map(place)))
}

/// Replaces a text in another one, as [`str::replace`] does: most have none of it, and stay as they are.
pub(crate) fn replace(text: &mut String, from: &str, to: &str) {
    let is_there = |first: &u8| memchr::memchr(*first, text.as_bytes()).is_some();
    if from.as_bytes().first().is_none_or(is_there) {
        *text = text.replace(from, to);
    }
}

/// Returns the values without duplicates.
pub(crate) fn distinct(values: Vec<String>) -> Vec<String> {
    let mut seen = HashSet::new();
    let is_new: Vec<bool> = values.iter().map(|value| seen.insert(value.as_str())).collect();
    values.into_iter().zip(is_new).filter(|(_, is_new)| *is_new).map(|(value, _)| value).collect()
}

#[cfg(test)]
mod tests {
    use super::{are_aligned, codes, links, literal, one_alphabet, plain};

    #[test]
    fn small_letters_may_be_longer_and_shorter() {
        for (text, expected) in [("By Default — ЖЁ", true), ("İ", false), ("ẞa İ", false), ("", true)] {
            assert_eq!(are_aligned(text, &text.to_lowercase()), expected, "{text}");
        }
    }

    #[test]
    fn links_hold_brackets() {
        let found = links("see [`string[]`](../x.md) and [a](#b)");
        assert_eq!(
            found.iter().map(|link| (link.text, link.target)).collect::<Vec<_>>(),
            [("`string[]`", "../x.md"), ("a", "#b")]
        );
    }

    #[test]
    fn code_is_between_equal_fences() {
        assert_eq!(codes("`a` and ```b | c``` and `d"), ["a", "b | c"]);
    }

    #[test]
    fn plain_text_has_no_marks() {
        assert_eq!(plain("**Bold** [`a`](x.md) is `b`<br>\\*** and [0]"), "Bold a is b * and [0]");
        assert_eq!(literal("`Access denied!`"), "Access denied!");
        assert_eq!(literal("one `two` three"), "one two three");
    }

    #[test]
    fn a_bracket_is_no_link_unless_it_is_closed_on_its_line() {
        for (text, expected) in [
            ("[a [b](c)](d)", "[a b](d)"),
            ("[a]] [b](c) [d](e", "[a]] b [d](e"),
            ("[a\nb](c) [`d[]`](e)", "[a b](c) d[]"),
            ("](a) [b](c)", "](a) b"),
            ("<br a {#b", "br a #b"),
            ("<br<br>a{#b}c", "ac"),
        ] {
            assert_eq!(plain(text), expected, "{text}");
        }
    }

    #[test]
    fn letters_that_look_alike_are_of_one_alphabet() {
        assert_eq!(one_alphabet("Cообщение"), "Сообщение");
        assert_eq!(one_alphabet("Name"), "Name");
    }
}
