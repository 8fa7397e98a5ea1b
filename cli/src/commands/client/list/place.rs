//! The place that a list was read to, in a file.

use std::path::Path;
use std::{fs, io};

use bitrix24_runtime::Checkpoint;
use bitrix24_schema::{Error, shown, write};

use crate::failure::{Failure, Kind};

/// Reads the place of an earlier run, and makes sure that it can be kept there: a list may take hours.
pub(super) fn open(file: &Path) -> Result<Checkpoint, Failure> {
    let from = match fs::read_to_string(file) {
        Ok(text) => text.trim().parse().map_err(|error| Failure::usage(format!("{}: {error}", shown::path(file))))?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => Checkpoint::Start,
        Err(error) => return Err(at(file, &error)),
    };
    keep(file, from)?;
    Ok(from)
}

/// Writes the place.
pub(super) fn keep(file: &Path, place: Checkpoint) -> Result<(), Failure> {
    write::whole(file, &format!("{place}\n")).map_err(|error| at(file, &error))
}

/// Removes the file of a list that was read whole.
pub(super) fn remove(file: &Path) -> Result<(), Failure> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Error::Io(error).into()),
        _ => Ok(()),
    }
}

fn at(file: &Path, error: &io::Error) -> Failure {
    let path = shown::path(file);
    let text = error.to_string();
    let text = if text.contains(&path) { text } else { format!("{path}: {text}") };
    Failure::Told(Kind::Failed, format!("the place cannot be kept: {text}"))
}
