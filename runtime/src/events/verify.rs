//! Proof of an event's origin.

use std::fmt;
use std::time::Duration;

use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};
use subtle::{Choice, ConstantTimeEq};

use super::error::EventError;
use crate::wire::DateTime;

/// Knows the application tokens that prove an event's origin: the one kept from the installation, or the one that the
/// portal shows for an outgoing webhook.
///
/// [Security in handlers](https://apidocs.bitrix24.com/api-reference/events/safe-event-handlers.html)
///
/// ```
/// use bitrix24::incoming::Verifier;
///
/// let verifier = Verifier::new("51856fefc120afa4b628cc82d3935cce").or("the token of another webhook");
/// assert!(verifier.matches("51856fefc120afa4b628cc82d3935cce") && !verifier.matches(""));
/// ```
#[derive(Clone)]
pub struct Verifier {
    tokens: Vec<SecretString>,
    /// How far the event's time may be from now.
    window: Option<Duration>,
}

impl Verifier {
    /// Takes events that come with this token. An empty token is never right.
    pub fn new(application_token: impl Into<SecretString>) -> Self {
        Verifier { tokens: vec![application_token.into()], window: None }
    }

    /// Takes none, until there is a token. For a portal of which no token was kept.
    pub(super) fn none() -> Self {
        Verifier { tokens: Vec::new(), window: None }
    }

    /// Takes events that come with this token too, as that of a second webhook to the same handler.
    #[must_use]
    pub fn or(mut self, application_token: impl Into<SecretString>) -> Self {
        self.tokens.push(application_token.into());
        self
    }

    /// Takes only events whose `ts` is at most this far from now. Off by default: a portal may send late, and clocks
    /// differ. Whoever has seen an event can send it again within the window only; remember what you have handled to be
    /// sure.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// use bitrix24::incoming::{Event, EventError, Verifier};
    ///
    /// let verifier = Verifier::new("TOKEN").within(Duration::from_secs(300));
    /// let body = b"event=ONCRMDEALADD&ts=1766047124&auth[application_token]=TOKEN";
    /// assert_eq!(Event::parse(body, &verifier).unwrap_err(), EventError::Stale);
    /// ```
    #[must_use]
    pub fn within(mut self, window: Duration) -> Self {
        self.window = Some(window);
        self
    }

    /// Returns true for a valid token. The time it takes does not depend on what the token holds, for tokens of the
    /// same length.
    pub fn matches(&self, token: &str) -> bool {
        let is = |known: &SecretString| known.expose_secret().as_bytes().ct_eq(token.as_bytes());
        let found = self.tokens.iter().fold(Choice::from(0), |found, known| found | is(known));
        bool::from(found) && !token.is_empty()
    }

    /// Checks the token that came, and the time where there is a window.
    pub(super) fn check(&self, token: Option<&SecretString>, ts: Option<&DateTime>) -> Result<(), EventError> {
        let token = token.ok_or(EventError::NoToken)?;
        if !self.matches(token.expose_secret()) {
            return Err(EventError::WrongToken);
        }
        let is_now = |window: Duration| {
            let sent = ts.and_then(|ts| ts.timestamp().ok());
            sent.is_some_and(|sent| Timestamp::now().duration_since(sent).unsigned_abs() <= window)
        };
        if self.window.is_none_or(is_now) { Ok(()) } else { Err(EventError::Stale) }
    }
}

impl fmt::Debug for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Verifier({} tokens)", self.tokens.len())
    }
}
