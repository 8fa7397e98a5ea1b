//! Inline marks of a page's text: links, code, bold.

use std::borrow::Cow;

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
    while let Some(middle) = rest.find("](") {
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
    while let Some(start) = rest.find('`') {
        let ticks = rest[start..].len() - rest[start..].trim_start_matches('`').len();
        let inside = &rest[start + ticks..];
        let fence = &rest[start..start + ticks];
        let Some(end) = inside.find(fence) else { break };
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
    let mut rest = text;
    while let Some(at) = rest.find(['[', '`', '*', '\\', '<', '{']) {
        out.push_str(&rest[..at]);
        let here = &rest[at..];
        let used = match here.as_bytes()[0] {
            b'[' => link_at(here, &mut out),
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
                here.find('>').map_or(1, |end| end + 1)
            }
            b'{' if here.starts_with("{#") => here.find('}').map_or(1, |end| end + 1),
            b'`' => 1,
            _ => {
                out.push_str(&here[..1]);
                1
            }
        };
        rest = &here[used..];
    }
    out.push_str(rest);
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn link_at(here: &str, out: &mut String) -> usize {
    let whole = here.find("](").and_then(|middle| here[middle..].find(')').map(|end| (middle, middle + end)));
    match whole {
        Some((middle, end)) if !here[1..middle].contains('\n') && opening(&here[..middle]) == Some(0) => {
            out.push_str(here[1..middle].trim_matches('`'));
            end + 1
        }
        _ => {
            out.push('[');
            1
        }
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
    let plain = plain(text).replace('\u{a0}', " ").to_lowercase();
    plain.trim_end_matches([':', '.', ' ']).trim_start_matches(|c: char| c.is_numeric() || c == '.').trim().to_owned()
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

/// Returns the values without duplicates.
pub(crate) fn distinct(values: Vec<String>) -> Vec<String> {
    let mut list: Vec<String> = Vec::new();
    for value in values {
        if !list.contains(&value) {
            list.push(value);
        }
    }
    list
}

#[cfg(test)]
mod tests {
    use super::{codes, links, literal, one_alphabet, plain};

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
    fn letters_that_look_alike_are_of_one_alphabet() {
        assert_eq!(one_alphabet("Cообщение"), "Сообщение");
        assert_eq!(one_alphabet("Name"), "Name");
    }
}
