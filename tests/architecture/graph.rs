//! Which module of a crate uses which, and where they use each other.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use crate::source::Module;

/// How far names are followed that stand for others.
const FURTHEST: usize = 16;

/// The modules of a crate, each with those that it uses.
pub(crate) struct Graph<'m> {
    modules: &'m BTreeMap<Vec<String>, Module>,
    /// By what uses and what is used, the lines in the file of the former.
    uses: BTreeMap<&'m [String], BTreeMap<&'m [String], Vec<usize>>>,
}

impl<'m> Graph<'m> {
    /// The graph of a crate. What a module exports of those below it is no use of them: who uses that uses them.
    pub(crate) fn of(modules: &'m BTreeMap<Vec<String>, Module>) -> Self {
        let mut graph = Graph { modules, uses: BTreeMap::new() };
        for module in modules.values() {
            let mut uses: BTreeMap<&[String], Vec<usize>> = BTreeMap::new();
            for named in &module.named {
                let Some(used) = graph.find(module, &named.path, FURTHEST) else { continue };
                let is_below = used.path.starts_with(&module.path);
                if used.path != module.path && !(named.is_exported && is_below) {
                    uses.entry(&used.path).or_default().push(named.line);
                }
            }
            graph.uses.insert(&module.path, uses);
        }
        graph
    }

    /// The module that defines what a path names, seen from `from`; nothing, for what is of another crate, or local.
    fn find(&self, from: &'m Module, path: &[String], further: usize) -> Option<&'m Module> {
        let further = further.checked_sub(1)?;
        let (first, rest) = path.split_first()?;
        if first == "crate" {
            return self.walk(self.modules.get(&[][..])?, rest, further);
        }
        if from.children.contains(first) {
            return self.walk(from, path, further);
        }
        let import = from.imports.get(first).filter(|import| import.as_slice() != path)?;
        self.find(from, &[import.as_slice(), rest].concat(), further)
    }

    /// The module that defines what a path below `at` names.
    fn walk(&self, at: &'m Module, path: &[String], further: usize) -> Option<&'m Module> {
        let Some((first, rest)) = path.split_first() else { return Some(at) };
        if at.children.contains(first) {
            let below = self.modules.get(&[at.path.as_slice(), std::slice::from_ref(first)].concat())?;
            return self.walk(below, rest, further);
        }
        if at.defined.contains(first) {
            return Some(at);
        }
        if let Some(import) = at.imports.get(first) {
            // What is of another crate is used by who imports it.
            return Some(self.find(at, &[import.as_slice(), rest].concat(), further).unwrap_or(at));
        }
        let all = at.globs.iter().filter_map(|glob| self.find(at, glob, further));
        let mut all = all.filter(|module| module.defined.contains(first) || module.imports.contains_key(first));
        Some(all.next().map_or(Some(at), |module| self.walk(module, path, further))?)
    }

    /// The circles: modules that all use each other, directly or through others.
    pub(crate) fn circles(&self) -> Vec<BTreeSet<&'m [String]>> {
        let reached: BTreeMap<&[String], BTreeSet<&[String]>> =
            self.uses.keys().map(|module| (*module, self.reached(module))).collect();
        let mut circles: Vec<BTreeSet<&[String]>> = Vec::new();
        for (module, others) in &reached {
            if others.contains(module) && !circles.iter().any(|circle| circle.contains(module)) {
                circles.push(others.iter().copied().filter(|other| reached[other].contains(module)).collect());
            }
        }
        circles
    }

    /// All that a module uses, directly or through others.
    fn reached(&self, module: &[String]) -> BTreeSet<&'m [String]> {
        let (mut reached, mut open) = (BTreeSet::new(), vec![module]);
        while let Some(module) = open.pop() {
            for used in self.uses.get(module).into_iter().flat_map(BTreeMap::keys) {
                if reached.insert(*used) {
                    open.push(used);
                }
            }
        }
        reached
    }

    /// The modules of a circle, and the lines on which they use each other.
    pub(crate) fn told(&self, circle: &BTreeSet<&[String]>) -> String {
        let mut text = String::new();
        for module in circle {
            let file = self.modules[*module].file.display();
            for (used, lines) in self.uses[module].iter().filter(|(used, _)| circle.contains(*used)) {
                let line = lines.iter().min().copied().unwrap_or_default();
                let (module, used) = (shown(module), shown(used));
                // Writing to a text cannot fail.
                let _ = writeln!(text, "  {module} uses {used} at {file}:{line}");
            }
        }
        text
    }
}

/// A module's path as Rust writes it.
pub(crate) fn shown(module: &[String]) -> String {
    if module.is_empty() { "crate".to_owned() } else { module.join("::") }
}
