//! The tree as tokens.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, TokenStreamExt, quote};

use super::docs::doc_attributes;
use super::ty::{Ty, ident, path};
use super::{Alias, Const, Enum, Field, Function, Impl, Item, Struct, Use, Variant};

/// Returns `#[cfg(feature = "crm")]`, or `#[cfg(any(…))]` for several features.
pub(crate) fn cfg(features: &[String]) -> TokenStream {
    match features {
        [] => TokenStream::new(),
        [feature] => quote!(#[cfg(feature = #feature)]),
        features => quote!(#[cfg(any(#(feature = #features),*))]),
    }
}

/// Returns `#[deprecated = "…"]`.
pub(crate) fn deprecated(note: Option<&String>) -> Option<TokenStream> {
    note.map(|note| quote!(#[deprecated = #note]))
}

impl ToTokens for Item {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Item::Use(item) => item.to_tokens(tokens),
            Item::Alias(item) => item.to_tokens(tokens),
            Item::Struct(item) => item.to_tokens(tokens),
            Item::Enum(item) => item.to_tokens(tokens),
            Item::Impl(item) => item.to_tokens(tokens),
            Item::Const(item) => item.to_tokens(tokens),
            Item::Function(item) => item.to_tokens(tokens),
            Item::Twin(twin) => twin.export.to_tokens(tokens),
            Item::Code(code) => tokens.append_all([code]),
        }
    }
}

impl ToTokens for Use {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let (docs, cfg) = (doc_attributes(&self.docs), cfg(&self.features));
        let from = (!self.from.is_empty()).then(|| path(&self.from)).map(|from| quote!(#from::));
        let hidden = self.is_hidden.then(|| quote!(#[doc(hidden)]));
        let inline = self.is_inline.then(|| quote!(#[doc(inline)]));
        let names = self.names.iter().map(|(name, rename)| {
            let name = if name == "*" { quote!(*) } else { ident(name).into_token_stream() };
            match rename.as_deref().map(ident) {
                Some(rename) => quote!(#name as #rename),
                None => name,
            }
        });
        let names = match self.names.as_slice() {
            [_] => quote!(#(#names)*),
            _ => quote!({ #(#names),* }),
        };
        tokens.extend(quote!(#docs #cfg #hidden #inline pub use #from #names;));
    }
}

impl ToTokens for Alias {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let (docs, deprecated) = (doc_attributes(&self.docs), deprecated(self.deprecated.as_ref()));
        let (name, of) = (ident(&self.name), path(&self.of));
        tokens.extend(quote!(#docs #deprecated pub type #name = #of;));
    }
}

impl ToTokens for Struct {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Struct { attributes, fields, .. } = self;
        let (docs, deprecated) = (doc_attributes(&self.docs), deprecated(self.deprecated.as_ref()));
        let name = ident(&self.name);
        tokens.extend(quote!(#docs #deprecated #attributes pub struct #name { #(#fields),* }));
    }
}

impl ToTokens for Field {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let (docs, deprecated) = (doc_attributes(&self.docs), deprecated(self.deprecated.as_ref()));
        let (name, ty) = (ident(&self.name), &self.ty);
        let visibility = self.is_public.then(|| quote!(pub));
        tokens.extend(quote!(#docs #deprecated #visibility #name: #ty));
    }
}

impl ToTokens for Enum {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Enum { attributes, variants, .. } = self;
        let (docs, name) = (doc_attributes(&self.docs), ident(&self.name));
        tokens.extend(quote!(#docs #attributes pub enum #name { #(#variants),* }));
    }
}

impl ToTokens for Variant {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let (docs, name) = (doc_attributes(&self.docs), ident(&self.name));
        let holds = self.holds.as_ref().map(|ty| quote!((#ty)));
        tokens.extend(quote!(#docs #name #holds));
    }
}

impl ToTokens for Impl {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Impl { consts, functions, code, .. } = self;
        let of = self.of.as_ref().map(|of| {
            let code = &of.code;
            quote!(#code for)
        });
        let name = ident(&self.name);
        tokens.extend(quote!(impl #of #name { #(#consts)* #(#functions)* #code }));
    }
}

impl ToTokens for Const {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Const { ty, value, .. } = self;
        let (docs, name) = (doc_attributes(&self.docs), ident(&self.name));
        let keyword = if self.is_static { quote!(static) } else { quote!(const) };
        tokens.extend(quote!(#docs pub #keyword #name: #ty = #value;));
    }
}

impl ToTokens for Function {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Function { receiver, returns, body, .. } = self;
        let (docs, deprecated) = (doc_attributes(&self.docs), deprecated(self.deprecated.as_ref()));
        let (cfg, inline) = (cfg(&self.features), self.is_inline.then(|| quote!(#[inline])));
        let name = ident(&self.name);
        let names = self.arguments.iter().map(|(name, _)| ident(name));
        let (kinds, types): (Vec<_>, Vec<_>) =
            self.arguments.iter().enumerate().map(|(index, (_, ty))| argument(index, ty)).unzip();
        let kinds: Vec<_> = kinds.into_iter().flatten().collect();
        let kinds = (!kinds.is_empty()).then(|| quote!(<#(#kinds),*>));
        let receiver = (!receiver.is_empty()).then(|| quote!(#receiver,));
        tokens.extend(quote! {
            #docs #cfg #deprecated #inline
            pub fn #name #kinds (#receiver #(#names: #types),*) -> #returns { #body }
        });
    }
}

/// Returns the type of an argument, and the generic parameter that it needs: `How0` for a map of any values.
fn argument(index: usize, ty: &Ty) -> (Option<Ident>, TokenStream) {
    match ty {
        Ty::Free => {
            let how = ident(&format!("How{index}"));
            let ty = quote!(impl rt::Entries<#how>);
            (Some(how), ty)
        }
        ty => (None, ty.to_token_stream()),
    }
}
