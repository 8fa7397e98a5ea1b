//! The imports of a module.

use bitrix24_schema::graph::{self, Owner};
use bitrix24_schema::model::{Item, ItemRef, Type};
use quote::quote;

use super::lists;
use super::scope::Scope;
use crate::tree::{self, path};

/// ```text
/// use bitrix24_runtime as rt;
/// use crate::types;
/// ```
///
/// The imports of the module of a method or of a shared type. `types` is imported only if the code names a shared type.
pub(super) fn items(scope: Scope<'_>) -> Vec<tree::Item> {
    let root = path(&scope.root());
    let types = names_types(scope).then(|| tree::Item::Code(quote!(use #root::types;)));
    std::iter::once(runtime()).chain(types).collect()
}

/// Returns `use bitrix24_runtime as rt;`.
pub(super) fn runtime() -> tree::Item {
    tree::Item::Code(quote!(
        use bitrix24_runtime as rt;
    ))
}

/// Returns true if the code of a module names shared types. Twins do not count: they are not emitted there.
fn names_types(scope: Scope<'_>) -> bool {
    let (items, own): (&[Item], Vec<&Type>) = match scope.owner {
        Owner::Root | Owner::Event(_) => return false,
        Owner::Shared(index) => (&scope.model.types[index].items, Vec::new()),
        Owner::Method(index) => {
            let method = &scope.model.methods[index];
            let listed = lists::item(scope, method).flatten();
            let own = method.params.iter().map(|param| &param.ty).chain([&method.result]).chain(listed);
            (&method.items, own.collect())
        }
    };
    let emitted = items.iter().enumerate().filter(|(place, _)| !scope.is_twin(*place));
    let mut is_named = false;
    for ty in own.into_iter().chain(emitted.flat_map(|(_, item)| graph::emitted_inside(item))) {
        ty.for_each_item(&mut |item| {
            is_named |= matches!(item, ItemRef::Shared(index) if scope.owner != Owner::Shared(index));
        });
    }
    is_named
}
