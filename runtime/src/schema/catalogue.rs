//! Facts of methods, as the documentation has them. Emitted per method; read by [`validate`](crate::validate), by errors,
//! and by anyone who asks.

use std::fmt;

pub use crate::schema::rules::{Field, Fields, Items, Shape, Type};

/// A version of the API.
///
/// ```
/// assert!(bitrix24::Api::V2 < bitrix24::Api::V3);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Api {
    /// The API at `/rest/`.
    V2,
    /// REST 3.0, at `/rest/api/`.
    V3,
}

/// The kind of a method: a read or a write. It decides on repeated calls.
///
/// ```
/// use bitrix24::{Kind, Method};
///
/// fn reads(method: &Method) -> bool {
///     method.kind == Kind::Read
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// It only reads: calling it again is safe.
    Read,
    /// It changes something: a call whose fate is unknown must not be repeated blindly.
    Write,
    /// The documentation does not tell.
    Unknown,
}

/// The documented facts of a method.
///
/// ```
/// fn report(method: &bitrix24::Method) {
///     println!("{} has {} parameters: {}", method.name, method.params.iter().len(), method.docs);
/// }
/// ```
#[derive(Debug)]
pub struct Method {
    /// The name, as the server knows it.
    pub name: &'static str,
    /// The version of the API that has it.
    pub api: Api,
    /// The access scopes that allow it: any of them suffices. Empty when not documented.
    pub scopes: &'static [&'static str],
    /// A read or a write.
    pub kind: Kind,
    /// The address of its documentation page.
    pub docs: &'static str,
    /// True if `batch` may call it, false if not, where documented.
    pub batchable: Option<bool>,
    /// Set when it is deprecated.
    pub deprecated: Option<Deprecated>,
    /// Parameters that the server takes by position, in that order.
    pub positional: &'static [&'static str],
    /// The paging of a list.
    pub pager: Option<Pager>,
    /// The parameters.
    pub params: Fields,
    /// The errors that it is documented to answer, besides the system's.
    pub errors: Errors,
}

/// A method is its name and version.
impl PartialEq for Method {
    fn eq(&self, other: &Self) -> bool {
        (self.name, self.api) == (other.name, other.api)
    }
}

/// A deprecation notice and its replacement.
///
/// ```
/// fn replacement(method: &bitrix24::Method) -> Option<&'static str> {
///     method.deprecated.and_then(|deprecated| deprecated.replaced_by)
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deprecated {
    /// The method that replaces it, when there is one.
    pub replaced_by: Option<&'static str>,
}

/// The paging of a list method.
///
/// ```
/// fn id(method: &bitrix24::Method) -> Option<&'static str> {
///     method.pager.and_then(|pager| pager.id)
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pager {
    /// The style.
    pub kind: PagerKind,
    /// The key under `result` that holds the items; empty when `result` is the list.
    pub items: &'static str,
    /// The field that identifies an item, as it is named in the answer.
    pub id: Option<&'static str>,
}

/// A style of paging.
///
/// ```
/// use bitrix24::catalogue::PagerKind;
///
/// fn goes_by_start(method: &bitrix24::Method) -> bool {
///     method.pager.is_some_and(|pager| pager.kind == PagerKind::Start)
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PagerKind {
    /// `start`, 50 at a time.
    Start,
    /// An offset, and mostly a page size.
    Offset,
    /// A page number, and mostly a page size.
    Page,
    /// The last id seen.
    LastId,
    /// REST 3.0's `pagination` object.
    Pagination,
    /// No pages: one call answers the whole list.
    Whole,
}

/// The documented facts of an error.
///
/// ```
/// fn codes(method: &bitrix24::Method) -> Vec<&'static str> {
///     method.errors.iter().map(|entry| entry.code).collect()
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ErrorEntry {
    /// The code; empty when the server sends none.
    pub code: &'static str,
    /// The message that the server sends, where it is documented. `*` in it stands for any text.
    pub message: Option<&'static str>,
    /// The HTTP status, where it is documented.
    pub status: Option<u16>,
    /// The reason, or [`Reason::Unknown`] where the page tells none, or several.
    pub reason: Reason,
    /// The circumstances, where words of our own tell more than the reason: one text for each.
    pub when: &'static [&'static str],
    /// The effect of calling again, where it is known.
    pub retry: Option<Retry>,
}

