//! Verdicts on changes: one function returns the effect of a change, another the verdict for that effect.

use serde_json::Value as Json;

pub use crate::api::Rust;
use crate::tree::compat::{self, Relation};
use crate::tree::{Facet, Kind, Node};

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
    pub before: Option<&'c Json>,
    /// The fact after.
    pub after: Option<&'c Json>,
}

impl Case<'_> {
    /// Returns the verdict on released clients.
    pub fn wire(&self) -> Verdict<Wire> {
        let one = |direction| {
            let case = Case { direction, ..*self };
            let (effect, why) = effect(&case);
            Verdict { verdict: wire(effect, &case), why: why.to_owned() }
        };
        match self.direction {
            Direction::Both => {
                let (sent, received) = (one(Direction::In), one(Direction::Out));
                if sent.verdict >= received.verdict { sent } else { received }
            }
            direction => one(direction),
        }
    }

    /// Returns true if only the order of a list changed whose order has no meaning.
    pub(crate) fn is_reordered(&self) -> bool {
        let What::Fact(Facet::Scope | Facet::Operators | Facet::Variants) = self.what else { return false };
        let sorted = |fact: Option<&Json>| {
            let mut items: Vec<String> = fact?.as_array()?.iter().map(Json::to_string).collect();
            items.sort_unstable();
            Some(items)
        };
        sorted(self.before).is_some_and(|before| Some(before) == sorted(self.after))
    }

    /// Returns its effect.
    pub fn effect(&self) -> Effect {
        match self.direction {
            Direction::Both => {
                let one = |direction| effect(&Case { direction, ..*self }).0;
                one(Direction::In).max(one(Direction::Out))
            }
            _ => effect(self).0,
        }
    }
}

/// Returns the verdict on the wire for an effect in the direction of the case.
fn wire(effect: Effect, case: &Case<'_>) -> Wire {
    use {Direction as D, Effect as E};
    match (effect, case.direction) {
        (E::Learns | E::Describes | E::Widens, _) => Wire::None,
        (E::Behaves, _) => Wire::Silent,
        // A missing field is `None` for a client, which ignores unknown fields.
        (E::MayNarrow, D::Out) => Wire::None,
        (E::Narrows, D::Out) => Wire::Silent,
        // A field of another type is kept as JSON, and the rest of the answer is read; a result of another type fails.
        (E::Alters, D::Out) if case.kind != Kind::Result => Wire::Risk,
        (E::MayNarrow, _) => Wire::Risk,
        (E::Narrows | E::Alters, _) => Wire::Breaks,
    }
}

/// Returns the effect of a change, with its reason.
fn effect(case: &Case<'_>) -> (Effect, &'static str) {
    use Effect as E;
    match (case.kind, case.what) {
        (_, What::Renamed) => renamed(case),
        (_, What::Moved | What::Reordered) => (E::Describes, "The schema describes it in another place."),
        (_, What::TypeMoved) => (E::Describes, "The type has the same fields under another name."),
        (_, What::Item) => (E::Describes, "The server is as it was."),
        (_, What::Message) => message(case),
        (Kind::Method, What::Added) => (E::Widens, "The server has one more method."),
        (Kind::Method, What::Removed) => (E::Narrows, "The server does not have the method any more."),
        (Kind::Error | Kind::SystemError, What::Added) => (E::Learns, "The server tells an error more exactly."),
        (Kind::Error | Kind::SystemError, What::Removed) => {
            (E::Describes, "The server does not answer the error any more.")
        }
        (Kind::Type | Kind::Id | Kind::Schema | Kind::Result, What::Added | What::Removed) => {
            (E::Describes, "A name of the schema's own: the methods that use it say what changes.")
        }
        (Kind::Param | Kind::Field, What::Added) => added(case),
        (Kind::Param | Kind::Field, What::Removed) => removed(case),
        (Kind::Value, What::Added) => (E::Widens, "There is one more value."),
        (Kind::Value, What::Removed) => match case.direction {
            Direction::Out => (E::Widens, "The value does not come any more."),
            _ => (E::Narrows, "Calls that send the value are refused."),
        },
        (Kind::Key, What::Added) => (E::Widens, "There is one more key."),
        (Kind::Key, What::Removed) => {
            (E::MayNarrow, "Calls that send the key may be refused, or the key is passed over.")
        }
        (_, What::BecameEnum) => match case.direction {
            Direction::Out => (E::Learns, "The values that come are listed now."),
            _ => (E::MayNarrow, "Other values than those that are listed now may be refused."),
        },
        (_, What::BecameOpen) => (E::Widens, "Any value may stand there."),
        (_, What::Fact(_)) if case.is_reordered() => (E::Describes, "It is the same in another order."),
        (_, What::Fact(facet)) => fact(case, facet),
    }
}

