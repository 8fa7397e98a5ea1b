//! The tree of modules: plain data. The items are made when a module is written.

use std::collections::BTreeMap;

use crate::tree::{Alias, Use};

/// A module: its content, and the modules in it.
#[derive(Default)]
pub(super) struct Module {
    pub(super) docs: Vec<String>,
    /// The features of which any one enables it.
    pub(super) features: Vec<String>,
    pub(super) deprecated: Option<String>,
    /// True if the module is private.
    pub(super) is_private: bool,
    /// True if lints are allowed in it: it is included in another crate, which uses only a part of it.
    pub(super) is_lenient: bool,
    /// The schema files that it is made of.
    pub(super) sources: Vec<String>,
    pub(super) content: Content,
    /// The names that it re-exports.
    pub(super) exports: Vec<Use>,
    /// The type aliases in it.
    pub(super) aliases: Vec<Alias>,
    /// The modules in it, by name.
    pub(super) modules: BTreeMap<String, Module>,
}

/// The source of a module's own items.
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
    /// The type of this index that several features have.
    Common(usize),
    Catalogue,
    System,
    Exports,
}

impl Module {
    /// Returns the module at `path`; missing modules are created.
    pub(super) fn at(&mut self, path: &[String]) -> &mut Module {
        match path {
            [] => self,
            [first, rest @ ..] => self.modules.entry(first.clone()).or_default().at(rest),
        }
    }
}
