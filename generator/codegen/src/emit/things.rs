//! The things that methods send and answer: the page of a module names them, and where one is sent in one shape and answered
//! in another, their types name each other.

use std::collections::{BTreeMap, HashSet};

use super::counterparts::{answered, object, sent};
use super::scope::{Layout, Scope};
use super::{docs, paths};
use bitrix24_schema::graph::Owner;
use bitrix24_schema::model::{Item, Method};

/// Returns the sentences that name the other shapes of the shared type at `place` of its module, if it is the type itself:
/// ``It is sent as [`TaskFields`].``
pub(super) fn counterparts(scope: Scope<'_>, place: usize) -> impl Iterator<Item = &String> {
    let found = match (scope.owner, scope.counterparts) {
        (Owner::Shared(index), Some(counterparts)) if place == 0 => Some(counterparts.of_type(index)),
        _ => None,
    };
    found.into_iter().flatten()
}

/// The largest number of things that the page of a module names.
const NAMES: usize = 4;

/// Returns the sentence of a module's documentation that names what its own methods send and answer:
/// ``They send and answer [`crm::Item`].`` Where there are many, those that most methods have.
pub(super) fn of_module(scope: Scope<'_>, methods: &[&Method]) -> Option<String> {
    let model = scope.model;
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for method in methods {
        let own: HashSet<usize> = sent(method).chain(answered(method)).collect();
        for index in own.into_iter().filter(|index| object(model, *index).is_some()) {
            *counts.entry(index).or_default() += 1;
        }
    }
    let mut found: Vec<(usize, usize)> = counts.into_iter().filter(|(_, count)| *count > 1).collect();
    found.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let links = found.iter().take(NAMES).map(|(index, _)| {
        let shared = &model.types[*index];
        let path = paths::join(&shared.modules, shared.items.first().map_or("", Item::ident));
        match scope.layout {
            Layout::Crate => format!("[`{path}`](crate::types::{path})"),
            Layout::Module => format!("`{path}`"),
        }
    });
    let links: Vec<String> = links.collect();
    (!links.is_empty()).then(|| format!("They send and answer {}.", docs::joined(&links, "and")))
}
