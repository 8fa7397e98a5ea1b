//! Types that methods share.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Layout, Module, Scope, cfg, facts, ident, items};
use crate::graph::{self, Owner};
use crate::model::{Item, Model, Shared};

/// The module of a shared type.
pub(super) fn module(model: &Model, index: usize, features: &[&str], layout: Layout) -> Module {
    let shared = &model.types[index];
    let scope = Scope { model, owner: Owner::Shared(index), depth: shared.modules.len() + 2, layout };
    let import = scope.import(&graph::inside(&shared.items).collect::<Vec<_>>());
    let types = shared.items.iter().enumerate().map(|(place, item)| items::item(scope, item, place));
    let facts = match shared.items.first() {
        Some(Item::Object(object)) if object.usage.is_sent => facts::shared(scope, &shared.name, object),
        _ => TokenStream::new(),
    };
    Module {
        attributes: cfg(features, layout),
        is_private: true,
        source: Some(shared.file.clone()),
        items: quote! {
            use bitrix24_runtime as rt;
            #import

            #(#types)*
            #facts
        },
        ..Module::default()
    }
}

/// ```text
/// pub use task::{Task, TaskMark};
/// ```
pub(super) fn export(shared: &Shared, features: &[&str], layout: Layout) -> TokenStream {
    let (cfg, module) = (cfg(features, layout), ident(&shared.module));
    let names = shared.items.iter().map(|item| ident(item.ident()));
    quote! {
        #cfg
        #[doc(inline)]
        pub use self::#module::{#(#names),*};
    }
}
