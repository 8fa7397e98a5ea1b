//! The place of a document: a file, or standard output.

use std::path::PathBuf;

use bitrix24_schema::{Error, write};

use crate::terminal::{print, print_json};

#[derive(Debug, clap::Args)]
pub(super) struct OutputArgs {
    /// Write the document into this file, and not to standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// The kind of a text, by which it is made safe for a terminal.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    Json,
    Text,
}

impl OutputArgs {
    pub(super) fn write(&self, text: &str, kind: Kind) -> Result<(), Error> {
        match (&self.output, kind) {
            (Some(file), _) => write::whole(file, text).map_err(Error::Io),
            (None, Kind::Json) => print_json(text),
            (None, Kind::Text) => print(text),
        }
    }
}

/// Returns a value as indented JSON.
pub(super) fn json(value: &impl std::fmt::Display) -> String {
    format!("{value:#}\n")
}
