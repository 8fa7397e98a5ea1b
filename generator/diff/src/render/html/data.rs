//! The data of the page's scripts: rows of numbers that are indexes into a list of texts.

use std::collections::HashMap;

use serde_json::{Value as Json, json};

use super::super::worst_first;
use crate::report::Report;
use crate::report::excerpt::Excerpts;
use crate::report::group::{Group, GroupKind};
use crate::report::merged::Merge;
use crate::report::row::{Location, Row};
use crate::verdict::{Rust, Wire};

/// The maximum size of the data in bytes; beyond it, excerpts and items of the least important rows are left out.
const LIMIT: usize = 4_500_000;
/// The maximum number of items of the crate that a row shows.
const ITEMS: usize = 40;
/// The maximum length of a text in a line.
const LONG: usize = 600;

/// The text columns of a row, in their order.
const TEXTS: [&str; 20] = [
    "fingerprint",
    "rule",
    "owner",
    "part",
    "kind",
    "direction",
    "effect",
    "before",
    "after",
    "wireWhy",
    "rustWhy",
    "cause",
    "causeWhy",
    "oldFile",
    "newFile",
    "page",
    "waiver",
    "axis",
    "advice",
    "excerpt",
];
/// The number columns after them; `score` is in percent, and -1 if the change is no rename.
const NUMBERS: [&str; 8] = ["wire", "rust", "oldLine", "oldColumn", "newLine", "newColumn", "swallowed", "score"];

/// Returns the rank of a verdict; the scripts know the words.
pub(super) fn rank_wire(wire: Wire) -> usize {
    match wire {
        Wire::None => 0,
        Wire::Silent => 1,
        Wire::Risk => 2,
        Wire::Breaks => 3,
    }
}

/// Returns the rank of a verdict.
pub(super) fn rank_rust(rust: Rust) -> usize {
    match rust {
        Rust::None => 0,
        Rust::Minor => 1,
        Rust::Deprecation => 2,
        Rust::Silent => 3,
        Rust::Major => 4,
    }
}

/// Returns the data as JSON for a `script` element: nothing in it ends the element or a line of a script.
pub(super) fn json(report: &Report, excerpts: &Excerpts) -> String {
    let mut texts = Texts::new();
    let details = details(report, excerpts, &mut texts);
    let rows: Vec<Json> =
        report.rows.iter().zip(details).map(|(row, details)| Json::Array(cells(row, details, &mut texts))).collect();
    let groups: Vec<Json> = report.groups.iter().flat_map(groups).collect();
    let text = json!({
        "texts": TEXTS,
        "numbers": NUMBERS,
        "docs": [report.old.docs, report.new.docs],
        "groups": groups,
        "strings": texts.list,
        "rows": rows,
    })
    .to_string();
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => out += &format!("\\u{:04x}", u32::from(c)),
            c => out.push(c),
        }
    }
    out
}

/// Returns a group for the scripts; each shared type of merges is one of its own.
fn groups(group: &Group) -> Vec<Json> {
    let kind = match group.kind {
        GroupKind::Cluster | GroupKind::Wording | GroupKind::Renames => "cluster",
        GroupKind::Rewrite => "rewrite",
        GroupKind::Merge | GroupKind::Split => "merge",
    };
    if !group.is_of_merges() {
        return vec![json!({ "kind": kind, "title": cut(&group.title), "rows": group.rows })];
    }
    let merge = |merge: &Merge| {
        let renaming = if merge.types.is_empty() { String::new() } else { format!(" · {}", merge.renaming()) };
        let about = format!("{}{renaming}", merge.from(ITEMS));
        json!({ "kind": kind, "title": cut(&merge.title()), "about": cut(&about), "rows": merge.rows })
    };
    group.merges.iter().map(merge).collect()
}

/// The texts, each once; the first is null.
struct Texts<'r> {
    list: Vec<Json>,
    places: HashMap<std::borrow::Cow<'r, str>, usize>,
    /// Their size in bytes.
    size: usize,
}

impl<'r> Texts<'r> {
    fn new() -> Self {
        Texts { list: vec![Json::Null], places: HashMap::new(), size: 0 }
    }

    fn place(&mut self, text: impl Into<std::borrow::Cow<'r, str>>) -> usize {
        let text = text.into();
        if let Some(at) = self.places.get(&text) {
            return *at;
        }
        self.size += text.len() + 4;
        self.list.push(Json::String(text.clone().into_owned()));
        self.places.insert(text, self.list.len() - 1);
        self.list.len() - 1
    }

