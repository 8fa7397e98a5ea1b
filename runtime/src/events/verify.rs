//! Proof of an event's origin.

use std::fmt;

use secrecy::{ExposeSecret, SecretString};
use subtle::{Choice, ConstantTimeEq};

use super::error::EventError;
use super::payload::auth::EventAuth;

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
pub struct Verifier(Vec<SecretString>);

impl Verifier {
    /// Takes events that come with this token. An empty token is never right.
    pub fn new(application_token: impl Into<SecretString>) -> Self {
        Verifier(vec![application_token.into()])
    }

    /// Takes events that come with this token too, as that of a second webhook to the same handler.
    #[must_use]
    pub fn or(mut self, application_token: impl Into<SecretString>) -> Self {
        self.0.push(application_token.into());
        self
    }

    /// Returns true for a valid token. The time it takes does not depend on what the token holds, for tokens of the
    /// same length.
    pub fn matches(&self, token: &str) -> bool {
        let is = |known: &SecretString| known.expose_secret().as_bytes().ct_eq(token.as_bytes());
        let found = self.0.iter().fold(Choice::from(0), |found, known| found | is(known));
        bool::from(found) && !token.is_empty()
    }

    /// Checks the token of an event.
    pub(super) fn check(&self, auth: &EventAuth) -> Result<(), EventError> {
        let token = auth.application_token.as_ref().ok_or(EventError::NoToken)?;
        if self.matches(token.expose_secret()) { Ok(()) } else { Err(EventError::WrongToken) }
    }
}

impl fmt::Debug for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Verifier({} tokens)", self.0.len())
    }
}
