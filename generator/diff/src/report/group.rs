//! Groups of rows: what follows from merges, the same change in many methods, and rewritten pages.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;

use crate::report::cause::REWRITTEN;
use crate::report::merged::{self, Family, Merge};
use crate::report::row::Row;
use crate::verdict::{Rust, Wire};

/// The minimum number of methods with the same change in a cluster.
const CLUSTER: usize = 3;

/// Several rows as one.
#[derive(Clone, Debug, Serialize, schemars::JsonSchema)]
pub struct Group {
    /// The kind of the group.
    pub kind: GroupKind,
    /// The common change or method.
    pub title: String,
    /// The indexes of its rows in the report.
    pub rows: Vec<usize>,
    /// The worst of their verdicts on the wire.
    pub wire: Wire,
    /// The worst of their verdicts for Rust.
    pub rust: Rust,
    /// The shared types of merges or splits, those with most rows first.
    pub merges: Vec<Merge>,
}

/// The kind of a [`Group`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum GroupKind {
    /// The same change in several methods.
    Cluster,
    /// Messages of errors that are worded in another way.
    Wording,
    /// Methods whose names begin in another way.
    Renames,
    /// A rewritten page: many changes of one method.
    Rewrite,
    /// Types of methods that became shared types, of one top-level module of the API.
    Merge,
    /// Shared types that methods have as types of their own now.
    Split,
}

/// The common facts of the rows of a cluster: rule, part, before, after.
type Same<'r> = (&'r str, &'r str, Option<&'r str>, Option<&'r str>);

/// Finds the groups. A row is in at most one of them: in a merge rather than in a cluster, and in a cluster rather than
/// in a rewritten page.
pub(crate) fn groups(rows: &[Row]) -> Vec<Group> {
    let mut groups: Vec<Group> = merged::families(rows).into_iter().map(|family| merges(rows, family)).collect();
    let mut is_grouped: Vec<bool> = rows.iter().map(|row| row.cluster.is_some()).collect();
    for (kind, title, places) in worded(rows).into_iter().chain(folders(rows)) {
        places.iter().for_each(|at| is_grouped[*at] = true);
        groups.push(group(rows, kind, title, places));
    }
    let mut by_change: BTreeMap<Same<'_>, Vec<usize>> = BTreeMap::new();
    for (at, row) in rows.iter().enumerate().filter(|(at, _)| !is_grouped[*at]) {
        // A change of a whole method has no part.
        let part = row.subject.part().unwrap_or_default();
        let key = (row.rule.as_str(), part, row.before.as_deref(), row.after.as_deref());
        by_change.entry(key).or_default().push(at);
    }
    for ((rule, part, before, after), places) in by_change {
        if places.len() >= CLUSTER {
            places.iter().for_each(|at| is_grouped[*at] = true);
            let change = match (before, after) {
                (Some(before), Some(after)) => format!(" {before} -> {after}"),
                (None, Some(after)) if !part.ends_with(after) => format!(" {after}"),
                _ => String::new(),
            };
            let part = if part.is_empty() { String::new() } else { format!(" #{part}") };
            groups.push(group(rows, GroupKind::Cluster, format!("{rule}{part}{change}"), places));
        }
    }
    let mut by_owner: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, row) in rows.iter().enumerate().filter(|(at, _)| !is_grouped[*at]) {
        by_owner.entry(row.subject.owner()).or_default().push(at);
    }
    for (owner, places) in by_owner.into_iter().filter(|(_, places)| places.len() >= REWRITTEN) {
        groups.push(group(rows, GroupKind::Rewrite, owner.to_owned(), places));
    }
    groups
}

/// The kind, the title and the rows of a group.
type Found = (GroupKind, String, Vec<usize>);

