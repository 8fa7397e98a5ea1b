//! The forms of an object: the field that tells which one it has.

use super::scope::Scope;
use bitrix24_schema::graph::Owner;
use bitrix24_schema::model::{Field, Item, ItemRef, Object, Type};

/// Returns the name of the field beside an object by whose value it has one form or another.
pub(super) fn kind<'m>(scope: Scope<'m>, object: &Object, place: usize) -> Option<&'m str> {
    let mut needed =
        object.fields.iter().flat_map(|field| field.variants.iter().flat_map(|name| name.split('|'))).peekable();
    needed.peek()?;
    let needed: Vec<&str> = needed.collect();
    let around = around(scope).into_iter().find(|fields| fields.iter().any(|field| holds(&field.ty, place)))?;
    let tells = |field: &&Field| {
        let has = |value: &&str| field.values.iter().any(|(known, _)| known == value);
        // Custom fields have kinds, whose list is on another page.
        field.name.ident == "user_type_id" || needed.iter().all(has)
    };
    around.iter().find(tells).map(|field| field.name.wire.as_str())
}

/// Returns the fields of the requests and objects that may have the owner's local types.
fn around(scope: Scope<'_>) -> Vec<&[Field]> {
    let (items, params): (&[Item], &[Field]) = match scope.owner {
        Owner::Root | Owner::Event(_) => return Vec::new(),
        Owner::Method(index) => (&scope.model.methods[index].items, &scope.model.methods[index].params),
        Owner::Shared(index) => (&scope.model.types[index].items, &[]),
    };
    let objects = items.iter().filter_map(|item| match item {
        Item::Object(object) => Some(object.fields.as_slice()),
        Item::Enum(_) | Item::Union(_) => None,
    });
    std::iter::once(params).chain(objects).collect()
}

/// Returns true if a type has the local type of a place in it.
fn holds(ty: &Type, place: usize) -> bool {
    let mut is_there = false;
    ty.for_each_item(&mut |item| is_there |= item == ItemRef::Local(place));
    is_there
}
