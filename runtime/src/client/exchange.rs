//! One call from its first attempt to its answer: limits, tokens, redirects, and repeated attempts.

use std::time::Duration;

use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderValue, LOCATION, RETRY_AFTER};
use tokio::time::Instant;
use tracing::{Instrument, field};

use super::hook::{Outcome, Outgoing};
use super::options::Options;
use super::retry::{Next, next};
use super::shared::Shared;
use crate::auth::{Auth, Token};
use crate::catalogue::{Api, Kind};
use crate::envelope::Raw;
use crate::error::{ApiError, Error, Fate, Problem, TransportKind};
use crate::limits::wait_until;
use crate::random::unique;
use crate::request::call::{Body, Call, Reply};
use crate::wire::Any;

/// The number of times that a call waits for a limit before it gives up: then others use up the portal.
const MAX_WAITS: u32 = 30;

/// The longest pause between attempts, whatever was set.
const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);

/// The longest answer that is looked through for an error before it is read.
const LONGEST_ERROR: usize = 4096;

/// The maximum number of redirects of a call.
const MAX_MOVES: u32 = 3;

/// The state of one call.
struct Exchange<'a> {
    client: &'a Shared,
    call: &'a Call,
    options: &'a Options,
    deadline: Option<Instant>,
    /// The `Idempotency-Key` of all attempts.
    key: Option<String>,
    /// Attempts so far that count.
    attempt: u32,
    waits: u32,
    moves: u32,
    has_renewed: bool,
    /// True if an attempt may have run.
    is_unsettled: bool,
}

/// The failure of one attempt.
struct Failed {
    error: Error,
    /// The redirect in the answer, if any.
    redirect: Option<Redirect>,
    /// The pause that the server asks for.
    retry_after: Option<Duration>,
}

/// A redirect by the portal.
struct Redirect {
    /// The address that was called. It holds the webhook's secret.
    from: url::Url,
    to: String,
}

/// An answer, with the headers that matter.
struct Answer {
    reply: Reply,
    redirect: Option<Redirect>,
    retry_after: Option<Duration>,
}

impl Shared {
    /// Sends a call, repeated where that helps and is safe, and returns the raw answer.
    pub(crate) async fn exchange(&self, call: &Call, options: &Options) -> Result<Reply, Error> {
        let span = tracing::debug_span!(
            "bitrix24.call",
            method = %call.name,
            api = ?call.api,
            attempts = field::Empty,
            waited_ms = field::Empty,
            status = field::Empty,
        );
        let mut exchange = Exchange {
            client: self,
            call,
            options,
            // A deadline that no clock can hold is none.
            deadline: options.deadline.and_then(|deadline| Instant::now().checked_add(deadline)),
            key: key(call, options)?,
            attempt: 0,
            waits: 0,
            moves: 0,
            has_renewed: false,
            is_unsettled: false,
        };
        async move {
            let result = exchange.run().await;
            tracing::Span::current().record("attempts", exchange.attempt);
            result.map_err(|error| exchange.settled(error))
        }
        .instrument(span)
        .await
    }
}

/// Returns the key of a write of REST 3.0, with which it can be repeated.
fn key(call: &Call, options: &Options) -> Result<Option<String>, Error> {
    let is_safe = call.api == Api::V2 || call.kind == Kind::Read;
    match &options.key {
        Some(key) if call.api == Api::V3 => Ok(Some(key.clone())),
        _ if is_safe => Ok(None),
        // The server takes a write with a known key for one that has run.
        _ => unique().map(Some),
    }
}

