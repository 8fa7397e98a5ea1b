//! One call from its first attempt to its answer: limits, tokens, redirects, and repeated attempts.

use std::time::Duration;

use tokio::time::Instant;
use tracing::{Instrument, Span, field};

use super::attempt::{Attempt, Failed, Redirect};
use super::metric::RetryCause;
use super::options::Options;
use super::retry::{Next, next};
use super::shared::Shared;
use crate::auth::Token;
use crate::catalogue::{Api, Kind};
use crate::error::{Error, Fate};
use crate::escape::Plain;
use crate::limits::wait_until;
use crate::random::unique;
use crate::request::call::{Body, Call, Reply};

/// The number of times that a call waits for a limit before it gives up: then others use up the portal.
const MAX_WAITS: u32 = 30;

/// The longest pause between attempts, whatever was set.
const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);

/// The maximum number of redirects of a call.
const MAX_MOVES: u32 = 3;

/// The state of one call.
struct Exchange<'a> {
    client: &'a Shared,
    call: &'a Call,
    options: &'a Options,
    /// Named, because to ask for the current one takes longer than not to record anything.
    span: &'a Span,
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

impl Shared {
    /// Sends a call, repeated where that helps and is safe, and returns the raw answer.
    pub(crate) async fn exchange(&self, call: &Call, options: &Options) -> Result<Reply, Error> {
        let span = tracing::debug_span!(
            target: "bitrix24",
            "bitrix24.call",
            method = %Plain(&call.name),
            api = ?call.api,
            attempts = field::Empty,
            waited_ms = field::Empty,
            status = field::Empty,
        );
        let mut exchange = Exchange {
            client: self,
            call,
            options,
            span: &span,
            // A deadline that no clock can hold is none.
            deadline: options.deadline.and_then(|deadline| Instant::now().checked_add(deadline)),
            key: key(call, options)?,
            attempt: 0,
            waits: 0,
            moves: 0,
            has_renewed: false,
            is_unsettled: false,
        };
        // To enter a span that nobody records takes longer than to ask.
        if span.is_none() { exchange.reply().await } else { exchange.reply().instrument(span.clone()).await }
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
    /// Sends the call, and tells hooks and the span of it.
    async fn reply(&mut self) -> Result<Reply, Error> {
        // Hooks alone want to know how long it took.
        let start = (!self.client.hooks.is_empty()).then(Instant::now);
        let result = self.run().await;
        self.span.record("attempts", self.attempt);
        if let Some(start) = start {
            self.client.ended(&self.call.name, self.call.api, result.is_ok(), self.attempt, start.elapsed());
        }
        result.map_err(|error| self.settled(error))
    }

    async fn run(&mut self) -> Result<Reply, Error> {
        loop {
            // Before a place in the bucket is taken: all calls that wait for one renewal would be sent at its end.
            let token = self.token().await?;
            let token = if self.admit().await?.is_zero() { token } else { self.token().await? };
            self.client.uses(&token);
            // Connections are made and closed by both sides, so what is counted is their use.
            let slot = match self.client.http.free_slot() {
                None => self.in_time(self.client.http.slot()).await.ok_or_else(|| self.late(None))?,
                slot => slot,
            };
            if self.deadline.is_some_and(|deadline| Instant::now() >= deadline) {
                return Err(self.late(None));
            }
            self.attempt += 1;
            let attempt = self.attempt().make(&token).await;
            drop(slot);
            let failed = match attempt {
                Ok(reply) => {
                    self.client.budget.earn();
                    return Ok(reply);
                }
                Err(failed) => failed,
            };
            let reason = reason(&failed.error);
            tracing::debug!(name: "bitrix24.attempt", target: "bitrix24", attempt = self.attempt, reason, "an attempt failed");
            self.recover(failed, &token).await?;
        }
    }

    fn attempt(&self) -> Attempt<'_> {
        let (client, call, options, span) = (self.client, self.call, self.options, self.span);
        Attempt { client, call, options, span, key: self.key.as_deref(), number: self.attempt, deadline: self.deadline }
    }

    /// Returns a fresh token.
    async fn token(&self) -> Result<Token, Error> {
        match self.client.auth.lasting() {
            Some(token) => Ok(token),
            None => {
                self.in_time(self.client.auth.access(&self.client.http)).await.unwrap_or_else(|| Err(self.late(None)))
            }
        }
    }

