//! Files read whole.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use tokio::io::{AsyncRead, AsyncReadExt};

use super::error::FileError;
use crate::wire::File;

/// A maximum size of files that are read whole.
///
/// ```no_run
/// # async fn example() -> Result<(), bitrix24::files::FileError> {
/// use bitrix24::files::Limit;
///
/// let photo = Limit::bytes(5 * 1024 * 1024).from_path("photo.jpg").await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit(u64);

impl Limit {
    /// No limit but memory. A portal takes 2 GB with a call, in which a file is a third larger than on the disk.
    pub const NONE: Limit = Limit(u64::MAX);

    /// At most this many bytes.
    pub fn bytes(limit: u64) -> Self {
        Limit(limit)
    }

    /// Reads a file, with its name from the path.
    ///
    /// # Errors
    ///
    /// See [`FileError`]; all name the path.
    pub async fn from_path(self, path: impl Into<PathBuf>) -> Result<File, FileError> {
        let path = path.into();
        let name = path.display().to_string();
        let read = tokio::task::spawn_blocking(move || self.from_path_blocking(path));
        read.await.unwrap_or_else(|error| Err(FileError::Read { name, source: io::Error::other(error) }))
    }

    /// Reads a file on the calling thread, with its name from the path.
    ///
    /// # Errors
    ///
    /// See [`FileError`]; all name the path.
    pub fn from_path_blocking(self, path: impl AsRef<Path>) -> Result<File, FileError> {
        let path = path.as_ref();
        let name = file_name(path)?;
        let failed = |source| FileError::Read { name: path.display().to_string(), source };
        let file = fs::File::open(path).map_err(failed)?;
        let length = file.metadata().map_err(failed)?.len();
        if length > self.0 {
            return Err(self.too_large(path.display().to_string()));
        }
        let content = self.read(file, length).map_err(failed)?;
        let content = content.ok_or_else(|| self.too_large(path.display().to_string()))?;
        Ok(File::new(name, content))
    }

    /// Reads all that `reader` gives.
    ///
    /// # Errors
    ///
    /// See [`FileError`]; all name `name`.
    pub async fn from_reader(self, name: impl Into<String>, reader: impl AsyncRead) -> Result<File, FileError> {
        let (name, mut content) = (name.into(), Vec::new());
        let reader = std::pin::pin!(reader);
        let mut reader = reader.take(self.0.saturating_add(1));
        match reader.read_to_end(&mut content).await {
            Err(source) => Err(FileError::Read { name, source }),
            Ok(length) if length as u64 > self.0 => Err(self.too_large(name)),
            Ok(_) => Ok(File::new(name, content)),
        }
    }

    /// Reads all that `reader` gives, on the calling thread.
    ///
    /// # Errors
    ///
    /// See [`FileError`]; all name `name`.
    pub fn from_reader_blocking(self, name: impl Into<String>, reader: impl Read) -> Result<File, FileError> {
        let name = name.into();
        match self.read(reader, 0) {
            Err(source) => Err(FileError::Read { name, source }),
            Ok(None) => Err(self.too_large(name)),
            Ok(Some(content)) => Ok(File::new(name, content)),
        }
    }

    /// `None` when there is more than the limit.
    fn read(self, reader: impl Read, expected: u64) -> io::Result<Option<Vec<u8>>> {
        let mut content = Vec::new();
        content.try_reserve(usize::try_from(expected).unwrap_or(usize::MAX))?;
        let length = reader.take(self.0.saturating_add(1)).read_to_end(&mut content)?;
        Ok((length as u64 <= self.0).then_some(content))
    }

    /// Returns true if `length` is more.
    pub(super) fn is_below(self, length: u64) -> bool {
        length > self.0
    }

    pub(super) fn too_large(self, name: String) -> FileError {
        FileError::TooLarge { name, limit: self.0 }
    }
}

impl File {
    /// Reads a file, with its name from the path. With a limit: [`Limit::from_path`].
    ///
    /// # Errors
    ///
    /// See [`FileError`]; all name the path.
    pub async fn from_path(path: impl Into<PathBuf>) -> Result<File, FileError> {
        Limit::NONE.from_path(path).await
    }

    /// Reads a file on the calling thread, with its name from the path.
    ///
    /// # Errors
    ///
    /// See [`FileError`]; all name the path.
    pub fn from_path_blocking(path: impl AsRef<Path>) -> Result<File, FileError> {
        Limit::NONE.from_path_blocking(path)
    }

    /// Reads all that `reader` gives. With a limit: [`Limit::from_reader`].
    ///
    /// # Errors
    ///
    /// See [`FileError`]; all name `name`.
    pub async fn from_reader(name: impl Into<String>, reader: impl AsyncRead) -> Result<File, FileError> {
        Limit::NONE.from_reader(name, reader).await
    }

    /// Reads all that `reader` gives, on the calling thread.
    ///
    /// # Errors
    ///
    /// See [`FileError`]; all name `name`.
    pub fn from_reader_blocking(name: impl Into<String>, reader: impl Read) -> Result<File, FileError> {
        Limit::NONE.from_reader_blocking(name, reader)
    }
}

/// The last part of a path.
pub(super) fn file_name(path: &Path) -> Result<String, FileError> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    name.ok_or_else(|| FileError::NoName(path.display().to_string()))
}
