//! What the documentation says of a method, as constant data. Emitted per method; read by [`validate`](crate::validate),
//! by errors, and by anyone who asks.

pub use crate::facts::{Errors, Fields};

/// A version of the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Api {
    /// The API at `/rest/`.
    V2,
    /// REST 3.0, at `/rest/api/`.
    V3,
}

/// Whether a method changes anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// It only reads: calling it again is safe.
    Read,
    /// It changes something: a call whose fate is unknown must not be repeated blindly.
    Write,
    /// The documentation does not tell.
    Unknown,
}

/// A documented method.
#[derive(Debug)]
pub struct Method {
    /// The name, as the server knows it.
    pub name: &'static str,
    /// The version of the API that has it.
    pub api: Api,
    /// The access scopes that allow it: any of them suffices. Empty when not documented.
    pub scopes: &'static [&'static str],
    /// Whether it reads or writes.
    pub kind: Kind,
    /// The address of its documentation page.
    pub docs: &'static str,
    /// Whether `batch` may call it, where documented.
    pub batchable: Option<bool>,
    /// Set when it is deprecated.
    pub deprecated: Option<Deprecated>,
    /// Parameters that the server takes by position, in that order.
    pub positional: &'static [&'static str],
    /// How a list is read page by page.
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

/// What to use instead of something deprecated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deprecated {
    /// The method that replaces it, when there is one.
    pub replaced_by: Option<&'static str>,
}

/// How a list method gives its next page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pager {
    /// The style.
    pub kind: PagerKind,
    /// The key under `result` that holds the items; empty when `result` is the list.
    pub items: &'static str,
    /// The field that identifies an item, as it is named in the answer.
    pub id: Option<&'static str>,
}

/// The styles of paging.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PagerKind {
    /// `start`, 50 at a time.
    Start,
    /// `offset` and `limit`.
    Offset,
    /// A page number and a page size.
    Page,
    /// The last id seen.
    LastId,
    /// REST 3.0's `pagination` object.
    Pagination,
}

/// A parameter, or a field of one.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// The name on the wire. With `<` in it, a pattern: `UF_<name>` stands for all names that start with `UF_`.
    pub name: &'static str,
    /// Whether it has to be there; `None` when the documentation does not tell.
    pub required: Option<bool>,
    /// Its type.
    pub shape: Shape,
    /// The smallest number allowed.
    pub min: Option<f64>,
    /// The largest number allowed.
    pub max: Option<f64>,
    /// The shortest text, in characters, or list, in items.
    pub min_length: Option<u64>,
    /// The longest text, in characters, or list, in items.
    pub max_length: Option<u64>,
    /// The allowed values; empty when all are.
    pub values: &'static [&'static str],
    /// The operators of a filter, which its keys may carry before a field's name.
    pub operators: &'static [&'static str],
}

impl Field {
    const fn new(name: &'static str, required: Option<bool>, shape: Shape) -> Self {
        let (min, max, min_length, max_length) = (None, None, None, None);
        Field { name, required, shape, min, max, min_length, max_length, values: &[], operators: &[] }
    }

    /// A field that has to be there.
    pub const fn required(name: &'static str, shape: Shape) -> Self {
        Field::new(name, Some(true), shape)
    }

    /// A field that may be left out.
    pub const fn optional(name: &'static str, shape: Shape) -> Self {
        Field::new(name, Some(false), shape)
    }

    /// A field of which the documentation does not tell.
    pub const fn unknown(name: &'static str, shape: Shape) -> Self {
        Field::new(name, None, shape)
    }

    /// With a smallest number.
    #[must_use]
    pub const fn min(mut self, min: f64) -> Self {
        self.min = Some(min);
        self
    }

    /// With a largest number.
    #[must_use]
    pub const fn max(mut self, max: f64) -> Self {
        self.max = Some(max);
        self
    }

    /// With a shortest length.
    #[must_use]
    pub const fn min_length(mut self, len: u64) -> Self {
        self.min_length = Some(len);
        self
    }

    /// With a longest length.
    #[must_use]
    pub const fn max_length(mut self, len: u64) -> Self {
        self.max_length = Some(len);
        self
    }

    /// With a list of allowed values.
    #[must_use]
    pub const fn values(mut self, values: &'static [&'static str]) -> Self {
        self.values = values;
        self
    }

    /// With operators that keys may carry.
    #[must_use]
    pub const fn operators(mut self, operators: &'static [&'static str]) -> Self {
        self.operators = operators;
        self
    }

    /// Whether `name` is this field, or is meant by its pattern.
    pub fn is_named(&self, name: &str) -> bool {
        match self.around() {
            Some((prefix, suffix)) => {
                name.len() > prefix.len() + suffix.len() && name.starts_with(prefix) && name.ends_with(suffix)
            }
            None => name == self.name,
        }
    }

    /// What stands around the variable parts of a pattern. In `<=DATE`, the sign is part of the name.
    fn around(&self) -> Option<(&'static str, &'static str)> {
        let (prefix, rest) = self.name.split_once('<')?;
        let (part, _) = rest.split_once('>')?;
        let (_, suffix) = rest.rsplit_once('>')?;
        (!part.is_empty()).then_some((prefix, suffix))
    }
}

