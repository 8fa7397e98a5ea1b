//! The report for a terminal: one screen, the worst changes first.

use bitrix24_schema::raw::Axis;

use super::{bump, change, counted, named, short, short_of, worst};
use crate::report::Report;
use crate::report::cause::Cause;
use crate::report::group::{Entry, Group, GroupKind};
use crate::report::row::Row;
use crate::verdict::{Rust, Wire};

/// The style of the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// True if the terminal shows colors.
    pub color: bool,
    /// True to show every row, and not only those that fit on a screen.
    pub all: bool,
}

/// The maximum number of characters of a finding that are shown.
const FINDING: usize = 400;
/// The maximum number of lines of rows on a screen, below the head.
const SCREEN: usize = 44;
/// The number of those lines that merges leave to other changes.
const OTHERS: usize = 14;
/// The maximum number of entries of merges that are shown with details.
const DETAILED: usize = 3;

/// Returns the report as text.
pub fn text(report: &Report, style: Style) -> String {
    let mut text = head(report, style);
    let above = text.lines().count();
    let mut left_out = 0;
    // Merges are told first: a few lines stand for most changes.
    let (merges, others): (Vec<Entry>, Vec<Entry>) = report.entries().into_iter().partition(|entry| match entry {
        Entry::Row(_) => false,
        Entry::Group(at) => report.groups[*at].is_of_merges(),
    });
    let is_detailed = style.all || merges.len() <= DETAILED;
    let merges = merges.iter().map(|entry| (size(report, entry), merged(report, entry, is_detailed, style)));
    let others = others.iter().map(|entry| (size(report, entry), shown(report, entry, style)));
    let merges = on_screen(merges, SCREEN - OTHERS, style, &mut left_out);
    if !is_detailed {
        text += "\n";
    }
    text += &merges;
    let room = SCREEN.saturating_sub(text.lines().count().saturating_sub(above));
    text += &on_screen(others, room, style, &mut left_out);
    if left_out > 0 {
        text += &format!(
            "\n… and {}: -v shows all, --format html makes a page of them\n",
            counted(left_out, "more change")
        );
    }
    text += &proof(report);
    text + &findings(report)
}

/// Returns the entries that fit, and counts the changes of the others.
fn on_screen(
    entries: impl Iterator<Item = (usize, String)>,
    room: usize,
    style: Style,
    left_out: &mut usize,
) -> String {
    let (mut text, mut lines) = (String::new(), 0);
    for (changes, shown) in entries {
        lines += shown.lines().count();
        if style.all || lines <= room {
            text += &shown;
        } else {
            *left_out += changes;
        }
    }
    text
}

/// Returns the number of changes of an entry.
fn size(report: &Report, entry: &Entry) -> usize {
    match entry {
        Entry::Row(_) => 1,
        Entry::Group(at) => report.groups[*at].rows.len(),
    }
}

fn shown(report: &Report, entry: &Entry, style: Style) -> String {
    match entry {
        Entry::Row(at) => row(&report.rows[*at], style),
        Entry::Group(at) => group(report, &report.groups[*at], style),
    }
}

/// Returns an entry of merges: a line, and the details of one of a few.
fn merged(report: &Report, entry: &Entry, is_detailed: bool, style: Style) -> String {
    let Entry::Group(at) = entry else { return String::new() };
    let group = &report.groups[*at];
    let (verdicts, changes) = (verdicts(group.wire, group.rust, style), counted(group.rows.len(), "change"));
    let title = paint(style, "1", &short(&group.title));
    if !is_detailed {
        return format!("{verdicts} {title} ({changes}): {}\n", short(&group.merged()));
    }
    let mut text = format!("\n{verdicts} {title} ({changes})\n");
    if !style.all {
        text += &indented(&group.merged());
        text += &indented(&group.migration());
        text += &indented(&group.worst_on_the_wire(report));
        return text;
    }
    for merge in &group.merges {
        let title = if group.merges.len() == 1 { String::new() } else { format!("{}: ", merge.title()) };
        text += &indented(&format!("{title}{}", merge.from(usize::MAX)));
        if !merge.types.is_empty() {
            text += &indented(&merge.renaming());
        }
        text += &listed_rows(report, &merge.rows);
    }
    text
}

