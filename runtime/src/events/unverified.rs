//! Posts that a portal seems to have sent, before that is proved.

use std::fmt;

use secrecy::SecretString;

use super::error::EventError;
use super::payload::auth::EventAuth;
use super::verify::Verifier;
use crate::wire::DateTime;

/// A post of a portal with its authorisation: an [`Event`](super::Event) or a [`Placement`](super::Placement).
///
/// ```
/// use bitrix24::incoming::{Sent, Unverified};
///
/// fn sender<T: Sent>(sent: &Unverified<T>) -> &str {
///     sent.member_id().unwrap_or("nobody")
/// }
/// ```
pub trait Sent {
    #[doc(hidden)]
    fn auth(&self) -> &EventAuth;

    #[doc(hidden)]
    fn auth_mut(&mut self) -> &mut EventAuth;

    /// The time of sending.
    #[doc(hidden)]
    fn ts(&self) -> Option<&DateTime> {
        None
    }
}

/// An event, or the call of a placement, of unproved origin. Its claims about the sender can be read, to find the token to
/// check it with; [`verify`](Unverified::verify) returns the thing itself.
///
/// ```
/// use bitrix24::incoming::{EventError, Unverified, Verifier};
///
/// let body = b"event=ONCRMDEALADD&data[FIELDS][ID]=7405&auth[member_id]=a1b2&auth[application_token]=TOKEN";
/// let event = Unverified::parse(body)?;
/// // The tokens of several portals are kept by their identifiers.
/// let verifier = match event.member_id() {
///     Some("a1b2") => Verifier::new("TOKEN"),
///     _ => return Err(EventError::WrongToken),
/// };
/// assert_eq!(event.verify(&verifier)?.name, "ONCRMDEALADD");
/// # Ok::<_, EventError>(())
/// ```
#[derive(Clone)]
pub struct Unverified<T>(pub(super) T);

impl<T: Sent> Unverified<T> {
    /// Returns the event if its application token is valid.
    ///
    /// # Errors
    ///
    /// [`EventError::NoToken`] and [`EventError::WrongToken`]; [`EventError::Stale`] outside of the verifier's
    /// [window](Verifier::within).
    pub fn verify(self, verifier: &Verifier) -> Result<T, EventError> {
        verifier.check(self.0.auth().application_token.as_ref(), self.0.ts())?;
        Ok(self.0)
    }

    /// Returns the event without a check. For one whose access token was checked otherwise than by
    /// [`Application::verify`](crate::Application::verify).
    pub fn assume_genuine(self) -> T {
        self.0
    }

    /// Returns the portal that it claims to come from: a handler of several portals finds the token by it.
    pub fn member_id(&self) -> Option<&str> {
        self.0.auth().member_id.as_deref()
    }

    /// Returns its access token, to be checked.
    pub fn access_token(&self) -> Option<&SecretString> {
        self.0.auth().access_token.as_ref()
    }
}

impl<T: fmt::Debug> fmt::Debug for Unverified<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Unverified").field(&self.0).finish()
    }
}
