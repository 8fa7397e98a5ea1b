//! The paths by which users know what is emitted.

use super::Scope;
use crate::graph::Owner;
use crate::model::{ItemRef, Method, Shared};

/// The module by which users reach an emitted type, from the crate's root: `crm::deal::get`.
pub(super) fn module(scope: Scope<'_>, item: ItemRef) -> String {
    let Scope { model, owner, .. } = scope;
    match (item, owner) {
        (ItemRef::Shared(index), _) | (ItemRef::Local(_), Owner::Shared(index)) => types_module(&model.types[index]),
        (ItemRef::Local(_), Owner::Method(index)) => method_module(&model.methods[index]),
        (ItemRef::Local(place), Owner::Root) => types_module(&model.types[place]),
    }
}

/// The path of an emitted type, by which users know it.
pub(super) fn path(scope: Scope<'_>, item: ItemRef) -> String {
    format!("{}::{}", module(scope, item), scope.item(item).ident())
}

/// The path of a type in a method's module.
pub(super) fn path_in_method(method: &Method, place: usize) -> String {
    format!("{}::{}", method_module(method), method.items[place].ident())
}

/// A method's own module: `crm::deal::get`.
pub(super) fn method_module(method: &Method) -> String {
    join(&method.modules, &method.module)
}

/// The module in which users find a shared type: `types::tasks`.
pub(super) fn types_module(shared: &Shared) -> String {
    let mut path = vec!["types"];
    path.extend(shared.modules.iter().map(String::as_str));
    path.join("::")
}

/// Modules and what is in the last of them.
pub(super) fn join(modules: &[String], last: &str) -> String {
    let parts: Vec<&str> = modules.iter().map(String::as_str).chain([last]).collect();
    parts.join("::")
}
