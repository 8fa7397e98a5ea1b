//! The list of what is public in the emitted crate, made by the decisions that the emitters make.

use std::collections::BTreeSet;

use super::constructor::split;
use super::{Layout, Scope, Twins, manifest, object, paths, request, root, union};
use crate::api::{Item, ItemKind};
use crate::graph::Owner;
use crate::model::{
    self, Api, Deprecated, Enum, Field, Former, ItemRef, Kind, Method, Model, Object, Shared, Type, Union,
};
use bitrix24_schema::Subject;

/// The public items of the crate that is emitted for a schema, by path.
pub fn listing(model: &Model) -> Vec<Item> {
    let twins = Twins::default();
    let scope = Scope { model, twins: &twins, owner: Owner::Root, depth: 0, layout: Layout::Crate, is_absolute: true };
    let mut list = List { items: Vec::new(), containers: BTreeSet::new() };
    list.crate_wide(model);
    for (index, method) in model.methods.iter().enumerate() {
        list.method(Scope { owner: Owner::Method(index), ..scope }, method);
    }
    for (index, features) in root::features_by_type(model) {
        list.shared(scope.of_shared(index), &model.types[index], &features);
    }
    list.finish()
}

struct List {
    items: Vec<Item>,
    /// Modules that hold modules.
    containers: BTreeSet<String>,
}

impl List {
    fn add(&mut self, kind: ItemKind, path: String, signature: impl Into<String>, subject: &Subject) -> &mut Item {
        let item = Item { path, kind, signature: signature.into(), deprecated: false, subject: subject.clone() };
        let place = self.items.len();
        self.items.push(item);
        &mut self.items[place]
    }

    fn finish(mut self) -> Vec<Item> {
        let own: BTreeSet<&str> =
            self.items.iter().filter(|item| item.kind == ItemKind::Module).map(|item| item.path.as_str()).collect();
        let nobody = Subject::default();
        let free: Vec<String> = self.containers.iter().filter(|path| !own.contains(path.as_str())).cloned().collect();
        for path in free {
            self.add(ItemKind::Module, path, "", &nobody);
        }
        self.items.sort_unstable();
        self.items
    }

    fn contain(&mut self, modules: &[String]) {
        for depth in 1..=modules.len() {
            self.containers.insert(modules[..depth].join("::"));
        }
    }

    fn crate_wide(&mut self, model: &Model) {
        let nobody = Subject::default();
        for feature in manifest::FEATURES.iter().copied().chain(model.features()) {
            self.add(ItemKind::Feature, feature.to_owned(), "", &nobody);
        }
        for (name, from) in exports(root::EXPORTS) {
            self.add(ItemKind::Reexport, name, from, &nobody);
        }
        self.add(ItemKind::Module, "catalogue".to_owned(), "", &nobody);
        for (kind, name, signature) in super::catalogue::PUBLIC {
            self.add(*kind, format!("catalogue::{name}"), *signature, &nobody);
        }
        self.add(ItemKind::Module, "system".to_owned(), "", &nobody);
        self.add(ItemKind::Static, "system::ERRORS".to_owned(), "rt::Errors", &nobody);
        self.add(ItemKind::Enum, "system::Error".to_owned(), "open", &nobody);
        for error in &model.errors {
            self.error("system", &error.entry, &Subject::system(error));
        }
    }

    fn error(&mut self, module: &str, entry: &model::ErrorEntry, subject: &Subject) {
        let status = entry.status.map(|status| format!("HTTP {status}")).unwrap_or_default();
        self.add(ItemKind::Variant, format!("{module}::Error::{}", entry.ident), status, subject);
    }

    fn method(&mut self, scope: Scope<'_>, method: &Method) {
        let from = self.items.len();
        let subject = Subject::method(method);
        let module = paths::method_module(method);
        self.contain(&method.modules);
        self.add(ItemKind::Module, module.clone(), "", &subject);
        self.request(scope, method, &subject);
        for ((place, item), subject) in method.items.iter().enumerate().zip(subjects_of_method(method)) {
            self.item(scope, &module, item, place, &subject);
        }
        if !method.errors.is_empty() {
            self.add(ItemKind::Enum, format!("{module}::Error"), "open", &subject);
            for entry in &method.errors {
                self.error(&module, entry, &subject.error(entry));
            }
        }
        let own: Vec<Item> = match method.former.is_empty() {
            true => Vec::new(),
            false => self.items[from..].to_vec(),
        };
        for former in &method.former {
            self.contain(&former.modules);
            self.items.extend(own.iter().map(|item| Renamed { new: method, old: former }.item(item)));
        }
    }

