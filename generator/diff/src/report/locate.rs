//! The lines and columns of places in a schema.

use std::collections::HashMap;

use bitrix24_schema::source::{FileId, Position, Sources};
use bitrix24_schema::yaml::{Node, Tree};

use crate::report::row::Location;
use crate::tree::Place;

/// Finds places in one schema; each file is read once.
pub(crate) struct Locator<'s> {
    sources: &'s Sources,
    files: HashMap<&'s str, FileId>,
    trees: HashMap<FileId, Option<Tree>>,
    /// The prefix of each file's displayed name.
    root: String,
}

impl<'s> Locator<'s> {
    pub(crate) fn new(sources: &'s Sources, root: &str) -> Self {
        let files = sources.iter().map(|(id, source)| (source.path(), id)).collect();
        Locator { sources, files, trees: HashMap::new(), root: root.to_owned() }
    }

    /// Returns the line and column of a place. A part from words or corrections is located where it belongs.
    pub(crate) fn find(&mut self, place: &Place) -> Option<Location> {
        let id = *self.files.get(place.file.as_str())?;
        let tree = self.trees.entry(id).or_insert_with(|| Tree::parse(self.sources.file(id).text(), id).ok());
        let mut at = Position::START;
        let mut here = tree.as_ref();
        for key in &place.keys {
            let Some((position, inner)) = here.and_then(|tree| step(tree, key)) else { break };
            (at, here) = (position, Some(inner));
        }
        Some(Location { file: format!("{}{}", self.root, place.file), line: at.line, column: at.column })
    }
}

/// Returns the entry or item that a key means, and its start.
fn step<'t>(tree: &'t Tree, key: &str) -> Option<(Position, &'t Tree)> {
    match &tree.node {
        Node::Map(entries) => entries
            .iter()
            .find(|(known, _)| known.text().is_some_and(|known| known.trim_end_matches(['*', '?']) == key))
            .map(|(known, value)| (known.span.start, value)),
        Node::List(items) => {
            let by_place = || key.parse().ok().and_then(|at: usize| items.get(at));
            items.iter().find(|item| is_item(item, key)).or_else(by_place).map(|item| (item.span.start, item))
        }
        Node::Scalar { .. } => None,
    }
}

/// Returns true if an item of a list is the value or error of this name.
fn is_item(item: &Tree, name: &str) -> bool {
    let text = |key: &str| item.get(key).and_then(Tree::text).unwrap_or_default();
    match (&item.node, text("message")) {
        (Node::Scalar { text, .. }, _) => text == name,
        (_, "") => text("code") == name,
        (_, message) => format!("{}:{message}", text("code")) == name,
    }
}
