//! References between types.

use std::collections::BTreeSet;

use crate::model::{Field, Item, ItemRef, Model, Type, Usage};

/// The owner of items: a method, or a shared type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// The root, which has no types of its own.
    Root,
    Method(usize),
    Shared(usize),
}

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

fn mark(model: &mut Model, ty: &Type, owner: Owner, way: Way) {
    let mut refs = Vec::new();
    ty.for_each_item(&mut |item| refs.push(item));
    for item in refs {
        let (owner, place) = place(item, owner);
        let items = match owner {
            Owner::Method(index) => &mut model.methods[index].items,
            Owner::Shared(index) => &mut model.types[index].items,
            Owner::Root => return,
        };
        let inner: Vec<Type> = match &mut items[place] {
            Item::Enum(_) => continue,
            Item::Union(union) => match way.mark(&mut union.usage) {
                true => union.options.iter().map(|(_, ty)| ty.clone()).collect(),
                false => continue,
            },
            Item::Object(object) => match way.mark(&mut object.usage) {
                true => object.fields.iter().map(|field| field.ty.clone()).collect(),
                false => continue,
            },
        };
        for ty in inner {
            mark(model, &ty, owner, way);
        }
    }
}

/// Returns the shared types that a method needs, directly or through others.
pub fn shared_types(model: &Model, method: usize) -> BTreeSet<usize> {
    let method = &model.methods[method];
    let mut found = BTreeSet::new();
    let types = method.params.iter().map(|param| &param.ty).chain([&method.result]).chain(inside(&method.items));
    for ty in types {
        collect(model, ty, &mut found);
    }
    found
}

fn collect(model: &Model, ty: &Type, found: &mut BTreeSet<usize>) {
    ty.for_each_item(&mut |item| {
        if let ItemRef::Shared(index) = item
            && found.insert(index)
        {
            for ty in inside(&model.types[index].items) {
                collect(model, ty, found);
            }
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

/// Returns true if a value of type `ty`, in the object at `place` of `owner`, can contain that object itself without a
/// list or map between, so that it needs a box.
pub fn needs_box(model: &Model, ty: &Type, owner: Owner, place: usize) -> bool {
    reaches(model, ty, owner, (owner, place), &mut Vec::new())
}

fn reaches(model: &Model, ty: &Type, owner: Owner, target: Place, seen: &mut Vec<Place>) -> bool {
    let item = match ty {
        // A single value of one-or-many has no list around it.
        Type::Nullable(inner) | Type::OneOrMany(inner) => return reaches(model, inner, owner, target, seen),
        Type::Item(item) => place(*item, owner),
        _ => return false,
    };
    if item == target {
        return true;
    }
    if seen.contains(&item) {
        return false;
    }
    seen.push(item);
    let (owner, place) = item;
    let items = match owner {
        Owner::Method(index) => &model.methods[index].items,
        Owner::Shared(index) => &model.types[index].items,
        Owner::Root => return false,
    };
    items
        .get(place)
        .is_some_and(|item| inside(std::slice::from_ref(item)).any(|ty| reaches(model, ty, owner, target, seen)))
}
