//! The queue of offline events, which a portal keeps for programs that it cannot reach.

use std::fmt;

use serde_json::{Value, json};

use crate::error::Error;
use crate::wire::object::Object;
use crate::wire::{Any, Cx, DateTime, Id, Wire};
use crate::{Client, Dynamic, Extra};

use super::error::EventError;
use super::payload::secret::hidden;
use super::table::Payload;

/// The number of events that a portal gives at once by default.
const LIMIT: u32 = 50;

/// The queue of offline events of an application. Only an administrator may take from it, and only with the
/// authorisation of an application. An event is bound to it with `event.bind`, `event_type=offline`.
///
/// A batch is reserved, not deleted, until [`done`](OfflineBatch::done) is called: what a crash leaves undone is kept
/// for 30 days, and [`again`](OfflineQueue::again) gives it. Several programs may take from one queue; none gets what
/// another has.
///
/// ```no_run
/// # async fn example(b24: bitrix24::Client) -> Result<(), bitrix24::Error> {
/// use bitrix24::incoming::OfflineQueue;
///
/// let queue = OfflineQueue::new(b24);
/// while let Some(batch) = queue.next().await? {
///     for event in batch.events() {
///         println!("{}: {}", event.name, event.data);
///     }
///     batch.done().await?;
/// }
/// # Ok(())
/// # }
/// ```
///
/// [Offline events](https://apidocs.bitrix24.com/api-reference/events/offline-events.html)
#[derive(Clone, Debug)]
#[must_use]
pub struct OfflineQueue {
    client: Client,
    limit: u32,
    connector: Option<String>,
    filter: Option<Value>,
    with_failed: bool,
}

impl OfflineQueue {
    /// Returns the queue of the client's application.
    pub fn new(client: Client) -> Self {
        OfflineQueue { client, limit: LIMIT, connector: None, filter: None, with_failed: false }
    }

    /// Sets the maximum number of events of a batch; 50 by default.
    pub fn limit(mut self, limit: u32) -> Self {
        self.limit = limit;
        self
    }

    /// Sets the source of the queue. It holds the events that were bound with the same `auth_connector`, without those that
    /// calls with it brought about.
    pub fn connector(mut self, auth_connector: impl Into<String>) -> Self {
        self.connector = Some(auth_connector.into());
        self
    }

    /// Sets a filter of events, such as `{"=EVENT_NAME": "ONCRMLEADADD"}`. Fields: `ID`, `TIMESTAMP_X`, `EVENT_NAME` and
    /// `MESSAGE_ID`.
    pub fn filter(mut self, filter: Value) -> Self {
        self.filter = Some(filter);
        self
    }

    /// Includes events that were marked as failed.
    pub fn with_failed(mut self) -> Self {
        self.with_failed = true;
        self
    }

    /// Reserves the next events, the oldest first; `None` when there are none.
    ///
    /// # Errors
    ///
    /// See [`Error`]; `ACCESS_DENIED` when the user is no administrator.
    pub async fn next(&self) -> Result<Option<OfflineBatch>, Error> {
        self.get(None).await
    }

    /// Returns the events of a batch that were neither done nor marked as failed, as after a crash; `None` when there are
    /// none.
    ///
    /// # Errors
    ///
    /// As [`next`](OfflineQueue::next).
    pub async fn again(&self, process_id: &str) -> Result<Option<OfflineBatch>, Error> {
        self.get(Some(process_id)).await
    }

    async fn get(&self, process_id: Option<&str>) -> Result<Option<OfflineBatch>, Error> {
        let mut params = json!({ "clear": 0, "limit": self.limit });
        let optional = [
            ("process_id", process_id.map(Value::from)),
            ("auth_connector", self.connector.clone().map(Value::from)),
            ("filter", self.filter.clone()),
            ("error", self.with_failed.then(|| 1.into())),
        ];
        for (name, value) in optional {
            if let Some(value) = value {
                params[name] = value;
            }
        }
        let method = "event.offline.get";
        let result = self.client.call(Dynamic::new(method, params)).await?;
        let Some(package) = super::payload::wire::<Package>(&result) else {
            let error = Error::result(method, "an object with `events`", result);
            return Err(self.client.without_secrets(error));
        };
        if package.events.is_empty() {
            return Ok(None);
        }
        let process_id = package.process_id.or_else(|| process_id.map(str::to_owned));
        Ok(Some(OfflineBatch { client: self.client.clone(), process_id, events: package.events }))
    }
}

/// Events that were taken from the queue and are reserved for this program.
///
/// ```no_run
/// # async fn example(b24: bitrix24::Client) -> Result<(), bitrix24::Error> {
/// use bitrix24::incoming::OfflineQueue;
///
/// if let Some(batch) = OfflineQueue::new(b24).next().await? {
///     println!("{} events are reserved as {:?}", batch.events().len(), batch.process_id());
///     batch.done_unless(|event| event.name == "ONCRMLEADADD").await?;
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
#[must_use = "events that are not done come again"]
pub struct OfflineBatch {
    client: Client,
    process_id: Option<String>,
    events: Vec<OfflineEvent>,
}

