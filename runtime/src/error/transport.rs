//! No answer, or one that is not of this API.

use std::fmt;

/// The step of a call that failed.
///
/// ```
/// use bitrix24::{Error, TransportKind};
///
/// fn is_offline(error: &Error) -> bool {
///     matches!(error, Error::Transport { kind: TransportKind::Connect, .. })
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportKind {
    /// The server was not reached: the call did not run.
    Connect,
    /// No answer in time: the call may have run.
    Timeout,
    /// The connection broke: the call may have run.
    Broken,
}

impl fmt::Display for TransportKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            TransportKind::Connect => "the server could not be reached",
            TransportKind::Timeout => "no answer in time; the call may have run",
            TransportKind::Broken => "the connection broke; the call may have run",
        })
    }
}

/// An answer that is not one of this API.
///
/// ```
/// use bitrix24::Error;
///
/// fn report(error: &Error) {
///     if let Error::Unexpected(answer) = error {
///         println!("status {}: {}", answer.status(), answer.start());
///     }
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unexpected {
    pub(crate) method: String,
    pub(crate) status: u16,
    pub(crate) problem: Problem,
    pub(crate) start: String,
    /// The reason why a redirection was not followed, with its target; empty for all else.
    pub(crate) unfollowed: String,
}

/// The kind of an unexpected answer.
///
/// ```
/// use bitrix24::{Error, Problem};
///
/// fn is_html(error: &Error) -> bool {
///     matches!(error, Error::Unexpected(answer) if answer.problem() == Problem::Html)
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// There is no body.
    Empty,
    /// The body is HTML, as a server under load or a proxy sends it.
    Html,
    /// The body is neither JSON nor HTML.
    NotJson,
    /// The body nests deeper than 256 times, which no answer of this API does.
    TooDeep,
    /// The body is JSON, but has neither a result nor an error.
    NoResult,
    /// The server sends the caller elsewhere.
    Redirect,
}

impl Unexpected {
    /// The method that was called.
    pub fn method(&self) -> &str {
        &self.method
    }

    /// The HTTP status.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// Returns the kind of the answer.
    pub fn problem(&self) -> Problem {
        self.problem
    }

    /// The start of the body, without secrets.
    pub fn start(&self) -> &str {
        &self.start
    }
}

impl fmt::Display for Unexpected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let problem = match self.problem {
            Problem::Empty => "an empty answer",
            Problem::Html => "HTML instead of JSON",
            Problem::NotJson => "an answer that is not JSON",
            Problem::TooDeep => "an answer that nests too deep",
            Problem::NoResult => "JSON without `result` and `error`",
            Problem::Redirect => "a redirection",
        };
        write!(f, "{}: {problem} (HTTP {})", self.method, self.status)?;
        if !self.unfollowed.is_empty() {
            return write!(f, " that is not followed: {}", self.unfollowed);
        }
        if !self.start.is_empty() {
            write!(f, ": {}", self.start)?;
        }
        Ok(())
    }
}
