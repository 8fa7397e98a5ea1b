//! Tokens, and the storage of those that were renewed.

mod exposed;

use std::fmt;
use std::time::SystemTime;

use secrecy::SecretString;

use crate::boxed::{BoxError, BoxFuture};
pub use exposed::ExposedTokens;

/// The tokens of an application on one portal.
///
/// ```
/// use std::time::{Duration, SystemTime};
///
/// use bitrix24::{ExposeSecret, Tokens};
///
/// let tokens = Tokens::new("ACCESS", "REFRESH").expires_at(SystemTime::now() + Duration::from_secs(3600));
/// assert_eq!(tokens.access.expose_secret(), "ACCESS");
/// ```
#[derive(Clone)]
#[non_exhaustive]
pub struct Tokens {
    /// The token that calls are signed with.
    pub access: SecretString,
    /// The token that gets new ones. It is valid once: each renewal changes it.
    pub refresh: SecretString,
    /// The time at which the access token expires, if it is known.
    pub expires_at: Option<SystemTime>,
}

impl Tokens {
    /// Returns tokens with an unknown time of expiry.
    pub fn new(access: impl Into<SecretString>, refresh: impl Into<SecretString>) -> Self {
        Tokens { access: access.into(), refresh: refresh.into(), expires_at: None }
    }

    /// Sets the time at which the access token expires.
    #[must_use]
    pub fn expires_at(mut self, at: SystemTime) -> Self {
        self.expires_at = Some(at);
        self
    }
}

impl fmt::Debug for Tokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tokens").field("expires_at", &self.expires_at).finish_non_exhaustive()
    }
}

/// A persistent storage of tokens. Storing is awaited before the call that needed new tokens goes on. A
/// [`FileStore`](crate::FileStore) has one for each portal.
///
/// ```
/// use bitrix24::{ExposeSecret, OAuth, Tokens};
///
/// let oauth = OAuth::new("local.5c8bb1b0891cf2.87252039", "KEY", Tokens::new("ACCESS", "REFRESH"));
/// let oauth = oauth.store(|tokens: Tokens| async move {
///     // Write both, and the time, to one place at once: the former are void by now.
///     let (_access, _refresh) = (tokens.access.expose_secret(), tokens.refresh.expose_secret());
///     let _ends = tokens.expires_at;
///     Ok(())
/// });
/// # _ = oauth;
/// ```
pub trait TokenStore: Send + Sync + 'static {
    /// Stores the tokens in place of the earlier ones, which are no longer valid.
    fn store<'a>(&'a self, tokens: &'a Tokens) -> BoxFuture<'a, Result<(), BoxError>>;
}

impl<F, R> TokenStore for F
where
    F: Fn(Tokens) -> R + Send + Sync + 'static,
    R: Future<Output = Result<(), BoxError>> + Send + 'static,
{
    fn store<'a>(&'a self, tokens: &'a Tokens) -> BoxFuture<'a, Result<(), BoxError>> {
        Box::pin(self(tokens.clone()))
    }
}
