//! The forms of an object, in words: which fields it has only if it is of some kind.

use super::docs::code;
use super::scope::Scope;
use bitrix24_schema::graph::Owner;
use bitrix24_schema::model::{Field, Item, ItemRef, Object, Type};

/// Returns the words for the variants of an object that have a field: `` only if `USER_TYPE_ID` is `string` or `url` ``.
/// `kind` is the name of the field whose values the variants are. Pages number the forms that they do not name.
pub(super) fn words(variants: &[String], kind: Option<&str>) -> Option<String> {
    let is_named = variants.iter().any(|name| name.contains(|c: char| !c.is_ascii_digit()));
    if variants.is_empty() {
        return None;
    }
    if !is_named {
        return Some("only in some forms of this object".to_owned());
    }
    // Names of several words are words, and others are values.
    if variants.iter().any(|name| name.contains(' ')) {
        return Some(format!("only for {}", joined(variants, "and")));
    }
    let values: Vec<String> = values(variants).map(code).collect();
    Some(match kind {
        Some(kind) => format!("only if {} is {}", code(kind), joined(&values, "or")),
        None => format!("only for the kind {}", joined(&values, "or")),
    })
}

/// Returns the name of the field beside an object by whose value it has one form or another.
pub(super) fn kind<'m>(scope: Scope<'m>, object: &Object, place: usize) -> Option<&'m str> {
    let mut needed = object.fields.iter().flat_map(|field| values(&field.variants)).peekable();
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
        Owner::Root => return Vec::new(),
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

/// Returns the values that variants stand for: `date|datetime` stands for two.
fn values(variants: &[String]) -> impl Iterator<Item = &str> {
    variants.iter().flat_map(|name| name.split('|'))
}

/// Returns `a, b or c`.
fn joined(words: &[String], joint: &str) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [before @ .., last] => format!("{} {joint} {last}", before.join(", ")),
    }
}
