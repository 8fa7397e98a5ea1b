//! A crate's modules, as its sources have them: a module is a file, with the paths that it names.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::visit::{self, Visit};
use syn::{Attribute, ImplItemFn, Item, ItemMod, ItemUse, Macro, UseTree, Visibility};

/// A file of a crate.
#[derive(Debug, Default)]
pub(crate) struct Module {
    /// Its path from the crate's root, which has none.
    pub(crate) path: Vec<String>,
    /// The file, from the workspace's root.
    pub(crate) file: PathBuf,
    /// The names of the modules below it that are files.
    pub(crate) children: BTreeSet<String>,
    /// What it defines itself.
    pub(crate) defined: BTreeSet<String>,
    /// What it imports, by the name that it has here.
    pub(crate) imports: BTreeMap<String, Vec<String>>,
    /// What it imports all of.
    pub(crate) globs: Vec<Vec<String>>,
    /// All paths that it names, imports among them.
    pub(crate) named: Vec<Named>,
}

/// A path in a file, from the crate's root or from a name that the file knows.
#[derive(Debug)]
pub(crate) struct Named {
    /// Its segments. That of a file begins with `crate`, where the source has `self` or `super`.
    pub(crate) path: Vec<String>,
    /// The line.
    pub(crate) line: usize,
    /// Whether it is exported here under a name of this module.
    pub(crate) is_exported: bool,
}

/// Reads a crate, from its root file on.
pub(crate) fn read(root: &Path, workspace: &Path) -> BTreeMap<Vec<String>, Module> {
    let mut modules = BTreeMap::new();
    let folder = root.parent().expect("a file is in a folder").to_owned();
    read_module(root, &folder, Vec::new(), workspace, &mut modules);
    modules
}

/// Reads a module and those below it, which are in `folder`.
fn read_module(
    file: &Path,
    folder: &Path,
    path: Vec<String>,
    workspace: &Path,
    modules: &mut BTreeMap<Vec<String>, Module>,
) {
    let text = std::fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let parsed = syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let name = file.strip_prefix(workspace).unwrap_or(file).to_owned();
    let mut reader = Reader { module: Module { path, file: name, ..Module::default() }, inline: Vec::new() };
    reader.visit_file(&parsed);
    for child in reader.module.children.clone() {
        let (beside, inside) = (folder.join(format!("{child}.rs")), folder.join(&child));
        let file = if beside.is_file() { beside } else { inside.join("mod.rs") };
        let mut path = reader.module.path.clone();
        path.push(child);
        read_module(&file, &inside, path, workspace, modules);
    }
    modules.insert(reader.module.path.clone(), reader.module);
}

struct Reader {
    module: Module,
    /// The modules around the current place that are in the same file.
    inline: Vec<String>,
}

impl Reader {
    fn name(&mut self, path: Vec<String>, line: usize, is_exported: bool) {
        let path = self.rooted(path);
        self.module.named.push(Named { path, line, is_exported });
    }

    /// A path with `crate` in the place of `self` and `super`.
    fn rooted(&self, path: Vec<String>) -> Vec<String> {
        let mut here: Vec<String> = self.module.path.iter().chain(&self.inline).cloned().collect();
        let leading = path.iter().take_while(|part| *part == "self" || *part == "super").count();
        if leading == 0 {
            return path;
        }
        for _ in path[..leading].iter().filter(|part| *part == "super") {
            here.pop();
        }
        [vec!["crate".to_owned()], here, path[leading..].to_vec()].concat()
    }

