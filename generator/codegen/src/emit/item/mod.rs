//! Types inside requests and results.

mod enumeration;
mod object;
mod union;

use super::docs;
use super::scope::Scope;
use crate::tree::{Item, Twin};
use bitrix24_schema::Subject;
use bitrix24_schema::model;

/// Returns the items of the type at `place` of its owner, or the export of another method's type that is the same.
pub(super) fn items(scope: Scope<'_>, item: &model::Item, place: usize, subject: &Subject) -> Vec<Item> {
    let own = match item {
        model::Item::Object(object) => object::items(scope, object, place, subject),
        model::Item::Enum(list) => enumeration::items(scope, list, subject),
        model::Item::Union(union) => union::items(scope, union, subject),
    };
    match scope.twin(place, vec![first_line(item)]) {
        Some(export) => vec![Item::Twin(Twin { export, items: own })],
        None => own,
    }
}

/// Returns the items of the type at `place` of its owner.
pub(crate) fn own(scope: Scope<'_>, item: &model::Item, place: usize, subject: &Subject) -> Vec<Item> {
    match item {
        model::Item::Object(object) => object::items(scope, object, place, subject),
        model::Item::Enum(list) => enumeration::items(scope, list, subject),
        model::Item::Union(union) => union::items(scope, union, subject),
    }
}

fn first_line(item: &model::Item) -> String {
    let (doc, origin) = match item {
        model::Item::Object(object) => (&object.doc, &object.origin),
        model::Item::Enum(list) => (&list.doc, &list.origin),
        model::Item::Union(union) => (&union.doc, &union.origin),
    };
    docs::of_item(doc.as_ref(), origin, item.ident(), None).into_iter().next().unwrap_or_default()
}
