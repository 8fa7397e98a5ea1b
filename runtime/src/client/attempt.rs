//! One attempt of a call: what is sent, and what comes back.

use std::sync::{Arc, LazyLock};
use std::time::Duration;

use memchr::memmem::Finder;
use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderValue, LOCATION, RETRY_AFTER};
use tokio::time::Instant;
use tracing::Span;

use super::hook::{Outcome, Outgoing};
use super::options::Options;
use super::shared::Shared;
use crate::auth::{Auth, Token};
use crate::envelope::{LARGEST_ERROR, Raw};
use crate::error::{Error, Problem};
use crate::request::call::{Call, Reply};
use crate::transport::{Read, Sent, Whole, kind, read};

/// The longest successful answer that is looked through for an error before it is read.
const LONGEST_ERROR: usize = 4096;

/// One attempt of a call.
pub(super) struct Attempt<'a> {
    pub(super) client: &'a Shared,
    pub(super) call: &'a Call,
    pub(super) options: &'a Options,
    pub(super) span: &'a Span,
    pub(super) key: Option<&'a str>,
    /// Its number, from 1.
    pub(super) number: u32,
    pub(super) deadline: Option<Instant>,
}

/// The failure of one attempt.
pub(super) struct Failed {
    pub(super) error: Error,
    /// The redirect in the answer, if any.
    pub(super) redirect: Option<Redirect>,
    /// The pause that the server asks for.
    pub(super) retry_after: Option<Duration>,
}

/// A redirect by the portal.
pub(super) struct Redirect {
    /// The address that was called. It holds the webhook's secret.
    pub(super) from: url::Url,
    pub(super) to: String,
}

/// An answer, with the headers that matter.
struct Answer {
    reply: Reply,
    redirect: Option<Redirect>,
    retry_after: Option<Duration>,
}

impl Attempt<'_> {
    /// Makes one attempt.
    pub(super) async fn make(&self, token: &Token) -> Result<Reply, Failed> {
        let body = Auth::sign(&self.call.body, token);
        let body = body.map_err(|error| Error::Config(format!("{}: {error}", self.call.name)))?;
        let url = self.client.auth.url(self.call.api, &self.call.name)?;
        let mut outgoing = Outgoing::new(&self.call.name, self.call.api, self.number);
        self.client.hooks.iter().for_each(|hook| hook.before(&mut outgoing));
        let start = Instant::now();
        let result = self.post(&url, body, outgoing).await;
        let status = result.as_ref().ok().map(|answer| answer.reply.status);
        let took = start.elapsed();
        let outcome = Outcome { method: &self.call.name, attempt: self.number, status, took };
        self.client.hooks.iter().for_each(|hook| hook.after(&outcome));
        self.client.answered(&self.call.name, took);
        if let Some(status) = status {
            self.span.record("status", status);
        }
        let Answer { reply, redirect, retry_after } = result?;
        match self.refusal(&reply) {
            None => Ok(reply),
            Some(error) => Err(Failed { error, redirect, retry_after }),
        }
    }

    async fn post(&self, url: &url::Url, body: Vec<u8>, outgoing: Outgoing<'_>) -> Result<Answer, Error> {
        const JSON: HeaderValue = HeaderValue::from_static("application/json");
        let request = self.client.http.to(url)?.post(url.clone()).header(CONTENT_TYPE, JSON);
        let sent = Sent::default();
        let mut request = request.header(ACCEPT, JSON).body(sent.mark(Whole::new(body)));
        for (name, value) in outgoing.headers {
            request = request.header(name, value);
        }
        if let Some(key) = self.key {
            request = request.header("Idempotency-Key", key);
        }
        let left = self.deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
        let timeout = self.options.timeout.or_else(|| self.client.http.timeout());
        if let Some(timeout) = timeout.into_iter().chain(left).min() {
            request = request.timeout(timeout);
        }
        let response = request.send().await.map_err(|error| self.broken(error, &sent))?;
        if response.url().host_str() != url.host_str() || response.url().path() != url.path() {
            let message = "the HTTP client follows redirects: set `reqwest::redirect::Policy::none()`";
            return Err(Error::Config(message.to_owned()));
        }
        let status = response.status().as_u16();
        let headers = response.headers();
        let header = |name| headers.get(name).filter(|_| status >= 300).and_then(|value| value.to_str().ok());
        let redirect = |to: &str| Redirect { from: response.url().clone(), to: to.to_owned() };
        let redirect = header(LOCATION).map(redirect);
        let retry_after = header(RETRY_AFTER).and_then(|text| text.trim().parse().ok()).map(Duration::from_secs);
        let max = self.client.http.max_answer();
        // An error is kept in several forms, and none is long.
        let max = if (200..300).contains(&status) { max } else { max.min(LARGEST_ERROR) };
        let Read { body, is_cut } = read(response, max).await.map_err(|error| self.broken(error, &sent))?;
        let retry_after = retry_after.filter(|wait| wait.as_secs() <= 600);
        Ok(Answer { reply: Reply { status, body, is_cut }, redirect, retry_after })
    }

    fn broken(&self, error: reqwest::Error, sent: &Sent) -> Error {
        if error.is_builder() {
            // It was never sent: a header cannot hold what it was given.
            return Error::Config(format!("{}: {}", self.call.name, error.without_url()));
        }
        let kind = kind(&error, sent);
        // The address holds the webhook's secret.
        Error::Transport { method: self.call.name.clone(), kind, source: Some(Arc::new(error.without_url())) }
    }

    /// Returns the error in an answer, whatever its status.
    fn refusal(&self, reply: &Reply) -> Option<Error> {
        if (200..300).contains(&reply.status) && !reply.is_cut && looks_whole(&reply.body) && !may_be_error(&reply.body)
        {
            return None;
        }
        let raw = Raw { method: &self.call.name, status: reply.status, body: &reply.body };
        let hide = self.client.auth.hider();
        if reply.is_cut {
            return Some(raw.cut_off(&hide));
        }
        match raw.open(&hide) {
            Err(Error::Unexpected(answer)) if answer.problem() == Problem::NoResult && reply.status < 400 => None,
            result => result.err(),
        }
    }
}

/// Returns true if a body starts and ends as JSON does: not a page of HTML, and not cut off.
fn looks_whole(body: &[u8]) -> bool {
    let body = body.trim_ascii();
    matches!((body.first(), body.last()), (Some(b'{'), Some(b'}')) | (Some(b'['), Some(b']')))
}

/// Returns true if a body is as short as an error and has the key of one: only then is it parsed.
fn may_be_error(body: &[u8]) -> bool {
    static KEY: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(b"\"error\""));
    body.len() <= LONGEST_ERROR && KEY.find(body).is_some()
}

impl From<Error> for Failed {
    fn from(error: Error) -> Self {
        Failed { error, redirect: None, retry_after: None }
    }
}
