//! Files that are fetched.

use std::path::Path;
use std::sync::Arc;

use super::runtime::Runtime;
use crate::files::{self, Limit, TransferError};
use crate::wire::File;

/// A file that comes. See [`files::Download`].
///
/// ```no_run
/// # fn example(b24: bitrix24::blocking::Client, address: &str) -> Result<(), bitrix24::files::TransferError> {
/// let plan = b24.download(address)?;
/// println!("{:?} has {:?} bytes", plan.name(), plan.length());
/// plan.save("plan.pdf")?;
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Download {
    download: files::Download,
    runtime: Arc<Runtime>,
}

impl Download {
    pub(super) fn new(download: files::Download, runtime: Arc<Runtime>) -> Self {
        Download { download, runtime }
    }

    /// Returns the file's name, if the server says it. See [`files::Download::name`].
    pub fn name(&self) -> Option<&str> {
        self.download.name()
    }

    /// Returns the file's length in bytes, if the server says it.
    pub fn length(&self) -> Option<u64> {
        self.download.length()
    }

    /// Writes the file to a path: whole, or not at all.
    ///
    /// # Errors
    ///
    /// See [`TransferError`].
    pub fn save(self, path: impl AsRef<Path>) -> Result<(), TransferError> {
        self.runtime.wait(self.download.save(path))?
    }

    /// Reads the file into memory.
    ///
    /// # Errors
    ///
    /// See [`TransferError`].
    pub fn into_file(self, limit: Limit) -> Result<File, TransferError> {
        self.runtime.wait(self.download.into_file(limit))?
    }
}
