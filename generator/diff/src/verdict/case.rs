//! A change with everything that its verdict depends on, and the words of verdicts.

use serde_json::Value as Json;

use crate::tree::{Facet, Fact, Kind, Node};

/// The direction of the data that a part describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// It is sent.
    In,
    /// It is received.
    Out,
    /// It is sent by some methods and received by some.
    Both,
    /// It is neither: a method, an error, an identifier.
    Neither,
}

/// The verdict on a released client that calls the changed server.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Wire {
    /// It works as before.
    #[default]
    None,
    /// Its calls succeed, with a different meaning.
    Silent,
    /// Its calls may fail.
    Risk,
    /// Its calls fail.
    Breaks,
}

/// A verdict, and the sentence that gives its reason.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
pub struct Verdict<T> {
    /// The verdict.
    pub verdict: T,
    /// The reason, in one sentence.
    pub why: String,
}

/// The effect of a change on the values that the server accepts and answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// No effect: the fact was true before, and is now known.
    Learns,
    /// No effect: only the description changed.
    Describes,
    /// The server accepts more than before, or answers more.
    Widens,
    /// All calls still succeed, and behave differently.
    Behaves,
    /// The server accepts less than before, or answers less, but perhaps nothing that clients send or need.
    MayNarrow,
    /// The server accepts less than before, or answers less.
    Narrows,
    /// The value may be of a different kind now and then.
    MayAlter,
    /// The value is of a different kind.
    Alters,
}

/// The kind of change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// A part was added.
    Added,
    /// A part was removed.
    Removed,
    /// A part was renamed.
    Renamed,
    /// A part stands inside another object now, or not inside one any more.
    Nested,
    /// A fact changed.
    Fact(Facet),
    /// Its values are now listed.
    BecameEnum,
    /// Its values are no longer listed.
    BecameOpen,
    /// The message of an error changed.
    Message,
    /// The order of its parts changed.
    Reordered,
    /// It is described elsewhere in the schema.
    Moved,
    /// Its type is the same under another name.
    TypeMoved,
    /// An item of the crate that depends on no fact of the schema.
    Item,
}

/// The extent to which a method was described.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Said {
    /// A draft: the result is not described, or no parameter has a type, so what else is missing says nothing.
    Draft,
    /// No errors are described.
    Partly,
    /// All is described.
    #[default]
    Fully,
}

/// The evidence for the end of a method or an event that the new schema does not have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum End {
    /// The pages are not at hand, and nothing in the schema names it.
    #[default]
    Unknown,
    /// Its page is still there, or something still names it.
    Named,
    /// Its page is gone, and no page names it.
    Gone,
}

/// The description in which a changed part stood: what it did not say is not denied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ground {
    /// The old description of its method.
    pub old: Said,
    /// The new one.
    pub new: Said,
    /// True if the old one marked any parameter of the method as required.
    pub has_marks: bool,
    /// True if the new one lists no parameters any more, which the old one did.
    pub is_without_table: bool,
    /// True if an error of the old one names the part.
    pub is_in_error: bool,
    /// True if the part held required ones in the old one.
    pub holds_required: bool,
    /// True if the name of its shared type stands for another thing now, of other methods.
    pub is_other_thing: bool,
    /// True if the name that a part had stands for another part now.
    pub is_reused: bool,
    /// The evidence for the end of a removed method.
    pub end: End,
}

impl Default for Ground {
    fn default() -> Self {
        Ground {
            old: Said::Fully,
            new: Said::Fully,
            has_marks: true,
            is_without_table: false,
            is_in_error: false,
            holds_required: false,
            is_other_thing: false,
            is_reused: false,
            end: End::Unknown,
        }
    }
}

/// A change with everything that its verdict depends on.
#[derive(Clone, Copy, Debug)]
pub struct Case<'c> {
    /// The kind of the changed part.
    pub kind: Kind,
    /// The direction of its data.
    pub direction: Direction,
    /// The kind of change.
    pub what: What,
    /// The part before.
    pub old: Option<&'c Node>,
    /// The part after.
    pub new: Option<&'c Node>,
    /// The fact before.
    pub before: Option<&'c Fact>,
    /// The fact after.
    pub after: Option<&'c Fact>,
    /// The description around it.
    pub ground: Ground,
}

impl Case<'_> {
    /// Returns true if only the order of a list changed whose order has no meaning.
    pub(crate) fn is_reordered(&self) -> bool {
        let What::Fact(Facet::Scope | Facet::Operators | Facet::Variants) = self.what else { return false };
        let sorted = |fact: Option<&Fact>| {
            let mut items: Vec<String> = fact?.as_array()?.iter().map(Json::to_string).collect();
            items.sort_unstable();
            Some(items)
        };
        sorted(self.before).is_some_and(|before| Some(before) == sorted(self.after))
    }
}
