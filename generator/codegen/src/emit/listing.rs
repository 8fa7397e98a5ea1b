//! The list of the emitted crate's public items, made from the tree of items.

use std::collections::BTreeSet;

use super::module::Content;
use super::scope::Scope;
use super::{features, paths, root, root::manifest};
use crate::api::{self, ItemKind};
use crate::tree::{Item, List};
use bitrix24_schema::Subject;
use bitrix24_schema::model::{Former, Method, Model};

/// Returns the whole list: the items of the modules, and those outside of any module.
pub(super) fn whole(scope: Scope<'_>, listed: Vec<api::Item>) -> Vec<api::Item> {
    let model = scope.model;
    let mut list = List { items: listed };
    let nobody = Subject::default();
    for feature in manifest::FEATURES.iter().copied().chain(model.features()) {
        list.add(ItemKind::Feature, feature.to_owned(), "", &nobody);
    }
    for (index, features) in features::by_type(model) {
        let shared = &model.types[index];
        if let Some(first) = shared.items.first() {
            let path = format!("{}::{}: in", paths::types_module(shared), first.ident());
            list.add(ItemKind::Feature, path, features.join(", "), &Subject::shared(shared));
        }
    }
    for (shared, name) in root::beside_methods(model) {
        let module = shared.modules.join("::");
        let of = format!("{}::{name}", paths::types_module(shared));
        list.add(ItemKind::Reexport, format!("{module}::{name}"), format!("crate::{of}"), &Subject::shared(shared));
    }
    for path in containers(model, &list.items) {
        list.add(ItemKind::Module, path, "", &nobody);
    }
    // The items of each module are mostly in order already.
    list.items.sort();
    list.items
}

/// Lists the items of one module.
pub(super) fn module(scope: Scope<'_>, content: Content, items: &[Item], list: &mut List) {
    let nobody = Subject::default();
    match content {
        Content::Nothing | Content::Root | Content::Common(_) => {}
        Content::Method(index) => method(&scope.model.methods[index], items, list),
        Content::Shared(index) => {
            let module = paths::types_module(&scope.model.types[index]);
            list.module(items, &|name| format!("{module}::{name}"));
        }
        Content::Exports => list.module(items, &str::to_owned),
        Content::Catalogue => {
            list.add(ItemKind::Module, "catalogue".to_owned(), "", &nobody);
            list.module(items, &|name| format!("catalogue::{name}"));
        }
        Content::System => {
            list.add(ItemKind::Module, "system".to_owned(), "", &nobody);
            list.module(items, &|name| format!("system::{name}"));
        }
    }
}

/// Lists the items of a method. The request is listed by its name in the module around the method's own.
fn method(method: &Method, items: &[Item], list: &mut List) {
    let (module, request) = (paths::method_module(method), method.path());
    let from = list.items.len();
    list.add(ItemKind::Module, module.clone(), "", &Subject::method(method));
    let path_of = |name: &str| match name == method.name.ident {
        true => request.clone(),
        false => format!("{module}::{name}"),
    };
    list.module(items, &path_of);
    for former in &method.former {
        let renamed = Renamed { new: method, old: former };
        let own: Vec<api::Item> = list.items[from..].iter().map(|item| renamed.item(item)).collect();
        list.items.extend(own);
    }
}

/// Returns the modules that contain others and belong to no method.
fn containers(model: &Model, items: &[api::Item]) -> BTreeSet<String> {
    let own: BTreeSet<&str> =
        items.iter().filter(|item| item.kind == ItemKind::Module).map(|item| item.path.as_str()).collect();
    let of_methods = model.methods.iter().flat_map(|method| {
        let former = method.former.iter().map(|former| former.modules.as_slice());
        std::iter::once(method.modules.as_slice()).chain(former)
    });
    let mut found = BTreeSet::new();
    for modules in of_methods {
        found.extend((1..=modules.len()).map(|depth| modules[..depth].join("::")));
    }
    for index in features::by_type(model).into_keys() {
        let modules = &model.types[index].modules;
        found.insert("types".to_owned());
        found.extend((1..=modules.len()).map(|depth| format!("types::{}", modules[..depth].join("::"))));
    }
    found.retain(|path| !own.contains(path.as_str()));
    found
}

/// The items of a method by its former name: the same, with another path. The module and the request are deprecated.
struct Renamed<'m> {
    new: &'m Method,
    old: &'m Former,
}

impl Renamed<'_> {
    fn item(&self, item: &api::Item) -> api::Item {
        let (new, old) = (self.new.path(), self.old.path());
        let (new_module, old_module) = (paths::method_module(self.new), self.old.module());
        let is_of = |path: &str| path == new || path.strip_prefix(&new).is_some_and(|rest| rest.starts_with(':'));
        let path = match &item.path {
            path if is_of(path) => format!("{old}{}", &path[new.len()..]),
            path => format!("{old_module}{}", &path[new_module.len()..]),
        };
        let (here, there) = (format!("crate::{new_module}::"), format!("crate::{old_module}::"));
        let deprecated = item.deprecated || path == old || path == old_module;
        api::Item { signature: item.signature.replace(&here, &there), path, deprecated, ..item.clone() }
    }
}
