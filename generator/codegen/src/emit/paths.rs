//! The paths by which users know what is emitted.

use bitrix24_schema::model::{Method, Shared};

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
