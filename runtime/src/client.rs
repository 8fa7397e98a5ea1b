//! Sends requests.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use secrecy::SecretString;

use serde_json::Map;

use crate::auth::Auth;
use crate::call::{Body, Call, Reply};
use crate::drift::Drift;
use crate::envelope::{Raw, Response, Time};
use crate::error::Error;
use crate::hook::Hook;
use crate::limits::{Limiter, Limits, SharedLimiter};
use crate::options::Options;
use crate::request::Request;
use crate::retry::{Budget, Retries};
use crate::wire::Wire;

/// The vendor ends a call after 60 seconds; waiting longer gives nothing.
const TIMEOUT: Duration = Duration::from_secs(60);

/// The result's Rust type of a request.
type Answer<R> = <<R as Request>::Result as Wire>::Out;

/// Calls one portal. Cheap to clone: clones share connections, tokens, and the portal's limits.
#[derive(Clone)]
pub struct Client {
    inner: Arc<Inner>,
    options: Arc<Options>,
}

/// What all clones share.
pub(crate) struct Inner {
    pub(crate) http: reqwest::Client,
    pub(crate) auth: Auth,
    pub(crate) limiter: Arc<Limiter>,
    pub(crate) retries: Retries,
    pub(crate) budget: Budget,
    pub(crate) hooks: Vec<Arc<dyn Hook>>,
    validate: bool,
}

impl Client {
    /// A client for an incoming webhook, by the address that the portal shows.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] when it is not such an address.
    pub fn webhook(address: &str) -> Result<Self, Error> {
        Self::builder(Auth::webhook(address)?).build()
    }

    /// A client for an application, by the portal's address and an access token.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] when it is not such an address.
    pub fn token(portal: &str, token: impl Into<SecretString>) -> Result<Self, Error> {
        Self::builder(Auth::token(portal, token)?).build()
    }

    /// A client with other settings than the usual ones.
    pub fn builder(auth: Auth) -> ClientBuilder {
        ClientBuilder {
            auth,
            timeout: TIMEOUT,
            validate: false,
            limits: None,
            shared: None,
            retries: Retries::default(),
            hooks: Vec::new(),
            certificates: Vec::new(),
        }
    }

    /// The same client with other settings for the calls that are made with it, in place of those that this one has.
    ///
    /// ```no_run
    /// # async fn example(b24: bitrix24_runtime::Client) -> Result<(), bitrix24_runtime::Error> {
    /// use std::time::Duration;
    /// use bitrix24_runtime::{Dynamic, Options, json};
    ///
    /// let hurried = b24.with(Options::new().deadline(Duration::from_secs(5)));
    /// let user = hurried.call(Dynamic::new("user.current", json!({}))).await?;
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn with(&self, options: Options) -> Self {
        Client { inner: Arc::clone(&self.inner), options: Arc::new(options) }
    }

    /// The portal's address, as it is now.
    pub fn portal(&self) -> String {
        self.inner.auth.portal()
    }

    /// Calls a method and gives its result. Differences between the answer and its description go to the log; with
    /// [`send`](Client::send) they come along.
    ///
    /// # Errors
    ///
    /// See [`Error`]. An error of the server is [`Error::Api`]; ask it with [`Error::is`].
    pub async fn call<R: Request>(&self, request: R) -> Result<Answer<R>, Error> {
        self.send(request).await.map(|response| response.result)
    }

    /// Calls a method and gives the whole answer: the result, the server's times, the list's counts, and where the answer
    /// differed from its description.
    ///
    /// # Errors
    ///
    /// As [`call`](Client::call).
    pub async fn send<R: Request>(&self, request: R) -> Result<Response<Answer<R>>, Error> {
        self.check(&request)?;
        let (target, params) = request.parts();
        let params = params.clone();
        let mut call = Call::new(target, Map::new());
        // The parameters, which may hold files, are not copied once nobody else has them.
        drop(request);
        call.body = Body::Params(params.into_map());
        let reply = self.exchange(&call).await?;
        self.read::<R::Result>(&call.name, &reply)
    }

    /// Refuses a request that is not to be sent: one that could not be made, and where it was asked for, one that breaks a
    /// documented rule.
    pub(crate) fn check<R: Request>(&self, request: &R) -> Result<(), Error> {
        let (target, params) = request.parts();
        crate::batch::refuse(target.name(), params.as_map())?;
        if self.options.validate.unwrap_or(self.inner.validate) {
            request.validate().map_err(Error::Invalid)?;
        }
        Ok(())
    }

    /// What sends a file to an address that the portal gave: see [`files`](crate::files).
    pub(crate) fn http(&self) -> &reqwest::Client {
        &self.inner.http
    }

    /// Who calls.
    pub(crate) fn auth(&self) -> &Auth {
        &self.inner.auth
    }

    /// Sends a call and gives the answer as it came.
    pub(crate) async fn exchange(&self, call: &Call) -> Result<Reply, Error> {
        self.inner.exchange(call, &self.options).await
    }

    /// Reads an answer, and learns from it.
    pub(crate) fn read<W: Wire>(&self, method: &str, reply: &Reply) -> Result<Response<W::Out>, Error> {
        let response = self.inner.read::<W>(method, reply.status, &reply.body)?;
        if let Some(time) = &response.time {
            self.observe(method, time);
        }
        self.inner.log(method, &response.drift);
        Ok(response)
    }

