//! Equal types inside methods and shared types, with the same fields and texts, and equal errors. Each is emitted once, and
//! re-exported in the modules of all that have it, so that its paths do not change.

mod key;

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap, HashSet};

use super::scope::{Layout, Scope};
use super::twins::{Common, Home, Place, Twins};
use super::{features, paths};
use bitrix24_schema::graph::{Cycles, Owner};
use bitrix24_schema::model::{ErrorEntry, Item, ItemRef, Model, Type};
use key::{Key, Keys, shape};

/// Finds the equal types and errors of a schema.
pub(super) fn find(model: &Model, cycles: &Cycles) -> Twins {
    let none = Twins::default();
    let mut classes = Classes::default();
    for (features, owner) in owners(model) {
        let scope = Scope { owner, ..Scope::root_of(model, (&none, cycles), Layout::Crate) };
        classes.apart.extend(options(scope.items()).map(|place| (owner, place)));
        for place in 0..scope.items().len() {
            classes.of(scope, &features, place);
        }
    }
    let scope = Scope::root_of(model, (&none, cycles), Layout::Crate);
    let (common, homes) = classes.common(scope);
    let types = classes.first.iter().filter_map(|(place, first)| {
        let home = match homes.get(first) {
            Some(common) => Home::Common(*common),
            None if place == first => return None,
            None => Home::Owner(*first),
        };
        Some((*place, home))
    });
    let types: HashMap<Place, Home> = types.collect();
    Twins { together: together(&types, &common), types, common, errors: errors(model) }
}

/// Returns the further owners of each type that is emitted for several, in the order of the schema.
fn together(types: &HashMap<Place, Home>, common: &[Common]) -> HashMap<Place, Vec<Owner>> {
    let mut found: HashMap<Place, Vec<Owner>> = HashMap::new();
    for (place, home) in types {
        let home = match home {
            Home::Owner(home) => *home,
            Home::Common(index) => common[*index].place,
        };
        if place.0 != home.0 {
            found.entry(home).or_default().push(place.0);
        }
    }
    for owners in found.values_mut() {
        owners.sort_unstable();
        owners.dedup();
    }
    found
}

/// Returns the owners of types, each with the features of which any one enables it: those with many first, because they
/// can emit what the others have.
fn owners(model: &Model) -> Vec<(Vec<&str>, Owner)> {
    let shared = features::by_type(model).into_iter().map(|(index, features)| (features, Owner::Shared(index)));
    let methods = model.methods.iter().enumerate();
    let mut owners: Vec<_> =
        shared.chain(methods.map(|(index, method)| (vec![method.feature()], Owner::Method(index)))).collect();
    owners.sort_by_key(|(features, _)| Reverse(features.len()));
    owners
}

/// Returns the methods with the errors of an earlier one, in the same order and words, each with the first of them.
fn errors(model: &Model) -> HashMap<usize, usize> {
    let mut known: HashMap<(&str, &[ErrorEntry]), usize> = HashMap::new();
    let methods = model.methods.iter().enumerate().filter(|(_, method)| !method.errors.is_empty());
    let firsts = methods.map(|(index, method)| {
        let first = *known.entry((method.feature(), &method.errors)).or_insert(index);
        (index, first)
    });
    firsts.filter(|(index, first)| index != first).collect()
}

/// Returns the types that stand for two options of one union: it converts from each.
fn options(items: &[Item]) -> impl Iterator<Item = usize> {
    let unions = items.iter().filter_map(|item| match item {
        Item::Union(union) => Some(union.options.as_slice()),
        Item::Enum(_) | Item::Object(_) => None,
    });
    unions.flat_map(|options| {
        let shapes: Vec<Type> = options.iter().map(|(_, ty)| shape(ty)).collect();
        let mut places = Vec::new();
        for ((_, ty), own) in options.iter().zip(&shapes) {
            ty.for_each_item(&mut |item| match item {
                ItemRef::Local(place) if shapes.iter().filter(|shape| *shape == own).count() > 1 => places.push(place),
                ItemRef::Local(_) | ItemRef::Shared(_) => {}
            });
        }
        places
    })
}