fn renamed(case: &Case<'_>) -> (Effect, &'static str) {
    let folded = |node: Option<&Node>| node.map(|node| node.name.to_lowercase().replace('_', ""));
    match case.kind {
        Kind::Method if folded(case.old) == folded(case.new) => {
            (Effect::Describes, "Only the case of the name differs, which the server does not mind for methods.")
        }
        Kind::Error | Kind::SystemError => {
            (Effect::Behaves, "Who compares the code does not find it any more; the message is the same.")
        }
        Kind::Method => (Effect::MayNarrow, "Calls by the old name fail, unless the server keeps it as an alias."),
        Kind::Type => (Effect::Describes, "A name of the schema's own: the server does not know it."),
        _ if case.direction == Direction::Out => (Effect::Narrows, "The answer has it under another name."),
        _ => (Effect::MayNarrow, "What is sent under the old name may be refused, or is passed over."),
    }
}

fn message(case: &Case<'_>) -> (Effect, &'static str) {
    if case.before.is_none() {
        return (Effect::Learns, "What the message is was not known.");
    }
    if case.old.is_none_or(|node| node.error_code().is_empty()) {
        (Effect::MayNarrow, "The error has no code: who tells it by its message does not know it any more.")
    } else {
        (Effect::Behaves, "Who compares the message does not find it any more; the code is the same.")
    }
}

fn added(case: &Case<'_>) -> (Effect, &'static str) {
    let fact = |facet| case.new.and_then(|node| node.fact(facet));
    if case.direction == Direction::Out {
        return (Effect::Widens, "The answer has one more field.");
    }
    match fact(Facet::Required).and_then(Json::as_bool) {
        Some(true) if fact(Facet::Default).is_some() => {
            (Effect::Widens, "It is called required, and the server has a default.")
        }
        Some(true) => (Effect::Narrows, "Calls without it are refused."),
        Some(false) => (Effect::Widens, "It may be sent, and need not be."),
        None if fact(Facet::Observed).is_some() => (Effect::Learns, "An example sends it, and no table has it."),
        None => (Effect::MayNarrow, "The documentation does not say whether calls without it are refused."),
    }
}

fn removed(case: &Case<'_>) -> (Effect, &'static str) {
    match case.direction {
        Direction::Out => (Effect::Narrows, "The answer does not have it any more: clients read nothing there."),
        _ => (Effect::MayNarrow, "Calls that send it may be refused, or it is passed over."),
    }
}

fn fact(case: &Case<'_>, facet: Facet) -> (Effect, &'static str) {
    use Effect as E;
    match facet {
        Facet::Scope => scope(case),
        Facet::Kind => either(case, (E::Behaves, "Clients repeat what reads, and not what writes.")),
        Facet::Caller | Facet::Application if case.before.is_none() || case.after.is_none() => {
            (E::Describes, "Who may call it is told now, or not any more.")
        }
        Facet::Caller | Facet::Application => (E::MayNarrow, "Other users, or other ways to sign in, may call it."),
        Facet::Batch => match (case.before, case.after) {
            (None, _) => (E::Learns, "Whether a batch may call it was not known."),
            (_, Some(Json::Bool(false))) => (E::Narrows, "Batches that call it are refused."),
            _ => (E::Widens, "A batch may call it."),
        },
        Facet::Positional => match (case.before, case.after) {
            (Some(_), Some(_)) => (E::Alters, "The server takes the parameters in another order."),
            (None, _) => {
                (E::MayNarrow, "The server takes the parameters by their order: calls with another one may fail.")
            }
            (_, None) => (E::Widens, "The parameters may stand in any order."),
        },
        Facet::Pager | Facet::PagerItems => match (case.before, case.after) {
            (None, _) => (E::Learns, "The list can be read page by page."),
            (_, None) => (E::MayNarrow, "Clients that read page by page may find no next page."),
            _ => (E::Alters, "Clients that read page by page look for the next page in the wrong place."),
        },
        Facet::PagerId => either(case, (E::MayNarrow, "Clients that read by identifier look at the wrong field.")),
        Facet::Required => required(case),
        Facet::Type => ty(case),
        Facet::Default => either(case, (E::Behaves, "Calls without it do something else.")),
        Facet::Min | Facet::MinLength => limit(case, |before, after| after > before),
        Facet::Max | Facet::MaxLength => limit(case, |before, after| after < before),
        Facet::Characters => match (case.before, case.after) {
            (_, None) => (E::Widens, "Any character may stand there."),
            _ => (E::MayNarrow, "Texts with other characters may be refused."),
        },
        Facet::Unless | Facet::With if case.after.is_none() => (E::Describes, "No condition is known any more."),
        Facet::Unless | Facet::With if case.before.is_none() => (E::Learns, "When it has to be there is known now."),
        Facet::Unless | Facet::With => (E::MayNarrow, "It has to be there under other conditions."),
        Facet::Open if case.after.is_some() => {
            (E::Widens, "There may be other values: they are no list of all any more.")
        }
        Facet::Open => (E::Learns, "The values are all that there are, says the documentation now."),
        Facet::Operators => operators(case),
        Facet::Names => (E::Describes, "`validate()` looks for misspelled names among other fields."),
        Facet::Variants => match case.direction {
            Direction::Out => (E::Describes, "It comes with other variants of the object."),
            _ => (E::MayNarrow, "Other variants of the object have it."),
        },
        Facet::Writable if case.after.is_none() => (E::Describes, "It is not known any more to be read-only."),
        Facet::Writable => (E::MayNarrow, "Calls that write it may be refused, or have no effect."),
        Facet::Observed if case.direction != Direction::Out && case.after.is_some() => {
            (E::MayNarrow, "Only an example sends it now: no table has it any more.")
        }
        Facet::Observed => (E::Describes, "Whether it is documented, or only seen in an example."),
        Facet::Deprecated => (E::Describes, "It goes on working for now."),
        Facet::Status if case.after.is_none() => (E::Describes, "Which status it comes with is not known any more."),
        Facet::Status => either(case, (E::Behaves, "Who goes by the HTTP status takes it for another error.")),
        Facet::Retry => either(case, (E::Behaves, "Clients call again where they did not, or the other way round.")),
        Facet::Words | Facet::When | Facet::Page => (E::Describes, "Only the words about it are different."),
        Facet::Rust => (E::Describes, "The name on the wire is the same."),
        Facet::Former => (E::Describes, "The crate keeps the names that it had, or not any more."),
    }
}

