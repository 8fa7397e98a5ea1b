//! Unions.

use proc_macro2::TokenStream;
use quote::quote;

use super::items::item_doc;
use super::{Scope, docs, ident};
use crate::model::{Type, Union};

/// ```text
/// pub enum Value {
///     Integer(i64),
///     String(String),
/// }
/// impl rt::Wire for Value { … }
/// impl From<i64> for Value { … }
/// ```
pub(super) fn union(scope: Scope<'_>, union: &Union) -> TokenStream {
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
        #[derive(Clone, Debug)]
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
    let writes = union.options.iter().map(|(variant, ty)| {
        let (variant, codec) = (ident(variant), scope.codec(ty));
        quote! { Self::#variant(value) => <#codec as rt::Wire>::encode(value), }
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
            fn encode(value: &Self) -> rt::Value {
                match value { #(#writes)* }
            }
        }
    }
}
