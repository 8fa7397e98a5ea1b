//! What a client does, as numbers for a dashboard and as lines for a log.

use std::time::Duration;

use super::shared::Shared;
use crate::catalogue::Api;
use crate::escape::Plain;
use crate::journal::Topic;

/// A wait that is worth a line in the log.
const LONG_WAIT: Duration = Duration::from_secs(1);

/// An answer that takes longer is slow.
const SLOW: Duration = Duration::from_secs(5);

/// The running time of a method within ten minutes, in seconds, from which the log warns: the vendor refuses it at 480.
const NEARLY_USED_UP: f64 = 400.0;

/// Something that a client did: a number for `metrics`, OpenTelemetry or a log of your own. See
/// [`Hook::metric`](crate::Hook::metric).
///
/// ```
/// use bitrix24::{Hook, Metric};
///
/// struct Log;
///
/// impl Hook for Log {
///     fn metric(&self, metric: &Metric<'_>) {
///         match metric {
///             Metric::Call { method, is_ok, took, .. } => println!("{method}: {is_ok} after {took:?}"),
///             Metric::Wait { method, took } => println!("{method} waited for {took:?}"),
///             other => println!("{other:?}"),
///         }
///     }
/// }
/// ```
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Metric<'a> {
    /// A call has ended, a batch as a whole.
    #[non_exhaustive]
    Call {
        /// The method.
        method: &'a str,
        /// The version of the API.
        api: Api,
        /// True if it has a result.
        is_ok: bool,
        /// The number of attempts that it took.
        attempts: u32,
        /// The time that it took, waits included.
        took: Duration,
    },
    /// A call has waited for the portal's limits.
    Wait {
        /// The method.
        method: &'a str,
        /// The time that it waited.
        took: Duration,
    },
    /// A call is made again.
    Retry {
        /// The method.
        method: &'a str,
        /// The number of the attempt that failed, from 1.
        attempt: u32,
        /// The cause.
        cause: RetryCause,
    },
    /// An answer told how long a method, also a command of a batch, has run on the server within ten minutes. The vendor
    /// refuses it at 480 seconds.
    Operating {
        /// The method.
        method: &'a str,
        /// The seconds.
        seconds: f64,
    },
}

/// The cause for which a call is made again.
///
/// ```
/// use bitrix24::RetryCause;
///
/// assert_eq!(RetryCause::RateLimit.to_string(), "rate-limit");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RetryCause {
    /// Too many requests a second.
    RateLimit,
    /// The method has run for too long.
    OperatingLimit,
    /// The access token has ended; there is a new one.
    Token,
    /// The portal has another address.
    Moved,
    /// The attempt failed: no connection, no answer, or one that tells of a broken server.
    Failure,
}

impl std::fmt::Display for RetryCause {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            RetryCause::RateLimit => "rate-limit",
            RetryCause::OperatingLimit => "operating-limit",
            RetryCause::Token => "token",
            RetryCause::Moved => "moved",
            RetryCause::Failure => "failure",
        })
    }
}

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
            RetryCause::Token => Topic::Renewed,
            // It has a line of its own, and comes once.
            RetryCause::Moved => return,
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
            RetryCause::Token => {
                tracing::info!(name: "bitrix24.renewal", target: "bitrix24", %portal, %method, count, "the access token had ended, and was renewed");
            }
            _ => {
                tracing::warn!(name: "bitrix24.retry", target: "bitrix24", %portal, %method, attempt, reason, count, "a call failed and is made again");
            }
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