    /// Learns that a method's time is used up.
    pub(crate) fn used_up(&self, method: &str) {
        self.inner.limiter.used_up(method);
    }

    /// Learns that the portal's bucket is full.
    pub(crate) async fn exceeded(&self) {
        self.inner.limiter.exceeded().await;
    }

    /// Whether a call may wait until it is let in: a single attempt does not.
    pub(crate) fn may_wait(&self) -> bool {
        self.options.attempts.unwrap_or(self.inner.retries.max_attempts()) > 1
    }

    /// Learns from an answer how much of a method's time is used.
    pub(crate) fn observe(&self, method: &str, time: &Time) {
        self.inner.limiter.observe(method, time);
    }

    /// Takes the secret out of an answer's body.
    pub(crate) fn redact(&self, body: &[u8]) -> Vec<u8> {
        self.inner.auth.redact(body)
    }

    /// An error about a result, without the secret that the result may repeat.
    pub(crate) fn without_secrets(&self, error: Error) -> Error {
        match error {
            Error::Result { method, expected, found, result } => {
                let result = Box::new(self.inner.auth.hide_in(*result));
                Error::Result { method, expected, found, result }
            }
            other => other,
        }
    }

    /// Tells the log where an answer differed from its description.
    pub(crate) fn log(&self, method: &str, drift: &Drift) {
        self.inner.log(method, drift);
    }

    /// Whether parameters are checked before they are sent.
    pub(crate) fn validates(&self) -> bool {
        self.inner.validate
    }
}

impl Inner {
    fn read<W: Wire>(&self, method: &str, status: u16, body: &[u8]) -> Result<Response<W::Out>, Error> {
        // A result may hold the secret, it is the caller's own; an error must not.
        let redacted = |_| Raw { method, status, body: &self.auth.redact(body) }.decode::<W>();
        Raw { method, status, body }.decode::<W>().or_else(redacted)
    }

    /// Tells the log where an answer differed: the paths only, never a value.
    fn log(&self, method: &str, drift: &Drift) {
        if !drift.is_empty() {
            let drift = || self.auth.hide(&drift.to_string());
            tracing::debug!(method, drift = drift(), "the answer differs from its description");
        }
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("auth", &self.inner.auth).finish_non_exhaustive()
    }
}

/// Settings of a [`Client`].
#[derive(Clone)]
#[must_use]
pub struct ClientBuilder {
    auth: Auth,
    timeout: Duration,
    validate: bool,
    limits: Option<Limits>,
    shared: Option<Arc<dyn SharedLimiter>>,
    retries: Retries,
    hooks: Vec<Arc<dyn Hook>>,
    certificates: Vec<reqwest::Certificate>,
}

impl ClientBuilder {
    /// How long to wait for the answer to one attempt; 60 seconds unless set, after which the vendor ends a call.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Whether to check parameters against the documented rules before sending; off unless set, because the server may
    /// have relaxed a rule since.
    pub fn validate(mut self, validate: bool) -> Self {
        self.validate = validate;
        self
    }

    /// How many requests the portal takes, for all clients of this portal in the process. Unless set, those of other
    /// clients of the portal, or else [`Limits::standard`].
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = Some(limits);
        self
    }

    /// A limiter that several processes share, such as `RedisLimiter` with the feature `redis`.
    pub fn shared_limiter(mut self, limiter: impl SharedLimiter) -> Self {
        self.shared = Some(Arc::new(limiter));
        self
    }

    /// How often, and how fast, calls are made again.
    pub fn retries(mut self, retries: Retries) -> Self {
        self.retries = retries;
        self
    }

    /// Adds a hook, which sees every attempt.
    pub fn hook(mut self, hook: impl Hook) -> Self {
        self.hooks.push(Arc::new(hook));
        self
    }

    /// Trusts another authority's certificates, in PEM, besides those of the system: for a portal of one's own.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] when it is not a list of certificates.
    pub fn trust(mut self, pem: &[u8]) -> Result<Self, Error> {
        let certificates = reqwest::Certificate::from_pem_bundle(pem);
        self.certificates.extend(certificates.map_err(|error| Error::Config(format!("not a certificate: {error}")))?);
        Ok(self)
    }

    /// Makes the client.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] when TLS cannot be set up.
    pub fn build(self) -> Result<Client, Error> {
        let mut http = reqwest::Client::builder()
            .timeout(self.timeout)
            .user_agent(concat!("bitrix24-rust/", env!("CARGO_PKG_VERSION")))
            .tcp_nodelay(true)
            // Following one would turn the POST into a GET.
            .redirect(reqwest::redirect::Policy::none());
        if !self.certificates.is_empty() {
            http = http.tls_certs_merge(self.certificates);
        }
        let http = http.build().map_err(|error| Error::Config(format!("the HTTP client cannot be made: {error}")))?;
        let ClientBuilder { auth, validate, limits, shared, retries, hooks, .. } = self;
        let limiter = Limiter::of(&auth.portal(), limits, shared);
        let budget = Budget::new(&retries);
        let inner = Inner { http, auth, limiter, retries, budget, hooks, validate };
        Ok(Client { inner: Arc::new(inner), options: Arc::default() })
    }
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder").field("auth", &self.auth).field("limits", &self.limits).finish_non_exhaustive()
    }
}
