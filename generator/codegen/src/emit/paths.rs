//! The paths by which users know what is emitted.

use super::Scope;
use crate::graph::Owner;
use crate::model::{ItemRef, Method, Shared};

/// The module by which users reach an emitted type, from the crate's root: `crate::crm::deal::get`.
pub(super) fn module(scope: Scope<'_>, item: ItemRef) -> String {
    let Scope { model, owner, .. } = scope;
    match (item, owner) {
        (ItemRef::Shared(index), _) | (ItemRef::Local(_), Owner::Shared(index)) => {
            format!("crate::{}", types_module(&model.types[index]))
        }
        (ItemRef::Local(_), Owner::Method(index)) => format!("crate::{}", method_module(&model.methods[index])),
        (ItemRef::Local(place), Owner::Root) => format!("crate::{}", types_module(&model.types[place])),
    }
}

/// The path of an emitted type, by which users know it.
pub(super) fn path(scope: Scope<'_>, item: ItemRef) -> String {
    let path = format!("{}::{}", module(scope, item), scope.item(item).ident());
    path.trim_start_matches("crate::").to_owned()
}

/// The path of a type in a method's module.
pub(super) fn path_in_method(method: &Method, place: usize) -> String {
    format!("{}::{}", method_module(method), method.items[place].ident())
}

pub(super) fn method_module(method: &Method) -> String {
    let mut path = method.modules.clone();
    path.push(method.module.clone());
    path.join("::")
}

pub(super) fn types_module(shared: &Shared) -> String {
    let mut path = vec!["types".to_owned()];
    path.extend(shared.modules.iter().cloned());
    path.join("::")
}
