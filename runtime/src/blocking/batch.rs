//! Calls that are sent together.

use super::client::Client;
use crate::batch;
use crate::error::Error;
use crate::request::Request;
use crate::wire::Wire;

type Answer<R> = <<R as Request>::Result as Wire>::Out;

impl Client {
    /// Starts a batch. See [`Client::batch`](crate::Client::batch).
    pub fn batch(&self) -> Batch {
        Batch { client: self.clone(), batch: self.client.batch() }
    }
}

/// Calls that are sent together. See [`batch::Batch`].
///
/// ```no_run
/// # fn example(b24: bitrix24::blocking::Client) -> Result<(), bitrix24::Error> {
/// use bitrix24::{Dynamic, json};
///
/// let mut batch = b24.batch();
/// let me = batch.add(Dynamic::new("user.current", json!({})));
/// println!("{}", batch.send()?.take(me)?);
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
#[must_use = "a batch does nothing until it is sent"]
pub struct Batch {
    client: Client,
    batch: batch::Batch,
}

impl Batch {
    /// Sets the version of the API to REST 3.0.
    pub fn v3(mut self) -> Self {
        self.batch = self.batch.v3();
        self
    }

    /// Adds a command.
    pub fn add<R: Request>(&mut self, request: R) -> batch::Handle<Answer<R>> {
        self.batch.add(request)
    }

    /// Adds a command under a name. See [`batch::Batch::add_as`].
    pub fn add_as<R: Request>(&mut self, name: impl Into<String>, request: R) -> batch::Handle<Answer<R>> {
        self.batch.add_as(name, request)
    }

    /// Sets if the batch stops at the first command that fails. See [`batch::Batch::halt`].
    pub fn halt(&mut self, halt: bool) -> &mut Self {
        self.batch.halt(halt);
        self
    }

    /// Sends all commands. See [`batch::Batch::send`].
    ///
    /// # Errors
    ///
    /// As there; and [`Error::Config`] inside an async task, whose runtime must not be blocked. Threads for blocking work
    /// (`spawn_blocking`, `block_in_place`) are none.
    pub fn send(self) -> Result<batch::Answers, Error> {
        let Batch { client, batch } = self;
        client.runtime.wait(batch.send())?
    }
}
