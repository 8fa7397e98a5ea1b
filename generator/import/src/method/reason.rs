//! The reason of an error, from the words around it.

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use bitrix24_schema::raw::Reason;

use crate::facts::Error;
use crate::page::text::{codes, distinct};
use crate::vocabulary::reasons::{APPLICATION_REQUIRED, NOT_TOLD, OR, OR_INVALID, REASON_OF_CODE, REASONS};

/// The beginning of the codes of REST 3.0. Its pages give advice in the place of an explanation.
const REST3: &str = "BITRIX_REST_V3";

/// The largest number of names that an error is about; more are a list of all there are.
const MAX_NAMES: usize = 4;

/// Gives an error its reasons, from explanations as the page writes them.
pub(crate) fn tell(error: &mut Error) {
    let told = std::mem::take(&mut error.told);
    let own: Vec<&str> = told.iter().map(String::as_str).filter(|text| words(text).len() > 2).collect();
    let mut reasons: Vec<Reason> = Vec::new();
    let texts: &[&str] = if own.is_empty() { &[""] } else { &own };
    for reason in texts.iter().flat_map(|text| of(error, text)) {
        if !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }
    if error.of.is_empty() && reasons.iter().any(|reason| reason.has_subject()) {
        error.of = names(texts);
    }
    error.is_for_applications = reasons == [Reason::Application] && is_for_applications(error, texts);
    error.reasons = reasons;
}

/// Returns true if an error is that of all calls without an application, and not of those with a certain parameter.
fn is_for_applications(error: &Error, texts: &[&str]) -> bool {
    let said = [error.message.as_deref().unwrap_or_default()].into_iter().chain(texts.iter().copied());
    let says = |text: &str| {
        let low = text.to_lowercase();
        APPLICATION_REQUIRED.iter().any(|phrase| low.contains(phrase))
    };
    names(texts).is_empty() && said.into_iter().any(says)
}

/// Names the parameters that an error is about, where its message alone has them, and none of them could be a word.
pub(crate) fn name(error: &mut Error, params: &BTreeSet<String>) {
    let Some(message) = error.message.as_deref().filter(|_| error.of.is_empty()) else { return };
    if !error.reasons.iter().any(|reason| reason.has_subject()) {
        return;
    }
    let is_name = |word: &&str| {
        let has_capital = word.chars().skip(1).any(char::is_uppercase);
        word.len() > 2 && (word.contains('_') || has_capital) && params.contains(*word)
    };
    let words = message.split(|c: char| !c.is_alphanumeric() && c != '_').filter(is_name);
    let found = distinct(words.map(str::to_owned).collect());
    if found.len() <= MAX_NAMES {
        error.of = found;
    }
}

/// Returns the reasons that the words tell, those of the explanation before those of the message and the code.
fn of(error: &Error, told: &str) -> Vec<Reason> {
    let message = in_text(error.message.as_deref().unwrap_or_default());
    let told = in_text(&without_names(told));
    if told == [Reason::Refused] && message == [Reason::Denied] {
        return message;
    }
    let sources = if error.code.starts_with(REST3) {
        let by_code = REASON_OF_CODE.iter().find(|(part, _)| error.code.contains(part));
        let is_check = error.code.contains("VALIDATION") && matches!(message.as_slice(), [] | [Reason::Failed]);
        let message = if is_check { vec![Reason::Invalid] } else { message };
        [by_code.map(|(_, reason)| vec![*reason]).unwrap_or_default(), message, told]
    } else {
        // Any code may have the word `error`.
        let code = Some(in_text(&error.code.replace('_', " "))).filter(|found| *found != [Reason::Failed]);
        [told, message, code.unwrap_or_default()]
    };
    let found = || sources.iter().filter(|found| !found.is_empty());
    // `Failed` says the least.
    found().find(|found| **found != [Reason::Failed]).or(found().next()).cloned().unwrap_or_default()
}

/// Returns the reasons of the two halves of a text that says "or", if each has one of its own: in the order of the
/// phrases, and what is denied behind what is wrong.
fn of_halves(text: &str) -> Option<Vec<Reason>> {
    let (before, after) = OR.iter().find_map(|or| text.split_once(or))?;
    let one = |half: &str| Lists::of(half).first_reason();
    let mut found = [one(&format!("{before} "))?, one(&format!(" {after}"))?];
    found.sort_by_key(|at| (REASONS[*at].0 == Reason::Denied, *at));
    let [first, second] = found.map(|at| REASONS[at].0);
    let is_plain = |reason: Reason| !matches!(reason, Reason::Failed | Reason::Refused);
    (first != second && is_plain(first) && is_plain(second)).then(|| vec![first, second])
}

