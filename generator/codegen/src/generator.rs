//! The generator as its users call it.

use bitrix24_schema::shown;
use std::path::{Path, PathBuf};
use std::{fs, io};

use bitrix24_schema::{Changes, Error, File, Mode, Model, Pick, Released, write};

use crate::api;
use crate::emit::{self, Layout};
use crate::formatted::Formatted;
use crate::stamp::{Run, Stamp};

/// Reads a schema and emits Rust.
///
/// ```no_run
/// use bitrix24_codegen::{Generator, Layout, Mode};
/// use std::path::Path;
///
/// let generator = Generator::new("schema").only(["crm.deal.*", "user.current"]);
/// let changes = generator.write(Path::new("generated"), Layout::Crate, Mode::Write)?;
/// print!("{changes}");
/// # Ok::<(), bitrix24_codegen::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Generator {
    schema: PathBuf,
    only: Vec<String>,
    new_constructors: bool,
}

impl Generator {
    /// A generator for the schema in this folder.
    pub fn new(schema: impl Into<PathBuf>) -> Self {
        Generator { schema: schema.into(), only: Vec::new(), new_constructors: false }
    }

    /// Picks methods: `user.*`, `crm.item.list`. `*` stands for any text. Types come along as they are needed.
    #[must_use]
    pub fn only<S: Into<String>>(mut self, patterns: impl IntoIterator<Item = S>) -> Self {
        self.only.extend(patterns.into_iter().map(Into::into));
        self
    }

    /// Lets constructors take what the schema requires now, and fields be as the schema has them now, instead of
    /// keeping to a release's `api.lock`. This breaks code that uses the release.
    #[must_use]
    pub fn new_constructors(mut self, new: bool) -> Self {
        self.new_constructors = new;
        self
    }

    /// Returns the model of the schema, resolved and checked.
    pub fn model(&self) -> Result<Model, Error> {
        let pick = Pick::new(&self.only).map_err(Error::Usage)?;
        let mut model = bitrix24_schema::load(&self.schema)?;
        pick.apply(&mut model).map_err(Error::Usage)?;
        Ok(model)
    }

    /// Returns the emitted files without writing them.
    pub fn files(&self, layout: Layout) -> Result<Vec<File>, Error> {
        Ok(emit::emit(&self.model()?, layout))
    }

    /// Updates a folder to match the schema. Nothing is written if there is an error.
    ///
    /// A crate keeps what its `api.lock` lists as released: the arguments of constructors, and the optional fields. A
    /// module keeps what an `api.lock` in the schema's folder lists, if there is one: copy it there from a crate of the
    /// same schema; it is never written there.
    pub fn write(&self, folder: &Path, layout: Layout, mode: Mode) -> Result<Changes, Error> {
        self.write_model(self.model()?, folder, layout, mode)
    }

    /// Updates a folder to match this generator's model, for those who need the [model](Self::model) besides.
    pub fn write_model(&self, mut model: Model, folder: &Path, layout: Layout, mode: Mode) -> Result<Changes, Error> {
        if !self.new_constructors {
            model.released = match layout {
                Layout::Crate => released(folder, write::is_emitted_crate(folder).map_err(Error::Io)?)?,
                Layout::Module => released(&self.schema, false)?,
            };
        }
        let formatted = match layout {
            Layout::Crate => Formatted::of(folder),
            Layout::Module => Formatted::default(),
        };
        let changes = write::write(folder, &emit::emit_with(&model, layout, &formatted), mode).map_err(Error::Io)?;
        if mode == Mode::Write {
            formatted.keep();
        }
        Ok(changes)
    }

    /// Returns the state before a run that writes a crate into a folder, and brings files beside it in line. A stamp that is
    /// kept says that such a run has nothing to do. `None` if that cannot be known: without cargo's `target` around.
    #[doc(hidden)]
    pub fn stamp(&self, folder: &Path, beside: &[PathBuf]) -> Option<Stamp> {
        let Generator { schema, only, new_constructors } = self;
        let options = format!("{:?}", (only, new_constructors, beside));
        Stamp::of(Run { schema: schema.clone(), options, folder: folder.to_owned(), beside: beside.to_vec() })
    }

    /// Returns what was released of a crate and is not as the schema has it now: the arguments of constructors of requests.
    /// With it, the catalogue on board tells calls as the crate takes them.
    pub fn apart(&self, model: &Model, folder: &Path) -> Result<Released, Error> {
        if self.new_constructors {
            return Ok(Released::default());
        }
        let is_crate = write::is_emitted_crate(folder).map_err(Error::Io)?;
        Ok(emit::kept::apart(model, &released(folder, is_crate)?))
    }

    /// Writes `bitrix24.rs` into cargo's `OUT_DIR`, to be included in a module, and tells cargo when to run again. For
    /// build scripts: an error ends the build with its messages.
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

/// Reads the `api.lock` in a folder. If the file is missing and the folder holds no crate yet, nothing was released.
fn released(folder: &Path, is_released: bool) -> Result<Released, Error> {
    let path = folder.join(api::LOCK);
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound && !is_released => return Ok(Released::default()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(unreadable(&path, "it is missing")),
        Err(error) => return Err(unreadable(&path, &error.to_string())),
    };
    api::released(&text).map_err(|error| unreadable(&path, &error.to_string()))
}

fn unreadable(path: &Path, why: &str) -> Error {
    Error::Usage(format!(
        "{}: {why}\n  constructors keep what it says they took; bring the released file back, or give up what was released \
         with `--new-constructors`",
        shown::path(path)
    ))
}
