//! The errors that any method may answer.

use quote::quote;

use super::super::method::errors;
use super::super::scope::Scope;
use crate::tree::{Const, Item, Listed};
use bitrix24_schema::Subject;

/// Returns the items of the module `system`.
pub(crate) fn items(scope: Scope<'_>) -> Vec<Item> {
    let model = scope.model;
    let nobody = Subject::default();
    let entries: Vec<_> = model.errors.iter().map(|error| (&error.entry, Subject::system(error))).collect();
    let mut items = vec![Item::Code(quote!(
        use bitrix24_runtime as rt;
    ))];
    items.extend(errors::items(scope, "A documented error that any method may answer.".to_owned(), &nobody, &entries));
    items.push(Item::Const(table(&nobody)));
    items
}

/// ```text
/// pub static ERRORS: rt::Errors = rt::Errors::Rows(rt::error::row::<Error>);
/// ```
fn table(nobody: &Subject) -> Const {
    Const {
        docs: vec!["The documented facts of each [`Error`].".to_owned()],
        is_static: true,
        name: "ERRORS".to_owned(),
        ty: quote!(rt::Errors),
        value: quote!(rt::Errors::Rows(rt::error::row::<Error>)),
        listed: Listed::with(nobody, "rt::Errors"),
    }
}
