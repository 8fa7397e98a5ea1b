//! The formats of the report.

pub mod changelog;
pub mod github;
pub mod html;
pub mod json;
pub mod junit;
pub mod markdown;
mod merges;
pub mod sarif;
pub mod singleline;
mod summary;
pub mod text;

use crate::report::cause::Cause;
use crate::report::row::Row;
use crate::report::{Bump, Level, Origin, Report, group};
use crate::tree::Kind;
use crate::verdict::{Direction, Rust, Wire};

impl Wire {
    /// Returns the word for it in reports.
    pub fn word(self) -> &'static str {
        match self {
            Wire::None => "none",
            Wire::Silent => "silent",
            Wire::Risk => "risk",
            Wire::Breaks => "breaks",
        }
    }
}

impl Rust {
    /// Returns the word for it in reports.
    pub fn word(self) -> &'static str {
        match self {
            Rust::None => "none",
            Rust::Minor => "minor",
            Rust::Deprecation => "deprecation",
            Rust::Silent => "silent",
            Rust::Major => "major",
        }
    }
}

impl Cause {
    /// Returns the word for it in reports.
    pub fn word(self) -> &'static str {
        match self {
            Cause::Vendor => "vendor",
            Cause::Correction => "correction",
            Cause::Learned => "learned",
            Cause::Importer => "importer",
        }
    }
}

impl Level {
    /// Returns the word for it in reports.
    pub fn word(self) -> &'static str {
        match self {
            Level::None => "none",
            Level::Patch => "patch",
            Level::Minor => "minor",
            Level::Major => "major",
        }
    }
}

impl Origin {
    /// Returns the title: `HEAD~1 (docs of 2026-06-25)`.
    pub(crate) fn title(&self) -> String {
        let commit = self.commit.as_deref().map(|commit| format!(" {}", commit.get(..8).unwrap_or(commit)));
        let docs = match (self.date.as_str(), commit) {
            ("", None) => String::new(),
            (date, commit) => format!(" (docs of {date}{})", commit.unwrap_or_default()),
        };
        format!("{}{docs}", self.label)
    }
}

impl Report {
    /// Returns the answer to "can I merge this?", in one or two sentences.
    pub fn answer(&self) -> String {
        let wire = |wire| self.rows.iter().filter(|row| row.is_open_on_the_wire() && row.wire.verdict == wire).count();
        let rust = |rust| self.rows.iter().filter(|row| row.is_open_for_rust() && row.rust.verdict == rust).count();
        let (breaks, risks, silent) = (wire(Wire::Breaks), wire(Wire::Risk), wire(Wire::Silent));
        if self.rows.is_empty() {
            return "Nothing has changed.".to_owned();
        }
        let wire = match (breaks, risks) {
            (0, 0) if silent > 0 => format!("Released clients go on working, but not as before at {}.", places(silent)),
            (0, 0) => "Released clients go on working.".to_owned(),
            (0, risks) => format!("Released clients may fail at {}.", places(risks)),
            (breaks, 0) => format!("Released clients fail at {}.", places(breaks)),
            (breaks, risks) => format!("Released clients fail at {}, and may fail at {risks} more.", places(breaks)),
        };
        let rust = match (rust(Rust::Major), rust(Rust::Silent)) {
            (0, 0) => "Rust code goes on compiling.".to_owned(),
            (0, silent) => format!("Rust code goes on compiling, but behaves differently at {}.", places(silent)),
            (major, _) => format!("Rust code may not compile at {}.", places(major)),
        };
        format!("{wire} {rust}")
    }
}

/// Returns the subject of a row for readers; an empty subject is the crate as a whole.
pub(crate) fn named(row: &Row) -> &str {
    if row.subject.as_str().is_empty() { "the crate" } else { row.subject.as_str() }
}

/// The severity of a row, for formats with three levels.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Severity {
    /// Something certainly fails.
    Error,
    /// Something may fail, or behaves differently.
    Warning,
    /// Nobody has to do anything.
    Note,
}

/// Returns the severity of a row, without its waived verdicts.
pub(crate) fn severity(row: &Row) -> Severity {
    let wire = if row.is_open_on_the_wire() { row.wire.verdict } else { Wire::None };
    let rust = if row.is_open_for_rust() { row.rust.verdict } else { Rust::None };
    match (wire, rust) {
        (Wire::Breaks, _) | (_, Rust::Major) => Severity::Error,
        (Wire::Risk | Wire::Silent, _) | (_, Rust::Silent | Rust::Deprecation) => Severity::Warning,
        _ => Severity::Note,
    }
}