/// A parameter's type.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// Anything.
    Any,
    /// An integer.
    Integer,
    /// A number.
    Double,
    /// A text.
    String,
    /// A boolean, in any of the API's writings.
    Boolean,
    /// A day.
    Date,
    /// A point in time.
    DateTime,
    /// Seconds since 1970.
    Timestamp,
    /// An identifier.
    Id,
    /// A file.
    File,
    /// A list.
    List(&'static Shape),
    /// A map with keys that are data.
    Map(&'static Shape),
    /// An object with these fields.
    Object(&'static [Field]),
    /// A type that is described once for many methods.
    Shared(&'static Type),
    /// One of several types.
    OneOf(&'static [Shape]),
    /// Or `null`.
    Nullable(&'static Shape),
}

/// A type that several methods share.
#[derive(Debug)]
pub struct Type {
    /// Its name in the schema.
    pub name: &'static str,
    /// Its fields.
    pub fields: Fields,
}

/// A documented error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ErrorEntry {
    /// The code; empty when the server sends none.
    pub code: &'static str,
    /// The message that the server sends, where it is documented. `*` in it stands for any text.
    pub message: Option<&'static str>,
    /// The HTTP status, where it is documented.
    pub status: Option<u16>,
    /// When the server answers so: one text per circumstance.
    pub when: &'static [&'static str],
    /// Whether calling again can help, where it is known.
    pub retry: Option<Retry>,
}

/// Whether calling again can help.
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

impl ErrorEntry {
    /// Which of `entries` an answer with this code and message is.
    ///
    /// Codes repeat, so the message decides where it can: an entry whose message matches comes first, then one without a
    /// message, then the only one with that code, because servers translate messages.
    pub fn find(entries: &[ErrorEntry], code: &str, message: &str) -> Option<usize> {
        let has_code = |entry: &&ErrorEntry| entry.code.eq_ignore_ascii_case(code.trim());
        ErrorEntry::find_by_message(entries, code, message)
            .or_else(|| entries.iter().position(|entry| has_code(&entry) && entry.message.is_none()))
            .or_else(|| {
                let mut same = entries.iter().enumerate().filter(|(_, entry)| has_code(entry));
                let only = same.next().filter(|_| !code.trim().is_empty())?;
                same.next().is_none().then_some(only.0)
            })
    }

    /// Which of `entries` has this code and, word for word or as a pattern, this message.
    pub fn find_by_message(entries: &[ErrorEntry], code: &str, message: &str) -> Option<usize> {
        let by = |fits: &dyn Fn(&str) -> bool| {
            let is_it =
                |entry: &ErrorEntry| entry.code.eq_ignore_ascii_case(code.trim()) && entry.message.is_some_and(fits);
            entries.iter().position(is_it)
        };
        by(&|text| text.trim() == message.trim()).or_else(|| by(&|text| matches(text, message)))
    }
}

/// Whether `text` is `pattern` with any text in place of each `*`, letters in any case, a stop at the end or not.
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
    use super::{ErrorEntry, Field, Shape, matches};

    const fn entry(code: &'static str, message: Option<&'static str>) -> ErrorEntry {
        ErrorEntry { code, message, status: None, when: &[], retry: None }
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
        let entries = [entry("0", Some("wrong task id")), entry("0", Some("not allowed")), entry("100", None)];
        assert_eq!(ErrorEntry::find(&entries, "0", "not allowed"), Some(1));
        assert_eq!(ErrorEntry::find(&entries, "0", "something else"), None);
        assert_eq!(ErrorEntry::find(&entries, "100", "anything"), Some(2));
    }

    #[test]
    fn a_translated_message_does_not_hide_an_unambiguous_code() {
        let entries = [entry("NOT_FOUND", Some("Not found.")), entry("", Some("Wrong group ID"))];
        assert_eq!(ErrorEntry::find(&entries, "not_found", "Nicht gefunden."), Some(0));
        assert_eq!(ErrorEntry::find(&entries, "", "Falsche Gruppe"), None);
    }

    #[test]
    fn a_field_may_be_a_pattern() {
        let field = Field::optional("UF_<name>", Shape::Any);
        assert!(field.is_named("UF_CRM_1"));
        assert!(!field.is_named("UF_") && !field.is_named("TITLE"));
    }
}
