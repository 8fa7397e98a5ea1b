//! A list that could not be read to its end.

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
#[error("{method}: the list was not read whole: {reason}")]
pub struct ListError {
    pub(crate) method: String,
    pub(crate) reason: String,
}
