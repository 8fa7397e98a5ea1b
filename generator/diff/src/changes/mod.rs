//! Makes changes of edits: those that belong together are merged.

mod behind;
pub(crate) mod change;
pub(crate) mod exchange;
pub(crate) mod fold;
pub(crate) mod gone;
mod ground;
pub(crate) mod merge;
pub(crate) mod nest;
pub(crate) mod rename;
mod trees;
pub(crate) mod usage;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use bitrix24_schema::{Subject, parallel};

use crate::tree::compat::{self, Relation};
use crate::tree::edit::{self, Action, Edit};
use crate::tree::{Facet, Fact, Kind, Node, Place};
use crate::verdict::{Ground, What};
use behind::Behind;
use change::Change;
use trees::Side;
pub(crate) use trees::Trees;

/// The number of edits of which all cores make changes.
const FEW: usize = 1_000;

impl Trees<'_> {
    /// Returns all changes, in the order of the edits.
    pub(crate) fn changes(&self, edits: Vec<Edit>) -> Vec<Change> {
        let (edits, behind) = self.expand(edits);
        let absorbed = Absorbed::of(&edits, &behind);
        let made = parallel::map_if(edits.len() > FEW, &edits, |edit| {
            (!absorbed.has(edit, &behind)).then(|| self.change_with(edit, &behind))
        });
        let mut changes = Vec::with_capacity(edits.len());
        for (edit, made) in edits.iter().zip(made) {
            if let Some(change) = made {
                changes.push(change);
            } else if let Some(change) =
                changes.iter_mut().rev().find(|change: &&mut Change| change.subject == edit.parent)
            {
                change.swallowed += 1;
            }
        }
        fold::fold(self.became(changes, &behind))
    }

    /// Returns the change that an edit is, with what stands behind the names of types.
    fn change_with(&self, edit: &Edit, behind: &Behind) -> Change {
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
        change
    }

    /// Returns the changes inside a renamed part.
    pub(crate) fn inside(&self, old: &Node, new: &Node) -> Vec<Change> {
        let before = renamed(old, &old.subject, &new.subject);
        let mut parts = HashMap::new();
        note(&before, &mut parts);
        let edits = edit::edits(&before, new);
        let own = |edit: &Edit| {
            edit.subject == new.subject && matches!(edit.action, Action::Changed(facet, ..) if facet == Facet::Rust)
        };
        let mut changes = self.changes(edits.into_iter().filter(|edit| !own(edit)).collect());
        let ground = ground::of(old, Some(new));
        // The old description is that of the former name.
        for change in &mut changes {
            if let (What::Fact(_), Some(part)) = (change.what, parts.get(&change.subject)) {
                change.old = Some(Arc::new(part.head()));
            }
            if old.kind == Kind::Method {
                let is_in_error = ground::is_in_error(old, change.kind, &change.subject);
                change.ground = Ground { is_in_error, ..ground };
            }
        }
        changes
    }

    /// Merges the values of a list that is new, or no longer exists, into one change.
    fn became(&self, changes: Vec<Change>, behind: &Behind) -> Vec<Change> {
        let listed = |side: &Side<'_>, subject: &Subject| {
            side.parts.get(subject.as_str()).map(|node| node.parts.iter().any(|part| part.kind == Kind::Value))
        };
        let both = |subject: &Subject| match behind.listed.get(subject) {
            Some((before, after)) => (Some(*before), Some(*after)),
            None => (listed(&self.old, subject), listed(&self.new, subject)),
        };
        let mut seen = HashMap::new();
        let mut kept: Vec<Change> = Vec::with_capacity(changes.len());
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
            let value = change.old.as_ref().or(change.new.as_ref()).map_or("", |node| node.name.as_str()).into();
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
            Fact::push(list, value);
            kept[at].kind = kept[at].new.as_ref().map_or(Kind::Field, |node| node.kind);
        }
        kept
    }
}

/// Records a part and those inside, by subject.
fn note<'n>(node: &'n Node, parts: &mut HashMap<&'n Subject, &'n Node>) {
    parts.insert(&node.subject, node);
    node.parts.iter().for_each(|part| note(part, parts));
}

/// Returns a part with its subject, and those inside, moved from one subject to another.
fn renamed(node: &Node, from: &Subject, to: &Subject) -> Node {
    let rest = node.subject.as_str().strip_prefix(from.as_str()).unwrap_or_default();
    let parts = node.parts.iter().map(|part| renamed(part, from, to)).collect();
    Node { subject: Subject::from(format!("{to}{rest}")), parts, ..node.head() }
}

/// The parts whose type changed: their own parts were added or removed with it.
#[derive(Default)]
struct Absorbed {
    types: HashSet<Subject>,
    /// The types of the values of those that are maps now, and of which the fields are entries.
    maps: HashMap<Subject, String>,
}

impl Absorbed {
    fn of(edits: &[Edit], behind: &Behind) -> Self {
        let mut absorbed = Absorbed::default();
        for edit in edits {
            let Action::Changed(Facet::Type, before, after) = &edit.action else { continue };
            let text = |fact: Option<&Fact>| fact.and_then(Fact::as_str).unwrap_or("any").to_owned();
            let meant = behind.meanings.get(&edit.subject);
            let before = text(meant.map(|(before, _)| before).or(before.as_ref()));
            let after = text(meant.map(|(_, after)| after).or(after.as_ref()));
            if compat::relation(&before, &after) != Relation::Same {
                absorbed.types.insert(edit.subject.clone());
            } else if let (None, Some(values)) = (compat::values(&before), compat::values(&after)) {
                absorbed.maps.insert(edit.subject.clone(), values);
            }
        }
        absorbed
    }

    fn has(&self, edit: &Edit, behind: &Behind) -> bool {
        if let (Action::Removed(node, _), Some(values)) = (&edit.action, self.maps.get(&edit.parent)) {
            let ty = node.text(Facet::Type).unwrap_or("any");
            let is_entry = !matches!(compat::relation(ty, values), Relation::Narrower | Relation::Other);
            return edit.kind == Kind::Field && is_entry;
        }
        let came_or_went = matches!(edit.action, Action::Added(..) | Action::Removed(..));
        let is_inside = match edit.kind {
            Kind::Field | Kind::Key => true,
            // The values of a shared type are added and removed with its name.
            Kind::Value => behind.meanings.contains_key(&edit.parent),
            _ => false,
        };
        came_or_went && is_inside && self.types.contains(&edit.parent)
    }
}