/// The reason of a documented error, read from its page, whatever its code and message are.
///
/// ```
/// use bitrix24::{KnownError, Reason};
///
/// fn is_gone<E: KnownError>(error: E) -> bool {
///     error.entry().is_some_and(|entry| entry.reason == Reason::NotFound)
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// The page tells no reason, or several.
    Unknown,
    /// The access token is not valid, or no longer.
    Token,
    /// The token or the webhook lacks the scope.
    Scope,
    /// Only an application may call the method.
    Application,
    /// The portal's plan does not include it.
    Plan,
    /// A module is not installed, or a feature is switched off.
    Unavailable,
    /// The thing is in use, or there are too many requests.
    Busy,
    /// A size, a length or a number is beyond its limit.
    Limit,
    /// The caller lacks the rights.
    Denied,
    /// A parameter or a field is missing or empty.
    Missing,
    /// The same is there already.
    Exists,
    /// There is no such thing.
    NotFound,
    /// The thing's present state does not allow it.
    State,
    /// A value has a wrong type, form or content.
    Invalid,
    /// The operation is not possible here.
    Refused,
    /// The server failed, or does not tell why.
    Failed,
}

impl Reason {
    /// Returns the effect of calling again that follows from the reason.
    pub fn retry(self) -> Option<Retry> {
        match self {
            Self::Unknown => None,
            Self::Token => Some(Retry::Refresh),
            Self::Busy | Self::Failed => Some(Retry::Backoff),
            _ => Some(Retry::Never),
        }
    }
}

/// The effect of calling again.
///
/// ```
/// use bitrix24::{ErrorEntry, Retry};
///
/// fn can_help(entry: &ErrorEntry) -> bool {
///     entry.retry.is_some_and(|retry| retry != Retry::Never)
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Retry {
    /// It cannot.
    Never,
    /// It can, unchanged, after a pause that grows.
    Backoff,
    /// It can once the method's time limit has room again, see [`Time::operating_reset_at`](crate::Time).
    Wait,
    /// It can with a fresh access token.
    Refresh,
}

/// The errors of a method, or of the system.
///
/// ```
/// fn documented(method: &bitrix24::Method) -> usize {
///     method.errors.len()
/// }
/// ```
#[derive(Clone, Copy)]
pub enum Errors {
    /// A function has them, by their places. Emitted code has such.
    Rows(fn(usize) -> Option<ErrorEntry>),
    /// A list has them.
    List(&'static [ErrorEntry]),
}

impl Errors {
    /// No errors.
    pub const NONE: Errors = Errors::List(&[]);

    /// The error at a place.
    pub fn get(self, index: usize) -> Option<ErrorEntry> {
        match self {
            Errors::Rows(row) => row(index),
            Errors::List(list) => list.get(index).copied(),
        }
    }

    /// The errors, in the documentation's order.
    pub fn iter(self) -> impl Iterator<Item = ErrorEntry> + Clone {
        (0..).map_while(move |index| self.get(index))
    }

    /// Returns the number of errors.
    pub fn len(self) -> usize {
        self.iter().count()
    }

    /// Returns true if there are none.
    pub fn is_empty(self) -> bool {
        self.get(0).is_none()
    }
}

impl fmt::Debug for Errors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl ErrorEntry {
    /// Finds the error that an answer with this code and message is.
    ///
    /// A code with `*` in it stands for those with any text there, and comes after the exact one. Codes repeat, so the
    /// message decides where it can: an entry whose message matches comes first, then one without a message, then the only
    /// one with that code, because servers translate messages. A message that gives the code a meaning of its own is found
    /// by itself alone.
    pub fn find(errors: Errors, code: &str, message: &str) -> Option<usize> {
        let code = known_code(errors, code);
        let has_code = |entry: &ErrorEntry| entry.code.eq_ignore_ascii_case(code);
        let by_message = ErrorEntry::find_by_message(errors, code, message);
        if by_message.is_some() || has_own_meaning(code, message) {
            return by_message;
        }
        None.or_else(|| errors.iter().position(|entry| has_code(&entry) && entry.message.is_none())).or_else(|| {
            let mut same = errors.iter().enumerate().filter(|(_, entry)| has_code(entry));
            let only = same.next().filter(|_| !code.trim().is_empty())?;
            let is_common = !has_own_meaning(code, only.1.message.unwrap_or_default());
            (same.next().is_none() && is_common).then_some(only.0)
        })
    }

