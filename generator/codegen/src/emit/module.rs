//! The tree of modules: plain data, whose items are made where they are written.

use std::collections::BTreeMap;

use crate::tree::{Alias, Use};

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

impl Module {
    /// The module at `path`; those on the way are made as needed.
    pub(super) fn at(&mut self, path: &[String]) -> &mut Module {
        match path {
            [] => self,
            [first, rest @ ..] => self.modules.entry(first.clone()).or_default().at(rest),
        }
    }
}
