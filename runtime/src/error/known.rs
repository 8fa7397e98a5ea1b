//! Documented errors as variants of a type.

use std::fmt;
use std::mem::discriminant;

use super::ApiError;
use crate::catalogue::{ErrorEntry, Errors, Reason, Retry};

/// The errors that one method, or the system, is documented to answer, as variants of a type.
///
/// ```
/// use bitrix24::{Error, KnownError};
///
/// fn report<K: KnownError>(error: &Error) {
///     if let Some(entry) = error.known::<K>().and_then(K::entry) {
///         println!("a documented error: {}", entry.code);
///     }
/// }
/// ```
pub trait KnownError: Copy + PartialEq + 'static {
    /// The variants, each with its facts.
    #[doc(hidden)]
    const ROWS: &'static [ErrorRow<Self>];

    /// The circumstances of those variants that are told some.
    #[doc(hidden)]
    const WHEN: &'static [(Self, &'static [&'static str])] = &[];

    /// Returns the documented error that the server answered.
    fn of(error: &ApiError) -> Option<Self> {
        let index = error.find(Errors::Rows(row::<Self>))?;
        Self::ROWS.get(index).map(|(known, ..)| *known)
    }

    /// Returns the documented facts of this error.
    fn entry(self) -> Option<ErrorEntry> {
        Self::ROWS.iter().find(|(known, ..)| eq(known, &self)).map(entry)
    }
}

/// A documented error, as emitted code has it: the variant, its facts in words, its code, its message.
///
/// `400 Invalid` are a status, 0 if there is none, and a reason. What few have may follow: the effect of calling again, if it
/// is not the one that follows from the reason, and `Silent`, if no message is documented.
///
/// There are thousands: texts are what the compiler reads fastest.
#[doc(hidden)]
pub type ErrorRow<E> = (E, &'static str, &'static str, &'static str);

fn entry<E: KnownError>(row: &ErrorRow<E>) -> ErrorEntry {
    let (known, facts, code, message) = *row;
    let when = E::WHEN.iter().find(|(of, _)| eq(of, &known)).map_or(&[][..], |(_, when)| *when);
    let mut entry =
        ErrorEntry { code, message: Some(message), status: None, reason: Reason::Unknown, when, retry: None };
    let (status, others) = facts.split_once(' ').unwrap_or((facts, ""));
    entry.status = status.parse().ok().filter(|status| *status != 0);
    let mut own = None;
    for word in others.split(' ') {
        if word == "Silent" {
            entry.message = None;
        } else if let Some((_, reason)) = REASONS.iter().find(|(name, _)| *name == word) {
            entry.reason = *reason;
        } else if let Some((_, retry)) = RETRIES.iter().find(|(name, _)| *name == word) {
            own = Some(*retry);
        }
    }
    entry.retry = own.or(entry.reason.retry());
    entry
}

/// Values by their names.
macro_rules! by_name {
    ($type:ident: $($name:ident)*) => { &[$((stringify!($name), $type::$name)),*] };
}
const REASONS: &[(&str, Reason)] = by_name! {
    Reason: Invalid Denied NotFound Missing Failed Unknown State Exists Limit Busy Unavailable Refused Plan Token Scope
        Application
};
const RETRIES: &[(&str, Retry)] = by_name! { Retry: Never Backoff Wait Refresh };

/// Returns the documented error at a place. Emitted code makes [`Errors`] of it.
#[doc(hidden)]
pub fn row<E: KnownError>(index: usize) -> Option<ErrorEntry> {
    E::ROWS.get(index).map(entry)
}

/// Returns true for two of the same variant. Shared by all emitted errors.
#[doc(hidden)]
pub fn eq<E>(a: &E, b: &E) -> bool {
    discriminant(a) == discriminant(b)
}

/// Prints an error's documented code and message: `Error(0: wrong task id)`. Shared by all emitted errors.
#[doc(hidden)]
pub fn debug<E: KnownError>(error: &E, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    debug_entry(error.entry(), f)
}

/// Prints an error's documented code and message: `0: wrong task id`. Shared by all emitted errors.
#[doc(hidden)]
pub fn display<E: KnownError>(error: &E, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    display_entry(error.entry(), f)
}

fn display_entry(entry: Option<ErrorEntry>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let Some(entry) = entry else { return f.write_str("an error that is not documented") };
    // An error without a message has circumstances, or a code that tells enough.
    let text = entry.message.or_else(|| entry.when.first().copied()).unwrap_or_default();
    match (entry.code, text) {
        ("", "") => f.write_str("an error without code and message"),
        ("", text) | (text, "") => f.write_str(text),
        (code, text) => write!(f, "{code}: {text}"),
    }
}

fn debug_entry(entry: Option<ErrorEntry>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let (code, message) = entry.map_or(("", None), |entry| (entry.code, entry.message));
    match (code, message.unwrap_or_default()) {
        ("", message) => write!(f, "Error({message})"),
        (code, "") => write!(f, "Error({code})"),
        (code, message) => write!(f, "Error({code}: {message})"),
    }
}
