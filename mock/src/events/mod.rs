//! Handlers of events: bound by `event.bind`, and called when rows change.

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

/// The parameters of a call, by names in any case.
#[derive(Clone, Copy)]
struct Params<'p>(&'p Map<String, Value>);

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
        let params = Params(params);
        let mut handlers = lock(&self.handlers);
        match method {
            "event.get" => Ok(handlers.list.iter().map(Handler::shown).collect()),
            "event.unbind" => {
                let before = handlers.list.len();
                handlers.list.retain(|handler| !params.are_of(handler));
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
        if self.list.iter().any(|handler| params.are_of(handler)) {
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

/// Returns a number, also of a text.
fn number(value: &Value) -> Option<u64> {
    value.as_u64().or_else(|| value.as_str()?.parse().ok())
}

impl Handler {
    fn shown(&self) -> Value {
        json!({
            "event": self.event,
            "handler": self.address,
            "auth_type": self.user,
            "offline": u8::from(self.is_offline),
        })
    }
}

impl<'p> Params<'p> {
    fn get(self, wanted: &str) -> Option<&'p Value> {
        self.0.iter().find(|(name, _)| name.eq_ignore_ascii_case(wanted)).map(|(_, value)| value)
    }

    fn text(self, wanted: &str) -> &'p str {
        self.get(wanted).and_then(Value::as_str).unwrap_or_default()
    }

    fn number(self, wanted: &str) -> Option<u64> {
        self.get(wanted).and_then(number)
    }

    fn is_true(self, wanted: &str) -> bool {
        match self.get(wanted) {
            Some(Value::String(text)) => matches!(text.as_str(), "Y" | "y" | "1" | "true"),
            Some(value) => value.as_bool().unwrap_or_else(|| number(value) == Some(1)),
            None => false,
        }
    }

    /// Returns the user in whose name events are sent; `0` is the one who has caused them.
    fn user(self) -> String {
        match self.get("auth_type") {
            Some(Value::Number(number)) => number.to_string(),
            Some(Value::String(text)) if !text.is_empty() => text.clone(),
            _ => "0".to_owned(),
        }
    }

    fn is_offline(self) -> bool {
        self.text("event_type").eq_ignore_ascii_case("offline")
    }

    /// Returns true if they are those of a bound handler.
    fn are_of(self, handler: &Handler) -> bool {
        handler.event.eq_ignore_ascii_case(self.text("event"))
            && (handler.address == self.text("handler") || self.is_offline())
            && self.get("auth_type").is_none_or(|_| handler.user == self.user())
            && handler.is_offline == self.is_offline()
    }
}
