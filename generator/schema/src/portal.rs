//! A portal's own types: its smart processes, lists and fields, in a folder that is laid over the documented API.

use crate::diagnostic::Diagnostics;
use crate::load::Error;
use crate::model::Model;
use crate::shown;
use crate::source::Sources;

use std::path::Path;

/// Returns the model of the documented API with the things in a portal's folder.
///
/// Each thing is a type more among the shared types, in the module `portal`, and an entry of [`Model::things`].
///
/// # Errors
///
/// When a file cannot be read, or anything in the folder is wrong.
pub fn load(folder: impl AsRef<Path>, base: Model) -> Result<Model, Error> {
    let folder = folder.as_ref();
    let invalid = |diagnostics| Error::Schema { folder: folder.to_owned(), diagnostics };
    resolve(&read(folder)?, base).map_err(invalid)
}

/// Returns the files of a portal's folder.
///
/// # Errors
///
/// When a file cannot be read, or there is none.
pub fn read(folder: &Path) -> Result<Sources, Error> {
    let missing = || {
        let how = "`b24 portal pull` writes one";
        Error::Usage(format!("there is no description of a portal in {}; {how}", shown::path(folder)))
    };
    let sources = match folder.is_dir() {
        true => Sources::read(folder).map_err(Error::Io)?,
        false => return Err(missing()),
    };
    if sources.is_empty() { Err(missing()) } else { Ok(sources) }
}

/// Returns the model of the documented API with the things in a portal's files, or all problems of them.
///
/// # Errors
///
/// When anything in the files is wrong.
pub fn resolve(sources: &Sources, base: Model) -> Result<Model, Diagnostics> {
    crate::resolve::portal(sources, base)
}
