//! The effect of a change on the values that the server accepts and answers, with its reason.
//!
//! A server that changed is told only where both sides said something: what was not said before is learned, and what is
//! not said any more is no longer documented.

use super::case::{Case, Direction, Effect, End, Said, What};
use serde_json::Value as Json;

use crate::tree::compat::{self, Relation};
use crate::tree::{Facet, Fact, Kind, Node};

/// Returns the effect of a change, with its reason.
pub(super) fn effect(case: &Case<'_>) -> (Effect, &'static str) {
    use Effect as E;
    match (case.kind, case.what) {
        _ if case.ground.is_other_thing => (
            E::Describes,
            "The name of the type stands for another thing now: the methods that had it say what changes.",
        ),
        (_, What::Renamed) => renamed(case),
        (_, What::Nested) if case.direction == Direction::Out => {
            (E::Narrows, "The same value comes in another place of the answer: clients read nothing in the old one.")
        }
        (_, What::Nested) => (
            E::MayNarrow,
            "The same value is taken in another place: in the old one it may be refused, or is passed over.",
        ),
        (_, What::Moved | What::Reordered) => (E::Describes, "The schema describes it in another place."),
        (_, What::TypeMoved) => (E::Describes, "The type has the same fields under another name."),
        (_, What::Item) => (E::Describes, "The server is as it was."),
        (_, What::Message) => message(case),
        (Kind::Method, What::Added) => (E::Widens, "The server has one more method."),
        (Kind::Method, What::Removed) if case.ground.end == End::Named => {
            (E::Describes, "Its page is still there, or something names it: it is only not described any more.")
        }
        (Kind::Method, What::Removed) if case.ground.end == End::Unknown && case.ground.old == Said::Draft => {
            (E::MayNarrow, "Its description was a draft: it is not known whether the server has the method still.")
        }
        (Kind::Method, What::Removed) => (E::Narrows, "The server does not have the method any more."),
        (Kind::Event, What::Added) if case.ground.old == Said::Draft => {
            (E::Learns, "The old schema describes no events at all.")
        }
        (Kind::Event, What::Added) => (E::Widens, "The portal posts one more event."),
        (Kind::Event, What::Removed) if case.ground.new == Said::Draft => {
            (E::Describes, "The new schema describes no events at all.")
        }
        (Kind::Event, What::Removed) if case.ground.end == End::Named => {
            (E::Describes, "Its page is still there, or something names it: it is only not described any more.")
        }
        (Kind::Event, What::Removed) => (E::Narrows, "The portal does not post the event any more."),
        (Kind::Error | Kind::SystemError, What::Added) => (E::Learns, "The server tells an error more exactly."),
        (Kind::Error | Kind::SystemError, What::Removed) => {
            (E::Describes, "The server does not answer the error any more.")
        }
        // A thing of a portal is no name of ours: it has calls of its own.
        (Kind::Type, What::Removed) if case.old.is_some_and(|old| old.name.starts_with("portal.")) => {
            (E::Narrows, "The portal has the thing no more: its calls are refused.")
        }
        (Kind::Type | Kind::Id | Kind::Schema | Kind::Result, What::Added | What::Removed) => {
            (E::Describes, "A name of the schema's own: the methods that use it say what changes.")
        }
        (Kind::Param | Kind::Field, What::Added) => added(case),
        (Kind::Param | Kind::Field, What::Removed) => removed(case),
        (Kind::Value, What::Added) => (E::Widens, "There is one more value."),
        (Kind::Value, What::Removed) => match case.direction {
            Direction::Out => (E::Widens, "The value does not come any more."),
            _ if case.ground.old == Said::Draft => (E::Describes, NOT_SAID),
            _ => (E::Narrows, "Calls that send the value are refused."),
        },
        (Kind::Key, What::Added) => (E::Widens, "There is one more key."),
        (Kind::Key, What::Removed) => (E::Describes, "The key is not documented any more; a map has any keys."),
        (_, What::BecameEnum) => match case.direction {
            Direction::Out => (E::Learns, "The values that come are listed now."),
            _ => (E::Learns, "The values that it takes are listed now; they were not before."),
        },
        (_, What::BecameOpen) => (E::Describes, "The values are not listed any more."),
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
        // A table without a column for the status has it in that of the code.
        Kind::Error | Kind::SystemError if case.old.is_some_and(|node| is_status(node.error_code())) => {
            (Effect::Describes, "The description had the HTTP status in place of the code.")
        }
        Kind::Error | Kind::SystemError => {
            (Effect::Behaves, "Who compares the code does not find it any more; the message is the same.")
        }
        Kind::Method => (Effect::MayNarrow, "Calls by the old name fail, unless the server keeps it as an alias."),
        Kind::Event => (
            Effect::MayNarrow,
            "The portal posts it under another name: handlers bound to the old one may not be called.",
        ),
        Kind::Type => (Effect::Describes, "A name of the schema's own: the server does not know it."),
        _ if case.ground.is_reused && case.direction == Direction::Out => (
            Effect::Alters,
            "The answer has another part under this name, which old clients cannot read as what they expect.",
        ),
        _ if case.ground.is_reused => {
            (Effect::Alters, "The name stands for another part now: what is sent under it is refused.")
        }
        _ if case.direction == Direction::Out => (Effect::Narrows, "The answer has it under another name."),
        _ => (Effect::MayNarrow, "What is sent under the old name may be refused, or is passed over."),
    }
}

