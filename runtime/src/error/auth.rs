//! Errors of the right to call.

use std::sync::Arc;

use crate::escape::Plain;

/// Errors of getting, renewing and keeping the right to call.
///
/// ```
/// use bitrix24::{AuthError, Error};
///
/// fn needs_a_new_installation(error: &Error) -> bool {
///     matches!(error, Error::Auth(error) if matches!(**error, AuthError::Refused { .. }))
/// }
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AuthError {
    /// The authorisation server refused: the application has to be authorised anew, or its key is wrong.
    #[error("the authorisation server refuses: {}: {}", Plain(.code), Plain(.message))]
    Refused {
        /// The server's code, such as `invalid_grant` or `WRONG_CLIENT`.
        code: String,
        /// The server's message.
        message: String,
    },
    /// The authorisation server gave no answer, or none that can be used. A later call tries again.
    #[error("the authorisation server cannot be asked: {}", Plain(.reason))]
    Unreachable {
        /// The reason.
        reason: String,
    },
    /// The sender is not proved: the access token is not one of this application, or of another portal. Keep nothing of it.
    #[error("not proved to be of this application: {reason}")]
    Unproved {
        /// The reason.
        reason: &'static str,
    },
    /// Tokens could not be stored or loaded. Renewed ones are kept, and stored before the next call goes on.
    #[error("tokens cannot be stored or loaded: {}", Plain(.source))]
    Store {
        /// The error of the storage.
        #[source]
        source: Arc<dyn std::error::Error + Send + Sync>,
    },
}
