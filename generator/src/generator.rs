//! The generator as its users call it.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostics;
use crate::emit::{self, File, Layout};
use crate::model::Model;
use crate::pick::Pick;
use crate::resolve;
use crate::source::Sources;
use crate::write::{self, Changes, Mode};

/// Reads a schema and emits Rust.
#[derive(Clone, Debug)]
pub struct Generator {
    schema: PathBuf,
    only: Vec<String>,
}

/// Why nothing was generated.
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

impl Generator {
    /// A generator for the schema in this folder.
    pub fn new(schema: impl Into<PathBuf>) -> Self {
        Generator { schema: schema.into(), only: Vec::new() }
    }

    /// Picks methods: `user.*`, `crm.item.list`. `*` stands for any text. Types come along as they are needed.
    #[must_use]
    pub fn only<S: Into<String>>(mut self, patterns: impl IntoIterator<Item = S>) -> Self {
        self.only.extend(patterns.into_iter().map(Into::into));
        self
    }

    /// The schema, resolved and checked.
    pub fn model(&self) -> Result<Model, Error> {
        let pick = Pick::new(&self.only).map_err(Error::Usage)?;
        let sources = Sources::read(&self.schema).map_err(Error::Io)?;
        if sources.is_empty() {
            return Err(Error::Usage(format!("there is no schema in {}", self.schema.display())));
        }
        let mut model = resolve::resolve(&sources)
            .map_err(|diagnostics| Error::Schema { folder: self.schema.clone(), diagnostics })?;
        pick.apply(&mut model).map_err(Error::Usage)?;
        Ok(model)
    }

    /// The files of the schema, without writing any.
    pub fn files(&self, layout: Layout) -> Result<Vec<File>, Error> {
        Ok(emit::emit(&self.model()?, layout))
    }

    /// Brings a folder in line with the schema. Nothing is written when anything is wrong.
    pub fn write(&self, folder: &Path, layout: Layout, mode: Mode) -> Result<Changes, Error> {
        write::write(folder, &self.files(layout)?, mode).map_err(Error::Io)
    }

    /// For a build script: writes `bitrix24.rs` into cargo's `OUT_DIR`, to be included in a module, and tells cargo when to
    /// run again. Ends the build with what is wrong, if anything is.
    pub fn build(&self) {
        println!("cargo::rerun-if-changed={}", self.schema.display());
        let target = std::env::var_os("OUT_DIR").map(PathBuf::from);
        let written = match target {
            Some(target) => self.write(&target, Layout::Module, Mode::Write),
            None => Err(Error::Usage("OUT_DIR is not set: this is for build scripts".to_owned())),
        };
        if let Err(error) = written {
            error.fail_build();
        }
    }
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
