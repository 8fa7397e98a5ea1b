//! The report, for each of its readers.

pub mod json;
pub mod text;

use super::report::{Bump, Level, Origin, Report};
use super::row::Row;
use super::verdict::{Rust, Wire};

impl Wire {
    /// One word.
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
    /// One word.
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

impl Level {
    /// One word.
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
    /// `HEAD~1 (docs of 2026-06-25)`
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
    /// The answer to "can I merge this?", in one or two sentences.
    pub fn answer(&self) -> String {
        let wire = |wire| self.rows.iter().filter(|row| row.is_open_on_the_wire() && row.wire.verdict == wire).count();
        let (breaks, risks) = (wire(Wire::Breaks), wire(Wire::Risk));
        let major = self.rows.iter().filter(|row| row.is_open_for_rust() && row.rust.verdict == Rust::Major).count();
        if self.rows.is_empty() {
            return "Nothing has changed.".to_owned();
        }
        let wire = match (breaks, risks) {
            (0, 0) => "Released clients go on working.".to_owned(),
            (0, risks) => format!("Released clients may fail at {}.", places(risks)),
            (breaks, 0) => format!("Released clients fail at {}.", places(breaks)),
            (breaks, risks) => format!("Released clients fail at {}, and may fail at {risks} more.", places(breaks)),
        };
        let rust = match major {
            0 => "Rust code goes on compiling.".to_owned(),
            major => format!("Rust code may not compile at {}.", places(major)),
        };
        format!("{wire} {rust}")
    }
}

fn places(count: usize) -> String {
    counted(count, "place")
}

/// `1 change`, `2 changes`
pub(crate) fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// What the next version has to be, and for which rows.
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

/// `no -> yes`, or what came or went.
pub(crate) fn change(row: &Row) -> String {
    match (&row.before, &row.after) {
        (Some(before), Some(after)) => format!("{} -> {}", short(before), short(after)),
        (None, Some(after)) => format!("+ {}", short(after)),
        (Some(before), None) => format!("- {}", short(before)),
        (None, None) => String::new(),
    }
}

/// A text in one line of bearable length.
pub(crate) fn short(text: &str) -> String {
    let line = text.replace(['\n', '\r', '\t'], " ");
    match line.char_indices().nth(90) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line,
    }
}