/// Returns the reason that a text tells; two where it says that a thing is not there, or not for the caller.
fn in_text(text: &str) -> Vec<Reason> {
    let text = words(text);
    let lists = Lists::of(&text);
    if lists.has(Lists::NOT_TOLD) {
        return vec![Reason::Failed];
    }
    if let Some(both) = of_halves(&text) {
        return both;
    }
    let tells = |reason: Reason| (0..REASONS.len()).any(|at| REASONS[at].0 == reason && lists.has(at));
    match lists.first_reason().map(|at| REASONS[at].0) {
        Some(Reason::Denied) if tells(Reason::NotFound) => vec![Reason::NotFound, Reason::Denied],
        Some(Reason::Missing) if lists.has(Lists::OR_INVALID) => vec![Reason::Missing, Reason::Invalid],
        Some(reason) => vec![reason],
        None => Vec::new(),
    }
}

/// The lists of phrases of which a text has one, a bit for each: those of the reasons, and two more.
#[derive(Clone, Copy, Debug, Default)]
struct Lists(u32);

/// A phrase and the place of its list.
struct Phrase {
    text: &'static str,
    /// True if its last word may have any ending.
    is_open: bool,
    list: usize,
}

/// All phrases by their first two bytes, so that each word of a text is compared with those few that begin as it does.
static PHRASES: LazyLock<HashMap<[u8; 2], Vec<Phrase>>> = LazyLock::new(|| {
    let reasons = REASONS.iter().map(|(_, phrases)| *phrases).enumerate();
    let all = reasons.chain([(Lists::NOT_TOLD, NOT_TOLD), (Lists::OR_INVALID, OR_INVALID)]);
    let mut by_head: HashMap<[u8; 2], Vec<Phrase>> = HashMap::new();
    for (list, phrase) in all.flat_map(|(list, phrases)| phrases.iter().map(move |phrase| (list, *phrase))) {
        let (text, is_open) = phrase.strip_suffix('*').map_or((phrase, false), |stem| (stem, true));
        if let Some(head) = text.as_bytes().first_chunk() {
            by_head.entry(*head).or_default().push(Phrase { text, is_open, list });
        }
    }
    by_head
});

/// There is a bit for each list.
const _: () = assert!(Lists::OR_INVALID < u32::BITS as usize);

impl Lists {
    const NOT_TOLD: usize = REASONS.len();
    const OR_INVALID: usize = REASONS.len() + 1;

    /// Looks for the phrases in words, each between spaces.
    fn of(words: &str) -> Lists {
        let mut found = Lists::default();
        for (at, _) in words.match_indices(' ') {
            let rest = &words[at + 1..];
            let alike = rest.as_bytes().first_chunk().and_then(|head| PHRASES.get(head));
            for phrase in alike.into_iter().flatten() {
                let after = rest.strip_prefix(phrase.text);
                if after.is_some_and(|after| phrase.is_open || after.starts_with(' ')) {
                    found.0 |= 1 << phrase.list;
                }
            }
        }
        found
    }

    fn has(self, list: usize) -> bool {
        self.0 >> list & 1 == 1
    }

    /// Returns the place of the first reason that has a phrase.
    fn first_reason(self) -> Option<usize> {
        (0..REASONS.len()).find(|at| self.has(*at))
    }
}

/// Returns a text without the names in backticks: `CHECK_PERMISSION` is no word about permissions.
fn without_names(text: &str) -> String {
    let parts = text.split('`').enumerate();
    parts.map(|(at, part)| if at % 2 == 1 && !part.contains(' ') { "x" } else { part }).collect()
}

/// Returns the words of a text in small letters, each between spaces; text in brackets is left out.
fn words(text: &str) -> String {
    let mut words = String::with_capacity(text.len() + 2);
    words.push(' ');
    let mut depth = 0_usize;
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            '’' => words.push('\''),
            c if c.is_ascii_alphanumeric() => words.push(c.to_ascii_lowercase()),
            c if c.is_alphanumeric() || c == '\'' => words.extend(c.to_lowercase()),
            _ if words.ends_with(' ') => {}
            _ => words.push(' '),
        }
    }
    if !words.ends_with(' ') {
        words.push(' ');
    }
    words
}

