//! Structs.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::items::item_doc;
use super::types::{short, some};
use super::{Scope, constructor, docs, ident};
use crate::graph;
use crate::model::{Field, Object, Type, Usage};

/// A struct, a builder where it is sent, and how it is read and written.
pub(super) fn object(scope: Scope<'_>, object: &Object, place: usize) -> TokenStream {
    let fields: Vec<ObjectField<'_>> = object
        .fields
        .iter()
        .filter(|field| field.pattern.is_none())
        .map(|field| ObjectField {
            field,
            is_boxed: graph::needs_box(scope.model, &field.ty, scope.owner, place),
            // What is required to be sent is an option all the same, so that a type can be both sent and received.
            is_always: field.required == Some(true) && object.usage == Usage { is_sent: false, is_received: true },
        })
        .collect();
    let structure = structure(scope, object, &fields);
    let functions = if object.usage.is_sent { builder(scope, object, &fields) } else { TokenStream::new() };
    let (std_impls, implementation) = (std_impls(object, &fields), object_impl(scope, object, &fields));
    quote! { #structure #functions #std_impls #implementation }
}

struct ObjectField<'f> {
    field: &'f Field,
    is_boxed: bool,
    is_always: bool,
}

impl ObjectField<'_> {
    /// The type as it is kept: without "or nothing", which the option around it says.
    fn inner(&self) -> &Type {
        if self.is_always { &self.field.ty } else { some(&self.field.ty) }
    }

    fn rust(&self, scope: Scope<'_>) -> TokenStream {
        let ty = scope.rust(self.inner());
        let ty = if self.is_boxed { quote!(Box<#ty>) } else { ty };
        if self.is_always { ty } else { quote!(Option<#ty>) }
    }

    /// A function that is told the codec: `field::<Vec<rt::YesNo>>`.
    fn generic(&self, scope: Scope<'_>, function: &str) -> TokenStream {
        let (function, codec) = (ident(function), scope.codec(self.inner()));
        if self.is_boxed { quote!(#function::<rt::Boxed<#codec>>) } else { quote!(#function::<#codec>) }
    }
}

/// ```text
/// #[non_exhaustive]
/// pub struct Task {
///     /// The task's number.
///     pub id: Option<rt::Id>,
///     pub extra: rt::Extra,
/// }
/// ```
fn structure(scope: Scope<'_>, object: &Object, fields: &[ObjectField<'_>]) -> TokenStream {
    let (doc, name) =
        (docs::comment(&item_doc(object.doc.as_ref(), &object.origin, object.docs.as_ref())), ident(&object.ident));
    let members = fields.iter().map(|member| {
        let doc = docs::comment(&docs::field(member.field, None, object.usage.is_sent));
        let deprecated = docs::deprecated(member.field.deprecated.as_ref());
        let (name, ty) = (ident(&member.field.name.ident), member.rust(scope));
        quote! { #doc #deprecated pub #name: #ty, }
    });
    let patterns: Vec<String> = object
        .fields
        .iter()
        .filter(|field| field.pattern.is_some())
        .map(|field| format!("`{}`", field.name.wire))
        .collect();
    let extra = match patterns.as_slice() {
        [] => " Whatever else the object holds.".to_owned(),
        patterns => format!(" {}, and whatever else the object holds.", patterns.join(", ")),
    };
    quote! {
        #doc
        #[non_exhaustive]
        pub struct #name {
            #(#members)*
            #[doc = #extra]
            pub extra: rt::Extra,
        }
    }
}

/// ```text
/// impl Fields {
///     pub fn new() -> Self { … }
///     pub fn title(mut self, title: impl Into<String>) -> Self { … }
///     pub fn param(mut self, name: &str, value: impl Into<rt::Value>) -> Self { … }
/// }
/// ```
fn builder(scope: Scope<'_>, object: &Object, fields: &[ObjectField<'_>]) -> TokenStream {
    let name = ident(&object.ident);
    let new = constructor(scope, object, fields);
    let setters =
        fields.iter().filter(|member| member.field.required != Some(true)).map(|member| setter(scope, object, member));
    quote! {
        impl #name {
            #new
            #(#setters)*

            /// Sets a field by its name on the wire, for what has no function here, such as `null` to clear one.
            #[inline]
            #[must_use]
            pub fn param(mut self, name: &str, value: impl Into<rt::Value>) -> Self {
                self.extra.insert(name, value);
                self
            }
        }
    }
}

fn constructor(scope: Scope<'_>, object: &Object, fields: &[ObjectField<'_>]) -> TokenStream {
    let members: Vec<&ObjectField<'_>> = fields.iter().filter(|member| member.field.required == Some(true)).collect();
    let required: Vec<&Field> = members.iter().map(|member| member.field).collect();
    let sets = members.iter().map(|member| {
        let (name, value) = (ident(&member.field.name.ident), kept(member));
        quote!(#name: Some(#value))
    });
    let body = quote! { Self { #(#sets,)* ..Self::default() } };
    constructor::constructor(scope, "An object", &required, object.docs.as_ref(), &body)
}

/// An argument as a field keeps it.
fn kept(member: &ObjectField<'_>) -> TokenStream {
    let name = ident(&member.field.name.ident);
    let value = match some(&member.field.ty) {
        Type::List(_) => quote!(rt::list(#name)),
        Type::Map(_) => quote!(rt::map(#name)),
        _ => quote!(#name.into()),
    };
    if member.is_boxed { quote!(Box::new(#value)) } else { value }
}

fn setter(scope: Scope<'_>, object: &Object, member: &ObjectField<'_>) -> TokenStream {
    let doc = docs::comment(&docs::field(member.field, object.docs.as_ref(), true));
    let deprecated = docs::deprecated(member.field.deprecated.as_ref());
    let name = ident(&member.field.name.ident);
    let (ty, value) = (scope.argument(&member.field.ty), kept(member));
    quote! {
        #doc
        #deprecated
        #[inline]
        #[must_use]
        pub fn #name(mut self, #name: #ty) -> Self {
            self.#name = Some(#value);
            self
        }
    }
}

/// ```text
/// impl Default for Task {
///     fn default() -> Self { Self { id: None, extra: rt::Extra::NEW } }
/// }
/// impl Clone for Task { … }
/// impl std::fmt::Debug for Task { … }
/// ```
///
/// Derived, these would take rustc twice as long.
fn std_impls(object: &Object, fields: &[ObjectField<'_>]) -> TokenStream {
    let name = ident(&object.ident);
    let defaults = fields.iter().map(|member| {
        let field = ident(&member.field.name.ident);
        let value = if member.is_always { quote!(Default::default()) } else { quote!(None) };
        quote!(#field: #value)
    });
    quote! {
        impl Default for #name {
            #[inline]
            fn default() -> Self {
                Self { #(#defaults,)* extra: rt::Extra::NEW }
            }
        }

        impl Clone for #name {
            #[inline]
            fn clone(&self) -> Self {
                rt::object::copy(self)
            }
        }

        impl std::fmt::Debug for #name {
            #[inline]
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                rt::object::debug(self, f)
            }
        }
    }
}

/// ```text
/// impl rt::Object for Task {
///     fn walk(&self, cx: &mut rt::Cx<'_>) -> Self {
///         Self { id: cx.id("id", &self.id), extra: cx.extra(&self.extra) }
///     }
/// }
/// ```
fn object_impl(scope: Scope<'_>, object: &Object, fields: &[ObjectField<'_>]) -> TokenStream {
    let name = ident(&object.ident);
    let walks = fields.iter().map(|member| {
        let (wire, field) = (&member.field.name.wire, ident(&member.field.name.ident));
        let how = match short(member.inner()) {
            _ if member.is_always => member.generic(scope, "always"),
            Some(name) if !member.is_boxed => ident(name).into_token_stream(),
            _ => member.generic(scope, "field"),
        };
        quote!(#field: cx.#how(#wire, &self.#field))
    });
    let patterns: Vec<_> = object
        .fields
        .iter()
        .filter_map(|field| field.pattern.as_ref())
        .map(|(before, after)| quote!((#before, #after)))
        .collect();
    let patterns = (!patterns.is_empty()).then(|| {
        quote! { const PATTERNS: &'static [(&'static str, &'static str)] = &[#(#patterns),*]; }
    });
    quote! {
        impl rt::Object for #name {
            #patterns

            #[inline]
            fn walk(&self, cx: &mut rt::Cx<'_>) -> Self {
                Self { #(#walks,)* extra: cx.extra(&self.extra) }
            }
        }
    }
}
