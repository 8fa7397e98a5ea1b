//! The catalogue: every method by name.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::{Layout, Module, Scope, cfg, idents};
use crate::graph::Owner;
use crate::model::{Method, Model};

/// The module `catalogue`.
pub(super) fn module(model: &Model, layout: Layout) -> Module {
    let scope = Scope { model, owner: Owner::Shared(0), depth: 1, layout };
    let features = model.features();
    let lists = features.iter().map(|feature| list(scope, feature));
    let modules = features.iter().map(|feature| {
        let (cfg, name) = (cfg(&[feature], layout), list_name(feature));
        quote! { #cfg #name, }
    });
    let (root, functions) = (scope.root(), functions());
    let typed = (layout == Layout::Crate).then(|| typed(scope, &features));
    Module {
        doc: vec!["Every documented method by name: facts, errors, rules.".to_owned()],
        items: quote! {
            use bitrix24_runtime as rt;

            pub use rt::catalogue::{Deprecated, ErrorEntry, Field, Method, Pager, PagerKind, Shape, Type};
            pub use rt::lookup::{Catalogue, Invalid};

            /// All methods of the enabled features, and the errors of the system.
            pub static CATALOGUE: Catalogue = Catalogue { modules: &[#(#modules)*], system: #root::system::ERRORS };

            #functions
            #(#lists)*
            #typed
        },
        ..Module::default()
    }
}

/// The functions of the catalogue, which are the runtime's.
fn functions() -> TokenStream {
    quote! {
        /// A method by its name. Where both versions of the API have it, this is version 2's; see [`method_in`].
        #[inline]
        pub fn method(name: &str) -> Option<&'static Method> {
            CATALOGUE.method(name)
        }

        /// A method by its name and version.
        #[inline]
        pub fn method_in(name: &str, api: rt::Api) -> Option<&'static Method> {
            CATALOGUE.method_in(name, api)
        }

        /// All methods, by name and version.
        #[inline]
        pub fn methods() -> impl Iterator<Item = &'static Method> {
            CATALOGUE.methods()
        }

        /// The errors that a method may answer: its own, then the system's.
        #[inline]
        pub fn errors(name: &str) -> impl Iterator<Item = &'static ErrorEntry> {
            CATALOGUE.errors(name)
        }

        /// Checks a call's parameters, a JSON object, against the documented rules.
        ///
        /// # Errors
        ///
        /// All violations; or that there is no such method.
        #[inline]
        pub fn validate(name: &str, params: &rt::Value) -> Result<(), Invalid> {
            CATALOGUE.validate(name, params)
        }
    }
}

/// ```text
/// #[cfg(feature = "tasks")]
/// static TASKS: &[&Method] = &[&crate::tasks::task::delegate::METHOD];
/// ```
fn list(scope: Scope<'_>, feature: &str) -> TokenStream {
    let (cfg, name) = (cfg(&[feature], scope.layout), list_name(feature));
    let methods = scope.model.methods.iter().filter(|method| method.feature() == feature);
    let methods = methods.map(|method| fact(scope, method));
    quote! {
        #cfg
        static #name: &[&Method] = &[#(#methods),*];
    }
}

fn fact(scope: Scope<'_>, method: &Method) -> TokenStream {
    let path = path(scope, method);
    quote!(&#path::METHOD)
}

/// The module of a method.
fn path(scope: Scope<'_>, method: &Method) -> TokenStream {
    let (root, modules) = (scope.root(), idents(&method.modules.join("::")));
    let module = super::ident(&method.module);
    quote!(#root::#(#modules::)*#module)
}

/// ```text
/// #[cfg(feature = "typed")]
/// pub fn typed(name: &str, api: rt::Api) -> Option<&'static rt::Typed> { … }
/// #[cfg(all(feature = "typed", feature = "tasks"))]
/// static TYPED_TASKS: &[rt::Typed] = &[…];
/// ```
fn typed(scope: Scope<'_>, features: &[&str]) -> TokenStream {
    let list_name = |feature: &str| format_ident!("TYPED_{}", list_name(feature));
    let modules = features.iter().map(|feature| {
        let name = list_name(feature);
        quote! { #[cfg(feature = #feature)] #name, }
    });
    let lists = features.iter().map(|feature| {
        let name = list_name(feature);
        let methods = scope.model.methods.iter().filter(|method| method.feature() == *feature);
        let methods = methods.map(|method| decoder(scope, method));
        quote! {
            #[cfg(all(feature = "typed", feature = #feature))]
            static #name: &[rt::Typed] = &[#(#methods),*];
        }
    });
    quote! {
        /// The typed code of a method by its name and version, for tests that run all documented answers through it.
        #[cfg(feature = "typed")]
        pub fn typed(name: &str, api: rt::Api) -> Option<&'static rt::Typed> {
            rt::lookup::typed(TYPED, name, api)
        }

        #[cfg(feature = "typed")]
        static TYPED: &[&[rt::Typed]] = &[#(#modules)*];

        #(#lists)*
    }
}

/// ```text
/// rt::Typed {
///     method: &crate::tasks::task::delegate::METHOD,
///     decode: |body| rt::typed::<crate::tasks::task::delegate::Delegate>(&crate::tasks::task::delegate::METHOD, body),
/// }
/// ```
fn decoder(scope: Scope<'_>, method: &Method) -> TokenStream {
    let (path, fact, request) = (path(scope, method), fact(scope, method), super::ident(&method.name.ident));
    quote! { rt::Typed { method: #fact, decode: |body| rt::typed::<#path::#request>(#fact, body) } }
}

fn list_name(feature: &str) -> proc_macro2::Ident {
    format_ident!("{}", feature.trim_end_matches('_').to_uppercase())
}
