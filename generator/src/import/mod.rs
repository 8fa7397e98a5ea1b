//! Reads the documentation's pages and writes the schema.
//!
//! Pages go one way: files ([`tree`]), their lines with what they include ([`lines`]), blocks ([`blocks`]), chapters
//! ([`page`]); then facts, each kind in its own module; then YAML ([`yaml`]). Nothing a page holds can stop the others:
//! what cannot be read is left untyped, and noted with its place.

mod blocks;
mod cell;
mod collect;
mod describe;
mod errors;
mod examples;
mod facts;
mod fields;
mod json;
mod lines;
mod method;
mod page;
mod report;
mod result;
mod shape;
mod table;
mod tables;
mod text;
mod tree;
mod types;
mod vocabulary;
mod yaml;

use std::path::PathBuf;

use crate::emit::File;
use crate::raw::Api;
pub use report::{Note, Skip};

/// Reads a documentation tree.
#[derive(Clone, Debug)]
pub struct Importer {
    docs: PathBuf,
    with_docs: bool,
}

/// What a tree gives: files of a schema, and an account of what was read.
#[derive(Debug)]
pub struct Import {
    /// The files below `methods/` and `types/`.
    pub files: Vec<File>,
    /// What could not be read whole.
    pub notes: Vec<Note>,
    /// Pages that give no method.
    pub skipped: Vec<Skip>,
    /// How many pages there are.
    pub pages: usize,
    /// How many methods they give.
    pub methods: usize,
}

impl Importer {
    /// An importer of the tree in this folder.
    pub fn new(docs: impl Into<PathBuf>) -> Self {
        Importer { docs: docs.into(), with_docs: false }
    }

    /// Keeps the pages' own descriptions.
    #[must_use]
    pub fn descriptions(mut self, keep: bool) -> Self {
        self.with_docs = keep;
        self
    }

    /// Reads all pages.
    pub fn read(&self) -> std::io::Result<Import> {
        let tree = tree::Tree::read(&self.docs)?;
        let collected = collect::collect(&tree, self.with_docs);
        let mut files: Vec<File> = Vec::new();
        for method in &collected.methods {
            files.push(File { path: method_file(&method.name, method.api), text: yaml::method(method) });
        }
        for shared in &collected.types {
            files.push(File { path: type_file(&shared.name), text: yaml::shared(shared) });
        }
        let ids = collect::identifiers(&collected.methods, &collected.types);
        let mut catalogue = "format: 1\ndocs:\n  base: https://apidocs.bitrix24.com/\n  date: 2026-08-21\nids:\n".to_owned();
        for id in ids {
            catalogue.push_str(&format!("  {id}: {}\n", id.replace(['_', '.'], " ")));
        }
        files.push(File { path: "catalogue.yaml".to_owned(), text: catalogue });
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(Import {
            files,
            notes: collected.notes,
            skipped: collected.skipped,
            pages: collected.pages,
            methods: collected.methods.len(),
        })
    }
}

fn method_file(name: &str, api: Api) -> String {
    let segments: Vec<String> = name.split('.').filter_map(crate::naming::file).collect();
    let version = if api == Api::V3 { ".v3" } else { "" };
    format!("methods/{}{version}.yaml", segments.join("/"))
}

fn type_file(name: &str) -> String {
    let segments: Vec<String> = name.split('.').filter_map(crate::naming::file).collect();
    format!("types/{}.yaml", segments.join("/"))
}
