//! A list that could not be read to its end.

use crate::escape::Plain;

/// A list that could not be read to its end.
///
/// ```
/// use bitrix24::Error;
///
/// fn is_incomplete(error: &Error) -> bool {
///     matches!(error, Error::List(_))
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}: the list was not read whole: {}", Plain(.method), Plain(.reason))]
pub struct ListError {
    pub(crate) method: String,
    pub(crate) reason: String,
}