/// The types that were compared so far.
#[derive(Default)]
struct Classes<'m> {
    /// Those that are emitted, each with its owner's features.
    known: HashMap<Key<'m>, Vec<(Vec<&'m str>, Place)>>,
    /// The type that is emitted for each.
    first: HashMap<Place, Place>,
    /// The types that are being compared. A type that contains itself has no twin.
    open: Vec<Place>,
    /// Those that stay different types, even if they are equal.
    apart: HashSet<Place>,
}

impl<'m> Classes<'m> {
    /// Returns the type that is emitted for the one at `place` of the scope's owner: itself, or an equal one whose owner is
    /// there whenever the scope's is.
    fn of(&mut self, scope: Scope<'m>, features: &[&'m str], place: usize) -> Place {
        let own = (scope.owner, place);
        if self.open.contains(&own) {
            return own;
        }
        if let Some(first) = self.first.get(&own) {
            return *first;
        }
        self.open.push(own);
        let key = Keys { scope, first: &mut |place| self.of(scope, features, place) }.of(place);
        self.open.pop();
        let is_apart = self.is_apart(own);
        let known = self.known.entry(key).or_default();
        let is_there = |all: &[&str]| features.iter().all(|feature| all.contains(feature));
        let first = match known.iter().find(|(all, _)| !is_apart && is_there(all)) {
            Some((_, first)) => *first,
            None => {
                known.push((features.to_vec(), own));
                own
            }
        };
        self.first.insert(own, first);
        first
    }

    /// Returns true for a shared type, which is a thing of its own, and for those that are to stay different.
    fn is_apart(&self, place: Place) -> bool {
        matches!(place, (Owner::Shared(_), 0)) || self.apart.contains(&place)
    }

    /// Returns the types that several features have, of which none is there whenever the others are, and the index there of
    /// each type that is one of them. Such a type refers to no other, because that might not be there.
    fn common(&self, scope: Scope<'m>) -> (Vec<Common>, HashMap<Place, usize>) {
        let mut found = Vec::new();
        for (key, known) in &self.known {
            let known: Vec<_> = known.iter().filter(|(_, place)| !self.is_apart(*place)).cloned().collect();
            if key.is_leaf() && known.len() > 1 {
                found.push(common(scope, &known));
            }
        }
        found.sort_by(|(one, _), (other, _)| one.module.cmp(&other.module));
        let homes =
            found.iter().enumerate().flat_map(|(index, (_, places))| places.iter().map(move |place| (*place, index)));
        let homes = homes.collect();
        (found.into_iter().map(|(common, _)| common).collect(), homes)
    }
}

/// Returns a type that all of `known` are, with their places.
fn common(scope: Scope<'_>, known: &[(Vec<&str>, Place)]) -> (Common, Vec<Place>) {
    let sources = |(_, (owner, _)): &(Vec<&str>, Place)| match owner {
        Owner::Method(index) => scope.model.methods[*index].sources.clone(),
        Owner::Shared(index) => scope.model.types[*index].sources.clone(),
        Owner::Root | Owner::Event(_) => Vec::new(),
    };
    let features: BTreeSet<&str> = known.iter().flat_map(|(features, _)| features.iter().copied()).collect();
    let sources: BTreeSet<String> = known.iter().flat_map(sources).collect();
    let places: Vec<Place> = known.iter().map(|(_, place)| *place).collect();
    let place = places[0];
    let common = Common {
        place,
        module: paths::module_of_common(&Scope { owner: place.0, ..scope }.path_of(ItemRef::Local(place.1))),
        features: features.into_iter().map(str::to_owned).collect(),
        sources: sources.into_iter().collect(),
    };
    (common, places)
}
