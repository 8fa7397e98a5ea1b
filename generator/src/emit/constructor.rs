//! Constructors, which take what is required: the same for requests and for objects inside them.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Scope, docs, ident};
use crate::model::{Field, Page};

/// ```text
/// pub fn new(task_id: impl Into<rt::Id>, user_id: impl Into<rt::Id>) -> Self { … }
/// ```
///
/// `what` begins its documentation, and `body` is what it does with the arguments.
pub(super) fn constructor(
    scope: Scope<'_>,
    what: &str,
    required: &[&Field],
    page: Option<&Page>,
    body: &TokenStream,
) -> TokenStream {
    if required.is_empty() {
        let doc = format!(" {what} with nothing set.");
        return quote! {
            #[doc = #doc]
            #[inline]
            pub fn new() -> Self {
                Self::default()
            }
        };
    }
    let mut lines = vec![format!("{what} with what is required:"), String::new()];
    lines.extend(required.iter().map(|field| argument_doc(field)));
    if let Some(page) = docs::page(page) {
        lines.extend([String::new(), page]);
    }
    let doc = docs::comment(&lines);
    let arguments = required.iter().map(|field| {
        let name = ident(&field.name.ident);
        let ty = scope.argument(&field.ty);
        quote!(#name: #ty)
    });
    quote! {
        #doc
        #[inline]
        pub fn new(#(#arguments),*) -> Self {
            #body
        }
    }
}

/// A line on one argument of a constructor.
fn argument_doc(param: &Field) -> String {
    let facts = docs::field(param, None, false);
    let what = param.doc.as_ref().map(|doc| docs::sentence(doc)).unwrap_or_default();
    let facts =
        facts.iter().find(|line| line.starts_with(&format!("`{}`", param.name.wire))).cloned().unwrap_or_default();
    let line = format!("- `{}`: {facts}", param.name.ident);
    if what.is_empty() { line } else { format!("{line}. {what}") }
}