    /// The result of a future, if it comes before the deadline.
    async fn in_time<T>(&self, future: impl Future<Output = T>) -> Option<T> {
        match self.deadline {
            Some(deadline) => tokio::time::timeout_at(deadline, future).await.ok(),
            None => Some(future.await),
        }
    }

    /// Waits until the limits have room, and returns how long that took.
    async fn admit(&mut self) -> Result<Duration, Error> {
        let (own, all);
        let methods: &[&str] = if self.call.uses.is_empty() {
            own = [self.call.name.as_str()];
            &own
        } else {
            all = self.call.methods();
            &all
        };
        if self.client.limiter.admits(methods) {
            return Ok(Duration::ZERO);
        }
        match self.in_time(self.client.limiter.admit(methods, self.deadline)).await.flatten() {
            Some(waited) => {
                if !waited.is_zero() {
                    self.span.record("waited_ms", u64::try_from(waited.as_millis()).unwrap_or(u64::MAX));
                }
                self.client.waited(&self.call.name, waited);
                Ok(waited)
            }
            None => Err(self.late(None)),
        }
    }

    /// Takes the next step after a failure, or returns the error when there is none.
    async fn recover(&mut self, failed: Failed, token: &Token) -> Result<(), Error> {
        let Failed { error, redirect, retry_after } = failed;
        let may_be_half_done = self.may_be_half_done(&error);
        let may_repeat = !may_be_half_done || self.options.idempotent;
        let limiter = &self.client.limiter;
        let next = next(&error, self.repeats_nothing());
        let is_unknown = error.fate() == Fate::Unknown || may_be_half_done;
        self.is_unsettled |= is_unknown && self.call.kind != Kind::Read;
        let cause = match next {
            Next::Slower => {
                let pause = self.client.retries.pause(self.waits + 1);
                _ = self.in_time(limiter.exceeded(pause)).await;
                RetryCause::RateLimit
            }
            Next::Later => {
                self.used_up(&error);
                RetryCause::OperatingLimit
            }
            Next::Move => return self.follow(error, redirect),
            Next::Renew if !self.has_renewed => {
                self.has_renewed = true;
                let attempt = self.attempt;
                self.attempt -= 1;
                let renewed = self.in_time(self.client.auth.renew(&self.client.http, token)).await;
                match renewed {
                    Some(Ok(true)) if may_repeat => {
                        self.client.repeats(&self.call.name, attempt, RetryCause::Token, &reason(&error));
                        return Ok(());
                    }
                    Some(Ok(_)) => return Err(error),
                    Some(Err(error)) => return Err(error),
                    None => return Err(self.late(Some(error))),
                }
            }
            Next::Again if may_repeat => return self.again(error, retry_after).await,
            _ => return Err(error),
        };
        // Waiting for a limit is not an attempt, but is limited, too.
        self.waits += 1;
        if self.waits > MAX_WAITS || self.allowed() == 1 || !may_repeat {
            self.attempt -= 1;
            return Err(error);
        }
        let method = error.api().map_or(self.call.name.as_str(), |error| error.method());
        self.client.repeats(method, self.attempt, cause, &reason(&error));
        self.attempt -= 1;
        Ok(())
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

    /// Returns true if an error may be that of a later command, behind others that ran: the answer does not say which
    /// command it is of, and each can be refused for all that a call can. Only a caller who is nobody runs none.
    fn may_be_half_done(&self, error: &Error) -> bool {
        self.is_batch_of_writes() && matches!(error, Error::Api(error) if !error.is_code(&["NO_AUTH_FOUND"]))
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
            self.client.repeats(&self.call.name, self.attempt, RetryCause::Moved, "");
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
        self.client.repeats(&self.call.name, self.attempt, RetryCause::Failure, &reason(&error));
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
}

/// Returns true if REST 3.0 says that it has seen the key with another body.
fn is_key_used(error: &Error) -> bool {
    matches!(error, Error::Api(error) if error.is_code(&["BITRIX_REST_V3_EXCEPTION_IDEMPOTENCYKEYREUSEDEXCEPTION"]))
}

/// The reason of a failure for logs, without any text of the server's.
fn reason(error: &Error) -> String {
    match error {
        Error::Api(error) => format!("HTTP {}", error.status().unwrap_or_default()),
        Error::Unexpected(answer) => format!("{:?}, HTTP {}", answer.problem(), answer.status()),
        Error::Transport { kind, .. } => kind.to_string(),
        _ => "no attempt was made".to_owned(),
    }
}
