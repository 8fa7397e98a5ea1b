//! The file of profiles. Only its user may read it; it is replaced whole or not at all, by one process at a time.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use bitrix24_schema::shown;
use etcetera::BaseStrategy;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::failure::{Failure, Kind};

/// The environment variable with the path of the file.
const PATH: &str = "B24_PROFILES";

/// The text of `--help` on the file.
pub(crate) const HELP: &str = "\
Profiles are in b24/profiles.json below $XDG_CONFIG_HOME or ~/.config (on Windows %APPDATA%), or in the file that
B24_PROFILES names. Only you may read it.";

/// Returns the path of the file.
pub(crate) fn path() -> Result<PathBuf, Failure> {
    if let Some(path) = std::env::var_os(PATH).filter(|path| !path.is_empty()) {
        return Ok(path.into());
    }
    let base = etcetera::choose_base_strategy();
    let base = base.map_err(|_| Failure::usage(format!("there is no home folder; {PATH} names a file of profiles")))?;
    Ok(base.config_dir().join("b24").join("profiles.json"))
}

/// Reads the profiles; none if there is no file.
pub(super) fn read<T: DeserializeOwned + Default>() -> Result<T, Failure> {
    let path = path()?;
    let text = match fs::read(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(T::default()),
        Err(error) => return Err(at(&path, &error)),
    };
    private(&path)?;
    // The text of an error of JSON would show what is there.
    serde_json::from_slice(&text).map_err(|error| {
        let place = format!("{}:{}:{}", shown::path(&path), error.line(), error.column());
        Failure::usage(format!("{place}: not a file of profiles; mend it, or remove it and log in again"))
    })
}

/// Refuses a file that others may read.
#[cfg(unix)]
fn private(path: &Path) -> Result<(), Failure> {
    use std::os::unix::fs::PermissionsExt;
    let mode = fs::metadata(path).map_err(|error| at(path, &error))?.permissions().mode();
    if mode & 0o077 == 0 {
        return Ok(());
    }
    let path = shown::path(path);
    Err(Failure::usage(format!("{path}: others may read your secrets there: run `chmod 600 {path}`")))
}

#[cfg(not(unix))]
fn private(_: &Path) -> Result<(), Failure> {
    Ok(())
}

/// Puts other profiles in the place of those that are there.
pub(super) fn write(profiles: &impl Serialize) -> Result<(), Failure> {
    let path = path()?;
    let folder = folder(&path)?;
    let mut text = serde_json::to_string_pretty(profiles).unwrap_or_default();
    text.push('\n');
    // A temporary file is its user's own.
    let written = tempfile::NamedTempFile::new_in(&folder).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.as_file().sync_all()?;
        file.persist(&path).map_err(|error| error.error)?;
        // The new name has to be on the disk, too: former tokens are void.
        if cfg!(unix) { File::open(&folder)?.sync_all() } else { Ok(()) }
    });
    written.map_err(|error| at(&path, &error))
}

/// Returns the folder of the file, which is made as the user's own if it is not there.
fn folder(path: &Path) -> Result<PathBuf, Failure> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|error| at(folder, &error))?;
    Ok(folder.to_owned())
}

/// What only one process at a time may do. It ends when this is dropped.
pub(crate) struct Lock {
    _file: File,
}

impl Lock {
    /// Waits until no other process has the lock of this name.
    pub(crate) fn take(name: &str) -> Result<Self, Failure> {
        let path = path()?;
        let name: String = name.chars().map(|char| if char.is_ascii_alphanumeric() { char } else { '-' }).collect();
        let path = folder(&path)?.join(format!(".{name}.lock"));
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(&path);
        let file = file.map_err(|error| at(&path, &error))?;
        file.lock().map_err(|error| at(&path, &error))?;
        Ok(Lock { _file: file })
    }
}

fn at(path: &Path, error: &io::Error) -> Failure {
    Failure::Told(Kind::Failed, format!("{}: {error}", shown::path(path)))
}