/// Returns the names in backticks, as far as they look like those of parameters.
pub(crate) fn names(texts: &[&str]) -> Vec<String> {
    let is_name = |code: &&str| {
        let rest = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '[' | ']');
        let is_number = code.ends_with(|c: char| c.is_ascii_digit()) && code.len() < 3;
        code.len() > 1 && code.starts_with(|c: char| c.is_ascii_alphabetic()) && code.chars().all(rest) && !is_number
    };
    let is_value = |code: &&str| matches!(*code, "null" | "true" | "false" | "array" | "string" | "integer" | "object");
    let is_method = |code: &&str| code.matches('.').count() > 1;
    let mut found: Vec<String> = Vec::new();
    for code in texts.iter().flat_map(|text| codes(text)).filter(is_name) {
        if !is_value(&code) && !is_method(&code) && !found.iter().any(|known| known == code) {
            found.push(code.to_owned());
        }
    }
    if found.len() > MAX_NAMES { Vec::new() } else { found }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_told(code: &str, message: Option<&str>, told: &[&str], reasons: &[Reason], of: &[&str]) {
        let told = told.iter().map(|text| (*text).to_owned()).collect();
        let mut error = Error { code: code.to_owned(), message: message.map(str::to_owned), told, ..Error::default() };
        tell(&mut error);
        assert_eq!(error.reasons, reasons);
        assert_eq!(error.of, of);
    }

    #[test]
    fn reasons_are_read_in_both_languages() {
        assert_told("100", None, &["Parameter `id` is not specified"], &[Reason::Missing], &["id"]);
        assert_told("100", None, &["Не передан параметр `id`"], &[Reason::Missing], &["id"]);
        assert_told("ERROR_CORE", Some("Access denied"), &[], &[Reason::Denied], &[]);
        assert_told("", None, &["Сделка с таким `ID` не найдена"], &[Reason::NotFound], &["ID"]);
        assert_told("", Some("Access denied"), &["The bot is not a participant in the chat"], &[Reason::Denied], &[]);
        assert_told("", Some("Access denied"), &["Бот не является участником чата"], &[Reason::Denied], &[]);
        let either = &[Reason::NotFound, Reason::Denied][..];
        assert_told("0", None, &["Page `lid` not found or not accessible"], either, &["lid"]);
    }

    #[test]
    fn a_message_names_parameters_that_are_no_words() {
        let params = ["ENTITY_ID", "entityId", "ID", "name"].map(str::to_owned).into();
        let of = |message: &str| {
            let mut error = Error { message: Some(message.to_owned()), ..Error::default() };
            tell(&mut error);
            name(&mut error, &params);
            error.of
        };
        assert_eq!(of("ENTITY_ID is not defined or invalid."), ["ENTITY_ID"]);
        assert_eq!(of("Attach with entityId 5 not found"), ["entityId"]);
        assert!(of("The ID of the name is not found").is_empty());
        assert!(of("Access to ENTITY_ID denied").is_empty());
    }

    #[test]
    fn an_explanation_counts_before_message_and_code() {
        let told = "The portal's plan has no flows";
        assert_told("0", Some("Access denied"), &[told], &[Reason::Plan], &[]);
        assert_told("SYSTEM_ERROR", None, &["Internal error while the field was read"], &[Reason::Failed], &[]);
        assert_told(
            "BITRIX_REST_V3_EXCEPTION_ACCESSDENIEDEXCEPTION",
            None,
            &["Check the `mail` scope"],
            &[Reason::Denied],
            &[],
        );
        assert_told("SOMETHING", None, &["Documents are issued for it"], &[], &[]);
    }

    #[test]
    fn names_are_no_words_and_two_reasons_may_be_joined() {
        assert_told(
            "",
            None,
            &["`CHECK_PERMISSION` is not passed as a scalar"],
            &[Reason::Invalid],
            &["CHECK_PERMISSION"],
        );
        let both = &[Reason::Missing, Reason::Invalid][..];
        assert_told("", None, &["The parameter `ID` is empty or invalid"], both, &["ID"]);
        assert_told("100", None, &["Параметр `ID` не указан или некорректен"], both, &["ID"]);
        assert_told("", None, &["The `ID` is not specified or has an invalid value"], both, &["ID"]);
        assert_told("", None, &["`ID` меньше 1 или не передан"], both, &["ID"]);
        let either = &[Reason::NotFound, Reason::State][..];
        assert_told("", None, &["The document is not found or is closed"], either, &[]);
        assert_told("", None, &["Документ закрыт или не найден"], either, &[]);
        assert_told("", None, &["The field or the record is not found"], &[Reason::NotFound], &[]);
        let code = "BITRIX_REST_V3_EXCEPTION_VALIDATION_REQUESTVALIDATIONEXCEPTION";
        assert_told(code, Some("Error during request object validation"), &[""], &[Reason::Invalid], &[]);
    }

    #[test]
    fn several_explanations_of_one_error_are_several_reasons() {
        let told = ["Required fields are not provided", "Other errors (e.g. fatal)"];
        assert_told("0", None, &told, &[Reason::Missing, Reason::Failed], &[]);
    }
}
