//! A change: what is different at one place, before anybody judges it.

use bitrix24_schema::Subject;
use serde_json::Value as Json;

use crate::tree::compat::{self, Relation};
use crate::tree::{Facet, Kind, Node, Place};
use crate::verdict::{Case, Direction, What};

/// A change, before it is judged.
#[derive(Clone, Debug)]
pub(crate) struct Change {
    pub(crate) subject: Subject,
    /// The part around it.
    pub(crate) parent: Subject,
    pub(crate) kind: Kind,
    pub(crate) direction: Direction,
    pub(crate) what: What,
    /// The part before and after; without its own parts, unless it came or went.
    pub(crate) old: Option<Node>,
    pub(crate) new: Option<Node>,
    pub(crate) before: Option<Json>,
    pub(crate) after: Option<Json>,
    /// How many smaller changes it stands for.
    pub(crate) swallowed: usize,
    /// The fact before and after as it is judged by, where that is not as it is written: types by what their names stand for.
    pub(crate) meant: Option<(Json, Json)>,
    /// How sure a rename is, from none to one.
    pub(crate) score: Option<f64>,
}

impl Change {
    /// What its verdicts depend on.
    pub(crate) fn case(&self) -> Case<'_> {
        let (before, after) = match &self.meant {
            Some((before, after)) => (Some(before), Some(after)),
            None => (self.before.as_ref(), self.after.as_ref()),
        };
        Case {
            kind: self.kind,
            direction: self.direction,
            what: self.what,
            old: self.old.as_ref(),
            new: self.new.as_ref(),
            before,
            after,
        }
    }

    /// Where it is described, before and after.
    pub(crate) fn places(&self) -> (Option<&Place>, Option<&Place>) {
        (self.old.as_ref().map(|node| &node.place), self.new.as_ref().map(|node| &node.place))
    }

    /// Whether a type has the same name, but for its signs: pages write `crm_item` and `crm.item` of one thing.
    fn is_respelled(&self) -> bool {
        let text = |fact: &Option<Json>| fact.as_ref().and_then(Json::as_str).unwrap_or_default().to_owned();
        let (before, after) = (text(&self.before), text(&self.after));
        before.replace('.', "_") == after.replace('.', "_") && compat::relation(&before, &after) == Relation::Same
    }

    /// Whether it says nothing about the API: our words, our order, our names. Rust may still mind.
    pub(crate) fn is_text(&self) -> bool {
        match self.what {
            What::Fact(Facet::Type) => self.is_respelled(),
            What::Fact(facet) => facet.is_text() || facet == Facet::Rust || self.case().is_reordered(),
            What::Moved | What::Reordered => true,
            _ => false,
        }
    }
}
