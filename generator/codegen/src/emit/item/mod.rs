//! Types inside requests and results.

mod enumeration;
mod object;
mod union;

use super::scope::Scope;
use crate::tree::{Item, Twin};
use bitrix24_schema::Subject;
use bitrix24_schema::model;

/// Returns the items of the type at `place` of its owner, or the export of another method's type that is the same.
pub(super) fn items(scope: Scope<'_>, item: &model::Item, place: usize, subject: &Subject) -> Vec<Item> {
    let own = own(scope, item, place, subject);
    match scope.twin(place) {
        Some(export) => vec![Item::Twin(Twin { export, items: own })],
        None => own,
    }
}

/// Returns the items of the type at `place` of its owner.
pub(crate) fn own(scope: Scope<'_>, item: &model::Item, place: usize, subject: &Subject) -> Vec<Item> {
    match item {
        model::Item::Object(object) => object::items(scope, object, place, subject),
        model::Item::Enum(list) => enumeration::items(scope, list, place, subject),
        model::Item::Union(union) => union::items(scope, union, place, subject),
    }
}
