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
    const ROWS: &'static [(Self, ErrorRow)];

    /// Returns the documented error that the server answered.
    fn of(error: &ApiError) -> Option<Self> {
        let index = error.find(Errors::Rows(row::<Self>))?;
        Self::ROWS.get(index).map(|(known, _)| *known)
    }

    /// Returns the documented facts of this error.
    fn entry(self) -> Option<ErrorEntry> {
        Self::ROWS.iter().find(|(known, _)| eq(known, &self)).map(|(_, row)| row.entry())
    }
}

/// The facts of a documented error, as emitted code has them. A status of 0 is none.
///
/// There are thousands: arguments without names or options are what the compiler reads fastest.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub enum ErrorRow {
    /// Code, status and reason; the message is not documented.
    Code(&'static str, u16, Reason),
    /// Code, message, status and reason.
    Message(&'static str, &'static str, u16, Reason),
    /// The circumstances of an error.
    When(&'static [&'static str], &'static ErrorRow),
    /// The effect of calling again, if it is not the one that follows from the reason.
    Retry(Retry, &'static ErrorRow),
}

impl ErrorRow {
    fn entry(&self) -> ErrorEntry {
        let of = |code, message, status: u16, reason: Reason| ErrorEntry {
            code,
            message,
            status: (status != 0).then_some(status),
            reason,
            when: &[],
            retry: reason.retry(),
        };
        match *self {
            ErrorRow::Code(code, status, reason) => of(code, None, status, reason),
            ErrorRow::Message(code, message, status, reason) => of(code, Some(message), status, reason),
            ErrorRow::When(when, row) => ErrorEntry { when, ..row.entry() },
            ErrorRow::Retry(retry, row) => ErrorEntry { retry: Some(retry), ..row.entry() },
        }
    }
}

/// Returns the documented error at a place. Emitted code makes [`Errors`] of it.
#[doc(hidden)]
pub fn row<E: KnownError>(index: usize) -> Option<ErrorEntry> {
    E::ROWS.get(index).map(|(_, row)| row.entry())
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
