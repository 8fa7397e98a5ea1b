//! The graph of uses between a crate's modules, and its cycles.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

use crate::source::Module;

/// The largest number of re-exports that are followed.
const FURTHEST: usize = 16;

/// A module, or a folder of modules, by its path from the crate's root.
pub(crate) type Name<'m> = &'m [String];

/// The file and line of a use.
type Place<'m> = (&'m Path, usize);

/// Modules, each with those that it uses.
pub(crate) struct Graph<'m> {
    uses: BTreeMap<Name<'m>, BTreeMap<Name<'m>, Place<'m>>>,
}

impl<'m> Graph<'m> {
    /// Returns the graph of a crate's files. An export of a module below is no use of it: the user of the exported name
    /// uses it.
    pub(crate) fn of_files(modules: &'m BTreeMap<Vec<String>, Module>) -> Self {
        let mut graph = Graph { uses: BTreeMap::new() };
        for module in modules.values() {
            for named in &module.named {
                let Some(used) = find(modules, module, &named.path, FURTHEST) else { continue };
                let is_below = used.path.starts_with(&module.path);
                if used.path != module.path && !(named.is_exported && is_below) {
                    graph.add(&module.path, &used.path, (&module.file, named.line));
                }
            }
        }
        graph
    }

    fn add(&mut self, user: Name<'m>, used: Name<'m>, at: Place<'m>) {
        let first = self.uses.entry(user).or_default().entry(used).or_insert(at);
        *first = at.min(*first);
    }

    /// Returns the graphs of a crate's folders and the files beside them: one graph for the content of each folder.
    pub(crate) fn of_folders(&self) -> Vec<Graph<'m>> {
        let mut graphs: BTreeMap<Name<'m>, Graph<'m>> = BTreeMap::new();
        for (user, all) in &self.uses {
            for (used, at) in all {
                let depth = user.iter().zip(*used).take_while(|(user, used)| user == used).count();
                // A module and one below it share no folder.
                if depth < user.len().min(used.len()) {
                    let graph = graphs.entry(&user[..depth]).or_insert_with(|| Graph { uses: BTreeMap::new() });
                    graph.add(&user[..=depth], &used[..=depth], *at);
                }
            }
        }
        graphs.into_values().collect()
    }

    /// Returns the cycles: modules that all use each other, directly or through others.
    pub(crate) fn cycles(&self) -> Vec<BTreeSet<Name<'m>>> {
        let reached: BTreeMap<Name<'_>, BTreeSet<Name<'_>>> =
            self.uses.keys().map(|module| (*module, self.reached(module))).collect();
        let mut cycles: Vec<BTreeSet<Name<'_>>> = Vec::new();
        for (module, others) in &reached {
            if others.contains(module) && !cycles.iter().any(|cycle| cycle.contains(module)) {
                let back = |other: &Name<'_>| reached.get(other).is_some_and(|others| others.contains(module));
                cycles.push(others.iter().copied().filter(back).collect());
            }
        }
        cycles
    }

    /// Returns all modules that a module uses, directly or through others.
    fn reached(&self, module: Name<'m>) -> BTreeSet<Name<'m>> {
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

    /// Returns the imports that close a cycle, each on a line with its place.
    pub(crate) fn told(&self, cycle: &BTreeSet<Name<'m>>) -> String {
        let mut text = String::new();
        for user in cycle {
            for (used, (file, line)) in self.uses[*user].iter().filter(|(used, _)| cycle.contains(*used)) {
                // Writing to a text cannot fail.
                let _ = writeln!(text, "  {} uses {} at {}:{line}", shown(user), shown(used), file.display());
            }
        }
        text
    }
}

/// Returns the module that defines the item of a path, seen from `from`; `None` for an item of another crate, or a
/// local one.
fn find<'m>(
    modules: &'m BTreeMap<Vec<String>, Module>,
    from: &'m Module,
    path: &[String],
    further: usize,
) -> Option<&'m Module> {
    let further = further.checked_sub(1)?;
    let (first, rest) = path.split_first()?;
    if first == "crate" {
        return walk(modules, modules.get(&[][..])?, rest, further);
    }
    // A single name is no module, but may be a variable.
    if from.children.contains(first) && !rest.is_empty() {
        return walk(modules, from, path, further);
    }
    let import = from.imports.get(first).filter(|import| import.as_slice() != path)?;
    find(modules, from, &[import.as_slice(), rest].concat(), further)
}

/// Returns the module that defines the item of a path below `at`.
fn walk<'m>(
    modules: &'m BTreeMap<Vec<String>, Module>,
    at: &'m Module,
    path: &[String],
    further: usize,
) -> Option<&'m Module> {
    let Some((first, rest)) = path.split_first() else { return Some(at) };
    if at.children.contains(first) {
        let below = modules.get(&[at.path.as_slice(), std::slice::from_ref(first)].concat())?;
        return walk(modules, below, rest, further);
    }
    if at.defined.contains(first) {
        return Some(at);
    }
    if let Some(import) = at.imports.get(first) {
        // An item of another crate is used by the module that imports it.
        return Some(find(modules, at, &[import.as_slice(), rest].concat(), further).unwrap_or(at));
    }
    let globs = at.globs.iter().filter_map(|glob| find(modules, at, glob, further));
    let mut having = globs.filter(|module| module.defined.contains(first) || module.imports.contains_key(first));
    match having.next() {
        Some(module) => walk(modules, module, path, further.checked_sub(1)?),
        None => Some(at),
    }
}

/// Returns a module's path as Rust writes it.
pub(crate) fn shown(module: Name<'_>) -> String {
    if module.is_empty() { "crate".to_owned() } else { module.join("::") }
}
