//! The place where code is emitted, and the paths of emitted types from there.

use bitrix24_schema::graph::Owner;
use bitrix24_schema::model::{Item, ItemRef, Model, Page};

use super::paths;
use super::twins::Twins;
use crate::tree;

/// How the emitted code is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// A crate: a manifest, a feature for each top-level module, a file for each method.
    Crate,
    /// One file, to be included in a module of any crate.
    Module,
}

/// Where code is emitted, and for whom.
#[derive(Clone, Copy)]
pub(super) struct Scope<'m> {
    pub(super) model: &'m Model,
    pub(super) twins: &'m Twins,
    /// Who owns the local types.
    pub(super) owner: Owner,
    /// How many modules down from the root.
    pub(super) depth: usize,
    pub(super) layout: Layout,
}

impl<'m> Scope<'m> {
    /// The scope of the root.
    pub(super) fn root_of(model: &'m Model, twins: &'m Twins, layout: Layout) -> Self {
        Scope { model, twins, owner: Owner::Root, depth: 0, layout }
    }

    /// The scope of the owner of a shared type's parts.
    pub(super) fn of_shared(self, index: usize) -> Scope<'m> {
        Scope { owner: Owner::Shared(index), ..self }
    }

    /// The path to the root: `crate`, or a `super` for each module on the way, for code that is included anywhere.
    pub(super) fn root(self) -> String {
        match self.layout {
            Layout::Crate => "crate".to_owned(),
            Layout::Module => vec!["super"; self.depth].join("::"),
        }
    }

    /// The features of a crate; a module has none.
    pub(super) fn features<'f>(self, features: impl IntoIterator<Item = &'f str>) -> Vec<String> {
        match self.layout {
            Layout::Crate => features.into_iter().map(str::to_owned).collect(),
            Layout::Module => Vec::new(),
        }
    }

    /// An emitted type.
    pub(super) fn item(self, item: ItemRef) -> &'m Item {
        match (item, self.owner) {
            (ItemRef::Shared(index), _) => &self.model.types[index].items[0],
            (ItemRef::Local(place), Owner::Root) => &self.model.types[place].items[0],
            (ItemRef::Local(place), Owner::Method(index)) => &self.model.methods[index].items[place],
            (ItemRef::Local(place), Owner::Shared(index)) => &self.model.types[index].items[place],
        }
    }

    /// The module by which users reach an emitted type, from the crate's root: `crm::deal::get`.
    pub(super) fn module_of(self, item: ItemRef) -> String {
        let Scope { model, owner, .. } = self;
        match (item, owner) {
            (ItemRef::Shared(index), _) | (ItemRef::Local(_), Owner::Shared(index)) => {
                paths::types_module(&model.types[index])
            }
            (ItemRef::Local(_), Owner::Method(index)) => paths::method_module(&model.methods[index]),
            (ItemRef::Local(place), Owner::Root) => paths::types_module(&model.types[place]),
        }
    }

    /// The path of an emitted type, by which users know it.
    pub(super) fn path_of(self, item: ItemRef) -> String {
        format!("{}::{}", self.module_of(item), self.item(item).ident())
    }

    /// The page that a type's documentation names: that of a method stands with its request.
    pub(super) fn page(self, page: Option<&Page>) -> Option<&Page> {
        page.filter(|_| matches!(self.owner, Owner::Shared(_)))
    }

    /// Whether a local type is emitted by another method.
    pub(super) fn is_twin(self, place: usize) -> bool {
        matches!(self.owner, Owner::Method(own) if self.twins.of((own, place)).is_some())
    }

    /// `#[doc(inline)] pub use crate::crm::deal::get::Response;`, for a type that another method has just so.
    pub(super) fn twin(self, place: usize, docs: Vec<String>) -> Option<tree::Use> {
        let Owner::Method(own) = self.owner else { return None };
        let (index, twin) = self.twins.of((own, place))?;
        let method = &self.model.methods[index];
        let (here, there) = (self.item(ItemRef::Local(place)).ident(), method.items[twin].ident());
        let from =
            if index == own { "self".to_owned() } else { format!("{}::{}", self.root(), paths::method_module(method)) };
        let rename = (here != there).then(|| here.to_owned());
        let names = vec![(there.to_owned(), rename)];
        Some(tree::Use { docs, is_inline: true, from, names, ..tree::Use::default() })
    }
}
