//! Many calls in one: [`Client::batch`].
//!
//! ```no_run
//! # async fn example(b24: bitrix24::Client) -> Result<(), bitrix24::Error> {
//! use bitrix24::{Dynamic, Value, json};
//!
//! let mut batch = b24.batch();
//! let me = batch.add(Dynamic::new("user.current", json!({})));
//! // The server puts a part of the first result into the second call.
//! let mine = Value::from(me.result().untyped("UF_DEPARTMENT.0"));
//! let departments = batch.add(Dynamic::new("department.get", json!({ "ID": mine })));
//!
//! let answers = batch.send().await?;
//! println!("{} of {}", answers.take(me)?, answers.take(departments)?);
//! # Ok(())
//! # }
//! ```
//!
//! With the types of `bitrix24` paths are checked by the compiler:
//! `tasks::task::Get::new(made.result().at(|made| &made.task).at(|task| &task.id))`.
//!
//! - **More than 50 commands** become several HTTP calls. Commands that refer to each other stay together. Without
//!   [`halt`](Batch::halt) the calls are made at the same time, a few at once, so order counts within references only.
//! - **Each command has an outcome of its own**: one that fails takes nothing from the others. With `halt`, those after
//!   it in the same call do not run. Without it, the server runs a command although its reference found no value, and
//!   gives it the text of the reference: that is [`CommandFate::Unresolved`](crate::CommandFate::Unresolved), whatever
//!   the command answered.
//! - **Refused commands are sent again**: one that the server refused for the method's running time, or because
//!   the token ended in between, did not run. Not with `halt`, and not where a command beside it refers to it and has
//!   run.
//! - **Text is text**: version 2 would put a result in place of any `$result[` in a parameter, wherever it came from, so
//!   one that is no [`Ref`] is refused.
//! - **REST 3.0** answers all results of a call, or one error for all of it, without saying what ran before: with more
//!   than one command that writes, the fate of a call that fails is [`Fate::Unknown`](crate::Fate::Unknown), and it is not
//!   sent again unless it is idempotent. Its references are those of the vendor's own client (b24jssdk 2.1), which the
//!   documentation does not describe; a server keeps what is under `item` and `items` of a result for them.

mod again;
mod answers;
mod check;
mod entry;
mod handle;
mod plan;
mod query;
pub(crate) mod raw;
mod send;

use std::sync::atomic::{AtomicU64, Ordering};

use serde_json::Value;

use crate::catalogue::Api;
use crate::client::Client;
use crate::error::{Error, Mistakes};
use crate::request::Request;
use crate::wire::Wire;
pub use answers::Answers;
use check::Settings;
use entry::Entry;
pub use handle::Handle;

pub use crate::refs::{Described, Ref};

/// The result's Rust type of a request.
type Answer<R> = <<R as Request>::Result as Wire>::Out;

/// Calls that are sent together. Made by [`Client::batch`].
///
/// The crate `bitrix24` calls it `CallBatch`, because its `Batch` is the plain request of the method `batch`.
///
/// ```no_run
/// # async fn example(b24: bitrix24::Client) -> Result<(), bitrix24::Error> {
/// use bitrix24::{CallBatch, Dynamic, json};
///
/// let mut batch: CallBatch = b24.batch();
/// let created = batch.add(Dynamic::new("crm.deal.add", json!({ "fields": { "TITLE": "New" } })));
/// let answers = batch.send().await?;
/// println!("deal {}", answers.take(created)?);
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
#[must_use = "a batch does nothing until it is sent"]
pub struct Batch {
    client: Client,
    id: u64,
    api: Option<Api>,
    halt: bool,
    entries: Vec<Entry>,
}

impl Client {
    /// Starts a batch. Its first command decides the version of the API, unless [`Batch::v3`] does.
    pub fn batch(&self) -> Batch {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let id = NEXT.fetch_add(1, Ordering::Relaxed);
        Batch { client: self.clone(), id, api: None, halt: false, entries: Vec::new() }
    }
}

impl Batch {
    /// Sets the version of the API to REST 3.0.
    pub fn v3(mut self) -> Self {
        self.api = Some(Api::V3);
        self
    }

    /// Adds a command.
    pub fn add<R: Request>(&mut self, request: R) -> Handle<Answer<R>> {
        self.add_as(format!("c{}", self.entries.len()), request)
    }

    /// Adds a command under a name, which errors and logs of the portal show: letters, digits and `_`, a letter first.
    pub fn add_as<R: Request>(&mut self, name: impl Into<String>, request: R) -> Handle<Answer<R>> {
        let entry = Entry::of(name.into(), request);
        self.api.get_or_insert(entry.api);
        let index = self.entries.len();
        self.entries.push(entry);
        let type_name = <R::Result as Wire>::NAME;
        Handle { batch: self.id, index, type_name, read: |client, outcome| outcome.decode::<R::Result>(client) }
    }

    /// Sets if the batch stops at the first command that fails; off by default. HTTP calls are then made one after the
    /// other, and those after a failure are not made.
    pub fn halt(&mut self, halt: bool) -> &mut Self {
        self.halt = halt;
        self
    }

    /// Returns the number of commands.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Returns true if there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Returns the commands as they would be sent: the name, the method and the parameters of each.
    ///
    /// # Errors
    ///
    /// [`Error::Batch`] when they cannot be sent as they are.
    #[doc(hidden)]
    pub fn written(self) -> Result<Vec<(String, String, Value)>, Error> {
        let (settings, entries) = (self.settings(), self.entries);
        let ready = check::check(entries, settings).map_err(|list| Error::Batch(Mistakes { list }))?;
        let commands = ready.commands.into_iter();
        Ok(commands.map(|command| (command.name, command.method, Value::Object(command.params))).collect())
    }

    fn settings(&self) -> Settings {
        let api = self.api.unwrap_or(Api::V2);
        Settings { batch: self.id, api, halt: self.halt, validate: self.client.validation() }
    }

    /// Sends all commands. A batch without commands makes no call.
    ///
    /// # Errors
    ///
    /// [`Error::Batch`] when commands cannot be sent as they are: then nothing was sent. The error of the HTTP call when
    /// there was one only and it failed: then nothing is known of any command. Where several were made, their errors are
    /// those of their commands.
    pub async fn send(self) -> Result<Answers, Error> {
        let settings = self.settings();
        send::send(self.client, self.entries, settings).await
    }
}
