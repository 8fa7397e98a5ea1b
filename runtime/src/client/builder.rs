//! Settings of a client.

use std::fmt;
use std::sync::{Arc, Mutex};

use super::Client;
use super::hook::Hook;
use super::retry::{Budget, Retries};
use super::shared::Shared;
use super::validation::Validation;
use crate::auth::Auth;
use crate::error::Error;
use crate::limits::{Limiter, Limits, SharedLimiter};
use crate::transport::{Connections, Http};

impl Client {
    /// Returns a builder of clients with other settings.
    pub fn builder(auth: Auth) -> ClientBuilder {
        ClientBuilder {
            auth,
            connections: Connections::default(),
            validate: Validation::Off,
            limits: None,
            shared: None,
            retries: Retries::default(),
            hooks: Vec::new(),
        }
    }
}

/// Settings of a [`Client`].
///
/// ```
/// use std::time::Duration;
///
/// use bitrix24::{Auth, Client, Retries};
///
/// let auth = Auth::webhook("https://example.bitrix24.com/rest/1/SECRET/")?;
/// let b24 = Client::builder(auth).timeout(Duration::from_secs(20)).retries(Retries::none()).validate(true).build()?;
/// # Ok::<_, bitrix24::Error>(())
/// ```
#[derive(Clone)]
#[must_use]
pub struct ClientBuilder {
    auth: Auth,
    pub(super) connections: Connections,
    validate: Validation,
    limits: Option<Limits>,
    shared: Option<Arc<dyn SharedLimiter>>,
    retries: Retries,
    hooks: Vec<Arc<dyn Hook>>,
}

impl ClientBuilder {
    /// Sets if parameters are checked against the documented rules before they are sent; off by default, because the
    /// server may have relaxed a rule since. `true` refuses what is surely wrong, and logs what the documentation does not
    /// know; [`Validation::Strict`] refuses both.
    pub fn validate(mut self, validate: impl Into<Validation>) -> Self {
        self.validate = validate.into();
        self
    }

    /// Sets the portal's limits, for all clients of this portal in the process. By default, those of other
    /// clients of the portal, or else [`Limits::standard`].
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = Some(limits);
        self
    }

    /// Sets a limiter that several processes share, such as `RedisLimiter` with the feature `redis`.
    pub fn shared_limiter(mut self, limiter: impl SharedLimiter) -> Self {
        self.shared = Some(Arc::new(limiter));
        self
    }

    /// Sets how often, and how fast, calls are repeated.
    pub fn retries(mut self, retries: Retries) -> Self {
        self.retries = retries;
        self
    }

    /// Adds a hook, which sees every attempt.
    pub fn hook(mut self, hook: impl Hook) -> Self {
        self.hooks.push(Arc::new(hook));
        self
    }

    /// Allows the portal to move to this host, with its port if it has one of its own: `b24.example.org:8443`. The next
    /// call then holds the secret, so a redirect is followed only to the same host, to the vendor's own domains, and to
    /// hosts that are allowed here; and never from https to http.
    ///
    /// ```
    /// use bitrix24::{Auth, Client};
    ///
    /// let auth = Auth::webhook("https://b24.example.com/rest/1/SECRET/")?;
    /// let b24 = Client::builder(auth).may_move_to("b24.example.org")?.build()?;
    /// # Ok::<_, bitrix24::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Config`] when it is not a host.
    pub fn may_move_to(mut self, host: &str) -> Result<Self, Error> {
        self.auth.allow(host)?;
        Ok(self)
    }

    /// Builds the client.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] when TLS cannot be set up, or is not compiled in though the portal needs it.
    pub fn build(self) -> Result<Client, Error> {
        let ClientBuilder { auth, connections, validate, limits, shared: others, retries, hooks } = self;
        let http = Http::new(connections);
        // Tells here what cannot be set up.
        http.to(&auth.home())?;
        let limiter = Limiter::of(&auth.portal(), limits, others);
        let budget = Budget::new(&retries);
        let shared = Shared { http, auth, limiter, retries, budget, hooks, validate, token: Mutex::default() };
        Ok(Client { shared: Arc::new(shared), options: Arc::default() })
    }
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder").field("auth", &self.auth).field("limits", &self.limits).finish_non_exhaustive()
    }
}
