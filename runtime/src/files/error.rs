//! Errors of files.

use std::io;

use crate::error::Error;
use crate::escape::Plain;

/// An error of reading or writing a file.
///
/// ```
/// use bitrix24::File;
/// use bitrix24::files::FileError;
///
/// fn read(path: &str) -> Result<Option<File>, FileError> {
///     match File::from_path_blocking(path) {
///         Err(FileError::TooLarge { name, .. }) => {
///             println!("{name} is left out");
///             Ok(None)
///         }
///         result => result.map(Some),
///     }
/// }
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FileError {
    /// It could not be opened or read.
    #[error("{}: {source}", Plain(.name))]
    Read {
        /// Its path, or its name when it has none.
        name: String,
        /// The cause.
        #[source]
        source: io::Error,
    },
    /// It could not be written.
    #[error("{}: {source}", Plain(.name))]
    Write {
        /// Its path, or its name when it has none.
        name: String,
        /// The cause.
        #[source]
        source: io::Error,
    },
    /// It is larger than allowed.
    #[error("{}: larger than {limit} bytes", Plain(.name))]
    TooLarge {
        /// Its path, or its name when it has none.
        name: String,
        /// The maximum size in bytes.
        limit: u64,
    },
    /// It has another length than it said, as when somebody writes it meanwhile.
    #[error("{}: not {expected} bytes long, as it said", Plain(.name))]
    OtherLength {
        /// Its path, or its name when it has none.
        name: String,
        /// The length that it said.
        expected: u64,
    },
    /// Its path ends in no name.
    #[error("{}: no file's name", Plain(.0))]
    NoName(String),
}

/// An error of sending or of fetching a file.
///
/// ```
/// use bitrix24::files::TransferError;
///
/// fn may_repeat(error: &TransferError) -> bool {
///     matches!(error, TransferError::Call(error) if error.fate() == bitrix24::Fate::NotRun)
/// }
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TransferError {
    /// A call, or the transfer of the file, failed.
    #[error(transparent)]
    Call(#[from] Error),
    /// The file could not be read or written.
    #[error(transparent)]
    File(#[from] FileError),
    /// The address is not one that a file may be sent to, or fetched from. It is a secret, and is not shown.
    #[error("{method}: the address of the file {problem}")]
    Address {
        /// The method that was called, or `download`.
        method: &'static str,
        /// The mistake.
        problem: &'static str,
    },
}