/// Returns no effect for a learned fact, and `otherwise` for a changed one.
fn either(case: &Case<'_>, otherwise: (Effect, &'static str)) -> (Effect, &'static str) {
    match case.before {
        None => (Effect::Learns, "It was not known before."),
        Some(_) => otherwise,
    }
}

/// Returns the effect of another list of scopes, of which any one suffices.
fn scope(case: &Case<'_>) -> (Effect, &'static str) {
    let list = |fact: Option<&Json>| fact.and_then(Json::as_array).cloned().unwrap_or_default();
    let (before, after) = (list(case.before), list(case.after));
    if before.is_empty() {
        (Effect::Learns, "Which scope it needs was not known.")
    } else if after.is_empty() || before.iter().all(|scope| after.contains(scope)) {
        (Effect::Widens, "Another scope suffices, too.")
    } else {
        (Effect::Narrows, "Tokens and webhooks with the old scope are refused.")
    }
}

fn required(case: &Case<'_>) -> (Effect, &'static str) {
    use Effect as E;
    let flag = |fact: Option<&Json>| fact.and_then(Json::as_bool);
    let has_default = case.new.is_some_and(|node| node.fact(Facet::Default).is_some());
    match (case.direction, flag(case.before), flag(case.after)) {
        (Direction::Out, ..) => (E::Describes, "Fields of answers are optional for clients anyway."),
        (_, None, Some(true)) => (E::Learns, "Calls without it were refused before; now it is known."),
        (_, _, Some(true)) if has_default => (E::Learns, "It is called required, and the server has a default."),
        (_, _, Some(true)) => (E::Narrows, "Calls without it are refused."),
        (_, None, _) => (E::Learns, "Calls without it went through before; now it is known."),
        (_, Some(true), _) => (E::Widens, "Calls without it go through."),
        (_, Some(false), _) => (E::MayNarrow, "The documentation does not say any more that it may be left out."),
    }
}

