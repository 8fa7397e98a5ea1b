//! The items of methods that list.

use bitrix24_schema::model::{Item, ItemRef, Method, Type};

use super::scope::Scope;

/// Returns the type of the items that a method lists, if it lists any; the inner `None` is an unknown type.
pub(super) fn item<'m>(scope: Scope<'m>, method: &'m Method) -> Option<Option<&'m Type>> {
    let pager = method.pager.as_ref()?;
    let list = match (&pager.items, &method.result) {
        (None, result) => Some(result),
        (Some(items), Type::Item(at @ ItemRef::Local(_))) => match scope.item(*at) {
            Item::Object(object) => object.fields.iter().find(|field| field.name.wire == *items).map(|field| &field.ty),
            _ => None,
        },
        _ => None,
    };
    Some(match list.map(Type::some) {
        Some(Type::List(item) | Type::Map(item)) => Some(item),
        _ => None,
    })
}
