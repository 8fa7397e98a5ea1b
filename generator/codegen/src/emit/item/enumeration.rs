//! Open enumerations.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::docs;
use super::super::scope::Scope;
use crate::tree::{self, Impl, Item, Listed, Trait, Variant, ident};
use bitrix24_schema::Subject;
use bitrix24_schema::model::{self, Enum};

/// Returns an enumeration and its implementations.
pub(crate) fn items(scope: Scope<'_>, list: &Enum, place: usize, subject: &Subject) -> Vec<Item> {
    let mut items = vec![
        Item::Enum(enumeration(scope, list, place, subject)),
        Item::Code(scope.code(|| std_impls(list))),
        Item::Code(scope.code(|| own(list))),
    ];
    items.extend(list.is_numeric.then(|| Item::Impl(from_number(scope, list, subject))));
    items.push(Item::Code(scope.code(|| wire(list))));
    items
}

/// ```text
/// #[derive(Clone)]
/// #[non_exhaustive]
/// pub enum Role {
///     Moderator,
///     Unknown(String),
/// }
/// ```
fn enumeration(scope: Scope<'_>, list: &Enum, place: usize, subject: &Subject) -> tree::Enum {
    let mut variants: Vec<Variant> = list.values.iter().map(|value| variant(scope, value, subject)).collect();
    variants.push(Variant {
        docs: vec![format!(
            "A value that the {} does not list.",
            if scope.is_beside { "description" } else { "documentation" }
        )],
        name: "Unknown".to_owned(),
        holds: Some(tree::Ty::Known("String")),
        listed: None,
    });
    tree::Enum {
        docs: scope.docs(|| docs::of_item(list.doc.as_ref(), &scope.origin(place), scope.page(list.docs.as_ref()))),
        attributes: scope.code(|| quote!(#[derive(Clone)] #[non_exhaustive])),
        name: list.ident.clone(),
        variants,
        listed: Listed::with(subject, "open"),
    }
}

fn variant(scope: Scope<'_>, value: &model::Value, subject: &Subject) -> Variant {
    let text = || {
        let wire = docs::code(&value.name.wire);
        match &value.label {
            Some(label) => format!("{wire}: {}", docs::plain(label)),
            None => wire,
        }
    };
    Variant {
        docs: scope.docs(|| vec![text()]),
        name: value.name.ident.clone(),
        holds: None,
        listed: Some(Listed::of(&subject.value(&value.name.wire))),
    }
}

/// ```text
/// impl std::fmt::Debug for Role { … }
/// impl PartialEq for Role { … }
/// ```
///
/// Derived, these would take longer to compile.
fn std_impls(list: &Enum) -> TokenStream {
    let name = ident(&list.ident);
    quote! {
        impl std::fmt::Debug for #name {
            #[inline]
            fn fmt(&self, f: &mut rt::Formatter<'_>) -> std::fmt::Result { rt::wire::enums::debug(self, f) }
        }
        impl PartialEq for #name {
            #[inline]
            fn eq(&self, other: &Self) -> bool { rt::wire::enums::eq(self, other) }
        }
        impl Eq for #name {}
        impl std::hash::Hash for #name {
            #[inline]
            fn hash<H: std::hash::Hasher>(&self, state: &mut H) { rt::wire::enums::hash(self, state) }
        }
    }
}

/// ```text
/// impl Role {
///     pub fn as_str(&self) -> &str { rt::Enum::as_wire(self) }
/// }
/// impl From<&str> for Role { … }
/// impl Default for Role { … }
/// ```
fn own(list: &Enum) -> TokenStream {
    let name = ident(&list.ident);
    quote! {
        impl #name {
            /// Returns the value on the wire.
            #[inline]
            pub fn as_str(&self) -> &str { rt::Enum::as_wire(self) }
        }
        impl From<&str> for #name {
            #[inline]
            fn from(value: &str) -> Self { rt::Enum::from_wire(value) }
        }
        impl Default for #name {
            #[inline]
            fn default() -> Self { Self::Unknown(String::new()) }
        }
    }
}

/// ```text
/// impl From<i64> for Level {
///     fn from(value: i64) -> Self { Self::from(value.to_string().as_str()) }
/// }
/// ```
fn from_number(scope: Scope<'_>, list: &Enum, subject: &Subject) -> Impl {
    let code = scope.code(|| quote!(From<i64>));
    Impl {
        of: Some(Trait { name: "From<i64>".to_owned(), code, listed: Listed::of(subject) }),
        name: list.ident.clone(),
        consts: Vec::new(),
        functions: Vec::new(),
        code: scope.code(|| {
            quote! {
                #[inline]
                fn from(value: i64) -> Self { Self::from(value.to_string().as_str()) }
            }
        }),
    }
}

/// ```text
/// impl rt::Enum for Role {
///     const VALUES: &'static [(&'static str, Self)] = &[("E", Self::Moderator)];
///     …
/// }
/// ```
fn wire(list: &Enum) -> TokenStream {
    let name = ident(&list.ident);
    let numeric = list.is_numeric.then(|| {
        quote!(
            const NUMERIC: bool = true;
        )
    });
    let values = list.values.iter().map(|value| {
        let (wire, variant) = (&value.name.wire, ident(&value.name.ident));
        quote!((#wire, Self::#variant))
    });
    quote! {
        impl rt::Enum for #name {
            #numeric
            const VALUES: &'static [(&'static str, Self)] = &[#(#values),*];
            #[inline]
            fn unknown(text: String) -> Self { Self::Unknown(text) }
            #[inline]
            fn as_unknown(&self) -> Option<&str> {
                if let Self::Unknown(text) = self { Some(text) } else { None }
            }
        }
    }
}
