//! Events of bots that wait until they are fetched: `imbot.v2.Event.get` and `im.v2.Event.get`.

use std::sync::Mutex;

use serde_json::{Map, Value, json};

use super::Params;
use crate::lock::lock;

/// The events that have not been confirmed, the oldest first.
#[derive(Debug, Default)]
pub(crate) struct Queue(Mutex<Inner>);

#[derive(Debug, Default)]
struct Inner {
    waiting: Vec<Waiting>,
    /// The identifier of the newest event.
    last: u64,
}

#[derive(Debug)]
struct Waiting {
    id: u64,
    /// In upper case.
    name: String,
    date: String,
    data: Value,
}

/// The events that a call fetches: those of a bot, of a user, or both.
#[derive(Clone, Copy, Debug)]
struct Reader {
    bot: Option<u64>,
    is_of_bot: bool,
    is_of_user: bool,
}

/// The number of events in an answer, by default and at most.
const PAGE: u64 = 100;
const LARGEST_PAGE: u64 = 1000;

impl Queue {
    /// Keeps an event, if it is one that can be fetched. Its name is in upper case.
    pub(super) fn push(&self, name: &str, data: &Value, date: &str) {
        if !name.starts_with("ONIMBOTV2") && !name.starts_with("ONIMV2") {
            return;
        }
        let mut inner = lock(&self.0);
        inner.last += 1;
        let (id, name, date) = (inner.last, name.to_owned(), date.to_owned());
        inner.waiting.push(Waiting { id, name, date, data: data.clone() });
    }

    /// Answers a method, in lower case: removes the events before its offset, and returns the next ones.
    pub(super) fn fetch(&self, method: &str, params: &Map<String, Value>) -> Value {
        let params = Params(params);
        let is_of_bot = method == "imbot.v2.event.get";
        let is_of_user = !is_of_bot || params.is_true("withUserEvents");
        let reader = Reader { bot: params.number("botId"), is_of_bot, is_of_user };
        let limit = params.number("limit").unwrap_or(PAGE).clamp(1, LARGEST_PAGE) as usize;
        let mut inner = lock(&self.0);
        let offset = params.number("offset");
        inner.waiting.retain(|event| !reader.gets(event) || event.id >= offset.unwrap_or_default());
        let mut coming = inner.waiting.iter().filter(|event| reader.gets(event));
        let events: Vec<&Waiting> = coming.by_ref().take(limit).collect();
        let next = events.last().map(|event| event.id + 1).or(offset).unwrap_or(inner.last + 1);
        json!({
            "events": events.iter().map(|event| event.shown()).collect::<Value>(),
            "nextOffset": next,
            "hasMore": coming.next().is_some(),
        })
    }
}

impl Reader {
    /// Returns true if an event is for the reader. One that names no bot is for all of them.
    fn gets(&self, event: &Waiting) -> bool {
        if event.name.starts_with("ONIMV2") {
            return self.is_of_user;
        }
        let bot = event.data.pointer("/bot/id").and_then(super::number);
        self.is_of_bot && bot.is_none_or(|bot| self.bot == Some(bot))
    }
}

impl Waiting {
    fn shown(&self) -> Value {
        json!({ "eventId": self.id, "type": self.name, "date": self.date, "data": self.data })
    }
}
