//! From the [`model`](crate::model) to files. Each product has a module; each function in it emits one item, and its
//! comment shows the Rust that comes out.

mod catalogue;
mod constructor;
mod docs;
mod enumeration;
mod errors;
mod example;
mod exports;
mod facts;
mod items;
mod listing;
mod manifest;
mod method;
mod module;
mod object;
mod paths;
mod request;
mod root;
mod rules;
mod shared;
mod subjects;
mod system;
mod twins;
mod types;
mod union;

use crate::graph::Owner;
use crate::model::{ItemRef, Model, Page};
use crate::tree;
use twins::Twins;

pub use listing::listing;
pub(crate) use module::Formatted;

/// The words with which every emitted file begins.
pub(crate) const MARK: &str = "@generated";

/// A file to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its path below the target folder, with `/` between its parts.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// Where the crate's public items are listed, below its folder.
pub(crate) const LOCK: &str = "api.lock";

/// How the emitted code is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// A crate: a manifest, a feature for each top-level module, a file for each method.
    Crate,
    /// One file, to be included in a module of any crate.
    Module,
}

/// Emits a schema.
pub fn emit(model: &Model, layout: Layout) -> Vec<File> {
    emit_with(model, layout, &Formatted::default())
}

/// Emits a schema; what was formatted before, and has the same tokens, is not formatted again.
pub(crate) fn emit_with(model: &Model, layout: Layout, formatted: &Formatted) -> Vec<File> {
    let twins = Twins::find(model);
    let root = Scope { model, twins: &twins, owner: Owner::Root, depth: 0, layout };
    let module = root::module(root);
    match layout {
        Layout::Module => vec![module.file(root, "bitrix24.rs")],
        Layout::Crate => {
            let mut files = vec![manifest::manifest(model), manifest::readme(model), manifest::rustfmt()];
            let (modules, listed) = module.files(root, "src", formatted);
            files.extend(modules);
            files.push(File { path: LOCK.to_owned(), text: crate::api::write(&listing::whole(root, listed)) });
            files
        }
    }
}

/// Where code is emitted, and for whom.
#[derive(Clone, Copy)]
struct Scope<'m> {
    model: &'m Model,
    twins: &'m Twins,
    /// Who owns the local types.
    owner: Owner,
    /// How many modules down from the root.
    depth: usize,
    layout: Layout,
}

impl Scope<'_> {
    /// The path to the root: `crate`, or a `super` for each module on the way, for code that is included anywhere.
    fn root(self) -> String {
        match self.layout {
            Layout::Crate => "crate".to_owned(),
            Layout::Module => vec!["super"; self.depth].join("::"),
        }
    }

    /// The page that a type's documentation names: that of a method stands with its request.
    fn page(self, page: Option<&Page>) -> Option<&Page> {
        page.filter(|_| matches!(self.owner, Owner::Shared(_)))
    }

    /// `#[doc(inline)] pub use crate::crm::deal::get::Response;`, for a type that another method has just so.
    fn twin(self, place: usize, docs: Vec<String>) -> Option<tree::Use> {
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
