//! Unions.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::scope::Scope;
use super::super::{docs, rules};
use crate::tree::{self, Impl, Item, Listed, Trait, Ty, Variant, ident};
use bitrix24_schema::Subject;
use bitrix24_schema::model::{Type, Union};

/// Returns a union and its implementations.
pub(crate) fn items(scope: Scope<'_>, union: &Union, place: usize, subject: &Subject) -> Vec<Item> {
    let mut items =
        vec![Item::Enum(enumeration(scope, union, place, subject)), Item::Code(scope.code(|| default(union)))];
    items.extend(union.usage.is_sent.then(|| Item::Code(scope.code(|| own(scope, union)))));
    items.push(Item::Code(scope.code(|| codec(scope, union))));
    items.extend(conversions(scope, union).map(|(variant, ty)| Item::Impl(from(scope, union, variant, &ty, subject))));
    items.extend(scope.is_code.then(|| stands_for(union)).flatten().map(Item::Code));
    items
}

/// ```text
/// #[derive(Clone, Debug)]
/// pub enum Value {
///     Integer(i64),
///     String(String),
/// }
/// ```
fn enumeration(scope: Scope<'_>, union: &Union, place: usize, subject: &Subject) -> tree::Enum {
    let variant = |(name, ty): &(String, Type)| Variant {
        docs: vec![format!("{name}.")],
        name: name.clone(),
        holds: Some(scope.rust(ty)),
        listed: Some(Listed::of(subject)),
    };
    tree::Enum {
        docs: scope.docs(|| docs::of_item(union.doc.as_ref(), &scope.origin(place), None)),
        attributes: scope.code(|| quote!(#[derive(Clone, Debug)])),
        name: union.ident.clone(),
        variants: union.options.iter().map(variant).collect(),
        listed: Listed::with(subject, "closed"),
    }
}

/// ```text
/// impl Default for Value {
///     fn default() -> Self { Self::Integer(Default::default()) }
/// }
/// ```
fn default(union: &Union) -> TokenStream {
    let name = ident(&union.ident);
    let first = union.options.iter().take(1).map(|(variant, _)| ident(variant));
    quote! {
        impl Default for #name {
            #[inline]
            fn default() -> Self { #(Self::#first(Default::default()))* }
        }
    }
}

/// ```text
/// impl Value {
///     pub(crate) fn rules(p: &mut rt::Rules<'_>) { p.option().integer(); p.option().string(); }
/// }
/// ```
fn own(scope: Scope<'_>, union: &Union) -> TokenStream {
    let (name, rules) = (ident(&union.ident), rules::of_union(scope, union));
    quote!(impl #name { #rules })
}

/// Returns the types that convert into the union, each with its variant. A type of two options is ambiguous, and left
/// out. A text becomes a time where a union is one of times and days.
fn conversions<'u>(scope: Scope<'u>, union: &'u Union) -> impl Iterator<Item = (&'u str, Ty)> {
    let types: Vec<Ty> = union.options.iter().map(|(_, ty)| scope.rust(ty)).collect();
    let has_id = types.contains(&Ty::Known("rt::Id"));
    let time = time(union);
    union.options.iter().enumerate().flat_map(move |(index, (variant, ty))| {
        let is_alone = types.iter().filter(|other| **other == types[index]).count() == 1;
        let is_text = is_alone && *ty == Type::String;
        let is_time = is_alone && time == Some(index);
        let plain = is_alone.then(|| types[index].clone());
        let text = (is_text || is_time).then_some(Ty::Known("&str"));
        let id = (is_text && union.usage.is_sent && !has_id).then_some(Ty::Known("rt::Id"));
        plain.into_iter().chain(text).chain(id).map(|ty| (variant.as_str(), ty))
    })
}

/// Returns the option that keeps a text as it is written, of a union that is sent and has nothing but times and days.
fn time(union: &Union) -> Option<usize> {
    let is_time = |ty: &Type| matches!(ty, Type::DateTime | Type::Date);
    if !union.usage.is_sent || !union.options.iter().all(|(_, ty)| is_time(ty)) {
        return None;
    }
    union.options.iter().position(|(_, ty)| *ty == Type::DateTime)
}

/// ```text
/// impl<T> From<rt::Ref<T>> for Value {
///     fn from(value: rt::Ref<T>) -> Self { Self::String(value.into()) }
/// }
/// ```
///
/// For a union that is sent and has an option with room for a reference.
fn stands_for(union: &Union) -> Option<TokenStream> {
    let has_room = |ty: &Type| matches!(ty, Type::String | Type::Id(_) | Type::Any);
    let (variant, _) = union.options.iter().find(|(_, ty)| has_room(ty)).filter(|_| union.usage.is_sent)?;
    let (name, variant) = (ident(&union.ident), ident(variant));
    Some(quote! {
        impl<T> From<rt::Ref<T>> for #name {
            #[inline]
            fn from(value: rt::Ref<T>) -> Self { Self::#variant(value.into()) }
        }
    })
}

/// ```text
/// impl From<i64> for Value {
///     fn from(value: i64) -> Self { Self::Integer(value) }
/// }
/// ```
fn from(scope: Scope<'_>, union: &Union, variant: &str, ty: &Ty, subject: &Subject) -> Impl {
    let code = || {
        let is_text = union.options.iter().any(|(name, option)| name == variant && *option == Type::String);
        let is_time = *ty == Ty::Known("&str");
        let value = if is_time || is_text && *ty != Ty::Known("String") { quote!(value.into()) } else { quote!(value) };
        let variant = ident(variant);
        quote! {
            #[inline]
            fn from(value: #ty) -> Self { Self::#variant(#value) }
        }
    };
    Impl {
        of: Some(Trait {
            name: format!("From<{}>", ty.listed()),
            code: scope.code(|| quote!(From<#ty>)),
            listed: Listed::of(subject),
        }),
        name: union.ident.clone(),
        consts: Vec::new(),
        functions: Vec::new(),
        code: scope.code(code),
    }
}

/// ```text
/// impl rt::Wire for Value {
///     fn decode<'a>(node: rt::Node<'a>, cx: &mut rt::Cx<'a>) -> Option<Self> {
///         let value = <rt::Either<i64, String> as rt::Wire>::decode(node, cx)?;
///         Some(match value {
///             rt::Either::Left(value) => Self::Integer(value),
///             rt::Either::Right(value) => Self::String(value),
///         })
///     }
///     …
/// }
/// ```
///
/// A union is read as one of two types, of which the second may be one of two again.
fn codec(scope: Scope<'_>, union: &Union) -> TokenStream {
    let name = ident(&union.ident);
    let codecs: Vec<Ty> = union.options.iter().map(|(_, ty)| scope.codec(ty)).collect();
    let either = codecs.iter().cloned().rev().reduce(|rest, ty| Ty::OfTwo("rt::Either", Box::new(ty), Box::new(rest)));
    let last = union.options.len().saturating_sub(1);
    let variants: Vec<_> = union.options.iter().map(|(variant, _)| ident(variant)).collect();
    let patterns = (0..union.options.len()).map(|index| {
        let side = if index == last { quote!(value) } else { quote!(rt::Either::Left(value)) };
        (0..index).fold(side, |pattern, _| quote!(rt::Either::Right(#pattern)))
    });
    quote! {
        rt::traits!(#name);
        impl rt::Wire for #name {
            type Out = Self;
            const NAME: &'static str = "one of several types";
            #[inline]
            fn decode<'a>(node: rt::Node<'a>, cx: &mut rt::Cx<'a>) -> Option<Self> {
                let value = <#either as rt::Wire>::decode(node, cx)?;
                Some(match value { #(#patterns => Self::#variants(value),)* })
            }
            #[inline]
            fn encode(value: &Self) -> rt::Value {
                match value { #(Self::#variants(value) => <#codecs as rt::Wire>::encode(value),)* }
            }
        }
    }
}
