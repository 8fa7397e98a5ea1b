//! An error that the server answered.

use std::fmt;

use serde_json::Value;

use crate::escape::Plain;

use crate::catalogue::{ErrorEntry, Errors};

/// An error that the server answered.
///
/// ```
/// use bitrix24::{ApiError, Error};
///
/// fn report(error: &Error) {
///     if let Some(error) = error.api() {
///         println!("{} answers {}, with the status {:?}", error.method(), error.code(), error.status());
///     }
/// }
/// ```
#[derive(Clone, PartialEq)]
pub struct ApiError {
    pub(crate) method: String,
    pub(crate) status: Option<u16>,
    pub(crate) code: String,
    pub(crate) message: String,
    pub(crate) validation: Vec<FieldError>,
    pub(crate) body: Value,
}

/// A mistake that REST 3.0 finds in one field.
///
/// ```
/// use bitrix24::{ApiError, FieldError};
///
/// fn report(error: &ApiError) {
///     for FieldError { field, message, .. } in error.validation() {
///         println!("{field}: {message}");
///     }
/// }
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct FieldError {
    /// The field's name.
    pub field: String,
    /// The mistake, in the portal's language.
    pub message: String,
}

impl ApiError {
    /// The method that was called.
    pub fn method(&self) -> &str {
        &self.method
    }

    /// The HTTP status; a command of a batch has none of its own.
    pub fn status(&self) -> Option<u16> {
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

    /// Returns the mistakes that REST 3.0 finds in single fields.
    pub fn validation(&self) -> &[FieldError] {
        &self.validation
    }

    /// Finds the documented error that it is. What REST 3.0 says of a field is documented as a message, too.
    #[doc(hidden)]
    pub fn find(&self, entries: Errors) -> Option<usize> {
        let of_field = |field: &FieldError| ErrorEntry::find_by_message(entries, &self.code, &field.message);
        let by_field = || self.validation.iter().find_map(of_field);
        by_field().or_else(|| ErrorEntry::find(entries, &self.code, &self.message))
    }

    /// Returns true if the code is one of these, in any case.
    pub(crate) fn is_code(&self, codes: &[&str]) -> bool {
        codes.iter().any(|code| code.eq_ignore_ascii_case(self.code.trim()))
    }

    /// The whole answer, without secrets. Nothing prints it by itself.
    pub fn body(&self) -> &Value {
        &self.body
    }
}

impl fmt::Debug for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ApiError { method, status, code, message, validation, body: _ } = self;
        let mut f = f.debug_struct("ApiError");
        f.field("method", method).field("status", status).field("code", code).field("message", message);
        f.field("validation", validation).finish_non_exhaustive()
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", Plain(&self.method))?;
        let (code, message) = (Plain(&self.code), Plain(&self.message));
        match (self.code.is_empty(), self.message.is_empty()) {
            (false, false) => write!(f, "{code}: {message}")?,
            (false, true) => code.fmt(f)?,
            (true, false) => message.fmt(f)?,
            (true, true) => f.write_str("an error without code and message")?,
        }
        for FieldError { field, message } in &self.validation {
            f.write_str("; ")?;
            if !field.is_empty() {
                write!(f, "{}: ", Plain(field))?;
            }
            Plain(message).fmt(f)?;
        }
        match self.status {
            Some(status) => write!(f, " (HTTP {status})"),
            None => f.write_str(" (in a batch)"),
        }
    }
}

impl std::error::Error for ApiError {}
