//! The paths by which users name emitted items.

use bitrix24_schema::model::{Method, Shared};

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

/// The module in `types` of the types that several features have.
pub(super) const COMMON: &str = "equal";

/// Returns the module of a type that several features have, made of one of its paths.
pub(super) fn module_of_common(path: &str) -> String {
    let mut name = String::new();
    for letter in path.replace("::", "_").chars() {
        if letter.is_ascii_uppercase() && !name.ends_with('_') {
            name.push('_');
        }
        // A module such as `main_` ends with one.
        if letter != '_' || !name.ends_with('_') {
            name.push(letter.to_ascii_lowercase());
        }
    }
    name
}
