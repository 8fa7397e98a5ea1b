//! Whether a call that gave no result ran on the server.

use crate::batch::CommandFate;
use crate::error::{ApiError, Error, Problem, TransportKind, Unexpected};

/// What became of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// It did not run: calling again repeats nothing.
    NotRun,
    /// The server answered: it ran, or was refused, and the answer says which.
    Answered,
    /// Nobody knows: it may have run, in part or as a whole.
    Unknown,
}

/// Codes of calls that the server turned away before they ran.
const TURNED_AWAY: &[&str] = &[
    "QUERY_LIMIT_EXCEEDED",
    "OPERATION_TIME_LIMIT",
    "OVERLOAD_LIMIT",
    "expired_token",
    "invalid_token",
    "NO_AUTH_FOUND",
];

/// Codes of a server that broke. In a batch they come with its status, 200.
pub(crate) const BROKE: &[&str] = &["INTERNAL_SERVER_ERROR", "ERROR_UNEXPECTED_ANSWER"];

impl Error {
    /// What became of the call on the server.
    pub fn fate(&self) -> Fate {
        match self {
            Error::Config(_) | Error::Invalid(_) | Error::Auth(_) | Error::Batch(_) => Fate::NotRun,
            Error::Api(error) => of_api(error),
            Error::Transport { kind: TransportKind::Connect, .. } => Fate::NotRun,
            Error::Transport { .. } => Fate::Unknown,
            Error::Unexpected(answer) => of_unexpected(answer),
            Error::Result { .. } | Error::List(_) => Fate::Answered,
            Error::Command(error) => of_command(error.fate()),
            Error::Deadline { fate, .. } | Error::Unsettled { fate, .. } => *fate,
        }
    }
}

fn of_api(error: &ApiError) -> Fate {
    if error.is_code(TURNED_AWAY) || error.status() == 429 {
        Fate::NotRun
    } else if error.status() >= 500 || error.is_code(BROKE) {
        Fate::Unknown
    } else {
        Fate::Answered
    }
}

fn of_unexpected(answer: &Unexpected) -> Fate {
    match answer.status() {
        _ if answer.problem() == Problem::Redirect => Fate::NotRun,
        // The start of an answer that broke off: of a batch it may tell that a later command failed.
        _ if answer.problem() == Problem::NotJson && answer.start().starts_with(['{', '[']) => Fate::Unknown,
        // Refused at the door.
        400..=499 if answer.status() != 408 => Fate::NotRun,
        _ => Fate::Unknown,
    }
}

fn of_command(fate: &CommandFate) -> Fate {
    match fate {
        CommandFate::Halted { .. } | CommandFate::NotSent | CommandFate::NotRun => Fate::NotRun,
        CommandFate::Unresolved { .. } => Fate::Answered,
        CommandFate::Unknown => Fate::Unknown,
    }
}

impl ApiError {
    /// Whether the code is one of these, in any case.
    pub(crate) fn is_code(&self, codes: &[&str]) -> bool {
        codes.iter().any(|code| code.eq_ignore_ascii_case(self.code.trim()))
    }
}
