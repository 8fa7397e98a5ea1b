//! The lines and columns of places in a schema.

use std::borrow::Cow;
use std::collections::HashMap;

use bitrix24_schema::source::{FileId, Position, Sources};
use bitrix24_schema::yaml::{Node, Tree};

use crate::report::row::Location;
use crate::tree::Place;

/// Finds places in one schema.
pub(crate) struct Locator<'s> {
    sources: &'s Sources,
    files: HashMap<&'s str, FileId>,
    /// The indexes of the entries of each map and the items of each list, by name.
    names: HashMap<*const Tree, HashMap<Cow<'s, str>, usize>>,
    /// The prefix of each file's displayed name.
    root: String,
}

impl<'s> Locator<'s> {
    pub(crate) fn new(sources: &'s Sources, root: &str) -> Self {
        let files = sources.iter().map(|(id, source)| (source.path(), id)).collect();
        Locator { sources, files, names: HashMap::new(), root: root.to_owned() }
    }

    /// Returns the line and column of a place. A part from words or corrections is located where it belongs.
    pub(crate) fn find(&mut self, place: &Place) -> Option<Location> {
        let id = *self.files.get(&*place.file)?;
        let mut at = Position::START;
        let mut here = self.sources.tree(id);
        for key in place.keys() {
            let Some(tree) = here else { break };
            let names = self.names.entry(std::ptr::from_ref(tree)).or_insert_with(|| names(tree));
            let Some((position, inner)) = step(tree, names, key) else { break };
            (at, here) = (position, Some(inner));
        }
        Some(Location { file: format!("{}{}", self.root, place.file), line: at.line(), column: at.column() })
    }
}

/// Returns the entry or item that a key means, and its start.
fn step<'t>(tree: &'t Tree, names: &HashMap<Cow<'t, str>, usize>, key: &str) -> Option<(Position, &'t Tree)> {
    let named = names.get(key).copied();
    match &tree.node {
        Node::Map(entries) => entries.get(named?).map(|(known, value)| (known.span.start, value)),
        Node::List(items) => items.get(named.or_else(|| key.parse().ok())?).map(|item| (item.span.start, item)),
        Node::Scalar { .. } => None,
    }
}

/// Returns the index of the first entry or item of each name.
fn names(tree: &Tree) -> HashMap<Cow<'_, str>, usize> {
    fn bare(key: &Tree) -> Option<Cow<'_, str>> {
        key.text().map(|key| key.trim_end_matches(['*', '?']).into())
    }
    let list: Vec<Option<Cow<'_, str>>> = match &tree.node {
        Node::Map(entries) => entries.iter().map(|(key, _)| bare(key)).collect(),
        Node::List(items) => items.iter().map(|item| Some(item_name(item))).collect(),
        Node::Scalar { .. } => Vec::new(),
    };
    let mut names = HashMap::new();
    for (index, name) in list.into_iter().enumerate() {
        if let Some(name) = name {
            names.entry(name).or_insert(index);
        }
    }
    names
}

/// Returns the value of an item of a list, or the name of the error that it is.
fn item_name(item: &Tree) -> Cow<'_, str> {
    let text = |key: &str| item.get(key).and_then(Tree::text).unwrap_or_default();
    match (&item.node, text("message")) {
        (Node::Scalar { text, .. }, _) => (&**text).into(),
        (_, "") => text("code").into(),
        (_, message) => format!("{}:{message}", text("code")).into(),
    }
}
