//! A judged change, in the form that all outputs use.

use bitrix24_schema::Subject;
use bitrix24_schema::raw::Axis;
use serde::Serialize;
use serde_json::Value as Json;
use sha2::{Digest, Sha256};

use crate::changes::change::Change;
use crate::report::cause::Cause;
use crate::report::described;
use crate::tree::{Facet, Fact, Kind, Node};
use crate::verdict::{Direction, Effect, Rust, Verdict, What, Wire};

/// A judged change.
#[derive(Clone, Debug, Serialize, schemars::JsonSchema)]
pub struct Row {
    /// Its fingerprint, which does not depend on the order of rows or the words in them: twelve hexadecimal digits.
    pub fingerprint: String,
    /// The kind of change, such as `in-became-required`.
    pub rule: String,
    /// Its subject.
    #[schemars(with = "described::Subject")]
    pub subject: Subject,
    /// The kind of the subject's part.
    pub kind: Kind,
    /// The direction of its data.
    pub direction: Direction,
    /// Its effect on the values that the server accepts and answers.
    pub effect: Effect,
    /// The old state; none for an addition.
    pub before: Option<String>,
    /// The new state; none for a removal.
    pub after: Option<String>,
    /// The verdict on released clients.
    pub wire: Verdict<Wire>,
    /// The verdict on code that is upgraded to the new crate.
    pub rust: Verdict<Rust>,
    /// The items of the crate that it changes.
    pub items: Vec<Item>,
    /// The cause of the change.
    pub cause: Verdict<Cause>,
    /// The methods that it affects, for a change of a shared type.
    pub occurrences: Vec<String>,
    /// The place of the old description.
    pub old: Option<Location>,
    /// The place of the new description.
    pub new: Option<Location>,
    /// The documentation's page, from its root and without `.md`.
    pub page: Option<String>,
    /// The number of smaller changes in it, such as the fields of a new object.
    pub swallowed: usize,
    /// The certainty of a rename, from 0 to 1.
    pub score: Option<f64>,
    /// The reason of the waiver that accepts it.
    pub waiver: Option<String>,
    /// The verdict that the waiver accepts.
    #[schemars(with = "Option<described::Axis>")]
    pub axis: Option<Axis>,
    /// The advised command, if there is one.
    pub advice: Option<String>,
    /// The merge or split from which it follows, with the shared type: `merge:crm.Deal`.
    pub cluster: Option<String>,
    /// True if it gives a place the shared type of its cluster, or takes it away.
    #[serde(skip)]
    pub(crate) is_place: bool,
    /// True if it is not about the API.
    #[serde(skip)]
    pub(crate) is_text: bool,
    /// The index of its change.
    #[serde(skip)]
    pub(crate) change: usize,
}

/// An item of the crate, before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Item {
    /// Its path.
    pub path: String,
    /// The old declaration; none for a new item.
    pub before: Option<String>,
    /// The new declaration; none for a removed item.
    pub after: Option<String>,
    /// The compiler's message about code that uses it, if the compiler was run and has one.
    pub compiler: Option<String>,
}

/// A place in a file of the schema.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, schemars::JsonSchema)]
pub struct Location {
    /// The file's displayed name.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

impl Row {
    /// Returns a row with the verdicts of the change; fingerprint, cause, items and places are added later.
    pub(crate) fn of(change: &Change) -> Self {
        let case = change.case();
        let (before, after) = (
            shown(change.what, change.before.as_ref(), change.old.as_deref()),
            shown(change.what, change.after.as_ref(), change.new.as_deref()),
        );
        let rule = rule(change.kind, change.direction, change.what, &before, &after);
        // Nothing is emitted for events.
        let is_emitted = !change.subject.owner().starts_with("event:");
        let silent = crate::verdict::silent(&case).filter(|_| is_emitted);
        let rust = silent.map_or_else(Verdict::default, |why| Verdict { verdict: Rust::Silent, why: why.to_owned() });
        Row {
            fingerprint: String::new(),
            rule,
            subject: change.subject.clone(),
            kind: change.kind,
            direction: change.direction,
            effect: case.effect(),
            before,
            after,
            wire: case.wire(),
            rust,
            items: Vec::new(),
            cause: Verdict::default(),
            occurrences: Vec::new(),
            old: None,
            new: None,
            page: None,
            swallowed: change.swallowed,
            score: change.score,
            waiver: None,
            axis: None,
            advice: None,
            cluster: None,
            is_place: false,
            is_text: change.is_text(),
            change: 0,
        }
    }

