//! Commands by the types of their results.

use std::fmt;

use super::raw::Outcome;
use crate::client::Client;
use crate::envelope::Response;
use crate::error::Error;
use crate::refs::{Holds, Ref};

/// A command of a batch, by the type of its result: it asks the [`Answers`](crate::Answers) for it, and refers to it in
/// later commands.
///
/// ```no_run
/// # async fn example(b24: bitrix24::Client) -> Result<(), bitrix24::Error> {
/// use bitrix24::{Dynamic, Handle, Value, json};
///
/// let mut batch = b24.batch();
/// let me: Handle<Value> = batch.add(Dynamic::new("user.current", json!({})));
/// println!("{}", batch.send().await?.take(me)?["NAME"]);
/// # Ok(())
/// # }
/// ```
pub struct Handle<T> {
    pub(super) batch: u64,
    pub(super) index: usize,
    pub(super) type_name: &'static str,
    pub(super) read: fn(&Client, &Outcome) -> Result<Response<T>, Error>,
}

impl<T> Handle<T> {
    /// A reference to the command's result, for the parameters of a later command.
    pub fn result(&self) -> Ref<T> {
        Ref::new(self.batch, self.index, Holds::of(self.type_name))
    }
}

impl<T> Clone for Handle<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Handle<T> {}

impl<T> fmt::Debug for Handle<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Handle").field("batch", &self.batch).field("index", &self.index).finish_non_exhaustive()
    }
}