    fn request(&mut self, scope: Scope<'_>, method: &Method, subject: &Subject) {
        let path = method.path();
        let result = scope.rust(&method.result);
        self.add(ItemKind::Struct, path.clone(), format!("-> {result}"), subject).deprecated =
            method.deprecated.is_some();
        self.add(ItemKind::Const, format!("{path}::METHOD"), facts(method), subject);
        let parts = split(scope.model, &path, &method.params);
        if parts.arguments.is_empty() {
            self.add(ItemKind::Impl, format!("{path}: Default"), "", subject);
        }
        self.constructor(scope, &path, &parts.arguments, subject);
        if let Some(item) = request::list_item(scope, method) {
            let item = item.map_or_else(|| "rt::Value".to_owned(), |item| scope.rust(item));
            self.add(ItemKind::Impl, format!("{path}: ListRequest"), format!("Item = {item}"), subject);
        }
        let input = subject.input();
        for param in parts.rest {
            let subject = input.field(&param.name.wire);
            let argument = scope.argument(&param.ty);
            let arguments =
                if param.pattern.is_some() { format!("(&str, {argument})") } else { format!("({argument})") };
            self.setter(&path, param, arguments, &subject);
            if let Some(name) = request::clears(param) {
                self.add(ItemKind::Function, format!("{path}::{name}"), "()", &subject);
            }
        }
    }

    fn constructor(&mut self, scope: Scope<'_>, path: &str, arguments: &[&Field], subject: &Subject) {
        let arguments: Vec<String> =
            arguments.iter().map(|field| format!("{}: {}", field.name.ident, scope.argument(&field.ty))).collect();
        self.add(ItemKind::Function, format!("{path}::new"), format!("({})", arguments.join(", ")), subject);
    }

    fn setter(&mut self, path: &str, field: &Field, arguments: String, subject: &Subject) {
        let name = &field.name.ident;
        self.add(ItemKind::Function, format!("{path}::{name}"), arguments.as_str(), subject).deprecated =
            is_marked(field.deprecated.as_ref()) && field.pattern.is_none();
        for former in &field.former {
            let (path, subject) =
                (format!("{path}::{}", former.ident), subject.renamed(&field.name.wire, &former.wire));
            self.add(ItemKind::Function, path, arguments.clone(), &subject).deprecated = true;
        }
    }

    fn shared(&mut self, scope: Scope<'_>, shared: &Shared, features: &[&str]) {
        let module = paths::types_module(shared);
        self.containers.insert("types".to_owned());
        for depth in 1..=shared.modules.len() {
            self.containers.insert(format!("types::{}", shared.modules[..depth].join("::")));
        }
        let subject = Subject::shared(shared);
        for ((place, item), subject) in shared.items.iter().enumerate().zip(subjects_of_shared(shared, &subject)) {
            self.item(scope, &module, item, place, &subject);
        }
        if let Some(first) = shared.items.first() {
            let path = format!("{module}::{}: in", first.ident());
            self.add(ItemKind::Feature, path, features.join(", "), &subject);
        }
    }

    fn item(&mut self, scope: Scope<'_>, module: &str, item: &model::Item, place: usize, subject: &Subject) {
        let path = format!("{module}::{}", item.ident());
        match item {
            model::Item::Object(object) => self.object(scope, &path, object, place, subject),
            model::Item::Enum(list) => self.enumeration(&path, list, subject),
            model::Item::Union(union) => self.union(scope, &path, union, subject),
        }
    }

    fn object(&mut self, scope: Scope<'_>, path: &str, object: &Object, place: usize, subject: &Subject) {
        self.add(ItemKind::Struct, path.to_owned(), "", subject);
        for member in object::fields(scope, object, place) {
            let (field, ty) = (member.field, member.rust(scope));
            let subject = subject.field(&field.name.wire);
            self.add(ItemKind::Field, format!("{path}::{}", member.name()), ty, &subject).deprecated =
                is_marked(field.deprecated.as_ref());
        }
        if !object.usage.is_sent {
            return;
        }
        let parts = split(scope.model, path, &object.fields);
        self.constructor(scope, path, &parts.arguments, subject);
        for field in parts.rest.into_iter().filter(|field| field.pattern.is_none()) {
            let argument = format!("({})", scope.argument(&field.ty));
            self.setter(path, field, argument, &subject.field(&field.name.wire));
        }
    }

    fn enumeration(&mut self, path: &str, list: &Enum, subject: &Subject) {
        self.add(ItemKind::Enum, path.to_owned(), "open", subject);
        if list.is_numeric {
            self.add(ItemKind::Impl, format!("{path}: From<i64>"), "", subject);
        }
        for value in &list.values {
            self.add(ItemKind::Variant, format!("{path}::{}", value.name.ident), "", &subject.value(&value.name.wire));
        }
    }

