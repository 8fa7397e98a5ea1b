//! The outcomes of all commands.

use std::sync::Arc;

use super::handle::Handle;
use super::raw::{Command, Outcome};
use crate::catalogue::Api;
use crate::client::Client;
use crate::envelope::Response;
use crate::error::{CommandError, CommandFate, Error};
use crate::refs::Target;

/// The answers to a batch: for each command its result, its own error, or why there is neither.
///
/// ```no_run
/// # async fn example(b24: bitrix24::Client) -> Result<(), bitrix24::Error> {
/// use bitrix24::{Dynamic, json};
///
/// let mut batch = b24.batch();
/// batch.add_as("me", Dynamic::new("user.current", json!({})));
/// let answers = batch.send().await?;
/// for (command, error) in answers.errors() {
///     println!("{command}: {error}");
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Answers {
    client: Client,
    batch: u64,
    done: Vec<Done>,
}

/// The outcome of one command.
#[derive(Debug)]
pub(super) struct Done {
    name: String,
    method: String,
    pub(super) state: State,
}

#[derive(Debug)]
pub(super) enum State {
    /// The server answered.
    Answered(Outcome),
    /// No answer came, or the command was not sent.
    Lost { fate: CommandFate, cause: Option<Arc<Error>> },
    /// The server ran it with an unresolved reference.
    Unresolved { fate: CommandFate, cause: Option<Arc<Error>>, outcome: Outcome },
}

impl Done {
    /// Returns the outcome of a command that was not sent yet.
    pub(super) fn not_sent(command: &Command) -> Self {
        let (name, method) = (command.name.clone(), command.method.clone());
        Done { name, method, state: State::Lost { fate: CommandFate::NotSent, cause: None } }
    }

    /// The command's error; `None` when it has a result.
    fn error(&self) -> Option<Error> {
        let (fate, cause, answer) = match &self.state {
            State::Answered(outcome) => return outcome.node().err(),
            State::Lost { fate, cause } => (fate, cause, None),
            State::Unresolved { fate, cause, outcome } => (fate, cause, outcome.answer()),
        };
        let (command, method) = (self.name.clone(), self.method.clone());
        let (fate, cause) = (fate.clone(), cause.clone());
        Some(Error::Command(Box::new(CommandError { command, method, fate, cause, answer })))
    }
}

impl Answers {
    /// `uses` are the references in each command's parameters.
    pub(super) fn new(client: Client, batch: u64, done: Vec<Done>, uses: &[Vec<Target>]) -> Self {
        let mut answers = Answers { client, batch, done };
        for (index, uses) in uses.iter().enumerate() {
            if let Some((fate, cause)) = uses.iter().find_map(|target| answers.unresolved(target)) {
                answers.done[index].fail(fate, cause);
            }
        }
        answers
    }

    /// The fate and the cause if a reference found no value.
    fn unresolved(&self, target: &Target) -> Option<(CommandFate, Option<Arc<Error>>)> {
        let source = self.done.get(target.source)?;
        let cause = match &source.state {
            State::Answered(outcome) => match outcome.node() {
                Ok(node) if target.is_in(node) => return None,
                Ok(_) => None,
                Err(error) => Some(error),
            },
            _ => source.error(),
        };
        let (source, path) = (source.name.clone(), target.written(Api::V2, &source.name));
        Some((CommandFate::Unresolved { source, path }, cause.map(Arc::new)))
    }

    /// The result of a command.
    ///
    /// # Errors
    ///
    /// [`Error::Api`] is the command's own error. [`Error::Command`] when it has neither a result nor an error of its own.
    /// [`Error::Result`] as for a call of its own. [`Error::Config`] when the handle is of another batch.
    pub fn take<T>(&self, handle: Handle<T>) -> Result<T, Error> {
        self.response(handle).map(|response| response.result)
    }

    /// The whole answer to a command: its result, the server's times, the list's counts.
    ///
    /// # Errors
    ///
    /// As [`take`](Answers::take).
    pub fn response<T>(&self, handle: Handle<T>) -> Result<Response<T>, Error> {
        let done = self.done.get(handle.index).filter(|_| handle.batch == self.batch);
        let done = done.ok_or_else(|| Error::Config("the command belongs to another batch".to_owned()))?;
        match (&done.state, done.error()) {
            (State::Answered(outcome), None) => (handle.read)(&self.client, outcome),
            (_, Some(error)) => Err(error),
            (_, None) => Err(Error::Config("the command has no answer".to_owned())),
        }
    }

    /// The commands without a usable result, by name, each with its error.
    pub fn errors(&self) -> impl Iterator<Item = (&str, Error)> {
        self.done.iter().filter_map(|done| Some((done.name.as_str(), done.error()?)))
    }

    /// Returns the number of commands.
    pub fn len(&self) -> usize {
        self.done.len()
    }

    /// Returns true if there are none.
    pub fn is_empty(&self) -> bool {
        self.done.is_empty()
    }
}

impl Done {
    /// Marks a command that ran as unresolved; one that did not run keeps its fate.
    fn fail(&mut self, fate: CommandFate, cause: Option<Arc<Error>>) {
        if let State::Answered(outcome) = &self.state
            && outcome.ran()
        {
            let outcome = outcome.clone();
            self.state = State::Unresolved { fate, cause, outcome };
        }
    }
}
