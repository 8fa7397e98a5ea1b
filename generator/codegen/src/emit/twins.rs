//! Types and errors that are emitted elsewhere, because they equal others.

use std::collections::HashMap;

use bitrix24_schema::graph::Owner;

/// A type: the method or the shared type that has it, and its place there.
pub(super) type Place = (Owner, usize);

/// The types and errors that are emitted elsewhere.
#[derive(Default)]
pub(super) struct Twins {
    /// The place that emits each type.
    pub(super) types: HashMap<Place, Home>,
    /// The types of [`Home::Common`].
    pub(super) common: Vec<Common>,
    /// The further owners of each type that is emitted for several, in the order of the schema.
    pub(super) together: HashMap<Place, Vec<Owner>>,
    /// The methods whose errors are emitted by another one.
    pub(super) errors: HashMap<usize, usize>,
}

/// The place that emits a type instead of its owner.
#[derive(Clone, Copy)]
pub(super) enum Home {
    /// Another owner, or another place of the same.
    Owner(Place),
    /// A module for what several features have, none of which is there whenever the others are.
    Common(usize),
}

/// A type with a module of its own, because several features have it.
pub(super) struct Common {
    /// The type, at one of its places.
    pub(super) place: Place,
    /// Its module in `types::equal`.
    pub(super) module: String,
    /// The features that have it.
    pub(super) features: Vec<String>,
    /// The schema files of its owners.
    pub(super) sources: Vec<String>,
}

impl Twins {
    /// Returns the place that emits a type, if that is not its own.
    pub(super) fn of(&self, place: Place) -> Option<Home> {
        self.types.get(&place).copied()
    }

    /// Returns the owners that have the type emitted at a place, that of the place first.
    pub(super) fn owners(&self, place: Place) -> Vec<Owner> {
        std::iter::once(place.0).chain(self.together.get(&place).into_iter().flatten().copied()).collect()
    }

    /// Returns the methods that have the errors of one that emits them, which is the first.
    pub(super) fn methods_with_errors(&self, method: usize) -> Vec<usize> {
        let mut others: Vec<usize> =
            self.errors.iter().filter(|(_, first)| **first == method).map(|(other, _)| *other).collect();
        others.sort_unstable();
        others.insert(0, method);
        others
    }

    /// Returns the method that emits the errors of this one.
    pub(super) fn of_errors(&self, method: usize) -> Option<usize> {
        self.errors.get(&method).copied()
    }
}
