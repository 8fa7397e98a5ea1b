//! What a method's module holds.

use super::text::spaced;
use super::{Scope, errors, facts, items, request};
use crate::graph::Owner;
use crate::model::{Method, Model};

/// The items of a method's module.
pub(super) fn items(scope: Scope<'_>, index: usize) -> String {
    let method = &scope.model.methods[index];
    let scope = Scope { owner: Owner::Method(index), depth: method.modules.len() + 1, ..scope };
    let mut parts = vec![request::request(scope, method)];
    parts.extend(method.items.iter().enumerate().map(|(place, item)| items::item(scope, item, place)));
    parts.extend([errors::method(method), facts::method(scope, method)]);
    scope.with_imports(&spaced(parts))
}

/// What a method's module is.
pub(super) fn doc(method: &Method) -> String {
    format!("Request, result and errors of `{}`.", method.name.wire)
}

/// ```text
/// #[doc(inline)]
/// pub use delegate::Delegate;
/// ```
pub(super) fn export(method: &Method) -> String {
    format!("#[doc(inline)]\npub use self::{}::{};\n", method.module, method.name.ident)
}

/// What a module between the root and the methods is.
pub(super) fn between(path: &[String], model: &Model) -> Vec<String> {
    let methods = model.methods.iter().filter(|method| method.modules.starts_with(path));
    let wire = methods.clone().next().map(|method| {
        let segments: Vec<&str> = method.name.wire.split('.').take(path.len()).collect();
        segments.join(".")
    });
    vec![format!("Methods `{}.*`.", wire.unwrap_or_default())]
}
