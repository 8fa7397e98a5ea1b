//! Errors of commands, and the exit status of each kind.

use std::process::ExitCode;

use bitrix24_schema::Error;

use crate::terminal::{complain, is_colored};

/// The text of `b24 --help` on the exit status.
pub(crate) const STATUSES: &str = "\
Exit status:
  0  done
  1  failed: a file, a schema with mistakes, a check that found a difference
  2  wrong call: arguments, settings, a name that nothing has
  3  no right to call: the credentials were refused, or could not be renewed
  4  refused by the documented rules, or not confirmed; nothing was sent
  5  the portal answered an error, or not what is documented
  6  no answer: the network, the portal's limits or the deadline
`b24 diff --help` tells those of a comparison.";

/// The kind of a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A file, a schema, a check.
    Failed = 1,
    /// The command's arguments or settings.
    Usage = 2,
    /// The right to call.
    #[cfg(feature = "client")]
    Auth = 3,
    /// The documented rules, or the user's own word.
    #[cfg(feature = "client")]
    Refused = 4,
    /// The portal's error.
    #[cfg(feature = "client")]
    Portal = 5,
    /// No answer.
    #[cfg(feature = "client")]
    Network = 6,
}

/// The reason why a command ends early.
#[derive(Debug)]
pub(crate) enum Failure {
    /// An error of the schema, of a file, or of the arguments.
    Own(Error),
    /// An error of another kind, with its text.
    Told(Kind, String),
}

impl Failure {
    /// Returns a wrong call.
    pub(crate) fn usage(text: impl Into<String>) -> Self {
        Failure::Told(Kind::Usage, text.into())
    }

    /// Returns the kind.
    pub(crate) fn kind(&self) -> Kind {
        match self {
            Failure::Own(Error::Usage(_)) => Kind::Usage,
            Failure::Own(_) => Kind::Failed,
            Failure::Told(kind, _) => *kind,
        }
    }

    /// Returns what it says.
    #[cfg(feature = "client")]
    pub(crate) fn text(&self) -> String {
        match self {
            Failure::Own(error) => error.render(false).trim_start_matches("error: ").trim_end().to_owned(),
            Failure::Told(_, text) => text.clone(),
        }
    }

    /// Prints the error and returns the exit status.
    pub(crate) fn report(self) -> ExitCode {
        let status = self.kind() as u8;
        match self {
            Failure::Own(error) => complain(&error.render(is_colored(&std::io::stderr()))),
            Failure::Told(_, text) => complain(&format!("error: {text}\n")),
        }
        ExitCode::from(status)
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Failure::Own(error)
    }
}