fn is_status(code: &str) -> bool {
    code.len() == 3 && code.parse::<u16>().is_ok_and(|code| (400..600).contains(&code))
}

fn message(case: &Case<'_>) -> (Effect, &'static str) {
    if case.before.is_none() {
        return (Effect::Learns, "What the message is was not known.");
    }
    if case.old.is_none_or(|node| node.error_code().is_empty()) {
        (
            Effect::Describes,
            "The page words the message in another way. The error has no code: who tells it by its message should look for both.",
        )
    } else {
        (Effect::Describes, "The page words the message in another way; the code is the same.")
    }
}

fn added(case: &Case<'_>) -> (Effect, &'static str) {
    let fact = |facet| case.new.and_then(|node| node.fact(facet));
    if case.direction == Direction::Out {
        return (Effect::Widens, "The answer has one more field.");
    }
    match fact(Facet::Required).and_then(Fact::as_bool) {
        Some(true) if fact(Facet::Default).is_some() => {
            (Effect::Widens, "It is called required, and the server has a default.")
        }
        Some(true) => asked(case),
        Some(false) => (Effect::Widens, "It may be sent, and need not be."),
        None if fact(Facet::Observed).is_some() => (Effect::Learns, "An example sends it, and no table has it."),
        None if case.ground.old == Said::Draft => (
            Effect::Learns,
            "The old description was a draft, and the new one does not say whether it may be left out.",
        ),
        None => (Effect::MayNarrow, "The documentation does not say whether calls without it are refused."),
    }
}

/// Returns the effect of a mark: who sent nothing is refused now, unless the old description had not said how it is.
fn asked(case: &Case<'_>) -> (Effect, &'static str) {
    let ground = &case.ground;
    let is_new = case.old.is_none();
    match ground.old {
        Said::Draft | Said::Partly if !ground.has_marks => {
            (Effect::Learns, "The old description marked nothing as required, and was unfinished: now it is known.")
        }
        _ if ground.is_in_error => {
            (Effect::Learns, "An error that was documented before names it: it was asked for all along.")
        }
        // An object that holds required fields cannot have been left out.
        _ if case.old.is_some() && ground.holds_required => {
            (Effect::Learns, "It held required fields before, so it was asked for all along.")
        }
        Said::Draft => (
            Effect::MayNarrow,
            "The old description was a draft: it is not known whether calls without it were refused before.",
        ),
        _ if !is_new && !ground.has_marks => {
            (Effect::MayNarrow, "The old description marked nothing as required: perhaps it left out the marks.")
        }
        _ => (Effect::Narrows, "Calls without it are refused."),
    }
}

/// The reason why what went from a description breaks nobody.
const NOT_SAID: &str = "It is not documented any more, as far as the description goes.";

