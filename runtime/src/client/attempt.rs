//! One attempt of a call: what is sent, and what comes back.

use std::sync::{Arc, LazyLock};
use std::time::Duration;

use memchr::memmem::Finder;
use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderValue, LOCATION, RETRY_AFTER};
use reqwest::{Body, Method, Request, Response, Url};
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

/// The longest pause, in seconds, that a server may ask for; who asks for more means something else.
const LONGEST_WAIT: u64 = 600;

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

    async fn post(&self, url: &Url, body: Vec<u8>, outgoing: Outgoing<'_>) -> Result<Answer, Error> {
        let sent = Sent::default();
        let response = self.send(url, sent.mark(Whole::new(body)), outgoing)?;
        let mut response = response.await.map_err(|error| self.broken(error, &sent))?;
        // Ours follows none.
        let is_elsewhere = || (response.url().host_str(), response.url().path()) != (url.host_str(), url.path());
        if self.client.http.is_own() && is_elsewhere() {
            let message = "the HTTP client follows redirects: set `reqwest::redirect::Policy::none()`";
            return Err(Error::Config(message.to_owned()));
        }
        let status = response.status().as_u16();
        let (redirect, retry_after) = if status < 300 { (None, None) } else { advice(&response) };
        let max = self.client.http.max_answer();
        // An error is kept in several forms, and none is long.
        let max = if (200..300).contains(&status) { max } else { max.min(LARGEST_ERROR) };
        let Read { body, is_cut } = read(&mut response, max).await.map_err(|error| self.broken(error, &sent))?;
        Ok(Answer { reply: Reply { status, body, is_cut }, redirect, retry_after })
    }

    /// Puts the HTTP request together, and sends it when the future is waited for.
    fn send(
        &self,
        url: &Url,
        body: Body,
        outgoing: Outgoing<'_>,
    ) -> Result<impl Future<Output = reqwest::Result<Response>> + use<>, Error> {
        const JSON: HeaderValue = HeaderValue::from_static("application/json");
        let http = self.client.http.to(url)?;
        let mut request = Request::new(Method::POST, url.clone());
        *request.body_mut() = Some(body);
        let headers = request.headers_mut();
        headers.append(CONTENT_TYPE, JSON);
        headers.append(ACCEPT, JSON);
        for (name, value) in outgoing.headers {
            headers.append(name, value);
        }
        if let Some(key) = self.key {
            let problem = "the `Idempotency-Key` has a character that no header can hold";
            let wrong = |_| Error::Config(format!("{}: {problem}", self.call.name));
            headers.append("Idempotency-Key", key.parse().map_err(wrong)?);
        }
        let left = self.deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
        let timeout = self.options.timeout.or_else(|| self.client.http.timeout());
        if let Some(timeout) = timeout.into_iter().chain(left).min() {
            *request.timeout_mut() = Some(timeout);
        }
        Ok(http.execute(request))
    }

    fn broken(&self, error: reqwest::Error, sent: &Sent) -> Error {
        if error.is_builder() {
            // It was never sent: it is not a request that can be.
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

/// Returns where an answer that is no success sends the call, and the pause that it asks for.
#[cold]
fn advice(response: &Response) -> (Option<Redirect>, Option<Duration>) {
    let header = |name| response.headers().get(name).and_then(|value| value.to_str().ok());
    let redirect = |to: &str| Redirect { from: response.url().clone(), to: to.to_owned() };
    let seconds = header(RETRY_AFTER).and_then(|text| text.trim().parse().ok());
    let wait = seconds.filter(|seconds| *seconds <= LONGEST_WAIT).map(Duration::from_secs);
    (header(LOCATION).map(redirect), wait)
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
