//! Names of errors.
//!
//! - An error that alone in its method has its code is named by the code, if that is a word.
//! - Any other is named by the code and the first sentence of its message, or as many sentences as have six words
//!   together. A longer sentence is cut where a clause ends, or else, behind the verb, where a phrase begins; never
//!   elsewhere. See [`message`] for what counts as a word.
//! - The code is left out where it is no word (`0`), says only that there was an error (`ERROR_CORE`), is the path of a
//!   class, or where the message has all its words. Words that begin the message and stand in the code are not said
//!   again: `INVALID_ARG_VALUE` with "Invalid filter: field 'field' has invalid value" is
//!   `InvalidArgValueFilterFieldInvalidValue`.
//! - Of two errors that would be called the same, the first keeps the name. The other ends at the next place where it may
//!   end, keeps what only leads to values ("with ID"), or has its code in the name; else it gets a number.
//!
//! So a name comes from its error alone, and one more error in a method renames no other, but for two cases: the one that
//! alone had the code of the new one, and one behind it that would be called the same.

use heck::ToSnakeCase;

use super::message::{self, Gap, Word};
use super::{Others, Wish, error, spelled};

/// How many words a name has after the code, unless more are needed to tell it apart.
const MOST: usize = 6;
/// How many words the first clause may have before it is cut where a phrase begins.
const MOST_OF_CLAUSE: usize = 7;
/// How many words a name may have in order to be told apart; then it gets a number.
const MOST_IN_ALL: usize = 12;
/// How many words a code has that stands in a name.
const MOST_OF_CODE: usize = 4;
/// Words of a code that say no more than that there was an error.
const NOTHING: &[&str] = &["error", "exception", "core", "bx"];
/// Words after which a word of the code need not be said again.
const JUDGING: &[&str] = &["wrong", "empty", "incorrect", "invalid", "unknown", "missing", "no"];

/// The names that an error may have. `is_alone` tells whether no other error of its method has the code.
pub fn wish_of_error<'e>(code: &'e str, message: Option<&'e str>, is_alone: bool) -> Wish<'e> {
    let is_word = code.contains(char::is_alphabetic);
    let message = message.filter(|_| !(is_word && is_alone));
    if let Some((message, name)) = message.and_then(|message| Some((message, by_message(code, message).next()?))) {
        let others = move || {
            let mut names: Vec<String> = by_message(code, message).collect();
            names.dedup();
            let best = names.remove(0);
            let with_code = if is_word { before(code, &best) } else { error(code).map(|_| behind(code, &best)) };
            Others { names, rest: with_code.into_iter().collect() }
        };
        return Wish { wire: code, name, is_given: false, others: Some(Box::new(others)) };
    }
    let by_signs = move || spelled(code).and_then(|words| error(&words));
    let name = match error(code) {
        Some(name) if is_word => name,
        Some(_) => behind(code, ""),
        None => by_signs().unwrap_or_else(|| "NoCode".to_owned()),
    };
    let others = move || Others { names: Vec::new(), rest: by_signs().into_iter().collect() };
    Wish { wire: code, name, is_given: false, others: Some(Box::new(others)) }
}

/// The names that a message gives, the best first, then longer ones. Each is made when it is asked for.
fn by_message(code: &str, message: &str) -> impl Iterator<Item = String> {
    let code = telling(code);
    [false, true].into_iter().flat_map(move |is_whole| {
        let words = message::words(message, is_whole);
        let (code, ends) = (code.clone(), ends(&words, leading(&code, &words)));
        ends.into_iter().filter_map(move |end| name(&code, cut(&words, end)))
    })
}

/// The words of a code that tell something; none of one that is no word, or the path of a class.
fn telling(code: &str) -> Vec<String> {
    let tells = |word: &&str| word.contains(char::is_alphabetic) && !NOTHING.contains(word);
    let words: Vec<String> = code.to_snake_case().split('_').filter(tells).map(str::to_owned).collect();
    let is_path = words.len() > MOST_OF_CODE || code.to_lowercase().contains("_exception_");
    if is_path { Vec::new() } else { words }
}

