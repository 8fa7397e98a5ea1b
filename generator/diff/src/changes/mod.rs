//! Makes changes of edits: those that belong together are merged.

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
use change::Change;
use usage::Usage;

/// The content of shared types, for parts whose type has another name now.
#[derive(Default)]
struct Behind {
    /// The old and the new type of a part, with names of shared types replaced by their own types.
    meanings: HashMap<Subject, (Json, Json)>,
    /// The parts of shared types, as parts of the part with that type, before and after.
    parts: (HashMap<Subject, Node>, HashMap<Subject, Node>),
    /// True for a part inside whose values are listed, before and after.
    listed: HashMap<Subject, (bool, bool)>,
}

impl Behind {
    /// Records the parts of an expanded type whose values are listed.
    fn list(&mut self, node: &Node, put: fn(&mut (bool, bool))) {
        if node.parts.iter().any(|part| part.kind == Kind::Value) {
            put(self.listed.entry(node.subject.clone()).or_default());
        }
        node.parts.iter().for_each(|part| self.list(part, put));
    }

    /// Records the parts of a part, each without its own parts.
    fn note(parts: &mut HashMap<Subject, Node>, node: &Node) {
        for part in &node.parts {
            parts.insert(part.subject.clone(), Node { parts: Vec::new(), ..part.clone() });
            Self::note(parts, part);
        }
    }
}

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

    /// Returns a part with the content of the shared types that it names.
    fn expanded(&self, node: &Node) -> Node {
        let Some(ty) = node.text(Facet::Type) else { return node.clone() };
        let mut expanded = node.clone();
        let shared = |name: &str| self.types.get(name);
        let written = replaced(ty, |name| shared(name).map(|shared| shared.text(Facet::Type).unwrap_or("any")));
        for shared in usage::named(ty).filter_map(shared) {
            expanded.parts.extend(shared.parts.iter().map(|part| under(&node.subject, &shared.subject, part)));
        }
        if let Some((_, fact)) = expanded.facts.iter_mut().find(|(facet, _)| *facet == Facet::Type) {
            *fact = Json::String(written);
        }
        expanded
    }
}

/// Returns a type with names of shared types replaced.
fn replaced<'n>(ty: &str, by: impl Fn(&str) -> Option<&'n str>) -> String {
    let (mut written, mut rest) = (String::new(), ty);
    // In the order of the text, because one name may be the beginning of another.
    for name in usage::named(ty) {
        let Some((before, after)) = rest.split_once(name) else { continue };
        written += before;
        written += by(name).unwrap_or(name);
        rest = after;
    }
    written + rest
}

/// Returns a part of a shared type as a part of the part with that type.
fn under(place: &Subject, shared: &Subject, part: &Node) -> Node {
    let mut part = part.clone();
    let rest = part.subject.as_str().strip_prefix(shared.as_str()).unwrap_or_default().to_owned();
    let rest = rest.trim_start_matches('#');
    let joint = if rest.starts_with(['=', '[']) { "" } else { "." };
    part.subject = Subject::from(format!("{place}{joint}{rest}"));
    part.parts = part.parts.iter().map(|inner| under(place, shared, inner)).collect();
    part
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

    /// Compares the content of the two types where a part has a type with another name.
    fn expand(&self, edits: Vec<Edit>) -> (Vec<Edit>, Behind) {
        let mut expanded: HashMap<Subject, Vec<Edit>> = HashMap::new();
        let mut behind = Behind::default();
        let renamed = self.renamed_types(&edits);
        for edit in &edits {
            let Action::Changed(Facet::Type, Some(Json::String(before)), Some(Json::String(after))) = &edit.action
            else {
                continue;
            };
            if usage::named(before).chain(usage::named(after)).next().is_none() {
                continue;
            }
            let (Some(old), Some(new)) = (self.old.parts.get(&edit.subject), self.new.parts.get(&edit.subject)) else {
                continue;
            };
            // Changes inside a renamed type are reported once, with the type.
            if replaced(before, |name| renamed.get(name).map(String::as_str)) == *after {
                let same = Json::String(after.clone());
                behind.meanings.insert(edit.subject.clone(), (same.clone(), same));
                expanded.insert(edit.subject.clone(), Vec::new());
                continue;
            }
            let (old, new) = (self.old.expanded(old), self.new.expanded(new));
            Behind::note(&mut behind.parts.0, &old);
            Behind::note(&mut behind.parts.1, &new);
            let ty = |node: &Node| node.fact(Facet::Type).cloned().unwrap_or_default();
            behind.meanings.insert(edit.subject.clone(), (ty(&old), ty(&new)));
            behind.list(&old, |listed| listed.0 = true);
            behind.list(&new, |listed| listed.1 = true);
            let inner = edit::edits(&old, &new).into_iter();
            expanded.insert(edit.subject.clone(), inner.filter(|inner| is_fact(inner, &edit.subject)).collect());
        }
        if expanded.is_empty() {
            return (edits, behind);
        }
        let mut all = Vec::new();
        for edit in edits {
            let is_type = matches!(edit.action, Action::Changed(Facet::Type, ..));
            match expanded.get(&edit.subject).filter(|_| is_type) {
                Some(inner) => {
                    all.push(edit);
                    all.extend(inner.iter().cloned());
                }
                None if is_child(&edit, &expanded) => {}
                None => all.push(edit),
            }
        }
        (all, behind)
    }

    /// Returns the former names of renamed shared types, each with the new one.
    fn renamed_types(&self, edits: &[Edit]) -> HashMap<String, String> {
        let came_or_went =
            |edit: &&Edit| edit.kind == Kind::Type && matches!(edit.action, Action::Added(..) | Action::Removed(..));
        let types: Vec<Change> = edits.iter().filter(came_or_went).map(|edit| self.change(edit)).collect();
        let name = |node: &Option<Node>| node.as_ref().map(|node| node.name.clone());
        let pairs = rename::pairs(&types).into_iter();
        pairs.filter_map(|(gone, (came, _))| Some((name(&types[gone].old)?, name(&types[came].new)?))).collect()
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

/// Returns true if an edit between two expanded types is about the API, and not about our words, the place or the
/// type's own name.
fn is_fact(edit: &Edit, of: &Subject) -> bool {
    match &edit.action {
        Action::Moved(..) | Action::Reordered(..) => false,
        Action::Changed(Facet::Type, ..) => edit.subject != *of,
        Action::Changed(facet, ..) => !facet.is_text() && *facet != Facet::Rust && edit.subject != *of,
        Action::Added(..) | Action::Removed(..) => true,
    }
}

fn is_child(edit: &Edit, expanded: &HashMap<Subject, Vec<Edit>>) -> bool {
    expanded.contains_key(&edit.parent) && matches!(edit.action, Action::Added(..) | Action::Removed(..))
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
