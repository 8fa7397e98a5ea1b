//! References between types.

mod cycles;

use std::collections::BTreeSet;

pub use cycles::Cycles;

pub use crate::model::Owner;
use crate::model::{Field, Item, ItemRef, Method, Model, Type, Usage};

/// Marks each object and each union as sent, received, or both.
pub fn mark_usage(model: &mut Model) {
    for index in 0..model.methods.len() {
        let method = &model.methods[index];
        let sent: Vec<Type> = method.params.iter().map(|param| param.ty.clone()).collect();
        let received = method.result.clone();
        for ty in sent {
            mark(model, &ty, Owner::Method(index), Way::Sent);
        }
        mark(model, &received, Owner::Method(index), Way::Received);
    }
    for index in 0..model.events.len() {
        let data = model.events[index].data.clone();
        mark(model, &data, Owner::Event(index), Way::Received);
    }
}

/// Marks the types of a thing of a portal: it is sent and received as the documented type is, and its answers are received.
pub fn mark_thing(model: &mut Model, thing: usize) {
    let thing = model.things[thing].clone();
    let usage = match model.types[thing.of].items.first() {
        Some(Item::Object(object)) => object.usage,
        _ => Usage::default(),
    };
    let (itself, owner) = (Type::Item(ItemRef::Shared(thing.shared)), Owner::Shared(thing.shared));
    for (way, is_used) in [(Way::Sent, usage.is_sent), (Way::Received, usage.is_received)] {
        if is_used {
            mark(model, &itself, Owner::Root, way);
        }
    }
    for answer in thing.calls.iter().filter_map(|call| call.answer.as_ref()) {
        mark(model, answer, owner, Way::Received);
    }
}

#[derive(Clone, Copy, Debug)]
enum Way {
    Sent,
    Received,
}

impl Way {
    /// Marks a type. Returns true if it was not marked before.
    fn mark(self, usage: &mut Usage) -> bool {
        let flag = match self {
            Way::Sent => &mut usage.is_sent,
            Way::Received => &mut usage.is_received,
        };
        !std::mem::replace(flag, true)
    }
}

/// Marks a type and all that it contains, however long the way from one to the next.
fn mark(model: &mut Model, ty: &Type, owner: Owner, way: Way) {
    let mut open = Vec::new();
    ty.for_each_item(&mut |item| open.push(place(item, owner)));
    while let Some((owner, place)) = open.pop() {
        let items = match owner {
            Owner::Method(index) => &mut model.methods[index].items,
            Owner::Shared(index) => &mut model.types[index].items,
            Owner::Event(index) => &mut model.events[index].items,
            Owner::Root => continue,
        };
        let mut add = |ty: &Type| ty.for_each_item(&mut |item| open.push(self::place(item, owner)));
        match &mut items[place] {
            Item::Enum(_) => {}
            Item::Union(union) => {
                if way.mark(&mut union.usage) {
                    union.options.iter().for_each(|(_, ty)| add(ty));
                }
            }
            Item::Object(object) => {
                if way.mark(&mut object.usage) {
                    object.fields.iter().for_each(|field| add(&field.ty));
                }
            }
        }
    }
}

/// Returns the shared types that a method needs, directly or through others.
pub fn shared_types(model: &Model, method: usize) -> BTreeSet<usize> {
    let method = &model.methods[method];
    let (mut found, mut open) = (BTreeSet::new(), Vec::new());
    let mut add = |ty: &Type, open: &mut Vec<usize>| {
        ty.for_each_item(&mut |item| {
            if let ItemRef::Shared(index) = item
                && found.insert(index)
            {
                open.push(index);
            }
        });
    };
    let types = method.params.iter().map(|param| &param.ty).chain([&method.result]).chain(inside(&method.items));
    types.for_each(|ty| add(ty, &mut open));
    while let Some(index) = open.pop() {
        inside(&model.types[index].items).for_each(|ty| add(ty, &mut open));
    }
    found
}

/// Returns the shared types that a method's description names: also those whose fields' names are the keys of a parameter.
pub fn named_by_method(method: &Method) -> BTreeSet<usize> {
    let mut names = named_by_items(&method.items);
    method.params.iter().for_each(|param| add_named(param, &mut names));
    add_shared(&method.result, &mut names);
    names
}

/// Returns the shared types that the descriptions of `items` name.
pub fn named_by_items(items: &[Item]) -> BTreeSet<usize> {
    let mut names = BTreeSet::new();
    for item in items {
        match item {
            Item::Object(object) => object.fields.iter().for_each(|field| add_named(field, &mut names)),
            Item::Union(union) => union.options.iter().for_each(|(_, ty)| add_shared(ty, &mut names)),
            Item::Enum(_) => {}
        }
    }
    names
}

fn add_named(field: &Field, names: &mut BTreeSet<usize>) {
    add_shared(&field.ty, names);
    names.extend(field.names);
}

fn add_shared(ty: &Type, names: &mut BTreeSet<usize>) {
    ty.for_each_item(&mut |item| {
        if let ItemRef::Shared(index) = item {
            names.insert(index);
        }
    });
}

/// Returns the types of all fields and options of `items`.
pub fn inside(items: &[Item]) -> impl Iterator<Item = &Type> {
    items.iter().flat_map(|item| {
        let types: Vec<&Type> = match item {
            Item::Object(object) => object.fields.iter().map(|field| &field.ty).collect(),
            Item::Union(union) => union.options.iter().map(|(_, ty)| ty).collect(),
            Item::Enum(_) => Vec::new(),
        };
        types
    })
}

/// Returns the types that the code of an emitted type names. A field with a variable name is not in the struct, but in
/// the rules of an object that is sent.
pub fn emitted_inside(item: &Item) -> Vec<&Type> {
    match item {
        Item::Object(object) => {
            let is_named = |field: &&Field| field.pattern.is_none() || object.usage.is_sent;
            object.fields.iter().filter(is_named).map(|field| &field.ty).collect()
        }
        item => inside(std::slice::from_ref(item)).collect(),
    }
}

/// The absolute position of an emitted type.
type Place = (Owner, usize);

fn place(item: ItemRef, owner: Owner) -> Place {
    match item {
        ItemRef::Local(place) => (owner, place),
        ItemRef::Shared(index) => (Owner::Shared(index), 0),
    }
}

/// Returns the item that a value of a type is, or contains without a list or map between.
fn direct(ty: &Type) -> Option<ItemRef> {
    match ty {
        // A single value of one-or-many has no list around it.
        Type::Nullable(inner) | Type::OneOrMany(inner) => direct(inner),
        Type::Item(item) => Some(*item),
        _ => None,
    }
}
