//! Types of Rust, written as code and in the list of public items.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, TokenStreamExt, quote};

/// A type in emitted code.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Ty {
    /// `()`
    Unit,
    /// A type that is not emitted: `i64`, `rt::Id`.
    Known(&'static str),
    /// An emitted type.
    Emitted(Emitted),
    /// A generic type and its argument: `Vec<i64>`.
    Of(&'static str, Box<Ty>),
    /// A generic type and its two arguments: `rt::Either<i64, String>`.
    OfTwo(&'static str, Box<Ty>, Box<Ty>),
    /// `impl Into<T>`
    Into(Box<Ty>),
    /// `impl IntoIterator<Item = impl Into<T>>`
    Each(Box<Ty>),
    /// `impl IntoIterator<Item = (impl Into<String>, impl Into<T>)>`
    Entries(Box<Ty>),
    /// `impl rt::Entries<H>`, a map of any values, in a function that has a generic parameter for it.
    Free,
}

/// An emitted type by its path.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Emitted {
    /// The module by which users reach it, from the crate's root: `crm::deal::get`.
    pub(crate) module: String,
    /// Its name.
    pub(crate) name: String,
    /// True if the code that names it stands in the same module.
    pub(crate) is_local: bool,
}

impl Ty {
    /// Returns a generic type with one argument: `Vec<T>`, `Option<T>`, `rt::Map<T>`.
    pub(crate) fn of(outer: &'static str, inner: Ty) -> Self {
        Ty::Of(outer, Box::new(inner))
    }

    /// Returns the type as the list of public items has it, with the paths of emitted types from the crate's root.
    pub(crate) fn listed(&self) -> String {
        match self {
            Ty::Unit => "()".to_owned(),
            Ty::Known(name) => (*name).to_owned(),
            Ty::Emitted(Emitted { module, name, .. }) => format!("crate::{module}::{name}"),
            Ty::Of(outer, inner) => format!("{outer}<{}>", inner.listed()),
            Ty::OfTwo(outer, first, second) => format!("{outer}<{}, {}>", first.listed(), second.listed()),
            Ty::Into(inner) => format!("impl Into<{}>", inner.listed()),
            Ty::Free => "impl rt::Entries".to_owned(),
            Ty::Each(inner) => format!("impl IntoIterator<Item = impl Into<{}>>", inner.listed()),
            Ty::Entries(inner) => {
                format!("impl IntoIterator<Item = (impl Into<String>, impl Into<{}>)>", inner.listed())
            }
        }
    }
}

impl ToTokens for Ty {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Ty::Unit => tokens.extend(quote!(())),
            Ty::Known(name) => match name.strip_prefix('&') {
                Some(name) => {
                    let name = path(name);
                    tokens.extend(quote!(&#name));
                }
                None => path(name).to_tokens(tokens),
            },
            Ty::Emitted(emitted) => emitted.to_tokens(tokens),
            Ty::Of(outer, inner) => {
                let outer = path(outer);
                tokens.extend(quote!(#outer<#inner>));
            }
            Ty::OfTwo(outer, first, second) => {
                let outer = path(outer);
                tokens.extend(quote!(#outer<#first, #second>));
            }
            Ty::Into(inner) => tokens.extend(quote!(impl Into<#inner>)),
            Ty::Free => tokens.extend(quote!(impl rt::Entries<_>)),
            Ty::Each(inner) => tokens.extend(quote!(impl IntoIterator<Item = impl Into<#inner>>)),
            Ty::Entries(inner) => {
                tokens.extend(quote!(impl IntoIterator<Item = (impl Into<String>, impl Into<#inner>)>));
            }
        }
    }
}

impl ToTokens for Emitted {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        if !self.is_local {
            path(&self.module).to_tokens(tokens);
            tokens.extend(quote!(::));
        }
        tokens.append(ident(&self.name));
    }
}

/// Returns the tokens of a path such as `rt::Id`.
pub(crate) fn path(path: &str) -> TokenStream {
    let segments = path.split("::").map(ident);
    quote!(#(#segments)::*)
}

/// Returns an identifier. The name comes from the naming module, so it is valid in Rust.
pub(crate) fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}
