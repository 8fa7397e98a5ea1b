//! Tells hooks and the log what a client does.

use std::hash::{BuildHasher, RandomState};
use std::sync::{LazyLock, PoisonError};
use std::time::Duration;

use secrecy::ExposeSecret;

use super::metric::{Metric, RetryCause};
use super::shared::Shared;
use crate::auth::Token;
use crate::catalogue::Api;
use crate::escape::Plain;
use crate::journal::Topic;

/// A wait that is worth a line in the log.
const LONG_WAIT: Duration = Duration::from_secs(1);

/// An answer that takes longer is slow.
const SLOW: Duration = Duration::from_secs(5);

/// The running time of a method within ten minutes, in seconds, from which the log warns: the vendor refuses it at 480.
const NEARLY_USED_UP: f64 = 400.0;

impl Shared {
    /// Tells the hooks.
    fn measure(&self, metric: Metric<'_>) {
        self.hooks.iter().for_each(|hook| hook.metric(&metric));
    }

    /// Counts a thing of a method; gives how often it was since the last line, if it is time for another.
    fn count(&self, topic: Topic, method: &str) -> Option<u64> {
        self.limiter.journal().count(topic, method)
    }

    /// A call has ended.
    pub(super) fn ended(&self, method: &str, api: Api, is_ok: bool, attempts: u32, took: Duration) {
        self.measure(Metric::Call { method, api, is_ok, attempts, took });
    }

    /// A call has waited for the limits.
    pub(super) fn waited(&self, method: &str, took: Duration) {
        if took.is_zero() {
            return;
        }
        self.measure(Metric::Wait { method, took });
        if took >= LONG_WAIT
            && let Some(count) = self.count(Topic::Waited, method)
        {
            let (portal, took_ms) = (self.auth.home(), millis(took));
            tracing::info!(name: "bitrix24.wait", target: "bitrix24", %portal, method = %Plain(method), took_ms, count, "calls wait for the portal's limits");
        }
    }

    /// An answer has come after this time.
    pub(super) fn answered(&self, method: &str, took: Duration) {
        if took >= SLOW
            && let Some(count) = self.count(Topic::Slow, method)
        {
            let (portal, took_ms) = (self.auth.home(), millis(took));
            tracing::info!(name: "bitrix24.slow", target: "bitrix24", %portal, method = %Plain(method), took_ms, count, "the portal is slow to answer");
        }
    }

    /// A call is made again.
    pub(super) fn repeats(&self, method: &str, attempt: u32, cause: RetryCause, reason: &str) {
        self.measure(Metric::Retry { method, attempt, cause });
        let topic = match cause {
            RetryCause::RateLimit => Topic::Full,
            RetryCause::OperatingLimit => Topic::UsedUp,
            // They have lines of their own.
            RetryCause::Token | RetryCause::Moved => return,
            RetryCause::Failure => Topic::Repeated,
        };
        let Some(count) = self.count(topic, method) else { return };
        let (portal, method) = (self.auth.home(), Plain(method));
        match cause {
            RetryCause::RateLimit => {
                tracing::warn!(name: "bitrix24.rate-limit", target: "bitrix24", %portal, %method, count, "the portal refuses calls, because too many come: others use it, too");
            }
            RetryCause::OperatingLimit => {
                tracing::warn!(name: "bitrix24.operating-limit", target: "bitrix24", %portal, %method, count, "the portal refuses a method, because it has run for too long; calls wait");
            }
            _ => {
                tracing::warn!(name: "bitrix24.retry", target: "bitrix24", %portal, %method, attempt, reason, count, "a call failed and is made again");
            }
        }
    }

    /// An access token is used: a new one is a line in the log, whyever it was renewed.
    pub(super) fn uses(&self, token: &Token) {
        static NUMBERS: LazyLock<RandomState> = LazyLock::new(RandomState::new);
        let Some(token) = token else { return };
        let number = NUMBERS.hash_one(token.expose_secret());
        let before = self.token.lock().unwrap_or_else(PoisonError::into_inner).replace(number);
        if before.is_some_and(|before| before != number)
            && let Some(count) = self.count(Topic::Renewed, "")
        {
            let portal = self.auth.home();
            tracing::info!(name: "bitrix24.renewal", target: "bitrix24", %portal, count, "the access token was renewed");
        }
    }

    /// An answer told how long a method has run.
    pub(super) fn operating(&self, method: &str, seconds: f64) {
        self.measure(Metric::Operating { method, seconds });
        if seconds >= NEARLY_USED_UP
            && let Some(count) = self.count(Topic::NearlyUsedUp, method)
        {
            let portal = self.auth.home();
            tracing::warn!(name: "bitrix24.operating", target: "bitrix24", %portal, method = %Plain(method), seconds, count, "a method has nearly used up its running time of 480 seconds in ten minutes");
        }
    }
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}
