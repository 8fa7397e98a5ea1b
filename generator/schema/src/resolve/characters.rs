//! The allowed characters of a text, as between the brackets of a regular expression: `A-Za-z0-9_\-`.

use std::ops::Range;

use super::context::Resolver;
use super::place::{Place, written};
use crate::diagnostic::Finding;
use crate::model::Type;
use crate::raw;

/// Reports a set of characters of a type that is no text, and an invalid set.
pub(super) fn check(cx: &mut Resolver<'_>, body: &raw::FieldBody, ty: &Type, here: &Place) {
    let Some(characters) = &body.characters else { return };
    if !is_text(ty) {
        let message = format!("`characters` is for texts, and this is `{}`", written(body));
        let finding = Finding::new("bad-limit", here.value("characters"), message);
        cx.report(finding.help("take it out, or mend the type").given(&["type", "values"]));
    }
    if let Err((range, message)) = read(characters) {
        let message = format!("this is no set of characters: {message}");
        let help = "write it as between the brackets of a regular expression: `A-Za-z0-9_\\-`";
        cx.report(Finding::new("bad-value", here.within("characters", range), message).help(help));
    }
}

/// Returns true if a value may be a text, or contain texts.
fn is_text(ty: &Type) -> bool {
    match ty {
        Type::String | Type::Id(_) | Type::Any => true,
        Type::Nullable(inner) | Type::List(inner) | Type::OneOrMany(inner) | Type::Map(inner) => is_text(inner),
        _ => false,
    }
}

/// Parses single characters and ranges; an error has a message and its range in characters.
fn read(text: &str) -> Result<(), (Range<usize>, String)> {
    let chars: Vec<char> = text.chars().collect();
    if chars.is_empty() {
        return Err((0..1, "it is empty".to_owned()));
    }
    let mut at = 0;
    while at < chars.len() {
        let start = at;
        let first = single(&chars, &mut at)?;
        if chars.get(at) != Some(&'-') {
            continue;
        }
        at += 1;
        if at == chars.len() {
            return Err((at - 1..at, "a `-` that stands for itself is `\\-`".to_owned()));
        }
        let last = single(&chars, &mut at)?;
        if first > last {
            return Err((start..at, format!("no character is from `{first}` to `{last}`")));
        }
    }
    Ok(())
}

/// Reads the character at a place, plain or escaped with `\`.
fn single(chars: &[char], at: &mut usize) -> Result<char, (Range<usize>, String)> {
    let start = *at;
    let is_escaped = chars[start] == '\\';
    *at += 1 + usize::from(is_escaped);
    match (is_escaped, chars.get(start + usize::from(is_escaped))) {
        (true, Some(c)) if c.is_ascii_punctuation() => Ok(*c),
        (true, _) => Err((start..start + 1, "a `\\` that stands for itself is `\\\\`".to_owned())),
        (false, Some(c)) if !['-', '[', ']', '^'].contains(c) => Ok(*c),
        (false, _) => {
            let c = chars[start];
            Err((start..start + 1, format!("a `{c}` that stands for itself is `\\{c}`")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn characters_and_ranges_are_read() {
        for text in ["A-Za-z0-9_", "a", "\\-", "a-z\\-\\]\\\\", "а-я", " -~", "\\--z", "*.,"] {
            assert_eq!(read(text), Ok(()), "{text}");
        }
    }

    #[test]
    fn what_is_no_set_is_told_at_its_place() {
        for (text, place) in [
            ("", 0..1),
            ("z-a", 0..3),
            ("a-z-", 3..4),
            ("-a", 0..1),
            ("^a", 0..1),
            ("a[b]", 1..2),
            ("ab\\", 2..3),
            ("\\d", 0..1),
        ] {
            assert_eq!(read(text).map_err(|(range, _)| range), Err(place), "{text}");
        }
    }
}
