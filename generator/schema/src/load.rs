//! Reads a schema's folder, and checks it.

use crate::shown;
use std::path::{Path, PathBuf};
use std::{fmt, io};

use crate::diagnostic::Diagnostics;
use crate::model::Model;
use crate::resolve;
use crate::source::Sources;

/// An error of reading a schema, or of writing the code for it.
///
/// ```
/// use bitrix24_schema::{Error, load};
///
/// match load("no/such/folder") {
///     Ok(model) => println!("{} methods", model.methods.len()),
///     Err(Error::Schema { diagnostics, .. }) => eprint!("{}", diagnostics.render("schema", false)),
///     Err(error) => eprintln!("{error}"),
/// }
/// ```
#[derive(Debug)]
pub enum Error {
    /// The schema is invalid.
    Schema {
        /// The schema's folder.
        folder: PathBuf,
        /// All problems of the schema.
        diagnostics: Diagnostics,
    },
    /// A file cannot be read or written.
    Io(io::Error),
    /// A request cannot be carried out: a pattern that matches no method, a folder without a schema.
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
        return Err(Error::Usage(format!("there is no schema in {}", shown::path(folder))));
    }
    resolve::resolve(&sources).map_err(|diagnostics| Error::Schema { folder: folder.to_owned(), diagnostics })
}

impl Error {
    /// Prints the error in the form that cargo shows, and ends the process with status 1. For build scripts.
    pub fn fail_build(&self) -> ! {
        for line in self.render(false).lines() {
            println!("cargo::error={line}");
        }
        std::process::exit(1)
    }

    /// Returns the text for people; `color` adds terminal colors.
    pub fn render(&self, color: bool) -> String {
        match self {
            Error::Schema { folder, diagnostics } => diagnostics.render(&shown::path(folder), color),
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