    /// Finds the error that has this code and, word for word or as a pattern, this message.
    pub fn find_by_message(errors: Errors, code: &str, message: &str) -> Option<usize> {
        let code = known_code(errors, code);
        let by = |fits: &dyn Fn(&str) -> bool| {
            let is_it = |entry: ErrorEntry| entry.code.eq_ignore_ascii_case(code) && entry.message.is_some_and(fits);
            errors.iter().position(is_it)
        };
        by(&|text| text.trim() == message.trim()).or_else(|| by(&|text| matches(text, message)))
    }
}

/// Messages that give a code another meaning than it has in nearly all methods, by code.
const OWN_MEANINGS: &[(&str, &str)] = &[
    ("ACCESS_DENIED", "REST API is available only on commercial plans"),
    ("ACCESS_DENIED", "Access denied! Application context required"),
];

/// Returns true if the code has a meaning of its own with this message.
fn has_own_meaning(code: &str, message: &str) -> bool {
    OWN_MEANINGS.iter().any(|(known, text)| known.eq_ignore_ascii_case(code) && matches(text, message))
}

/// Returns the code as it is documented: itself, or the pattern that it is one of.
fn known_code(errors: Errors, code: &str) -> &str {
    let code = code.trim();
    if errors.iter().any(|entry| entry.code.eq_ignore_ascii_case(code)) {
        return code;
    }
    let mut patterns = errors.iter().map(|entry| entry.code).filter(|known| known.contains('*'));
    patterns.find(|known| matches(known, code)).unwrap_or(code)
}

/// Returns true if `text` is `pattern` with any text in place of each `*`, letters in any case, a stop at the end or not.
fn matches(pattern: &str, text: &str) -> bool {
    // Some methods end their messages with a line break of HTML.
    let plain = |text: &str| text.trim().trim_end_matches("<br>").trim_end_matches('.').to_lowercase();
    let (pattern, text) = (plain(pattern), plain(text));
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|start| text.strip_prefix(start)) else { return false };
    let mut parts: Vec<_> = parts.collect();
    let Some(end) = parts.pop() else { return rest.is_empty() };
    for part in parts {
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    rest.ends_with(end)
}

#[cfg(test)]
mod tests {
    use super::{ErrorEntry, Errors, Reason, matches};

    const fn entry(code: &'static str, message: Option<&'static str>) -> ErrorEntry {
        ErrorEntry { code, message, status: None, reason: Reason::Unknown, when: &[], retry: None }
    }

    #[test]
    fn patterns_match_whole_texts() {
        assert!(matches("Wrong group ID", "wrong group id"));
        assert!(matches("Field * is required", "Field TITLE is required"));
        assert!(matches("*", ""));
        assert!(!matches("Field * is required", "Field TITLE is not"));
        assert!(!matches("Wrong group ID", "Wrong group ID 5"));
        assert!(!matches("a*a", "a"));
        assert!(matches("", ""));
        assert!(!matches("", "x"));
    }

    #[test]
    fn the_message_tells_entries_of_one_code_apart() {
        const ENTRIES: Errors =
            Errors::List(&[entry("0", Some("wrong task id")), entry("0", Some("not allowed")), entry("100", None)]);
        assert_eq!(ErrorEntry::find(ENTRIES, "0", "not allowed"), Some(1));
        assert_eq!(ErrorEntry::find(ENTRIES, "0", "something else"), None);
        assert_eq!(ErrorEntry::find(ENTRIES, "100", "anything"), Some(2));
    }

    #[test]
    fn a_code_may_be_a_pattern() {
        const ENTRIES: Errors = Errors::List(&[
            entry("ERROR_*", None),
            entry("ERROR_CORE", Some("wrong task id")),
            entry("NOT_ALLOWED[*]", Some("Tag * is not allowed")),
        ]);
        assert_eq!(ErrorEntry::find(ENTRIES, "ERROR_QUOTA", "too much"), Some(0));
        assert_eq!(ErrorEntry::find(ENTRIES, "error_core", "wrong task id"), Some(1));
        assert_eq!(ErrorEntry::find(ENTRIES, "NOT_ALLOWED[script]", "Tag script is not allowed"), Some(2));
        assert_eq!(ErrorEntry::find(ENTRIES, "OTHER", "too much"), None);
    }

    #[test]
    fn a_message_may_give_a_code_a_meaning_of_its_own() {
        const PLAN: &str = "REST API is available only on commercial plans";
        const SYSTEM: Errors = Errors::List(&[entry("ACCESS_DENIED", Some(PLAN))]);
        const METHOD: Errors = Errors::List(&[entry("ACCESS_DENIED", Some("Access denied"))]);
        const SILENT: Errors = Errors::List(&[entry("ACCESS_DENIED", None)]);
        assert_eq!(ErrorEntry::find(SYSTEM, "ACCESS_DENIED", PLAN), Some(0));
        assert_eq!(ErrorEntry::find(SYSTEM, "ACCESS_DENIED", "Access denied."), None);
        assert_eq!(ErrorEntry::find(METHOD, "ACCESS_DENIED", "Zugriff verweigert"), Some(0));
        for errors in [METHOD, SILENT] {
            assert_eq!(ErrorEntry::find(errors, "access_denied", PLAN), None);
        }
    }

    #[test]
    fn a_translated_message_does_not_hide_an_unambiguous_code() {
        const ENTRIES: Errors =
            Errors::List(&[entry("NOT_FOUND", Some("Not found.")), entry("", Some("Wrong group ID"))]);
        assert_eq!(ErrorEntry::find(ENTRIES, "not_found", "Nicht gefunden."), Some(0));
        assert_eq!(ErrorEntry::find(ENTRIES, "", "Falsche Gruppe"), None);
    }
}
