//! The module of a method: its request, the types of its result, its errors.

pub(super) mod errors;
mod facts;
mod request;

use super::scope::Scope;
use super::{docs, imports, item, lists, subjects};
use crate::tree::{Alias, Item, Listed, Ty, Use};
use bitrix24_schema::Subject;
use bitrix24_schema::graph::Owner;
use bitrix24_schema::model::Method;

/// Returns the items of a method's module.
pub(super) fn items(scope: Scope<'_>, index: usize) -> Vec<Item> {
    let method = &scope.model.methods[index];
    let scope = Scope { owner: Owner::Method(index), depth: method.modules.len() + 1, ..scope };
    let subject = Subject::method(method);
    let mut items = imports::items(scope);
    items.extend(request::items(scope, method, &subject));
    items.extend(list_item(scope, method).map(Item::Alias));
    for ((place, item), subject) in method.items.iter().enumerate().zip(subjects::of_method(method)) {
        items.extend(item::items(scope, item, place, &subject));
    }
    items.extend(errors::method(scope, method, &subject));
    items
}

/// ```text
/// /// An item of the list.
/// pub type Item = ResponseItems;
/// ```
///
/// For a method that lists items of a type, unless another type of its module has the name.
fn list_item(scope: Scope<'_>, method: &Method) -> Option<Alias> {
    let ty = scope.rust(lists::item(scope, method)??);
    let Ty::Emitted(emitted) = &ty else { return None };
    let is_taken = method.name.ident == "Item" || method.items.iter().any(|item| item.ident() == "Item");
    let of = if emitted.is_local { emitted.name.clone() } else { format!("{}::{}", emitted.module, emitted.name) };
    (!is_taken).then(|| Alias {
        docs: vec!["An item of the list.".to_owned()],
        deprecated: None,
        name: "Item".to_owned(),
        of,
        listed: Some(Listed::with(&Subject::method(method).output(), ty.listed())),
    })
}

/// Returns the documentation of a method's module.
pub(super) fn doc(method: &Method) -> String {
    docs::of_version(method, format!("Request, result and errors of `{}`.", method.name.wire))
}

/// ```text
/// #[doc(inline)]
/// pub use self::delegate::Delegate;
/// ```
pub(super) fn export(method: &Method) -> Use {
    Use {
        is_inline: true,
        from: format!("self::{}", method.module),
        names: vec![(method.name.ident.clone(), None)],
        ..Use::default()
    }
}

/// Returns the documentation of a module between the root and the methods, of which this one is the first.
pub(super) fn between(path: &[String], first: &Method) -> Vec<String> {
    let segments: Vec<&str> = first.name.wire.split('.').take(path.len()).collect();
    vec![format!("Methods `{}.*`.", segments.join("."))]
}
