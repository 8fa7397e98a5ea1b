//! The tree of modules, and how it becomes files.
//!
//! A module holds plain data; its items are made where they are written, by as many threads as there are cores.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hasher};

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::{File, Layout, MARK, Scope, catalogue, exports, listing, method, root, shared, system};
use crate::api;
use crate::tree::docs::doc_attributes;
use crate::tree::{self, Alias, Item, List, Use, cfg, ident};

/// A module: what it holds, and the modules in it.
#[derive(Default)]
pub(super) struct Module {
    pub(super) docs: Vec<String>,
    /// The features any of which brings it.
    pub(super) features: Vec<String>,
    pub(super) deprecated: Option<String>,
    /// Whether only this crate sees it.
    pub(super) is_private: bool,
    /// Whether its lints are silenced: it is a part of somebody's crate, of which they call a part.
    pub(super) is_lenient: bool,
    /// The files of the schema that it is made of.
    pub(super) sources: Vec<String>,
    pub(super) content: Content,
    /// Names that it brings from elsewhere.
    pub(super) exports: Vec<Use>,
    /// Other names of types.
    pub(super) aliases: Vec<Alias>,
    /// The modules in it, by name.
    pub(super) modules: BTreeMap<String, Module>,
}

/// What a module's own items are made of.
#[derive(Clone, Copy, Default)]
pub(super) enum Content {
    #[default]
    Nothing,
    /// The attributes and the documentation of a crate.
    Root,
    /// The method of this index.
    Method(usize),
    /// The shared type of this index.
    Shared(usize),
    Catalogue,
    System,
    Exports,
}

/// The texts of an earlier run, by the tokens that they were made of.
#[derive(Default)]
pub(crate) struct Formatted;

