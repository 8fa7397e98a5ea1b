//! The fate of calls without a result.

use super::api::ApiError;
use super::batch::CommandFate;
use super::transport::{Problem, Unexpected};

/// The fate of a call on the server.
///
/// ```
/// use bitrix24::{Error, Fate};
///
/// fn may_repeat(error: &Error) -> bool {
///     error.fate() == Fate::NotRun
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// It did not run: calling again repeats nothing.
    NotRun,
    /// The server answered: it ran, or was refused, and the answer says which.
    Answered,
    /// Unknown: it may have run, in part or as a whole.
    Unknown,
}

/// Codes of calls that the server refused before they ran.
const TURNED_AWAY: &[&str] = &[
    "QUERY_LIMIT_EXCEEDED",
    "OPERATION_TIME_LIMIT",
    "OVERLOAD_LIMIT",
    "expired_token",
    "invalid_token",
    "NO_AUTH_FOUND",
];

/// Codes of internal server errors. In a batch they have no status.
pub(crate) const BROKE: &[&str] = &["INTERNAL_SERVER_ERROR", "ERROR_UNEXPECTED_ANSWER"];

pub(super) fn of_api(error: &ApiError) -> Fate {
    if error.is_code(TURNED_AWAY) || error.status() == Some(429) {
        Fate::NotRun
    } else if error.status().is_some_and(|status| status >= 500) || error.is_code(BROKE) {
        Fate::Unknown
    } else {
        Fate::Answered
    }
}

pub(super) fn of_unexpected(answer: &Unexpected) -> Fate {
    match answer.status() {
        _ if answer.problem() == Problem::Redirect => Fate::NotRun,
        // The start of a truncated answer: in a batch a later command may have failed.
        _ if answer.problem() == Problem::NotJson && answer.start().starts_with(['{', '[']) => Fate::Unknown,
        // It says what became of the call, but not here.
        _ if answer.problem() == Problem::TooLarge => Fate::Unknown,
        // Refused before the call.
        400..=499 if answer.status() != 408 => Fate::NotRun,
        _ => Fate::Unknown,
    }
}

pub(super) fn of_command(fate: &CommandFate) -> Fate {
    match fate {
        CommandFate::Halted { .. } | CommandFate::NotSent | CommandFate::NotRun => Fate::NotRun,
        CommandFate::Unresolved { .. } => Fate::Answered,
        CommandFate::Unknown => Fate::Unknown,
    }
}
