//! Errors of events.

/// A request that is not a valid event. No message holds anything that the request held, apart from names of events
/// and keys that are known.
///
/// ```
/// use bitrix24::incoming::{Event, EventError, Verifier};
///
/// let error = Event::parse(b"event=ONCRMDEALADD", &Verifier::new("TOKEN")).expect_err("there is no token");
/// assert_eq!((error.status(), error), (403, EventError::NoToken));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EventError {
    /// The body could not be received.
    #[error("the body could not be read")]
    Unreadable,
    /// The body is larger than [`Limits::bytes`](super::Limits).
    #[error("the body is too large")]
    TooLarge,
    /// The body holds more values than [`Limits::values`](super::Limits).
    #[error("the body holds too many values")]
    TooManyValues,
    /// The body nests deeper than [`Limits::depth`](super::Limits).
    #[error("the body nests too deep")]
    TooDeep,
    /// The body starts as JSON and is none.
    #[error("the body is not JSON")]
    NotJson,
    /// The body names no event.
    #[error("the body is not an event")]
    NoEvent,
    /// The event comes without `application_token`.
    #[error("the event has no application token")]
    NoToken,
    /// The event's `application_token` is another one.
    #[error("the event has a wrong application token")]
    WrongToken,
    /// The event was not sent within [`Verifier::within`](super::Verifier::within): it may be an earlier one, sent again.
    #[error("the event was not sent just now")]
    Stale,
    /// The event is not one that brings an application's tokens.
    #[error("not an event of an installation")]
    NotInstall,
    /// The request is not one that opens a page.
    #[error("not the call of a placement")]
    NoPlacement,
    /// The event brought no access token, or none to renew it with: few events do.
    #[error("no access token and refresh token came with it")]
    NoTokens,
    /// The event's data is not as documented.
    #[error("{event}: `{key}` is missing or of another type")]
    Data {
        /// The event's documented name.
        event: &'static str,
        /// The key in `data`.
        key: &'static str,
    },
    /// The data does not fit the type that it was asked for.
    #[error("the event's data is not of this type")]
    OtherType,
}

impl EventError {
    /// Returns the HTTP status to answer with: 403 when it is not proved that the portal sent it, 413 when the body is too
    /// large, 400 for all else.
    pub fn status(&self) -> u16 {
        match self {
            EventError::NoToken | EventError::WrongToken | EventError::Stale => 403,
            EventError::TooLarge => 413,
            _ => 400,
        }
    }
}
