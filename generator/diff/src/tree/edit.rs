//! Edits that turn one tree into another: complete, reversible, and without judgement.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use bitrix24_schema::Subject;

use crate::tree::{Facet, Fact, Kind, Node};

/// One difference.
#[derive(Clone, Debug, PartialEq)]
pub struct Edit {
    /// The changed, added or removed part.
    pub subject: Subject,
    /// Its kind.
    pub kind: Kind,
    /// The kind of difference.
    pub action: Action,
    /// The part around it.
    pub parent: Subject,
}

/// The kind of difference.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// The part is only in the new tree, at this index among its siblings.
    Added(Arc<Node>, usize),
    /// The part is only in the old tree.
    Removed(Arc<Node>, usize),
    /// A fact of it changed; `None` is unknown.
    Changed(Facet, Option<Fact>, Option<Fact>),
    /// The common parts in it have another order: the names, by kind.
    Reordered(Vec<(Kind, String)>, Vec<(Kind, String)>),
    /// It is described elsewhere in the schema.
    Moved(crate::tree::Place, crate::tree::Place),
}

impl Edit {
    /// Returns the reverse edit.
    #[must_use]
    pub fn mirrored(&self) -> Edit {
        let action = match self.action.clone() {
            Action::Added(node, at) => Action::Removed(node, at),
            Action::Removed(node, at) => Action::Added(node, at),
            Action::Changed(facet, before, after) => Action::Changed(facet, after, before),
            Action::Reordered(before, after) => Action::Reordered(after, before),
            Action::Moved(before, after) => Action::Moved(after, before),
        };
        Edit { action, ..self.clone() }
    }
}

/// Returns all differences between two trees, in the order of the new one, with removals first.
pub fn edits(old: &Node, new: &Node) -> Vec<Edit> {
    let mut edits = Vec::new();
    compare(old, new, &Subject::default(), &mut edits);
    edits
}

fn compare(old: &Node, new: &Node, parent: &Subject, edits: &mut Vec<Edit>) {
    let edit = |action| Edit { subject: new.subject.clone(), kind: new.kind, action, parent: parent.clone() };
    if old.place != new.place {
        edits.push(edit(Action::Moved(old.place.clone(), new.place.clone())));
    }
    if old.facts != new.facts {
        let facets: BTreeSet<Facet> = old.facts.iter().chain(&new.facts).map(|(facet, _)| *facet).collect();
        for facet in facets {
            let (before, after) = (old.fact(facet), new.fact(facet));
            if before != after {
                edits.push(edit(Action::Changed(facet, before.cloned(), after.cloned())));
            }
        }
    }
    // Most parts have the same parts in the same order.
    if old.parts.len() == new.parts.len() && old.parts.iter().zip(&new.parts).all(|(old, new)| name(old) == name(new)) {
        old.parts.iter().zip(&new.parts).for_each(|(old, part)| compare(old, part, &new.subject, edits));
        return;
    }
    let before: HashMap<(Kind, &str), &Node> = by_name(old);
    let after: HashMap<(Kind, &str), &Node> = by_name(new);
    for (at, part) in old.parts.iter().enumerate() {
        if !after.contains_key(&name(part)) {
            edits.push(Edit {
                subject: part.subject.clone(),
                kind: part.kind,
                action: Action::Removed(Arc::new(part.clone()), at),
                parent: new.subject.clone(),
            });
        }
    }
    let stay = |parts: &[Node], other: &HashMap<(Kind, &str), &Node>| -> Vec<(Kind, String)> {
        let both = parts.iter().filter(|part| other.contains_key(&name(part)));
        both.map(|part| (part.kind, part.name.clone())).collect()
    };
    let (old_order, new_order) = (stay(&old.parts, &after), stay(&new.parts, &before));
    if old_order != new_order {
        edits.push(edit(Action::Reordered(old_order, new_order)));
    }
    for (at, part) in new.parts.iter().enumerate() {
        match before.get(&name(part)) {
            Some(old) => compare(old, part, &new.subject, edits),
            None => edits.push(Edit {
                subject: part.subject.clone(),
                kind: part.kind,
                action: Action::Added(Arc::new(part.clone()), at),
                parent: new.subject.clone(),
            }),
        }
    }
}

fn name(part: &Node) -> (Kind, &str) {
    (part.kind, part.name.as_str())
}

fn by_name(node: &Node) -> HashMap<(Kind, &str), &Node> {
    node.parts.iter().map(|part| (name(part), part)).collect()
}

/// Turns the old tree into the new one.
pub fn apply(tree: &mut Node, edits: &[Edit]) {
    let mut by_subject: HashMap<&Subject, Vec<&Edit>> = HashMap::new();
    for edit in edits {
        let target = match edit.action {
            Action::Added(..) | Action::Removed(..) => &edit.parent,
            Action::Changed(..) | Action::Reordered(..) | Action::Moved(..) => &edit.subject,
        };
        by_subject.entry(target).or_default().push(edit);
    }
    apply_to(tree, &by_subject);
}

fn apply_to(node: &mut Node, edits: &HashMap<&Subject, Vec<&Edit>>) {
    // An added part is already complete.
    let mut added = HashSet::new();
    for edit in edits.get(&node.subject).into_iter().flatten() {
        match &edit.action {
            Action::Removed(part, _) => node.parts.retain(|known| name(known) != name(part)),
            Action::Reordered(_, order) => {
                let place = |part: &Node| order.iter().position(|(kind, of)| name(part) == (*kind, of.as_str()));
                node.parts.sort_by_key(|part| place(part));
            }
            Action::Added(part, at) => {
                added.insert(part.subject.clone());
                node.parts.insert((*at).min(node.parts.len()), (**part).clone());
            }
            Action::Changed(facet, _, after) => {
                node.facts.retain(|(known, _)| known != facet);
                node.facts.extend(after.clone().map(|fact| (*facet, fact)));
                node.facts.sort_by_key(|(facet, _)| *facet);
            }
            Action::Moved(_, place) => node.place = place.clone(),
        }
    }
    for part in node.parts.iter_mut().filter(|part| !added.contains(&part.subject)) {
        apply_to(part, edits);
    }
}
