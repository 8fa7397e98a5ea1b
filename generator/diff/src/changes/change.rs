//! A change: the difference at one place, before it is judged.

use std::sync::Arc;

use bitrix24_schema::Subject;

use crate::tree::compat::{self, Relation};
use crate::tree::{Facet, Fact, Kind, Node, Place};
use crate::verdict::{Case, Direction, Ground, What};

/// A change, before it is judged.
#[derive(Clone, Debug)]
pub(crate) struct Change {
    pub(crate) subject: Subject,
    /// The part around it.
    pub(crate) parent: Subject,
    pub(crate) kind: Kind,
    pub(crate) direction: Direction,
    pub(crate) what: What,
    /// The part before and after; without its own parts, unless it was added or removed.
    pub(crate) old: Option<Arc<Node>>,
    pub(crate) new: Option<Arc<Node>>,
    pub(crate) before: Option<Fact>,
    pub(crate) after: Option<Fact>,
    /// The number of smaller changes that it includes.
    pub(crate) swallowed: usize,
    /// The fact before and after in the form that is judged, if that differs from the written one: types with their
    /// names resolved.
    pub(crate) meant: Option<(Fact, Fact)>,
    /// The certainty of a rename, from 0 to 1.
    pub(crate) score: Option<f64>,
    /// The description around it.
    pub(crate) ground: Ground,
}

impl Change {
    /// Returns the case on which its verdicts depend.
    pub(crate) fn case(&self) -> Case<'_> {
        let (before, after) = match &self.meant {
            Some((before, after)) => (Some(before), Some(after)),
            None => (self.before.as_ref(), self.after.as_ref()),
        };
        Case {
            kind: self.kind,
            direction: self.direction,
            what: self.what,
            old: self.old.as_deref(),
            new: self.new.as_deref(),
            before,
            after,
            ground: self.ground,
        }
    }

    /// Returns the places where it is described, before and after.
    pub(crate) fn places(&self) -> (Option<&Place>, Option<&Place>) {
        (self.old.as_ref().map(|node| &node.place), self.new.as_ref().map(|node| &node.place))
    }

    /// Returns true if only the spelling of a type's name changed: pages write both `crm_item` and `crm.item`.
    fn is_respelled(&self) -> bool {
        let text = |fact: &Option<Fact>| fact.as_ref().and_then(Fact::as_str).unwrap_or_default().to_owned();
        let (before, after) = (text(&self.before), text(&self.after));
        before.replace('.', "_") == after.replace('.', "_") && compat::relation(&before, &after) == Relation::Same
    }

    /// Returns true if only the case, the quotes or the punctuation of a message changed.
    fn is_repunctuated(&self) -> bool {
        let words = |fact: &Option<Fact>| -> Option<String> {
            let text = fact.as_ref()?.as_str()?;
            Some(text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect())
        };
        words(&self.before).is_some_and(|before| Some(before) == words(&self.after))
    }

    /// Returns true if it is not about the API, but about our words, order or names. It may still change the Rust
    /// crate.
    pub(crate) fn is_text(&self) -> bool {
        match self.what {
            What::Fact(Facet::Type) => self.is_respelled(),
            What::Fact(facet) => facet.is_text() || facet == Facet::Rust || self.case().is_reordered(),
            What::Moved | What::Reordered => true,
            What::Message => self.is_repunctuated(),
            _ => false,
        }
    }
}
