//! A section of a changelog, after <https://keepachangelog.com>, with the changes that users of the crate need to know.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::markdown::{code, prose};
use super::{change, counted, described_rule, named, short, worst_first};
use crate::report::Report;
use crate::report::cause::Cause;
use crate::report::merged::Merge;
use crate::report::row::Row;
use crate::tree::Kind;
use crate::verdict::{Rust, Wire};

/// The maximum number of parts of one method that are named.
const PARTS: usize = 8;
/// The minimum number of methods with the same change for a common line.
const ALIKE: usize = 3;
/// The maximum number of migrations that are listed one by one.
const MIGRATIONS: usize = 50;
/// The maximum number of examples of corrections.
const EXAMPLES: usize = 3;

/// Returns the section; empty for a report without changes.
pub fn changelog(report: &Report) -> String {
    if report.rows.is_empty() {
        return String::new();
    }
    let mut text = "## [Unreleased]\n".to_owned();
    if report.old.date != report.new.date {
        // Pages of an unknown day have none.
        let _ = match (report.new.date.as_str(), report.old.date.as_str()) {
            ("", old) => write!(text, "\nThe API as documented after {old}.\n"),
            (new, "") => write!(text, "\nThe API as documented on {new}.\n"),
            (new, old) => write!(text, "\nThe API as documented on {new} (before: {old}).\n"),
        };
    }
    let sections = [
        ("Added", Section::Added),
        ("Changed", Section::Changed),
        ("Deprecated", Section::Deprecated),
        ("Removed", Section::Removed),
    ];
    for (title, section) in sections {
        let rows: Vec<&Row> = report.rows.iter().filter(|row| Section::of(row) == Some(section)).collect();
        add(&mut text, title, &by_owner(&rows, section));
    }
    add(&mut text, "Merged types", &merges(report));
    let is_fixed = |row: &&Row| Section::of(row) == Some(Section::Fixed) && row.cluster.is_none();
    let fixed: Vec<&Row> = report.rows.iter().filter(is_fixed).collect();
    add(&mut text, "Fixed in the description", &by_rule(&fixed));
    add(&mut text, "Migration", &migrations(report));
    text
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    Added,
    Changed,
    Deprecated,
    Removed,
    Fixed,
}

impl Section {
    /// Returns the section of a row; `None` if users do not notice it.
    fn of(row: &Row) -> Option<Self> {
        let is_felt = row.wire.verdict != Wire::None || row.rust.verdict != Rust::None;
        let ends = |words: &[&str]| words.iter().any(|word| row.rule.ends_with(word));
        Some(match row.cause.verdict {
            Cause::Vendor if ends(&["-deprecated", "deprecation-set", "deprecation-changed"]) => Section::Deprecated,
            Cause::Vendor if ends(&["-added"]) && row.kind != Kind::Id => Section::Added,
            Cause::Vendor if ends(&["-removed"]) && row.kind != Kind::Id => Section::Removed,
            Cause::Vendor if is_felt || ends(&["-renamed"]) => Section::Changed,
            Cause::Vendor => return None,
            _ => Section::Fixed,
        })
    }
}

fn add(text: &mut String, title: &str, lines: &[String]) {
    if !lines.is_empty() {
        let _ = write!(text, "\n### {title}\n\n");
        lines.iter().for_each(|line| {
            let _ = writeln!(text, "- {line}");
        });
    }
}

/// Returns a line for all whole methods, one for all types, one for a part that several methods share, and one with the
/// parts of each other method.
fn by_owner(rows: &[&Row], section: Section) -> Vec<String> {
    let mut lines = Vec::new();
    let is_whole = |row: &Row| {
        section != Section::Changed
            && row.subject.part().is_none()
            && matches!(row.kind, Kind::Method | Kind::Type | Kind::Event)
    };
    for (kind, noun) in [(Kind::Method, "method"), (Kind::Type, "type"), (Kind::Event, "event")] {
        let of_kind = rows.iter().filter(|row| is_whole(row) && row.kind == kind);
        let names: Vec<String> = of_kind.map(|row| code(row.subject.owner())).collect();
        if !names.is_empty() {
            lines.push(format!("{}: {}", counted(names.len(), noun), names.join(", ")));
        }
    }
    let mut owners: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
    for alike in alike(rows.iter().copied().filter(|row| !is_whole(row))) {
        match alike.as_slice() {
            [first, ..] if alike.len() >= ALIKE => {
                let names: Vec<String> = alike.iter().map(|row| code(row.subject.owner())).collect();
                lines.push(format!("{} in {}: {}", part(first, section), names.len(), names.join(", ")));
            }
            few => few.iter().for_each(|row| owners.entry(row.subject.owner()).or_default().push(row)),
        }
    }
    for (owner, rows) in owners {
        let parts: Vec<String> = rows.iter().take(PARTS).map(|row| part(row, section)).collect();
        let more = rows.len().saturating_sub(PARTS);
        let more = if more == 0 { String::new() } else { format!(" and {more} more") };
        lines.push(format!("{}: {}{more}", code(owner), parts.join(", ")));
    }
    lines
}