    fn union(&mut self, scope: Scope<'_>, path: &str, union: &Union, subject: &Subject) {
        self.add(ItemKind::Enum, path.to_owned(), "closed", subject);
        for (variant, ty) in &union.options {
            self.add(ItemKind::Variant, format!("{path}::{variant}"), format!("({})", scope.rust(ty)), subject);
        }
        for (_, from) in union::conversions(scope, union) {
            self.add(ItemKind::Impl, format!("{path}: From<{from}>"), "", subject);
        }
    }
}

/// The items of a method by a name that it had: the same, but for the path. The module and the request are warned of.
struct Renamed<'m> {
    new: &'m Method,
    old: &'m Former,
}

impl Renamed<'_> {
    fn item(&self, item: &Item) -> Item {
        let (new, old) = (self.new.path(), self.old.path());
        let (new_module, old_module) = (paths::method_module(self.new), self.old.module());
        let is_of = |path: &str| path == new || path.strip_prefix(&new).is_some_and(|rest| rest.starts_with(':'));
        let path = match &item.path {
            path if is_of(path) => format!("{old}{}", &path[new.len()..]),
            path => format!("{old_module}{}", &path[new_module.len()..]),
        };
        let (here, there) = (format!("crate::{new_module}::"), format!("crate::{old_module}::"));
        let deprecated = item.deprecated || path == old || path == old_module;
        Item { signature: item.signature.replace(&here, &there), path, deprecated, ..item.clone() }
    }
}

fn is_marked(deprecated: Option<&Deprecated>) -> bool {
    deprecated.is_some()
}

/// What the constant of a request tells of its method: `writes, scope crm, no batch`.
fn facts(method: &Method) -> String {
    let mut facts = vec![
        match method.kind {
            Some(Kind::Read) => "reads",
            Some(Kind::Write) => "writes",
            None => "reads or writes",
        }
        .to_owned(),
    ];
    facts.extend((method.api == Api::V3).then(|| "REST 3.0".to_owned()));
    facts.extend(method.scopes.iter().map(|scope| format!("scope {scope}")));
    facts.extend(method.batch.map(|batch| if batch { "batch" } else { "no batch" }.to_owned()));
    if let Some(pager) = &method.pager {
        facts.push(format!("pages by {:?}", pager.kind).to_lowercase());
        facts.extend(pager.items.iter().map(|items| format!("items in {items}")));
        facts.extend(pager.id.iter().map(|id| format!("id {id}")));
    }
    facts.join(", ")
}

/// What each type in a method's module is of the schema: the parameter or the part of the result where it stands first.
fn subjects_of_method(method: &Method) -> Vec<Subject> {
    let subject = Subject::method(method);
    let mut found = Found { items: &method.items, subjects: vec![None; method.items.len()] };
    for param in &method.params {
        found.walk(&param.ty, &subject.input().field(&param.name.wire));
    }
    found.walk(&method.result, &subject.output());
    found.finish(&subject)
}

fn subjects_of_shared(shared: &Shared, subject: &Subject) -> Vec<Subject> {
    let mut found = Found { items: &shared.items, subjects: vec![None; shared.items.len()] };
    found.at(0, subject);
    found.finish(subject)
}

struct Found<'m> {
    items: &'m [model::Item],
    subjects: Vec<Option<Subject>>,
}

impl Found<'_> {
    fn walk(&mut self, ty: &Type, subject: &Subject) {
        ty.for_each_item(&mut |item| {
            if let ItemRef::Local(place) = item {
                self.at(place, subject);
            }
        });
    }

    fn at(&mut self, place: usize, subject: &Subject) {
        match self.subjects.get_mut(place) {
            Some(free @ None) => *free = Some(subject.clone()),
            _ => return,
        }
        match &self.items[place] {
            model::Item::Object(object) => {
                for field in &object.fields {
                    self.walk(&field.ty, &subject.field(&field.name.wire));
                }
            }
            model::Item::Union(union) => union.options.iter().for_each(|(_, ty)| self.walk(ty, subject)),
            model::Item::Enum(_) => {}
        }
    }

    fn finish(self, otherwise: &Subject) -> Vec<Subject> {
        self.subjects.into_iter().map(|subject| subject.unwrap_or_else(|| otherwise.clone())).collect()
    }
}

/// The names that `pub use …;` lines bring, each with what it is: `Id` and `bitrix24_runtime::Id`. What is hidden from the
/// documentation is nobody's to use.
fn exports(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for statement in text.split(';').filter(|statement| !statement.contains("#[doc(hidden)]")) {
        let Some((_, path)) = statement.split_once("pub use ") else { continue };
        let (before, names) = path.split_once('{').unwrap_or_else(|| path.rsplit_once("::").unwrap_or(("", path)));
        let before = before.trim_end_matches("::");
        for name in names.trim_end_matches('}').split(',').map(str::trim).filter(|name| !name.is_empty()) {
            let (from, name) = name.split_once(" as ").unwrap_or((name, name));
            found.push((name.to_owned(), format!("{before}::{from}")));
        }
    }
    found
}
