//! Errors of batches and of their commands.

use std::fmt;

use crate::escape::Plain;

/// All mistakes in a batch, which was not sent.
///
/// ```
/// use bitrix24::Error;
///
/// fn report(error: &Error) {
///     if let Error::Batch(mistakes) = error {
///         println!("{} mistakes, nothing was sent", mistakes.as_slice().len());
///     }
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistakes {
    pub(crate) list: Vec<Mistake>,
}

/// A mistake in a batch.
///
/// ```
/// use bitrix24::Error;
///
/// fn report(error: &Error) {
///     if let Error::Batch(mistakes) = error {
///         for mistake in mistakes {
///             println!("{}: {}", mistake.command, mistake.message);
///         }
///     }
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Mistake {
    /// The command's name.
    pub command: String,
    /// The method that it calls.
    pub method: String,
    /// The mistake.
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
        write!(f, "`{}` ({}): {}", Plain(&self.command), Plain(&self.method), Plain(&self.message))
    }
}

impl std::error::Error for Mistakes {}

/// The fate of a command.
///
/// ```
/// use bitrix24::{CommandError, CommandFate};
///
/// fn report(error: &CommandError) {
///     match error.fate() {
///         CommandFate::Halted { at } => println!("{} did not run, because {at} failed", error.command()),
///         fate => println!("{}: {fate:?}", error.command()),
///     }
/// }
/// ```
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
        /// The place of the value in its result, as the reference is written.
        path: String,
    },
}