    fn import(&mut self, tree: &UseTree, before: &[String], is_exported: bool) {
        let with = |name: &syn::Ident| [before, &[name.to_string()]].concat();
        match tree {
            UseTree::Path(path) => self.import(&path.tree, &with(&path.ident), is_exported),
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.import(tree, before, is_exported)),
            UseTree::Glob(glob) => {
                let path = self.rooted(before.to_vec());
                self.module.globs.push(path);
                self.name(before.to_vec(), glob.star_token.spans[0].start().line, is_exported);
            }
            UseTree::Name(name) if name.ident == "self" => {
                self.bind(before.last().cloned().unwrap_or_default(), before.to_vec(), &name.ident, is_exported);
            }
            UseTree::Name(name) => self.bind(name.ident.to_string(), with(&name.ident), &name.ident, is_exported),
            UseTree::Rename(rename) if rename.ident == "self" => {
                self.bind(rename.rename.to_string(), before.to_vec(), &rename.ident, is_exported);
            }
            UseTree::Rename(rename) => {
                self.bind(rename.rename.to_string(), with(&rename.ident), &rename.ident, is_exported);
            }
        }
    }

    fn bind(&mut self, name: String, path: Vec<String>, at: &syn::Ident, is_exported: bool) {
        let known = self.rooted(path.clone());
        self.module.imports.insert(name, known);
        self.name(path, at.span().start().line, is_exported);
    }

    /// The paths in a macro's arguments, which nobody parses.
    fn tokens(&mut self, tokens: TokenStream) {
        let mut path: Vec<String> = Vec::new();
        let (mut colons, mut line) = (0, 0);
        for token in tokens {
            match token {
                TokenTree::Punct(mark) if mark.as_char() == ':' => {
                    colons += 1;
                    continue;
                }
                TokenTree::Ident(ident) => {
                    if colons != 2 {
                        self.end(&mut path, line);
                        line = ident.span().start().line;
                    }
                    path.push(ident.to_string());
                }
                TokenTree::Group(group) => {
                    self.end(&mut path, line);
                    self.tokens(group.stream());
                }
                TokenTree::Punct(_) | TokenTree::Literal(_) => self.end(&mut path, line),
            }
            colons = 0;
        }
        self.end(&mut path, line);
    }

    fn end(&mut self, path: &mut Vec<String>, line: usize) {
        if path.len() > 1 {
            self.name(std::mem::take(path), line, false);
        }
        path.clear();
    }
}

impl<'f> Visit<'f> for Reader {
    fn visit_item(&mut self, item: &'f Item) {
        if is_for_tests(attributes(item)) {
            return;
        }
        if self.inline.is_empty() {
            self.module.defined.extend(defined(item));
        }
        visit::visit_item(self, item);
    }

    fn visit_item_mod(&mut self, item: &'f ItemMod) {
        let name = item.ident.to_string();
        match &item.content {
            None => drop(self.module.children.insert(name)),
            Some((_, items)) => {
                self.inline.push(name);
                items.iter().for_each(|item| self.visit_item(item));
                self.inline.pop();
            }
        }
    }

    fn visit_item_use(&mut self, item: &'f ItemUse) {
        let is_exported = !matches!(item.vis, Visibility::Inherited);
        self.import(&item.tree, &[], is_exported);
    }

    fn visit_impl_item_fn(&mut self, function: &'f ImplItemFn) {
        if !is_for_tests(&function.attrs) {
            visit::visit_impl_item_fn(self, function);
        }
    }

    fn visit_path(&mut self, path: &'f syn::Path) {
        let parts: Vec<String> = path.segments.iter().map(|part| part.ident.to_string()).collect();
        let line = path.segments.first().map_or(0, |part| part.ident.span().start().line);
        self.name(parts, line, false);
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, item: &'f Macro) {
        visit::visit_macro(self, item);
        self.tokens(item.tokens.clone());
    }

    fn visit_attribute(&mut self, _: &'f Attribute) {}

    // `pub(in crate::…)` is no use of what it names.
    fn visit_visibility(&mut self, _: &'f Visibility) {}
}

/// Whether something is there for tests alone: `#[cfg(test)]`.
fn is_for_tests(attributes: &[Attribute]) -> bool {
    let is_test = |token: TokenTree| matches!(&token, TokenTree::Ident(ident) if ident == "test");
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute.meta.require_list().is_ok_and(|list| list.tokens.clone().into_iter().any(is_test))
    })
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

/// The name that an item gives to its module.
fn defined(item: &Item) -> Option<String> {
    let name = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Macro(item) => item.ident.as_ref()?,
        Item::Mod(item) if item.content.is_some() => &item.ident,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::Type(item) => &item.ident,
        _ => return None,
    };
    Some(name.to_token_stream().to_string())
}
