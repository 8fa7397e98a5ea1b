//! Repeated attempts.
//!
//! The fate of the call decides. One that did not run is repeated; one of unknown fate only if that does no harm: a
//! method that reads, a write of REST 3.0 with its `Idempotency-Key`, or a call that its caller has declared
//! [idempotent](crate::Options::idempotent).

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::error::fate::BROKE;
use crate::error::{ApiError, Error, Fate, Problem};
use crate::random::share;

/// The policy of repeated attempts: their number, and the pauses between them.
///
/// ```
/// use std::time::Duration;
///
/// use bitrix24::Retries;
///
/// let patient = Retries::new().attempts(8).pauses(Duration::from_secs(1), Duration::from_secs(60));
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use]
pub struct Retries {
    attempts: u32,
    first: Duration,
    longest: Duration,
    budget: f64,
}

impl Default for Retries {
    fn default() -> Self {
        Retries { attempts: 5, first: Duration::from_millis(500), longest: Duration::from_secs(30), budget: 20.0 }
    }
}

impl Retries {
    /// Returns the default: five attempts, with pauses that double from half a second to thirty seconds.
    pub fn new() -> Self {
        Self::default()
    }

    /// Returns a policy of one attempt only.
    pub fn none() -> Self {
        Retries { attempts: 1, ..Self::default() }
    }

    /// Sets the maximum number of attempts of a call. Waiting for a limit and renewing a token take none.
    pub fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts.max(1);
        self
    }

    /// Sets the first pause, and the longest. Each is twice the one before, times a random factor between a half and one,
    /// so that callers who failed together do not return together.
    pub fn pauses(mut self, first: Duration, longest: Duration) -> Self {
        (self.first, self.longest) = (first, longest.max(first));
        self
    }

    /// Sets the budget of repeated attempts of a client. Ten calls that succeed add one, up to this number: a portal
    /// that is down is not also flooded. 20 unless set.
    pub fn budget(mut self, budget: u32) -> Self {
        self.budget = f64::from(budget);
        self
    }

    pub(crate) fn max_attempts(&self) -> u32 {
        self.attempts
    }

    /// The pause before the attempt after this one.
    pub(crate) fn pause(&self, attempt: u32) -> Duration {
        let doubled = self.first.saturating_mul(1_u32.checked_shl(attempt.saturating_sub(1)).unwrap_or(u32::MAX));
        doubled.min(self.longest).mul_f64(0.5 + share() / 2.0)
    }
}

/// The next step after a failed attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Next {
    /// No repetition helps.
    Stop,
    /// The bucket is full: again as soon as the limiter allows.
    Slower,
    /// The method's time is used up: again when some of it is free.
    Later,
    /// With a fresh token.
    Renew,
    /// At the portal's new address.
    Move,
    /// Again, after a pause.
    Again,
}

/// The next step after an error; `repeats_nothing` when the call may run twice.
pub(crate) fn next(error: &Error, repeats_nothing: bool) -> Next {
    if let Error::Api(error) = error
        && let Some(next) = refused(error)
    {
        return next;
    }
    match error {
        // A manual ban, or a deleted portal: calling again makes it worse.
        Error::Api(error) if error.is_code(&["OVERLOAD_LIMIT", "PORTAL_DELETED"]) => Next::Stop,
        Error::Unexpected(answer) if answer.problem() == Problem::Redirect => Next::Move,
        // The next one is as large.
        Error::Unexpected(answer) if answer.problem() == Problem::TooLarge => Next::Stop,
        Error::Api(error) if !matches!(error.status(), Some(408 | 429 | 500..=599)) && !error.is_code(BROKE) => {
            Next::Stop
        }
        Error::Unexpected(answer) if !matches!(answer.status(), 200..=299 | 408 | 429 | 500..=599) => Next::Stop,
        Error::Transport { kind, .. } if kind.lasts() => Next::Stop,
        Error::Api(_) | Error::Unexpected(_) | Error::Transport { .. } => match error.fate() {
            Fate::NotRun => Next::Again,
            Fate::Unknown if repeats_nothing => Next::Again,
            _ => Next::Stop,
        },
        _ => Next::Stop,
    }
}

/// The next step after a temporary refusal of a call, or of a batch's command. It did not run.
pub(crate) fn refused(error: &ApiError) -> Option<Next> {
    if error.is_code(&["QUERY_LIMIT_EXCEEDED"]) {
        Some(Next::Slower)
    } else if error.is_code(&["OPERATION_TIME_LIMIT"]) {
        Some(Next::Later)
    } else if error.is_code(&["expired_token", "invalid_token", "NO_AUTH_FOUND"]) {
        Some(Next::Renew)
    } else {
        None
    }
}

/// The budget of repeated attempts that a client's calls share.
#[derive(Debug)]
pub(crate) struct Budget {
    left: Mutex<f64>,
    most: f64,
}

impl Budget {
    pub(crate) fn new(retries: &Retries) -> Self {
        Budget { left: Mutex::new(retries.budget), most: retries.budget }
    }

    /// Takes one attempt; `false` when there is none left.
    pub(crate) fn take(&self) -> bool {
        let mut left = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        let has_some = *left >= 1.0;
        if has_some {
            *left -= 1.0;
        }
        has_some
    }

    /// Adds the share of a call that succeeded.
    pub(crate) fn earn(&self) {
        let mut left = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        *left = (*left + 0.1).min(self.most);
    }
}
