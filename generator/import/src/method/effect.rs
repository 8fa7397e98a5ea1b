//! The effect of a method, reading or writing: by its name, its parameters, and what its page says of it.

use bitrix24_schema::raw::Kind;

use super::verb;
use crate::facts::Field;
use crate::page::said::Said;
use crate::vocabulary::{self as words, Section};

/// The number of words in which the verb has to be: the name of the method may be before it.
const NEAR: usize = 3;

/// Returns the effect of a method; unknown if nothing tells.
///
/// A name that reads may belong to a method that writes besides: it clears the queue that it reads, or marks what it lists.
pub(super) fn read(said: &[Said<'_>], name: &str, params: &[Field]) -> Option<Kind> {
    let named = verb::kind(name);
    if named == Some(Kind::Write) {
        return named;
    }
    let sentences = sentences(said);
    let clears = params.iter().any(|param| param.name.eq_ignore_ascii_case("clear"));
    let confirms = || sentences.iter().any(|sentence| words::CONFIRMS.iter().any(|word| sentence.contains(word)));
    let verbs = sentences.iter().find_map(|sentence| verbs(sentence));
    match verbs {
        _ if clears || confirms() => Some(Kind::Write),
        Some((Kind::Write, _)) | Some((_, true)) => Some(Kind::Write),
        _ if named.is_some() => named,
        verbs => verbs.map(|(kind, _)| kind),
    }
}

/// Returns the effect by the first verb of a sentence about the method, and whether an alternative to it writes.
fn verbs(sentence: &str) -> Option<(Kind, bool)> {
    let rest = words::METHOD.iter().find_map(|word| sentence.split_once(word)).map_or(sentence, |(_, rest)| rest);
    let verb = |word: &str| match () {
        () if words::READS.contains(&word) => Some(Kind::Read),
        () if words::WRITES.contains(&word) => Some(Kind::Write),
        () => None,
    };
    let list: Vec<&str> = rest.split_whitespace().map(|word| word.trim_matches([',', '.', ':', '`'])).collect();
    let first = list.iter().take(NEAR).copied().find_map(verb)?;
    let is_other = |pair: &[&str]| words::ALTERNATIVE.contains(&pair[0]) && verb(pair[1]) == Some(Kind::Write);
    Some((first, list.windows(2).any(is_other)))
}

/// Returns the sentences of the introduction, without its notes, in small letters.
fn sentences<'s>(said: &'s [Said<'_>]) -> Vec<&'s str> {
    let texts = said.iter().filter(|said| said.section == Section::Intro && !said.is_note);
    texts.flat_map(|said| said.bare.text.split(". ")).filter(|sentence| !sentence.trim().is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::{Kind, verbs};

    #[test]
    fn the_first_verb_tells() {
        assert_eq!(verbs("the method `a.settings` retrieves the settings"), Some((Kind::Read, false)));
        assert_eq!(verbs("the method `a.read.list` marks a list as read or unread"), Some((Kind::Write, false)));
        assert_eq!(verbs("the `a.rights` method retrieves the rights or modifies them"), Some((Kind::Read, true)));
        assert_eq!(verbs("метод `a.rights` получает права или изменяет их"), Some((Kind::Read, true)));
        assert_eq!(verbs("a method for reading the queue without making changes to it"), None);
    }
}
