//! The paths by which users name emitted items.

use bitrix24_schema::model::{Method, Shared};

/// Returns the path of a type in a method's module.
pub(super) fn path_in_method(method: &Method, place: usize) -> String {
    format!("{}::{}", method_module(method), method.items[place].ident())
}

/// Returns a method's own module: `crm::deal::get`.
pub(super) fn method_module(method: &Method) -> String {
    join(&method.modules, &method.module)
}

/// Returns the module in which users find a shared type: `types::tasks`.
pub(super) fn types_module(shared: &Shared) -> String {
    let mut path = vec!["types"];
    path.extend(shared.modules.iter().map(String::as_str));
    path.join("::")
}

/// Joins modules and an item of the last one to a path.
pub(super) fn join(modules: &[String], last: &str) -> String {
    let parts: Vec<&str> = modules.iter().map(String::as_str).chain([last]).collect();
    parts.join("::")
}
