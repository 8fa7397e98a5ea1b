//! The cause of a change: a change of the API, or better knowledge of it.

use std::collections::{BTreeSet, HashMap};

use bitrix24_schema::model::Docs;
use bitrix24_schema::raw;
use bitrix24_schema::source::Sources;
use bitrix24_schema::yaml::{self, Tree};
use serde::Serialize;

use crate::changes::change::Change;
use crate::tree::compat::{self, Relation};
use crate::tree::{Facet, Fact, Kind, Place};
use crate::verdict::{Effect, Said, Verdict, What};

/// The number of changes of one method, additions excluded, from which its page counts as rewritten.
pub(crate) const REWRITTEN: usize = 10;

/// The reason of a change of the schema that no page explains.
pub(crate) const BY_HAND: &str = "The pages are the same: the schema was changed by hand.";

/// The cause of a change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// The vendor changed the API, as far as the pages tell.
    #[default]
    Vendor,
    /// The server is as it was: the description was wrong or told it in another way, and is right now.
    Correction,
    /// The description had not said it, and says it now.
    Learned,
    /// Another version of the importer read the same pages.
    Importer,
}

/// The reason of a change of the API.
const SAID: &str = "The documentation says so now.";

/// The origins of two schemas, compared.
pub(crate) struct Origins {
    /// True if both are made of the same pages.
    same_pages: bool,
    /// True if different importers made them.
    other_importer: bool,
    /// The targets that are corrected in one of them only: file, and keys.
    repaired: HashMap<String, Vec<String>>,
}

impl Origins {
    /// Returns the origins of two schemas.
    pub(crate) fn of(old: (&Docs, &Sources), new: (&Docs, &Sources)) -> Self {
        let pages = |docs: &Docs| (docs.date.clone(), docs.commit.clone());
        let (before, after) = (corrections(old.1), corrections(new.1));
        let mut repaired: HashMap<String, Vec<String>> = HashMap::new();
        for (file, at) in before.symmetric_difference(&after) {
            repaired.entry(file.clone()).or_default().push(at.clone());
        }
        Origins { same_pages: pages(old.0) == pages(new.0), other_importer: old.0.importer != new.0.importer, repaired }
    }

    /// Records that the pages differ: a tree of pages was just imported.
    pub(crate) fn pages_differ(&mut self) {
        self.same_pages = false;
    }

    /// Returns the probable cause of a change; `siblings` is the number of changes of its method.
    pub(crate) fn cause(&self, change: &Change, siblings: usize) -> Verdict<Cause> {
        let (cause, why) = match change {
            change if self.is_repaired(change) => {
                (Cause::Correction, "A correction of the schema was made or taken back.")
            }
            _ if self.same_pages && self.other_importer => {
                (Cause::Importer, "The same pages, read by another importer.")
            }
            change if is_learned(change) => (Cause::Learned, "It was not known before."),
            _ if self.same_pages => (Cause::Correction, BY_HAND),
            // A notice of deprecation is the vendor's, although the method goes on working.
            change if change.case().effect() == Effect::Describes && change.what != What::Fact(Facet::Deprecated) => {
                (Cause::Correction, "The server is as it was: the pages describe it in another way.")
            }
            // What a page says of the method itself does not depend on the rest of it.
            change if matches!(change.kind, Kind::Method | Kind::Event) => (Cause::Vendor, SAID),
            change if change.ground.old == Said::Draft => (Cause::Learned, "The old page was a draft."),
            _ if siblings >= REWRITTEN => {
                (Cause::Correction, "So much changed at once that the page was written anew.")
            }
            _ => (Cause::Vendor, SAID),
        };
        Verdict { verdict: cause, why: why.to_owned() }
    }

    /// Returns true if the page of a method with so many changes was written anew.
    pub(crate) fn is_rewritten(&self, siblings: usize) -> bool {
        !self.same_pages && siblings >= REWRITTEN
    }

    fn is_repaired(&self, change: &Change) -> bool {
        let (old, new) = change.places();
        let is_at = |place: &Place| {
            let Some(repaired) = self.repaired.get(&*place.file) else { return false };
            let keys = place.keys().join("/");
            repaired.iter().any(|at| within(&keys, at) || within(at, &keys))
        };
        [old, new].into_iter().flatten().any(is_at)
    }
}

/// Returns true if a path of keys is `other` or is below it, unless `other` is the root.
fn within(path: &str, other: &str) -> bool {
    !other.is_empty() && path.strip_prefix(other).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn is_learned(change: &Change) -> bool {
    let is_error = matches!(change.kind, Kind::Error | Kind::SystemError);
    if change.case().effect() == Effect::Learns && (!is_error || change.ground.old != Said::Fully) {
        return true;
    }
    match change.what {
        What::Fact(Facet::Type) => {
            let case = change.case();
            let text = |fact: Option<&Fact>| fact.and_then(Fact::as_str).unwrap_or("any").to_owned();
            let (before, after) = (text(case.before), text(case.after));
            match compat::relation(&before, &after) {
                Relation::Known => true,
                // The content of an `object` was unknown.
                Relation::Same => before == "object",
                _ => false,
            }
        }
        What::Fact(facet) => {
            let can_be_unknown = matches!(
                facet,
                Facet::Required
                    | Facet::Scope
                    | Facet::Kind
                    | Facet::Batch
                    | Facet::Pager
                    | Facet::PagerItems
                    | Facet::PagerId
                    | Facet::Default
                    | Facet::Operators
                    | Facet::Status
                    | Facet::Reason
                    | Facet::Retry
            );
            // A part that only an example has now was removed from the tables.
            facet == Facet::Observed && change.after.is_none() || can_be_unknown && change.before.is_none()
        }
        What::Message => change.before.is_none(),
        // A part that an example shows existed before it was documented.
        What::Added => {
            matches!(change.kind, Kind::Param | Kind::Field)
                && change.new.as_ref().is_some_and(|node| node.fact(Facet::Observed).is_some())
        }
        What::BecameEnum | What::TypeMoved => true,
        _ => false,
    }
}

/// Returns the targets of all corrections.
fn corrections(sources: &Sources) -> BTreeSet<(String, String)> {
    let files = sources.iter().filter(|(_, source)| source.path().starts_with("corrections/"));
    let trees = files.filter_map(|(id, source)| Tree::parse(source.text(), id).ok());
    let read = trees.filter_map(|tree| yaml::read::<raw::Corrections>(&tree).ok());
    read.flat_map(|corrections| corrections.0).map(|correction| (correction.file, correction.at)).collect()
}
