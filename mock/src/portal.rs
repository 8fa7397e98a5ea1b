//! The portal as tests see it.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use serde_json::Value;

use crate::access::{WEBHOOK_SECRET, WEBHOOK_USER};
use crate::clock::Clock;
use crate::fault::Fault;
use crate::lock::lock;
use crate::oauth::{ACCESS_TOKEN, OAuth};
use crate::ran::Ran;
use crate::reply::Reply;
use crate::request::Request;
use crate::server::Server;
use crate::state::State;

/// A Bitrix24 portal on a loopback port, which serves until it is dropped.
///
/// Dropping it frees the port and cuts off pending answers.
#[derive(Debug)]
pub struct Portal {
    state: Arc<State>,
    server: Server,
}

impl Portal {
    pub(crate) fn new(state: Arc<State>, server: Server) -> Self {
        Self { state, server }
    }

    /// Returns the address that the portal listens on.
    pub fn address(&self) -> SocketAddr {
        self.server.address()
    }

    /// Returns the URL of the portal, with a slash at the end.
    pub fn url(&self) -> String {
        self.state.url()
    }

    /// Returns the URL of the webhook, with a slash at the end: a method's name may follow.
    pub fn webhook_url(&self) -> String {
        format!("{}rest/{WEBHOOK_USER}/{WEBHOOK_SECRET}/", self.url())
    }

    /// Returns the URL of the webhook for REST 3.0, with a slash at the end.
    pub fn webhook_url_v3(&self) -> String {
        format!("{}rest/api/{WEBHOOK_USER}/{WEBHOOK_SECRET}/", self.url())
    }

