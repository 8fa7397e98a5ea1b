//! Open enumerations.

use proc_macro2::TokenStream;
use quote::quote;

use super::items::item_doc;
use super::{docs, ident};
use crate::model::Enum;

/// ```text
/// #[derive(Clone, Debug, PartialEq, Eq, Hash)]
/// #[non_exhaustive]
/// pub enum Role {
///     Moderator,
///     Unknown(String),
/// }
/// ```
pub(super) fn enumeration(list: &Enum) -> TokenStream {
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

/// ```text
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

/// ```text
/// impl rt::Enum for Role { … }
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
