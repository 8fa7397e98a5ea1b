//! Errors of calls.

mod api;
mod auth;
mod batch;
mod custom;
pub(crate) mod fate;
mod json;
mod known;
mod list;
mod transport;
mod violation;

use std::fmt;
use std::sync::Arc;

use serde_json::Value;

use crate::escape::{Plain, Start};

pub use api::{ApiError, FieldError};
pub use auth::AuthError;
pub use batch::{CommandFate, Mistake, Mistakes};
pub use custom::CustomFieldError;
pub use fate::Fate;
pub(crate) use json::type_name;
pub use known::KnownError;
#[doc(hidden)]
pub use known::{ErrorRow, debug, display, eq, row};
pub use list::ListError;
pub use transport::{Problem, TransportKind, Unexpected};
pub use violation::{Level, Rule, Violation, Violations};

/// An error of a call. [`Error::fate`] tells whether the call ran. It is cheap to clone, for those who wait for one call
/// together.
///
/// ```no_run
/// # async fn example(b24: bitrix24::Client) -> Result<(), bitrix24::Error> {
/// use bitrix24::{Dynamic, Error, json};
///
/// match b24.call(Dynamic::new("crm.deal.get", json!({ "id": 1 }))).await {
///     Ok(deal) => println!("{deal}"),
///     Err(Error::Api(error)) if error.code() == "NOT_FOUND" => println!("there is no such deal"),
///     Err(error) => return Err(error),
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The client cannot be made, or the call cannot be built, from what was given.
    #[error("{}", Plain(.0))]
    Config(String),
    /// The parameters break documented rules. Only with [`ClientBuilder::validate`](crate::ClientBuilder::validate).
    #[error("invalid parameters of {0}")]
    Invalid(Violations),
    /// The server answered an error.
    #[error("{0}")]
    Api(Box<ApiError>),
    /// No answer came.
    #[error("{}: {kind}", Plain(.method))]
    Transport {
        /// The method that was called.
        method: String,
        /// The step that failed.
        kind: TransportKind,
        /// The cause, without the address.
        #[source]
        source: Option<Arc<reqwest::Error>>,
    },
    /// The right to call could not be renewed, and why.
    #[error("{0}")]
    Auth(Arc<AuthError>),
    /// The call's deadline came, or would come before a limit has room.
    #[error("{}: no result before the deadline", Plain(.method))]
    Deadline {
        /// The method that was called.
        method: String,
        /// The fate of the call.
        fate: Fate,
        /// The error of the last attempt, if there was one.
        #[source]
        last: Option<Box<Error>>,
    },
    /// The last attempt failed without running, but an earlier one may have run, or of a batch of REST 3.0 the commands
    /// before the one that failed.
    #[error("{last}; an earlier attempt or command may have run")]
    Unsettled {
        /// The fate of the call: [`Fate::Unknown`].
        fate: Fate,
        /// The error of the last attempt.
        #[source]
        last: Box<Error>,
    },
    /// The answer is not one of this API: HTML, nothing, or JSON without a result.
    #[error("{0}")]
    Unexpected(Box<Unexpected>),
    /// The result is of another type than documented. It is here whole, without secrets; what is printed shows its start.
    #[error("{}: {} is {found} instead of {expected}{}", Plain(.method), Plain(.path), Start(.result))]
    Result {
        /// The method that was called.
        method: String,
        /// The place of the value in the answer: `result.items[3]`.
        path: String,
        /// The documented type.
        expected: &'static str,
        /// The JSON type that came.
        found: &'static str,
        /// The result as it came.
        result: Box<Value>,
    },
    /// The result, or an item of a list, does not fit the caller's own type. It is here whole, without secrets.
    #[error("{}: {}", Plain(.method), Plain(.problem))]
    Own {
        /// The method that was called.
        method: String,
        /// The reason, after the path to the value.
        problem: String,
        /// The value as it came.
        result: Box<Value>,
    },
    /// A list that could not be read to its end.
    #[error(transparent)]
    List(Box<ListError>),
    /// A batch with mistakes. Nothing was sent.
    #[error("{0}")]
    Batch(Mistakes),
    /// A command of a batch has no result, and no error of its own either.
    #[error(transparent)]
    Command(Box<CommandError>),
    /// A field of an answer could not be read by its name.
    #[error(transparent)]
    Custom(Box<CustomFieldError>),
}

impl From<CustomFieldError> for Error {
    fn from(error: CustomFieldError) -> Self {
        Error::Custom(Box::new(error))
    }
}

