//! From the [`model`](crate::model) to files. Each product has a module; each function in it emits one item, and its
//! comment shows the Rust that comes out.

pub(crate) mod api;
mod catalogue;
mod constructor;
mod docs;
mod enumeration;
mod errors;
mod example;
mod facts;
mod items;
mod manifest;
mod module;
mod object;
mod paths;
mod request;
mod result;
mod root;
mod shared;
mod system;
mod text;
mod twins;
mod types;
mod union;

use crate::api::LOCK;
use crate::graph::Owner;
use crate::model::{ItemRef, Model, Page};
use bitrix24_schema::write::{File, MARK};
use module::Module;
use twins::Twins;

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
    let twins = Twins::find(model);
    let root = Scope { model, twins: &twins, owner: Owner::Root, depth: 0, layout, is_absolute: false };
    match layout {
        Layout::Module => vec![root::module(root).file(root, "bitrix24.rs")],
        Layout::Crate => {
            let mut files = vec![manifest::manifest(model), manifest::readme(model)];
            files.extend(root::module(root).files(root, "src"));
            files.push(File { path: LOCK.to_owned(), text: crate::api::write(&api::listing(model)) });
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
    /// Whether paths begin at the root, as they have to for readers who stand elsewhere.
    is_absolute: bool,
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

    /// `pub use crate::crm::deal::get::Response;`, for a type that another method has just so.
    fn twin(self, place: usize) -> Option<String> {
        let Owner::Method(own) = self.owner else { return None };
        let (index, twin) = self.twins.of((own, place))?;
        let (method, name) = (&self.model.methods[index], self.item(ItemRef::Local(place)).ident());
        let other = method.items[twin].ident();
        let path = if index == own {
            "self".to_owned()
        } else {
            let modules: String = method.modules.iter().map(|module| format!("::{module}")).collect();
            format!("{}{modules}::{}", self.root(), method.module)
        };
        let rename = if other == name { String::new() } else { format!(" as {name}") };
        Some(format!("#[doc(inline)] pub use {path}::{other}{rename};\n"))
    }
}

/// `#[cfg(feature = "crm")]`, for a crate; nothing for a module.
fn cfg(features: &[&str], layout: Layout) -> String {
    let features: Vec<String> =
        features.iter().map(|feature| format!("feature = {}", text::literal(feature))).collect();
    match (layout, features.as_slice()) {
        (Layout::Module, _) | (_, []) => String::new(),
        (Layout::Crate, [feature]) => format!("#[cfg({feature})]\n"),
        (Layout::Crate, features) => format!("#[cfg(any({}))]\n", features.join(", ")),
    }
}
