//! What can go wrong with a batch, and with one command of it.

use std::fmt;
use std::sync::Arc;

use serde_json::Value;

use crate::error::Error;

/// Everything that is wrong with a batch; it was not sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistakes {
    pub(super) list: Vec<Mistake>,
}

/// One thing that is wrong with a batch.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Mistake {
    /// The command's name.
    pub command: String,
    /// The method that it calls.
    pub method: String,
    /// What is wrong with it.
    pub message: String,
}

impl Mistakes {
    /// The mistakes, in the order of the commands; at least one.
    pub fn as_slice(&self) -> &[Mistake] {
        &self.list
    }

    /// The mistakes, in the order of the commands.
    pub fn iter(&self) -> std::slice::Iter<'_, Mistake> {
        self.list.iter()
    }
}

impl<'a> IntoIterator for &'a Mistakes {
    type Item = &'a Mistake;
    type IntoIter = std::slice::Iter<'a, Mistake>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for Mistakes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a batch that cannot be sent:")?;
        for mistake in &self.list {
            write!(f, "\n  {mistake}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` ({}): {}", self.command, self.method, self.message)
    }
}

impl std::error::Error for Mistakes {}

/// Why a command of a batch has no result, where the server answered no error for it.
#[derive(Clone, Debug)]
pub struct CommandError {
    pub(crate) command: String,
    pub(crate) method: String,
    pub(crate) fate: CommandFate,
    pub(crate) cause: Option<Arc<Error>>,
    pub(crate) answer: Option<Value>,
}

/// What became of a command.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CommandFate {
    /// It did not run: with `halt`, the server stopped at this command before it.
    Halted {
        /// The command that failed.
        at: String,
    },
    /// It did not run: the HTTP call that was to carry it was not made, because an earlier one of the batch failed.
    NotSent,
    /// It did not run: the HTTP call that carried it was refused, or never reached the server.
    NotRun,
    /// It may have run: the HTTP call that carried it failed, or its answer says nothing of it.
    Unknown,
    /// It ran without a value it needs: with the text of a reference in its place, because this command gave none.
    Unresolved {
        /// The command that the reference points to.
        source: String,
        /// Where the value would be in its result, as the reference is written.
        path: String,
    },
}

impl CommandError {
    /// The command's name in the batch.
    pub fn command(&self) -> &str {
        &self.command
    }

    /// The method that it calls.
    pub fn method(&self) -> &str {
        &self.method
    }

    /// What became of it.
    pub fn fate(&self) -> &CommandFate {
        &self.fate
    }

    /// Whether it ran; `None` when that is not known.
    pub fn ran(&self) -> Option<bool> {
        match self.fate {
            CommandFate::Halted { .. } | CommandFate::NotSent | CommandFate::NotRun => Some(false),
            CommandFate::Unknown => None,
            CommandFate::Unresolved { .. } => Some(true),
        }
    }

    /// What failed: the HTTP call that carried it, or the command that it depends on.
    pub fn cause(&self) -> Option<&Error> {
        self.cause.as_deref()
    }

    /// What the server answered to a command that ran with an unresolved reference: its result, or its error.
    pub fn answer(&self) -> Option<&Value> {
        self.answer.as_ref()
    }
}

impl fmt::Display for CommandError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let CommandError { command, method, .. } = self;
        write!(f, "{method} (`{command}` of a batch): ")?;
        match &self.fate {
            CommandFate::Halted { at } => write!(f, "did not run, because `{at}` failed before it"),
            CommandFate::NotSent => f.write_str("was not sent, because an earlier part of the batch failed"),
            CommandFate::NotRun => f.write_str("did not run, because the call that was to carry it failed"),
            CommandFate::Unknown if self.cause.is_some() => {
                f.write_str("the call that carried it failed; it may have run")
            }
            CommandFate::Unknown => f.write_str("the answer says nothing of it; it may have run"),
            CommandFate::Unresolved { source, path } => {
                write!(f, "ran without a value it needs: `{source}` gave none for `{path}`")
            }
        }
    }
}

impl std::error::Error for CommandError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.cause.as_deref().map(|cause| cause as &dyn std::error::Error)
    }
}
