//! The report for a pull request: breaking changes in a table, others folded, and within GitHub's limit.

mod merges;
mod parts;

use std::fmt::Write;

use super::{Severity, counted, severity, short};
use crate::report::Report;
use crate::report::group::{Entry, Group};
use crate::report::row::Row;
use crate::verdict::{Rust, Wire};
use parts::{LIMIT, TAIL, line, rows};
pub(super) use parts::{code, prose};

/// Returns the report as a comment.
pub fn markdown(report: &Report) -> String {
    let mut text = head(report);
    text += &merges::table(report);
    let is_other = |entry: &Entry| match entry {
        Entry::Row(_) => true,
        Entry::Group(at) => !report.groups.get(*at).is_some_and(Group::is_of_merges),
    };
    let entries: Vec<Entry> = report.entries().into_iter().filter(is_other).collect();
    let (mut breaks, mut rest, mut passed) = (Vec::new(), Vec::new(), Vec::new());
    for entry in &entries {
        match (is_open(report, entry), is_urgent(report, entry)) {
            (false, _) => passed.push(entry),
            (true, true) => breaks.push(entry),
            (true, false) => rest.push(entry),
        }
    }
    let mut left_out = 0;
    left_out += table(&mut text, report, "\n#### What breaks, or may\n\n", "", &breaks);
    left_out += folded(&mut text, report, "other change", &rest);
    left_out += folded(&mut text, report, "change let pass", &passed);
    let unlisted = merges::folds(&mut text, report);
    if unlisted > 0 {
        let entries = if unlisted == 1 { "1 entry".to_owned() } else { format!("{unlisted} entries") };
        let _ = write!(text, "\nThe changes of {entries} of merges are not listed here.\n");
    }
    if left_out > 0 {
        let _ = write!(
            text,
            "\n**{} did not fit in here.** `b24 diff --format html` makes a page of all.\n",
            counted(left_out, "more change")
        );
    }
    text
}

fn head(report: &Report) -> String {
    let mut text = format!(
        "### API: {} → {}\n\n**{}**\n\n",
        code(&short(&report.old.title())),
        code(&short(&report.new.title())),
        prose(&report.answer())
    );
    if report.rows.is_empty() {
        return text.trim_end().to_owned() + "\n";
    }
    let counts = &report.counts;
    let subjects = counted(counts.subjects, "method or type").replace("method or types", "methods and types");
    let _ =
        write!(text, "{} in {subjects}. Next version: {}", counted(counts.rows, "change"), report.bump.level.word());
    let forced: Vec<String> = report.bump.forced_by.iter().take(3).map(|mark| code(mark)).collect();
    if !forced.is_empty() {
        let more = report.bump.forced_by.len().saturating_sub(forced.len());
        let more = if more == 0 { String::new() } else { format!(" and {more} more") };
        let _ = write!(text, ", for {}{more}", forced.join(" "));
    }
    text += ".\n\n";
    for line in report.affected() {
        let _ = writeln!(text, "- {}", prose(&line));
    }
    let _ = write!(text, "- {}\n\n", prose(&report.merging()));
    text += &matrix(report);
    for finding in report.waivers.iter().take(20) {
        let _ = write!(text, "\n- Waivers: {}", prose(&short(&finding.message)));
    }
    text.trim_end().to_owned() + "\n"
}

fn matrix(report: &Report) -> String {
    let rusts = [Rust::Major, Rust::Silent, Rust::Deprecation, Rust::Minor, Rust::None];
    let names: Vec<&str> = rusts.iter().map(|rust| rust.word()).collect();
    let mut text = format!("| wire \\ Rust | {} |\n| --- |{}\n", names.join(" | "), " ---: |".repeat(rusts.len()));
    for wire in [Wire::Breaks, Wire::Risk, Wire::Silent, Wire::None] {
        let count = |rust: &Rust| {
            let is_it = |row: &&Row| row.wire.verdict == wire && row.rust.verdict == *rust;
            report.rows.iter().filter(is_it).count()
        };
        let numbers: Vec<String> = rusts.iter().map(|rust| count(rust).to_string()).collect();
        let _ = writeln!(text, "| {} | {} |", wire.word(), numbers.join(" | "));
    }
    text
}

/// Adds a table below a heading, while there is room; returns the number of changes left out.
fn table(text: &mut String, report: &Report, heading: &str, end: &str, entries: &[&Entry]) -> usize {
    let opening = format!("{heading}| Wire | Rust | What | Change | Why |\n| --- | --- | --- | --- | --- |\n");
    let mut left_out = 0;
    let mut is_open = false;
    for entry in entries {
        let line = line(report, entry);
        let needed = line.len() + if is_open { 0 } else { opening.len() } + end.len() + TAIL;
        // The worst come first: after the first that does not fit, the rest is left out.
        if left_out > 0 || text.len() + needed > LIMIT {
            left_out += size(report, entry);
            continue;
        }
        if !is_open {
            *text += &opening;
            is_open = true;
        }
        *text += &line;
    }
    if is_open {
        *text += end;
    }
    left_out
}

fn folded(text: &mut String, report: &Report, noun: &str, entries: &[&Entry]) -> usize {
    let count: usize = entries.iter().map(|entry| size(report, entry)).sum();
    let title = counted(count, noun).replace("change let passs", "changes let pass");
    table(text, report, &format!("\n<details><summary>{title}</summary>\n\n"), "\n</details>\n", entries)
}

fn size(report: &Report, entry: &Entry) -> usize {
    rows(report, entry).count()
}

fn is_open(report: &Report, entry: &Entry) -> bool {
    rows(report, entry).any(Row::is_open)
}

/// Returns true if an entry has a change that fails or may fail.
fn is_urgent(report: &Report, entry: &Entry) -> bool {
    rows(report, entry)
        .filter(|row| row.is_open())
        .any(|row| severity(row) == Severity::Error || row.is_open_on_the_wire() && row.wire.verdict == Wire::Risk)
}
