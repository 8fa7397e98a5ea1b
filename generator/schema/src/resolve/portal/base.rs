//! The documented types that a thing's fields and answers refer to.

use std::collections::HashMap;

use super::super::fields::Owner;
use super::super::files::Read;
use crate::diagnostic::{At, Part, Path};
use crate::graph;
use crate::model::{Borrowed, Field, Item, ItemRef, Model, Object, Type};
use crate::raw;

/// The documented type that a thing is a kind of, and the copies of its parts among the thing's items.
pub(super) struct Base<'m> {
    model: &'m Model,
    pub(super) of: Option<usize>,
    copies: HashMap<(graph::Owner, usize), usize>,
}

impl<'m> Base<'m> {
    pub(super) fn new(model: &'m Model, of: Option<usize>) -> Self {
        Base { model, of, copies: HashMap::new() }
    }

    /// Returns the name of the documented type.
    pub(super) fn name(&self) -> &'m str {
        self.of.map_or("", |of| &self.model.types[of].name)
    }

    /// Returns a field as the thing has it: references to parts of its owner lead to copies of them.
    pub(super) fn field(&mut self, owner: &mut Owner, from: graph::Owner, field: &Field) -> Field {
        Field { ty: self.ty(owner, from, &field.ty), ..field.clone() }
    }

    /// Returns a type as the thing has it.
    pub(super) fn ty(&mut self, owner: &mut Owner, from: graph::Owner, ty: &Type) -> Type {
        ty.with_items(&mut |item| match item {
            ItemRef::Local(place) => ItemRef::Local(self.copy(owner, from, place)),
            shared => shared,
        })
    }

    /// Copies an item, and those that it refers to; returns the place of the copy.
    fn copy(&mut self, owner: &mut Owner, from: graph::Owner, origin: usize) -> usize {
        if let Some(place) = self.copies.get(&(from, origin)) {
            return *place;
        }
        let Some(item) = self.items(from).get(origin) else { return 0 };
        let place = owner.items.len();
        owner.items.push(item.clone());
        self.copies.insert((from, origin), place);
        let copy = match item.clone() {
            Item::Object(mut object) => {
                object.fields = object.fields.iter().map(|field| self.field(owner, from, field)).collect();
                Item::Object(object)
            }
            Item::Union(mut union) => {
                let option = |(name, ty): &(String, Type)| (name.clone(), self.ty(owner, from, ty));
                union.options = union.options.iter().map(option).collect();
                Item::Union(union)
            }
            list => list,
        };
        owner.items[place] = copy;
        place
    }

    fn items(&self, owner: graph::Owner) -> &'m [Item] {
        match owner {
            graph::Owner::Method(index) => &self.model.methods[index].items,
            graph::Owner::Shared(index) => &self.model.types[index].items,
            graph::Owner::Event(_) | graph::Owner::Root => &[],
        }
    }

    /// Returns the copies, by their places.
    pub(super) fn borrowed(&self) -> Vec<Borrowed> {
        let copies = self.copies.iter();
        let mut borrowed: Vec<Borrowed> =
            copies.map(|(&(owner, origin), &place)| Borrowed { place, owner, origin }).collect();
        borrowed.sort_by_key(|borrowed| borrowed.place);
        borrowed
    }
}

/// Returns the place of the value of a key.
pub(super) fn at(read: &Read<raw::Thing>, key: &str) -> At {
    At::new(read.file, Path::default().key(key), Part::Value)
}

/// Returns the struct that is a shared type.
pub(super) fn object(model: &Model, shared: usize) -> Option<&Object> {
    match model.types.get(shared)?.items.first()? {
        Item::Object(object) => Some(object),
        _ => None,
    }
}
