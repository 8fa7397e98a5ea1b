//! Constructors, which take what is required: the same for requests and for objects inside them.

use super::{Scope, docs, text};
use crate::model::{Field, Model};

/// Who takes the parameters of a request, or the fields of an object.
pub(super) struct Split<'f> {
    /// What the constructor takes, in this order.
    pub(super) arguments: Vec<&'f Field>,
    /// What has a function of its own.
    pub(super) rest: Vec<&'f Field>,
}

/// Tells what the constructor of the type at `path` takes: what is required, or, where it was released, what it took
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

/// ```text
/// pub fn new(task_id: impl Into<rt::Id>, user_id: impl Into<rt::Id>) -> Self { … }
/// ```
///
/// `what` begins its documentation, and `body` is what it does with the arguments.
pub(super) fn constructor(scope: Scope<'_>, what: &str, required: &[&Field], body: &[String]) -> String {
    if required.is_empty() {
        return format!("/// {what} with nothing set.\n#[inline] pub fn new() -> Self {{ Self::default() }}\n");
    }
    let mut lines = vec![format!("{what} with what is required:"), String::new()];
    lines.extend(required.iter().map(|field| argument_doc(field)));
    let arguments: Vec<String> =
        required.iter().map(|field| format!("{}: {}", field.name.ident, scope.argument(&field.ty))).collect();
    let is_plain = required.iter().all(|field| scope.is_itself(&field.ty));
    let inline = if is_plain { "#[inline] " } else { "" };
    docs::comment(&lines) + &text::block(&format!("{inline}pub fn new({}) -> Self", arguments.join(", ")), body)
}

/// A line on one argument of a constructor.
fn argument_doc(param: &Field) -> String {
    let facts = docs::field_facts(param, false);
    let line = format!("- `{}`: {facts}", param.name.ident);
    match &param.doc {
        Some(doc) => format!("{line}. {}", docs::sentence(doc)),
        None => line,
    }
}
