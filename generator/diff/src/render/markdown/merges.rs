//! Merges and splits in a comment: a line each, and their rows folded below everything else.

use std::fmt::Write;

use super::parts::{LIMIT, TAIL, bold, code, line, prose};
use crate::render::counted;
use crate::report::Report;
use crate::report::group::{Entry, Group};
use crate::report::row::Row;

/// The maximum number of rows that a fold lists.
const LISTED: usize = 30;

/// Returns the groups of merges, the worst first.
fn groups(report: &Report) -> Vec<&Group> {
    let of = |entry| match entry {
        Entry::Group(at) => report.groups.get(at).filter(|group| group.is_of_merges()),
        Entry::Row(_) => None,
    };
    report.entries().into_iter().filter_map(of).collect()
}

/// Returns a table with a line for each group, or nothing without merges.
pub(super) fn table(report: &Report) -> String {
    let groups = groups(report);
    if groups.is_empty() {
        return String::new();
    }
    let mut text = format!("\n#### What was merged or split\n\n{}.\n\n", prose(&report.merged()));
    text += "| Wire | Rust | What | Changes | Follows |\n| --- | --- | --- | ---: | --- |\n";
    for group in groups {
        let what = format!("**{}**<br>{}", prose(&group.title), prose(&group.merged()));
        let follows: Vec<String> = [group.migration(), group.worst_on_the_wire(report)]
            .iter()
            .filter(|text| !text.is_empty())
            .map(|text| prose(text))
            .collect();
        let _ = writeln!(
            text,
            "| {} | {} | {what} | {} | {} |",
            bold(group.wire.word()),
            bold(group.rust.word()),
            group.rows.len(),
            follows.join(" ")
        );
    }
    text
}

/// Adds a fold for each group with its worst rows, while there is room; returns the number of groups without one.
pub(super) fn folds(text: &mut String, report: &Report) -> usize {
    let mut left_out = 0;
    for group in groups(report) {
        let fold = fold(report, group);
        if left_out > 0 || text.len() + fold.len() + TAIL > LIMIT {
            left_out += 1;
            continue;
        }
        *text += &fold;
    }
    left_out
}

fn fold(report: &Report, group: &Group) -> String {
    let mut text =
        format!("\n<details><summary>{}: {}</summary>\n\n", prose(&group.title), counted(group.rows.len(), "change"));
    for merge in &group.merges {
        let types = if merge.types.is_empty() { String::new() } else { format!(": {}", prose(&merge.renaming())) };
        let _ = writeln!(text, "- {} ({}){types}", code(&merge.of), prose(&merge.from(LISTED)));
    }
    let mut rows: Vec<(usize, &Row)> = group.rows.iter().filter_map(|at| Some((*at, report.rows.get(*at)?))).collect();
    rows.sort_by_key(|(_, row)| (!row.is_open(), crate::report::group::weight(row.wire.verdict, row.rust.verdict)));
    text += "\n| Wire | Rust | What | Change | Why |\n| --- | --- | --- | --- | --- |\n";
    for (at, _) in rows.iter().take(LISTED) {
        text += &line(report, &Entry::Row(*at));
    }
    let more = rows.len().saturating_sub(LISTED);
    if more > 0 {
        let _ = write!(text, "\nAnd {}, none worse.\n", counted(more, "more change"));
    }
    text + "\n</details>\n"
}
