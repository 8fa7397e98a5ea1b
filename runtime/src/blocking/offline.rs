//! The queue of offline events.

use std::sync::Arc;

use serde_json::Value;

use super::client::Client;
use super::runtime::Runtime;
use crate::error::Error;
use crate::events::{self, OfflineEvent};

/// The queue of offline events of an application. See [`events::OfflineQueue`].
///
/// ```no_run
/// # fn example(b24: bitrix24::blocking::Client) -> Result<(), bitrix24::Error> {
/// use bitrix24::blocking::OfflineQueue;
///
/// let queue = OfflineQueue::new(b24);
/// while let Some(batch) = queue.next()? {
///     for event in batch.events() {
///         println!("{}: {}", event.name, event.data);
///     }
///     batch.done()?;
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct OfflineQueue {
    queue: events::OfflineQueue,
    runtime: Arc<Runtime>,
}

impl OfflineQueue {
    /// Returns the queue of the client's application.
    pub fn new(client: Client) -> Self {
        OfflineQueue { queue: events::OfflineQueue::new(client.client), runtime: client.runtime }
    }

    /// Sets the maximum number of events of a batch; 50 by default.
    pub fn limit(mut self, limit: u32) -> Self {
        self.queue = self.queue.limit(limit);
        self
    }

    /// Sets the source of the queue. See [`events::OfflineQueue::connector`].
    pub fn connector(mut self, auth_connector: impl Into<String>) -> Self {
        self.queue = self.queue.connector(auth_connector);
        self
    }

    /// Sets a filter of events. See [`events::OfflineQueue::filter`].
    pub fn filter(mut self, filter: Value) -> Self {
        self.queue = self.queue.filter(filter);
        self
    }

    /// Includes events that were marked as failed.
    pub fn with_failed(mut self) -> Self {
        self.queue = self.queue.with_failed();
        self
    }

    /// Reserves the next events, the oldest first; `None` when there are none.
    ///
    /// # Errors
    ///
    /// See [`Error`]; `ACCESS_DENIED` when the user is no administrator, [`Error::Config`] inside an async task.
    pub fn next(&self) -> Result<Option<OfflineBatch>, Error> {
        let batch = self.runtime.wait(self.queue.next())??;
        Ok(batch.map(|batch| OfflineBatch { batch, runtime: Arc::clone(&self.runtime) }))
    }

    /// Returns the events of a batch that were neither done nor marked as failed, as after a crash; `None` when there are
    /// none.
    ///
    /// # Errors
    ///
    /// As [`next`](OfflineQueue::next).
    pub fn again(&self, process_id: &str) -> Result<Option<OfflineBatch>, Error> {
        let batch = self.runtime.wait(self.queue.again(process_id))??;
        Ok(batch.map(|batch| OfflineBatch { batch, runtime: Arc::clone(&self.runtime) }))
    }
}

/// Events that were taken from the queue and are reserved for this program. See [`events::OfflineBatch`].
///
/// ```no_run
/// # fn example(b24: bitrix24::blocking::Client) -> Result<(), bitrix24::Error> {
/// use bitrix24::blocking::OfflineQueue;
///
/// if let Some(batch) = OfflineQueue::new(b24).next()? {
///     batch.done_unless(|event| event.name == "ONCRMLEADADD")?;
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
#[must_use = "events that are not done come again"]
pub struct OfflineBatch {
    batch: events::OfflineBatch,
    runtime: Arc<Runtime>,
}

impl OfflineBatch {
    /// The events.
    pub fn events(&self) -> &[OfflineEvent] {
        self.batch.events()
    }

    /// Returns the name under which the events are reserved. See [`events::OfflineBatch::process_id`].
    pub fn process_id(&self) -> Option<&str> {
        self.batch.process_id()
    }

    /// Deletes all events from the queue: they are done.
    ///
    /// # Errors
    ///
    /// See [`Error`]. The events stay reserved then.
    pub fn done(self) -> Result<(), Error> {
        self.runtime.wait(self.batch.done())?
    }

    /// Marks all events as failed. They stay in the queue, for [`with_failed`](OfflineQueue::with_failed).
    ///
    /// # Errors
    ///
    /// See [`Error`].
    pub fn failed(self) -> Result<(), Error> {
        self.runtime.wait(self.batch.failed())?
    }

    /// Marks the events as failed for which `has_failed` says so, and deletes the others from the queue.
    ///
    /// # Errors
    ///
    /// See [`Error`]. Marking comes first: nothing that failed is deleted.
    pub fn done_unless(self, has_failed: impl Fn(&OfflineEvent) -> bool) -> Result<(), Error> {
        self.runtime.wait(self.batch.done_unless(has_failed))?
    }
}
