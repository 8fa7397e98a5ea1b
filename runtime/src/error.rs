//! What can go wrong with a call.

use std::fmt;
use std::mem::discriminant;
use std::sync::Arc;

use serde_json::Value;

use crate::batch::{CommandError, Mistakes};
use crate::catalogue::{ErrorEntry, Errors, Retry};
use crate::dom::Document;
use crate::fate::Fate;
use crate::list::ListError;
use crate::oauth::AuthError;
use crate::validate::Violations;

/// Why a call gave no result.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The client cannot be made, or the call cannot be built, from what was given.
    #[error("{0}")]
    Config(String),
    /// The parameters break documented rules. Only with [`ClientBuilder::validate`](crate::ClientBuilder::validate).
    #[error("invalid parameters of {0}")]
    Invalid(Violations),
    /// The server answered an error.
    #[error("{0}")]
    Api(Box<ApiError>),
    /// No answer came.
    #[error("{method}: {kind}")]
    Transport {
        /// The method that was called.
        method: String,
        /// What failed.
        kind: TransportKind,
        /// The cause, without the address.
        #[source]
        source: Option<reqwest::Error>,
    },
    /// The right to call could not be renewed, and why.
    #[error("{0}")]
    Auth(Arc<AuthError>),
    /// The call's deadline came, or would come before a limit has room.
    #[error("{method}: no result before the deadline")]
    Deadline {
        /// The method that was called.
        method: String,
        /// What became of the call.
        fate: Fate,
        /// What the last attempt gave, if there was one.
        #[source]
        last: Option<Box<Error>>,
    },
    /// The last attempt failed without running, but an earlier one may have run, or of a batch of REST 3.0 the commands
    /// before the one that failed.
    #[error("{last}; an earlier attempt or command may have run")]
    Unsettled {
        /// What became of the call: [`Fate::Unknown`].
        fate: Fate,
        /// What the last attempt gave.
        #[source]
        last: Box<Error>,
    },
    /// An answer came that is not one of this API: HTML, nothing, or JSON without a result.
    #[error("{0}")]
    Unexpected(Box<Unexpected>),
    /// The result is of another type than documented. It is here whole, without secrets.
    #[error("{method}: result is {found} instead of {expected}")]
    Result {
        /// The method that was called.
        method: String,
        /// The documented type.
        expected: &'static str,
        /// The JSON type that came.
        found: &'static str,
        /// The result as it came.
        result: Box<Value>,
    },
    /// A list that could not be read whole.
    #[error(transparent)]
    List(Box<ListError>),
    /// A batch that cannot be sent as it is: everything that is wrong with it. Nothing was sent.
    #[error("{0}")]
    Batch(Mistakes),
    /// A command of a batch has no result, and no error of its own either.
    #[error(transparent)]
    Command(Box<CommandError>),
}

/// Which step of a call failed.
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

impl Error {
    /// The server's error, if it answered one.
    pub fn api(&self) -> Option<&ApiError> {
        match self {
            Error::Api(error) => Some(error),
            Error::Unsettled { last, .. } | Error::Deadline { last: Some(last), .. } => last.api(),
            _ => None,
        }
    }

    /// A result of another type than documented.
    pub(crate) fn result(method: &str, expected: &'static str, result: Value) -> Self {
        let document = Document::parse(result.to_string().as_bytes());
        let found = document.map_or("nothing", |document| document.root().type_name());
        Error::Result { method: method.to_owned(), expected, found, result: Box::new(result) }
    }

    /// Whether the server answered this documented error: `error.is(tasks::task::delegate::Error::ActionNotAllowed)`.
    pub fn is<K: KnownError>(&self, known: K) -> bool {
        self.known() == Some(known)
    }

    /// Which of a method's documented errors the server answered; `None` when it answered another one, or none at all.
    pub fn known<K: KnownError>(&self) -> Option<K> {
        self.api().and_then(K::of)
    }
}

/// The errors that one method, or the system, is documented to answer, as variants of a type.
pub trait KnownError: Copy + PartialEq + 'static {
    /// The facts of each variant.
    #[doc(hidden)]
    const ROWS: &'static [ErrorRow<Self>];

    /// Which of the documented errors the server answered.
    fn of(error: &ApiError) -> Option<Self> {
        let index = error.find(Errors::Rows(row::<Self>))?;
        Self::ROWS.get(index).map(|row| row.0)
    }

    /// The documentation's facts of this error.
    fn entry(self) -> Option<ErrorEntry> {
        Self::ROWS.iter().find(|row| eq(&row.0, &self)).map(ErrorRow::entry)
    }
}

