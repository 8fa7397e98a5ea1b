//! The lines of a comment, and its escaping of external texts.

use crate::render::{change, counted, line_of, named, short, worst};
use crate::report::Report;
use crate::report::group::{Entry, GroupKind};
use crate::report::row::Row;
use crate::verdict::{Rust, Wire};

/// The maximum size of a comment in bytes: GitHub accepts 65,536 characters, and a line may be added.
pub(super) const LIMIT: usize = 64_000;
/// The bytes reserved for the last line and the end of a table.
pub(super) const TAIL: usize = 400;

/// Returns the rows of an entry.
pub(super) fn rows<'r>(report: &'r Report, entry: &'r Entry) -> impl Iterator<Item = &'r Row> {
    let places = match entry {
        Entry::Row(at) => std::slice::from_ref(at),
        Entry::Group(at) => report.groups.get(*at).map(|group| group.rows.as_slice()).unwrap_or_default(),
    };
    places.iter().filter_map(|at| report.rows.get(*at))
}

/// Returns the line of an entry in a table.
pub(super) fn line(report: &Report, entry: &Entry) -> String {
    let open: Vec<&Row> = rows(report, entry).filter(|row| row.is_open()).collect();
    let all: Vec<&Row> = if open.is_empty() { rows(report, entry).collect() } else { open };
    let wire = all.iter().map(|row| row.wire.verdict).max().unwrap_or_default();
    let rust = all.iter().map(|row| row.rust.verdict).max().unwrap_or_default();
    let (what, change, why) = match entry {
        Entry::Row(at) => report.rows.get(*at).map(single).unwrap_or_default(),
        Entry::Group(at) => report.groups.get(*at).map_or_else(Default::default, |group| match group.kind {
            GroupKind::Cluster | GroupKind::Wording | GroupKind::Renames => {
                let names: Vec<String> = all.iter().take(3).map(|row| cell(row.subject.owner())).collect();
                let more = all.len().saturating_sub(names.len());
                let more = if more == 0 { String::new() } else { format!(" and {more} more") };
                let why = all.first().map(|row| why(row)).unwrap_or_default();
                (format!("{}{more}", names.join(", ")), cell(&short(&group.title)), why)
            }
            GroupKind::Rewrite | GroupKind::Merge | GroupKind::Split => {
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

/// Returns a verdict, in bold if it is the worst.
pub(super) fn bold(word: &str) -> String {
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
pub(in crate::render) fn code(text: &str) -> String {
    let text = line_of(text);
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let needs_space = text.starts_with('`') || text.ends_with('`') || text.trim().is_empty();
    let space = if needs_space { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}

/// Returns a text with its code in backticks, and everything else escaped from being markup, a mention or a link.
pub(in crate::render) fn prose(text: &str) -> String {
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
