//! Finds parts that took each other's names: `payer` is called `buyer` now, and `buyer` is `payer`, or `owner`. By name
//! alone, each would be a part whose content was replaced.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use bitrix24_schema::Subject;

use super::change::Change;
use super::trees::Trees;
use super::{merge, rename, usage};
use crate::tree::compat::{self, Relation};
use crate::tree::edit::{Action, Edit};
use crate::tree::{Facet, Kind, Node};
use crate::verdict::What;

/// The maximum number of parts of one place that are compared with each other.
const FEW: usize = 100;

/// The minimum share of equal fields of two objects that are the same. Others would have to fit as well, so it may be low.
const EQUAL: f64 = 0.75;

/// The share of equal fields below which two objects of one name are not the same.
const OTHER: f64 = 0.5;

/// A part under its old name, and under its new one.
pub(crate) type Pair<'t> = (&'t Node, &'t Node);

/// Returns the parts that have a name that another part had before, or that another part has now.
pub(crate) fn pairs<'t>(old: &'t Node, new: &'t Node) -> Vec<Pair<'t>> {
    let mut found = Vec::new();
    look(old, new, &mut found);
    found
}

fn look<'t>(old: &'t Node, new: &'t Node, found: &mut Vec<Pair<'t>>) {
    if old.parts == new.parts {
        return;
    }
    let here = siblings(old, new);
    let taken: HashSet<&Subject> = here.iter().flat_map(|(old, new)| [&old.subject, &new.subject]).collect();
    let after = by_name(new);
    for part in old.parts.iter().filter(|part| !taken.contains(&part.subject)) {
        if let Some(same) = after.get(&(part.kind, part.name.as_str())) {
            look(part, same, found);
        }
    }
    found.extend(here);
}

/// Returns such parts of two parts of one name.
fn siblings<'t>(old: &'t Node, new: &'t Node) -> Vec<Pair<'t>> {
    let (before, after) = (by_name(old), by_name(new));
    let is_left = |part: &&Node, others: &HashMap<_, &Node>| match others.get(&(part.kind, part.name.as_str())) {
        Some(other) => is_other(part, other),
        None => true,
    };
    let named = |part: &&Node| matches!(part.kind, Kind::Param | Kind::Field);
    let gone: Vec<&Node> = old.parts.iter().filter(named).filter(|part| is_left(part, &after)).collect();
    let came: Vec<&Node> = new.parts.iter().filter(named).filter(|part| is_left(part, &before)).collect();
    if gone.len() > FEW || came.len() > FEW {
        return Vec::new();
    }
    let is_it = |old: &Node, new: &Node| old.name != new.name && old.kind == new.kind && is_same(old, new);
    let mut next: BTreeMap<&str, Pair<'t>> = BTreeMap::new();
    for part in &gone {
        let mut same = came.iter().filter(|new| is_it(part, new));
        // Where two parts fit, none is known.
        if let (Some(one), None) = (same.next(), same.next())
            && gone.iter().filter(|old| is_it(old, one)).count() == 1
        {
            next.insert(&part.name, (part, one));
        }
    }
    let (had, has) = (names(old), names(new));
    next.values().copied().filter(|pair| is_complete(*pair, &next, (&had, &has))).collect()
}

/// Returns true if each part whose name another one took is known by another name itself, and each name that was left is
/// taken, or gone.
fn is_complete<'t>(
    (old, new): Pair<'t>,
    next: &BTreeMap<&'t str, Pair<'t>>,
    (had, has): (&HashSet<&str>, &HashSet<&str>),
) -> bool {
    let (mut steps, mut end) = (1, new.name.as_str());
    while had.contains(end) && end != old.name {
        let Some((_, further)) = next.get(end) else { return false };
        (steps, end) = (steps + 1, further.name.as_str());
    }
    let mut start = old.name.as_str();
    while has.contains(start) && start != end {
        let Some((before, _)) = next.values().find(|(_, new)| new.name == start) else { return false };
        (steps, start) = (steps + 1, before.name.as_str());
    }
    steps > 1
}

fn names(node: &Node) -> HashSet<&str> {
    node.parts.iter().map(|part| part.name.as_str()).collect()
}

fn by_name(node: &Node) -> HashMap<(Kind, &str), &Node> {
    node.parts.iter().map(|part| ((part.kind, part.name.as_str()), part)).collect()
}

/// Returns true if two parts of one name are surely not the same.
fn is_other(old: &Node, new: &Node) -> bool {
    if old.facts == new.facts && old.parts == new.parts {
        return false;
    }
    if !old.parts.is_empty() && !new.parts.is_empty() {
        return rename::alike(old, new) < OTHER;
    }
    let ty = |node: &Node| node.text(Facet::Type).unwrap_or("any").to_owned();
    let (before, after) = (ty(old), ty(new));
    let names: HashSet<&str> = usage::named(&before).collect();
    let shares_a_name = usage::named(&after).any(|name| names.contains(name));
    compat::relation(&before, &after) == Relation::Other || names.len() == 1 && !shares_a_name
}

/// Returns true if two parts of different names are surely the same: by what is inside, or by the shared type.
fn is_same(old: &Node, new: &Node) -> bool {
    let ty = |node: &Node| node.text(Facet::Type).unwrap_or_default().to_owned();
    let names_a_type = usage::named(&ty(old)).next().is_some();
    let is_telling = names_a_type || rename::alike(old, new) >= EQUAL;
    is_telling && ty(old) == ty(new) && old.parts.is_empty() == new.parts.is_empty()
}

impl Trees<'_> {
    /// Returns edits without those of parts that exchanged their names.
    pub(crate) fn without(edits: Vec<Edit>, pairs: &[Pair<'_>]) -> Vec<Edit> {
        if pairs.is_empty() {
            return edits;
        }
        let subjects = pairs.iter().flat_map(|(old, new)| [old.subject.as_str(), new.subject.as_str()]);
        let taken: HashSet<&str> = subjects.collect();
        let is_taken = |edit: &Edit| merge::around(&edit.subject).any(|whole| taken.contains(whole));
        edits.into_iter().filter(|edit| !is_taken(edit)).collect()
    }

    /// Returns the renames of such parts, and the changes inside them.
    pub(crate) fn exchanged(&self, pairs: &[Pair<'_>]) -> Vec<Change> {
        let had: HashSet<&Subject> = pairs.iter().map(|(_, new)| &new.subject).collect();
        let mut changes = Vec::new();
        for (old, new) in pairs {
            let action = Action::Removed(Arc::new((*old).clone()), 0);
            let (subject, parent) = (old.subject.clone(), Subject::default());
            let mut change = self.change(&Edit { subject, kind: old.kind, action, parent });
            change.ground.is_reused = had.contains(&old.subject);
            changes.push(Change {
                what: What::Renamed,
                new: Some(Arc::new((*new).clone())),
                swallowed: 0,
                score: Some(EQUAL),
                ..change
            });
            changes.extend(self.inside(old, new));
        }
        changes
    }
}
