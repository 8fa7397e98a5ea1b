//! The portal as a test sees it.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use crate::access::{ACCESS_TOKEN, WEBHOOK_SECRET, WEBHOOK_USER};
use crate::reply::Reply;
use crate::request::Request;
use crate::routes::router;
use crate::server::Server;
use crate::state::State;

/// A Bitrix24 portal on a loopback port, which serves until it is dropped.
///
/// Dropping it frees the port and cuts off answers that are still on their way.
#[derive(Debug)]
pub struct Portal {
    state: Arc<State>,
    server: Server,
}

impl Portal {
    /// Starts a portal without any methods.
    ///
    /// # Panics
    ///
    /// Panics if [`try_start`](Self::try_start) fails.
    #[track_caller]
    pub fn start() -> Self {
        match Self::try_start() {
            Ok(portal) => portal,
            Err(error) => panic!("cannot start a portal on a loopback port: {error}"),
        }
    }

    /// Starts a portal without any methods.
    ///
    /// # Errors
    ///
    /// Fails if the system gives no loopback port or no thread to serve it.
    pub fn try_start() -> io::Result<Self> {
        let state = Arc::new(State::default());
        let server = Server::start(router(Arc::clone(&state)))?;
        Ok(Self { state, server })
    }

    /// Where the portal listens.
    pub fn address(&self) -> SocketAddr {
        self.server.address()
    }

    /// The address of the portal, with a slash at the end.
    pub fn url(&self) -> String {
        format!("http://{}/", self.address())
    }

    /// The address of the webhook, with a slash at the end: a method's name may follow.
    pub fn webhook_url(&self) -> String {
        format!("{}rest/{WEBHOOK_USER}/{WEBHOOK_SECRET}/", self.url())
    }

    /// The secret in the address of the webhook.
    pub fn webhook_secret(&self) -> &'static str {
        WEBHOOK_SECRET
    }

    /// The token that the portal accepts as `auth` in the body of a request.
    pub fn access_token(&self) -> &'static str {
        ACCESS_TOKEN
    }

    /// Scripts an answer of a method, whose name is matched in any case and in both APIs.
    ///
    /// Further calls for the same method queue up: each request takes the next answer, and the last
    /// one repeats until another is scripted.
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
        self.state.script(method, reply);
        self
    }

    /// The requests to the REST API so far, the oldest first, whether they were let in or not.
    pub fn requests(&self) -> Vec<Request> {
        self.state.requests()
    }

    /// The latest request to the REST API.
    pub fn last_request(&self) -> Option<Request> {
        self.state.last_request()
    }
}
