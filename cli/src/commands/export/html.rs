//! `b24 export html`

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{fs, io};

use bitrix24_export::html;
use bitrix24_schema::{Error, File, Mode, Model, write};

use crate::terminal::complain;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The folder of the catalogue; open `index.html` in it
    #[arg(long, short, value_name = "DIR")]
    output: PathBuf,
}

impl Args {
    pub(super) fn run(self, model: &Model) -> Result<(), Error> {
        let folder = &self.output;
        if !is_ours(folder).map_err(|error| named(folder, &error))? {
            let name = bitrix24_schema::shown::path(folder);
            return Err(Error::Usage(format!(
                "{name} holds other files: give a folder that is empty, or is not there yet"
            )));
        }
        let files = html::files(model);
        let changes = write::write(folder, &files, Mode::Write).map_err(Error::Io)?;
        remove_others(folder, &files).map_err(|error| named(folder, &error))?;
        let index = bitrix24_schema::shown::path(folder.join("index.html"));
        complain(&format!("{} of {} files written; open {index}\n", changes.len(), files.len()));
        Ok(())
    }
}

fn named(folder: &Path, error: &io::Error) -> Error {
    Error::Io(io::Error::new(error.kind(), format!("{}: {error}", bitrix24_schema::shown::path(folder))))
}

/// Returns true if a folder may be written: it is new, empty, or a catalogue.
fn is_ours(folder: &Path) -> io::Result<bool> {
    match fs::read(folder.join("index.html")) {
        Ok(bytes) => return Ok(String::from_utf8_lossy(&bytes).contains(html::MARK)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    match fs::read_dir(folder) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(error),
    }
}

/// Removes the details of an earlier catalogue in this folder.
fn remove_others(folder: &Path, files: &[File]) -> io::Result<()> {
    let kept: BTreeSet<PathBuf> = files.iter().map(|file| folder.join(&file.path)).collect();
    for entry in fs::read_dir(folder.join(html::DETAILS))? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "js") && !kept.contains(&path) {
            fs::remove_file(path)?;
        }
    }
    Ok(())
}
