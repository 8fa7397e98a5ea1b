//! Makes changes of edits: those that belong together are merged.

mod behind;
pub(crate) mod change;
pub(crate) mod fold;
pub(crate) mod rename;
pub(crate) mod usage;

use std::collections::{HashMap, HashSet};

use bitrix24_schema::Subject;
use serde_json::Value as Json;

use crate::tree::compat::{self, Relation};
use crate::tree::edit::{self, Action, Edit};
use crate::tree::{Facet, Kind, Node, Place};
use crate::verdict::{Direction, What};
use behind::Behind;
use change::Change;
use usage::Usage;

/// Two trees, with their parts by subject, and the uses of shared types.
pub(crate) struct Trees<'t> {
    old: Side<'t>,
    new: Side<'t>,
    usage: Usage,
}

/// One of two trees.
struct Side<'t> {
    parts: HashMap<&'t Subject, &'t Node>,
    types: HashMap<&'t str, &'t Node>,
}

impl<'t> Side<'t> {
    fn of(tree: &'t Node) -> Self {
        let mut side = Side { parts: HashMap::new(), types: HashMap::new() };
        side.add(tree);
        side
    }

    fn add(&mut self, node: &'t Node) {
        if node.kind == Kind::Type {
            self.types.insert(&node.name, node);
        }
        self.parts.insert(&node.subject, node);
        node.parts.iter().for_each(|part| self.add(part));
    }
}

impl<'t> Trees<'t> {
    pub(crate) fn new(old: &'t Node, new: &'t Node) -> Self {
        Trees { old: Side::of(old), new: Side::of(new), usage: Usage::of(old).and(Usage::of(new)) }
    }

    /// Returns the methods that a change of a shared type affects; none for any other change.
    pub(crate) fn occurrences(&self, subject: &Subject) -> Vec<String> {
        subject.owner().strip_prefix("type:").map(|name| self.usage.methods(name)).unwrap_or_default()
    }

    /// Returns the owner of a part, such as its method or shared type, before and after.
    pub(crate) fn owners(&self, subject: &Subject) -> (Option<&'t Node>, Option<&'t Node>) {
        let owner = Subject::from(subject.owner().to_owned());
        (self.old.parts.get(&owner).copied(), self.new.parts.get(&owner).copied())
    }

    fn direction(&self, subject: &Subject) -> Direction {
        if let Some(name) = subject.owner().strip_prefix("type:") {
            return self.usage.direction(name);
        }
        match subject.part() {
            Some(part) if part.starts_with("in") => Direction::In,
            Some(part) if part.starts_with("out") => Direction::Out,
            _ => Direction::Neither,
        }
    }

    /// Returns all changes, in the order of the edits.
    pub(crate) fn changes(&self, edits: Vec<Edit>) -> Vec<Change> {
        let (edits, behind) = self.expand(edits);
        let absorbed = absorbed(&edits, &behind);
        let mut changes = Vec::new();
        for edit in &edits {
            if !is_absorbed(edit, &absorbed, &behind) {
                let mut change = self.change(edit);
                if matches!(edit.action, Action::Changed(..)) {
                    change.old = change.old.or_else(|| behind.parts.0.get(&edit.subject).cloned());
                    change.new = change.new.or_else(|| behind.parts.1.get(&edit.subject).cloned());
                }
                if change.what == What::Fact(Facet::Type)
                    && let Some((before, after)) = behind.meanings.get(&edit.subject)
                {
                    if before == after {
                        change.what = What::TypeMoved;
                    }
                    change.meant = Some((before.clone(), after.clone()));
                }
                changes.push(change);
            } else if let Some(change) =
                changes.iter_mut().rev().find(|change: &&mut Change| change.subject == edit.parent)
            {
                change.swallowed += 1;
            }
        }
        fold::fold(self.became(changes, &behind))
    }

    /// Returns a change of the crate that depends on no fact of the schema.
    pub(crate) fn item(&self, subject: &Subject) -> Change {
        let kind =
            self.new.parts.get(subject).or_else(|| self.old.parts.get(subject)).map_or(Kind::Schema, |node| node.kind);
        let (parent, place) = (Subject::default(), Place::default());
        let action = Action::Moved(place.clone(), place);
        Change { what: What::Item, ..self.change(&Edit { subject: subject.clone(), kind, action, parent }) }
    }

    /// Returns the changes inside a renamed part.
    pub(crate) fn inside(&self, old: &Node, new: &Node) -> Vec<Change> {
        let edits = edit::edits(&renamed(old, &old.subject, &new.subject), new);
        let own = |edit: &Edit| {
            edit.subject == new.subject && matches!(edit.action, Action::Changed(facet, ..) if facet == Facet::Rust)
        };
        self.changes(edits.into_iter().filter(|edit| !own(edit)).collect())
    }