/// How many words at the beginning stand in the code.
fn leading(code: &[String], words: &[Word]) -> usize {
    let count = words.iter().take_while(|word| is_in(code, word)).count();
    // The subject of a sentence cannot be left out.
    let needs_subject = |next: &Word| next.gap < Gap::Clause && (next.is_after_verb || next.weight() == 0);
    if words.get(count).is_some_and(needs_subject) { 0 } else { count }
}

fn is_in(code: &[String], word: &Word) -> bool {
    word.parts().iter().all(|part| code.iter().any(|of| stem(of) == stem(part)))
}

/// The word in the form in which words of codes and messages are compared.
fn stem(word: &str) -> &str {
    match word {
        "wrong" | "incorrect" => "invalid",
        "params" | "parameter" | "parameters" => "param",
        _ => word.strip_suffix('s').unwrap_or(word),
    }
}

/// The places where a name may end: the best first, then later ones. `led` words at the beginning do not count.
fn ends(words: &[Word], led: usize) -> Vec<usize> {
    let weight = |end: usize| words[led.min(end)..end].iter().map(Word::weight).sum::<usize>();
    let last = |least: Gap| places(words, led, least).into_iter().rfind(|end| weight(*end) <= MOST);
    let clause = places(words, led, Gap::Clause).first().copied().unwrap_or(words.len());
    let best = last(Gap::Sentence)
        .or_else(|| last(Gap::Clause))
        .or_else(|| Some(clause).filter(|end| weight(*end) <= MOST_OF_CLAUSE))
        .or_else(|| last(Gap::Phrase))
        .unwrap_or(clause);
    let later = [Gap::Sentence, Gap::Clause, Gap::Phrase].into_iter().flat_map(|least| places(words, led, least));
    let later = later.filter(|end| *end > best && weight(*end) <= MOST_IN_ALL);
    std::iter::once(best).chain(later).collect()
}

/// The places where at least such a part of the message ends.
fn places(words: &[Word], led: usize, least: Gap) -> Vec<usize> {
    let has_verb = words.iter().any(|word| word.is_after_verb);
    let is_said = |end: usize| words[end - 1].is_after_verb && !words[end - 1].is_open();
    let ends = |end: &usize| match words[*end].gap {
        gap if gap < least => false,
        Gap::None => false,
        Gap::Phrase => is_said(*end) || !has_verb,
        Gap::Clause => is_said(*end) || words[0].weight() > 0,
        Gap::Sentence | Gap::Reason => true,
    };
    let places: Vec<usize> = (2.max(led + 1)..words.len()).filter(ends).chain([words.len()]).collect();
    // A word alone belongs to what is before it.
    let is_long = |(at, end): (usize, &usize)| places.get(at + 1).is_none_or(|next| next - end > 1);
    places.iter().enumerate().filter(|place| is_long(*place)).map(|(_, end)| *end).collect()
}

/// The words before `end`, without those that add nothing there.
fn cut(words: &[Word], end: usize) -> &[Word] {
    let kept = message::without_dangling(&words[..end]);
    // "not allowed in filter", where the filter was named before.
    match kept {
        [before @ .., joining, last] if joining.weight() == 0 && !joining.is(&["and", "or"]) => {
            let is_again = before.iter().any(|word| word.text.eq_ignore_ascii_case(&last.text));
            if is_again { before } else { kept }
        }
        _ => kept,
    }
}

/// The name made of words, with the code before them unless they say it themselves.
fn name(code: &[String], words: &[Word]) -> Option<String> {
    let says = |of: &String| words.iter().flat_map(Word::parts).any(|part| stem(part) == stem(of));
    if code.iter().all(says) {
        return error(&words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" "));
    }
    let words = &words[leading(code, words)..];
    let is_needless = |at: usize| {
        let is_judged = at.checked_sub(1).is_some_and(|before| words[before].is(JUDGING));
        let goes_on = words.get(at + 1).is_some_and(|next| next.gap == Gap::None && next.weight() > 0);
        is_judged && goes_on && is_in(code, &words[at])
    };
    let kept = (0..words.len()).filter(|at| !is_needless(*at)).map(|at| words[at].text.as_str());
    error(&code.iter().map(String::as_str).chain(kept).collect::<Vec<_>>().join(" "))
}

