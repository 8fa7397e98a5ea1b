//! Deprecation notes: what to use instead, in a sentence.

use super::docs::code;
use super::paths;
use super::scope::{Layout, Scope};
use bitrix24_schema::model::{Deprecated, Method};

/// ```text
/// #[deprecated = "use `crm.item.list`: `bitrix24::crm::item::List`"]
/// ```
///
/// Returns the note of a method, if it is deprecated.
pub(super) fn method(scope: Scope<'_>, method: &Method) -> Option<String> {
    let Deprecated { instead } = method.deprecated.as_ref()?;
    if !scope.is_code {
        // The list of public items tells only that it is deprecated.
        return Some(String::new());
    }
    let Some(instead) = instead else {
        let name = code(&method.name.wire);
        return Some(format!("the vendor has deprecated {name}, and names no other method"));
    };
    let root = if scope.layout == Layout::Crate || scope.is_beside { "bitrix24::" } else { "" };
    Some(match path(scope, method, instead) {
        Some(path) => format!("use {}: `{root}{path}`", code(instead)),
        None => format!("use {}", code(instead)),
    })
}

/// Returns the path by which users find what replaces a method: a request, or the module of `crm.item.productrow.*`.
fn path(scope: Scope<'_>, own: &Method, instead: &str) -> Option<String> {
    let methods = scope.model.methods.iter();
    if let Some(prefix) = instead.strip_suffix(".*") {
        let depth = prefix.split('.').count();
        let inside = |method: &&Method| method.name.wire.strip_prefix(prefix).is_some_and(|rest| rest.starts_with('.'));
        let modules = methods.filter(inside).find_map(|method| method.modules.get(..depth))?;
        return modules.split_last().map(|(last, before)| paths::join(before, last));
    }
    let same = methods.filter(|method| method.name.wire.eq_ignore_ascii_case(instead) && method.path() != own.path());
    same.min_by_key(|method| method.deprecated.is_some()).map(Method::path)
}

/// Returns the note of a field.
pub(super) fn field(deprecated: &Deprecated) -> String {
    match &deprecated.instead {
        Some(instead) => format!("use {}", code(instead)),
        None => "the vendor has deprecated it, and names nothing else".to_owned(),
    }
}
