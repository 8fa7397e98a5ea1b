//! Documented fields, as the portal describes them and as the catalogue does.

use bitrix24_schema::Model;
use bitrix24_schema::model::{Field, Item, ItemRef, Type};

use super::field::{Described, is_custom, is_name};
use crate::facts::Undescribed;
use crate::shared::Shared;

/// What a type is on the wire, as far as both descriptions tell. Identifiers are numbers or texts, so they are anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Number,
    Text,
    Flag,
    Time,
    File,
}

/// Compares the fields of a shared type. `is_whole` is true if the method describes all that the type has.
pub(super) fn compare(
    (method, of): (&str, &str),
    described: &[Described],
    shared: &Shared<'_>,
    model: &Model,
    is_whole: bool,
) -> Option<Undescribed> {
    let mut found = Undescribed { method: method.to_owned(), of: of.to_owned(), ..Undescribed::default() };
    for field in described.iter().filter(|field| is_name(&field.wire) && !is_custom(&field.wire)) {
        match shared.field(&field.wire) {
            None if !shared.has_pattern(&field.wire) => found.fields.push(field.wire.clone()),
            None => {}
            Some(known) => {
                let classes = (class(known, model), class_of(&field.ty));
                if matches!(classes, (Some(one), Some(other)) if one != other) {
                    found.others.push((field.wire.clone(), known.written.clone(), field.ty.to_lowercase()));
                }
            }
        }
    }
    if is_whole && !described.is_empty() {
        let is_there = |wire: &str| described.iter().any(|field| field.wire == wire);
        found.gone = shared.documented().filter(|wire| !is_there(wire)).map(str::to_owned).collect();
    }
    [&mut found.fields, &mut found.gone].into_iter().for_each(|list| list.sort_unstable());
    found.others.sort();
    Some(found).filter(|found| !(found.fields.is_empty() && found.gone.is_empty() && found.others.is_empty()))
}

/// Returns the class of the catalogue's type, if it has only one.
fn class(field: &Field, model: &Model) -> Option<Class> {
    match field.ty.some() {
        Type::Integer | Type::Double => Some(Class::Number),
        Type::String => Some(Class::Text),
        Type::Boolean(_) => Some(Class::Flag),
        Type::Date | Type::DateTime => Some(Class::Time),
        Type::File(_) => Some(Class::File),
        Type::Item(ItemRef::Shared(index)) => match model.types.get(*index)?.items.first()? {
            Item::Enum(list) if !list.is_numeric => Some(Class::Text),
            _ => None,
        },
        _ => None,
    }
}

/// Returns the class of a server's type, if it is a plain one. `char` may be a flag, and is nothing.
fn class_of(ty: &str) -> Option<Class> {
    match ty.to_lowercase().as_str() {
        "integer" | "int" | "double" | "float" => Some(Class::Number),
        "string" | "text" => Some(Class::Text),
        "boolean" => Some(Class::Flag),
        "date" | "datetime" => Some(Class::Time),
        "file" => Some(Class::File),
        _ => None,
    }
}
