//! The errors that any method may answer.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Module, errors};
use crate::model::{ErrorEntry, Model};

/// The module `system`.
pub(super) fn module(model: &Model) -> Module {
    let entries: Vec<&ErrorEntry> = model.errors.iter().map(|error| &error.entry).collect();
    let doc = ["The errors that any method may answer.".to_owned()];
    let errors = errors::enumeration(&doc, &entries, &quote!(ERRORS));
    let table = table(&entries);
    Module {
        doc: vec!["Errors that any method may answer.".to_owned()],
        source: Some("errors.yaml".to_owned()),
        items: quote! {
            use bitrix24_runtime as rt;

            #errors
            #table
        },
        ..Module::default()
    }
}

/// ```text
/// pub static ERRORS: &[rt::ErrorEntry] = &[…];
/// ```
fn table(entries: &[&ErrorEntry]) -> TokenStream {
    let entries = entries.iter().map(|entry| errors::entry(entry));
    quote! {
        /// What is known of each, in the order of [`Error`]'s variants.
        pub static ERRORS: &[rt::ErrorEntry] = &[#(#entries),*];
    }
}
