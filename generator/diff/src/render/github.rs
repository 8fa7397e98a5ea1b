//! The report for a GitHub workflow: annotations at the places of breaking changes.

use super::{Severity, change, counted, line_of, named, severity};
use crate::report::Report;
use crate::report::group::Entry;
use crate::report::row::{Location, Row};

/// The number of annotations of one kind that GitHub shows for a step; it drops further ones silently.
const SHOWN: usize = 10;

/// Returns the report as workflow commands: errors for changes that break, warnings for those that may, and a summary
/// as a notice.
pub fn github(report: &Report) -> String {
    let mut text = String::new();
    let mut left_out = 0;
    for (level, command) in [(Severity::Error, "error"), (Severity::Warning, "warning")] {
        let found: Vec<String> =
            report.entries().iter().filter_map(|entry| annotation(report, entry, level, command)).collect();
        left_out += found.len().saturating_sub(SHOWN);
        text.extend(found.into_iter().take(SHOWN));
    }
    let more = if left_out == 0 {
        String::new()
    } else {
        format!(" {} not shown here: b24 diff lists all.", counted(left_out, "more finding").replace(" more ", " "))
    };
    for finding in &report.waivers {
        text += &command("error", finding.at.as_ref(), "waivers", &finding.message);
    }
    let title = format!("{} -> {}", report.old.label, report.new.label);
    text + &command("notice", None, &title, &format!("{}{more}", report.answer()))
}

fn annotation(report: &Report, entry: &Entry, level: Severity, name: &str) -> Option<String> {
    let (row, title) = match entry {
        Entry::Row(at) => {
            let row = report.rows.get(*at)?;
            (row, format!("{} {}", named(row), row.rule))
        }
        Entry::Group(at) => {
            let group = report.groups.get(*at)?;
            let rows = || group.rows.iter().filter_map(|at| report.rows.get(*at)).filter(|row| row.is_open());
            let worst = rows().min_by_key(|row| severity(row))?;
            let alike = rows().filter(|row| severity(row) == severity(worst)).count();
            (
                worst,
                format!("{} ({})", group.title, counted(alike, if group.is_of_merges() { "change" } else { "place" })),
            )
        }
    };
    if !row.is_open() || severity(row) != level {
        return None;
    }
    Some(command(name, row.new.as_ref().or(row.old.as_ref()), &title, &message(row)))
}

fn message(row: &Row) -> String {
    let why = |word: &str, why: &str| if word == "none" { String::new() } else { format!(" {why}") };
    format!(
        "wire: {}, rust: {}. {}.{}{} [{}]",
        row.wire.verdict.word(),
        row.rust.verdict.word(),
        change(row),
        why(row.wire.verdict.word(), &row.wire.why),
        why(row.rust.verdict.word(), &row.rust.why),
        row.fingerprint
    )
}

fn command(name: &str, at: Option<&Location>, title: &str, message: &str) -> String {
    let place = at.map(|at| format!("file={},line={},col={},", property(&at.file), at.line, at.column));
    format!("::{name} {}title={}::{}\n", place.unwrap_or_default(), property(title), data(message))
}

/// Escapes a text after `::`, where a line break would end the command and `%` begins an escape.
fn data(text: &str) -> String {
    line_of(text).replace('%', "%25")
}

/// Escapes a text before `::`.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
