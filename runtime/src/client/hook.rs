//! What is told of each attempt, and may add headers to it.

use std::time::Duration;

use crate::catalogue::Api;

/// Sees every attempt of every call of a client: for metrics, for headers of one's own. It is called in the middle of the
/// call, so it must not block.
pub trait Hook: Send + Sync + 'static {
    /// Before an attempt is sent.
    fn before(&self, outgoing: &mut Outgoing<'_>) {
        let _ = outgoing;
    }

    /// After an attempt.
    fn after(&self, outcome: &Outcome<'_>) {
        let _ = outcome;
    }
}

/// An attempt that is about to be sent.
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
        let is_well = header.is_some();
        self.headers.extend(header);
        is_well
    }
}

/// What came of an attempt.
#[derive(Debug)]
#[non_exhaustive]
pub struct Outcome<'a> {
    /// The method.
    pub method: &'a str,
    /// The number of the attempt, from 1.
    pub attempt: u32,
    /// The HTTP status; `None` when no answer came.
    pub status: Option<u16>,
    /// How long it took.
    pub took: Duration,
}
