//! Hooks: observers of every attempt, which may add headers.

use std::time::Duration;

use super::metric::Metric;
use crate::catalogue::Api;

/// An observer of every attempt of every call of a client, for metrics and custom headers. It must not block: the call
/// waits for it.
///
/// ```
/// use bitrix24::{Auth, Client, Hook, Outcome, Outgoing};
///
/// struct Metrics;
///
/// impl Hook for Metrics {
///     fn before(&self, outgoing: &mut Outgoing<'_>) {
///         outgoing.header("X-Request-Source", "reports");
///     }
///
///     fn after(&self, outcome: &Outcome<'_>) {
///         println!("{}: {:?} in {:?}", outcome.method, outcome.status, outcome.took);
///     }
/// }
///
/// let auth = Auth::webhook("https://example.bitrix24.com/rest/1/SECRET/")?;
/// let b24 = Client::builder(auth).hook(Metrics).build()?;
/// # Ok::<_, bitrix24::Error>(())
/// ```
pub trait Hook: Send + Sync + 'static {
    /// Called before an attempt is sent.
    fn before(&self, outgoing: &mut Outgoing<'_>) {
        let _ = outgoing;
    }

    /// Called after an attempt.
    fn after(&self, outcome: &Outcome<'_>) {
        let _ = outcome;
    }

    /// Called for what is worth a number: calls, waits, retries, running times. `cargo run --example metrics` of the
    /// repository shows it with the crate `metrics`.
    fn metric(&self, metric: &Metric<'_>) {
        let _ = metric;
    }
}

/// An attempt that is about to be sent.
///
/// ```
/// use bitrix24::{Hook, Outgoing};
///
/// struct Numbered;
///
/// impl Hook for Numbered {
///     fn before(&self, outgoing: &mut Outgoing<'_>) {
///         let attempt = outgoing.attempt.to_string();
///         outgoing.header("X-Attempt", &attempt);
///     }
/// }
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub struct Outgoing<'a> {
    /// The method.
    pub method: &'a str,
    /// The version of the API.
    pub api: Api,
    /// The number of the attempt, from 1.
    pub attempt: u32,
    pub(crate) headers: Vec<(reqwest::header::HeaderName, reqwest::header::HeaderValue)>,
}

impl<'a> Outgoing<'a> {
    pub(crate) fn new(method: &'a str, api: Api, attempt: u32) -> Self {
        Outgoing { method, api, attempt, headers: Vec::new() }
    }

    /// Adds a header; `false`, and nothing is added, when name or value are not those of a header.
    pub fn header(&mut self, name: &str, value: &str) -> bool {
        let header = name.parse().ok().zip(value.parse().ok());
        let is_valid = header.is_some();
        self.headers.extend(header);
        is_valid
    }
}

/// The outcome of an attempt.
///
/// ```
/// use bitrix24::{Hook, Outcome};
///
/// struct Log;
///
/// impl Hook for Log {
///     fn after(&self, outcome: &Outcome<'_>) {
///         println!("{}, attempt {}: {:?}", outcome.method, outcome.attempt, outcome.status);
///     }
/// }
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub struct Outcome<'a> {
    /// The method.
    pub method: &'a str,
    /// The number of the attempt, from 1.
    pub attempt: u32,
    /// The HTTP status; `None` when no answer came.
    pub status: Option<u16>,
    /// The duration of the attempt.
    pub took: Duration,
}
