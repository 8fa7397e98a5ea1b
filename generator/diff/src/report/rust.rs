//! The verdict for Rust: the changes of the crate's public items, attached to the changes that cause them.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use bitrix24_schema::Subject;
use bitrix24_schema::model::Model;

use crate::api::{self, ApiChange, ItemKind};
use crate::changes::Trees;
use crate::changes::change::Change;
use crate::report::row::{Item, Row};
use crate::tree::{Facet, Kind, Node};
use crate::verdict::{Rust, Verdict, What};

/// Returns the changes of the public items: of the crate, or of what is emitted for a portal.
pub(crate) fn items(old: &Model, new: &Model, is_portal: bool) -> Vec<ApiChange> {
    let listing = if is_portal { api::portal_listing } else { api::listing };
    std::thread::scope(|threads| {
        let before = threads.spawn(|| listing(old));
        let after = listing(new);
        let before = before.join().unwrap_or_else(|_| listing(old));
        api::compare(&before, &after)
    })
}

/// Attaches each changed item to the change that causes it; an item without one becomes a change itself.
pub(crate) fn attach(
    (trees, places): (&Trees<'_>, Places),
    items: &[ApiChange],
    changes: &mut Vec<Change>,
    rows: &mut Vec<Row>,
) {
    let mut own: HashMap<&Subject, usize> = HashMap::new();
    for item in items {
        // Each of several changed arguments breaks the calls by itself.
        let of_arguments = places.of_arguments(changes, item);
        if !of_arguments.is_empty() {
            for at in of_arguments {
                judge(&mut rows[at], item);
            }
            continue;
        }
        let at = places.find(changes, item).or_else(|| own.get(&item.subject).copied());
        let at = at.unwrap_or_else(|| {
            let change = trees.item(&item.subject);
            rows.push(Row::of(&change));
            changes.push(change);
            own.insert(&item.subject, rows.len() - 1);
            rows.len() - 1
        });
        if let Some(row) = rows.get_mut(at) {
            judge(row, item);
        }
    }
    // Such a change is identified by its items only.
    for at in own.into_values() {
        if let Some(row) = rows.get_mut(at) {
            (row.before, row.after) = (listed(&row.items, |item| &item.before), listed(&row.items, |item| &item.after));
        }
    }
}

/// Returns the text of the items that exist on one side, each with its declaration there.
fn listed(items: &[Item], side: fn(&Item) -> &Option<String>) -> Option<String> {
    let one = |item: &Item| {
        let signature = side(item).as_ref()?;
        Some(if signature.is_empty() { item.path.clone() } else { format!("{}: {signature}", item.path) })
    };
    let listed: Vec<String> = items.iter().filter_map(one).collect();
    if listed.is_empty() { None } else { Some(listed.join(", ")) }
}

/// Adds an item to a row; the worst verdict counts.
fn judge(row: &mut Row, item: &ApiChange) {
    // The compiler does not refuse such calls, so only a major version warns of them.
    let is_other_order = item.is_swapped();
    let verdict = match item.verdict {
        _ if is_other_order => Rust::Major,
        verdict if item.is_silent => verdict.max(Rust::Silent),
        verdict => verdict,
    };
    if verdict > row.rust.verdict || row.rust.why.is_empty() {
        row.rust = Verdict { verdict: verdict.max(row.rust.verdict), why: item.why.clone() };
    }
    row.items.push(Item {
        path: item.path.clone(),
        before: item.before.clone(),
        after: item.after.clone(),
        compiler: None,
    });
}

/// The changes by subject, before and after.
pub(crate) struct Places {
    exact: HashMap<Subject, Vec<usize>>,
    by_owner: HashMap<String, Vec<usize>>,
}

impl Places {
    pub(crate) fn of(changes: &[Change]) -> Self {
        let mut places = Places { exact: HashMap::new(), by_owner: HashMap::new() };
        for (at, change) in changes.iter().enumerate() {
            let renamed = change.new.as_ref().map(|node| &node.subject).filter(|subject| **subject != change.subject);
            for subject in std::iter::once(&change.subject).chain(renamed) {
                places.exact.entry(subject.clone()).or_default().push(at);
                places.by_owner.entry(subject.owner().to_owned()).or_default().push(at);
            }
        }
        places
    }

    /// Returns the changes of the parameters whose arguments a function takes differently, one for each, or that of
    /// their positions.
    fn of_arguments(&self, changes: &[Change], item: &ApiChange) -> Vec<usize> {
        let subject = part(item);
        if item.kind != ItemKind::Function || subject.part() != Some("in") {
            return Vec::new();
        }
        let siblings: Vec<usize> = self.by_owner.get(subject.owner()).cloned().unwrap_or_default();
        if item.is_swapped() {
            let is_order = |at: &usize| changes[*at].what == What::Fact(Facet::Positional);
            return siblings.into_iter().filter(is_order).take(1).collect();
        }
        let others = item.other_arguments();
        let is_it = |node: &Option<Arc<Node>>| {
            node.as_ref().and_then(|node| node.text(Facet::Rust)).is_some_and(|name| others.contains(name))
        };
        let mut best: BTreeMap<&Subject, usize> = BTreeMap::new();
        for at in siblings {
            let change = &changes[at];
            if change.kind != Kind::Param || !(is_it(&change.old) || is_it(&change.new)) {
                continue;
            }
            let known = best.entry(&change.subject).or_insert(at);
            if rank(change, item) < rank(&changes[*known], item) {
                *known = at;
            }
        }
        best.into_values().filter(|at| rank(&changes[*at], item) < UNFIT).collect()
    }

    /// Returns the index of the change that causes an item's change: of the same part, of one inside it, or of one
    /// around it.
    fn find(&self, changes: &[Change], item: &ApiChange) -> Option<usize> {
        let rank = |at: &usize| rank(&changes[*at], item);
        let subject = part(item);
        let best = |places: &mut dyn Iterator<Item = usize>| {
            // A part may have the name that another one had.
            let is_new_name = |at: &usize| !subject.is_within(&changes[*at].subject);
            places.filter(|at| rank(at) < UNFIT).min_by_key(|at| (rank(at), is_new_name(at), *at))
        };
        if let Some(at) = self.exact.get(&subject).and_then(|places| best(&mut places.iter().copied())) {
            return Some(at);
        }
        let siblings = || self.by_owner.get(subject.owner()).into_iter().flatten().copied();
        let around = |at: &usize| {
            let is_part = |whole: &Subject| subject.is_within(whole);
            let change = &changes[*at];
            is_part(&change.subject) || change.new.as_ref().is_some_and(|node| is_part(&node.subject))
        };
        // A type of a part that has a shared type now went with the types inside it.
        let is_type_gone = item.after.is_none() && matches!(item.kind, ItemKind::Struct | ItemKind::Enum);
        let has_another = |at: &usize| changes[*at].what == What::TypeMoved;
        let moved = || best(&mut siblings().filter(|at| has_another(at) && around(at)));
        if let Some(at) = is_type_gone.then(moved).flatten() {
            return Some(at);
        }
        // The arguments of a constructor are parts of the parameters, and those inside them only if nothing else is.
        let depth = |at: &usize| changes[*at].subject.as_str().matches('.').count();
        let inside = siblings().filter(|at| {
            let change = &changes[*at];
            change.subject.is_within(&subject) && change.changes_a_signature(item) && rank(at) < UNFIT
        });
        inside
            .min_by_key(|at| (depth(at), rank(at), *at))
            .or_else(|| best(&mut siblings().filter(|at| around(at) && changes[*at].reaches_inside())))
    }
}

/// Returns the part of a method that an item is about: the parameters for a constructor, the result for a request's
/// type.
fn part(item: &ApiChange) -> Subject {
    let is_method = item.subject.part().is_none() && !item.subject.as_str().contains(':');
    let is_result = item.before.as_ref().is_some_and(|signature| signature.starts_with("->"));
    match item.kind {
        ItemKind::Struct if is_method && is_result && item.after.is_some() && item.before != item.after => {
            item.subject.output()
        }
        ItemKind::Function if is_method => item.subject.input(),
        ItemKind::Impl if is_method && item.path.ends_with(": Default") => item.subject.input(),
        _ => item.subject.clone(),
    }
}

/// The rank of a change that cannot cause an item's change.
const UNFIT: u8 = 9;

/// Returns the rank of a schema's change as the cause of an item's change: lower is better.
fn rank(change: &Change, item: &ApiChange) -> u8 {
    let is_deprecation = item.verdict == Rust::Deprecation;
    match change.what {
        What::Fact(Facet::Deprecated) => u8::from(!is_deprecation) * 4,
        What::Added | What::Removed | What::Renamed | What::Nested => 1,
        What::Fact(Facet::Type) | What::TypeMoved | What::BecameEnum | What::BecameOpen | What::Message => 2,
        What::Fact(Facet::Required) => 3,
        What::Fact(Facet::Rust) => 4,
        What::Fact(Facet::Scope | Facet::Kind | Facet::Batch | Facet::Pager | Facet::PagerItems | Facet::PagerId) => 3,
        What::Fact(Facet::Status | Facet::Retry | Facet::Positional) => 3,
        What::Reordered => 5,
        What::Fact(_) | What::Moved | What::Item => UNFIT,
    }
}

impl Change {
    /// Returns true if it may change the arguments or the type of an item around it.
    fn changes_a_signature(&self, item: &ApiChange) -> bool {
        let is_of_errors = item.kind == ItemKind::Enum && item.path.ends_with("::Error");
        match self.kind {
            Kind::Error => is_of_errors,
            Kind::Param | Kind::Field | Kind::Result | Kind::Value | Kind::Method | Kind::Type => !is_of_errors,
            _ => false,
        }
    }

    /// Returns true if it may change the parts inside it.
    fn reaches_inside(&self) -> bool {
        match self.what {
            What::Added | What::Removed | What::Renamed | What::Nested => true,
            What::TypeMoved | What::BecameEnum | What::BecameOpen => true,
            What::Fact(facet) => facet == Facet::Type,
            _ => false,
        }
    }
}