impl Formatted {
    /// The text that these tokens had.
    fn text(&self, _path: &str, tokens: &TokenStream) -> Option<String> {
        let _ = hash;
        None
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
    pub(super) fn file(&self, scope: Scope<'_>, path: &str) -> File {
        File { path: path.to_owned(), text: self.with_mark(&tree::file(self.nested(scope))) }
    }

    fn nested(&self, scope: Scope<'_>) -> TokenStream {
        let modules = self.modules.iter().map(|(name, module)| {
            let (declared, visibility, name) = (module.declared(), module.visibility(), ident(name));
            let inside = module.nested(scope);
            quote!(#declared #visibility mod #name { #inside })
        });
        let (items, exports) = (self.items(scope), self.exports(scope));
        quote!(#(#modules)* #(#items)* #exports)
    }

    /// A file for this module, the root of a crate, and one for each module in it; and the public items of all.
    pub(super) fn files(&self, scope: Scope<'_>, folder: &str, formatted: &Formatted) -> (Vec<File>, Vec<api::Item>) {
        let mut modules = Vec::new();
        self.collect(format!("{folder}/lib.rs"), folder, &mut modules);
        let made = in_parallel(&modules, |(path, module)| module.made(scope, path, formatted));
        let (files, listed): (Vec<File>, Vec<Vec<api::Item>>) = made.into_iter().unzip();
        (files, listed.into_iter().flatten().collect())
    }

    /// The public items of this module and of those in it.
    pub(super) fn listed(&self, scope: Scope<'_>) -> Vec<api::Item> {
        let mut modules = Vec::new();
        self.collect(String::new(), "", &mut modules);
        let listed = in_parallel(&modules, |(_, module)| module.list(scope, &module.items(scope)));
        listed.into_iter().flatten().collect()
    }

    fn collect<'m>(&'m self, path: String, folder: &str, found: &mut Vec<(String, &'m Module)>) {
        found.push((path, self));
        for (name, module) in &self.modules {
            if module.modules.is_empty() {
                module.collect(format!("{folder}/{name}.rs"), folder, found);
            } else {
                let folder = format!("{folder}/{name}");
                module.collect(format!("{folder}/mod.rs"), &folder, found);
            }
        }
    }

    fn made(&self, scope: Scope<'_>, path: &str, formatted: &Formatted) -> (File, Vec<api::Item>) {
        let items = self.items(scope);
        let listed = self.list(scope, &items);
        let tokens = self.flat(scope, &items);
        let text = formatted.text(path, &tokens).unwrap_or_else(|| tree::file(tokens));
        (File { path: path.to_owned(), text: self.with_mark(&text) }, listed)
    }

    /// Its items, and the declarations of the modules in it.
    fn flat(&self, scope: Scope<'_>, items: &[Item]) -> TokenStream {
        let modules = self.modules.iter().map(|(name, module)| {
            let (declared, visibility, name) = (module.declared(), module.visibility(), ident(name));
            quote!(#declared #visibility mod #name;)
        });
        let exports = self.exports(scope);
        match self.content {
            Content::Root => quote!(#(#items)* #(#modules)* #exports),
            _ => quote!(#(#modules)* #(#items)* #exports),
        }
    }

    fn items(&self, scope: Scope<'_>) -> Vec<Item> {
        match self.content {
            Content::Nothing => Vec::new(),
            Content::Root => root::items(scope),
            Content::Method(index) => method::items(scope, index),
            Content::Shared(index) => shared::items(scope, index),
            Content::Catalogue => catalogue::items(scope),
            Content::System => system::items(scope.model),
            Content::Exports => exports::items(),
        }
    }

    fn exports(&self, scope: Scope<'_>) -> TokenStream {
        let (exports, aliases) = (&self.exports, &self.aliases);
        // The exports of a root in somebody's crate have no module to be lenient for them.
        let allow = (scope.layout == Layout::Module && self.is_root())
            .then(|| quote!(#[allow(unused_imports, unreachable_pub)]));
        quote!(#(#allow #exports)* #(#aliases)*)
    }

    fn is_root(&self) -> bool {
        self.modules.contains_key("catalogue") && matches!(self.content, Content::Nothing | Content::Root)
    }

    fn list(&self, scope: Scope<'_>, items: &[Item]) -> Vec<api::Item> {
        let mut list = List::default();
        listing::module(scope, self.content, items, &mut list);
        list.items
    }

    /// Documentation and attributes, as they stand before `mod`.
    fn declared(&self) -> TokenStream {
        let (docs, cfg) = (doc_attributes(&self.docs), cfg(&self.features));
        let lenient = self.is_lenient.then(|| root::lenient());
        let deprecated = self.deprecated.as_ref().map(|note| quote!(#[deprecated = #note]));
        quote!(#docs #lenient #cfg #deprecated)
    }

    fn visibility(&self) -> TokenStream {
        if self.is_private { quote!(pub(crate)) } else { quote!(pub) }
    }

    fn with_mark(&self, text: &str) -> String {
        let sources: Vec<String> = self.sources.iter().map(|source| format!("schema/{source}")).collect();
        let from = if sources.is_empty() { "schema/".to_owned() } else { sources.join(", ") };
        format!("// {MARK} by `b24 generate` from {from}; change that, not this.\n\n{text}")
    }
}

/// Calls `make` for each of `all`, on all cores.
fn in_parallel<T: Sync, R: Send>(all: &[T], make: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let count = std::thread::available_parallelism().map_or(1, |count| count.get().min(8));
    let share = |chunk: &[T]| -> Vec<R> { chunk.iter().map(&make).collect() };
    // Some are much longer than others: many small shares keep all cores busy.
    let next = std::sync::atomic::AtomicUsize::new(0);
    let chunks: Vec<&[T]> = all.chunks(all.len().div_ceil(count * 8).max(1)).collect();
    let work = || {
        let mut made = Vec::new();
        loop {
            let index = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            let Some(chunk) = chunks.get(index) else { return made };
            made.push((index, share(chunk)));
        }
    };
    let mut made: Vec<(usize, Vec<R>)> = std::thread::scope(|threads| {
        let running: Vec<_> = (1..count).map(|_| threads.spawn(work)).collect();
        let own = work();
        let others = running.into_iter().flat_map(|thread| thread.join().unwrap_or_default());
        own.into_iter().chain(others).collect()
    });
    made.sort_unstable_by_key(|(index, _)| *index);
    made.into_iter().flat_map(|(_, made)| made).collect()
}

/// The tokens as a number, the same in every run.
fn hash(tokens: &TokenStream) -> u64 {
    struct Text(DefaultHasher);
    impl std::fmt::Write for Text {
        fn write_str(&mut self, text: &str) -> std::fmt::Result {
            self.0.write(text.as_bytes());
            Ok(())
        }
    }
    let mut text = Text(DefaultHasher::new());
    // A hasher takes everything.
    let _ = std::fmt::Write::write_fmt(&mut text, format_args!("{}", tokens.to_token_stream()));
    text.0.finish()
}
