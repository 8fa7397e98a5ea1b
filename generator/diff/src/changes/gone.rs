//! The evidence for the end of methods and events that the new schema does not have: a page that could not be read makes a method
//! undocumented, and not a server that has it no more.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use super::change::Change;
use crate::tree::{Facet, Kind, Node};
use crate::verdict::{End, What};

/// Notes for each removed method and event whether its page is still there, or anything still names it, as far as the new schema
/// and its pages tell.
pub(crate) fn look(changes: &mut [Change], new: &Node, docs: Option<&Path>) {
    let removed =
        |change: &&mut Change| matches!(change.kind, Kind::Method | Kind::Event) && change.what == What::Removed;
    let mut gone: Vec<&mut Change> = changes.iter_mut().filter(removed).collect();
    if gone.is_empty() {
        return;
    }
    let names: HashSet<String> = gone.iter().filter_map(|change| name(change)).collect();
    let mut found = Found { names: &names, named: HashSet::new(), pages: HashSet::new() };
    found.read(new);
    if let Some(folder) = docs {
        found.read_folder(folder);
    }
    for change in &mut gone {
        let page = change.old.as_ref().and_then(|node| node.text(Facet::Page));
        // A page may describe several events.
        let has_page = change.kind == Kind::Method
            && page.is_some_and(|page| {
                found.pages.contains(page) || docs.is_some_and(|folder| folder.join(format!("{page}.md")).is_file())
            });
        let is_named = name(change).is_some_and(|name| found.named.contains(&name));
        change.ground.end = match docs {
            _ if has_page || is_named => End::Named,
            Some(_) => End::Gone,
            None => End::Unknown,
        };
    }
}

/// Returns the name of a method or an event in the form that is looked for; a single word may stand for something else,
/// unless it is an event's.
fn name(change: &Change) -> Option<String> {
    let name = change.old.as_ref()?.name.trim_end_matches("@v3").to_lowercase();
    is_telling(&name).then_some(name)
}

/// Returns true if a word, in whatever letters, can only be the name of a method or an event.
fn is_telling(word: &str) -> bool {
    let is_event = || word.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("on"));
    word.contains('.') || word.len() > 6 && is_event()
}

/// The names of methods that are looked for, and what was found.
struct Found<'n> {
    names: &'n HashSet<String>,
    named: HashSet<String>,
    pages: HashSet<String>,
}

impl Found<'_> {
    /// Reads the texts of a part of the schema, and of those inside.
    fn read(&mut self, node: &Node) {
        if node.kind == Kind::Method {
            self.pages.extend(node.text(Facet::Page).map(str::to_owned));
        }
        for facet in [Facet::Words, Facet::When, Facet::Deprecated] {
            if let Some(text) = node.text(facet) {
                self.read_text(text);
            }
        }
        node.parts.iter().for_each(|part| self.read(part));
    }

    fn read_folder(&mut self, folder: &Path) {
        for entry in fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok) {
            let path = entry.path();
            // A link could lead back.
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => self.read_folder(&path),
                Ok(kind) if kind.is_file() && path.extension().is_some_and(|end| end == "md") => {
                    self.read_text(&fs::read_to_string(&path).unwrap_or_default());
                }
                _ => {}
            }
        }
    }

    fn read_text(&mut self, text: &str) {
        let words = text.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == '.'));
        // Few words are worth a copy in small letters.
        for word in words.map(|word| word.trim_matches('.')).filter(|word| is_telling(word)) {
            let word = word.to_lowercase();
            if self.names.contains(&word) {
                self.named.insert(word);
            }
        }
    }
}
