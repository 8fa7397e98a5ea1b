//! The root: every method and type in its module, and the runtime's names that users need.

pub(super) mod catalogue;
pub(super) mod example;
pub(super) mod exports;
mod front;
pub(super) mod manifest;
pub(super) mod params;
mod programs;
pub(super) mod system;
mod value;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use proc_macro2::TokenStream;
use quote::quote;

use self::value::Beside;
use super::module::{Content, Module};
use super::scope::{Layout, Scope};
use super::{docs, features, method, paths, shared, things};
use crate::tree::docs::inner_doc_attributes;
use crate::tree::{Alias, Item, Use};
use bitrix24_schema::model::{self, Former, Method, Model};

/// Returns the whole tree of modules.
pub(super) fn module(scope: Scope<'_>) -> Module {
    let layout = scope.layout;
    let mut root = Module::default();
    methods(scope, &mut root);
    former_methods(scope, &mut root);
    types(scope, &mut root);
    things(scope, &mut root);
    root.modules.insert("catalogue".to_owned(), catalogue());
    root.modules.insert("system".to_owned(), system());
    match layout {
        Layout::Crate => {
            root.content = Content::Root;
            root.modules.insert("exports".to_owned(), exports());
        }
        Layout::Module => root.modules.values_mut().for_each(|module| module.is_lenient = true),
    }
    root
}

fn catalogue() -> Module {
    let docs = vec!["Every documented method by name: facts, errors, rules.".to_owned()];
    Module { docs, content: Content::Catalogue, ..Module::default() }
}

fn system() -> Module {
    let docs = vec!["Errors that any method may answer.".to_owned()];
    Module { docs, content: Content::System, sources: vec!["errors.yaml".to_owned()], ..Module::default() }
}

/// Returns the module with the runtime's names that users need.
fn exports() -> Module {
    Module { is_private: true, content: Content::Exports, ..Module::default() }
}

fn methods(scope: Scope<'_>, root: &mut Module) {
    let model = scope.model;
    let beside = beside_methods(model);
    let mut of_module: HashMap<&[String], Vec<&Method>> = HashMap::new();
    model.methods.iter().for_each(|method| of_module.entry(&method.modules).or_default().push(method));
    for (index, method) in model.methods.iter().enumerate() {
        for depth in 1..=method.modules.len() {
            let path = &method.modules[..depth];
            let between = root.at(path);
            if scope.is_code && between.docs.is_empty() {
                between.docs = method::between(path, method);
                let things = things::of_module(scope, of_module.get(path).map_or(&[], Vec::as_slice));
                between.docs.extend(things.into_iter().flat_map(|sentence| [String::new(), sentence]));
                if let Some(words) = front::words(path) {
                    between.docs.splice(..0, [words, String::new()]);
                }
                // One example for each feature: one for each method would double the time to compile.
                if depth == 1 {
                    between.docs.extend(example::of_feature(scope, &beside, method.feature()));
                }
            }
            if depth == 1 && between.features.is_empty() {
                between.features = scope.features([method.feature()]);
            }
        }
        let mut export = method::export(method);
        let parent = root.at(&method.modules);
        if method.modules.is_empty() {
            export.features = scope.features([method.feature()]);
        }
        parent.exports.push(export);
        // A module may be both: `event.offline.get` beside `event.offline`.
        let module = parent.modules.entry(method.module.clone()).or_default();
        module.content = Content::Method(index);
        (module.docs, module.sources) = (vec![method::doc(method)], method.sources.clone());
        if method.modules.is_empty() {
            module.features = scope.features([method.feature()]);
        }
    }
}

/// Adds the former names of methods. It runs after all methods, because a name that is in use again is skipped.
fn former_methods(scope: Scope<'_>, root: &mut Module) {
    for method in &scope.model.methods {
        for former in &method.former {
            former_names(scope, root, method, former);
        }
    }
}

/// ```text
/// #[deprecated = "it is `shop.sell` now"]
/// pub type Trade = self::sell::Sell;
/// #[deprecated = "it is `shop.sell` now"]
/// pub mod trade { pub use crate::shop::sell::*; }
/// ```
///
/// A former name of a method is an alias in the old place.
fn former_names(scope: Scope<'_>, root: &mut Module, method: &Method, former: &Former) {
    for depth in 1..=former.modules.len() {
        let between = root.at(&former.modules[..depth]);
        if between.docs.is_empty() {
            between.docs = vec![format!("Former names in `{}`.", former.modules[..depth].join("."))];
            if depth == 1 {
                between.features = scope.features([method.feature()]);
            }
        }
    }
    let new = |depth: usize| format!("{}::{}", Scope { depth, ..scope }.root(), paths::method_module(method));
    let (depth, name) = (former.modules.len(), &former.name.ident);
    let (docs, deprecated) = docs::renamed(&method.name.wire);
    let alias = |depth: usize| Alias {
        docs: docs.clone(),
        deprecated: Some(deprecated.clone()),
        name: name.clone(),
        of: format!("{}::{}", new(depth), method.name.ident),
        listed: None,
    };
    let parent = root.at(&former.modules);
    parent.aliases.push(alias(depth));
    let own = parent.modules.entry(former.module.clone()).or_default();
    own.exports.push(Use { from: new(depth + 1), names: vec![("*".to_owned(), None)], ..Use::default() });
    if *name != method.name.ident {
        own.aliases.push(alias(depth + 1));
    }
    if own.docs.is_empty() {
        own.docs = vec![format!("The former module of `{}`.", method.name.wire)];
        own.deprecated = Some(deprecated);
    }
}

