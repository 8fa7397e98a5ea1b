//! Code that compiles against the new crate, and behaves differently.

use super::case::{Case, Direction, What};
use crate::tree::{Facet, Fact, Kind};

/// Returns the reason that code that compiles against the new crate behaves differently, if it does.
pub fn silent(case: &Case<'_>) -> Option<&'static str> {
    let sent = matches!(case.direction, Direction::In | Direction::Both);
    let received = matches!(case.direction, Direction::Out | Direction::Both);
    let is_required = case.new.is_some_and(|node| node.fact(Facet::Required) == Some(&Fact::Flag(true)));
    if case.is_reordered() {
        return None;
    }
    Some(match (case.kind, case.what) {
        // Nothing is emitted for events.
        (Kind::Event, _) => return None,
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
        (_, What::Fact(Facet::Reason)) => "Code that asks for the reason gets another one.",
        (_, What::Fact(Facet::Scope)) => "The constant has other scopes.",
        (_, What::Fact(Facet::Kind)) => "The client repeats calls whose fate is unknown only for what reads.",
        (_, What::Fact(Facet::Batch)) => "A batch with it is refused before it is sent, or not any more.",
        (_, What::Fact(Facet::Pager | Facet::PagerItems | Facet::PagerId)) => "Lists are read in another way.",
        (_, What::Fact(Facet::Positional)) => "Parameters are sent in another order.",
        (_, What::Fact(Facet::Default)) if case.before.is_some() => "A call without it does something else.",
        _ => return None,
    })
}