/// The name with the whole code before it, unless it says that itself, or the code is the path of a class.
fn before(code: &str, name: &str) -> Option<String> {
    let code = code.to_snake_case();
    let words: Vec<&str> = code.split('_').collect();
    let name_in_words = name.to_snake_case();
    let says = |of: &&str| name_in_words.split('_').any(|part| stem(part) == stem(of));
    let says_all = words.iter().filter(|word| !matches!(**word, "error" | "exception")).all(says);
    (words.len() <= MOST_OF_CODE && !says_all).then(|| error(&format!("{code} {name}"))).flatten()
}

/// The name with a code behind it that is no word.
fn behind(code: &str, name: &str) -> String {
    let digits: String = code.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    format!("{name}Code{digits}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{Style, apart, is_ident};
    use super::wish_of_error;

    /// The names of one method's errors.
    fn names<'e>(errors: &[(&'e str, Option<&'e str>)]) -> Vec<String> {
        let is_alone = |code: &str| errors.iter().filter(|(other, _)| *other == code).count() == 1;
        let wishes = errors.iter().map(|(code, message)| wish_of_error(code, *message, is_alone(code)));
        apart(&wishes.collect::<Vec<_>>(), Style::Camel)
    }

    /// The name of an error that is not the only one with its code.
    fn name(code: &str, message: &str) -> String {
        wish_of_error(code, Some(message), false).name
    }

    #[test]
    fn a_code_that_stands_alone_is_the_name() {
        let errors = [
            ("ACCESS_DENIED", Some("Access denied! Admin permissions required")),
            ("insufficient_scope", None),
            ("0", None),
            ("", None),
            ("!", None),
        ];
        assert_eq!(names(&errors), ["AccessDenied", "InsufficientScope", "Code0", "NoCode", "Not"]);
    }

    #[test]
    fn a_code_of_several_errors_stands_before_what_tells_them_apart() {
        for (code, message, expected) in [
            (
                "INVALID_ARG_VALUE",
                "Invalid filter: field 'field' is not allowed in filter",
                "InvalidArgValueFilterFieldNotAllowed",
            ),
            (
                "INVALID_ARG_VALUE",
                "Invalid filter: field 'field' has invalid value",
                "InvalidArgValueFilterFieldInvalidValue",
            ),
            (
                "INVALID_ARG_VALUE",
                "Invalid order: allowed sort directions are ASC, DESC. But got 'orderValue' for field 'field'",
                "InvalidArgValueOrderAllowedSortDirectionsAscDesc",
            ),
            ("ACCESS_DENIED", "Access denied! Admin permissions required", "AccessDeniedAdminPermissionsRequired"),
            ("ACCESS_ERROR", "You don't have access to this chat", "NoAccessToChat"),
            ("ACCESS_ERROR", "This chat cannot be renamed", "AccessChatCannotBeRenamed"),
            ("ERROR_ARGUMENT", "Argument 'CONNECTOR' is null or empty", "ArgumentConnectorNullOrEmpty"),
            ("ERROR_CORE", "Unsupported phone number format.", "UnsupportedPhoneNumberFormat"),
            ("ERROR_SENDER_VALIDATION_FAILURE", "Wrong sender code!", "SenderValidationFailureWrongCode"),
            (
                "BITRIX_REST_V3_EXCEPTION_VALIDATION_REQUESTVALIDATIONEXCEPTION",
                "Mandatory field to is not specified",
                "MandatoryFieldToNotSpecified",
            ),
        ] {
            assert_eq!(name(code, message), expected, "{code}: {message}");
        }
    }

    #[test]
    fn without_a_code_the_message_makes_the_name() {
        for (message, expected) in [
            ("wrong task id", "WrongTaskId"),
            ("No such user", "NoSuchUser"),
            ("Could not find value for parameter {userId}", "NoValueForParameterUserId"),
            (
                "Invalid value {stringValue} to match with parameter {id}. Should be value of type int.",
                "InvalidValueForParameterId",
            ),
            (
                "The required parameter \"from\" for the method \"calendar.event.add\" is not set",
                "RequiredParameterFromNotSet",
            ),
            ("The Requisite with ID '*' is not assigned to Company with ID '*'", "RequisiteNotAssignedToCompany"),
            ("Element at index j in section at index i does not have a name", "ElementInSectionHasNoName"),
            (
                "You cannot delete the template because requisites have already been created for it",
                "CannotDeleteTemplate",
            ),
            (
                "Document conducting error: Insufficient permissions to save the document",
                "InsufficientPermissionsToSaveDocument",
            ),
            (
                "Discount Rate (DISCOUNT_RATE) is required if Percentage Discount Type (DISCOUNT_TYPE_ID) is defined",
                "DiscountRateRequired",
            ),
            (
                "The end date specified in the planning is earlier than the start date",
                "EndDateSpecifiedInPlanningEarlierThanStartDate",
            ),
            (
                "TASKS_ERROR_EXCEPTION_#256; Param #1 (itemId) expected by method ctaskchecklistitem::get(), but not given.; \
                 256/TE/WRONG_ARGUMENTS",
                "ParamItemIdExpected",
            ),
            (
                "Bitrix\\Landing\\PublicAction\\Site::bindingToGroup(): Argument #1 ($id) must be of type int, string given",
                "ArgumentIdMustBeOfTypeInt",
            ),
            ("Другая ошибка", "DrugaiaOshibka"),
        ] {
            assert_eq!(name("", message), expected, "{message}");
        }
    }

    #[test]
    fn equal_names_are_told_apart() {
        let discount = "Discount Sum is required if Percentage Discount Type is defined";
        let errors = [
            ("", Some("Employee with ID * was not found")),
            ("", Some("Employee with code * was not found")),
            ("", Some("Discount Sum is required if Monetary Discount Type is defined")),
            ("", Some(discount)),
            ("", Some("Parameter 'filter' must be array")),
            ("", Some("Parameter 'filter' must be array.")),
            ("0", Some("Access denied")),
            ("200040300010", Some("Access Denied")),
        ];
        let expected = [
            "EmployeeNotFound",
            "EmployeeWithCodeNotFound",
            "DiscountSumRequired",
            "DiscountSumRequiredIfPercentageDiscountTypeDefined",
            "ParameterFilterMustBeArray",
            "ParameterFilterMustBeArray2",
            "AccessDenied",
            "AccessDeniedCode200040300010",
        ];
        assert_eq!(names(&errors), expected);
    }

    #[test]
    fn one_more_error_renames_no_other() {
        let errors = [
            ("", Some("wrong task id")),
            ("BAD_REQUEST", Some("Employee ID is required")),
            ("BAD_REQUEST", Some("Employee with ID * was not found")),
            ("ERROR_CORE", Some("User is not found or is not active")),
            ("ERROR_CORE", Some("User not found")),
        ];
        let before = names(&errors);
        for more in [("", Some("User not found")), ("BAD_REQUEST", Some("Employee with code * was not found"))] {
            let after = names(&[errors.as_slice(), &[more]].concat());
            assert_eq!(after[..errors.len()], before);
        }
    }

    const PIECES: &[&str] = &[
        "the",
        "The",
        "is",
        "not",
        "found",
        "field",
        "'field'",
        "\"from\"",
        "{userId}",
        "<ID>",
        "*",
        "with",
        "ID",
        "to",
        "in",
        "of",
        "because",
        "must",
        "be",
        "Error:",
        "error.",
        "(internal",
        "error)",
        "($id)",
        "()",
        "#1",
        "Ключ",
        "…",
        "a",
        ",",
        ";",
        ".",
        "'",
        "\"",
        "[",
        "]",
        "(",
        "{",
        "can't",
        "users'",
        "А\\Б::в()",
        "`",
        "–",
        "has",
        "100",
        "x=y",
    ];

    proptest! {
        #[test]
        fn every_message_has_a_name(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..14), code in "[A-Z_0-9]{0,12}") {
            let message = pieces.join(" ");
            let errors = [(code.as_str(), Some(message.as_str())), (code.as_str(), Some("Not found"))];
            let names = names(&errors);
            prop_assert!(names.iter().all(|name| is_ident(name)), "{names:?}");
            prop_assert_ne!(&names[0], &names[1]);
        }

        #[test]
        fn any_text_has_a_name(message in "\\PC{0,60}", code in "\\PC{0,8}") {
            for name in names(&[(&code, Some(&message)), (&code, None)]) {
                prop_assert!(is_ident(&name), "{name}");
            }
        }
    }
}