/// Returns the rows, the worst first.
pub(crate) fn worst_first(report: &Report) -> Vec<&Row> {
    let mut rows: Vec<&Row> = report.rows.iter().collect();
    rows.sort_by_key(|row| (!row.is_open(), group::weight(row.wire.verdict, row.rust.verdict)));
    rows
}

/// Returns the worst row of a group.
pub(crate) fn worst<'r>(rows: &[&'r Row]) -> Option<&'r Row> {
    rows.iter().copied().min_by_key(|row| (!row.is_open(), group::weight(row.wire.verdict, row.rust.verdict)))
}

/// Returns the kind of change of a row, as a sentence.
pub(crate) fn described_rule(row: &Row) -> String {
    let part = match (row.kind, row.direction) {
        (Kind::Schema, _) => "The schema",
        (Kind::Method, _) => "A method",
        (Kind::Type, _) => "A shared type",
        (Kind::Event, _) => "An event",
        (Kind::SystemError, _) => "An error of any method",
        (Kind::Id, _) => "A kind of identifier",
        (Kind::Param, _) => "A parameter",
        (Kind::Result, _) => "A result",
        (Kind::Field, Direction::In) => "A field that is sent",
        (Kind::Field, Direction::Out) => "A field that is received",
        (Kind::Field, _) => "A field of a shared type",
        (Kind::Value, _) => "An allowed value",
        (Kind::Key, _) => "A documented key",
        (Kind::Error, _) => "An error",
    };
    let prefixes = [
        "in-",
        "out-",
        "both-",
        "param-",
        "field-",
        "schema-",
        "method-",
        "type-",
        "event-",
        "system-error-",
        "id-",
        "result-",
    ];
    let mut happened = row.rule.as_str();
    for prefix in prefixes.into_iter().chain(["value-", "key-", "error-"]) {
        // `in-type-changed` is about a field's type, and `in-type-added` about a type.
        let is_fact = prefix == "type-" && row.kind != Kind::Type;
        happened = if is_fact { happened } else { happened.strip_prefix(prefix).unwrap_or(happened) };
    }
    format!("{part}: {}.", happened.replace('-', " "))
}

fn places(count: usize) -> String {
    counted(count, "place")
}

/// Returns a number with its noun: `1 change`, `2 changes`.
pub(crate) fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// Returns the required bump, with the first rows that require it.
pub(crate) fn bump(bump: &Bump) -> String {
    let shown: Vec<&str> = bump.forced_by.iter().take(3).map(String::as_str).collect();
    let more = bump.forced_by.len().saturating_sub(shown.len());
    let more = if more == 0 { String::new() } else { format!(" and {more} more") };
    match (bump.level, shown.is_empty()) {
        (Level::None, _) => "stays".to_owned(),
        (level, true) => level.word().to_owned(),
        (level, false) => format!("{}, for {}{more}", level.word(), shown.join(" ")),
    }
}

/// Returns `no -> yes`, or the added or removed state.
pub(crate) fn change(row: &Row) -> String {
    match (&row.before, &row.after) {
        (Some(before), Some(after)) => format!("{} -> {}", short(before), short(after)),
        (None, Some(after)) => format!("+ {}", short(after)),
        (Some(before), None) => format!("- {}", short(before)),
        (None, None) => String::new(),
    }
}

/// Returns a text in one line, shortened.
pub(crate) fn short(text: &str) -> String {
    short_of(text, 90)
}

/// Returns a text in one line, with at most this many characters.
pub(crate) fn short_of(text: &str, most: usize) -> String {
    let line = line_of(text);
    match line.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line,
    }
}

/// Returns a text in one line, without characters that move the cursor or change the direction of text.
pub(crate) fn line_of(text: &str) -> String {
    text.replace(|c: char| c.is_control() || is_unseen(c), " ")
}

/// Returns true for line ends that are no control characters, and for marks of direction.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{2028}' | '\u{2029}' | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Escapes a text for HTML or XML, in elements and quoted attributes, where most control characters are not allowed.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '"' => out += "&quot;",
            '\'' => out += "&#39;",
            '\n' => out += "&#10;",
            c if c.is_control() || is_unseen(c) || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
