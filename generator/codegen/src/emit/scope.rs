//! The place where code is emitted, and the paths of emitted types from there.

use bitrix24_schema::graph::{Cycles, Owner};
use bitrix24_schema::model::{Borrowed, Item, ItemRef, Method, Model, Page, Thing};

use super::counterparts::Counterparts;
use super::twins::{Home, Twins};
use super::{docs, paths};
use crate::tree;
use proc_macro2::TokenStream;

/// The layout of the emitted code.
///
/// ```no_run
/// use bitrix24_codegen::{Generator, Layout};
///
/// let files = Generator::new("schema").files(Layout::Module)?;
/// assert_eq!(files.len(), 1);
/// # Ok::<(), bitrix24_codegen::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// A crate: a manifest, a feature for each top-level module, a file for each method.
    Crate,
    /// One file, to be included in a module of any crate.
    Module,
}

/// The place where code is emitted, and the owner of its types.
#[derive(Clone, Copy)]
pub(super) struct Scope<'m> {
    pub(super) model: &'m Model,
    pub(super) twins: &'m Twins,
    pub(super) cycles: &'m Cycles,
    /// The other shapes of things, where their documentation is emitted.
    pub(super) counterparts: Option<&'m Counterparts>,
    /// The owner of the local types.
    pub(super) owner: Owner,
    /// The number of modules between the root and the code.
    pub(super) depth: usize,
    pub(super) layout: Layout,
    /// True for the things of a portal, which stand beside the crate of the documented API, in a file of their own.
    pub(super) is_beside: bool,
    /// False if only the list of public items is wanted: what it does not tell is left out.
    pub(super) is_code: bool,
}

impl<'m> Scope<'m> {
    /// Returns the scope of the root.
    pub(super) fn root_of(model: &'m Model, (twins, cycles): (&'m Twins, &'m Cycles), layout: Layout) -> Self {
        let (owner, depth, counterparts, is_beside) = (Owner::Root, 0, None, false);
        Scope { model, twins, cycles, counterparts, owner, depth, layout, is_beside, is_code: true }
    }

    /// Returns code that is not listed.
    pub(super) fn code(self, code: impl FnOnce() -> TokenStream) -> TokenStream {
        if self.is_code { code() } else { TokenStream::new() }
    }

    /// Returns documentation.
    pub(super) fn docs(self, docs: impl FnOnce() -> Vec<String>) -> Vec<String> {
        if self.is_code { docs() } else { Vec::new() }
    }

