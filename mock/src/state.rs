//! The state of a portal.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};

use crate::clock::Clock;
use crate::events::Events;
use crate::fault::{Fault, Plan};
use crate::files::Files;
use crate::idempotency::Replays;
use crate::limits::Limits;
use crate::limits::limiter::Limiter;
use crate::lock::lock;
use crate::oauth::Tokens;
use crate::quirks::Quirks;
use crate::ran::Ran;
use crate::reply::Reply;
use crate::request::Request;
use crate::schema::Catalogue;
use crate::script::Script;
use crate::store::Store;
use crate::things::Things;

/// The state that a portal shares with its server.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) seed: u64,
    pub(crate) quirks: Quirks,
    /// The scopes of the webhook and the application; `None` for all.
    pub(crate) scopes: Option<HashSet<String>>,
    pub(crate) limits: Limits,
    pub(crate) clock: Clock,
    pub(crate) tokens: Tokens,
    /// The methods of the schema, if the portal has one.
    pub(crate) catalogue: Option<Catalogue>,
    /// The portal's own types, if they are known.
    pub(crate) things: Option<Arc<Things>>,
    /// The rows; a portal that is only scripted has none.
    pub(crate) store: Option<Store>,
    pub(crate) events: Events,
    pub(crate) files: Files,
    pub(crate) limiter: Mutex<Limiter>,
    pub(crate) plan: Mutex<Plan>,
    pub(crate) replays: Mutex<Replays>,
    pub(crate) ran: Mutex<Ran>,
    pub(crate) addresses: Addresses,
    pub(crate) log: Mutex<Log>,
}

/// The addresses of the portal.
#[derive(Debug)]
pub(crate) struct Addresses {
    /// `http` or `https`.
    pub(crate) scheme: &'static str,
    /// The host in the portal's addresses and answers, with the port.
    pub(crate) host: String,
    /// Another host of the portal, with the port.
    pub(crate) other: String,
    /// True if the portal has moved to the other host.
    pub(crate) has_moved: AtomicBool,
}

/// Scripts and requests. One lock holds both, so that requests are recorded in the order in which they take answers.
#[derive(Debug, Default)]
pub(crate) struct Log {
    scripts: HashMap<String, Script>,
    requests: VecDeque<Request>,
    /// The number of kept requests.
    keep: usize,
}

impl State {
    pub(crate) fn log(&self) -> MutexGuard<'_, Log> {
        lock(&self.log)
    }

    /// Returns the scripted answer of a method, if it has one.
    pub(crate) fn scripted(&self, method: &str) -> Option<Reply> {
        self.log().next(method)
    }

    /// Raises an event of these names, the most general one first.
    pub(crate) fn raise(&self, names: &[String], data: &serde_json::Value) {
        let auth = self.tokens.of_event(&self.url());
        self.events.raise(names, data, &auth, self.clock.now());
    }

    /// Returns the fault of the next request.
    pub(crate) fn fault(&self) -> Option<Fault> {
        lock(&self.plan).draw(self.seed)
    }

    /// Returns the portal's address, with a slash at the end.
    pub(crate) fn url(&self) -> String {
        self.addresses.url()
    }
}

impl Addresses {
    pub(crate) fn url(&self) -> String {
        let host = if self.has_moved() { &self.other } else { &self.host };
        format!("{}://{host}/", self.scheme)
    }

    pub(crate) fn has_moved(&self) -> bool {
        self.has_moved.load(Ordering::Relaxed)
    }
}

impl Log {
    pub(crate) fn new(keep: usize) -> Self {
        Self { keep, ..Self::default() }
    }

    /// Returns the script of a method, whose name may have any case.
    pub(crate) fn script(&mut self, method: &str) -> &mut Script {
        self.scripts.entry(method.to_ascii_lowercase()).or_default()
    }

    fn next(&mut self, method: &str) -> Option<Reply> {
        if self.scripts.is_empty() {
            return None;
        }
        self.scripts.get_mut(&method.to_ascii_lowercase()).and_then(Script::next)
    }

    /// Keeps a request.
    pub(crate) fn record(&mut self, request: &Request) {
        if self.keep == 0 {
            return;
        }
        if self.requests.len() >= self.keep {
            self.requests.pop_front();
        }
        self.requests.push_back(request.clone());
    }

    pub(crate) fn requests(&self) -> impl DoubleEndedIterator<Item = &Request> {
        self.requests.iter()
    }
}
