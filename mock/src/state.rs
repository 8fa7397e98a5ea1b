//! What a portal knows: the answers it is to give and the requests it has received.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::access::Credentials;
use crate::refusal::Refusal;
use crate::reply::Reply;
use crate::request::Request;
use crate::script::Script;

/// The state that a portal shares with its server.
///
/// One lock holds both sides, so that requests are recorded in the order in which they take answers.
#[derive(Debug, Default)]
pub(crate) struct State(Mutex<Inner>);

#[derive(Debug, Default)]
struct Inner {
    scripts: HashMap<String, Script>,
    requests: Vec<Request>,
}

impl State {
    /// Adds an answer to the script of a method.
    pub(crate) fn script(&self, method: &str, reply: Reply) {
        self.lock().scripts.entry(key(method)).or_default().push(reply);
    }

    /// Records a request and decides on its answer.
    pub(crate) fn answer(&self, credentials: Credentials<'_>, request: Request) -> Reply {
        let mut inner = self.lock();
        let reply = inner.reply(credentials, &request).unwrap_or_else(|refusal| refusal.reply(request.version()));
        inner.requests.push(request);
        reply
    }

    /// All requests so far, the oldest first.
    pub(crate) fn requests(&self) -> Vec<Request> {
        self.lock().requests.clone()
    }

    /// The latest request.
    pub(crate) fn last_request(&self) -> Option<Request> {
        self.lock().requests.last().cloned()
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inner {
    fn reply(&mut self, credentials: Credentials<'_>, request: &Request) -> Result<Reply, Refusal> {
        let body = request.json().ok_or(Refusal::InvalidJson)?;
        if !credentials.admit(body) {
            return Err(Refusal::WrongAuthorization);
        }
        self.scripts.get_mut(&key(request.method())).and_then(Script::next).ok_or(Refusal::UnknownMethod)
    }
}

/// The name under which the script of a method is kept: methods are called in any case.
fn key(method: &str) -> String {
    method.to_ascii_lowercase()
}
