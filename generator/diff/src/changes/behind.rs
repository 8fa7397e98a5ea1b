//! The content of shared types, where a part has a type with another name now.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use bitrix24_schema::Subject;
use serde_json::Value as Json;

use super::change::Change;
use super::trees::{Side, Trees};
use super::{rename, usage};
use crate::tree::edit::{self, Action, Edit};
use crate::tree::{Facet, Fact, Kind, Node};

/// The content of shared types, for parts whose type has another name now.
#[derive(Default)]
pub(super) struct Behind {
    /// The old and the new type of a part, with names of shared types replaced by their own types.
    pub(super) meanings: HashMap<Subject, (Fact, Fact)>,
    /// The parts of shared types, as parts of the part with that type, before and after.
    pub(super) parts: (HashMap<Subject, Arc<Node>>, HashMap<Subject, Arc<Node>>),
    /// True for a part inside whose values are listed, before and after.
    pub(super) listed: HashMap<Subject, (bool, bool)>,
    /// The former names of renamed shared types, each with the new one.
    renamed: HashMap<String, String>,
}

impl Behind {
    /// Records the parts of an expanded type whose values are listed.
    fn list(&mut self, node: &Node, put: fn(&mut (bool, bool))) {
        if node.parts.iter().any(|part| part.kind == Kind::Value) {
            put(self.listed.entry(node.subject.clone()).or_default());
        }
        node.parts.iter().for_each(|part| self.list(part, put));
    }

    /// Records the parts of a part, each without its own parts.
    fn note(parts: &mut HashMap<Subject, Arc<Node>>, node: &Node) {
        for part in &node.parts {
            parts.insert(part.subject.clone(), Arc::new(part.head()));
            Self::note(parts, part);
        }
    }
}

impl Side<'_> {
    /// Returns a part with the content of the shared types that it names.
    pub(super) fn expanded(&self, node: &Node) -> Node {
        let Some(ty) = node.text(Facet::Type) else { return node.clone() };
        let mut expanded = node.clone();
        // What a method takes of a shared type is all that it has of it.
        if !takes(node) {
            for shared in usage::named(ty).filter_map(|name| self.types.get(name)) {
                expanded.parts.extend(shared.parts.iter().map(|part| under(&node.subject, &shared.subject, part)));
            }
        }
        if let Some((_, fact)) = expanded.facts.iter_mut().find(|(facet, _)| *facet == Facet::Type) {
            *fact = Fact::from(self.meant(ty).as_str());
        }
        expanded
    }

    /// Returns a type with names of shared types replaced by their own types.
    pub(super) fn meant(&self, ty: &str) -> String {
        let shared = |name: &str| self.types.get(name);
        replaced(ty, |name| shared(name).map(|shared| shared.text(Facet::Type).unwrap_or("any")))
    }
}

/// Returns true if two types differ only in the spelling of names: pages write both `crm_activity_binding` and
/// `crm.ActivityBinding`, with the module or without it.
fn is_spelled_alike(before: &str, after: &str) -> bool {
    let is_sign = |c: char| !(c.is_alphanumeric() || c == '_' || c == '.');
    let signs = |ty: &str| ty.chars().filter(|c| is_sign(*c)).collect::<String>();
    let folded = |name: &str| name.replace(['_', '.'], "").to_lowercase();
    let names = |ty: &str| ty.split(is_sign).map(folded).collect::<Vec<_>>();
    let (old, new) = (names(before), names(after));
    // A short name is the end of many.
    let is_same = |(one, other): (&String, &String)| {
        one == other || one.len() > 5 && other.ends_with(one) || other.len() > 5 && one.ends_with(other)
    };
    signs(before) == signs(after) && old.len() == new.len() && old.iter().zip(&new).all(is_same)
}

/// Returns true if the parts of a parameter are those that it takes of a shared type.
fn takes(node: &Node) -> bool {
    let depth = node.place.depth();
    node.parts.iter().any(|part| part.place.keys().get(depth) == Some(&"takes"))
}

/// Returns a type with names of shared types replaced.
fn replaced<'n>(ty: &str, by: impl Fn(&str) -> Option<&'n str>) -> String {
    let (mut written, mut rest) = (String::new(), ty);
    // In the order of the text, because one name may be the beginning of another.
    for name in usage::named(ty) {
        let Some((before, after)) = rest.split_once(name) else { continue };
        written += before;
        written += by(name).unwrap_or(name);
        rest = after;
    }
    written + rest
}

/// Returns a part of a shared type as a part of the part with that type.
fn under(place: &Subject, shared: &Subject, part: &Node) -> Node {
    let mut part = part.clone();
    let rest = part.subject.as_str().strip_prefix(shared.as_str()).unwrap_or_default().to_owned();
    let rest = rest.trim_start_matches('#');
    let joint = if rest.starts_with(['=', '[']) { "" } else { "." };
    part.subject = Subject::from(format!("{place}{joint}{rest}"));
    part.parts = part.parts.iter().map(|inner| under(place, shared, inner)).collect();
    part
}