/// Leaves out the server's answer: it may be long, and holds what is the caller's own.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Config(text) => f.debug_tuple("Config").field(text).finish(),
            Error::Invalid(violations) => f.debug_tuple("Invalid").field(violations).finish(),
            Error::Api(error) => f.debug_tuple("Api").field(error).finish(),
            Error::Transport { method, kind, source } => {
                let mut f = f.debug_struct("Transport");
                f.field("method", method).field("kind", kind).field("source", source).finish()
            }
            Error::Auth(error) => f.debug_tuple("Auth").field(error).finish(),
            Error::Deadline { method, fate, last } => {
                let mut f = f.debug_struct("Deadline");
                f.field("method", method).field("fate", fate).field("last", last).finish()
            }
            Error::Unsettled { fate, last } => {
                f.debug_struct("Unsettled").field("fate", fate).field("last", last).finish()
            }
            Error::Unexpected(answer) => f.debug_tuple("Unexpected").field(answer).finish(),
            Error::Result { method, path, expected, found, result: _ } => {
                let mut f = f.debug_struct("Result");
                f.field("method", method)
                    .field("path", path)
                    .field("expected", expected)
                    .field("found", found)
                    .finish_non_exhaustive()
            }
            Error::Own { method, problem, result: _ } => {
                f.debug_struct("Own").field("method", method).field("problem", problem).finish_non_exhaustive()
            }
            Error::Custom(error) => f.debug_tuple("Custom").field(error).finish(),
            Error::List(error) => f.debug_tuple("List").field(error).finish(),
            Error::Batch(mistakes) => f.debug_tuple("Batch").field(mistakes).finish(),
            Error::Command(error) => f.debug_tuple("Command").field(error).finish(),
        }
    }
}

impl Error {
    /// Returns the server's error, if it answered one, documented or not: its code, its message and its status.
    /// [`code`](Self::code), [`message`](Self::message) and [`status`](Self::status) have them at once.
    pub fn api(&self) -> Option<&ApiError> {
        match self {
            Error::Api(error) => Some(error),
            Error::Unsettled { last, .. } | Error::Deadline { last: Some(last), .. } => last.api(),
            _ => None,
        }
    }

    /// Returns the code of the server's error, as it was sent; `None` if the server answered no error. For a code that a
    /// method documents, [`known`](Self::known) tells more: one code may have several meanings.
    ///
    /// ```
    /// use bitrix24::Error;
    ///
    /// /// Returns true if there is no such thing, or none that the caller may see.
    /// fn is_gone(error: &Error) -> bool {
    ///     matches!(error.code(), Some("NOT_FOUND" | "ACCESS_DENIED")) || error.status() == Some(404)
    /// }
    /// ```
    pub fn code(&self) -> Option<&str> {
        self.api().map(ApiError::code)
    }

    /// Returns the message of the server's error, if it answered one: in the portal's language, sometimes HTML.
    pub fn message(&self) -> Option<&str> {
        self.api().map(ApiError::message)
    }

    /// Returns the HTTP status of the answer with which a call failed, if there was one, whether the answer was an error of
    /// the API or a page of a server before it. A command of a batch has none.
    pub fn status(&self) -> Option<u16> {
        match self {
            Error::Api(error) => error.status(),
            Error::Unexpected(answer) => Some(answer.status()),
            Error::Unsettled { last, .. } | Error::Deadline { last: Some(last), .. } => last.status(),
            _ => None,
        }
    }

    /// Returns the fate of the call on the server.
    pub fn fate(&self) -> Fate {
        match self {
            Error::Config(_) | Error::Invalid(_) | Error::Auth(_) | Error::Batch(_) => Fate::NotRun,
            Error::Api(error) => fate::of_api(error),
            Error::Transport { kind: TransportKind::Timeout | TransportKind::Broken, .. } => Fate::Unknown,
            Error::Transport { .. } => Fate::NotRun,
            Error::Unexpected(answer) => fate::of_unexpected(answer),
            Error::Result { .. } | Error::Own { .. } | Error::List(_) | Error::Custom(_) => Fate::Answered,
            Error::Command(error) => fate::of_command(error.fate()),
            Error::Deadline { fate, .. } | Error::Unsettled { fate, .. } => *fate,
        }
    }

    /// A result of another type than documented.
    pub(crate) fn result(method: &str, expected: &'static str, result: Value) -> Self {
        let found = type_name(&result);
        let (method, path) = (method.to_owned(), "result".to_owned());
        Error::Result { method, path, expected, found, result: Box::new(result) }
    }

