//! Finds parts that stand inside another object now, or not inside one any more: `TITLE` became `fields.TITLE`.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::change::Change;
use crate::tree::compat::{self, Relation};
use crate::tree::{Facet, Fact, Kind, Node};
use crate::verdict::What;

/// The minimum length of a name that tells by itself that a part is the same.
const TELLING: usize = 5;

/// Merges a removal, and the addition of the same name elsewhere in the method, into a change of the place.
pub(crate) fn pair(mut changes: Vec<Change>) -> Vec<Change> {
    let inward = moves(&changes, What::Removed);
    let mut dropped = HashSet::new();
    for (at, target, other) in inward {
        if changes[other].new.as_ref().is_some_and(|node| node.subject == target.subject) {
            dropped.insert(other);
        }
        nest(&mut changes[at], |change| change.new = Some(target));
    }
    let outward = moves(&changes, What::Added);
    for (at, target, _) in outward.into_iter().filter(|(at, ..)| !dropped.contains(at)) {
        nest(&mut changes[at], |change| change.old = Some(target));
    }
    let mut at = 0;
    changes.retain(|_| {
        at += 1;
        !dropped.contains(&(at - 1))
    });
    changes
}

/// Makes a change of the place of a part of it.
fn nest(change: &mut Change, set: impl FnOnce(&mut Change)) {
    set(change);
    let path = |node: &Option<Arc<Node>>| -> Option<Fact> {
        let part = node.as_ref()?.subject.part()?;
        Some(Fact::from(part.split_once('.').map_or(part, |(_, path)| path)))
    };
    (change.what, change.before, change.after) = (What::Nested, path(&change.old), path(&change.new));
    // A change is known by its old place.
    if let Some(old) = &change.old {
        change.subject = old.subject.clone();
    }
}

/// A part that moved: the index of its change, the part in the other place, and the index of the change that has it.
type Move = (usize, Arc<Node>, usize);

/// Returns the parts that went, or came, of which the same method has one elsewhere that came, or went.
fn moves(changes: &[Change], what: What) -> Vec<Move> {
    let other = if what == What::Removed { What::Added } else { What::Removed };
    let mut places: HashMap<(&str, String), Vec<(&Node, usize)>> = HashMap::new();
    for (at, change) in changes.iter().enumerate().filter(|(_, change)| is_part(change) && change.what == other) {
        if let Some(node) = change.old.as_ref().or(change.new.as_ref()) {
            note(node, at, root(change), &mut places);
        }
    }
    let mut found: Vec<(usize, &Node, usize)> = Vec::new();
    for (at, change) in changes.iter().enumerate().filter(|(_, change)| is_part(change) && change.what == what) {
        let Some(node) = change.old.as_ref().or(change.new.as_ref()) else { continue };
        let there = places.get(&(root(change), folded(&node.name)));
        let Some([(target, other)]) = there.map(Vec::as_slice) else { continue };
        if depth(node) != depth(target) && is_same(node, target) {
            found.push((at, target, *other));
        }
    }
    let mut together: HashMap<&str, usize> = HashMap::new();
    for (_, target, _) in &found {
        *together.entry(around(target)).or_default() += 1;
    }
    found.retain(|(_, target, _)| target.name.len() >= TELLING || together[around(target)] > 1);
    found.into_iter().map(|(at, target, other)| (at, Arc::new(target.clone()), other)).collect()
}

fn is_part(change: &Change) -> bool {
    matches!(change.kind, Kind::Param | Kind::Field) && change.subject.part().is_some()
}

/// Returns the method and the side on which a part is: `crm.deal.add#in`.
fn root(change: &Change) -> &str {
    let subject = change.subject.as_str();
    let owner = change.subject.owner().len();
    subject[owner..].find(['.', '[']).map_or(subject, |at| &subject[..owner + at])
}

fn note<'c>(node: &'c Node, at: usize, root: &'c str, places: &mut HashMap<(&'c str, String), Vec<(&'c Node, usize)>>) {
    if matches!(node.kind, Kind::Param | Kind::Field) {
        places.entry((root, folded(&node.name))).or_default().push((node, at));
        node.parts.iter().for_each(|part| note(part, at, root, places));
    }
}

fn folded(name: &str) -> String {
    name.replace('_', "").to_lowercase()
}

fn depth(node: &Node) -> usize {
    node.place.depth()
}

/// Returns the subject of the part around a part.
fn around(node: &Node) -> &str {
    node.subject.as_str().strip_suffix(node.name.as_str()).unwrap_or_default()
}

/// Returns true if two parts have the same type, as far as both say one.
fn is_same(one: &Node, other: &Node) -> bool {
    let ty = |node: &Node| node.text(Facet::Type).unwrap_or("any").to_owned();
    matches!(compat::relation(&ty(one), &ty(other)), Relation::Same | Relation::Known)
}
