//! Structs.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::constructor::{self, setter};
use super::super::kept::{is_always, split};
use super::super::scope::Scope;
use super::super::types::short;
use super::super::{deprecation, docs, rules, structs, things, variants};
use crate::tree::{self, Function, Impl, Item, Listed, Ty, ident};
use bitrix24_schema::Subject;
use bitrix24_schema::model::{Field, ItemRef, Object, Type};

/// Returns a struct, its builder if it is sent, and the code that reads and writes it.
pub(crate) fn items(scope: Scope<'_>, object: &Object, place: usize, subject: &Subject) -> Vec<Item> {
    let members = members(scope, object, place);
    let mut items = vec![Item::Struct(structure(scope, object, &members, place, subject))];
    items.extend(object.usage.is_sent.then(|| Item::Impl(builder(scope, object, &members, place, subject))));
    items.extend([
        Item::Code(scope.code(|| std_impls(object, &members))),
        Item::Code(scope.code(|| walk(scope, object, &members))),
    ]);
    items
}

/// Returns the fields of the struct at `place` of its owner.
fn members<'o>(scope: Scope<'_>, object: &'o Object, place: usize) -> Vec<Member<'o>> {
    let path = scope.path_of(ItemRef::Local(place));
    let fields = object.fields.iter().filter(|field| field.pattern.is_none());
    fields
        .map(|field| Member {
            field,
            is_boxed: scope.cycles.needs_box(&field.ty, scope.owner, place),
            is_always: is_always(scope.model, object, &path, field),
        })
        .collect()
}

/// A field of a struct.
struct Member<'f> {
    field: &'f Field,
    is_boxed: bool,
    is_always: bool,
}

