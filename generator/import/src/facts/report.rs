//! The account of an import: a report for people, and a table of counts.

/// A part of a page that could not be read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Note {
    /// The page, from the documentation's root.
    pub page: String,
    /// The line, from 1.
    pub line: usize,
    /// The problem.
    pub reason: String,
}

impl Note {
    pub(crate) fn new(page: &str, line: usize, reason: impl Into<String>) -> Note {
        Note { page: page.to_owned(), line, reason: reason.into() }
    }
}

/// A page that describes neither a method nor events, and the reason.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Skip {
    /// The page, from the documentation's root.
    pub page: String,
    /// The reason.
    pub reason: String,
}