impl Exchange<'_> {
    async fn run(&mut self) -> Result<Reply, Error> {
        loop {
            // Before a place in the bucket is taken: all calls that wait for one renewal would be sent at its end.
            self.token().await?;
            self.admit().await?;
            let token = self.token().await?;
            if self.deadline.is_some_and(|deadline| Instant::now() >= deadline) {
                return Err(self.late(None));
            }
            self.attempt += 1;
            let failed = match self.attempt(&token).await {
                Ok(reply) => {
                    self.client.budget.earn();
                    return Ok(reply);
                }
                Err(failed) => failed,
            };
            tracing::debug!(attempt = self.attempt, reason = %reason(&failed.error), "an attempt failed");
            self.recover(failed, &token).await?;
        }
    }

    /// Returns a fresh token.
    async fn token(&self) -> Result<Token, Error> {
        self.in_time(self.client.auth.access(&self.client.http)).await.unwrap_or_else(|| Err(self.late(None)))
    }

    /// The result of a future, if it comes before the deadline.
    async fn in_time<T>(&self, future: impl Future<Output = T>) -> Option<T> {
        match self.deadline {
            Some(deadline) => tokio::time::timeout_at(deadline, future).await.ok(),
            None => Some(future.await),
        }
    }

    /// Waits until the limits have room.
    async fn admit(&mut self) -> Result<(), Error> {
        let (own, all);
        let methods: &[&str] = if self.call.uses.is_empty() {
            own = [self.call.name.as_str()];
            &own
        } else {
            all = self.call.methods();
            &all
        };
        match self.in_time(self.client.limiter.admit(methods, self.deadline)).await.flatten() {
            Some(waited) => {
                if !waited.is_zero() {
                    tracing::Span::current().record("waited_ms", u64::try_from(waited.as_millis()).unwrap_or(u64::MAX));
                }
                Ok(())
            }
            None => Err(self.late(None)),
        }
    }

    /// Takes the next step after a failure, or returns the error when there is none.
    async fn recover(&mut self, failed: Failed, token: &Token) -> Result<(), Error> {
        let Failed { error, redirect, retry_after } = failed;
        let may_be_half_done = self.may_be_half_done(&error);
        let limiter = &self.client.limiter;
        let next = next(&error, self.repeats_nothing());
        let is_unknown = error.fate() == Fate::Unknown || may_be_half_done;
        self.is_unsettled |= is_unknown && self.call.kind != Kind::Read;
        match next {
            Next::Slower => _ = self.in_time(limiter.exceeded()).await,
            Next::Later => self.used_up(&error),
            Next::Move => return self.follow(error, redirect),
            Next::Renew if !self.has_renewed => {
                self.has_renewed = true;
                self.attempt -= 1;
                let renewed = self.in_time(self.client.auth.renew(&self.client.http, token)).await;
                match renewed {
                    Some(Ok(true)) if !may_be_half_done => return Ok(()),
                    Some(Ok(_)) => return Err(error),
                    Some(Err(error)) => return Err(error),
                    None => return Err(self.late(Some(error))),
                }
            }
            Next::Again => return self.again(error, retry_after).await,
            _ => return Err(error),
        }
        // Waiting for a limit is not an attempt, but is limited, too.
        self.waits += 1;
        self.attempt -= 1;
        let is_over = self.waits > MAX_WAITS || self.allowed() == 1 || may_be_half_done;
        if is_over { Err(error) } else { Ok(()) }
    }

    /// Returns true if the call may run twice.
    fn repeats_nothing(&self) -> bool {
        let has_key = self.key.is_some() && !self.is_batch_of_writes();
        self.call.kind == Kind::Read || has_key || self.options.idempotent
    }

    /// Returns true for a batch of REST 3.0 that writes more than once. The first command that fails ends it, what ran
    /// before stays, and its error is the answer to all; and an error is not kept under the `Idempotency-Key`.
    fn is_batch_of_writes(&self) -> bool {
        matches!(&self.call.body, Body::Commands(commands) if commands.len() > 1) && self.call.kind != Kind::Read
    }

    /// Returns true if an error that refuses a call may be that of a later command, behind others that ran: a token ends
    /// at any time, and each method's running time is counted apart.
    fn may_be_half_done(&self, error: &Error) -> bool {
        let is_of_one = |error: &ApiError| {
            error.is_code(&["expired_token", "OPERATION_TIME_LIMIT"])
                || error.status() == 429 && !error.is_code(&["QUERY_LIMIT_EXCEEDED", "OVERLOAD_LIMIT"])
        };
        !self.options.idempotent && self.is_batch_of_writes() && matches!(error, Error::Api(error) if is_of_one(error))
    }

    /// Goes on at the portal's new address, or returns the error with the reason why not.
    fn follow(&mut self, error: Error, redirect: Option<Redirect>) -> Result<(), Error> {
        let followed = match redirect {
            Some(_) if self.moves == MAX_MOVES => Err("it is one of too many".to_owned()),
            Some(Redirect { from, to }) => self.client.auth.follow(&from, &to),
            None => Err("it names no address".to_owned()),
        };
        let Err(reason) = followed else {
            self.moves += 1;
            self.attempt -= 1;
            return Ok(());
        };
        match error {
            Error::Unexpected(mut answer) => {
                answer.unfollowed = reason;
                Err(Error::Unexpected(answer))
            }
            other => Err(other),
        }
    }

    /// Tells the limiter that the method of the error has no time left.
    fn used_up(&self, error: &Error) {
        let methods = self.call.methods();
        // A batch is refused as a whole when its own time is used up.
        let method = error.api().map_or(self.call.name.as_str(), |error| error.method());
        let method = if methods.contains(&method) { method } else { &self.call.name };
        self.client.limiter.used_up(method);
    }

    /// Pauses before the next attempt, if there is to be one.
    async fn again(&mut self, error: Error, retry_after: Option<Duration>) -> Result<(), Error> {
        if self.attempt >= self.allowed() || !self.client.budget.take() {
            return Err(error);
        }
        let pause = self.client.retries.pause(self.attempt).max(retry_after.unwrap_or_default());
        let until = Instant::now() + pause.min(LONGEST);
        if self.deadline.is_some_and(|deadline| until > deadline) {
            return Err(self.late(Some(error)));
        }
        wait_until(until).await;
        Ok(())
    }

    fn allowed(&self) -> u32 {
        self.options.attempts.unwrap_or(self.client.retries.max_attempts())
    }

    fn late(&self, last: Option<Error>) -> Error {
        let fate = last.as_ref().map_or(Fate::NotRun, Error::fate);
        let fate = if self.is_unsettled { Fate::Unknown } else { fate };
        Error::Deadline { method: self.call.name.clone(), fate, last: last.map(Box::new) }
    }

    /// Turns the last error into one that tells the fate of all attempts together.
    fn settled(&self, error: Error) -> Error {
        let is_of_earlier = match error.fate() {
            Fate::NotRun => true,
            // Without a key it is an answer to the last attempt only. With one, the server repeats the answer of an
            // earlier attempt that ran, unless the body was another: it holds the token.
            Fate::Answered => self.key.is_none() || self.is_batch_of_writes() || is_key_used(&error),
            Fate::Unknown => false,
        };
        if self.is_unsettled && is_of_earlier {
            return Error::Unsettled { fate: Fate::Unknown, last: Box::new(error) };
        }
        error
    }

    /// Makes one attempt.
    async fn attempt(&self, token: &Token) -> Result<Reply, Failed> {
        let body = Auth::sign(&self.call.body, token);
        let body = body.map_err(|error| Error::Config(format!("{}: {error}", self.call.name)))?;
        let url = self.client.auth.url(self.call.api, &self.call.name)?;
        let mut outgoing = Outgoing::new(&self.call.name, self.call.api, self.attempt);
        self.client.hooks.iter().for_each(|hook| hook.before(&mut outgoing));
        let start = (!self.client.hooks.is_empty()).then(Instant::now);
        let result = self.post(url, body, outgoing).await;
        let status = result.as_ref().ok().map(|answer| answer.reply.status);
        if let Some(start) = start {
            let outcome = Outcome { method: &self.call.name, attempt: self.attempt, status, took: start.elapsed() };
            self.client.hooks.iter().for_each(|hook| hook.after(&outcome));
        }
        if let Some(status) = status {
            tracing::Span::current().record("status", status);
        }
        let Answer { reply, redirect, retry_after } = result?;
        match self.refusal(&reply) {
            None => Ok(reply),
            Some(error) => Err(Failed { error, redirect, retry_after }),
        }
    }

    async fn post(&self, url: url::Url, body: Vec<u8>, outgoing: Outgoing<'_>) -> Result<Answer, Error> {
        const JSON: HeaderValue = HeaderValue::from_static("application/json");
        let request = self.client.http.to(&url)?.post(url).header(CONTENT_TYPE, JSON);
        let mut request = request.header(ACCEPT, JSON).body(body);
        for (name, value) in outgoing.headers {
            request = request.header(name, value);
        }
        if let Some(key) = &self.key {
            request = request.header("Idempotency-Key", key);
        }
        let left = self.deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
        if let Some(timeout) = self.options.timeout.into_iter().chain(left).min() {
            request = request.timeout(timeout);
        }
        let response = request.send().await.map_err(|error| self.broken(error))?;
        let status = response.status().as_u16();
        let headers = response.headers();
        let header = |name| headers.get(name).filter(|_| status >= 300).and_then(|value| value.to_str().ok());
        let redirect = |to: &str| Redirect { from: response.url().clone(), to: to.to_owned() };
        let redirect = header(LOCATION).map(redirect);
        let retry_after = header(RETRY_AFTER).and_then(|text| text.trim().parse().ok()).map(Duration::from_secs);
        let body = response.bytes().await.map_err(|error| self.broken(error))?;
        let retry_after = retry_after.filter(|wait| wait.as_secs() <= 600);
        Ok(Answer { reply: Reply { status, body }, redirect, retry_after })
    }

    fn broken(&self, error: reqwest::Error) -> Error {
        if error.is_builder() {
            // It was never sent: a header cannot hold what it was given.
            return Error::Config(format!("{}: {}", self.call.name, error.without_url()));
        }
        let kind = if error.is_connect() {
            TransportKind::Connect
        } else if error.is_timeout() {
            TransportKind::Timeout
        } else {
            TransportKind::Broken
        };
        // The address holds the webhook's secret.
        Error::Transport { method: self.call.name.clone(), kind, source: Some(error.without_url()) }
    }

    /// Returns the error in an answer, whatever its status.
    fn refusal(&self, reply: &Reply) -> Option<Error> {
        if (200..300).contains(&reply.status) && looks_whole(&reply.body) && !may_be_error(&reply.body) {
            return None;
        }
        let body = self.client.auth.redact(&reply.body);
        let raw = Raw { method: &self.call.name, status: reply.status, body: &body };
        match raw.decode::<Any>() {
            Err(Error::Unexpected(answer)) if answer.problem() == Problem::NoResult && reply.status < 400 => None,
            result => result.err(),
        }
    }
}

