//! The tree of modules as files, and as the list of public items: by as many threads as there are cores.

use bitrix24_schema::parallel;
use bitrix24_schema::write::{File, MARK};
use proc_macro2::TokenStream;
use quote::quote;

use super::module::{Content, Module};
use super::scope::{Layout, Scope};
use super::{listing, method, root, root::catalogue, root::exports, root::system, shared};
use crate::api;
use crate::formatted::Formatted;
use crate::tree::docs::doc_attributes;
use crate::tree::{Item, List, Part, Printer, cfg, ident};

/// One file with modules inside modules.
pub(super) fn one(root: &Module, scope: Scope<'_>, path: &str) -> File {
    let parts = vec![Part::code(nested(root, scope))];
    File { path: path.to_owned(), text: head(root) + &Printer::default().file(parts) }
}

/// A file for the root of a crate, and one for each module in it; and the public items of all.
pub(super) fn many(
    root: &Module,
    scope: Scope<'_>,
    folder: &str,
    formatted: &Formatted,
) -> (Vec<File>, Vec<api::Item>) {
    let made = parallel::map_with(&all(root, folder), |printer: &mut Printer, (path, module)| {
        let items = items(module, scope);
        let text = formatted.text(path, &head(module), parts(module, scope, &items), |parts| printer.file(parts));
        (File { path: path.clone(), text }, list(module, scope, &items))
    });
    let (files, listed): (Vec<File>, Vec<Vec<api::Item>>) = made.into_iter().unzip();
    (files, listed.into_iter().flatten().collect())
}

/// The public items of a module and of those in it.
pub(super) fn listed(root: &Module, scope: Scope<'_>) -> Vec<api::Item> {
    let listed = parallel::map(&all(root, ""), |(_, module)| list(module, scope, &items(module, scope)));
    listed.into_iter().flatten().collect()
}

/// A module and all in it, each with the path of its file.
fn all<'m>(root: &'m Module, folder: &str) -> Vec<(String, &'m Module)> {
    fn collect<'m>(module: &'m Module, path: String, folder: &str, found: &mut Vec<(String, &'m Module)>) {
        found.push((path, module));
        for (name, module) in &module.modules {
            if module.modules.is_empty() {
                collect(module, format!("{folder}/{name}.rs"), folder, found);
            } else {
                let folder = format!("{folder}/{name}");
                collect(module, format!("{folder}/mod.rs"), &folder, found);
            }
        }
    }
    let mut found = Vec::new();
    collect(root, format!("{folder}/lib.rs"), folder, &mut found);
    found
}

/// Its items, and the modules in it with theirs.
fn nested(module: &Module, scope: Scope<'_>) -> TokenStream {
    let modules = module.modules.iter().map(|(name, module)| {
        let (declared, name, inside) = (declared(module), ident(name), nested(module, scope));
        quote!(#declared mod #name { #inside })
    });
    let (items, exports) = (items(module, scope), exported(module, scope));
    quote!(#(#modules)* #(#items)* #exports)
}

/// Its items, and the declarations of the modules in it.
fn parts(module: &Module, scope: Scope<'_>, items: &[Item]) -> Vec<Part> {
    let modules = module.modules.iter().map(|(name, module)| {
        let (declared, name) = (declared(module), ident(name));
        Part::short(quote!(#declared mod #name;))
    });
    let items = items.iter().map(Part::item);
    let exports = [Part::code(exported(module, scope))];
    match module.content {
        // Attributes of a crate stand before everything.
        Content::Root => items.chain(modules).chain(exports).collect(),
        _ => modules.chain(items).chain(exports).collect(),
    }
}

fn items(module: &Module, scope: Scope<'_>) -> Vec<Item> {
    match module.content {
        Content::Nothing => Vec::new(),
        Content::Root => root::items(scope.model),
        Content::Method(index) => method::items(scope, index),
        Content::Shared(index) => shared::items(scope, index),
        Content::Common(index) => shared::common(scope, index),
        Content::Catalogue => catalogue::items(scope),
        Content::System => system::items(scope),
        Content::Exports => exports::items(),
    }
}

fn list(module: &Module, scope: Scope<'_>, items: &[Item]) -> Vec<api::Item> {
    let mut list = List::default();
    listing::module(scope, module.content, items, &mut list);
    list.items
}

fn exported(module: &Module, scope: Scope<'_>) -> TokenStream {
    let Module { exports, aliases, .. } = module;
    // No module of somebody's crate is lenient for the exports of its root.
    let allow = (scope.layout == Layout::Module && module.modules.contains_key("catalogue"))
        .then(|| quote!(#[allow(unused_imports, unreachable_pub)]));
    quote!(#(#allow #exports)* #(#aliases)*)
}

/// Documentation, attributes and visibility, as they stand before `mod`.
fn declared(module: &Module) -> TokenStream {
    let (docs, cfg) = (doc_attributes(&module.docs), cfg(&module.features));
    let lenient = module.is_lenient.then(root::lenient);
    let deprecated = module.deprecated.as_ref().map(|note| quote!(#[deprecated = #note]));
    let visibility = if module.is_private { quote!(pub(crate)) } else { quote!(pub) };
    quote!(#docs #lenient #cfg #deprecated #visibility)
}

/// Returns the comment at the head of a file, and an empty line.
fn head(module: &Module) -> String {
    format!("{}\n", mark(&module.sources))
}

/// The width of the comment at the head of a file.
const WIDTH: usize = 100;

/// The comment at the head of a file made of `sources`. Its first line tells what is emitted: see [`MARK`].
fn mark(sources: &[String]) -> String {
    let paths = sources.iter().map(|source| format!("schema/{source}")).collect::<Vec<_>>().join(", ");
    let (from, what) = match sources.len() {
        0 => ("schema/", "that"),
        1 => (paths.as_str(), "that"),
        _ => (paths.as_str(), "these"),
    };
    let text = format!("{MARK} by `b24 generate` from {from}; change {what} and run it again.");
    let (mut lines, mut line) = (String::new(), "//".to_owned());
    for word in text.split(' ') {
        if line.len() + 1 + word.len() > WIDTH {
            lines.push_str(&line);
            lines.push('\n');
            line.truncate(2);
        }
        line.push(' ');
        line.push_str(word);
    }
    format!("{lines}{line}\n")
}
