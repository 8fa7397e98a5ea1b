//! Excerpts: the lines of the schema around a change.
//!
//! They are not part of the report, because collecting them takes longer than comparing.

use std::collections::HashMap;

use similar::{ChangeTag, TextDiff};

use crate::report::row::{Location, Row};
use crate::report::{Report, Schema};
use crate::tree::Kind;

/// The maximum number of lines of a part that are compared.
const READ: usize = 400;
/// The maximum number of lines of the comparison that are shown.
const SHOWN: usize = 16;
/// The maximum number of characters of a line that are shown.
const WIDTH: usize = 160;

/// The lines around each change, by the change's fingerprint.
#[derive(Clone, Debug, Default)]
pub struct Excerpts(HashMap<String, String>);

impl Excerpts {
    /// Reads the excerpts from the schemas that the report compares.
    pub fn of(report: &Report, old: &Schema, new: &Schema) -> Self {
        let (old, new) = (Lines::of(old), Lines::of(new));
        let excerpt = |row: &Row| {
            let is_whole = row.old.is_none() || row.new.is_none() || row.rule.ends_with("renamed");
            let before = row.old.as_ref().map(|at| old.block(at, is_whole || !is_fact(row))).unwrap_or_default();
            let after = row.new.as_ref().map(|at| new.block(at, is_whole || !is_fact(row))).unwrap_or_default();
            let text = compared(&before, &after);
            (!text.is_empty()).then(|| (row.fingerprint.clone(), text))
        };
        Excerpts(report.rows.iter().filter_map(excerpt).collect())
    }

    /// Returns the lines around a change: removed lines begin with `-`, added ones with `+`, others with a space.
    pub fn get(&self, row: &Row) -> Option<&str> {
        self.0.get(&row.fingerprint).map(String::as_str)
    }
}

/// Returns true if the changed part may have parts of its own, which the excerpt of one fact leaves out.
fn is_fact(row: &Row) -> bool {
    matches!(row.kind, Kind::Schema | Kind::Method | Kind::Type | Kind::Event | Kind::Param | Kind::Field)
}

/// The lines of a schema's files.
struct Lines<'s> {
    files: HashMap<&'s str, Vec<&'s str>>,
    root: &'s str,
}

impl<'s> Lines<'s> {
    fn of(schema: &'s Schema) -> Self {
        let lines = |text: &'s str| text.lines().collect();
        Lines {
            files: schema.sources.iter().map(|(_, source)| (source.path(), lines(source.text()))).collect(),
            root: &schema.root,
        }
    }

    /// Returns the lines of the part that begins there, without their common indentation; without `is_whole`, only
    /// those of its own facts.
    fn block(&self, at: &Location, is_whole: bool) -> Vec<String> {
        let file = at.file.strip_prefix(self.root).unwrap_or(&at.file);
        let lines = self.files.get(file).map(Vec::as_slice).unwrap_or_default();
        let lines = lines.get(at.line.saturating_sub(1)..).unwrap_or_default();
        let Some(first) = lines.first() else { return Vec::new() };
        // A part at the start of a file is the whole file.
        let is_file = at.line == 1;
        let base = indent(first);
        let inside = |line: &&&str| is_file || line.trim().is_empty() || indent(line) > base;
        let rest: Vec<&str> = lines.iter().skip(1).take_while(inside).take(READ).copied().collect();
        let level = if is_file { 0 } else { rest.iter().map(|line| indent(line)).min().unwrap_or_default() };
        let own = rest.iter().filter(|line| is_whole || indent(line) <= level);
        let cut = |line: &&str| line.get(base..).unwrap_or(line).trim_end().chars().take(WIDTH).collect();
        std::iter::once(first).chain(own).map(cut).collect()
    }
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// Returns the differing lines, with one line of context.
fn compared(before: &[String], after: &[String]) -> String {
    let slice = |lines: &[String]| -> Vec<String> { lines.iter().map(|line| format!("{line}\n")).collect() };
    let (before, after) = (slice(before), slice(after));
    let (before, after): (Vec<&str>, Vec<&str>) =
        (before.iter().map(String::as_str).collect(), after.iter().map(String::as_str).collect());
    let diff = TextDiff::from_slices(&before, &after);
    let mut lines = Vec::new();
    for (at, operations) in diff.grouped_ops(1).iter().enumerate() {
        if at > 0 {
            lines.push(" …".to_owned());
        }
        for change in operations.iter().flat_map(|operation| diff.iter_changes(operation)) {
            let sign = match change.tag() {
                ChangeTag::Delete => '-',
                ChangeTag::Insert => '+',
                ChangeTag::Equal => ' ',
            };
            lines.push(format!("{sign}{}", change.value().trim_end_matches('\n')));
        }
    }
    if lines.len() > SHOWN {
        let left_out = lines.len() - (SHOWN - 1);
        lines.truncate(SHOWN - 1);
        lines.push(format!(" … and {left_out} more lines"));
    }
    lines.join("\n")
}