/// Returns a line for each row of a group.
fn listed_rows(report: &Report, rows: &[usize]) -> String {
    let line = |row: &Row| {
        let verdict = format!("{}/{}", row.wire.verdict.word(), row.rust.verdict.word());
        indented(&format!("- {} {}: {} [{verdict}] {}", short(named(row)), row.rule, change(row), row.fingerprint))
    };
    rows.iter().filter_map(|at| report.rows.get(*at)).map(line).collect()
}

/// Returns the problems of the waivers and the verdicts, for which the command fails at any threshold.
pub fn findings(report: &Report) -> String {
    let mut text = String::new();
    if let Some(proof) = &report.proof {
        for found in &proof.disagreements {
            let (path, told, proven) = (&found.path, &found.told, &found.proven);
            text += &format!("  {path}: told {told}, the compiler says {proven}: {}\n", short(&found.message));
        }
    }
    for finding in &report.waivers {
        let at = finding.at.as_ref().map(|at| format!("{}:{}:{}: ", at.file, at.line, at.column)).unwrap_or_default();
        text += &format!("waivers: {at}{}\n", short_of(&finding.message, FINDING));
    }
    text
}

/// Returns the line with the numbers of the compiler's check.
fn proof(report: &Report) -> String {
    let Some(proof) = &report.proof else { return String::new() };
    let uses = counted(proof.statements, "use");
    format!(
        "\nproved: of {uses} of the old crate, the compiler refuses {} and warns of {}; {} differ from the verdicts\n",
        proof.refused,
        proof.deprecated,
        proof.disagreements.len()
    )
}