    /// Sets the fingerprint, once the old and the new state are known.
    pub(crate) fn name(&mut self) {
        self.fingerprint = fingerprint(&self.rule, &self.subject, self.before.as_deref(), self.after.as_deref());
    }

    /// Returns what the order of rows goes by; of the same, the change that was found first.
    pub(crate) fn place_in_order(&self) -> (&Subject, &str, &str, usize) {
        (&self.subject, &self.rule, &self.fingerprint, self.change)
    }

    /// Takes a certain failure for a possible one: a page that was written anew tells more exactly what was so before.
    pub(crate) fn soften(&mut self) {
        if self.wire.verdict == Wire::Breaks {
            self.wire.verdict = Wire::Risk;
            self.wire.why += " But the page was written anew: perhaps it was so before.";
        }
    }

    /// Returns true unless both verdicts are waived.
    pub fn is_open(&self) -> bool {
        self.axis != Some(Axis::Both)
    }

    /// Returns true if the verdict on the wire is not waived.
    pub fn is_open_on_the_wire(&self) -> bool {
        matches!(self.axis, None | Some(Axis::Rust))
    }

    /// Returns true if the verdict for Rust is not waived.
    pub fn is_open_for_rust(&self) -> bool {
        matches!(self.axis, None | Some(Axis::Wire))
    }
}

/// Returns the fingerprint of a change.
pub(crate) fn fingerprint(rule: &str, subject: &Subject, before: Option<&str>, after: Option<&str>) -> String {
    let mut hash = Sha256::new();
    for part in [rule, subject.as_str(), before.unwrap_or("\0"), after.unwrap_or("\0")] {
        hash.update(part.as_bytes());
        hash.update([0x1f]);
    }
    hash.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

/// Returns the name of a kind of change: direction, part, event.
pub(crate) fn rule(
    kind: Kind,
    direction: Direction,
    what: What,
    before: &Option<String>,
    after: &Option<String>,
) -> String {
    let way = match direction {
        Direction::In => "in-",
        Direction::Out => "out-",
        Direction::Both => "both-",
        Direction::Neither => "",
    };
    let part = match kind {
        // The direction implies it.
        Kind::Param | Kind::Field if direction != Direction::Neither => "",
        Kind::Param => "param-",
        Kind::Field => "field-",
        Kind::Schema => "schema-",
        Kind::Method => "method-",
        Kind::Type => "type-",
        Kind::Event => "event-",
        Kind::SystemError => "system-error-",
        Kind::Id => "id-",
        Kind::Result => "result-",
        Kind::Value => "value-",
        Kind::Key => "key-",
        Kind::Error => "error-",
    };
    let happened = match what {
        What::Added => "added",
        What::Removed => "removed",
        What::Renamed => "renamed",
        What::Nested => "place-changed",
        What::BecameEnum => "became-enum",
        What::BecameOpen => "became-open",
        What::Message => "message-changed",
        What::Reordered => "reordered",
        What::Moved => "moved",
        What::TypeMoved => "type-moved",
        What::Item => "item-changed",
        What::Fact(facet) => return format!("{way}{part}{}", fact_rule(facet, before, after)),
    };
    format!("{way}{part}{happened}")
}

fn fact_rule(facet: Facet, before: &Option<String>, after: &Option<String>) -> String {
    let name = match facet {
        Facet::Required => {
            return match after.as_deref() {
                Some("yes") => "became-required",
                Some("no") => "became-optional",
                _ => "required-unknown",
            }
            .to_owned();
        }
        Facet::Deprecated if before.is_none() => return "deprecated".to_owned(),
        Facet::Deprecated if after.is_none() => return "undeprecated".to_owned(),
        Facet::Observed if after.is_none() => return "documented".to_owned(),
        Facet::Observed => return "undocumented".to_owned(),
        Facet::Scope => "scope",
        Facet::Kind => "kind",
        Facet::Caller => "caller",
        Facet::Application => "application",
        Facet::Edition => "edition",
        Facet::Plan => "plan",
        Facet::Since => "since",
        Facet::Asynchronous => "asynchronous",
        Facet::Irreversible => "irreversible",
        Facet::Batch => "batch",
        Facet::Positional => "positional",
        Facet::Pager => "pager",
        Facet::PagerItems => "pager-items",
        Facet::PagerId => "pager-id",
        Facet::Type => "type",
        Facet::Default => "default",
        Facet::Min => "min",
        Facet::Max => "max",
        Facet::MinLength => "min-length",
        Facet::MaxLength => "max-length",
        Facet::Characters => "characters",
        Facet::Unit => "unit",
        Facet::Open => "open",
        Facet::Unless => "unless",
        Facet::With => "when",
        Facet::Only => "only",
        Facet::Operators => "operators",
        Facet::Names => "names",
        Facet::Variants => "variants",
        Facet::Writable => "writable",
        Facet::Deprecated => "deprecation",
        Facet::Status => "status",
        Facet::Reason => "reason",
        Facet::Retry => "retry",
        Facet::Words => "words",
        Facet::About => "about",
        Facet::When => "when",
        Facet::Page => "page",
        Facet::Rust => "rust-name",
        Facet::Former => "former-names",
    };
    let is_number = matches!(facet, Facet::Min | Facet::Max | Facet::MinLength | Facet::MaxLength);
    let number = |text: &Option<String>| text.as_ref().and_then(|text| text.parse::<f64>().ok()).unwrap_or_default();
    let happened = match (before, after) {
        (Some(_), Some(_)) if is_number && number(before) < number(after) => "increased",
        (Some(_), Some(_)) if is_number => "decreased",
        (None, _) => "set",
        (_, None) => "dropped",
        _ => "changed",
    };
    format!("{name}-{happened}")
}

/// Returns a fact, or the part itself, as text for readers.
pub(crate) fn shown(what: What, fact: Option<&Fact>, node: Option<&Node>) -> Option<String> {
    match what {
        What::Added | What::Removed => node.map(described),
        What::Renamed => node.map(|node| node.name.clone()),
        What::Fact(Facet::Required) => Some(
            match fact.and_then(Fact::as_bool) {
                Some(true) => "yes",
                Some(false) => "no",
                None => "unknown",
            }
            .to_owned(),
        ),
        _ => fact.map(plain),
    }
}

fn plain(fact: &Fact) -> String {
    match fact {
        Fact::Text(text) => text.to_string(),
        Fact::Flag(flag) => yes_or_no(*flag),
        Fact::Other(json) => plain_json(json),
    }
}

fn plain_json(json: &Json) -> String {
    match json {
        Json::String(text) => text.clone(),
        Json::Array(items) => items.iter().map(plain_json).collect::<Vec<_>>().join(", "),
        Json::Bool(flag) => yes_or_no(*flag),
        other => other.to_string(),
    }
}

fn yes_or_no(flag: bool) -> String {
    if flag { "yes" } else { "no" }.to_owned()
}

/// Returns a short description of a part: `ID*: integer`.
fn described(node: &Node) -> String {
    let ty = node.text(Facet::Type).unwrap_or_default();
    let inside = node.parts.iter().filter(|part| part.kind == Kind::Field).count();
    let inside = match inside {
        0 => String::new(),
        1 => " with 1 field".to_owned(),
        count => format!(" with {count} fields"),
    };
    match node.kind {
        Kind::Param | Kind::Field => {
            let mark = match node.fact(Facet::Required).and_then(Fact::as_bool) {
                Some(true) => "*",
                Some(false) => "",
                None => "?",
            };
            format!("{}{mark}: {ty}{inside}", node.name)
        }
        Kind::Method => {
            let params = node.parts.iter().filter(|part| part.kind == Kind::Param).count();
            format!("{}({params} parameters)", node.name).replace("(1 parameters)", "(1 parameter)")
        }
        Kind::Error | Kind::SystemError => match node.fact(Facet::Status) {
            Some(status) => format!("{} (HTTP {})", node.name, plain(status)),
            None => node.name.clone(),
        },
        Kind::Type => format!("{}: {ty}{inside}", node.name),
        _ => node.name.clone(),
    }
}
