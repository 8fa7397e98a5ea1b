//! Errors, with what follows from their reasons.

use serde::{Deserialize, Serialize};

use crate::raw::{Api, Reason, Retry};

/// A documented error.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize, Serialize)]
pub struct ErrorEntry {
    /// The variant in Rust.
    pub ident: String,
    /// The code.
    pub code: String,
    /// The message.
    pub message: Option<String>,
    /// The HTTP status.
    pub status: Option<u16>,
    /// The reasons, as far as they are known.
    pub reasons: Vec<Reason>,
    /// The parameters and fields that the reasons are about.
    pub of: Vec<String>,
    /// The circumstances, where words of our own tell more than the reasons.
    pub when: Vec<String>,
    /// The advice on calling again, where it is not the one of the reasons.
    pub retry: Option<Retry>,
}

impl ErrorEntry {
    /// Returns the circumstances in which the server answers with it, one text for each.
    pub fn circumstances(&self) -> Vec<String> {
        match self.when.as_slice() {
            [] => self.reasons.iter().map(|reason| reason.sentence(&self.of)).collect(),
            when => when.to_vec(),
        }
    }

    /// Returns the advice on calling again, if it is known, and the same for all reasons.
    pub fn advice(&self) -> Option<Retry> {
        let first = self.reasons.first().map(|reason| reason.retry());
        self.retry.or(first.filter(|first| self.reasons.iter().all(|reason| reason.retry() == *first)))
    }
}

/// An error that any method may answer.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct SystemError {
    /// The version of the API.
    pub api: Api,
    /// The error.
    pub entry: ErrorEntry,
}
