//! The counts of the examples.

use std::fmt;

/// A part of a total.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Ratio {
    pub(super) good: usize,
    pub(super) all: usize,
}

impl Ratio {
    pub(super) fn add(&mut self, is_good: bool) {
        self.good += usize::from(is_good);
        self.all += 1;
    }

    /// Returns the share in hundredths of a percent, rounded down.
    fn percent(self) -> String {
        match (self.good * 10_000).checked_div(self.all) {
            Some(hundredths) => format!("{}.{:02}", hundredths / 100, hundredths % 100),
            None => "-".to_owned(),
        }
    }
}

/// An example that failed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Failure {
    pub(super) what: &'static str,
    pub(super) page: String,
    pub(super) line: usize,
    pub(super) method: String,
    pub(super) reason: String,
}

/// The counts.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) methods: Ratio,
    pub(super) bodies_read: Ratio,
    pub(super) bodies_valid: Ratio,
    pub(super) answers_read: Ratio,
    pub(super) answers_decoded: Ratio,
    pub(super) answers_lossless: Ratio,
    pub(super) leaves_typed: Ratio,
    pub(super) leaves_extra: usize,
    pub(super) leaves_untyped: usize,
    pub(super) errors_read: Ratio,
    pub(super) errors_known: Ratio,
    pub(super) failures: Vec<Failure>,
    /// The number of failures with a reason in the ledger.
    pub(super) explained: usize,
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rows = [
            ("methods of the pages that the crate has", self.methods),
            ("bodies of requests that are JSON", self.bodies_read),
            ("bodies that pass validate()", self.bodies_valid),
            ("answers that are JSON", self.answers_read),
            ("answers decoded without error", self.answers_decoded),
            ("answers encoded again without loss", self.answers_lossless),
            ("leaves of answers in typed fields", self.leaves_typed),
            ("errors that are JSON", self.errors_read),
            ("errors found in the catalogue", self.errors_known),
        ];
        writeln!(f, "| {:40} | {:>7} | {:>7} | {:>6} |", "what", "have", "of", "%")?;
        writeln!(f, "| {:-<40} | {:->6}: | {:->6}: | {:->5}: |", "", "", "", "")?;
        for (what, ratio) in rows {
            writeln!(f, "| {what:40} | {:>7} | {:>7} | {:>6} |", ratio.good, ratio.all, ratio.percent())?;
        }
        writeln!(f, "| {:40} | {:>7} | {:>7} | {:>6} |", "leaves kept aside in `extra`", self.leaves_extra, "", "")?;
        writeln!(
            f,
            "| {:40} | {:>7} | {:>7} | {:>6} |",
            "leaves of values without a type", self.leaves_untyped, "", ""
        )?;
        let open = self.failures.iter().filter(|failure| failure.what != "drift").count();
        writeln!(
            f,
            "| {:40} | {:>7} | {:>7} | {:>6} |",
            "failures with a reason in the ledger", self.explained, "", ""
        )?;
        writeln!(f, "| {:40} | {:>7} | {:>7} | {:>6} |", "failures without one", open, "", "")
    }
}
