//! Two trees to compare, and the change that an edit between them is.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use bitrix24_schema::{Subject, parallel};

use super::change::Change;
use super::ground;
use super::usage::Usage;
use crate::tree::edit::{Action, Edit};
use crate::tree::{Facet, Kind, Node, Place};
use crate::verdict::{Direction, Ground, Said, What};

/// Two trees, with their parts by subject, and the uses of shared types.
pub(crate) struct Trees<'t> {
    pub(super) old: Side<'t>,
    pub(super) new: Side<'t>,
    pub(super) usage: Usage,
    /// The names of shared types that stand for other things, on other pages and of other methods, in the later tree.
    pub(super) others: HashSet<String>,
    /// The descriptions of each method of the earlier tree.
    pub(super) grounds: HashMap<&'t str, Ground>,
}

/// One of two trees.
pub(super) struct Side<'t> {
    pub(super) parts: HashMap<&'t str, &'t Node>,
    pub(super) types: HashMap<&'t str, &'t Node>,
    /// True if it describes events: a schema may know none yet.
    pub(super) has_events: bool,
}

impl<'t> Side<'t> {
    fn of(tree: &'t Node) -> Self {
        let parts = HashMap::with_capacity(1 + tree.size());
        let mut side = Side { parts, types: HashMap::new(), has_events: false };
        side.add(tree);
        side
    }

    fn add(&mut self, node: &'t Node) {
        if node.kind == Kind::Type {
            self.types.insert(&node.name, node);
        }
        self.has_events |= node.kind == Kind::Event;
        self.parts.insert(node.subject.as_str(), node);
        node.parts.iter().for_each(|part| self.add(part));
    }
}

impl<'t> Trees<'t> {
    pub(crate) fn new(old: &'t Node, new: &'t Node) -> Self {
        let ((before, had), (after, has)) =
            parallel::both(|| (Side::of(old), Usage::of(old)), || (Side::of(new), Usage::of(new)));
        let is_other = |(name, node): &(&&str, &&Node)| {
            let page = |node: &Node| node.text(Facet::Page).map(str::to_owned);
            let (had, has) = (had.methods(name), has.methods(name));
            before.types.get(**name).is_some_and(|old| page(old).is_some() && page(old) != page(node))
                && !has.is_empty()
                && !had.iter().any(|method| has.contains(method))
        };
        let others = after.types.iter().filter(is_other).map(|(name, _)| (*name).to_owned()).collect();
        let is_method = |node: &&Node| node.kind == Kind::Method;
        let methods = old.parts.iter().filter(is_method).map(|method| {
            let name = method.subject.as_str();
            (name, ground::of(method, after.parts.get(name).copied().filter(is_method)))
        });
        let grounds = methods.collect();
        Trees { old: before, new: after, usage: had.and(has), others, grounds }
    }

    /// Returns the description around a part; that of a shared type is taken as complete, and so is that of
    /// an event, unless its schema describes none.
    pub(super) fn ground(&self, kind: Kind, subject: &Subject) -> Ground {
        if let Some(name) = subject.owner().strip_prefix("type:") {
            return Ground { is_other_thing: self.others.contains(name), ..Ground::default() };
        }
        if subject.owner().starts_with("event:") {
            let said = |side: &Side<'_>| if side.has_events { Said::Fully } else { Said::Draft };
            return Ground { old: said(&self.old), new: said(&self.new), ..Ground::default() };
        }
        let (part, owner) = (self.old.parts.get(subject.as_str()), subject.owner());
        Ground {
            holds_required: part.is_some_and(|part| part.parts.iter().any(ground::is_marked_within)),
            is_in_error: self.old.parts.get(owner).is_some_and(|method| ground::is_in_error(method, kind, subject)),
            ..self.grounds.get(owner).copied().unwrap_or_default()
        }
    }

    /// Returns the methods that a change of a shared type affects; none for any other change.
    pub(crate) fn occurrences(&self, subject: &Subject) -> Vec<String> {
        subject.owner().strip_prefix("type:").map(|name| self.usage.methods(name)).unwrap_or_default()
    }

    /// Returns the owner of a part, such as its method or shared type, before and after.
    pub(crate) fn owners(&self, subject: &Subject) -> (Option<&'t Node>, Option<&'t Node>) {
        let owner = subject.owner();
        (self.old.parts.get(owner).copied(), self.new.parts.get(owner).copied())
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

    /// Returns a change of the crate that depends on no fact of the schema.
    pub(crate) fn item(&self, subject: &Subject) -> Change {
        let kind = self
            .new
            .parts
            .get(subject.as_str())
            .or_else(|| self.old.parts.get(subject.as_str()))
            .map_or(Kind::Schema, |node| node.kind);
        let (parent, place) = (Subject::default(), Place::default());
        let action = Action::Moved(place.clone(), place);
        Change { what: What::Item, ..self.change(&Edit { subject: subject.clone(), kind, action, parent }) }
    }

    /// Returns the change that an edit is.
    pub(super) fn change(&self, edit: &Edit) -> Change {
        let head = |side: &Side<'_>| side.parts.get(edit.subject.as_str()).map(|node| Arc::new(node.head()));
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
            ground: self.ground(edit.kind, &edit.subject),
        };
        match &edit.action {
            Action::Added(node, _) => {
                (change.what, change.swallowed) = (What::Added, node.size());
                change.new = Some(Arc::clone(node));
            }
            Action::Removed(node, _) => {
                (change.what, change.swallowed) = (What::Removed, node.size());
                change.old = Some(Arc::clone(node));
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
}
