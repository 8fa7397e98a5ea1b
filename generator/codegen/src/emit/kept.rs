//! What was released, and is kept to, where that is free: arguments of constructors, and fields that may be absent.

use bitrix24_schema::model::{Field, Model, Object, Type, Usage};

/// The parameters of a request, or the fields of an object, by where callers give them.
pub(super) struct Split<'f> {
    /// Those that the constructor takes, in this order.
    pub(super) arguments: Vec<&'f Field>,
    /// Those that have a setter.
    pub(super) rest: Vec<&'f Field>,
}

/// Splits the fields of the type at `path`. Its constructor takes what is required, or, where it was released, what it took
/// then, as far as that is still there. So what the documentation later says of a parameter breaks no call.
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

/// Whether a field of the object at `path` is no option. What is required to be sent is one all the same, so that a type
/// can be both sent and received; and what was released as one stays one, so that no code that reads it breaks.
pub(super) fn is_always(model: &Model, object: &Object, path: &str, field: &Field) -> bool {
    let is_answered = object.usage == Usage { is_sent: false, is_received: true };
    let was_option = || model.released.is_option(&format!("{path}::{}", field.name.ident));
    is_answered && field.required == Some(true) && (matches!(field.ty, Type::Nullable(_)) || !was_option())
}