impl Member<'_> {
    /// Returns the type that the field stores: without "or nothing", which the `Option` around it expresses.
    fn inner(&self) -> &Type {
        if self.is_always { &self.field.ty } else { self.field.ty.some() }
    }

    /// Returns its type in Rust.
    fn rust(&self, scope: Scope<'_>) -> Ty {
        let ty = scope.rust(self.inner());
        let ty = if self.is_boxed { Ty::of("Box", ty) } else { ty };
        if self.is_always { ty } else { Ty::of("Option", ty) }
    }

    /// Returns `int("id", &self.id)`, or a call with its codec: `field::<Vec<rt::YesNo>>("flags", &self.flags)`.
    fn walk(&self, scope: Scope<'_>) -> TokenStream {
        let codec = || {
            let codec = scope.codec(self.inner());
            if self.is_boxed { Ty::of("rt::Boxed", codec) } else { codec }
        };
        let function = match short(self.inner()) {
            Some(name) if !self.is_always && !self.is_boxed => {
                let name = ident(name);
                quote!(#name)
            }
            _ => {
                let (name, codec) = (ident(if self.is_always { "always" } else { "field" }), codec());
                quote!(#name::<#codec>)
            }
        };
        let (name, wire) = (ident(&self.field.name.ident), &self.field.name.wire);
        quote!(#name: cx.#function(#wire, &self.#name))
    }
}

/// ```text
/// #[non_exhaustive]
/// pub struct Task {
///     /// The task's number. `id` · `integer`
///     pub id: Option<rt::Id>,
///     pub extra: rt::Extra,
/// }
/// ```
fn structure(
    scope: Scope<'_>,
    object: &Object,
    members: &[Member<'_>],
    place: usize,
    subject: &Subject,
) -> tree::Struct {
    let kind = variants::kind(scope, object, place);
    let own = members.iter().map(|member| tree::Field {
        docs: scope.docs(|| vec![docs::field(member.field, object.usage.is_sent, kind)]),
        deprecated: member.field.deprecated.as_ref().map(deprecation::field),
        is_public: true,
        name: member.field.name.ident.clone(),
        ty: member.rust(scope),
        listed: Some(Listed::of(&subject.field(&member.field.name.wire))),
    });
    // This covers the results of its setters, too.
    let attributes = || {
        let must_use = object.usage.is_sent.then(|| quote!(#[must_use]));
        quote!(#[non_exhaustive] #must_use)
    };
    let docs = scope.docs(|| {
        let mut docs = structs::of_object(scope, object, place);
        docs.extend(things::counterparts(scope, place).flat_map(|sentence| [String::new(), sentence.clone()]));
        docs
    });
    tree::Struct {
        docs,
        deprecated: None,
        attributes: scope.code(attributes),
        name: object.ident.clone(),
        fields: own.chain([extra(scope, object)]).collect(),
        listed: Listed::of(subject),
    }
}

/// Returns the field `pub extra: rt::Extra`.
fn extra(scope: Scope<'_>, object: &Object) -> tree::Field {
    let doc = || {
        let patterns = object.fields.iter().filter(|field| field.pattern.is_some());
        let patterns: Vec<String> = patterns.map(|field| docs::code(&field.name.wire)).collect();
        match patterns.as_slice() {
            [] => "The fields that have no name here.".to_owned(),
            patterns => format!("{}, and other fields that have no name here.", patterns.join(", ")),
        }
    };
    tree::Field {
        docs: scope.docs(|| vec![doc()]),
        deprecated: None,
        is_public: true,
        name: "extra".to_owned(),
        ty: Ty::Known("rt::Extra"),
        listed: None,
    }
}

/// ```text
/// impl Fields {
///     pub fn new() -> Self { … }
///     pub fn title(mut self, title: impl Into<String>) -> Self { … }
///     pub fn param(mut self, name: &str, value: impl Into<rt::Value>) -> Self { … }
///     pub(crate) fn rules(p: &mut rt::Rules<'_>) { … }
/// }
/// ```
fn builder(scope: Scope<'_>, object: &Object, members: &[Member<'_>], place: usize, subject: &Subject) -> Impl {
    let parts = split(scope.model, &scope.path_of(ItemRef::Local(place)), &object.fields);
    let own = |field: &&Field| members.iter().find(|member| std::ptr::eq(member.field, *field));
    let arguments: Vec<&Member<'_>> = parts.arguments.iter().filter_map(own).collect();
    let mut functions = vec![constructor(scope, &arguments, subject)];
    let kind = variants::kind(scope, object, place);
    for member in parts.rest.iter().filter_map(own) {
        functions.extend(setters(scope, member, kind, &subject.field(&member.field.name.wire)));
    }
    functions.push(constructor::param(scope, "field", || quote!(self.extra.insert(name, value);)));
    Impl {
        of: None,
        name: object.ident.clone(),
        consts: Vec::new(),
        functions,
        code: scope.code(|| rules::of_object(scope, object)),
    }
}

fn constructor(scope: Scope<'_>, members: &[&Member<'_>], subject: &Subject) -> Function {
    let arguments: Vec<&Field> = members.iter().map(|member| member.field).collect();
    constructor::constructor(scope, "an object", &arguments, subject, || constructor_body(scope, members))
}

fn constructor_body(scope: Scope<'_>, members: &[&Member<'_>]) -> TokenStream {
    let sets = members.iter().map(|member| {
        let (name, value) = (ident(&member.field.name.ident), kept(scope, member, &quote!(extra)));
        quote!(#name: #value,)
    });
    let sets = quote!(#(#sets)*);
    if members.is_empty() {
        quote!(Self::default())
    } else if members.iter().any(|member| scope.is_kept_beside(member.field)) {
        quote! {
            let mut extra = rt::Extra::NEW;
            Self { #sets extra, ..Self::default() }
        }
    } else {
        quote!(Self { #sets ..Self::default() })
    }
}

fn kept(scope: Scope<'_>, member: &Member<'_>, extra: &TokenStream) -> TokenStream {
    scope.kept(member.field, member.is_boxed, extra)
}

/// Returns the setter of a field, and those by its former names.
fn setters(scope: Scope<'_>, member: &Member<'_>, kind: Option<&str>, subject: &Subject) -> Vec<Function> {
    let Field { name, deprecated, former, .. } = member.field;
    let field = ident(&name.ident);
    let statement = || {
        let value = kept(scope, member, &quote!(self.extra));
        quote!(self.#field = #value;)
    };
    let docs = scope.docs(|| vec![docs::field(member.field, true, kind)]);
    let own = Function {
        deprecated: deprecated.as_ref().map(deprecation::field),
        is_inline: scope.is_itself(member.field),
        listed: Some(Listed::of(subject)),
        ..setter(scope, &name.ident, docs, Some(scope.argument(member.field)), statement)
    };
    let former = former.iter().map(|former| {
        let (docs, deprecated) = docs::renamed(&name.wire);
        Function {
            deprecated: Some(deprecated),
            is_inline: scope.is_itself(member.field),
            receiver: scope.code(|| quote!(self)),
            arguments: vec![(name.ident.clone(), scope.argument(member.field))],
            body: scope.code(|| quote!(self.#field(#field))),
            listed: Some(Listed::of(&subject.renamed(&name.wire, &former.wire))),
            ..setter(scope, &former.ident, docs, None, TokenStream::new)
        }
    });
    std::iter::once(own).chain(former).collect()
}

/// ```text
/// impl Default for Task {
///     fn default() -> Self { Self { id: None, extra: rt::Extra::NEW } }
/// }
/// impl Clone for Task { … }
/// impl std::fmt::Debug for Task { … }
/// rt::traits!(object Task);
/// ```
///
/// Derived, these would take twice as long to compile.
fn std_impls(object: &Object, members: &[Member<'_>]) -> TokenStream {
    let name = ident(&object.ident);
    let defaults = members.iter().map(|member| {
        let name = ident(&member.field.name.ident);
        if member.is_always { quote!(#name: Default::default(),) } else { quote!(#name: None,) }
    });
    quote! {
        impl Default for #name {
            #[inline]
            fn default() -> Self { Self { #(#defaults)* extra: rt::Extra::NEW } }
        }
        impl Clone for #name {
            #[inline]
            fn clone(&self) -> Self { rt::object::copy(self) }
        }
        impl std::fmt::Debug for #name {
            #[inline]
            fn fmt(&self, f: &mut rt::Formatter<'_>) -> std::fmt::Result { rt::object::debug(self, f) }
        }
        rt::traits!(object #name);
    }
}

/// ```text
/// impl rt::Object for Task {
///     fn walk(&self, cx: &mut rt::Cx<'_>) -> Self {
///         Self { id: cx.id("id", &self.id), extra: cx.extra(&self.extra) }
///     }
/// }
/// ```
fn walk(scope: Scope<'_>, object: &Object, members: &[Member<'_>]) -> TokenStream {
    let name = ident(&object.ident);
    let walks = members.iter().map(|member| member.walk(scope));
    let patterns: Vec<TokenStream> = object
        .fields
        .iter()
        .filter_map(|field| field.pattern.as_ref())
        .map(|(before, after)| quote!((#before, #after)))
        .collect();
    let patterns = (!patterns.is_empty())
        .then(|| quote!(const PATTERNS: &'static [(&'static str, &'static str)] = &[#(#patterns),*];));
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