fn head(report: &Report, style: Style) -> String {
    let counts = &report.counts;
    let mut lines =
        vec![paint(style, "1", &format!("{} -> {}", report.old.title(), report.new.title())), report.answer()];
    if !report.rows.is_empty() {
        let some = |count: usize, word: &str| (count > 0).then(|| format!("{count} {word}"));
        let wire = [Wire::Breaks, Wire::Risk, Wire::Silent].map(|wire| some(counts.wire.of(&wire), wire.word()));
        let rust = [Rust::Major, Rust::Silent, Rust::Deprecation, Rust::Minor]
            .map(|rust| some(counts.rust.of(&rust), rust.word()));
        let causes = [
            (Cause::Vendor, "by the vendor"),
            (Cause::Correction, if counts.cause.of(&Cause::Correction) == 1 { "correction" } else { "corrections" }),
            (Cause::Learned, "learned"),
            (Cause::Importer, "by the importer"),
        ];
        let causes = causes.map(|(cause, word)| some(counts.cause.of(&cause), word));
        lines.push(format!(
            "{} in {} · wire: {} · rust: {} · {}",
            counted(counts.rows, "change"),
            counted(counts.subjects, "method or type").replace("method or types", "methods and types"),
            listed(&wire),
            listed(&rust),
            listed(&causes),
        ));
        lines.extend(report.affected());
        lines.push(format!("{} · next version: {}", report.merging(), bump(&report.bump)));
        lines.extend(Some(report.merged()).filter(|merged| !merged.is_empty()));
    }
    if counts.text_only > 0 || counts.waived > 0 {
        let waived = if counts.waived > 0 { format!("{} let pass", counts.waived) } else { String::new() };
        let text =
            if counts.text_only > 0 { format!("{} changed in words only", counts.text_only) } else { String::new() };
        lines.push([text, waived].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "));
    }
    lines.join("\n") + "\n"
}

fn listed(parts: &[Option<String>]) -> String {
    let parts: Vec<&str> = parts.iter().flatten().map(String::as_str).collect();
    if parts.is_empty() { "none".to_owned() } else { parts.join(", ") }
}

fn row(row: &Row, style: Style) -> String {
    let mut text = format!(
        "\n{} {}\n",
        verdicts(row.wire.verdict, row.rust.verdict, style),
        paint(style, "1", &short(named(row)))
    );
    let change = change(row);
    let sure = row.score.map(|score| format!(" ({:.0} % sure)", score * 100.0)).unwrap_or_default();
    text += &indented(&format!(
        "{}{}{sure}  {}",
        row.rule,
        if change.is_empty() { String::new() } else { format!(": {change}") },
        dim(style, &row.fingerprint)
    ));
    if let Some(reason) = &row.waiver {
        let side = match row.axis {
            Some(Axis::Wire) => " on the wire",
            Some(Axis::Rust) => " for Rust",
            Some(Axis::Both) | None => "",
        };
        text += &indented(&format!("let pass{side}: {}", short(reason)));
    }
    if !row.is_open() {
        return text;
    }
    text += &indented(&why(row));
    let mut facts = Vec::new();
    if let Some(at) = row.new.as_ref().or(row.old.as_ref()) {
        facts.push(format!("{}:{}:{}", at.file, at.line, at.column));
    }
    facts.extend(row.page.as_ref().map(|page| format!("page {page}")));
    if !row.occurrences.is_empty() {
        facts.push(format!("in {}", counted(row.occurrences.len(), "method")));
    }
    if row.swallowed > 0 {
        facts.push(format!("with {}", counted(row.swallowed, "part")));
    }
    text += &indented(&dim(style, &facts.join(" · ")));
    if let Some(advice) = &row.advice {
        text += &indented(&format!("to accept: {advice}"));
    }
    text
}

/// Returns the reasons of a row's verdicts that are not waived.
fn why(row: &Row) -> String {
    let mut why = Vec::new();
    why.extend((row.is_open_on_the_wire() && row.wire.verdict > Wire::None).then_some(row.wire.why.as_str()));
    let is_told = row.is_open_for_rust() && row.rust.verdict >= Rust::Silent && !row.rust.why.is_empty();
    why.extend(is_told.then_some(row.rust.why.as_str()));
    why.join(" ")
}

fn group(report: &Report, group: &Group, style: Style) -> String {
    let count = group.rows.len();
    let what = match group.kind {
        GroupKind::Cluster => format!("in {}", counted(count, "method")),
        GroupKind::Wording => format!("{} that the pages word in another way", counted(count, "error")),
        GroupKind::Renames => counted(count, "method"),
        GroupKind::Rewrite => format!("page written anew: {}", counted(count, "change")),
        GroupKind::Merge | GroupKind::Split => counted(count, "change"),
    };
    let title = paint(style, "1", &short(&group.title));
    let mut text = format!("\n{} {title}\n{}", verdicts(group.wire, group.rust, style), indented(&what));
    let rows = group.rows.iter().filter_map(|at| report.rows.get(*at));
    if style.all {
        return text + &listed_rows(report, &group.rows);
    }
    let rows: Vec<&Row> = rows.collect();
    if let Some(row) = worst(&rows) {
        if group.kind == GroupKind::Rewrite {
            text += &indented(&format!("the worst: {} at {}", row.rule, short(named(row))));
        }
        text += &indented(&why(row));
    }
    if matches!(group.kind, GroupKind::Cluster | GroupKind::Wording | GroupKind::Renames) {
        let names: Vec<&str> = rows.iter().take(3).map(|row| row.subject.owner()).collect();
        text += &indented(&dim(style, &format!("{}{}", names.join(", "), if count > 3 { ", …" } else { "" })));
    }
    text
}

/// Returns both verdicts, in columns.
fn verdicts(wire: Wire, rust: Rust, style: Style) -> String {
    let wire_color = match wire {
        Wire::Breaks => "31",
        Wire::Risk => "33",
        Wire::Silent => "36",
        Wire::None => "2",
    };
    let rust_color = match rust {
        Rust::Major => "31",
        Rust::Silent => "36",
        Rust::Deprecation => "33",
        Rust::Minor => "32",
        Rust::None => "2",
    };
    let wire = paint(style, wire_color, &format!("{:<7}", if wire == Wire::None { "-" } else { wire.word() }));
    let rust = paint(style, rust_color, &format!("{:<11}", if rust == Rust::None { "-" } else { rust.word() }));
    format!("{wire} {rust}")
}

fn indented(line: &str) -> String {
    if line.is_empty() { String::new() } else { format!("{}{line}\n", " ".repeat(20)) }
}

fn dim(style: Style, text: &str) -> String {
    if text.is_empty() { String::new() } else { paint(style, "2", text) }
}

fn paint(style: Style, code: &str, text: &str) -> String {
    if style.color { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
}