/// Returns the types of an edit that gives a part a type with another name.
fn other_name(edit: &Edit) -> Option<(&str, &str)> {
    let Action::Changed(Facet::Type, Some(Fact::Text(before)), Some(Fact::Text(after))) = &edit.action else {
        return None;
    };
    usage::named(before).chain(usage::named(after)).next().map(|_| (&**before, &**after))
}

/// Returns the part of a tree with a subject.
fn find<'n>(node: &'n Node, subject: &Subject) -> Option<&'n Node> {
    if node.subject == *subject {
        return Some(node);
    }
    node.parts.iter().find_map(|part| find(part, subject))
}

impl Trees<'_> {
    /// Compares the content of the two types where a part has a type with another name.
    pub(super) fn expand(&self, edits: Vec<Edit>) -> (Vec<Edit>, Behind) {
        let mut behind = Behind { renamed: self.renamed_types(&edits), ..Behind::default() };
        let find =
            |subject: &Subject| Some((*self.old.parts.get(subject.as_str())?, *self.new.parts.get(subject.as_str())?));
        let all = self.with_content(edits, find, &mut Vec::new(), &mut behind);
        (all, behind)
    }

    /// Returns edits, each that gives a part a type with another name followed by those between the contents of both.
    /// `around` has the pairs of types in whose content the edits are: a type may contain itself.
    fn with_content<'n>(
        &self,
        edits: Vec<Edit>,
        find: impl Fn(&Subject) -> Option<(&'n Node, &'n Node)>,
        around: &mut Vec<(String, String)>,
        behind: &mut Behind,
    ) -> Vec<Edit> {
        let (mut all, mut renamed) = (Vec::new(), HashSet::new());
        let mut whole: Option<Subject> = None;
        for edit in edits {
            // Edits come after those of the part around them.
            if whole.as_ref().is_some_and(|whole| edit.subject != *whole && edit.subject.is_within(whole)) {
                continue;
            }
            if is_child(&edit, &renamed) {
                continue;
            }
            let types = other_name(&edit).map(|(before, after)| (before.to_owned(), after.to_owned()));
            let nodes = types.as_ref().and_then(|_| find(&edit.subject));
            let subject = edit.subject.clone();
            all.push(edit);
            let (Some((before, after)), Some((old, new))) = (types, nodes) else { continue };
            // Changes inside a renamed type are reported once, with the type.
            let named = replaced(&before, |name| behind.renamed.get(name).map(String::as_str));
            if named == after || is_spelled_alike(&before, &after) {
                let same = Fact::from(after.as_str());
                behind.meanings.insert(subject.clone(), (same.clone(), same));
                renamed.insert(subject);
                continue;
            }
            whole = Some(subject);
            let pair = (before, after);
            if !around.contains(&pair) {
                around.push(pair);
                all.extend(self.content(old, new, around, behind));
                around.pop();
            }
        }
        all
    }

    /// Returns the edits between the contents of the types of a part.
    fn content(&self, old: &Node, new: &Node, around: &mut Vec<(String, String)>, behind: &mut Behind) -> Vec<Edit> {
        let subject = new.subject.clone();
        let (old, new) = (self.old.expanded(old), self.new.expanded(new));
        Behind::note(&mut behind.parts.0, &old);
        Behind::note(&mut behind.parts.1, &new);
        let ty = |node: &Node| node.fact(Facet::Type).cloned().unwrap_or_else(|| Fact::from(Json::Null));
        behind.meanings.insert(subject.clone(), (ty(&old), ty(&new)));
        behind.list(&old, |listed| listed.0 = true);
        behind.list(&new, |listed| listed.1 = true);
        let inner = edit::edits(&old, &new).into_iter().filter(|inner| is_fact(inner, &subject)).collect();
        let find = |subject: &Subject| Some((find(&old, subject)?, find(&new, subject)?));
        self.with_content(inner, find, around, behind)
    }

    /// Returns the former names of renamed shared types, each with the new one.
    fn renamed_types(&self, edits: &[Edit]) -> HashMap<String, String> {
        let came_or_went =
            |edit: &&Edit| edit.kind == Kind::Type && matches!(edit.action, Action::Added(..) | Action::Removed(..));
        let types: Vec<Change> = edits.iter().filter(came_or_went).map(|edit| self.change(edit)).collect();
        let name = |node: &Option<Arc<Node>>| node.as_ref().map(|node| node.name.clone());
        let pairs = rename::pairs(&types).into_iter();
        pairs.filter_map(|(gone, (came, _))| Some((name(&types[gone].old)?, name(&types[came].new)?))).collect()
    }
}

/// Returns true if an edit between two expanded types is about the API, and not about our words, the place or the
/// type's own name.
fn is_fact(edit: &Edit, of: &Subject) -> bool {
    match &edit.action {
        Action::Moved(..) | Action::Reordered(..) => false,
        Action::Changed(Facet::Type, ..) => edit.subject != *of,
        Action::Changed(facet, ..) => !facet.is_text() && *facet != Facet::Rust && edit.subject != *of,
        Action::Added(..) | Action::Removed(..) => true,
    }
}

/// Returns true if a part came or went with the content of a type.
fn is_child(edit: &Edit, inside: &HashSet<Subject>) -> bool {
    inside.contains(&edit.parent) && matches!(edit.action, Action::Added(..) | Action::Removed(..))
}
