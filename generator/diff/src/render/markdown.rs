//! The report for a pull request: breaking changes in a table, others folded, and within GitHub's limit.

use std::fmt::Write;

use super::{Severity, change, counted, line_of, named, severity, short, worst};
use crate::report::Report;
use crate::report::group::{Entry, GroupKind};
use crate::report::row::Row;
use crate::verdict::{Rust, Wire};

/// The maximum size of a comment in bytes: GitHub accepts 65,536 characters, and a line may be added.
const LIMIT: usize = 64_000;
/// The bytes reserved for the last line and the end of a table.
const TAIL: usize = 400;

/// Returns the report as a comment.
pub fn markdown(report: &Report) -> String {
    let mut text = head(report);
    let entries = report.entries();
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

fn rows<'r>(report: &'r Report, entry: &'r Entry) -> impl Iterator<Item = &'r Row> {
    let places = match entry {
        Entry::Row(at) => std::slice::from_ref(at),
        Entry::Group(at) => report.groups.get(*at).map(|group| group.rows.as_slice()).unwrap_or_default(),
    };
    places.iter().filter_map(|at| report.rows.get(*at))
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

fn line(report: &Report, entry: &Entry) -> String {
    let open: Vec<&Row> = rows(report, entry).filter(|row| row.is_open()).collect();
    let all: Vec<&Row> = if open.is_empty() { rows(report, entry).collect() } else { open };
    let wire = all.iter().map(|row| row.wire.verdict).max().unwrap_or_default();
    let rust = all.iter().map(|row| row.rust.verdict).max().unwrap_or_default();
    let (what, change, why) = match entry {
        Entry::Row(at) => report.rows.get(*at).map(single).unwrap_or_default(),
        Entry::Group(at) => report.groups.get(*at).map_or_else(Default::default, |group| match group.kind {
            GroupKind::Cluster => {
                let names: Vec<String> = all.iter().take(3).map(|row| cell(row.subject.owner())).collect();
                let more = all.len().saturating_sub(names.len());
                let more = if more == 0 { String::new() } else { format!(" and {more} more") };
                let why = all.first().map(|row| why(row)).unwrap_or_default();
                (format!("{}{more}", names.join(", ")), cell(&short(&group.title)), why)
            }
            GroupKind::Rewrite => {
                let count = counted(all.len(), "change");
                let worst = worst(&all).map_or_else(Default::default, |row| {
                    let part = row.subject.part().map(|part| format!(" {}", cell(&short(part)))).unwrap_or_default();
                    (format!(", the worst {}{part}", row.rule), why(row))
                });
                (cell(&group.title), format!("page written anew: {count}{}", worst.0), worst.1)
            }
        }),
    };
    format!("| {} | {} | {what} | {change} | {why} |\n", bold(wire.word()), bold(rust.word()))
}

fn single(row: &Row) -> (String, String, String) {
    let change = change(row);
    let change = if change.is_empty() { String::new() } else { format!(" {}", cell(&change)) };
    let what = format!("{}<br>{}", cell(&short(named(row))), cell(&row.fingerprint));
    let why = match (&row.waiver, row.is_open()) {
        (Some(reason), false) => format!("let pass: {}", prose(&short(reason))),
        (Some(reason), true) => format!("{} Let pass on the other side: {}", why(row), prose(&short(reason))),
        (None, _) => why(row),
    };
    (what, format!("{}{change}", row.rule), why)
}

fn why(row: &Row) -> String {
    let mut parts = Vec::new();
    if row.is_open_on_the_wire() && row.wire.verdict > Wire::None {
        parts.push(prose(&row.wire.why));
    }
    if row.is_open_for_rust() && row.rust.verdict > Rust::Minor {
        parts.push(prose(&row.rust.why));
    }
    parts.join(" ")
}

fn bold(word: &str) -> String {
    match word {
        "breaks" | "major" => format!("**{word}**"),
        "none" => "–".to_owned(),
        word => word.to_owned(),
    }
}

/// Returns a name as code in a table, where bars end a column even in code.
fn cell(text: &str) -> String {
    code(text).replace('|', "\\|")
}

/// Returns a name as code, in which GitHub finds neither markup nor mentions.
pub(super) fn code(text: &str) -> String {
    let text = line_of(text);
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let needs_space = text.starts_with('`') || text.ends_with('`') || text.trim().is_empty();
    let space = if needs_space { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}

/// Returns a text with its code in backticks, and everything else escaped from being markup, a mention or a link.
pub(super) fn prose(text: &str) -> String {
    let text = line_of(text);
    let mut parts: Vec<&str> = text.split('`').collect();
    // An unpaired backtick is literal.
    let alone = if parts.len().is_multiple_of(2) { parts.pop() } else { None };
    let mut out = String::new();
    for (at, part) in parts.iter().enumerate() {
        out += &if at % 2 == 1 && !part.is_empty() { code(part) } else { escaped(part) };
    }
    if let Some(rest) = alone {
        out += "\\`";
        out += &escaped(rest);
    }
    out
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' => {
                out.push('\\');
                out.push(c);
            }
            // An HTML comment keeps GitHub from making a mention, a reference, a link or a picture of the following
            // text.
            '@' | '#' => {
                out.push(c);
                out += "<!-- -->";
            }
            ':' if chars.peek().is_some_and(|next| !next.is_whitespace()) => out += ":<!-- -->",
            c => out.push(c),
        }
    }
    out.replace("www.", "www<!-- -->.").replace("WWW.", "WWW<!-- -->.")
}
