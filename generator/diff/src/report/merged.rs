//! Groups of rows that follow from merges: types that methods had for themselves and share now, and the reverse.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::report::described;
use crate::report::row::Row;
use crate::verdict::{Rust, Wire};
use bitrix24_schema::Subject;

/// A shared type into which types were merged, or that was split.
#[derive(Clone, Debug, Serialize, schemars::JsonSchema)]
pub struct Merge {
    /// The name of its rows' `cluster`.
    pub cluster: String,
    /// The shared type: `crm.Deal`.
    pub of: String,
    /// Its path in the crate, if a changed item names it.
    pub path: Option<String>,
    /// The places that had a type of their own, or have one now.
    #[schemars(with = "Vec<described::Subject>")]
    pub places: Vec<Subject>,
    /// The places for readers: `crm.deal.list's items`.
    #[serde(skip)]
    pub(crate) named: Vec<String>,
    /// The paths in the crate that the types of those places had, or have.
    pub types: Vec<String>,
    /// The indexes of its rows in the report.
    pub rows: Vec<usize>,
    /// The worst of their verdicts on the wire.
    pub wire: Wire,
    /// The worst of their verdicts for Rust.
    pub rust: Rust,
}

/// The merges or splits of one top-level module.
pub(crate) struct Family {
    pub(crate) is_split: bool,
    pub(crate) title: String,
    /// Those with most rows first.
    pub(crate) merges: Vec<Merge>,
}

/// Returns the merges and splits of each top-level module.
pub(crate) fn families(rows: &[Row]) -> Vec<Family> {
    let mut by_cluster: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, row) in rows.iter().enumerate() {
        if let Some(cluster) = &row.cluster {
            by_cluster.entry(cluster).or_default().push(at);
        }
    }
    let mut families: BTreeMap<(bool, String), Vec<Merge>> = BTreeMap::new();
    for (cluster, places) in by_cluster {
        let merge = merge(rows, cluster, places);
        let name = merge.of.split('.').next().unwrap_or_default().to_owned();
        families.entry((merge.is_split(), name)).or_default().push(merge);
    }
    families.into_iter().map(|((is_split, name), merges)| Family::of(is_split, &name, merges)).collect()
}

impl Family {
    fn of(is_split: bool, name: &str, mut merges: Vec<Merge>) -> Self {
        merges.sort_by_key(|merge| std::cmp::Reverse(merge.rows.len()));
        let count: usize = merges.iter().map(|merge| merge.places.len()).sum();
        let title = match (merges.as_slice(), is_split) {
            ([one], _) => one.title(),
            (several, _) if count == 0 => format!("{name}: {} shared types tell other things", several.len()),
            (several, false) => format!("{name}: {count} types merged into {}", several.len()),
            (several, true) => format!("{name}: {} types split into {count}", several.len()),
        };
        Family { is_split, title, merges }
    }

    /// Returns the indexes of its rows.
    pub(crate) fn rows(&self) -> Vec<usize> {
        let mut rows: Vec<usize> = self.merges.iter().flat_map(|merge| merge.rows.iter().copied()).collect();
        rows.sort_unstable();
        rows
    }
}

fn merge(rows: &[Row], cluster: &str, places: Vec<usize>) -> Merge {
    let of = cluster.split_once(':').map_or(cluster, |(_, of)| of).to_owned();
    let its = || places.iter().filter_map(|at| rows.get(*at));
    let is_split = cluster.starts_with("split:");
    let mut types: Vec<String> = its()
        .filter(|row| row.is_place)
        .flat_map(|row| &row.items)
        .filter(|item| if is_split { item.before.is_none() } else { item.after.is_none() })
        // A field or a setter has the name of its object before its own.
        .filter(|item| item.path.rsplit("::").next().is_some_and(|name| name.starts_with(char::is_uppercase)))
        .map(|item| item.path.clone())
        .collect();
    outermost(&mut types);
    Merge {
        path: its().flat_map(|row| &row.items).find_map(|item| path(item.after.as_deref(), &item.path, &of)),
        places: its().filter(|row| row.is_place).map(|row| row.subject.clone()).collect(),
        named: its().filter(|row| row.is_place).map(place).collect(),
        types,
        wire: its().map(|row| row.wire.verdict).max().unwrap_or_default(),
        rust: its().map(|row| row.rust.verdict).max().unwrap_or_default(),
        cluster: cluster.to_owned(),
        of,
        rows: places,
    }
}

/// Leaves out the types that are named after another one because they are inside it.
fn outermost(types: &mut Vec<String>) {
    types.sort();
    types.dedup_by(|next, before| next.starts_with(before.as_str()));
}

/// Returns the path by which users name a shared type, if an item is it or has its type.
fn path(declared: Option<&str>, of_item: &str, of: &str) -> Option<String> {
    let name = of.rsplit('.').next()?;
    let texts = [Some(of_item), declared];
    texts.into_iter().flatten().find_map(|text| {
        let (_, rest) = text.split_once("types::")?;
        let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':')).unwrap_or(rest.len());
        let path = rest.get(..end)?.trim_end_matches(':');
        (path.rsplit("::").next() == Some(name)).then(|| path.to_owned())
    })
}

impl Merge {
    /// Returns true if the shared type was split.
    pub fn is_split(&self) -> bool {
        self.cluster.starts_with("split:")
    }

    /// Returns its title: `6 types merged into crm.Deal`.
    pub(crate) fn title(&self) -> String {
        let types = match self.places.len() {
            // Each place has the type still, or has none now.
            0 => return format!("{} tells other things", self.of),
            1 => "1 type".to_owned(),
            count => format!("{count} types"),
        };
        match self.is_split() {
            false => format!("{types} merged into {}", self.of),
            true => format!("{} split into {types}", self.of),
        }
    }

    /// Returns its first places for readers: `crm.deal.get's result, crm.deal.list's items and 3 more`.
    pub fn from(&self, most: usize) -> String {
        some(&self.named, most)
    }
}

/// Returns the first of several names, and the number of others.
pub(crate) fn some(names: &[String], most: usize) -> String {
    let shown = names.iter().take(most).map(String::as_str).collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(most) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

/// Returns a place for readers.
fn place(row: &Row) -> String {
    let owner = row.subject.owner();
    let owner = owner.strip_prefix("type:").unwrap_or(owner);
    let is_list = |ty: &Option<String>| ty.as_ref().is_some_and(|ty| ty.ends_with("[]"));
    match row.subject.part() {
        None => owner.to_owned(),
        Some("out") if is_list(&row.before) || is_list(&row.after) => format!("{owner}'s items"),
        Some("out") => format!("{owner}'s result"),
        Some(part) => {
            let part = part.strip_prefix("in.").or_else(|| part.strip_prefix("out.")).unwrap_or(part);
            format!("{owner}'s {part}")
        }
    }
}
