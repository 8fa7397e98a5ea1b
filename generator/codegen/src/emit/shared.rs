//! Types that methods share.

use super::module::Later;
use super::text::spaced;
use super::{Layout, Module, Scope, cfg, facts, items};
use crate::graph::Owner;
use crate::model::{Item, Model, Shared};

/// The module of a shared type.
pub(super) fn module(model: &Model, index: usize, features: &[&str], layout: Layout) -> Module {
    Module {
        attributes: cfg(features, layout),
        is_private: true,
        source: Some(model.types[index].file.clone()),
        later: Some(Later::Shared(index)),
        ..Module::default()
    }
}

/// The items of a shared type's module.
pub(super) fn items(scope: Scope<'_>, index: usize) -> String {
    let shared = &scope.model.types[index];
    let scope = Scope { owner: Owner::Shared(index), depth: shared.modules.len() + 2, ..scope };
    let items = shared.items.iter().enumerate();
    let mut parts: Vec<String> = items.map(|(place, item)| items::item(scope, item, place)).collect();
    if let Some(Item::Object(object)) = shared.items.first()
        && object.usage.is_sent
    {
        parts.push(facts::shared(scope, &shared.name, object));
    }
    scope.with_imports(&spaced(parts))
}

/// ```text
/// pub use task::{Task, TaskMark};
/// ```
pub(super) fn export(shared: &Shared, features: &[&str], layout: Layout) -> String {
    let names: Vec<&str> = shared.items.iter().map(Item::ident).collect();
    format!("{}#[doc(inline)]\npub use self::{}::{{{}}};\n", cfg(features, layout), shared.module, names.join(", "))
}
