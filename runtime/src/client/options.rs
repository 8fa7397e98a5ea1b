//! Settings of one call, or of all calls of one clone of a client.

use std::time::Duration;

use super::validation::Validation;

/// Settings of a call: `client.with(Options::new().deadline(…)).call(request)`.
///
/// ```no_run
/// # async fn example(b24: bitrix24::Client) -> Result<(), bitrix24::Error> {
/// use std::time::Duration;
///
/// use bitrix24::{Dynamic, Options, json};
///
/// let once = b24.with(Options::new().attempts(1).deadline(Duration::from_secs(5)));
/// let user = once.call(Dynamic::new("user.current", json!({}))).await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[must_use]
#[non_exhaustive]
pub struct Options {
    pub(crate) timeout: Option<Duration>,
    pub(crate) deadline: Option<Duration>,
    pub(crate) attempts: Option<u32>,
    pub(crate) idempotent: bool,
    pub(crate) key: Option<String>,
    pub(crate) validate: Option<Validation>,
}

impl Options {
    /// Returns settings without any value.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the timeout of one attempt.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// Sets the timeout of the call as a whole: waiting for limits and for a token, all attempts, and the pauses between
    /// them. Without it a call waits for a limit as long as it takes, which may be ten minutes. Of a list or a batch, it
    /// is how long each HTTP call may take.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = Some(deadline);
        self
    }

    /// Sets the maximum number of attempts, in place of the client's. With one, a call is not repeated either when the
    /// server refused it for a limit.
    pub fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = Some(attempts.max(1));
        self
    }

    /// Declares that running the call twice does no harm, so that it is repeated also when it is unknown whether it ran.
    pub fn idempotent(mut self) -> Self {
        self.idempotent = true;
        self
    }

    /// Sets the `Idempotency-Key` of a write of REST 3.0, in place of a random one: 1 to 255 printable characters of
    /// ASCII. With the same key and the same parameters, the server runs a write once within 24 hours, however often it
    /// is called, by this process or the next one.
    pub fn idempotency_key(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// Sets if parameters are checked against the documented rules before they are sent.
    pub fn validate(mut self, validate: impl Into<Validation>) -> Self {
        self.validate = Some(validate.into());
        self
    }
}
