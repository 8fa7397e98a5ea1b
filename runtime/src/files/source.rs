//! Sources of uploads.

use std::fmt;
use std::io::Read;
use std::path::Path;
use std::pin::Pin;

use tokio::io::AsyncRead;

use super::error::FileError;
use super::read::file_name;
use super::threaded::Threaded;
use crate::wire::File;

/// A file that is read while it is sent, and never held whole.
///
/// ```
/// use bitrix24::files::Source;
///
/// let source = Source::from_reader("report.txt", &b"all is well"[..]).length(11);
/// assert_eq!(source.name(), "report.txt");
/// ```
pub struct Source {
    pub(super) name: String,
    /// The name in errors.
    pub(super) path: String,
    pub(super) length: Option<u64>,
    pub(super) reader: Pin<Box<dyn AsyncRead + Send>>,
}

impl Source {
    /// A file, with its name from the path.
    ///
    /// # Errors
    ///
    /// See [`FileError`]; all name the path.
    pub async fn from_path(path: impl AsRef<Path>) -> Result<Self, FileError> {
        let path = path.as_ref();
        let failed = |source| FileError::Read { name: path.display().to_string(), source };
        let name = file_name(path)?;
        let file = tokio::fs::File::open(path).await.map_err(failed)?;
        let about = file.metadata().await.map_err(failed)?;
        Self::of(path, name, file, &about)
    }

    /// A file, opened on the calling thread, with its name from the path.
    ///
    /// # Errors
    ///
    /// See [`FileError`]; all name the path.
    pub fn from_path_blocking(path: impl AsRef<Path>) -> Result<Self, FileError> {
        let path = path.as_ref();
        let failed = |source| FileError::Read { name: path.display().to_string(), source };
        let name = file_name(path)?;
        let file = std::fs::File::open(path).map_err(failed)?;
        let about = file.metadata().map_err(failed)?;
        Self::of(path, name, tokio::fs::File::from_std(file), &about)
    }

    fn of(path: &Path, name: String, file: tokio::fs::File, about: &std::fs::Metadata) -> Result<Self, FileError> {
        let shown = path.display().to_string();
        if about.is_dir() {
            return Err(FileError::Read { name: shown, source: std::io::ErrorKind::IsADirectory.into() });
        }
        // A pipe has no length before it ends.
        let length = about.is_file().then_some(about.len());
        Ok(Source { name, path: shown, length, reader: Box::pin(file) })
    }

    /// All that `reader` gives.
    pub fn from_reader(name: impl Into<String>, reader: impl AsyncRead + Send + 'static) -> Self {
        let name = name.into();
        Source { path: name.clone(), name, length: None, reader: Box::pin(reader) }
    }

    /// All that `reader` gives. It is read on a thread for blocking work.
    ///
    /// ```
    /// use bitrix24::files::Source;
    ///
    /// let source = Source::from_reader_blocking("report.txt", std::io::empty());
    /// # _ = source;
    /// ```
    pub fn from_reader_blocking(name: impl Into<String>, reader: impl Read + Send + 'static) -> Self {
        Self::from_reader(name, Threaded::new(reader))
    }

    /// Says how many bytes there are. Without it they are sent in chunks, which some servers do not take.
    #[must_use]
    pub fn length(mut self, length: u64) -> Self {
        self.length = Some(length);
        self
    }

    /// Gives the file another name.
    #[must_use]
    pub fn named(mut self, name: impl Into<String>) -> Self {
        self.name = name.into();
        self
    }

    /// The file's name.
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl From<File> for Source {
    fn from(file: File) -> Self {
        let (name, content) = file.into_parts();
        let length = content.len() as u64;
        Source::from_reader(name, std::io::Cursor::new(content)).length(length)
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Source").field("name", &self.name).field("length", &self.length).finish_non_exhaustive()
    }
}
