//! The tree of modules, and how it becomes files.

use std::collections::BTreeMap;

use super::text::indent;
use super::{File, MARK, Scope, docs, result, shared};

/// A module: its items, and the modules in it.
#[derive(Default)]
pub(super) struct Module {
    /// What it is, a line each.
    pub(super) doc: Vec<String>,
    /// Attributes of its declaration.
    pub(super) attributes: String,
    /// Whether only this crate sees it.
    pub(super) is_private: bool,
    /// The schema's file that it is made of.
    pub(super) source: Option<String>,
    /// Its items, those that come before its modules.
    pub(super) head: String,
    /// Its items, those that come after.
    pub(super) items: String,
    /// Those after these: they are many, so that they are made when they are written.
    pub(super) later: Option<Later>,
    /// The modules in it, by name.
    pub(super) modules: BTreeMap<String, Module>,
}

/// What a module's items are made of.
#[derive(Clone, Copy)]
pub(super) enum Later {
    /// The method of this index.
    Method(usize),
    /// The shared type of this index.
    Shared(usize),
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
        let mut parts = vec![self.head.clone()];
        parts.extend(self.modules.iter().map(|(name, module)| module.nested(scope, name)));
        parts.push(self.own(scope));
        File { path: path.to_owned(), text: self.with_mark(&paragraphs(parts)) }
    }

    fn nested(&self, scope: Scope<'_>, name: &str) -> String {
        let mut parts = vec![self.head.clone()];
        parts.extend(self.modules.iter().map(|(name, module)| module.nested(scope, name)));
        parts.push(self.own(scope));
        let (attributes, visibility) = (self.declared(), self.visibility());
        format!("{attributes}{visibility} mod {name} {{\n{}}}\n", indent(&paragraphs(parts)))
    }

    /// A file for this module, the root of a crate, and one for each module in it.
    pub(super) fn files(&self, scope: Scope<'_>, folder: &str) -> Vec<File> {
        let mut modules = Vec::new();
        self.collect(format!("{folder}/lib.rs"), folder, &mut modules);
        let count = std::thread::available_parallelism().map_or(1, |count| count.get().min(8));
        let write = |modules: &[(String, &Module)]| -> Vec<File> {
            let one = |(path, module): &(String, &Module)| File { path: path.clone(), text: module.text(scope) };
            modules.iter().map(one).collect()
        };
        std::thread::scope(|threads| {
            let chunks: Vec<_> = modules.chunks(modules.len().div_ceil(count).max(1)).collect();
            let running: Vec<_> = chunks.iter().skip(1).map(|chunk| threads.spawn(|| write(chunk))).collect();
            let mut files = chunks.first().map(|chunk| write(chunk)).unwrap_or_default();
            for (thread, chunk) in running.into_iter().zip(chunks.iter().skip(1)) {
                // A thread that could not do its share leaves it to this one.
                files.extend(thread.join().unwrap_or_else(|_| write(chunk)));
            }
            files
        })
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

    fn text(&self, scope: Scope<'_>) -> String {
        let mut declarations = String::new();
        for (name, module) in &self.modules {
            // The layout is the printer's, and stays.
            declarations += &module.declared();
            declarations += &format!("#[rustfmt::skip] {} mod {name};\n", module.visibility());
        }
        self.with_mark(&paragraphs(vec![self.head.clone(), declarations, self.own(scope)]))
    }

    /// Its own items.
    fn own(&self, scope: Scope<'_>) -> String {
        let later = match self.later {
            None => String::new(),
            Some(Later::Method(index)) => result::items(scope, index),
            Some(Later::Shared(index)) => shared::items(scope, index),
        };
        paragraphs(vec![later, self.items.clone()])
    }

    /// Documentation and attributes, as they stand before `mod`.
    fn declared(&self) -> String {
        docs::comment(&self.doc) + &self.attributes
    }

    fn visibility(&self) -> &'static str {
        if self.is_private { "pub(crate)" } else { "pub" }
    }

    fn with_mark(&self, text: &str) -> String {
        let from = self.source.as_ref().map_or_else(|| "schema/".to_owned(), |source| format!("schema/{source}"));
        format!("// {MARK} by `b24 generate` from {from}; change that, not this.\n\n{text}")
    }
}

fn paragraphs(parts: Vec<String>) -> String {
    super::text::spaced(parts)
}
