//! Sends requests.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use secrecy::SecretString;

use crate::auth::Auth;
use crate::call::{Body, Call, Reply};
use crate::drift::Drift;
use crate::envelope::{Raw, Response};
use crate::error::{Error, TransportKind};
use crate::request::Request;
use crate::wire::Wire;

/// The vendor ends a call after 60 seconds; waiting longer gives nothing.
const TIMEOUT: Duration = Duration::from_secs(60);

/// The result's Rust type of a request.
type Answer<R> = <<R as Request>::Result as Wire>::Out;

/// Calls one portal. Cheap to clone: clones share connections.
#[derive(Clone)]
pub struct Client {
    inner: Arc<Inner>,
}

struct Inner {
    http: reqwest::Client,
    auth: Auth,
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
        ClientBuilder { auth, timeout: TIMEOUT, validate: false }
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
        if self.inner.validate {
            request.validate().map_err(Error::Invalid)?;
        }
        let (target, params) = request.parts();
        let (name, api, kind) = (target.name().to_owned(), target.api(), target.kind());
        let params = params.clone();
        // The parameters, which may hold files, are not copied once nobody else has them.
        drop(request);
        let call = Call { name, api, kind, body: Body::Params(params.into_map()) };
        let reply = self.exchange(&call).await?;
        let response = self.inner.read::<R::Result>(&call.name, reply.status, &reply.body)?;
        self.inner.log(&call.name, &response.drift);
        Ok(response)
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
        let body = self.inner.auth.sign(&call.body);
        let body = body.map_err(|error| Error::Config(format!("{}: {error}", call.name)))?;
        let url = self.inner.auth.url(call.api, &call.name)?;
        let (status, body) = self.inner.post(&call.name, url, body).await?;
        Ok(Reply { status, body })
    }
}

impl Inner {
    async fn post(&self, method: &str, url: url::Url, body: Vec<u8>) -> Result<(u16, Vec<u8>), Error> {
        let failed = |error: reqwest::Error| {
            let kind = if error.is_connect() {
                TransportKind::Connect
            } else if error.is_timeout() {
                TransportKind::Timeout
            } else {
                TransportKind::Broken
            };
            // The address holds the webhook's secret.
            Error::Transport { method: method.to_owned(), kind, source: Some(error.without_url()) }
        };
        let request =
            self.http.post(url).header("Content-Type", "application/json").header("Accept", "application/json");
        let response = request.body(body).send().await.map_err(failed)?;
        let status = response.status().as_u16();
        let body = response.bytes().await.map_err(failed)?;
        Ok((status, body.into()))
    }

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
#[derive(Clone, Debug)]
#[must_use]
pub struct ClientBuilder {
    auth: Auth,
    timeout: Duration,
    validate: bool,
}

impl ClientBuilder {
    /// How long to wait for an answer; 60 seconds unless set, after which the vendor ends a call.
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

    /// Makes the client.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] when TLS cannot be set up.
    pub fn build(self) -> Result<Client, Error> {
        let http = reqwest::Client::builder()
            .timeout(self.timeout)
            .user_agent(concat!("bitrix24-rust/", env!("CARGO_PKG_VERSION")))
            // Following one would turn the POST into a GET.
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .map_err(|error| Error::Config(format!("the HTTP client cannot be made: {error}")))?;
        let ClientBuilder { auth, validate, .. } = self;
        Ok(Client { inner: Arc::new(Inner { http, auth, validate }) })
    }
}
