//! What could not be read, and how much could: for a person, and for a table that may only get better.

/// Something on a page that could not be read whole.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Note {
    /// The page, from the documentation's root.
    pub page: String,
    /// The line, from 1.
    pub line: usize,
    /// What is the matter.
    pub reason: String,
}

impl Note {
    pub(crate) fn new(page: &str, line: usize, reason: impl Into<String>) -> Note {
        Note { page: page.to_owned(), line, reason: reason.into() }
    }
}

/// A page that gives no method, and why.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Skip {
    /// The page, from the documentation's root.
    pub page: String,
    /// Why it gives none.
    pub reason: String,
}
