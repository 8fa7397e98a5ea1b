//! Events of chats and bots that are fetched.

use std::sync::Arc;

use super::client::Client;
use super::runtime::Runtime;
use crate::Id;
use crate::error::Error;
use crate::events::{self, FetchedEvent};

/// The events of a bot, or those of a user of chats. See [`events::EventFeed`].
///
/// ```no_run
/// # fn example(b24: bitrix24::blocking::Client) -> Result<(), Box<dyn std::error::Error>> {
/// use bitrix24::blocking::EventFeed;
/// use bitrix24::incoming::Payload;
///
/// let mut feed = EventFeed::of_bot(b24, 456);
/// for event in feed.fetch()? {
///     if let Payload::OnImbotV2MessageAdd(data) = event.payload()? {
///         println!("{:?}", data.message.map(|message| message.text));
///     }
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct EventFeed {
    feed: events::EventFeed,
    runtime: Arc<Runtime>,
}

impl EventFeed {
    /// Returns the events of a bot.
    pub fn of_bot(client: Client, bot: impl Into<Id>) -> Self {
        EventFeed { feed: events::EventFeed::of_bot(client.client, bot), runtime: client.runtime }
    }

    /// Returns the events of the user who calls.
    pub fn of_user(client: Client) -> Self {
        EventFeed { feed: events::EventFeed::of_user(client.client), runtime: client.runtime }
    }

    /// Sets the bot's token, which a webhook needs.
    pub fn bot_token(mut self, token: impl Into<String>) -> Self {
        self.feed = self.feed.bot_token(token);
        self
    }

    /// Includes the events of the user who calls, in a bot's feed.
    pub fn with_user_events(mut self) -> Self {
        self.feed = self.feed.with_user_events();
        self
    }

    /// Sets the maximum number of events at once, 1 to 1000; the server's default is 100.
    pub fn limit(mut self, limit: u32) -> Self {
        self.feed = self.feed.limit(limit);
        self
    }

    /// Starts at the [position](Self::offset) of an earlier run, and confirms all events before.
    pub fn resume(mut self, offset: i64) -> Self {
        self.feed = self.feed.resume(offset);
        self
    }

    /// Returns the position after the events that were given so far, to go on later.
    pub fn offset(&self) -> Option<i64> {
        self.feed.offset()
    }

    /// Returns true if there were more events than the last ones.
    pub fn has_more(&self) -> bool {
        self.feed.has_more()
    }

    /// Confirms the events that were given before, and returns the next ones; none, if there are none.
    ///
    /// # Errors
    ///
    /// See [`Error`]. The same events come with the next call.
    pub fn fetch(&mut self) -> Result<Vec<FetchedEvent>, Error> {
        self.runtime.wait(self.feed.fetch())?
    }
}