    /// Returns the secret in the URL of the webhook.
    pub fn webhook_secret(&self) -> &'static str {
        WEBHOOK_SECRET
    }

    /// Returns the application's access token before any refresh. It is sent as `auth`, in the body or the query, or in
    /// the header `Authorization: Bearer …`.
    pub fn access_token(&self) -> &'static str {
        ACCESS_TOKEN
    }

    /// Returns the authorisation server.
    pub fn oauth(&self) -> OAuth<'_> {
        OAuth { tokens: &self.state.tokens, clock: &self.state.clock }
    }

    /// Returns the portal's clock.
    pub fn clock(&self) -> &Clock {
        &self.state.clock
    }

    /// Scripts an answer of a method, whose name is matched in any case and in both APIs. It takes precedence over the
    /// schema, also for a command of a batch, and does not count as [run](Self::ran).
    ///
    /// Further calls for the same method queue up: each request takes the next answer, and the last
    /// one repeats until another is scripted. For an answer to one request only, see [`once`](Self::once).
    ///
    /// ```
    /// use bitrix24_mock::{Portal, Reply};
    /// use serde_json::json;
    ///
    /// let portal = Portal::start();
    /// portal
    ///     .on("user.get", Reply::error(503, "QUERY_LIMIT_EXCEEDED", "Too many requests"))
    ///     .on("user.get", Reply::result(json!([])));
    /// ```
    pub fn on(&self, method: &str, reply: Reply) -> &Self {
        self.state.log().script(method).push(reply);
        self
    }

    /// Scripts an answer of a method for one request, after which the portal answers as before: by what [`on`](Self::on)
    /// has scripted, or else from its rows and the schema. Further calls queue up, and all of them come before those of
    /// `on`.
    ///
    /// ```
    /// use bitrix24_mock::{Portal, Reply};
    ///
    /// let portal = Portal::builder().start()?;
    /// // The first request is refused; the second one reads the rows.
    /// portal.once("crm.deal.list", Reply::error(500, "INTERNAL_SERVER_ERROR", "Try again"));
    /// # Ok::<(), bitrix24_mock::StartError>(())
    /// ```
    pub fn once(&self, method: &str, reply: Reply) -> &Self {
        self.state.log().script(method).push_once(reply);
        self
    }

    /// Fills a table with made rows, whose identifiers are 1, 2, 3…, in place of the present ones.
    ///
    /// The tables are `crm.lead`, `crm.deal`, `crm.contact`, `crm.company`, `crm.quote`, `tasks.task`, `user`,
    /// `catalog.product`, `crm.item:128` for the items of a type, and `lists.element:37` for the elements of a list.
    /// `crm.item.*` with the type of deals works on the table of `crm.deal`, and so on.
    ///
    /// The values depend on the portal's [seed](crate::Builder::seed) and the row, and lie in these ranges:
    ///
    /// | Values | Range |
    /// |---|---|
    /// | title | `Deal #5`, of row 5 |
    /// | time of creation, and of the last change | as many minutes after 2024-01-01T00:00:00Z as the identifier |
    /// | other times: a deadline, a birthday | in the 730 days from 2024-01-01T00:00:00Z |
    /// | amounts of money | 0.00 to 99999.99, in EUR |
    /// | other numbers | 0 to 99 |
    /// | users | 1 to 10 |
    /// | other objects: a company, a parent task | 0 to 999; they need not exist, and 0 is none |
    /// | flags | three of four are set |
    /// | stages, statuses, types | a few of the vendor's, such as `NEW`, `PREPARATION`, `EXECUTING`, `WON` and `LOSE` of a deal |
    /// | addresses | `user5@example.com`, of row 5 |
    /// | other texts | empty |
    /// | [custom fields](crate::Builder::portal) | valid for their types; one of four optional ones is empty |
    ///
    /// A row that a call adds has what it was sent, the time and user 1, and elsewhere zeros, first words and nothing.
    ///
    /// # Panics
    ///
    /// Panics if the table is unknown.
    #[track_caller]
    pub fn fill(&self, table: &str, rows: u64) -> &Self {
        match self.try_fill(table, rows) {
            true => self,
            false => no_table(table),
        }
    }

    /// Fills a table as [`fill`](Self::fill) does, and returns false if the table is unknown.
    pub fn try_fill(&self, table: &str, rows: u64) -> bool {
        self.state.store.as_ref().and_then(|store| store.fill(table, rows)).is_some()
    }

    /// Keeps the rows of a table whose identifiers pass, so that there are gaps between them.
    ///
    /// # Panics
    ///
    /// Panics if the table is unknown.
    #[track_caller]
    pub fn retain(&self, table: &str, keep: impl FnMut(u64) -> bool) -> &Self {
        match self.state.store.as_ref().and_then(|store| store.retain(table, keep)) {
            Some(()) => self,
            None => no_table(table),
        }
    }

    /// Returns the identifiers of a table's rows, in order.
    ///
    /// # Panics
    ///
    /// Panics if the table is unknown.
    #[track_caller]
    pub fn ids(&self, table: &str) -> Vec<u64> {
        match self.state.store.as_ref().and_then(|store| store.ids(table)) {
            Some(ids) => ids,
            None => no_table(table),
        }
    }

    /// Raises an event: the handlers that `event.bind` has bound to it are called, one after the other.
    ///
    /// The portal raises those of its tables by itself: `ONCRMDEALADD`, `ONTASKUPDATE`, `CATALOG.PRODUCT.ON.DELETE`. It
    /// calls handlers on this machine only, over `http://`.
    ///
    /// An event of a bot, such as `ONIMBOTV2MESSAGEADD`, also waits for `imbot.v2.Event.get` of the bot in its data
    /// (`bot.id`), or of any bot if that names none; one of a user, such as `ONIMV2MESSAGEADD`, for `im.v2.Event.get`.
    ///
    /// ```
    /// # use bitrix24_mock::Portal;
    /// let portal = Portal::builder().start()?;
    /// portal.raise("ONAPPINSTALL", serde_json::json!({ "VERSION": "1", "LANGUAGE_ID": "en" }));
    /// # Ok::<(), bitrix24_mock::StartError>(())
    /// ```
    pub fn raise(&self, event: &str, data: Value) -> &Self {
        self.state.raise(&[event.to_ascii_uppercase()], &data);
        self
    }

    /// Queues a fault for the next request. Further ones queue up, and come before those by rate.
    pub fn fault_next(&self, fault: Fault) -> &Self {
        lock(&self.state.plan).queue.push_back(Some(fault));
        self
    }

    /// Queues a request without a fault, after the queued ones.
    pub fn no_fault_next(&self) -> &Self {
        lock(&self.state.plan).queue.push_back(None);
        self
    }

    /// Sets the faults by rate from now on.
    pub fn set_faults(&self, faults: crate::Faults) -> &Self {
        lock(&self.state.plan).rates = faults;
        self
    }

    /// Gives the portal another address: from now on it is `localhost`, and requests to the old one are answered with
    /// status 302.
    pub fn rename(&self) -> &Self {
        self.state.addresses.has_moved.store(true, Ordering::Relaxed);
        self
    }

    /// Returns the calls that have run so far, and the refused ones.
    pub fn ran(&self) -> Ran {
        lock(&self.state.ran).clone()
    }

    /// Returns the requests to the REST API so far, the oldest first, including refused ones.
    pub fn requests(&self) -> Vec<Request> {
        self.state.log().requests().cloned().collect()
    }

    /// Returns the latest request to the REST API.
    pub fn last_request(&self) -> Option<Request> {
        self.state.log().requests().next_back().cloned()
    }
}

#[track_caller]
fn no_table(name: &str) -> ! {
    panic!("the portal has no table `{name}`")
}