/// Returns true if REST 3.0 says that it has seen the key with another body.
fn is_key_used(error: &Error) -> bool {
    matches!(error, Error::Api(error) if error.is_code(&["BITRIX_REST_V3_EXCEPTION_IDEMPOTENCYKEYREUSEDEXCEPTION"]))
}

/// The reason of a failure for logs, without any text of the server's.
fn reason(error: &Error) -> String {
    match error {
        Error::Api(error) => format!("HTTP {}", error.status()),
        Error::Unexpected(answer) => format!("{:?}, HTTP {}", answer.problem(), answer.status()),
        Error::Transport { kind, .. } => kind.to_string(),
        _ => "no attempt was made".to_owned(),
    }
}

/// Returns true if a body starts and ends as JSON does: not a page of HTML, and not cut off.
fn looks_whole(body: &[u8]) -> bool {
    let body = body.trim_ascii();
    matches!((body.first(), body.last()), (Some(b'{'), Some(b'}')) | (Some(b'['), Some(b']')))
}

/// Returns true if a body is as short as an error and has the key of one: only then is it parsed.
fn may_be_error(body: &[u8]) -> bool {
    body.len() <= LONGEST_ERROR && memchr::memmem::find(body, b"\"error\"").is_some()
}

impl From<Error> for Failed {
    fn from(error: Error) -> Self {
        Failed { error, redirect: None, retry_after: None }
    }
}