/// Groups rows with the same change of the same part, in any methods.
fn alike<'r>(rows: impl Iterator<Item = &'r Row>) -> Vec<Vec<&'r Row>> {
    let mut by_change: BTreeMap<_, Vec<&Row>> = BTreeMap::new();
    for row in rows {
        by_change.entry((row.subject.part(), &row.rule, &row.before, &row.after)).or_default().push(row);
    }
    by_change.into_values().collect()
}

/// Returns a part, and its change if the section's name does not tell it.
fn part(row: &Row, section: Section) -> String {
    match (section, row.subject.part()) {
        (Section::Changed, part) => {
            let part = part.map(|part| format!("{} ", code(&short(part)))).unwrap_or_default();
            let change = change(row);
            let change = if change.trim().is_empty() { String::new() } else { format!(" ({})", code(&change)) };
            format!("{part}{}{change}", row.rule)
        }
        (_, part) => code(&short(part.unwrap_or(&row.rule))),
    }
}

/// Returns a line for each kind of change with its number, for corrections, which are many and small.
fn by_rule(rows: &[&Row]) -> Vec<String> {
    let mut rules: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
    rows.iter().for_each(|row| rules.entry(&row.rule).or_default().push(row));
    let line = |rows: Vec<&Row>| {
        let examples: Vec<String> = rows.iter().take(EXAMPLES).map(|row| code(&short(named(row)))).collect();
        let such_as = if rows.len() > EXAMPLES { "such as " } else { "" };
        let first = rows.first().map(|row| described_rule(row)).unwrap_or_default();
        let first = first.trim_end_matches('.');
        format!("{first} in {}, {such_as}{}", counted(rows.len(), "place"), examples.join(", "))
    };
    rules.into_values().map(line).collect()
}

/// Returns a line for each shared type into which types were merged, or that was split.
fn merges(report: &Report) -> Vec<String> {
    let merges = report.groups.iter().flat_map(|group| &group.merges);
    let line = |merge: &Merge| {
        let renaming = if merge.types.is_empty() { String::new() } else { format!(": {}", merge.renaming()) };
        format!("{}{renaming} ({})", prose(&merge.title()), counted(merge.rows.len(), "change"))
    };
    merges.map(line).collect()
}

/// Returns the changes that break code, the worst first; beyond a limit, their number by kind. Those that follow from
/// merges are told with these.
fn migrations(report: &Report) -> Vec<String> {
    let is_it = |row: &&Row| row.rust.verdict == Rust::Major && row.cluster.is_none();
    let rows = worst_first(report).into_iter().filter(is_it);
    let mut rows: Vec<&Row> = rows.collect();
    let rest = rows.split_off(rows.len().min(MIGRATIONS));
    rows.into_iter().map(migration).chain(by_rule(&rest)).collect()
}

fn migration(row: &Row) -> String {
    let mut text = format!("{} {}", code(&short(named(row))), row.rule);
    if row.before.as_ref().or(row.after.as_ref()).is_some_and(|shown| !shown.trim().is_empty()) {
        let _ = write!(text, " ({})", code(&change(row)));
    }
    if !row.rust.why.is_empty() {
        let _ = write!(text, ": {}", prose(&row.rust.why));
    }
    // New items break nothing.
    for item in row.items.iter().filter(|item| item.before.is_some()).take(EXAMPLES) {
        let declared =
            |text: &Option<String>| text.as_deref().filter(|text| !text.is_empty()).map(|text| code(&short(text)));
        let now = match (&item.after, declared(&item.before), declared(&item.after)) {
            (None, ..) => "is gone".to_owned(),
            (_, Some(before), Some(after)) => format!("was {before}, is {after}"),
            (_, _, after) => format!("is {}", after.unwrap_or_else(|| "another".to_owned())),
        };
        let _ = write!(text, "\n  - {} {now}", code(&item.path));
    }
    text
}
