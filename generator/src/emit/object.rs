//! Structs.

use proc_macro2::TokenStream;
use quote::quote;

use super::items::item_doc;
use super::types::some;
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
    let implementation = object_impl(scope, object, &fields);
    quote! { #structure #functions #implementation }
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

    fn codec(&self, scope: Scope<'_>) -> TokenStream {
        let codec = scope.codec(self.inner());
        if self.is_boxed { quote!(rt::Boxed<#codec>) } else { codec }
    }
}

/// ```text
/// #[derive(Clone, Default)]
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
        #[derive(Clone, Default)]
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
        let (name, value) = (ident(&member.field.name.ident), kept(scope, member));
        quote!(#name: Some(#value))
    });
    let body = quote! { Self { #(#sets,)* ..Self::default() } };
    constructor::constructor(scope, "An object", &required, object.docs.as_ref(), &body)
}

/// An argument as a field keeps it.
fn kept(scope: Scope<'_>, member: &ObjectField<'_>) -> TokenStream {
    let name = ident(&member.field.name.ident);
    let value = scope.argument(&member.field.ty, &name).value;
    let value = match some(&member.field.ty) {
        Type::List(_) | Type::Map(_) => value,
        _ => quote!(#value.into()),
    };
    if member.is_boxed { quote!(Box::new(#value)) } else { value }
}

fn setter(scope: Scope<'_>, object: &Object, member: &ObjectField<'_>) -> TokenStream {
    let doc = docs::comment(&docs::field(member.field, object.docs.as_ref(), true));
    let deprecated = docs::deprecated(member.field.deprecated.as_ref());
    let name = ident(&member.field.name.ident);
    let (ty, value) = (scope.argument(&member.field.ty, &name).ty, kept(scope, member));
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
/// impl rt::Object for Task {
///     fn take(&mut self, key: &str, value: rt::Take<'_, '_>) {
///         match key {
///             "id" => value.to::<rt::Id>("id", &mut self.id),
///             _ => value.unknown(),
///         }
///     }
///     fn put<'o>(&'o self, to: &mut rt::Put<'o>) {
///         to.extra(&self.extra);
///         to.field::<rt::Id>("id", &self.id);
///     }
///     fn extra_mut(&mut self) -> &mut rt::Extra { &mut self.extra }
/// }
/// ```
fn object_impl(scope: Scope<'_>, object: &Object, fields: &[ObjectField<'_>]) -> TokenStream {
    let name = ident(&object.ident);
    let takes = fields.iter().map(|member| {
        let (wire, field, codec) = (&member.field.name.wire, ident(&member.field.name.ident), member.codec(scope));
        let how = if member.is_always { quote!(always) } else { quote!(to) };
        quote! { #wire => value.#how::<#codec>(#wire, &mut self.#field), }
    });
    let patterns = object.fields.iter().filter_map(|field| field.pattern.as_ref()).map(|(before, after)| {
        let matches = match (before.is_empty(), after.is_empty()) {
            (false, true) => quote!(key.starts_with(#before)),
            (true, false) => quote!(key.ends_with(#after)),
            _ => quote!(key.starts_with(#before) && key.ends_with(#after)),
        };
        quote! { key if #matches => value.expected(), }
    });
    let puts = fields.iter().map(|member| {
        let (wire, field, codec) = (&member.field.name.wire, ident(&member.field.name.ident), member.codec(scope));
        let how = if member.is_always { quote!(always) } else { quote!(field) };
        quote! { to.#how::<#codec>(#wire, &self.#field); }
    });
    let always: Vec<&str> =
        fields.iter().filter(|member| member.is_always).map(|member| member.field.name.wire.as_str()).collect();
    let always = if always.is_empty() {
        TokenStream::new()
    } else {
        quote! { const ALWAYS: &'static [&'static str] = &[#(#always),*]; }
    };
    let (key, take) = if object.fields.is_empty() {
        (quote!(_key), quote!(value.unknown();))
    } else {
        (quote!(key), quote! { match key { #(#takes)* #(#patterns)* _ => value.unknown(), } })
    };
    let wire_name = &object.ident;
    quote! {
        impl std::fmt::Debug for #name {
            #[inline]
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                rt::object::debug(self, #wire_name, f)
            }
        }

        impl rt::Object for #name {
            #always

            #[inline]
            fn take(&mut self, #key: &str, value: rt::Take<'_, '_>) {
                #take
            }

            #[inline]
            fn put<'o>(&'o self, to: &mut rt::Put<'o>) {
                to.extra(&self.extra);
                #(#puts)*
            }

            #[inline]
            fn extra_mut(&mut self) -> &mut rt::Extra {
                &mut self.extra
            }
        }
    }
}