impl OfflineBatch {
    /// The events.
    pub fn events(&self) -> &[OfflineEvent] {
        &self.events
    }

    /// Returns the name under which the events are reserved. It is missing where the portal's plan has no reservation:
    /// then they are deleted already.
    pub fn process_id(&self) -> Option<&str> {
        self.process_id.as_deref()
    }

    /// Deletes all events from the queue: they are done.
    ///
    /// # Errors
    ///
    /// See [`Error`]. The events stay reserved then.
    pub async fn done(self) -> Result<(), Error> {
        self.tell("event.offline.clear", None).await
    }

    /// Marks all events as failed. They stay in the queue, for
    /// [`with_failed`](OfflineQueue::with_failed).
    ///
    /// # Errors
    ///
    /// See [`Error`].
    pub async fn failed(self) -> Result<(), Error> {
        self.tell("event.offline.error", Some(self.messages(|_| true))).await
    }

    /// Marks the events as failed for which `has_failed` says so, and deletes the others from the queue.
    ///
    /// # Errors
    ///
    /// See [`Error`]. Marking comes first: nothing that failed is deleted.
    pub async fn done_unless(self, has_failed: impl Fn(&OfflineEvent) -> bool) -> Result<(), Error> {
        let failed = self.messages(&has_failed);
        if failed.is_empty() {
            return self.done().await;
        }
        let done = self.messages(|event| !has_failed(event));
        self.tell("event.offline.error", Some(failed)).await?;
        if done.is_empty() { Ok(()) } else { self.tell("event.offline.clear", Some(done)).await }
    }

    fn messages(&self, is_meant: impl Fn(&OfflineEvent) -> bool) -> Vec<Value> {
        self.events.iter().filter(|event| is_meant(event)).map(|event| Id::encode(&event.message_id)).collect()
    }

    /// Tells the portal the outcome of events.
    async fn tell(&self, method: &str, messages: Option<Vec<Value>>) -> Result<(), Error> {
        let Some(process_id) = &self.process_id else { return Ok(()) };
        let mut params = json!({ "process_id": process_id });
        if let Some(messages) = messages {
            params["message_id"] = messages.into();
        }
        match self.client.call(Dynamic::new(method, params)).await? {
            Value::Bool(false) => Err(Error::result(method, "true", false.into())),
            _ => Ok(()),
        }
    }
}

/// The answer of `event.offline.get`.
#[derive(Clone, Default)]
struct Package {
    process_id: Option<String>,
    events: Vec<OfflineEvent>,
    extra: Extra,
}

impl Object for Package {
    fn walk(&self, cx: &mut Cx<'_>) -> Self {
        Self {
            process_id: cx.text("process_id", &self.process_id),
            events: cx.always::<Vec<OfflineEvent>>("events", &self.events),
            extra: cx.extra(&self.extra),
        }
    }
}

/// An event of the queue: the last one of each object only.
///
/// [event.offline.get](https://apidocs.bitrix24.com/api-reference/events/event-offline-get.html)
///
/// ```
/// use bitrix24::incoming::{EventError, OfflineEvent, Payload};
///
/// fn handle(event: &OfflineEvent) -> Result<(), EventError> {
///     if let Payload::OnCrmLeadAdd(lead) = event.payload()? {
///         println!("lead {} is new", lead.id);
///     }
///     Ok(())
/// }
/// ```
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct OfflineEvent {
    /// The record's identifier.
    pub id: Id,
    /// The event's name: `ONCRMLEADADD`.
    pub name: String,
    /// The data; `false` for an event without any.
    pub data: Value,
    /// Other facts that the portal keeps of it.
    pub additional: Option<Value>,
    /// The time at which it happened last.
    pub time: Option<DateTime>,
    /// The identifier by which it is marked as failed.
    pub message_id: Id,
    /// The rest.
    pub extra: Extra,
}

impl OfflineEvent {
    /// Returns the data, typed by the event's name.
    ///
    /// # Errors
    ///
    /// [`EventError::Data`] when a value that the event cannot do without is missing, or of another type.
    #[inline]
    pub fn payload(&self) -> Result<Payload, EventError> {
        Payload::read(&self.name, &self.data)
    }
}

impl Object for OfflineEvent {
    fn walk(&self, cx: &mut Cx<'_>) -> Self {
        Self {
            id: cx.always::<Id>("ID", &self.id),
            name: cx.always::<String>("EVENT_NAME", &self.name),
            data: cx.always::<Any>("EVENT_DATA", &self.data),
            additional: cx.any("EVENT_ADDITIONAL", &self.additional),
            time: cx.date_time("TIMESTAMP_X", &self.time),
            message_id: cx.always::<Id>("MESSAGE_ID", &self.message_id),
            extra: cx.extra(&self.extra),
        }
    }
}

impl fmt::Debug for OfflineEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OfflineEvent")
            .field("id", &self.id)
            .field("name", &self.name)
            .field("data", &hidden(&self.data))
            .field("time", &self.time)
            .field("message_id", &self.message_id)
            .finish_non_exhaustive()
    }
}
