//! From the [`model`](crate::model) to files. Each product has a module; each function in it emits one item, and its
//! comment shows the Rust that comes out.

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
mod request;
mod result;
mod root;
mod shared;
mod system;
mod types;
mod union;

use proc_macro2::TokenStream;
use quote::quote;

use crate::graph::Owner;
use crate::model::Model;
use module::Module;

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
    match layout {
        Layout::Module => vec![root::module(model, layout).into_file("bitrix24.rs")],
        Layout::Crate => {
            let mut files = vec![manifest::manifest(model), manifest::readme(model)];
            files.extend(sources(model));
            files
        }
    }
}

/// The files of a crate's `src`. Tokens cannot go from one thread to another, and making them is cheap beside printing
/// them: each thread makes all, and prints its share.
fn sources(model: &Model) -> Vec<File> {
    let count = std::thread::available_parallelism().map_or(1, |count| count.get().min(8));
    let share = |index| root::module(model, Layout::Crate).into_files("src", module::Share { index, count });
    let mut files = std::thread::scope(|scope| {
        let others: Vec<_> = (1..count).map(|index| scope.spawn(move || share(index))).collect();
        let mut files = share(0);
        for (index, other) in (1..count).zip(others) {
            // A thread that could not do its share leaves it to this one.
            files.extend(other.join().unwrap_or_else(|_| share(index)));
        }
        files
    });
    files.sort_by_key(|(place, _)| *place);
    files.into_iter().map(|(_, file)| file).collect()
}

/// Where code is emitted, and for whom.
#[derive(Clone, Copy)]
struct Scope<'m> {
    model: &'m Model,
    /// Who owns the local types.
    owner: Owner,
    /// How many modules down from the root.
    depth: usize,
    layout: Layout,
}

impl Scope<'_> {
    /// The path to the root: `crate`, or a `super` for each module on the way, for code that is included anywhere.
    fn root(self) -> TokenStream {
        match self.layout {
            Layout::Crate => quote!(crate),
            Layout::Module => {
                let up = (0..self.depth).map(|_| quote!(super));
                quote!(#(#up)::*)
            }
        }
    }
}

/// `#[cfg(feature = "crm")]`, for a crate; nothing for a module.
fn cfg(features: &[&str], layout: Layout) -> TokenStream {
    match (layout, features) {
        (Layout::Module, _) | (_, []) => TokenStream::new(),
        (Layout::Crate, [feature]) => quote!(#[cfg(feature = #feature)]),
        (Layout::Crate, features) => quote!(#[cfg(any(#(feature = #features),*))]),
    }
}

fn ident(name: &str) -> proc_macro2::Ident {
    quote::format_ident!("{name}")
}

fn idents(path: &str) -> Vec<proc_macro2::Ident> {
    path.split("::").filter(|part| !part.is_empty()).map(ident).collect()
}
