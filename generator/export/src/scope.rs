//! Methods, shared types and events, as the owners of the types inside of them.

use bitrix24_schema::model::{Event, Item, ItemRef, Method, Model, Shared};

/// The owner of types: a method, a shared type or an event, by its index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Owner {
    Method(usize),
    Shared(usize),
    Event(usize),
}

/// An owner in its model.
#[derive(Clone, Copy)]
pub(crate) struct Scope<'m> {
    pub(crate) model: &'m Model,
    pub(crate) owner: Owner,
}

/// A type and its place: the index among its owner's types.
#[derive(Clone, Copy)]
pub(crate) struct Found<'m> {
    pub(crate) item: &'m Item,
    pub(crate) scope: Scope<'m>,
    pub(crate) place: usize,
}

impl<'m> Scope<'m> {
    pub(crate) fn new(model: &'m Model, owner: Owner) -> Self {
        Self { model, owner }
    }

    /// Returns all methods, each with its scope, in the model's order.
    pub(crate) fn methods(model: &'m Model) -> impl Iterator<Item = (&'m Method, Scope<'m>)> {
        model.methods.iter().enumerate().map(move |(index, method)| (method, Self::new(model, Owner::Method(index))))
    }

    /// Returns all shared types, each with its scope, in the model's order.
    pub(crate) fn types(model: &'m Model) -> impl Iterator<Item = (&'m Shared, Scope<'m>)> {
        model.types.iter().enumerate().map(move |(index, shared)| (shared, Self::new(model, Owner::Shared(index))))
    }

    /// Returns all events, each with its scope, in the model's order.
    pub(crate) fn events(model: &'m Model) -> impl Iterator<Item = (&'m Event, Scope<'m>)> {
        model.events.iter().enumerate().map(move |(index, event)| (event, Self::new(model, Owner::Event(index))))
    }

    pub(crate) fn items(self) -> &'m [Item] {
        match self.owner {
            Owner::Method(index) => self.model.methods.get(index).map_or(&[], |method| &method.items),
            Owner::Shared(index) => self.model.types.get(index).map_or(&[], |shared| &shared.items),
            Owner::Event(index) => self.model.events.get(index).map_or(&[], |event| &event.items),
        }
    }

    /// Returns the type that a reference in this scope names.
    pub(crate) fn find(self, item: ItemRef) -> Option<Found<'m>> {
        let (scope, place) = match item {
            ItemRef::Local(place) => (self, place),
            ItemRef::Shared(index) => (Self { owner: Owner::Shared(index), ..self }, 0),
        };
        scope.items().get(place).map(|item| Found { item, scope, place })
    }
}
