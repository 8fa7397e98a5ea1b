//! A portal's own types, as users generate them.

use std::path::{Path, PathBuf};

use bitrix24_schema::{Changes, Error, File, Mode, Model, shown, write};

use crate::emit;

/// Generates the types of a portal's own things: its smart processes, lists and custom fields, as a folder describes them.
///
/// In a build script, with the feature `portal`:
///
/// ```no_run
/// # #[cfg(feature = "portal")]
/// bitrix24_codegen::portal("portal").generate();
/// ```
///
/// and in the crate, which depends on `bitrix24` of the same version:
///
/// ```text
/// mod portal {
///     include!(concat!(env!("OUT_DIR"), "/portal.rs"));
/// }
/// ```
pub fn portal(folder: impl Into<PathBuf>) -> Portal {
    Portal { folder: folder.into(), out: None }
}

/// What generates the types of a portal's own things; made by [`portal`].
#[derive(Clone, Debug)]
#[must_use = "nothing is generated until it is told to"]
pub struct Portal {
    folder: PathBuf,
    out: Option<PathBuf>,
}

impl Portal {
    /// Sets the file to write; without it, a build script writes `portal.rs` into cargo's `OUT_DIR`.
    pub fn out(mut self, file: impl Into<PathBuf>) -> Self {
        self.out = Some(file.into());
        self
    }

    /// Returns the emitted file, without writing it.
    ///
    /// # Errors
    ///
    /// When the folder cannot be read, or anything in it is wrong.
    pub fn file(&self, documented: Model) -> Result<File, Error> {
        let model = bitrix24_schema::portal::load(&self.folder, documented)?;
        let out = self.out.as_deref().unwrap_or(Path::new("portal.rs"));
        let name = out.file_name().map(|name| name.to_string_lossy().into_owned());
        Ok(emit::portal(&model, &name.unwrap_or_default()))
    }

    /// Updates the file to match the folder and the model of the documented API. Nothing is written if there is an error.
    ///
    /// # Errors
    ///
    /// As [`file`](Self::file), and when the file cannot be written.
    pub fn write(&self, documented: Model, mode: Mode) -> Result<Changes, Error> {
        let Some(out) = &self.out else {
            return Err(Error::Usage("the file to write is not set: call `out`".to_owned()));
        };
        if out.file_name().is_none() {
            return Err(Error::Usage(format!("{} is not the name of a file", shown::path(out))));
        }
        let folder = out.parent().unwrap_or(Path::new(""));
        write::write(folder, &[self.file(documented)?], mode).map_err(Error::Io)
    }

    /// Writes `portal.rs` into cargo's `OUT_DIR`, or the file that was set, and tells cargo when to run again. For build
    /// scripts: an error ends the build with its messages. The documented API is that of the catalogue on board.
    #[cfg(feature = "portal")]
    #[cfg_attr(docsrs, doc(cfg(feature = "portal")))]
    pub fn generate(&self) {
        println!("cargo::rerun-if-changed={}", self.folder.display());
        if let Err(error) = self.built() {
            error.fail_build();
        }
    }

    #[cfg(feature = "portal")]
    fn built(&self) -> Result<Changes, Error> {
        let in_out_dir = || std::env::var_os("OUT_DIR").map(|folder| PathBuf::from(folder).join("portal.rs"));
        let Some(out) = self.out.clone().or_else(in_out_dir) else {
            return Err(Error::Usage("OUT_DIR is not set: this is for build scripts".to_owned()));
        };
        if self.out.is_some() {
            println!("cargo::rerun-if-changed={}", out.display());
        }
        let documented = bitrix24_catalogue::model().map_err(|error| Error::Usage(error.to_string()))?;
        self.clone().out(out).write((*documented).clone(), Mode::Write)
    }
}
