//! The tree of modules, and how it becomes files.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::{File, MARK, docs, ident};
use crate::format;

/// A module: its items, and the modules in it.
#[derive(Default)]
pub(super) struct Module {
    /// What it is, a line each.
    pub(super) doc: Vec<String>,
    /// Attributes of its declaration.
    pub(super) attributes: TokenStream,
    /// Whether only this crate sees it.
    pub(super) is_private: bool,
    /// The schema's file that it is made of.
    pub(super) source: Option<String>,
    /// Its items, those that come before its modules.
    pub(super) head: TokenStream,
    /// Its items, those that come after.
    pub(super) items: TokenStream,
    /// The modules in it, by name.
    pub(super) modules: BTreeMap<String, Module>,
}

/// Which files to print: one of every `count`.
#[derive(Clone, Copy)]
pub(super) struct Share {
    pub(super) index: usize,
    pub(super) count: usize,
}

/// Files as they are printed.
struct Files {
    share: Share,
    next: usize,
    printed: Vec<(usize, File)>,
}

impl Files {
    fn push(&mut self, path: &str, text: impl FnOnce() -> String) {
        let place = self.next;
        self.next += 1;
        if place % self.share.count == self.share.index {
            self.printed.push((place, File { path: path.to_owned(), text: text() }));
        }
    }
}

impl Module {
    /// The module at `path`; those on the way are made as needed.
    pub(super) fn at(&mut self, path: &[String]) -> &mut Module {
        match path {
            [] => self,
            [first, rest @ ..] => self.modules.entry(first.clone()).or_default().at(rest),
        }
    }

    /// One file with modules inside modules.
    pub(super) fn into_file(self, path: &str) -> File {
        let source = self.source.clone();
        let tokens = self.nested();
        File { path: path.to_owned(), text: text(&tokens, source.as_deref()) }
    }

    fn nested(self) -> TokenStream {
        let Module { head, items, modules, .. } = self;
        let modules = modules.into_iter().map(|(name, module)| {
            let (attributes, visibility, name) = (module.attributes(), module.visibility(), ident(&name));
            let content = module.nested();
            quote! { #attributes #visibility mod #name { #content } }
        });
        quote! { #head #(#modules)* #items }
    }

    /// A file for this module, the root of a crate, and one for each module in it: those of the share, with their places
    /// among all.
    pub(super) fn into_files(self, folder: &str, share: Share) -> Vec<(usize, File)> {
        let mut files = Files { share, next: 0, printed: Vec::new() };
        self.write(&format!("{folder}/lib.rs"), folder, &mut files);
        files.printed
    }

    fn write(self, path: &str, folder: &str, files: &mut Files) {
        let Module { head, items, modules, source, .. } = self;
        let declarations = modules.iter().map(|(name, module)| {
            let (attributes, visibility, name) = (module.attributes(), module.visibility(), ident(name));
            // The layout is the printer's, and stays.
            quote! { #attributes #[rustfmt::skip] #visibility mod #name; }
        });
        files.push(path, || text(&quote! { #head #(#declarations)* #items }, source.as_deref()));
        for (name, module) in modules {
            if module.modules.is_empty() {
                module.write(&format!("{folder}/{name}.rs"), folder, files);
            } else {
                let folder = format!("{folder}/{name}");
                module.write(&format!("{folder}/mod.rs"), &folder, files);
            }
        }
    }

    /// Documentation and attributes, as they stand before `mod`.
    fn attributes(&self) -> TokenStream {
        let (doc, attributes) = (docs::comment(&self.doc), &self.attributes);
        quote! { #doc #attributes }
    }

    fn visibility(&self) -> TokenStream {
        if self.is_private { quote!(pub(crate)) } else { quote!(pub) }
    }
}

fn text(tokens: &TokenStream, source: Option<&str>) -> String {
    let from = source.map_or_else(|| "schema/".to_owned(), |source| format!("schema/{source}"));
    format!("// {MARK} by `b24 generate` from {from}; change that, not this.\n\n{}", format::file(tokens))
}
