//! Reads a schema's folder, whole and checked, and says why it could not.

use std::path::{Path, PathBuf};
use std::{fmt, io};

use crate::diagnostic::Diagnostics;
use crate::model::Model;
use crate::resolve;
use crate::source::Sources;

/// Why a schema could not be read, or nothing could be made of it.
#[derive(Debug)]
pub enum Error {
    /// The schema is wrong; here is all that is.
    Schema {
        /// The schema's folder.
        folder: PathBuf,
        /// What is wrong.
        diagnostics: Diagnostics,
    },
    /// A file cannot be read or written.
    Io(io::Error),
    /// What was asked for cannot be done.
    Usage(String),
}

/// The schema in a folder, resolved and checked.
///
/// # Errors
///
/// When a file cannot be read, or anything in the schema is wrong.
pub fn load(folder: impl AsRef<Path>) -> Result<Model, Error> {
    let folder = folder.as_ref();
    let sources = Sources::read(folder).map_err(Error::Io)?;
    if sources.is_empty() {
        return Err(Error::Usage(format!("there is no schema in {}", folder.display())));
    }
    resolve::resolve(&sources).map_err(|diagnostics| Error::Schema { folder: folder.to_owned(), diagnostics })
}

impl Error {
    /// For a build script: prints the error as cargo shows it and ends the process with status 1.
    pub fn fail_build(&self) -> ! {
        for line in self.render(false).lines() {
            println!("cargo::error={line}");
        }
        std::process::exit(1)
    }

    /// The text for a person; `color` is for a terminal.
    pub fn render(&self, color: bool) -> String {
        match self {
            Error::Schema { folder, diagnostics } => diagnostics.render(&folder.display().to_string(), color),
            Error::Io(error) => format!("error: {error}\n"),
            Error::Usage(message) => format!("error: {message}\n"),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.render(false).trim_end())
    }
}

impl std::error::Error for Error {}
