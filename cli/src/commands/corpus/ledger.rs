//! The ledger: failures caused by the documentation, each with its reason. It is committed beside the schema.

use std::io;
use std::path::Path;

use super::tally::Failure;

/// The lines `- page: what: reason`.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    entries: Vec<(String, String)>,
}

impl Ledger {
    /// Reads a ledger; a missing one has no entries.
    pub(super) fn read(path: &Path) -> io::Result<Ledger> {
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Ledger::default()),
            Err(error) => return Err(error),
        };
        let entry = |line: &str| {
            let (page, rest) = line.strip_prefix("- ")?.split_once(": ")?;
            let (what, _) = rest.split_once(": ")?;
            Some((page.to_owned(), what.to_owned()))
        };
        Ok(Ledger { entries: text.lines().filter_map(entry).collect() })
    }

    pub(super) fn explains(&self, failure: &Failure) -> bool {
        self.entries.iter().any(|(page, what)| *page == failure.page && *what == failure.what)
    }
}