fn removed(case: &Case<'_>) -> (Effect, &'static str) {
    if case.old.is_some_and(|node| node.fact(Facet::Observed).is_some()) {
        return (Effect::Describes, "Only an example had it, and has it no more.");
    }
    match case.direction {
        Direction::In if case.ground.old == Said::Draft => (Effect::Describes, NOT_SAID),
        Direction::In if case.ground.is_without_table => {
            (Effect::Describes, "The description lists no parameters any more: it says nothing of this one.")
        }
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
        Facet::Caller if case.ground.old == Said::Draft => {
            (E::Learns, "The old description was a draft: who may call it was not known.")
        }
        Facet::Caller if case.kind == Kind::Event && case.after.and_then(Fact::as_str) == Some("any") => {
            (E::Widens, "Any user may subscribe to it.")
        }
        Facet::Caller if case.kind == Kind::Event => (E::MayNarrow, "Other users may subscribe to it."),
        Facet::Caller if case.after.and_then(Fact::as_str) == Some("any") => (E::Widens, "Any user may call it."),
        Facet::Caller | Facet::Application => (E::MayNarrow, "Other users, or other ways to sign in, may call it."),
        Facet::Edition | Facet::Plan | Facet::Since => {
            either(case, (E::MayNarrow, "Other editions, plans or versions have it."))
        }
        Facet::Asynchronous => either(case, (E::Behaves, "The answer comes before the work is done.")),
        Facet::Irreversible => (E::Describes, "Whether its effect can be taken back is told anew."),
        Facet::Batch => match (case.before, case.after) {
            (None, _) => (E::Learns, "Whether a batch may call it was not known."),
            (_, None) => (E::Describes, "Whether a batch may call it is not said any more."),
            (_, Some(Fact::Flag(false))) => (E::Narrows, "Batches that call it are refused."),
            _ => (E::Widens, "A batch may call it."),
        },
        Facet::Positional => match (case.before, case.after) {
            (Some(_), Some(_)) => (E::Alters, "The server takes the parameters in another order."),
            (None, _) => (E::Learns, "That the server takes the parameters by their order was not known."),
            (_, None) => (E::Describes, "The order of the parameters is not said any more."),
        },
        Facet::Pager | Facet::PagerItems => match (case.before, case.after) {
            (None, _) => (E::Learns, "The list can be read page by page."),
            (_, None) => (E::Describes, PAGER),
            _ => (E::Describes, PAGER),
        },
        Facet::PagerId => either(case, (E::Describes, PAGER)),
        Facet::Required => required(case),
        Facet::Type => ty(case),
        Facet::Default => either(case, (E::Behaves, "Calls without it do something else.")),
        Facet::Min | Facet::MinLength => limit(case, |before, after| after > before),
        Facet::Max | Facet::MaxLength => limit(case, |before, after| after < before),
        Facet::Characters => either(case, (E::MayNarrow, "Texts with other characters may be refused.")),
        Facet::Unit => either(case, (E::Alters, "Numbers are of another unit.")),
        Facet::Unless | Facet::With if case.after.is_none() => (E::Describes, "No condition is known any more."),
        Facet::Unless | Facet::With if case.before.is_none() => (E::Learns, "When it has to be there is known now."),
        Facet::Only => either(case, (E::Behaves, "It has an effect under other conditions.")),
        Facet::Unless | Facet::With => (E::MayNarrow, "It has to be there under other conditions."),
        Facet::Open if case.after.is_some() => {
            (E::Widens, "There may be other values: they are no list of all any more.")
        }
        Facet::Open => (E::Learns, "The values are all that there are, says the documentation now."),
        Facet::Operators => operators(case),
        Facet::Names => (E::Describes, "`validate()` looks for misspelled names among other fields."),
        Facet::Variants => match case.direction {
            Direction::Out => (E::Describes, "It comes with other variants of the object."),
            _ => either(case, (E::MayNarrow, "Other variants of the object have it.")),
        },
        Facet::Writable => either(case, (E::MayNarrow, "Calls that write it may be refused, or have no effect.")),
        Facet::Observed if case.direction != Direction::Out && case.after.is_some() => {
            (E::Describes, "Only an example sends it now: no table has it any more.")
        }
        Facet::Observed => (E::Describes, "Whether it is documented, or only seen in an example."),
        Facet::Deprecated => (E::Describes, "It goes on working for now."),
        Facet::Status => either(case, (E::Behaves, "Who goes by the HTTP status takes it for another error.")),
        Facet::Retry => either(case, (E::Behaves, "Clients call again where they did not, or the other way round.")),
        Facet::Reason | Facet::Words | Facet::About | Facet::When | Facet::Page => {
            (E::Describes, "Only the words about it are different.")
        }
        Facet::Rust => (E::Describes, "The name on the wire is the same."),
        Facet::Former => (E::Describes, "The crate keeps the names that it had, or not any more."),
    }
}

/// The reason why another pager breaks nobody.
const PAGER: &str =
    "How a list is read is inferred from its parameters and its result, whose own changes tell what breaks.";

/// Returns no effect for a fact that is said on one side only, and `otherwise` for a changed one.
fn either(case: &Case<'_>, otherwise: (Effect, &'static str)) -> (Effect, &'static str) {
    match (case.before, case.after) {
        (None, _) => (Effect::Learns, "It was not known before."),
        (_, None) => (Effect::Describes, "It is not documented any more."),
        _ => otherwise,
    }
}

/// Returns the items of a fact that is a list.
fn list(fact: Option<&Fact>) -> &[Json] {
    fact.and_then(Fact::as_array).unwrap_or_default()
}

/// Returns the effect of another list of scopes, of which any one suffices.
fn scope(case: &Case<'_>) -> (Effect, &'static str) {
    let (before, after) = (list(case.before), list(case.after));
    if before.is_empty() {
        (Effect::Learns, "Which scope it needs was not known.")
    } else if after.is_empty() {
        (Effect::Describes, "Which scope it needs is not documented any more.")
    } else if before.iter().all(|scope| after.contains(scope)) {
        (Effect::Widens, "Another scope suffices, too.")
    } else if before.iter().any(|scope| after.contains(scope)) {
        (Effect::Narrows, "Tokens and webhooks that have only a scope that is gone are refused.")
    } else {
        (Effect::Narrows, "Tokens and webhooks without the new scope are refused.")
    }
}

