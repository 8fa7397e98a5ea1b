//! Allowed values in prose.

use crate::page::text::{are_aligned, codes, distinct, plain};
use crate::prose::bullets::{Bullet, introduced};
use crate::prose::sentences::{sentence_end, sentences};
use crate::prose::told::Told;
use crate::vocabulary as words;

/// Values of a description. They are all that there are only where it says so.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Values {
    pub(crate) list: Vec<String>,
    /// True if there may be others.
    pub(crate) is_open: bool,
}

/// Returns the values: a list of literals, or literals in a sentence that introduces them.
pub(crate) fn read(told: &Told<'_>, bullets: &[Bullet]) -> Values {
    let mut values = if bullets.iter().any(|bullet| !bullet.codes.is_empty()) {
        of_bullets(bullets)
    } else {
        Values { list: inline(told), is_open: false }
    };
    values.is_open |= !values.list.is_empty() && told.low.has_any(words::MORE_VALUES);
    let count = values.list.len();
    values.list.retain(|value| !is_template(value));
    values.is_open |= values.list.len() < count;
    if matches!(values.list.as_slice(), [only] if words::TYPE_NAMES.contains(&only.as_str())) {
        values.list.clear();
    }
    values
}

/// Returns true for a text with a place for a number: `chatXXX`, `DYNAMIC_XXX`.
fn is_template(value: &str) -> bool {
    value.contains("XXX") || value.contains("xxx")
}

/// Returns the values of lists: of the one that is introduced as all values, else of all lists.
fn of_bullets(bullets: &[Bullet]) -> Values {
    let Some(first) = bullets.iter().find(|bullet| !bullet.codes.is_empty()) else { return Values::default() };
    let lists: Vec<&Bullet> = bullets.iter().filter(|bullet| !bullet.codes.is_empty()).collect();
    if lists.iter().any(|bullet| introduced(&bullet.intro) && bullet.intro != first.intro) {
        let is_open = !lists.iter().all(|bullet| introduced(&bullet.intro));
        return Values { list: of_several(bullets, first), is_open };
    }
    let own: Vec<&Bullet> =
        bullets.iter().filter(|bullet| bullet.intro == first.intro && bullet.indent == first.indent).collect();
    let is_whole = introduced(&first.intro);
    let is_list = is_whole || own.len() > 1;
    if !is_list || own.iter().any(|bullet| bullet.codes.is_empty()) || is_open(&first.intro) && !is_whole {
        return Values::default();
    }
    // Groups under headings of their own: `Custom fields:`, then `System fields:`.
    let groups = bullets.iter().filter(|bullet| bullet.indent == first.indent && !is_open(&bullet.intro));
    let of: Vec<&Bullet> = if is_whole { own } else { groups.collect() };
    let is_group = |bullet: &&Bullet| !bullet.codes.is_empty();
    let list = checked(of.into_iter().filter(is_group).flat_map(|bullet| bullet.codes.iter().cloned()).collect());
    Values { list, is_open: !is_whole || is_open(&first.intro) }
}

/// Returns the values of all lists that are introduced as such: there is one for each kind.
fn of_several(bullets: &[Bullet], first: &Bullet) -> Vec<String> {
    let is_own = |intro: &str| introduced(intro) || intro == first.intro;
    let own = bullets.iter().filter(|bullet| bullet.indent == first.indent && is_own(&bullet.intro));
    if own.clone().any(|bullet| bullet.codes.is_empty()) {
        return Vec::new();
    }
    checked(own.flat_map(|bullet| bullet.codes.iter().cloned()).collect())
}

/// Returns the values of a list's items, if bullets give them.
pub(crate) fn of_items(bullets: &[Bullet], names_fields: bool) -> Vec<String> {
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

/// Returns true if the introduction marks a list as incomplete.
fn is_open(intro: &str) -> bool {
    words::NOT_WHOLE.iter().chain(words::WHERE).any(|word| intro.contains(word))
}

/// Returns the literals after a phrase that introduces them, up to the end of the sentence.
fn inline(told: &Told<'_>) -> Vec<String> {
    let text = told.text;
    if text.bytes().filter(|byte| *byte == b'`').count() < 4 {
        return Vec::new();
    }
    let low = &told.low.text;
    if !are_aligned(text, low) {
        return Vec::new();
    }
    if told.low.has_any(words::YES_OR_NO) {
        let says = |sentence: &&str| {
            let low = sentence.to_lowercase();
            words::YES_OR_NO.iter().any(|phrase| low.contains(phrase)) && codes(sentence).len() == 2
        };
        if sentences(text).iter().any(says) {
            return vec!["Y".to_owned(), "N".to_owned()];
        }
    }
    for phrase in words::VALUES {
        let Some(at) = told.low.find(phrase) else { continue };
        // `Examples of valid values: …` are not all of them.
        let start = low[..at].rfind(['.', '\n']).map_or(0, |end| end + 1);
        if words::NOT_WHOLE.iter().any(|word| low[start..at].contains(word)) {
            return Vec::new();
        }
        let after = &text[at + phrase.len()..];
        let end = sentence_end(after);
        let sentence = &after[..end];
        let low = sentence.to_lowercase();
        if words::NOT_WHOLE.iter().any(|word| low.contains(word)) || sentence.contains("](") {
            return Vec::new();
        }
        let found: Vec<String> =
            codes(sentence).iter().map(|code| (*code).trim_matches(['\'', '"']).to_owned()).collect();
        // A sentence with more text than the values is about something else as well.
        let said = plain(sentence).len();
        let listed: usize = found.iter().map(String::len).sum();
        if found.len() > 1 && said < listed * 3 + 60 {
            return checked(found);
        }
    }
    if !text.contains(": `") {
        return Vec::new();
    }
    sentences(text).into_iter().map(alternatives).find(|found| !found.is_empty()).unwrap_or_default()
}

/// Returns the literals at the end of a sentence behind a colon, joined by commas and ` or `: `Kind: `a` or `b``.
fn alternatives(sentence: &str) -> Vec<String> {
    let Some((before, after)) = sentence.split_once(": `") else { return Vec::new() };
    let low = before.to_lowercase();
    let names_fields = low.split_whitespace().any(|word| words::OF_NAMES.iter().any(|name| word.starts_with(name)));
    if names_fields || words::NOT_WHOLE.iter().any(|word| low.contains(word)) || before.contains('`') {
        return Vec::new();
    }
    // The parts outside of backticks are every other one.
    let parts: Vec<&str> = after.split('`').collect();
    let (found, joints): (Vec<_>, Vec<_>) = parts.iter().enumerate().partition(|(index, _)| index % 2 == 0);
    // `a`, `b`, or `c`
    let is_or = |joint: &str| words::OR.contains(&format!("{} ", joint.trim().trim_start_matches(',').trim()).as_str());
    let ends = joints.last().is_some_and(|(_, last)| matches!(last.trim(), "" | "."));
    let inner = joints.split_last().map(|(_, inner)| inner).unwrap_or_default();
    let are_joints = inner.iter().all(|(_, joint)| joint.trim() == "," || is_or(joint));
    let is_choice = inner.last().is_some_and(|(_, joint)| is_or(joint));
    if parts.len() % 2 == 1 || !ends || !are_joints || !is_choice {
        return Vec::new();
    }
    checked(found.into_iter().map(|(_, code)| code.trim().trim_matches(['\'', '"']).to_owned()).collect())
}

/// Returns the values if all of them are literals; else none.
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