    /// Returns the scope of a shared type.
    pub(super) fn of_shared(self, index: usize) -> Scope<'m> {
        Scope { owner: Owner::Shared(index), ..self }
    }

    /// Returns the path to the root: `crate`, or a `super` for each module on the way, for code that is included
    /// anywhere.
    pub(super) fn root(self) -> String {
        match self.layout {
            Layout::Crate => "crate".to_owned(),
            Layout::Module => vec!["super"; self.depth].join("::"),
        }
    }

    /// Returns the features of a crate; none for a module.
    pub(super) fn features<'f>(self, features: impl IntoIterator<Item = &'f str>) -> Vec<String> {
        match self.layout {
            Layout::Crate => features.into_iter().map(str::to_owned).collect(),
            Layout::Module => Vec::new(),
        }
    }

    /// Returns the thing of a portal that a shared type is.
    pub(super) fn thing(self, shared: usize) -> Option<&'m Thing> {
        let documented = self.model.types.len() - self.model.things.len();
        self.model.things.get(shared.checked_sub(documented)?)
    }

    /// Returns the thing of a portal whose types these are.
    pub(super) fn own_thing(self) -> Option<&'m Thing> {
        match self.owner {
            Owner::Shared(index) => self.thing(index),
            _ => None,
        }
    }

    /// Returns a type with its owner: for what a thing borrows of the documentation, the documented one.
    pub(super) fn documented(self, item: ItemRef) -> (Scope<'m>, ItemRef) {
        let ItemRef::Local(place) = item else { return (self, item) };
        let of_place = |borrowed: &&Borrowed| borrowed.place == place;
        match self.own_thing().and_then(|thing| thing.borrowed.iter().find(of_place)) {
            Some(borrowed) => (Scope { owner: borrowed.owner, ..self }, ItemRef::Local(borrowed.origin)),
            None => (self, item),
        }
    }

    /// Returns true if code names a type by its name alone: it stands in the same module.
    pub(super) fn is_local(self, item: ItemRef) -> bool {
        match item {
            ItemRef::Shared(index) if self.is_beside => self.thing(index).is_some(),
            ItemRef::Shared(index) => self.owner == Owner::Shared(index),
            ItemRef::Local(_) => !self.is_beside || self.own_thing().is_some(),
        }
    }

    /// Returns an emitted type.
    pub(super) fn item(self, item: ItemRef) -> &'m Item {
        match (item, self.owner) {
            (ItemRef::Shared(index), _) => &self.model.types[index].items[0],
            (ItemRef::Local(place), Owner::Root) => &self.model.types[place].items[0],
            (ItemRef::Local(place), Owner::Method(index)) => &self.model.methods[index].items[place],
            (ItemRef::Local(place), Owner::Shared(index)) => &self.model.types[index].items[place],
            (ItemRef::Local(place), Owner::Event(index)) => &self.model.events[index].items[place],
        }
    }

    /// Returns the module in which users find an emitted type, from the crate's root: `crm::deal::get`.
    pub(super) fn module_of(self, item: ItemRef) -> String {
        let Scope { model, owner, .. } = self;
        match (item, owner) {
            (ItemRef::Shared(index), _) | (ItemRef::Local(_), Owner::Shared(index)) => {
                paths::types_module(&model.types[index])
            }
            (ItemRef::Local(_), Owner::Method(index)) => paths::method_module(&model.methods[index]),
            (ItemRef::Local(place), Owner::Root) => paths::types_module(&model.types[place]),
            // Nothing is emitted for an event.
            (ItemRef::Local(_), Owner::Event(_)) => String::new(),
        }
    }

    /// Returns the path by which users name an emitted type.
    pub(super) fn path_of(self, item: ItemRef) -> String {
        format!("{}::{}", self.module_of(item), self.item(item).ident())
    }

    /// Returns the page for a type's documentation. A method's page is named by its request only.
    pub(super) fn page(self, page: Option<&Page>) -> Option<&Page> {
        page.filter(|_| matches!(self.owner, Owner::Shared(_)))
    }

    /// Returns the local types.
    pub(super) fn items(self) -> &'m [Item] {
        match self.owner {
            Owner::Root => &[],
            Owner::Method(index) => &self.model.methods[index].items,
            Owner::Shared(index) => &self.model.types[index].items,
            Owner::Event(index) => &self.model.events[index].items,
        }
    }

    /// Returns the origin of the local type, in words: the shared type that it is, or all that have it as a part.
    pub(super) fn origin(self, place: usize) -> String {
        match self.owner {
            Owner::Shared(index) if place == 0 => format!("Shared type `{}`", self.model.types[index].name),
            owner => format!("Part of {}", self.names_of(&self.twins.owners((owner, place)))),
        }
    }

    /// Returns the methods and shared types, by name.
    fn names_of(self, owners: &[Owner]) -> String {
        let (mut methods, mut types): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
        for owner in owners {
            match owner {
                Owner::Method(index) => methods.push(&self.model.methods[*index].name.wire),
                Owner::Shared(index) => types.push(&self.model.types[*index].name),
                Owner::Root | Owner::Event(_) => {}
            }
        }
        docs::owners(&methods, &types)
    }

    /// Returns true if the local type is emitted elsewhere.
    pub(super) fn is_twin(self, place: usize) -> bool {
        self.twins.of((self.owner, place)).is_some()
    }

    /// Returns `#[doc(inline)] pub use crate::crm::deal::get::Response;`, for a type that is emitted elsewhere.
    pub(super) fn twin(self, place: usize) -> Option<tree::Use> {
        let (from, (owner, twin)) = match self.twins.of((self.owner, place))? {
            Home::Owner((owner, twin)) if owner == self.owner => ("self".to_owned(), (owner, twin)),
            Home::Owner((owner, twin)) => {
                let module = Scope { owner, ..self }.module_of(ItemRef::Local(twin));
                (format!("{}::{module}", self.root()), (owner, twin))
            }
            Home::Common(index) => {
                let common = &self.twins.common[index];
                (format!("{}::types::{}::{}", self.root(), paths::COMMON, common.module), common.place)
            }
        };
        let here = self.item(ItemRef::Local(place)).ident();
        let there = Scope { owner, ..self }.item(ItemRef::Local(twin)).ident();
        let rename = (here != there).then(|| here.to_owned());
        let names = vec![(there.to_owned(), rename)];
        Some(tree::Use { is_inline: true, from, names, ..tree::Use::default() })
    }

    /// Returns the methods that have the errors of this one, by name.
    pub(super) fn methods_with_errors(self, method: &Method) -> String {
        let Owner::Method(own) = self.owner else { return docs::code(&method.name.wire) };
        let methods = self.twins.methods_with_errors(own).into_iter().map(Owner::Method);
        self.names_of(&methods.collect::<Vec<_>>())
    }

    /// Returns `#[doc(inline)] pub use crate::crm::deal::get::Error;`, for errors that another method has too.
    pub(super) fn errors_twin(self) -> Option<tree::Use> {
        let Owner::Method(own) = self.owner else { return None };
        let method = &self.model.methods[self.twins.of_errors(own)?];
        let from = format!("{}::{}", self.root(), paths::method_module(method));
        Some(tree::Use { is_inline: true, from, names: vec![("Error".to_owned(), None)], ..tree::Use::default() })
    }
}
