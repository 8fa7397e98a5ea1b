//! Types that methods share.

use super::scope::Scope;
use super::{imports, item, subjects};
use crate::tree::{Item, Use};
use bitrix24_schema::Subject;
use bitrix24_schema::graph::Owner;
use bitrix24_schema::model::{self, Shared};

/// Returns the items of a shared type's module.
pub(super) fn items(scope: Scope<'_>, index: usize) -> Vec<Item> {
    let shared = &scope.model.types[index];
    let scope = Scope { owner: Owner::Shared(index), depth: shared.modules.len() + 2, ..scope };
    let mut items = imports::items(scope);
    for ((place, item), subject) in shared.items.iter().enumerate().zip(subjects::of_shared(shared)) {
        items.extend(item::items(scope, item, place, &subject));
    }
    items
}

/// Returns the items of the module of a type that several features have. It refers to no other type.
pub(super) fn common(scope: Scope<'_>, index: usize) -> Vec<Item> {
    let (owner, place) = scope.twins.common[index].place;
    let scope = Scope { owner, depth: 3, ..scope };
    let mut items = vec![imports::runtime()];
    items.extend(item::own(scope, &scope.items()[place], place, &Subject::default()));
    items
}

/// ```text
/// pub use self::task::{Task, TaskMark};
/// ```
pub(super) fn export(shared: &Shared, features: &[String]) -> Use {
    Use {
        features: features.to_vec(),
        is_inline: true,
        from: format!("self::{}", shared.module),
        names: shared.items.iter().map(model::Item::ident).map(|name| (name.to_owned(), None)).collect(),
        ..Use::default()
    }
}
