//! Handlers of events: bound by `event.bind`, and called when rows change.

mod params;
mod post;
mod queue;

use std::sync::Mutex;
use std::time::Duration;

use serde_json::{Map, Value, json};
use tokio::runtime::Handle;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use crate::calendar;
use crate::fail::Fail;
use crate::lock::lock;
use params::Params;
use post::Post;
use queue::Queue;

/// The handlers of a portal, and the events on their way to them.
#[derive(Debug)]
pub(crate) struct Events {
    handlers: Mutex<Handlers>,
    queue: Queue,
    posts: UnboundedSender<Post>,
    /// The other end, until the portal serves.
    waiting: Mutex<Option<UnboundedReceiver<Post>>>,
}

#[derive(Debug, Default)]
struct Handlers {
    list: Vec<Handler>,
    /// The number of handlers that have ever been bound.
    bound: u64,
}

/// A bound handler.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Handler {
    id: u64,
    /// The event, in upper case.
    event: String,
    address: String,
    user: String,
    is_offline: bool,
}

impl Default for Events {
    fn default() -> Self {
        let (posts, waiting) = unbounded_channel();
        Self { handlers: Mutex::default(), queue: Queue::default(), posts, waiting: Mutex::new(Some(waiting)) }
    }
}

impl Events {
    /// Delivers events on a runtime from now on, in their order.
    pub(crate) fn deliver_on(&self, runtime: &Handle) {
        if let Some(waiting) = lock(&self.waiting).take() {
            runtime.spawn(post::deliver(waiting));
        }
    }

    /// Answers `event.bind`, `event.unbind` or `event.get`; an application alone may bind handlers.
    pub(crate) fn answer(&self, method: &str, is_app: bool, params: &Map<String, Value>) -> Result<Value, Fail> {
        let params = Params::new(params);
        let mut handlers = lock(&self.handlers);
        match method {
            "event.get" => Ok(handlers.list.iter().map(Handler::shown).collect()),
            "event.unbind" => {
                let before = handlers.list.len();
                handlers.list.retain(|handler| !handler.is_of(params));
                Ok(json!({ "count": before - handlers.list.len() }))
            }
            _ if !is_app => {
                Err(Fail::new(403, "WRONG_AUTH_TYPE", "Current authorization type is denied for this method"))
            }
            _ => handlers.bind(params).map(Value::from),
        }
    }

    /// Answers `imbot.v2.Event.get` or `im.v2.Event.get`.
    pub(crate) fn fetch(&self, method: &str, params: &Map<String, Value>) -> Value {
        self.queue.fetch(method, params)
    }

    /// Raises an event of these names, the most general one first: its handlers are called after one another, and it
    /// waits for those who fetch it.
    pub(crate) fn raise(&self, names: &[String], data: &Value, auth: &Value, now: Duration) {
        if let Some(name) = names.first() {
            self.queue.push(name, data, &calendar::iso(now));
        }
        let handlers = lock(&self.handlers);
        let is_called = |handler: &&Handler| !handler.is_offline && names.contains(&handler.event);
        for handler in handlers.list.iter().filter(is_called) {
            let event = json!({
                "event": handler.event,
                "event_handler_id": handler.id,
                "data": data,
                "ts": now.as_secs(),
                "auth": auth,
            });
            if let Some(post) = Post::new(&handler.address, &event) {
                // The portal stops, if nobody receives it.
                let _ = self.posts.send(post);
            }
        }
    }
}

impl Handlers {
    /// Binds a handler, once.
    fn bind(&mut self, params: Params<'_>) -> Result<bool, Fail> {
        let event = params.text("event").to_ascii_uppercase();
        if !is_event(&event) {
            return Err(Fail::new(400, "ERROR_EVENT_NOT_FOUND", "Event not found"));
        }
        if self.list.iter().any(|handler| handler.is_of(params)) {
            return Err(Fail::new(400, "ERROR_CORE", "Unable to set event handler: Handler already binded"));
        }
        self.bound += 1;
        self.list.push(Handler {
            id: self.bound,
            event,
            address: params.text("handler").to_owned(),
            user: params.user(),
            is_offline: params.is_offline(),
        });
        Ok(true)
    }
}

/// Returns true if a name in upper case may be that of an event.
fn is_event(name: &str) -> bool {
    let is_name = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b':'));
    is_name && (name.starts_with("ON") || name.contains(".ON") || name.contains("::ON"))
}

impl Handler {
    /// Returns true if a call's parameters are those of the handler.
    fn is_of(&self, params: Params<'_>) -> bool {
        self.event.eq_ignore_ascii_case(params.text("event"))
            && (self.address == params.text("handler") || params.is_offline())
            && params.get("auth_type").is_none_or(|_| self.user == params.user())
            && self.is_offline == params.is_offline()
    }

    fn shown(&self) -> Value {
        json!({
            "event": self.event,
            "handler": self.address,
            "auth_type": self.user,
            "offline": u8::from(self.is_offline),
        })
    }
}