/// Finds the errors whose messages are worded in another way, which breaks nobody.
fn worded(rows: &[Row]) -> Option<Found> {
    // A message also names the variants of other errors of its code.
    let is_it = |row: &Row| {
        let rules = ["error-message-changed", "system-error-message-changed", "error-rust-name-changed"];
        rules.contains(&row.rule.as_str()) && row.wire.verdict == Wire::None
    };
    let places: Vec<usize> = (0..rows.len()).filter(|at| rows[*at].cluster.is_none() && is_it(&rows[*at])).collect();
    (places.len() > 1).then(|| (GroupKind::Wording, "messages of errors, worded in another way".to_owned(), places))
}

/// Finds the folders of methods that were renamed: the names begin in another way, and end alike.
fn folders(rows: &[Row]) -> Vec<Found> {
    let mut by_folder: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
    for (at, row) in rows.iter().enumerate().filter(|(_, row)| row.rule == "method-renamed" && row.cluster.is_none()) {
        let (Some(before), Some(after)) = (&row.before, &row.after) else { continue };
        let (mut old, mut new): (Vec<&str>, Vec<&str>) = (before.split('.').collect(), after.split('.').collect());
        while old.len() > 1 && new.len() > 1 && old.last() == new.last() {
            old.pop();
            new.pop();
        }
        if old.len() < before.split('.').count() {
            by_folder.entry((old.join("."), new.join("."))).or_default().push(at);
        }
    }
    let folders = by_folder.into_iter().filter(|(_, places)| places.len() >= CLUSTER);
    folders
        .map(|((old, new), places)| (GroupKind::Renames, format!("method-renamed {old}.* -> {new}.*"), places))
        .collect()
}

/// An entry of the list that a reader sees first: a row or a group, by its index in the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A row by itself.
    Row(usize),
    /// A group.
    Group(usize),
}

/// Returns rows and groups, the worst first, and of these those with most rows; a row in a group comes with the group.
pub(crate) fn entries(rows: &[Row], groups: &[Group]) -> Vec<Entry> {
    let grouped: std::collections::HashSet<usize> =
        groups.iter().flat_map(|group| group.rows.iter().copied()).collect();
    let alone = (0..rows.len()).filter(|at| !grouped.contains(at)).map(Entry::Row);
    let mut entries: Vec<Entry> = alone.chain((0..groups.len()).map(Entry::Group)).collect();
    let weight = |entry: &Entry| match entry {
        Entry::Row(at) => {
            let row = &rows[*at];
            let worst = weight(row.wire.verdict, row.rust.verdict);
            (!row.is_open(), worst, Reverse(1), row.subject.as_str(), row.rule.as_str())
        }
        Entry::Group(at) => {
            let group = &groups[*at];
            let is_waived = group.rows.iter().all(|at| !rows[*at].is_open());
            (is_waived, weight(group.wire, group.rust), Reverse(group.rows.len()), group.title.as_str(), "")
        }
    };
    entries.sort_by(|a, b| weight(a).cmp(&weight(b)));
    entries
}

/// Returns the sort key of a row: certain breakage on either side comes first.
pub(crate) fn weight(wire: Wire, rust: Rust) -> Reverse<(u8, Wire, Rust)> {
    let worst = match (wire, rust) {
        (Wire::Breaks, Rust::Major) => 5,
        (Wire::Breaks, _) | (_, Rust::Major) => 4,
        (Wire::Risk, _) => 3,
        (Wire::Silent, _) | (_, Rust::Silent) => 2,
        (_, Rust::Deprecation) => 1,
        _ => 0,
    };
    Reverse((worst, wire, rust))
}

fn merges(rows: &[Row], family: Family) -> Group {
    let kind = if family.is_split { GroupKind::Split } else { GroupKind::Merge };
    let places = family.rows();
    Group { merges: family.merges, ..group(rows, kind, family.title, places) }
}

/// Returns a group with the worst verdicts of its rows.
fn group(rows: &[Row], kind: GroupKind, title: String, places: Vec<usize>) -> Group {
    let of = || places.iter().filter_map(|at| rows.get(*at));
    let wire = of().map(|row| row.wire.verdict).max().unwrap_or_default();
    let rust = of().map(|row| row.rust.verdict).max().unwrap_or_default();
    Group { kind, title, rows: places, wire, rust, merges: Vec::new() }
}