fn ty(case: &Case<'_>) -> (Effect, &'static str) {
    use Effect as E;
    let text = |fact: Option<&Json>| fact.and_then(Json::as_str).unwrap_or("any").to_owned();
    let (before, after) = (text(case.before), text(case.after));
    let may_be_null = |ty: &str| ty.ends_with('?');
    let is_same_but_for_null = before.trim_end_matches('?') == after.trim_end_matches('?');
    if is_same_but_for_null && before.trim_end_matches('?') == "any" {
        return (E::Describes, "Any value may stand there, nothing included.");
    }
    match (compat::relation(&before, &after), case.direction) {
        (_, Direction::Out) if is_same_but_for_null => (E::Describes, "Clients read nothing as nothing anyway."),
        (_, _) if is_same_but_for_null && !may_be_null(&after) => (E::Narrows, "Calls that send nothing are refused."),
        (_, _) if is_same_but_for_null => (E::Widens, "Nothing is taken, too."),
        (Relation::Same, _) => (E::Describes, "It is the same on the wire."),
        (Relation::Known, _) => (E::Learns, "Its type was not known before."),
        (Relation::Unknown, _) => (E::Describes, "Its type is not known any more."),
        (Relation::Wider, Direction::Out) => {
            (E::Alters, "Values of another type may come, which old clients cannot read.")
        }
        (Relation::Wider, _) => (E::Widens, "More types are taken."),
        (Relation::Narrower, Direction::Out) => (E::Describes, "Fewer types come."),
        (Relation::Narrower, _) => (E::MayNarrow, "Values that were taken before may be refused."),
        (Relation::Other, Direction::Out) => (E::Alters, "Old clients cannot read what comes as what they expect."),
        (Relation::Other, _) => (E::Alters, "Values of the old type are refused."),
    }
}

fn limit(case: &Case<'_>, is_tighter: fn(f64, f64) -> bool) -> (Effect, &'static str) {
    let number = |fact: Option<&Json>| fact.and_then(Json::as_f64);
    match (case.direction, number(case.before), number(case.after)) {
        (Direction::Out, ..) => (Effect::Describes, "It says what comes."),
        (_, None, _) => (Effect::MayNarrow, "Values beyond the limit may be refused."),
        (_, Some(before), Some(after)) if is_tighter(before, after) => {
            (Effect::Narrows, "Values between the old limit and the new one are refused.")
        }
        _ => (Effect::Widens, "Values beyond the old limit are taken."),
    }
}

fn operators(case: &Case<'_>) -> (Effect, &'static str) {
    let list = |fact: Option<&Json>| fact.and_then(Json::as_array).cloned().unwrap_or_default();
    let (before, after) = (list(case.before), list(case.after));
    if before.is_empty() {
        (Effect::Learns, "Which operators there are was not known.")
    } else if after.is_empty() {
        (Effect::Describes, "Which operators there are is not known any more.")
    } else if before.iter().all(|operator| after.contains(operator)) {
        (Effect::Widens, "There are more operators.")
    } else {
        (Effect::MayNarrow, "Filters with an operator that is gone may be refused, or select something else.")
    }
}

/// Returns the reason that code that compiles against the new crate behaves differently, if it does.
pub fn silent(case: &Case<'_>) -> Option<&'static str> {
    let sent = matches!(case.direction, Direction::In | Direction::Both);
    let received = matches!(case.direction, Direction::Out | Direction::Both);
    let is_required = case.new.is_some_and(|node| node.fact(Facet::Required) == Some(&Json::Bool(true)));
    if case.is_reordered() {
        return None;
    }
    Some(match (case.kind, case.what) {
        (Kind::Param | Kind::Field, What::Added) if sent && is_required => {
            "`validate()` finds fault with calls without it."
        }
        (Kind::Field, What::Added) if received => "Code that reads it from `extra` does not find it there any more.",
        (Kind::Param | Kind::Field, What::Fact(Facet::Required)) if sent => {
            "`validate()` judges calls without it anew."
        }
        (
            _,
            What::Fact(
                Facet::Min | Facet::Max | Facet::MinLength | Facet::MaxLength | Facet::Characters | Facet::Operators,
            ),
        ) if sent => "`validate()` judges values anew.",
        (Kind::Value, What::Added) => "Code that matches `Unknown` with this value does not match any more.",
        (Kind::Error | Kind::SystemError, What::Added) => {
            "The error is known now: code that looks for an unknown one misses it."
        }
        (_, What::Message) => "The error is known by its new message only.",
        (Kind::Error | Kind::SystemError, What::Renamed) => "The error is known by its new code only.",
        (_, What::Fact(Facet::Status)) => "The catalogue has another status for the error.",
        (_, What::Fact(Facet::Retry)) => "The error is repeated, or not, unlike before.",
        (_, What::Fact(Facet::Scope)) => "The constant has other scopes.",
        (_, What::Fact(Facet::Kind)) => "The client repeats calls whose fate is unknown only for what reads.",
        (_, What::Fact(Facet::Batch)) => "A batch with it is refused before it is sent, or not any more.",
        (_, What::Fact(Facet::Pager | Facet::PagerItems | Facet::PagerId)) => "Lists are read in another way.",
        (_, What::Fact(Facet::Positional)) => "Parameters are sent in another order.",
        (_, What::Fact(Facet::Default)) if case.before.is_some() => "A call without it does something else.",
        _ => return None,
    })
}
