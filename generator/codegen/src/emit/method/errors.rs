//! The errors of one method, or of the system.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::docs;
use super::super::scope::Scope;
use crate::tree::{Enum, Item, Listed, Twin, Variant, ident};
use bitrix24_schema::Subject;
use bitrix24_schema::model::{ErrorEntry, Method};

/// Returns the items of a method's errors, or the export of another method's errors that are the same; none if it has no
/// documented errors.
pub(crate) fn method(scope: Scope<'_>, method: &Method, subject: &Subject) -> Vec<Item> {
    if method.errors.is_empty() {
        return Vec::new();
    }
    let entries: Vec<_> = method.errors.iter().map(|entry| (entry, subject.error(entry))).collect();
    let doc = format!("A documented error of {}.", scope.methods_with_errors(method));
    match scope.errors_twin() {
        Some(export) => vec![Item::Twin(Twin { export, items: items(scope, doc, subject, &entries) })],
        None => items(scope, doc, subject, &entries),
    }
}

/// Returns an enumeration of errors, each with its subject, and its implementations.
pub(crate) fn items(scope: Scope<'_>, doc: String, subject: &Subject, entries: &[(&ErrorEntry, Subject)]) -> Vec<Item> {
    let error = Enum {
        docs: vec![doc],
        attributes: scope.code(|| quote!(#[non_exhaustive])),
        name: "Error".to_owned(),
        variants: entries.iter().map(|(entry, subject)| variant(scope, entry, subject)).collect(),
        listed: Listed::with(subject, "open"),
    };
    vec![Item::Enum(error), Item::Code(scope.code(|| rows(entries))), Item::Code(scope.code(std_impls))]
}

/// ```text
/// /// `0` · message `wrong task id` · HTTP 400
/// WrongTaskId,
/// ```
fn variant(scope: Scope<'_>, entry: &ErrorEntry, subject: &Subject) -> Variant {
    let status = entry.status.map(|status| format!("HTTP {status}")).unwrap_or_default();
    Variant {
        docs: scope.docs(|| vec![docs::error(entry)]),
        name: entry.ident.clone(),
        holds: None,
        listed: Some(Listed::with(subject, status)),
    }
}

/// ```text
/// impl rt::KnownError for Error {
///     const ROWS: &'static [rt::ErrorRow<Self>] = &[
///         (Self::WrongTaskId, "400 Invalid", "0", "wrong task id"),
///     ];
///     const WHEN: &'static [(Self, &'static [&'static str])] = &[(Self::WrongTaskId, &["…"])];
/// }
/// ```
fn rows(entries: &[(&ErrorEntry, Subject)]) -> TokenStream {
    let rows = entries.iter().map(|(entry, _)| row(entry));
    let when: Vec<TokenStream> = entries
        .iter()
        .filter(|(entry, _)| !entry.when.is_empty())
        .map(|(entry, _)| {
            let (name, when) = (ident(&entry.ident), &entry.when);
            quote!((Self::#name, &[#(#when),*]))
        })
        .collect();
    let when = (!when.is_empty()).then(|| {
        quote! { const WHEN: &'static [(Self, &'static [&'static str])] = &[#(#when),*]; }
    });
    quote! {
        impl rt::KnownError for Error {
            const ROWS: &'static [rt::ErrorRow<Self>] = &[#(#rows),*];
            #when
        }
    }
}

/// Returns `(Self::WrongTaskId, "400 Invalid", "0", "wrong task id")`. Words that only few have follow the reason.
fn row(entry: &ErrorEntry) -> TokenStream {
    let ErrorEntry { ident: name, code, message, status, reasons, of: _, when: _, retry } = entry;
    let reason = match reasons.as_slice() {
        [only] => format!("{only:?}"),
        // Several: the code does not tell which.
        _ => "Unknown".to_owned(),
    };
    let retry = retry.map(|retry| format!(" {retry:?}")).unwrap_or_default();
    let silent = if message.is_none() { " Silent" } else { "" };
    let facts = format!("{} {reason}{retry}{silent}", status.unwrap_or_default());
    let (name, message) = (ident(name), message.as_deref().unwrap_or_default());
    quote!((Self::#name, #facts, #code, #message))
}

/// ```text
/// impl Clone for Error { … }
/// impl Copy for Error {}
/// impl std::fmt::Debug for Error { … }
/// impl std::fmt::Display for Error { … }
/// impl std::error::Error for Error {}
/// impl PartialEq for Error { … }
/// impl Eq for Error {}
/// ```
///
/// Derived, these would take longer to compile.
fn std_impls() -> TokenStream {
    quote! {
        impl Clone for Error {
            #[inline]
            fn clone(&self) -> Self { *self }
        }
        impl Copy for Error {}
        impl std::fmt::Debug for Error {
            #[inline]
            fn fmt(&self, f: &mut rt::Formatter<'_>) -> std::fmt::Result { rt::error::debug(self, f) }
        }
        impl std::fmt::Display for Error {
            #[inline]
            fn fmt(&self, f: &mut rt::Formatter<'_>) -> std::fmt::Result { rt::error::display(self, f) }
        }
        impl std::error::Error for Error {}
        impl PartialEq for Error {
            #[inline]
            fn eq(&self, other: &Self) -> bool { rt::error::eq(self, other) }
        }
        impl Eq for Error {}
    }
}
