//! Allowed values in prose.

use super::describe::{Bullet, distinct};
use super::text::{codes, plain};
use super::vocabulary as words;

/// Allowed values: a list of literals, or literals in a sentence that introduces them.
pub(super) fn read(text: &str, bullets: &[Bullet]) -> Vec<String> {
    let lists: Vec<&Bullet> = bullets.iter().filter(|bullet| !bullet.codes.is_empty()).collect();
    if let Some(first) = lists.first() {
        if lists.iter().any(|bullet| introduced(&bullet.intro) && bullet.intro != first.intro) {
            return of_several(bullets, first);
        }
        let intro = &first.intro;
        let own: Vec<&Bullet> =
            bullets.iter().filter(|bullet| bullet.intro == *intro && bullet.indent == first.indent).collect();
        let all_literal = own.iter().all(|bullet| !bullet.codes.is_empty());
        let is_list = introduced(intro) || own.len() > 1 && !is_open(intro);
        if is_list && all_literal && (introduced(intro) || !is_open(intro)) {
            return checked(own.iter().flat_map(|bullet| bullet.codes.iter().cloned()).collect());
        }
        return Vec::new();
    }
    inline(text)
}

/// The values of all lists that are introduced as such: there is one for each kind of thing.
fn of_several(bullets: &[Bullet], first: &Bullet) -> Vec<String> {
    let is_own = |intro: &str| introduced(intro) || intro == first.intro;
    let own = bullets.iter().filter(|bullet| bullet.indent == first.indent && is_own(&bullet.intro));
    if own.clone().any(|bullet| bullet.codes.is_empty()) {
        return Vec::new();
    }
    checked(own.flat_map(|bullet| bullet.codes.iter().cloned()).collect())
}

/// The values of a list's items, where bullets give them.
pub(super) fn of_items(bullets: &[Bullet], names_fields: bool) -> Vec<String> {
    let Some(first) = bullets.first().filter(|first| names_fields || introduced(&first.intro)) else {
        return Vec::new();
    };
    let own = bullets.iter().filter(|bullet| bullet.intro == first.intro && bullet.indent == first.indent);
    if own.clone().count() < 2 || own.clone().any(|bullet| bullet.codes.is_empty()) || is_open(&first.intro) {
        return Vec::new();
    }
    let values = checked(own.flat_map(|bullet| bullet.codes.iter().cloned()).collect());
    if values.len() > 1 { values } else { Vec::new() }
}

/// Whether a line says that values follow.
pub(super) fn introduced(intro: &str) -> bool {
    words::VALUES.iter().any(|phrase| intro.contains(phrase))
}

/// Whether a line says that what follows is not all there is.
fn is_open(intro: &str) -> bool {
    words::NOT_WHOLE.iter().any(|word| intro.contains(word)) || intro.contains("where") || intro.contains("где")
}

/// Literals after a phrase that introduces them, up to the end of the sentence.
fn inline(text: &str) -> Vec<String> {
    if text.bytes().filter(|byte| *byte == b'`').count() < 4 {
        return Vec::new();
    }
    let low = text.to_lowercase();
    if low.len() != text.len() {
        // Positions would differ.
        return Vec::new();
    }
    if words::YES_OR_NO.iter().any(|phrase| low.contains(phrase)) && codes(text).len() == 2 {
        return vec!["Y".to_owned(), "N".to_owned()];
    }
    for phrase in words::VALUES {
        let Some(at) = low.find(phrase) else { continue };
        let after = &text[at + phrase.len()..];
        let end = sentence_end(after);
        let sentence = &after[..end];
        let low = sentence.to_lowercase();
        if words::NOT_WHOLE.iter().any(|word| low.contains(word)) || sentence.contains("](") {
            return Vec::new();
        }
        let found: Vec<String> =
            codes(sentence).iter().map(|code| (*code).trim_matches(['\'', '"']).to_owned()).collect();
        // A sentence that says more than the values is about something else as well.
        let said = plain(sentence).len();
        let listed: usize = found.iter().map(String::len).sum();
        if found.len() > 1 && said < listed * 3 + 60 {
            return checked(found);
        }
    }
    Vec::new()
}

fn sentence_end(text: &str) -> usize {
    let mut in_code = false;
    for (index, c) in text.char_indices() {
        match c {
            '`' => in_code = !in_code,
            // The list of values goes on.
            '\n' if text[index + 1..].starts_with('`') => {}
            '\n' => return index,
            '.' if !in_code && text[index + 1..].starts_with([' ', '\n']) => return index,
            _ => {}
        }
    }
    text.len()
}

/// The values if all of them are literals; else none.
fn checked(values: Vec<String>) -> Vec<String> {
    let is_literal = |value: &String| {
        value.chars().count() < 60
            && !value.contains(['{', '}', '<', '>', '*', '`', '\n', '|'])
            && !value.contains("...")
            && !value.chars().any(|c| ('\u{400}'..='\u{4ff}').contains(&c))
            && value.split(' ').count() < 4
    };
    // Pages write the separators of classes as JSON does.
    let values = values.into_iter().filter(|value| value != "null").map(|value| value.replace("\\\\", "\\"));
    let values: Vec<String> = values.collect();
    let is_placeholder = values
        .iter()
        .any(|value| value.ends_with("_n") || value.ends_with("_N") || value.starts_with("field_") || value == "URL");
    let is_nothing = values.iter().all(String::is_empty);
    if is_nothing || is_placeholder || !values.iter().all(is_literal) { Vec::new() } else { distinct(values) }
}