fn types(scope: Scope<'_>, root: &mut Module) {
    let model = scope.model;
    let by_type = features::by_type(model);
    let mut parents: BTreeMap<Vec<String>, Vec<&str>> = BTreeMap::new();
    for (index, ty) in model.types.iter().enumerate() {
        let Some(needed) = by_type.get(&index) else { continue };
        let features = scope.features(needed.iter().copied());
        let parent = root.modules.entry("types".to_owned()).or_default().at(&ty.modules);
        parent.exports.push(shared::export(ty, &features));
        let module = Module {
            features,
            is_private: true,
            sources: ty.sources.clone(),
            content: Content::Shared(index),
            ..Module::default()
        };
        parent.modules.insert(ty.module.clone(), module);
        for depth in 1..=ty.modules.len() {
            parents.entry(ty.modules[..depth].to_vec()).or_default().extend(needed);
        }
    }
    common(scope, root);
    let Some(types) = root.modules.get_mut("types") else { return };
    types.docs = vec!["Types that methods share.".to_owned()];
    for (path, mut needed) in parents {
        needed.sort_unstable();
        needed.dedup();
        let parent = types.at(&path);
        parent.docs = vec![format!("Types of `{}`.", path.join("."))];
        if path.len() == 1 {
            parent.features = scope.features(needed);
        }
    }
}

/// Adds the modules of the types that several features have. Users find those beside what has them.
fn common(scope: Scope<'_>, root: &mut Module) {
    let modules = scope.twins.common.iter().enumerate().map(|(index, common)| {
        let module = Module {
            features: scope.features(common.features.iter().map(String::as_str)),
            is_private: true,
            sources: common.sources.clone(),
            content: Content::Common(index),
            ..Module::default()
        };
        (common.module.clone(), module)
    });
    let modules: Vec<(String, Module)> = modules.collect();
    if !modules.is_empty() {
        let types = root.modules.entry("types".to_owned()).or_default();
        let parent = types.modules.entry(paths::COMMON.to_owned()).or_default();
        parent.is_private = parent.exports.is_empty();
        parent.modules.extend(modules);
    }
}

/// ```text
/// #[doc(inline)]
/// pub use crate::types::tasks::{Task, TaskStatus};
/// ```
///
/// Users look for a thing, and for the values of its fields, beside its methods.
fn things(scope: Scope<'_>, root: &mut Module) {
    let mut names: BTreeMap<&str, Vec<(String, Option<String>)>> = BTreeMap::new();
    for (shared, name) in beside_methods(scope.model) {
        names.entry(&shared.modules[0]).or_default().push((name.to_owned(), None));
    }
    for (name, names) in names {
        let Some(module) = root.modules.get_mut(name) else { continue };
        let from = format!("{}::types::{name}", Scope { depth: 1, ..scope }.root());
        module.exports.push(Use { is_inline: true, from, names, ..Use::default() });
    }
}

/// Returns the items of shared types that the top-level module of the same name has as well. A request of that name keeps it.
pub(super) fn beside_methods(model: &Model) -> Vec<Beside<'_>> {
    let features = features::by_type(model);
    let mut taken: BTreeSet<(&str, &str)> = BTreeSet::new();
    for method in &model.methods {
        let former = method.former.iter().map(|former| (&former.modules, &former.name));
        for (modules, name) in former.chain([(&method.modules, &method.name)]) {
            if let [module] = modules.as_slice() {
                taken.insert((module, &name.ident));
            }
        }
    }
    let mut found = Vec::new();
    for (index, shared) in model.types.iter().enumerate() {
        let [module] = shared.modules.as_slice() else { continue };
        if features.get(&index).is_some_and(|needed| needed.contains(&module.trim_end_matches('_'))) {
            let names = shared.items.iter().map(model::Item::ident);
            found.extend(names.filter(|name| !taken.contains(&(module, *name))).map(|name| (shared, name)));
        }
    }
    found.sort_unstable_by_key(|(shared, name)| (&shared.modules, *name));
    found
}

/// ```text
/// //! A typed client for the Bitrix24 REST API: …
/// #![cfg_attr(docsrs, feature(doc_cfg))]
/// #![allow(deprecated, …)]
/// pub use exports::*;
/// #[cfg(doctest)]
/// #[doc = include_str!("../README.md")]
/// struct Readme;
/// ```
///
/// The root of a crate beside its modules.
pub(super) fn items(model: &Model) -> Vec<Item> {
    let docs = inner_doc_attributes(&front::page(model).lines().map(str::to_owned).collect::<Vec<_>>());
    let lints = lints();
    // A link names its target wherever it stands; in some modules its text alone would lead there.
    // docs.rs shows the feature of each item, which takes a compiler that is not stable.
    vec![Item::Code(quote! {
        #docs
        #![cfg_attr(docsrs, feature(doc_cfg))]
        #![allow(#lints, rustdoc::redundant_explicit_links)]

        pub use exports::*;

        #[cfg(doctest)]
        #[doc = include_str!("../README.md")]
        struct Readme;
    })]
}

/// Returns `#[allow(…)]`, for a module that another crate includes.
pub(super) fn lenient() -> TokenStream {
    let lints = lints();
    quote!(#[allow(#lints, dead_code, unused_imports, unreachable_pub)])
}

/// Returns the lints that emitted code cannot satisfy, because names and arguments come from the API.
fn lints() -> TokenStream {
    quote! {
        deprecated,
        clippy::enum_variant_names,
        clippy::large_enum_variant,
        clippy::module_inception,
        clippy::should_implement_trait,
        clippy::too_many_arguments,
        clippy::wrong_self_convention
    }
}
