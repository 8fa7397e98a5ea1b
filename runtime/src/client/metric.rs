//! The work of a client, as numbers for a dashboard.

use std::time::Duration;

use crate::catalogue::Api;

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