    fn optional(&mut self, text: Option<&str>) -> usize {
        text.map_or(0, |text| self.place(cut(text)))
    }
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(LONG) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

/// The details that are shown when a row is opened.
#[derive(Clone, Default)]
struct Details {
    excerpt: usize,
    items: Vec<Json>,
}

/// Returns the details of each row, while there is room for them, the worst rows first.
fn details<'r>(report: &'r Report, excerpts: &Excerpts, texts: &mut Texts<'r>) -> Vec<Details> {
    let mut details = vec![Details::default(); report.rows.len()];
    let places: HashMap<&str, usize> =
        report.rows.iter().enumerate().map(|(at, row)| (row.fingerprint.as_str(), at)).collect();
    let mut room = LIMIT.saturating_sub(report.rows.iter().map(size).sum());
    for row in worst_first(report) {
        let Some(at) = places.get(row.fingerprint.as_str()) else { continue };
        let before = texts.size;
        let items = row.items.iter().take(ITEMS).map(|item| {
            let mut place = |text: &Option<String>| texts.optional(text.as_deref());
            json!([place(&Some(item.path.clone())), place(&item.before), place(&item.after)])
        });
        let items: Vec<Json> = items.collect();
        let excerpt = excerpts.get(row).map_or(0, |text| texts.place(text.to_owned()));
        let added = texts.size - before + items.len() * 18;
        if added > room {
            break;
        }
        room -= added;
        details[*at] = Details { excerpt, items };
    }
    details
}

/// Returns the approximate size in bytes of the rest of a row.
fn size(row: &Row) -> usize {
    let long = |text: Option<&str>| text.map_or(0, |text| text.len().min(LONG) + 4);
    140 + long(row.subject.part())
        + long(row.before.as_deref())
        + long(row.after.as_deref())
        + row.occurrences.len() * 6
}

fn cells<'r>(row: &'r Row, details: Details, texts: &mut Texts<'r>) -> Vec<Json> {
    let word = |value: Result<Json, serde_json::Error>| match value {
        Ok(Json::String(word)) => word,
        _ => String::new(),
    };
    let file = |at: &Option<Location>| at.as_ref().map(|at| at.file.clone());
    let axis = row.axis.map_or(0, |axis| texts.place(word(serde_json::to_value(axis))));
    let mut cells: Vec<usize> = vec![
        texts.place(row.fingerprint.as_str()),
        texts.place(row.rule.as_str()),
        texts.place(row.subject.owner()),
        texts.optional(row.subject.part()),
        texts.place(word(serde_json::to_value(row.kind))),
        texts.place(word(serde_json::to_value(row.direction))),
        texts.place(word(serde_json::to_value(row.effect))),
        texts.optional(row.before.as_deref()),
        texts.optional(row.after.as_deref()),
        texts.place(row.wire.why.as_str()),
        texts.place(row.rust.why.as_str()),
        texts.place(row.cause.verdict.word()),
        texts.place(row.cause.why.as_str()),
        texts.optional(file(&row.old).as_deref()),
        texts.optional(file(&row.new).as_deref()),
        texts.optional(row.page.as_deref()),
        texts.optional(row.waiver.as_deref()),
        axis,
        texts.optional(row.advice.as_deref()),
        details.excerpt,
    ];
    let place = |at: &Option<Location>| at.as_ref().map_or((0, 0), |at| (at.line, at.column));
    let (old, new) = (place(&row.old), place(&row.new));
    cells.extend([rank_wire(row.wire.verdict), rank_rust(row.rust.verdict), old.0, old.1, new.0, new.1, row.swallowed]);
    let mut cells: Vec<Json> = cells.into_iter().map(Json::from).collect();
    let percent = row.score.map_or(-1, |score| (score.clamp(0.0, 1.0) * 100.0).round() as i64);
    cells.push(percent.into());
    let occurrences: Vec<usize> = row.occurrences.iter().map(|name| texts.place(name.as_str())).collect();
    // Most rows have neither, and omit these last cells.
    if !details.items.is_empty() || !occurrences.is_empty() {
        cells.push(Json::Array(details.items));
        cells.push(occurrences.into());
    }
    cells
}
