//! The characters that a text may have.

use crate::page::text::{codes, plain};
use crate::prose::told::Told;
use crate::vocabulary::{ALLOWED_CHARACTERS, CHARACTER_CLASSES, FIRST_CHARACTER, IN_CAPITALS};

/// Returns the allowed characters as between the brackets of a regular expression: `A-Za-z0-9_\-`.
pub(crate) fn read(told: &Told<'_>) -> Option<String> {
    let says = |text: &str, phrases: &[&str]| phrases.iter().any(|phrase| text.contains(phrase));
    let allowed = |sentence: &&str| says(&sentence.to_lowercase(), ALLOWED_CHARACTERS);
    let sentence = told.sentences_if(ALLOWED_CHARACTERS).into_iter().find(allowed)?;
    let mut sets: Vec<String> = codes(sentence).into_iter().filter_map(literal).collect();
    let words = plain(sentence).to_lowercase();
    if says(&words, FIRST_CHARACTER) && sets.is_empty() {
        return None;
    }
    let mut has_letters = sets.iter().any(|set| has_letters_in(set));
    for (_, set) in CHARACTER_CLASSES.iter().filter(|(phrase, _)| words.contains(phrase)) {
        if !(has_letters && has_letters_in(set)) {
            sets.push((*set).to_owned());
        }
        has_letters |= has_letters_in(set);
    }
    if told.low.has_any(IN_CAPITALS) {
        sets.push("a-z".to_owned());
    }
    let all = distinct(&sets.concat());
    // One sign, or a single class of letters, is a note on something else.
    (sets.len() > 1 || all.len() > 4).then_some(all)
}

fn has_letters_in(set: &str) -> bool {
    set.contains("a-z") || set.contains("A-Z")
}

/// Returns a set with each range and each sign once.
fn distinct(set: &str) -> String {
    let mut out = String::new();
    let mut rest = set;
    while let Some(c) = rest.chars().next() {
        let is_range = ["A-Z", "a-z", "0-9"].iter().any(|range| rest.starts_with(range));
        let length = if is_range { 3 } else { c.len_utf8() + if c == '\\' { 1 } else { 0 } };
        let (part, others) = rest.split_at_checked(length).unwrap_or((rest, ""));
        if !out.contains(part) {
            out.push_str(part);
        }
        rest = others;
    }
    out
}

/// Returns the set of a literal: `A-Z`, `_`, `[a-z0-9]`; none for a word.
fn literal(code: &str) -> Option<String> {
    let inner = code.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(code);
    let inner = inner.trim_matches('"');
    let bare: String = inner.chars().filter(|c| *c != '\\').collect();
    let is_range = |part: &str| bare.contains(part);
    let is_class = is_range("a-z") || is_range("A-Z") || is_range("0-9");
    let is_sign = bare.chars().count() == 1 && bare.chars().all(|c| !c.is_alphanumeric());
    (is_class || is_sign).then(|| escaped(&bare))
}

/// Returns a set whose hyphens between no ranges are escaped.
fn escaped(set: &str) -> String {
    let chars: Vec<char> = set.chars().collect();
    let mut out = String::new();
    for (at, c) in chars.iter().enumerate() {
        let is_between = at > 0
            && chars[at - 1].is_ascii_alphanumeric()
            && chars.get(at + 1).is_some_and(char::is_ascii_alphanumeric)
            && matches!((chars[at - 1], chars[at + 1]), ('a', 'z') | ('A', 'Z') | ('0', '9'));
        match c {
            '-' if is_between => out.push('-'),
            '-' | ']' | '[' | '^' | '\\' => out.extend(['\\', *c]),
            ' ' => {}
            c => out.push(*c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::Told;

    fn read(text: &str) -> Option<String> {
        super::read(&Told::new(text))
    }

    #[test]
    fn allowed_characters_are_read_in_both_languages() {
        for (text, set) in [
            ("Allowed characters: `A-Z`, `0-9`, and `_`. Lowercase letters are converted to uppercase", "A-Z0-9_a-z"),
            ("Can contain only Latin letters, numbers, hyphens, and underscores.", "A-Za-z0-9\\-_"),
            ("Может содержать только латинские буквы, цифры, дефис и подчеркивание", "A-Za-z0-9\\-_"),
            ("Must match the pattern `[a-z0-9\\.\\-_]`.", "a-z0-9.\\-_"),
            ("Only characters `A-Za-z0-9-_` are allowed", "A-Za-z0-9\\-_"),
        ] {
            assert_eq!(read(text).as_deref(), Some(set), "{text}");
        }
    }

    #[test]
    fn other_sentences_have_none() {
        for text in
            ["A string of two Latin letters", "The name contains invalid characters", "The code starts with `_`"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
