//! Sends requests.

mod attempt;
mod builder;
mod connections;
mod exchange;
mod hook;
mod metric;
mod options;
mod report;
pub(crate) mod retry;
mod shared;
mod validation;

use std::fmt;
use std::sync::Arc;

use secrecy::SecretString;
use serde_json::Map;

use crate::auth::Auth;
use crate::envelope::{Learned, Response, Time};
use crate::error::Error;
use crate::limits::Usage;
use crate::refs;
use crate::request::call::{Body, Call, Reply};
use crate::request::{Request, Unmade};
use crate::transport::Http;
use crate::wire::{Drift, Wire};
pub use builder::ClientBuilder;
pub use hook::{Hook, Outcome, Outgoing};
pub use metric::{Metric, RetryCause};
pub use options::Options;
pub use retry::Retries;
use shared::Shared;
pub use validation::Validation;

/// The result's Rust type of a request.
type Answer<R> = <<R as Request>::Result as Wire>::Out;

/// Calls one portal. Cheap to clone: clones share connections, tokens, and the portal's limits.
///
/// ```no_run
/// # async fn example() -> Result<(), bitrix24::Error> {
/// use bitrix24::{Client, Dynamic, json};
///
/// let b24 = Client::webhook("https://example.bitrix24.com/rest/1/SECRET/")?;
/// let user = b24.call(Dynamic::new("user.current", json!({}))).await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Client {
    shared: Arc<Shared>,
    options: Arc<Options>,
}

impl Client {
    /// Returns a client for an incoming webhook, by the address that the portal shows.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] when it is not such an address.
    pub fn webhook(address: &str) -> Result<Self, Error> {
        Self::builder(Auth::webhook(address)?).build()
    }

    /// Returns a client for an application, by the portal's address and an access token.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] when it is not such an address.
    pub fn token(portal: &str, token: impl Into<SecretString>) -> Result<Self, Error> {
        Self::builder(Auth::token(portal, token)?).build()
    }

    /// Returns the same client with other settings of its calls, in place of the current ones.
    ///
    /// ```no_run
    /// # async fn example(b24: bitrix24::Client) -> Result<(), bitrix24::Error> {
    /// use std::time::Duration;
    /// use bitrix24::{Dynamic, Options, json};
    ///
    /// let hurried = b24.with(Options::new().deadline(Duration::from_secs(5)));
    /// let user = hurried.call(Dynamic::new("user.current", json!({}))).await?;
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn with(&self, options: Options) -> Self {
        Client { shared: Arc::clone(&self.shared), options: Arc::new(options) }
    }

    /// Returns the same client for calls that do no harm when they run twice.
    pub(crate) fn idempotent(&self) -> Self {
        self.with(self.options.as_ref().clone().idempotent())
    }

    /// Returns the portal's current address.
    pub fn portal(&self) -> String {
        self.shared.auth.portal()
    }

    /// Calls a method and returns its result. Differences between the answer and its description go to the log;
    /// [`send`](Client::send) returns them.
    ///
    /// # Errors
    ///
    /// See [`Error`]. An error of the server is [`Error::Api`]; ask it with [`Error::is`].
    pub async fn call<R: Request>(&self, request: R) -> Result<Answer<R>, Error> {
        let (method, reply) = self.reply(request).await?;
        let mut learned = Learned::default();
        // Handed on where it is: a result is large.
        let result = self.shared.read_result::<R::Result>(&method, &reply, &mut learned);
        self.learn(&method, learned.usage, &learned.drift);
        result
    }

    /// Calls a method and returns the whole answer: the result, the server's times, the list's counts, and the
    /// differences between the answer and its description.
    ///
    /// # Errors
    ///
    /// As [`call`](Client::call).
    pub async fn send<R: Request>(&self, request: R) -> Result<Response<Answer<R>>, Error> {
        let (method, reply) = self.reply(request).await?;
        // Handed on where it is, as above.
        let response = self.shared.read::<R::Result>(&method, &reply);
        if let Ok(Response { time, drift, .. }) = &response {
            self.learn(&method, time.as_ref().and_then(Time::usage), drift);
        }
        response
    }

    /// Calls a method, and returns its name and the raw answer.
    async fn reply<R: Request>(&self, request: R) -> Result<(String, Reply), Error> {
        self.check(&request)?;
        let (target, params) = request.parts();
        let params = params.clone();
        let mut call = Call::new(target, Map::new());
        // Parameters may hold files: they are not copied when nobody else has them.
        drop(request);
        call.body = Body::Params(params.into_map());
        let reply = self.exchange(&call).await?;
        Ok((call.name, reply))
    }

    /// Refuses a request that could not be made, and if requests are validated, one that breaks a documented rule.
    pub(crate) fn check<R: Request>(&self, request: &R) -> Result<(), Error> {
        let (target, params) = request.parts();
        if !params.problems().is_empty() {
            let problem = |Unmade { name, problem }: &Unmade| format!("`{name}`: {problem}");
            let problems: Vec<String> = params.problems().iter().map(problem).collect();
            return Err(Error::Config(format!("{}: {}", target.name(), problems.join("; "))));
        }
        refs::refuse(target.name(), params.as_map())?;
        let validation = self.options.validate.unwrap_or(self.shared.validate);
        validation.check(request, self.shared.limiter.journal()).map_err(Error::Invalid)
    }

    /// The HTTP client, which sends files to addresses that the portal gave: see [`files`](crate::files).
    pub(crate) fn http(&self) -> &Http {
        &self.shared.http
    }

    /// The authorisation.
    pub(crate) fn auth(&self) -> &Auth {
        &self.shared.auth
    }

    /// Sends a call and returns the raw answer.
    pub(crate) async fn exchange(&self, call: &Call) -> Result<Reply, Error> {
        self.shared.exchange(call, &self.options).await
    }

    /// Tells the limits and the log what an answer has told.
    fn learn(&self, method: &str, usage: Option<Usage>, drift: &Drift) {
        if let Some(usage) = usage {
            self.observe(method, &usage);
        }
        self.shared.log(method, drift);
    }

    /// Tells the limits that a method's time is used up.
    pub(crate) fn used_up(&self, method: &str) {
        self.shared.limiter.used_up(method);
    }

    /// Tells the limits that the portal's bucket is full.
    pub(crate) async fn exceeded(&self) {
        self.shared.limiter.exceeded(self.shared.retries.pause(1)).await;
    }

    /// Returns true if a call may wait for a limit: a single attempt does not.
    pub(crate) fn may_wait(&self) -> bool {
        self.options.attempts.unwrap_or(self.shared.retries.max_attempts()) > 1
    }

    /// Updates the used time of a method from an answer.
    pub(crate) fn observe(&self, method: &str, usage: &Usage) {
        self.shared.limiter.observe(method, usage);
        self.shared.operating(method, usage.seconds);
    }

    /// An error about a result, without the secret that the result may repeat.
    pub(crate) fn without_secrets(&self, error: Error) -> Error {
        error.hiding(&self.shared.auth.hider())
    }

    /// Tells the log where an answer differed from its description.
    pub(crate) fn log(&self, method: &str, drift: &Drift) {
        self.shared.log(method, drift);
    }

    /// Returns how parameters are checked before they are sent.
    pub(crate) fn validation(&self) -> Validation {
        self.shared.validate
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("auth", &self.shared.auth).finish_non_exhaustive()
    }
}
