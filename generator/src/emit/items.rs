//! Types inside requests and results: structs, open enumerations, unions.

use proc_macro2::TokenStream;
use quote::quote;

use super::types::some;
use super::{Scope, docs, ident, request};
use crate::graph;
use crate::model::{Enum, Field, Item, Object, Type, Union, Usage};

/// An emitted type; `place` is where its owner keeps it.
pub(super) fn item(scope: Scope<'_>, item: &Item, place: usize) -> TokenStream {
    match item {
        Item::Object(object) => self::object(scope, object, place),
        Item::Enum(list) => enumeration(list),
        Item::Union(union) => self::union(scope, union),
    }
}

fn object(scope: Scope<'_>, object: &Object, place: usize) -> TokenStream {
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

/// ```ignore
/// #[derive(Clone, Debug, Default, PartialEq)]
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
        #[derive(Clone, Debug, Default, PartialEq)]
        #[non_exhaustive]
        pub struct #name {
            #(#members)*
            #[doc = #extra]
            pub extra: rt::Extra,
        }
    }
}

fn item_doc(doc: Option<&String>, origin: &str, page: Option<&crate::model::Page>) -> Vec<String> {
    let origin = format!("Part of `{origin}`");
    let mut lines = vec![doc.map_or_else(|| format!("{origin}."), |doc| docs::sentence(doc)), String::new()];
    let facts: Vec<String> = doc.map(|_| origin).into_iter().chain(docs::page(page)).collect();
    lines.push(facts.join(" · "));
    lines
}

/// ```ignore
/// impl Fields {
///     pub fn new() -> Self { … }
///     pub fn title(mut self, title: impl Into<String>) -> Self { … }
///     pub fn param(mut self, name: &str, value: impl Into<rt::Value>) -> Self { … }
/// }
/// ```
fn builder(scope: Scope<'_>, object: &Object, fields: &[ObjectField<'_>]) -> TokenStream {
    let name = ident(&object.ident);
    let new = constructor(scope, fields);
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

fn constructor(scope: Scope<'_>, fields: &[ObjectField<'_>]) -> TokenStream {
    let required: Vec<&ObjectField<'_>> = fields.iter().filter(|member| member.field.required == Some(true)).collect();
    if required.is_empty() {
        return quote! {
            /// With no field set.
            #[inline]
            pub fn new() -> Self {
                Self::default()
            }
        };
    }
    let mut lines = vec!["With what is required:".to_owned(), String::new()];
    lines.extend(required.iter().map(|member| request::argument_doc(member.field)));
    let doc = docs::comment(&lines);
    let arguments = required.iter().map(|member| {
        let name = ident(&member.field.name.ident);
        let ty = scope.argument(&member.field.ty, &name).ty;
        quote!(#name: #ty)
    });
    let sets = required.iter().map(|member| {
        let (name, value) = (ident(&member.field.name.ident), kept(scope, member));
        quote!(#name: Some(#value))
    });
    quote! {
        #doc
        #[inline]
        pub fn new(#(#arguments),*) -> Self {
            Self { #(#sets,)* ..Self::default() }
        }
    }
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

/// ```ignore
/// impl rt::Object for Task {
///     fn take(&mut self, key: &str, value: rt::Take<'_, '_>) {
///         match key {
///             "id" => value.to::<rt::Id>("id", &mut self.id),
///             _ => value.unknown(),
///         }
///     }
///     fn put(self, to: &mut rt::Put) {
///         to.field::<rt::Id>("id", self.id);
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
        quote! { to.#how::<#codec>(#wire, self.#field); }
    });
    let always: Vec<&str> =
        fields.iter().filter(|member| member.is_always).map(|member| member.field.name.wire.as_str()).collect();
    let always = if always.is_empty() {
        TokenStream::new()
    } else {
        quote! { const ALWAYS: &'static [&'static str] = &[#(#always),*]; }
    };
    let (key, to) = if fields.is_empty() { (quote!(_key), quote!(_to)) } else { (quote!(key), quote!(to)) };
    let key = if object.fields.is_empty() { key } else { quote!(key) };
    let take = if object.fields.is_empty() {
        quote!(value.unknown();)
    } else {
        quote! { match key { #(#takes)* #(#patterns)* _ => value.unknown(), } }
    };
    quote! {
        impl rt::Object for #name {
            #always

            #[inline]
            fn take(&mut self, #key: &str, value: rt::Take<'_, '_>) {
                #take
            }

            #[inline]
            fn put(self, #to: &mut rt::Put) {
                #(#puts)*
            }

            #[inline]
            fn extra_mut(&mut self) -> &mut rt::Extra {
                &mut self.extra
            }
        }
    }
}

/// ```ignore
/// #[derive(Clone, Debug, PartialEq, Eq, Hash)]
/// #[non_exhaustive]
/// pub enum Role {
///     Moderator,
///     Unknown(String),
/// }
/// ```
fn enumeration(list: &Enum) -> TokenStream {
    let (doc, name) =
        (docs::comment(&item_doc(list.doc.as_ref(), &list.origin, list.docs.as_ref())), ident(&list.ident));
    let variants = list.values.iter().map(|value| {
        let wire = &value.name.wire;
        let text = match &value.label {
            Some(label) => format!(" `{wire}`: {}", docs::plain(label)),
            None => format!(" `{wire}`"),
        };
        let variant = ident(&value.name.ident);
        quote! { #[doc = #text] #variant, }
    });
    let functions = enum_functions(list);
    let implementation = enum_impl(list);
    quote! {
        #doc
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            /// A value that the documentation does not list.
            Unknown(String),
        }

        #functions
        #implementation
    }
}

/// ```ignore
/// impl Role {
///     pub fn as_str(&self) -> &str { match self { Self::Moderator => "E", Self::Unknown(value) => value } }
/// }
/// impl From<&str> for Role { … }
/// ```
fn enum_functions(list: &Enum) -> TokenStream {
    let name = ident(&list.ident);
    let (wires, variants): (Vec<_>, Vec<_>) =
        list.values.iter().map(|value| (&value.name.wire, ident(&value.name.ident))).unzip();
    let number = if list.is_numeric {
        quote! {
            impl From<i64> for #name {
                #[inline]
                fn from(value: i64) -> Self {
                    Self::from(value.to_string().as_str())
                }
            }
        }
    } else {
        TokenStream::new()
    };
    quote! {
        impl #name {
            /// The value on the wire.
            #[inline]
            pub fn as_str(&self) -> &str {
                match self {
                    #(Self::#variants => #wires,)*
                    Self::Unknown(value) => value,
                }
            }
        }

        impl From<&str> for #name {
            #[inline]
            fn from(value: &str) -> Self {
                match value {
                    #(#wires => Self::#variants,)*
                    value => Self::Unknown(value.to_owned()),
                }
            }
        }

        impl Default for #name {
            #[inline]
            fn default() -> Self {
                Self::Unknown(String::new())
            }
        }

        #number
    }
}