fn required(case: &Case<'_>) -> (Effect, &'static str) {
    use Effect as E;
    let flag = |fact: Option<&Fact>| fact.and_then(Fact::as_bool);
    let has_default = case.new.is_some_and(|node| node.fact(Facet::Default).is_some());
    match (case.direction, flag(case.before), flag(case.after)) {
        (Direction::Out, ..) => (E::Describes, "Fields of answers are optional for clients anyway."),
        (_, None, Some(true)) => (E::Learns, "Calls without it were refused before; now it is known."),
        (_, _, Some(true)) if has_default => (E::Learns, "It is called required, and the server has a default."),
        (_, _, Some(true)) => asked(case),
        (_, None, _) => (E::Learns, "Calls without it went through before; now it is known."),
        (_, _, None) => (E::Describes, "Whether it may be left out is not documented any more."),
        (_, _, Some(false)) => (E::Widens, "Calls without it go through."),
    }
}

fn ty(case: &Case<'_>) -> (Effect, &'static str) {
    use Effect as E;
    let text = |fact: Option<&Fact>| fact.and_then(Fact::as_str).unwrap_or("any").to_owned();
    let (before, after) = (text(case.before), text(case.after));
    let is_observed = |node: Option<&Node>| node.is_some_and(|node| node.fact(Facet::Observed).is_some());
    let may_be_null = |ty: &str| ty.ends_with('?');
    let is_same_but_for_null = before.trim_end_matches('?') == after.trim_end_matches('?');
    if is_same_but_for_null && before.trim_end_matches('?') == "any" {
        return (E::Describes, "Any value may stand there, nothing included.");
    }
    match (compat::relation(&before, &after), case.direction) {
        (Relation::Narrower | Relation::Wider | Relation::Other, _) if is_observed(case.old) => {
            (E::Learns, "Only an example had shown its type.")
        }
        (Relation::Narrower | Relation::Wider | Relation::Other, _) if is_observed(case.new) => {
            (E::Describes, "Only an example shows its type now.")
        }
        (Relation::Narrower | Relation::Wider | Relation::Other, _) if case.ground.old == Said::Draft => {
            (E::Learns, "The old description was a draft: the type is described in full now.")
        }
        (Relation::Other, _) if case.ground.old == Said::Partly && compat::is_other_form(&before, &after) => {
            (E::Learns, "Examples tell in which form it is written, and the old description was unfinished.")
        }
        (_, Direction::Out) if is_same_but_for_null => (E::Describes, "Clients read nothing as nothing anyway."),
        (_, _) if is_same_but_for_null && !may_be_null(&after) => (E::Narrows, "Calls that send nothing are refused."),
        (_, _) if is_same_but_for_null => (E::Widens, "Nothing is taken, too."),
        (Relation::Same, _) => (E::Describes, "It is the same on the wire."),
        (Relation::Known, _) => (E::Learns, "Its type was not known before."),
        (Relation::Unknown, _) => (E::Describes, "Its type is not known any more."),
        (Relation::Wider, Direction::Out) => {
            (E::MayAlter, "Values of another type may come, which old clients cannot read.")
        }
        (Relation::Wider, _) => (E::Widens, "More types are taken."),
        (Relation::Narrower, Direction::Out) => (E::Describes, "Fewer types come."),
        (Relation::Narrower, _) => (E::MayNarrow, "Values that were taken before may be refused."),
        (Relation::Other, Direction::Out) if case.kind == Kind::Result && case.ground.old != Said::Fully => {
            (E::MayAlter, "The old description was unfinished: perhaps the result was of this type before.")
        }
        (Relation::Other, Direction::Out) => (E::Alters, "Old clients cannot read what comes as what they expect."),
        (Relation::Other, _) => (E::Alters, "Values of the old type are refused."),
    }
}

fn limit(case: &Case<'_>, is_tighter: fn(f64, f64) -> bool) -> (Effect, &'static str) {
    let number = |fact: Option<&Fact>| fact.and_then(Fact::as_f64);
    match (case.direction, number(case.before), number(case.after)) {
        (Direction::Out, ..) => (Effect::Describes, "It says what comes."),
        (_, None, _) => (Effect::Learns, "That there is a limit was not known."),
        (_, _, None) => (Effect::Describes, "The limit is not documented any more."),
        (_, Some(before), Some(after)) if is_tighter(before, after) => {
            (Effect::Narrows, "Values between the old limit and the new one are refused.")
        }
        _ => (Effect::Widens, "Values beyond the old limit are taken."),
    }
}

fn operators(case: &Case<'_>) -> (Effect, &'static str) {
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
