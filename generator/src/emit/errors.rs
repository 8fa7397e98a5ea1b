//! The errors of one method.

use proc_macro2::TokenStream;
use quote::quote;

use super::{docs, ident};
use crate::model::{ErrorEntry, Method};

/// ```text
/// #[non_exhaustive]
/// pub enum Error {
///     /// `0` · message “wrong task id” · HTTP 400
///     WrongTaskId,
///     Other,
/// }
/// impl rt::KnownError for Error { … }
/// ```
pub(super) fn method(method: &Method) -> TokenStream {
    let what = format!("The errors that `{}` is documented to answer.", method.name.wire);
    let mut lines = vec![what];
    if let Some(page) = docs::page(method.docs.as_ref()) {
        lines.extend([String::new(), page]);
    }
    let entries: Vec<&ErrorEntry> = method.errors.iter().collect();
    enumeration(&lines, &entries, &quote!(METHOD.errors))
}

/// An enumeration of errors, and how the server's answer becomes one of them.
pub(super) fn enumeration(doc: &[String], entries: &[&ErrorEntry], table: &TokenStream) -> TokenStream {
    let doc = docs::comment(doc);
    let variants: Vec<_> = entries.iter().map(|entry| ident(&entry.ident)).collect();
    let documented = entries.iter().zip(&variants).map(|(entry, variant)| {
        let doc = docs::comment(&docs::error(entry));
        quote! { #doc #variant, }
    });
    quote! {
        #doc
        #[derive(Clone, Copy)]
        #[non_exhaustive]
        pub enum Error {
            #(#documented)*
            /// Any other error.
            Other,
        }

        impl rt::KnownError for Error {
            const ENTRIES: &'static [rt::ErrorEntry] = #table;
            const VARIANTS: &'static [Self] = &[#(Self::#variants),*];
            const OTHER: Self = Self::Other;
        }
    }
}

/// ```text
/// rt::ErrorEntry { code: "0", message: Some("wrong task id"), status: Some(400), when: &["…"], retry: None }
/// ```
pub(super) fn entry(entry: &ErrorEntry) -> TokenStream {
    let ErrorEntry { code, message, status, when, retry, .. } = entry;
    let message = option(message.as_ref().map(|message| quote!(#message)));
    let status = option(status.map(|status| {
        let status = proc_macro2::Literal::u16_unsuffixed(status);
        quote!(#status)
    }));
    let retry = option(retry.map(|retry| {
        let retry = ident(&format!("{retry:?}"));
        quote!(rt::Retry::#retry)
    }));
    quote! { rt::ErrorEntry { code: #code, message: #message, status: #status, when: &[#(#when),*], retry: #retry } }
}

/// `Some(…)` or `None`.
pub(super) fn option(value: Option<TokenStream>) -> TokenStream {
    match value {
        Some(value) => quote!(Some(#value)),
        None => quote!(None),
    }
}