    /// The same error with what is of the server's as `hide` shows it.
    pub(crate) fn hiding(self, hide: &dyn Fn(&str) -> String) -> Self {
        match self {
            Error::Api(mut error) => {
                (error.code, error.message) = (hide(&error.code), hide(&error.message));
                for FieldError { field, message } in &mut error.validation {
                    (*field, *message) = (hide(field), hide(message));
                }
                error.body = hiding(std::mem::take(&mut error.body), hide);
                Error::Api(error)
            }
            Error::Result { method, path, expected, found, result } => {
                Error::Result { method, path, expected, found, result: Box::new(hiding(*result, hide)) }
            }
            Error::Own { method, problem, result } => {
                Error::Own { method, problem: hide(&problem), result: Box::new(hiding(*result, hide)) }
            }
            other => other,
        }
    }

    /// Returns true if the server answered this documented error:
    /// `error.is(tasks::task::delegate::Error::ActionNotAllowed)`.
    pub fn is<K: KnownError>(&self, known: K) -> bool {
        self.known() == Some(known)
    }

    /// Returns the documented error of a method that the server answered; `None` for any other one, or for none at all.
    pub fn known<K: KnownError>(&self) -> Option<K> {
        self.api().and_then(K::of)
    }
}

/// A value with all its texts as `hide` shows them.
fn hiding(value: Value, hide: &dyn Fn(&str) -> String) -> Value {
    match value {
        Value::String(text) => hide(&text).into(),
        Value::Array(mut items) => {
            items.iter_mut().for_each(|item| *item = hiding(std::mem::take(item), hide));
            Value::Array(items)
        }
        Value::Object(map) => {
            Value::Object(map.into_iter().map(|(key, value)| (hide(&key), hiding(value, hide))).collect())
        }
        other => other,
    }
}

/// A command of a batch that has no result, and no error of the server's either.
///
/// ```no_run
/// # async fn example(b24: bitrix24::Client) -> Result<(), bitrix24::Error> {
/// use bitrix24::{Dynamic, Error, json};
///
/// let mut batch = b24.batch();
/// let me = batch.add(Dynamic::new("user.current", json!({})));
/// if let Err(Error::Command(error)) = batch.send().await?.take(me) {
///     println!("{} ran: {:?}", error.command(), error.ran());
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct CommandError {
    pub(crate) command: String,
    pub(crate) method: String,
    pub(crate) fate: CommandFate,
    pub(crate) cause: Option<Arc<Error>>,
    pub(crate) answer: Option<Value>,
}

impl CommandError {
    /// The command's name in the batch.
    pub fn command(&self) -> &str {
        &self.command
    }

    /// The method that it calls.
    pub fn method(&self) -> &str {
        &self.method
    }

    /// Returns the fate of the command.
    pub fn fate(&self) -> &CommandFate {
        &self.fate
    }

    /// Returns true if it ran; `None` when that is not known.
    pub fn ran(&self) -> Option<bool> {
        match self.fate {
            CommandFate::Halted { .. } | CommandFate::NotSent | CommandFate::NotRun => Some(false),
            CommandFate::Unknown => None,
            CommandFate::Unresolved { .. } => Some(true),
        }
    }

    /// Returns the cause: the error of the HTTP call that carried it, or of the command that it depends on.
    pub fn cause(&self) -> Option<&Error> {
        self.cause.as_deref()
    }

    /// Returns the server's answer to a command that ran with an unresolved reference: its result, or its error.
    pub fn answer(&self) -> Option<&Value> {
        self.answer.as_ref()
    }
}

impl fmt::Debug for CommandError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let CommandError { command, method, fate, cause, answer: _ } = self;
        let mut f = f.debug_struct("CommandError");
        f.field("command", command).field("method", method).field("fate", fate).field("cause", cause);
        f.finish_non_exhaustive()
    }
}

impl fmt::Display for CommandError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (command, method) = (Plain(&self.command), Plain(&self.method));
        write!(f, "{method} (`{command}` of a batch): ")?;
        match &self.fate {
            CommandFate::Halted { at } => write!(f, "did not run, because `{}` failed before it", Plain(at)),
            CommandFate::NotSent => f.write_str("was not sent, because an earlier part of the batch failed"),
            CommandFate::NotRun => f.write_str("did not run, because the call that was to carry it failed"),
            CommandFate::Unknown if self.cause.is_some() => {
                f.write_str("the call that carried it failed; it may have run")
            }
            CommandFate::Unknown => f.write_str("the answer says nothing of it; it may have run"),
            CommandFate::Unresolved { source, path } => {
                write!(f, "ran without a value it needs: `{}` gave none for `{}`", Plain(source), Plain(path))
            }
        }
    }
}

impl std::error::Error for CommandError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.cause.as_deref().map(|cause| cause as &dyn std::error::Error)
    }
}
