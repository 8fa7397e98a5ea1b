//! All kinds of changes, made by the same functions that judge them.

use std::collections::BTreeMap;

use bitrix24_schema::Subject;
use serde::Serialize;
use serde_json::{Value as Json, json};

use crate::report::row;
use crate::tree::{Facet, Fact, Kind, Node, Place};
use crate::verdict::{self, Case, Direction, Ground, Verdict, What, Wire};

/// A kind of change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Rule {
    /// Its name.
    pub name: String,
    /// The kind of the changed part.
    pub kind: Kind,
    /// The direction of the data.
    pub direction: Direction,
    /// The worst verdict on released clients; further facts of a change may improve it.
    pub wire: Verdict<Wire>,
    /// The reason that code that compiles behaves differently, if it does.
    pub silent: Option<String>,
}

/// The kinds of parts, with the directions of their data.
const KINDS: &[(Kind, &[Direction])] = &[
    (Kind::Schema, &[Direction::Neither]),
    (Kind::Method, &[Direction::Neither]),
    (Kind::Type, &[Direction::In, Direction::Out, Direction::Both, Direction::Neither]),
    (Kind::Event, &[Direction::Neither]),
    (Kind::SystemError, &[Direction::Neither]),
    (Kind::Id, &[Direction::Neither]),
    (Kind::Param, &[Direction::In]),
    (Kind::Result, &[Direction::Out]),
    (Kind::Field, &[Direction::In, Direction::Out, Direction::Both, Direction::Neither]),
    (Kind::Value, &[Direction::In, Direction::Out, Direction::Both, Direction::Neither]),
    (Kind::Key, &[Direction::In, Direction::Out, Direction::Both, Direction::Neither]),
    (Kind::Error, &[Direction::Neither]),
];

/// Returns all rules, sorted by name.
pub fn all() -> Vec<Rule> {
    let mut rules = BTreeMap::new();
    for (kind, directions) in KINDS {
        for direction in *directions {
            for (what, before, after) in whats(*kind) {
                let rule = rule(*kind, *direction, what, before, after);
                // The worst verdict of a rule counts.
                let known = rules.entry(rule.name.clone()).or_insert_with(|| rule.clone());
                if rule.wire.verdict > known.wire.verdict {
                    *known = rule;
                }
            }
        }
    }
    rules.into_values().collect()
}

fn rule(kind: Kind, direction: Direction, what: What, before: Option<Fact>, after: Option<Fact>) -> Rule {
    // What is new is asked for, at worst.
    let node = |facts| Node {
        kind,
        name: String::new(),
        subject: Subject::default(),
        facts,
        parts: Vec::new(),
        place: Place::default(),
    };
    let new = (what == What::Added).then(|| node(vec![(Facet::Required, Fact::Flag(true))]));
    let old = (what == What::Removed).then(|| node(Vec::new()));
    let case = Case {
        kind,
        direction,
        what,
        old: old.as_ref(),
        new: new.as_ref(),
        before: before.as_ref(),
        after: after.as_ref(),
        ground: Ground::default(),
    };
    let shown = |fact: &Option<Fact>| row::shown(what, fact.as_ref(), None);
    Rule {
        name: row::rule(kind, direction, what, &shown(&before), &shown(&after)),
        kind,
        direction,
        wire: case.wire(),
        silent: verdict::silent(&case).map(str::to_owned),
    }
}

/// Returns the facts that a kind of part can have.
pub(crate) fn facets(kind: Kind) -> &'static [Facet] {
    use Facet as F;
    match kind {
        Kind::Method => &[
            F::Scope,
            F::Kind,
            F::Caller,
            F::Application,
            F::Edition,
            F::Plan,
            F::Since,
            F::Asynchronous,
            F::Irreversible,
            F::Batch,
            F::Positional,
            F::Pager,
            F::PagerItems,
            F::PagerId,
            F::Deprecated,
            F::Words,
            F::Page,
            F::Rust,
        ],
        Kind::Type => &[F::Type, F::Words, F::Page, F::Rust],
        Kind::Event => &[F::Scope, F::Caller, F::Edition, F::Plan, F::Since, F::Deprecated, F::Words, F::Page],
        Kind::Param | Kind::Field => &[
            F::Edition,
            F::Plan,
            F::Since,
            F::Required,
            F::Type,
            F::Default,
            F::Min,
            F::Max,
            F::MinLength,
            F::MaxLength,
            F::Characters,
            F::Unit,
            F::Unless,
            F::With,
            F::Only,
            F::Open,
            F::Operators,
            F::Names,
            F::Variants,
            F::Writable,
            F::Observed,
            F::Deprecated,
            F::Words,
            F::Rust,
        ],
        Kind::Result => &[F::Type, F::Words],
        Kind::Value => &[F::Words, F::Rust],
        Kind::Key | Kind::Id => &[F::Words],
        Kind::Error | Kind::SystemError => &[F::Status, F::Reason, F::Retry, F::About, F::When, F::Rust],
        Kind::Schema => &[],
    }
}

