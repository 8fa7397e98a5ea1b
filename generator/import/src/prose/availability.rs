//! The edition, the plan and the version that have a method or a field.

use bitrix24_schema::raw::Edition;

use crate::facts::Availability;
use crate::page::haystack::Haystack;
use crate::vocabulary::{CLOUD_ONLY, EDITING, ON_PREMISE_ONLY, PLANS, SINCE};

/// Reads a plain text in small letters.
pub(crate) fn in_words(said: &Haystack<'_>) -> Availability {
    let says = |phrases: &[&str]| said.has_any(phrases);
    let has = |text: &str, phrases: &[&str]| phrases.iter().any(|phrase| text.contains(phrase));
    // Who may edit it where is another fact.
    let is_of_edition = |phrases: &[&str]| {
        says(phrases) && said.text.split(['.', '\n']).any(|one| has(one, phrases) && !has(one, EDITING))
    };
    let edition = if is_of_edition(ON_PREMISE_ONLY) {
        Some(Edition::OnPremise)
    } else {
        is_of_edition(CLOUD_ONLY).then_some(Edition::Cloud)
    };
    Availability { edition, is_of_plans: says(PLANS), since: since(said) }
}

/// Returns `crm 24.300.0` of a sentence that says since when a thing is there, and that alone.
fn since(said: &Haystack<'_>) -> Option<String> {
    let (at, phrase) = SINCE.iter().find_map(|phrase| Some((said.find(phrase)?, phrase)))?;
    let mut words = said.text[at + phrase.len()..].split_whitespace();
    let first = words.next()?.trim_matches([',', '.', '*', '`']);
    let is_version = |word: &str| word.contains('.') && word.chars().all(|c| c.is_ascii_digit() || c == '.');
    if is_version(first) {
        return Some(first.to_owned());
    }
    let version = words.next()?.trim_matches([',', '.', '*', '`']);
    (first.bytes().all(|byte| byte.is_ascii_alphabetic()) && is_version(version)).then(|| format!("{first} {version}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::text::plain;

    fn read(text: &str) -> Availability {
        in_words(&Haystack::new(plain(text).to_lowercase()))
    }

    #[test]
    fn editions_plans_and_versions_are_read() {
        assert_eq!(read("Relevant only for on-premise").edition, Some(Edition::OnPremise));
        assert_eq!(read("Актуально только для коробочной версии").edition, Some(Edition::OnPremise));
        assert!(read("You can only start it using REST on paid plans, demo licenses, and NFR licenses").is_of_plans);
        assert_eq!(read("Available starting from version crm 24.300.0").since.as_deref(), Some("crm 24.300.0"));
        assert_eq!(read("Editing it is available only in the on-premise version").edition, None);
        assert_eq!(read("In cloud Bitrix24, ask the support"), Availability::default());
    }
}
