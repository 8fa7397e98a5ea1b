//! Constructors and setters: the same for requests and for objects inside them.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs;
use super::scope::Scope;
use crate::tree::{Function, Listed, Ty};
use bitrix24_schema::Subject;
use bitrix24_schema::model::Field;

/// ```text
/// pub fn new(task_id: impl Into<rt::Id>, user_id: impl Into<rt::Id>) -> Self { … }
/// ```
///
/// `what` is the noun in its documentation, and the code that `body` returns uses the arguments.
pub(super) fn constructor(
    scope: Scope<'_>,
    what: &str,
    required: &[&Field],
    subject: &Subject,
    body: impl FnOnce() -> TokenStream,
) -> Function {
    let docs = || match required {
        [] => vec![format!("Returns {what} with nothing set.")],
        required => {
            let mut lines = vec![format!("Returns {what} with what is required:"), String::new()];
            lines.extend(required.iter().map(|field| argument_docs(field)));
            lines
        }
    };
    Function {
        docs: scope.docs(docs),
        is_inline: required.iter().all(|field| scope.is_itself(field)),
        name: "new".to_owned(),
        arguments: required.iter().map(|field| (field.name.ident.clone(), scope.argument(field))).collect(),
        returns: scope.code(|| quote!(Self)),
        body: scope.code(body),
        listed: Some(Listed::of(subject)),
        ..Function::default()
    }
}

/// Returns the line of documentation for one argument of a constructor.
fn argument_docs(param: &Field) -> String {
    let facts = docs::field_facts(param, false, None);
    let line = format!("- `{}`: {facts}", param.name.ident);
    match &param.doc {
        Some(doc) => format!("{line}. {}", docs::sentence(doc)),
        None => line,
    }
}

/// ```text
/// pub fn title(mut self, title: impl Into<String>) -> Self { …; self }
/// ```
///
/// A function that changes a request or an object by the code that `statement` returns, and returns it.
pub(super) fn setter(
    scope: Scope<'_>,
    name: &str,
    docs: Vec<String>,
    argument: Option<Ty>,
    statement: impl FnOnce() -> TokenStream,
) -> Function {
    let body = || {
        let statement = statement();
        quote!(#statement self)
    };
    Function {
        docs,
        is_inline: argument.is_none(),
        name: name.to_owned(),
        receiver: scope.code(|| quote!(mut self)),
        arguments: argument.map(|ty| (name.to_owned(), ty)).into_iter().collect(),
        returns: scope.code(|| quote!(Self)),
        body: scope.code(body),
        ..Function::default()
    }
}

/// ```text
/// pub fn param(mut self, name: &str, value: impl Into<rt::Value>) -> Self { …; self }
/// ```
pub(super) fn param(scope: Scope<'_>, what: &str, statement: impl FnOnce() -> TokenStream) -> Function {
    let value = Ty::Into(Box::new(Ty::Known("rt::Value")));
    Function {
        arguments: vec![("name".to_owned(), Ty::Known("&str")), ("value".to_owned(), value)],
        is_inline: false,
        ..setter(
            scope,
            "param",
            scope.docs(|| vec![format!("Sets a {what} by its name on the wire, for what has no function here.")]),
            None,
            statement,
        )
    }
}
