//! The report for `grep`, `cut` and `sort`: one row per line, with tabs between the columns.

use super::{change, line_of};
use crate::report::Report;
use crate::report::row::Row;

/// Returns a line for each row: fingerprint, wire, Rust, cause, `open` or `waived`, rule, subject, change, place, and
/// the merge or split from which it follows.
pub fn singleline(report: &Report) -> String {
    report.rows.iter().map(line).collect()
}

fn line(row: &Row) -> String {
    let place = row.new.as_ref().or(row.old.as_ref());
    let columns = [
        row.fingerprint.clone(),
        row.wire.verdict.word().to_owned(),
        row.rust.verdict.word().to_owned(),
        row.cause.verdict.word().to_owned(),
        if row.is_open() { "open" } else { "waived" }.to_owned(),
        row.rule.clone(),
        row.subject.to_string(),
        change(row),
        place.map(|at| format!("{}:{}:{}", at.file, at.line, at.column)).unwrap_or_default(),
        row.cluster.clone().unwrap_or_default(),
    ];
    // A tab or a line break in a name would be read as a separator.
    columns.map(|column| line_of(&column)).join("\t") + "\n"
}