/// An error's variant with its facts: code, message, HTTP status, when it is answered, and whether to call again.
///
/// Emitted code has it. Without names, because there are thousands.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct ErrorRow<E>(
    pub E,
    pub &'static str,
    pub Option<&'static str>,
    pub Option<u16>,
    pub &'static [&'static str],
    pub Option<Retry>,
);

impl<E> ErrorRow<E> {
    const fn entry(&self) -> ErrorEntry {
        ErrorEntry { code: self.1, message: self.2, status: self.3, when: self.4, retry: self.5 }
    }
}

/// The documented error at a place. Emitted code makes [`Errors`] of it.
#[doc(hidden)]
pub fn row<E: KnownError>(index: usize) -> Option<ErrorEntry> {
    E::ROWS.get(index).map(ErrorRow::entry)
}

/// Whether two are the same variant. Shared by all emitted errors.
#[doc(hidden)]
pub fn eq<E>(a: &E, b: &E) -> bool {
    discriminant(a) == discriminant(b)
}

/// Prints an error's documented code and message: `Error(0: wrong task id)`. Shared by all emitted errors.
#[doc(hidden)]
pub fn debug<E: KnownError>(error: &E, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    debug_entry(error.entry(), f)
}

fn debug_entry(entry: Option<ErrorEntry>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let (code, message) = entry.map_or(("", None), |entry| (entry.code, entry.message));
    match (code, message.unwrap_or_default()) {
        ("", message) => write!(f, "Error({message})"),
        (code, "") => write!(f, "Error({code})"),
        (code, message) => write!(f, "Error({code}: {message})"),
    }
}

/// An error that the server answered.
#[derive(Clone, Debug, PartialEq)]
pub struct ApiError {
    pub(crate) method: String,
    pub(crate) status: u16,
    pub(crate) code: String,
    pub(crate) message: String,
    pub(crate) validation: Vec<FieldError>,
    pub(crate) body: Value,
}

/// What REST 3.0 finds wrong with one field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct FieldError {
    /// The field's name.
    pub field: String,
    /// What is wrong with it, in the portal's language.
    pub message: String,
}

impl ApiError {
    /// The method that was called.
    pub fn method(&self) -> &str {
        &self.method
    }

    /// The HTTP status.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The code, as the server sent it; a number as its digits. Some errors have none, then it is empty.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// The message: text of the server, in the portal's language, sometimes HTML.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// What REST 3.0 finds wrong with single fields.
    pub fn validation(&self) -> &[FieldError] {
        &self.validation
    }

    /// Which of these documented errors it is. What REST 3.0 says of a field is documented as a message, too.
    pub fn find(&self, errors: Errors) -> Option<usize> {
        let of_field = |field: &FieldError| ErrorEntry::find_by_message(errors, &self.code, &field.message);
        let by_field = || self.validation.iter().find_map(of_field);
        by_field().or_else(|| ErrorEntry::find(errors, &self.code, &self.message))
    }

    /// The whole answer.
    pub fn body(&self) -> &Value {
        &self.body
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.method)?;
        match (self.code.is_empty(), self.message.is_empty()) {
            (false, false) => write!(f, "{}: {}", self.code, self.message)?,
            (false, true) => f.write_str(&self.code)?,
            (true, false) => f.write_str(&self.message)?,
            (true, true) => f.write_str("an error without code and message")?,
        }
        for FieldError { field, message } in &self.validation {
            f.write_str("; ")?;
            if !field.is_empty() {
                write!(f, "{field}: ")?;
            }
            f.write_str(message)?;
        }
        write!(f, " (HTTP {})", self.status)
    }
}

impl std::error::Error for ApiError {}

/// An answer that is not one of this API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unexpected {
    pub(crate) method: String,
    pub(crate) status: u16,
    pub(crate) problem: Problem,
    pub(crate) start: String,
}

/// What an answer is instead.
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

    /// What the answer is instead.
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
        if !self.start.is_empty() {
            write!(f, ": {}", self.start)?;
        }
        Ok(())
    }
}