/// ```ignore
/// impl rt::wire::Enumeration for Role { … }
/// ```
fn enum_impl(list: &Enum) -> TokenStream {
    let name = ident(&list.ident);
    let numeric = if list.is_numeric {
        quote! { const NUMERIC: bool = true; }
    } else {
        TokenStream::new()
    };
    quote! {
        impl rt::Enum for #name {
            #numeric

            #[inline]
            fn from_wire(text: &str) -> Self {
                Self::from(text)
            }

            #[inline]
            fn as_wire(&self) -> &str {
                self.as_str()
            }

            #[inline]
            fn is_known(&self) -> bool {
                !matches!(self, Self::Unknown(_))
            }
        }
    }
}

/// ```ignore
/// pub enum Value {
///     Integer(i64),
///     String(String),
/// }
/// impl rt::Wire for Value { … }
/// impl From<i64> for Value { … }
/// ```
fn union(scope: Scope<'_>, union: &Union) -> TokenStream {
    let (doc, name) = (docs::comment(&item_doc(union.doc.as_ref(), &union.origin, None)), ident(&union.ident));
    let types: Vec<String> = union.options.iter().map(|(_, ty)| scope.rust(ty).to_string()).collect();
    let variants = union.options.iter().map(|(variant, ty)| {
        let (text, variant, ty) = (format!(" {variant}."), ident(variant), scope.rust(ty));
        quote! { #[doc = #text] #variant(#ty), }
    });
    let froms =
        union.options.iter().zip(&types).filter(|(_, ty)| types.iter().filter(|other| other == ty).count() == 1);
    let froms = froms.map(|((variant, ty), _)| from_option(&name, variant, &scope.rust(ty), *ty == Type::String));
    let first = union.options.first().map(|(variant, _)| ident(variant));
    let codec = union_codec(scope, union);
    quote! {
        #doc
        #[derive(Clone, Debug, PartialEq)]
        pub enum #name {
            #(#variants)*
        }

        impl Default for #name {
            #[inline]
            fn default() -> Self {
                Self::#first(Default::default())
            }
        }

        #codec
        #(#froms)*
    }
}

fn from_option(name: &proc_macro2::Ident, variant: &str, ty: &TokenStream, is_text: bool) -> TokenStream {
    let variant = ident(variant);
    let text = is_text.then(|| {
        quote! {
            impl From<&str> for #name {
                #[inline]
                fn from(value: &str) -> Self {
                    Self::#variant(value.to_owned())
                }
            }
        }
    });
    quote! {
        impl From<#ty> for #name {
            #[inline]
            fn from(value: #ty) -> Self {
                Self::#variant(value)
            }
        }
        #text
    }
}

/// A union is read as one of two types, of which the second may be one of two again.
fn union_codec(scope: Scope<'_>, union: &Union) -> TokenStream {
    let name = ident(&union.ident);
    let last = union.options.len().saturating_sub(1);
    let mut either = TokenStream::new();
    for (index, (_, ty)) in union.options.iter().enumerate().rev() {
        let codec = scope.codec(ty);
        either = if index == last { codec } else { quote!(rt::Either<#codec, #either>) };
    }
    let pattern = |index: usize, inner: TokenStream| {
        let side = if index == last { inner } else { quote!(rt::Either::Left(#inner)) };
        (0..index).fold(side, |pattern, _| quote!(rt::Either::Right(#pattern)))
    };
    let variants: Vec<_> = union.options.iter().map(|(variant, _)| ident(variant)).collect();
    let reads = variants.iter().enumerate().map(|(index, variant)| {
        let pattern = pattern(index, quote!(value));
        quote! { #pattern => Self::#variant(value), }
    });
    let writes = variants.iter().enumerate().map(|(index, variant)| {
        let pattern = pattern(index, quote!(value));
        quote! { Self::#variant(value) => #pattern, }
    });
    quote! {
        impl rt::Wire for #name {
            type Out = Self;
            const NAME: &'static str = "one of several types";

            #[inline]
            fn decode<'a>(node: rt::Node<'a>, cx: &mut rt::Cx<'a>) -> Option<Self> {
                let value = <#either as rt::Wire>::decode(node, cx)?;
                Some(match value { #(#reads)* })
            }

            #[inline]
            fn encode(value: Self) -> rt::Value {
                let value = match value { #(#writes)* };
                <#either as rt::Wire>::encode(value)
            }
        }
    }
}