/// Returns the changes that are possible for a kind of part.
fn whats(kind: Kind) -> Vec<(What, Option<Fact>, Option<Fact>)> {
    // A change of the whole schema is about the crate's items only.
    if kind == Kind::Schema {
        return vec![(What::Item, None, None)];
    }
    let mut whats = vec![(What::Added, None, None), (What::Removed, None, None)];
    if matches!(kind, Kind::Method | Kind::Type | Kind::Event | Kind::Param | Kind::Field | Kind::Result) {
        whats.push((What::Reordered, None, None));
    }
    if matches!(kind, Kind::Method | Kind::Event | Kind::Param | Kind::Field | Kind::Type | Kind::Value | Kind::Key) {
        whats.push((What::Renamed, None, None));
    }
    if matches!(kind, Kind::Param | Kind::Field) {
        whats.push((What::Nested, None, None));
    }
    if matches!(kind, Kind::Param | Kind::Field | Kind::Result | Kind::Type) {
        whats.extend([(What::BecameEnum, None, None), (What::BecameOpen, None, None), (What::TypeMoved, None, None)]);
    }
    if matches!(kind, Kind::Error | Kind::SystemError) {
        whats.extend([(What::Message, None, None), (What::Renamed, None, None)]);
    }
    whats.push((What::Item, None, None));
    for facet in facets(kind).iter().filter(|facet| !facet.is_text()) {
        let (one, other) = samples(*facet);
        let (one, other) = (Fact::from(one), Fact::from(other));
        for (before, after) in
            [(None, Some(&one)), (Some(&one), None), (Some(&one), Some(&other)), (Some(&other), Some(&one))]
        {
            whats.push((What::Fact(*facet), before.cloned(), after.cloned()));
        }
    }
    whats
}

/// Returns two facts of a kind; the second is stricter.
fn samples(facet: Facet) -> (Json, Json) {
    match facet {
        Facet::Required => (json!(true), json!(false)),
        Facet::Batch
        | Facet::Application
        | Facet::Plan
        | Facet::Asynchronous
        | Facet::Irreversible
        | Facet::Observed
        | Facet::Open => (json!(false), json!(true)),
        Facet::Min | Facet::MinLength => (json!(2), json!(1)),
        Facet::Max | Facet::MaxLength => (json!(1), json!(2)),
        Facet::Status => (json!(400), json!(403)),
        Facet::Scope | Facet::Unless | Facet::Positional | Facet::Operators | Facet::Variants | Facet::When => {
            (json!(["a"]), json!(["b"]))
        }
        Facet::Type => (json!("string"), json!("boolean")),
        _ => (json!("a"), json!("b")),
    }
}

/// Returns the rules as JSON.
pub fn json(rules: &[Rule]) -> String {
    serde_json::to_string_pretty(rules).unwrap_or_default() + "\n"
}

impl Rule {
    /// Returns the explanation of the rule for readers.
    pub fn explained(&self) -> String {
        let way = match self.direction {
            Direction::In => "It is about what is sent.",
            Direction::Out => "It is about what is received.",
            Direction::Both => {
                "It is about what is sent by some methods and received by others; the worse verdict counts."
            }
            Direction::Neither => "",
        };
        let mut text = format!("{}\n", self.name);
        if !way.is_empty() {
            text += &format!("  {way}\n");
        }
        text += &format!("  wire: at worst {}. {}\n", self.wire.verdict.word(), self.wire.why);
        match &self.silent {
            Some(why) => text += &format!("  rust: silent, if all compiles. {why}\n"),
            None => text += "  rust: by the items of the crate that are different for it.\n",
        }
        text + &format!(
            "  to let it pass: b24 diff waive FINGERPRINT --reason …, or in waivers.yaml:\n    - rule: {}\n      reason: …\n",
            self.name
        )
    }
}
