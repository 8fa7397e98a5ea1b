//! The tree as the list of public items.

use super::{Alias, Const, Enum, Function, Impl, Item, Listed, Struct, Use};
use crate::api::{self, ItemKind};
use bitrix24_schema::Subject;

/// The list of public items, as it grows.
#[derive(Default)]
pub(crate) struct List {
    /// The items listed so far.
    pub(crate) items: Vec<api::Item>,
}

impl List {
    /// Adds an item that is not in the tree.
    pub(crate) fn add(&mut self, kind: ItemKind, path: String, signature: impl Into<String>, subject: &Subject) {
        self.push(kind, path, signature.into(), false, subject);
    }

    fn push(&mut self, kind: ItemKind, path: String, signature: String, deprecated: bool, subject: &Subject) {
        self.items.push(api::Item { path, kind, signature, deprecated, subject: subject.clone() });
    }

    fn listed(&mut self, kind: ItemKind, path: String, deprecated: bool, listed: &Listed) {
        self.push(kind, path, listed.signature.clone(), deprecated, &listed.subject);
    }

    /// Adds the items of a module. `path_of` returns the path by which users name a type of it: a request is named in
    /// the module above.
    pub(crate) fn module(&mut self, items: &[Item], path_of: &dyn Fn(&str) -> String) {
        for item in items {
            match item {
                Item::Use(item) => self.exports(item, path_of),
                Item::Alias(item) => self.alias(item, path_of),
                Item::Struct(item) => self.structure(item, &path_of(&item.name)),
                Item::Enum(item) => self.enumeration(item, &path_of(&item.name)),
                Item::Impl(item) => self.implementation(item, &path_of(&item.name)),
                Item::Const(item) => self.constant(item, path_of(&item.name)),
                Item::Function(item) => self.function(item, path_of(&item.name)),
                Item::Twin(twin) => self.module(&twin.items, path_of),
                Item::Code(_) => {}
            }
        }
    }

    fn exports(&mut self, item: &Use, path_of: &dyn Fn(&str) -> String) {
        if !item.is_listed {
            return;
        }
        for (name, rename) in &item.names {
            let path = path_of(rename.as_ref().unwrap_or(name));
            self.add(ItemKind::Reexport, path, format!("{}::{name}", item.from), &Subject::default());
        }
    }

    fn alias(&mut self, item: &Alias, path_of: &dyn Fn(&str) -> String) {
        if let Some(listed) = &item.listed {
            self.listed(ItemKind::Reexport, path_of(&item.name), item.deprecated.is_some(), listed);
        }
    }

    fn structure(&mut self, item: &Struct, path: &str) {
        self.listed(ItemKind::Struct, path.to_owned(), item.deprecated.is_some(), &item.listed);
        for field in &item.fields {
            if let Some(listed) = &field.listed {
                let path = format!("{path}::{}", field.name);
                self.push(ItemKind::Field, path, field.ty.listed(), field.deprecated.is_some(), &listed.subject);
            }
        }
    }

    fn enumeration(&mut self, item: &Enum, path: &str) {
        self.listed(ItemKind::Enum, path.to_owned(), false, &item.listed);
        for variant in &item.variants {
            if let Some(listed) = &variant.listed {
                let signature = match &variant.holds {
                    Some(ty) => format!("({})", ty.listed()),
                    None => listed.signature.clone(),
                };
                self.push(ItemKind::Variant, format!("{path}::{}", variant.name), signature, false, &listed.subject);
            }
        }
    }

    fn implementation(&mut self, item: &Impl, path: &str) {
        if let Some(of) = &item.of {
            self.listed(ItemKind::Impl, format!("{path}: {}", of.name), false, &of.listed);
        }
        for item in &item.consts {
            self.constant(item, format!("{path}::{}", item.name));
        }
        for function in &item.functions {
            self.function(function, format!("{path}::{}", function.name));
        }
    }

    fn constant(&mut self, item: &Const, path: String) {
        let kind = if item.is_static { ItemKind::Static } else { ItemKind::Const };
        self.listed(kind, path, false, &item.listed);
    }

    /// Lists a function: a constructor with the names of its arguments, which later versions keep, others with the
    /// types only.
    fn function(&mut self, item: &Function, path: String) {
        let Some(listed) = &item.listed else { return };
        let argument = |(name, ty): &(String, super::Ty)| match item.name.as_str() {
            "new" => format!("{name}: {}", ty.listed()),
            _ => ty.listed(),
        };
        let arguments: Vec<String> = item.arguments.iter().map(argument).collect();
        let signature = format!("({}){}", arguments.join(", "), listed.signature);
        self.push(ItemKind::Function, path, signature, item.deprecated.is_some(), &listed.subject);
    }
}