    fn change(&self, edit: &Edit) -> Change {
        let head =
            |side: &Side<'_>| side.parts.get(&edit.subject).map(|node| Node { parts: Vec::new(), ..(*node).clone() });
        let mut change = Change {
            subject: edit.subject.clone(),
            parent: edit.parent.clone(),
            kind: edit.kind,
            direction: self.direction(&edit.subject),
            what: What::Moved,
            old: None,
            new: None,
            before: None,
            after: None,
            swallowed: 0,
            meant: None,
            score: None,
        };
        match &edit.action {
            Action::Added(node, _) => {
                (change.what, change.swallowed) = (What::Added, node.size());
                change.new = Some((**node).clone());
            }
            Action::Removed(node, _) => {
                (change.what, change.swallowed) = (What::Removed, node.size());
                change.old = Some((**node).clone());
            }
            action => {
                (change.old, change.new) = (head(&self.old), head(&self.new));
                match action {
                    Action::Changed(facet, before, after) => {
                        change.what = What::Fact(*facet);
                        (change.before, change.after) = (before.clone(), after.clone());
                    }
                    Action::Reordered(..) => change.what = What::Reordered,
                    Action::Moved(..) | Action::Added(..) | Action::Removed(..) => {}
                }
            }
        }
        change
    }

    /// Merges the values of a list that is new, or no longer exists, into one change.
    fn became(&self, changes: Vec<Change>, behind: &Behind) -> Vec<Change> {
        let listed = |side: &Side<'_>, subject: &Subject| {
            side.parts.get(subject).map(|node| node.parts.iter().any(|part| part.kind == Kind::Value))
        };
        let both = |subject: &Subject| match behind.listed.get(subject) {
            Some((before, after)) => (Some(*before), Some(*after)),
            None => (listed(&self.old, subject), listed(&self.new, subject)),
        };
        let mut seen = HashMap::new();
        let mut kept: Vec<Change> = Vec::new();
        for change in changes {
            let parent = match (change.kind, change.what) {
                (Kind::Value, What::Added | What::Removed) => Some(change.parent.clone()),
                _ => None,
            };
            let what = parent.as_ref().and_then(|parent| match both(parent) {
                (Some(false), Some(true)) => Some(What::BecameEnum),
                (Some(true), Some(false)) => Some(What::BecameOpen),
                _ => None,
            });
            let (Some(parent), Some(what)) = (parent, what) else {
                kept.push(change);
                continue;
            };
            let value = Json::String(
                change.old.as_ref().or(change.new.as_ref()).map_or_else(String::new, |node| node.name.clone()),
            );
            let at = *seen.entry(parent.clone()).or_insert_with(|| {
                let edit = Edit {
                    subject: parent.clone(),
                    kind: Kind::Field,
                    action: Action::Moved(Place::default(), Place::default()),
                    parent: Subject::default(),
                };
                kept.push(Change { what, ..self.change(&edit) });
                kept.len() - 1
            });
            let list = if what == What::BecameEnum { &mut kept[at].after } else { &mut kept[at].before };
            match list {
                Some(Json::Array(values)) => values.push(value),
                _ => *list = Some(Json::Array(vec![value])),
            }
            kept[at].kind = kept[at].new.as_ref().map_or(Kind::Field, |node| node.kind);
        }
        kept
    }
}

/// Returns a part with its subject, and those inside, moved from one subject to another.
fn renamed(node: &Node, from: &Subject, to: &Subject) -> Node {
    let rest = node.subject.as_str().strip_prefix(from.as_str()).unwrap_or_default();
    let parts = node.parts.iter().map(|part| renamed(part, from, to)).collect();
    Node { subject: Subject::from(format!("{to}{rest}")), parts, ..node.clone() }
}

/// Returns the parts whose type changed: their own parts were added or removed with it.
fn absorbed(edits: &[Edit], behind: &Behind) -> HashSet<Subject> {
    let types = edits.iter().filter_map(|edit| match &edit.action {
        Action::Changed(Facet::Type, before, after) => {
            let text = |fact: Option<&Json>| fact.and_then(Json::as_str).unwrap_or("any").to_owned();
            let meant = behind.meanings.get(&edit.subject);
            let before = text(meant.map(|(before, _)| before).or(before.as_ref()));
            let after = text(meant.map(|(_, after)| after).or(after.as_ref()));
            (compat::relation(&before, &after) != Relation::Same).then(|| edit.subject.clone())
        }
        _ => None,
    });
    types.collect()
}

fn is_absorbed(edit: &Edit, types: &HashSet<Subject>, behind: &Behind) -> bool {
    let came_or_went = matches!(edit.action, Action::Added(..) | Action::Removed(..));
    let is_inside = match edit.kind {
        Kind::Field | Kind::Key => true,
        // The values of a shared type are added and removed with its name.
        Kind::Value => behind.meanings.contains_key(&edit.parent),
        _ => false,
    };
    came_or_went && is_inside && types.contains(&edit.parent)
}
