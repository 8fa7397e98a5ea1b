//! A method's module: its request, the types in it, its errors, its facts.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Layout, Module, Scope, errors, facts, ident, items, request};
use crate::graph::{self, Owner};
use crate::model::{Method, Model};

/// The module of a method, and its re-export.
pub(super) fn module(model: &Model, index: usize, layout: Layout) -> Module {
    let method = &model.methods[index];
    let scope = Scope { model, owner: Owner::Method(index), depth: method.modules.len() + 1, layout };
    let own = method.params.iter().map(|param| &param.ty).chain([&method.result]).chain(graph::inside(&method.items));
    let import = scope.import(&own.collect::<Vec<_>>());
    let request = request::request(scope, method);
    let types = method.items.iter().enumerate().map(|(place, item)| items::item(scope, item, place));
    let (errors, facts) = (errors::method(method), facts::method(scope, method));
    Module {
        doc: vec![format!("Request, result and errors of `{}`.", method.name.wire)],
        source: Some(method.file.clone()),
        items: quote! {
            use bitrix24_runtime as rt;
            #import

            #request
            #(#types)*
            #errors
            #facts
        },
        ..Module::default()
    }
}

/// ```text
/// #[doc(inline)]
/// pub use delegate::Delegate;
/// ```
pub(super) fn export(method: &Method) -> TokenStream {
    let (module, name) = (ident(&method.module), ident(&method.name.ident));
    quote! {
        #[doc(inline)]
        pub use self::#module::#name;
    }
}

/// What a module between the root and the methods is.
pub(super) fn between(path: &[String], model: &Model) -> Vec<String> {
    let methods = model.methods.iter().filter(|method| method.modules.starts_with(path));
    let wire = methods.clone().next().map(|method| {
        let segments: Vec<&str> = method.name.wire.split('.').take(path.len()).collect();
        segments.join(".")
    });
    vec![format!("Methods `{}.*`.", wire.unwrap_or_default())]
}
