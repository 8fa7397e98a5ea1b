//! Errors of renewing the right to call.

use std::sync::Arc;

use crate::escape::Plain;

/// Errors of renewing the right to call.
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
    #[error("the access token cannot be renewed: {}: {}", Plain(.code), Plain(.message))]
    Refused {
        /// The server's code, such as `invalid_grant` or `WRONG_CLIENT`.
        code: String,
        /// The server's message.
        message: String,
    },
    /// The authorisation server gave no answer, or none that can be used. A later call tries again.
    #[error("the access token cannot be renewed: {}", Plain(.reason))]
    Unreachable {
        /// The reason.
        reason: String,
    },
    /// The new tokens could not be stored. They are kept and stored before the next call goes on.
    #[error("the renewed tokens cannot be stored: {}", Plain(.source))]
    Store {
        /// The error of the storage.
        #[source]
        source: Arc<dyn std::error::Error + Send + Sync>,
    },
}
