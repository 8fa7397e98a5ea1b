//! The commands, a module each.

pub(crate) mod check;
#[cfg(feature = "client")]
pub(crate) mod client;
pub(crate) mod corpus;
pub(crate) mod diff;
pub(crate) mod export;
pub(crate) mod generate;
pub(crate) mod import;
#[cfg(feature = "mock")]
pub(crate) mod mock;
pub(crate) mod schema;

use std::path::PathBuf;
use std::process::ExitCode;

use bitrix24_codegen::Generator;
use bitrix24_schema::Error;

use crate::terminal::{complain, is_colored};

/// The schema's folder as an argument.
#[derive(Debug, clap::Args)]
pub(crate) struct SchemaArgs {
    /// The schema's folder
    #[arg(long, value_name = "DIR", default_value = "schema")]
    pub(crate) schema: PathBuf,
}

impl SchemaArgs {
    pub(crate) fn generator(&self) -> Generator {
        Generator::new(&self.schema)
    }
}

/// Prints an error; the status is 1 for an invalid schema, 2 for a wrong call.
pub(crate) fn fail(error: Error) -> ExitCode {
    complain(&error.render(is_colored(&std::io::stderr())));
    match error {
        Error::Usage(_) => ExitCode::from(2),
        _ => ExitCode::FAILURE,
    }
}

/// Returns `1 file`, `2 files`.
pub(crate) fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}
