//! Events of chats and bots that a program fetches, where no portal can reach it.

use std::fmt;

use serde_json::{Value, json};

use super::error::EventError;
use super::payload::secret::hidden;
use super::payload::wire;
use super::table::Payload;
use crate::error::Error;
use crate::wire::object::Object;
use crate::wire::{Any, Cx, DateTime, Extra};
use crate::{Client, Dynamic, Id, Wire};

/// The events of a bot that was registered with `eventMode` `fetch`, or those of a user of chats. They are the same as those
/// that a portal posts to a handler.
///
/// An event comes as JSON like this, whose `data` are those of the event's name; [`FetchedEvent::payload`] types it:
///
/// ```json
/// {
///   "eventId": 1001,
///   "type": "ONIMBOTV2MESSAGEADD",
///   "date": "2026-03-01T12:00:00+03:00",
///   "data": {
///     "bot": { "id": 456, "code": "helper" },
///     "message": { "id": 789, "chatId": 5, "authorId": 1, "text": "Hello" },
///     "chat": { "id": 5, "dialogId": "chat5", "type": "chat" },
///     "user": { "id": 1, "name": "Jane Doe" },
///     "language": "en"
///   }
/// }
/// ```
///
/// Asking for the next events confirms the ones before: those that a program could not handle, and did not ask beyond, come
/// again.
///
/// ```no_run
/// # async fn example(b24: bitrix24::Client) -> Result<(), Box<dyn std::error::Error>> {
/// use std::time::Duration;
///
/// use bitrix24::incoming::{EventFeed, Payload};
///
/// let mut feed = EventFeed::of_bot(b24, 456);
/// loop {
///     for event in feed.fetch().await? {
///         match event.payload()? {
///             Payload::OnImbotV2MessageAdd(data) => println!("{:?}", data.message),
///             Payload::OnImbotV2CommandAdd(data) => println!("{:?}", data.command),
///             other => println!("{other:?}"),
///         }
///     }
///     if !feed.has_more() {
///         tokio::time::sleep(Duration::from_secs(2)).await;
///     }
/// }
/// # Ok(())
/// # }
/// ```
///
/// [imbot.v2.Event.get](https://apidocs.bitrix24.com/api-reference/chat-bots/chat-bots-v2/imbot.v2/events/event-get.html),
/// [im.v2.Event.get](https://apidocs.bitrix24.com/api-reference/chat-bots/chat-bots-v2/im.v2/events/event-get.html)
#[doc(alias = "imbot.v2.Event.get")]
#[doc(alias = "im.v2.Event.get")]
#[derive(Clone)]
#[must_use]
pub struct EventFeed {
    client: Client,
    method: &'static str,
    /// The parameters that stay.
    params: Value,
    offset: Option<i64>,
    has_more: bool,
}

impl EventFeed {
    /// Returns the events of a bot: `imbot.v2.Event.get`.
    pub fn of_bot(client: Client, bot: impl Into<Id>) -> Self {
        Self::new(client, "imbot.v2.Event.get", json!({ "botId": Id::encode(&bot.into()) }))
    }

    /// Returns the events of the user who calls: `im.v2.Event.get`. They are subscribed to with `im.v2.Event.subscribe`.
    pub fn of_user(client: Client) -> Self {
        Self::new(client, "im.v2.Event.get", json!({}))
    }

    fn new(client: Client, method: &'static str, params: Value) -> Self {
        EventFeed { client: client.idempotent(), method, params, offset: None, has_more: false }
    }

    /// Sets the bot's token, which a webhook needs.
    pub fn bot_token(mut self, token: impl Into<String>) -> Self {
        self.params["botToken"] = token.into().into();
        self
    }

    /// Includes the events of the user who calls, in a bot's feed.
    pub fn with_user_events(mut self) -> Self {
        self.params["withUserEvents"] = true.into();
        self
    }

    /// Sets the maximum number of events at once, 1 to 1000; the server's default is 100.
    pub fn limit(mut self, limit: u32) -> Self {
        self.params["limit"] = limit.into();
        self
    }

    /// Starts at the [position](Self::offset) of an earlier run, and confirms all events before.
    pub fn resume(mut self, offset: i64) -> Self {
        self.offset = Some(offset);
        self
    }

    /// Returns the position after the events that were given so far, to go on later.
    pub fn offset(&self) -> Option<i64> {
        self.offset
    }

    /// Returns true if there were more events than the last ones.
    pub fn has_more(&self) -> bool {
        self.has_more
    }

    /// Confirms the events that were given before, and returns the next ones; none, if there are none.
    ///
    /// # Errors
    ///
    /// See [`Error`]. The same events come with the next call.
    pub async fn fetch(&mut self) -> Result<Vec<FetchedEvent>, Error> {
        let mut params = self.params.clone();
        if let Some(offset) = self.offset {
            params["offset"] = offset.into();
        }
        let result = self.client.call(Dynamic::new(self.method, params)).await?;
        let page = result.get("events").and_then(|_| wire::<Page>(&result));
        let Some(page) = page else {
            let error = Error::result(self.method, "an object with `events`", result);
            return Err(self.client.without_secrets(error));
        };
        let last = page.events.iter().map(|event| event.id.saturating_add(1)).max();
        self.offset = page.next_offset.or(last).or(self.offset);
        self.has_more = page.has_more.unwrap_or_default();
        Ok(page.events)
    }
}

/// The token is not printed.
impl fmt::Debug for EventFeed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EventFeed")
            .field("client", &self.client)
            .field("method", &self.method)
            .field("params", &hidden(&self.params))
            .field("offset", &self.offset)
            .finish_non_exhaustive()
    }
}

/// The answer of the methods.
#[derive(Clone, Default)]
struct Page {
    events: Vec<FetchedEvent>,
    next_offset: Option<i64>,
    has_more: Option<bool>,
    extra: Extra,
}

impl Object for Page {
    fn walk(&self, cx: &mut Cx<'_>) -> Self {
        Self {
            events: cx.always::<Vec<FetchedEvent>>("events", &self.events),
            next_offset: cx.int("nextOffset", &self.next_offset),
            has_more: cx.field::<bool>("hasMore", &self.has_more),
            extra: cx.extra(&self.extra),
        }
    }
}

/// An event that was fetched.
///
/// ```
/// use bitrix24::incoming::{EventError, FetchedEvent, Payload};
///
/// fn handle(event: &FetchedEvent) -> Result<(), EventError> {
///     if let Payload::OnImbotV2JoinChat(data) = event.payload()? {
///         println!("the bot is in {:?} now", data.dialog_id);
///     }
///     Ok(())
/// }
/// ```
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct FetchedEvent {
    /// The number, which grows.
    pub id: i64,
    /// The event's name: `ONIMBOTV2MESSAGEADD`.
    pub name: String,
    /// The time at which it happened.
    pub time: Option<DateTime>,
    /// The data as it came.
    pub data: Value,
    /// The rest.
    pub extra: Extra,
}

impl FetchedEvent {
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

impl Object for FetchedEvent {
    fn walk(&self, cx: &mut Cx<'_>) -> Self {
        Self {
            id: cx.always::<i64>("eventId", &self.id),
            name: cx.always::<String>("type", &self.name),
            time: cx.date_time("date", &self.time),
            data: cx.always::<Any>("data", &self.data),
            extra: cx.extra(&self.extra),
        }
    }
}

impl fmt::Debug for FetchedEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FetchedEvent")
            .field("id", &self.id)
            .field("name", &self.name)
            .field("time", &self.time)
            .field("data", &hidden(&self.data))
            .finish_non_exhaustive()
    }
}
