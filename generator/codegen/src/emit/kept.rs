//! Compatibility with a release: arguments of constructors and optional fields stay as they were released.

use bitrix24_schema::Released;
use bitrix24_schema::model::{Field, Model, Object, Type, Usage};

/// The parameters of a request, or the fields of an object, divided between constructor and setters.
pub(super) struct Split<'f> {
    /// The arguments of the constructor, in this order.
    pub(super) arguments: Vec<&'f Field>,
    /// The fields with a setter.
    pub(super) rest: Vec<&'f Field>,
}

/// Splits the fields of the type at `path`. Its constructor takes the required fields, or, if it was released, the
/// fields that it took then and that still exist. So a later change of `required` breaks no call.
pub(super) fn split<'f>(model: &Model, path: &str, fields: &'f [Field]) -> Split<'f> {
    let named = || fields.iter().filter(|field| field.pattern.is_none());
    let arguments: Vec<&Field> = match model.released.arguments(path) {
        Some(names) => {
            let is = |field: &&Field, name: &str| field.names().any(|known| known == name);
            names.iter().filter_map(|name| named().find(|field| is(field, name))).collect()
        }
        None => named().filter(|field| field.required == Some(true)).collect(),
    };
    let is_argument = |field: &&Field| arguments.iter().any(|argument| std::ptr::eq(*argument, *field));
    let rest = fields.iter().filter(|field| !is_argument(field)).collect();
    Split { arguments, rest }
}

/// Returns the released constructors of requests that take other arguments than the schema requires now.
pub(crate) fn apart(model: &Model, released: &Released) -> Released {
    let mut apart = Released::default();
    for method in &model.methods {
        let path = method.path();
        let Some(names) = released.arguments(&path) else { continue };
        let required = method.params.iter().filter(|param| param.pattern.is_none() && param.required == Some(true));
        if !required.map(|param| param.name.ident.as_str()).eq(names.iter().map(String::as_str)) {
            apart.constructors.insert(path, names.to_vec());
        }
    }
    apart
}

/// Returns true if a field of the object at `path` is not an `Option`.
///
/// A field that is sent is always an `Option`, so that a type can be both sent and received. A field that was released
/// as an `Option` remains one, so that code that reads it still compiles.
pub(super) fn is_always(model: &Model, object: &Object, path: &str, field: &Field) -> bool {
    let is_answered = object.usage == Usage { is_sent: false, is_received: true };
    let was_option = || model.released.is_option(&format!("{path}::{}", field.name.ident));
    is_answered && field.required == Some(true) && (matches!(field.ty, Type::Nullable(_)) || !was_option())
}
