//! The description around a change: what it said of its method on either side.

use bitrix24_schema::Subject;
use serde_json::Value as Json;

use super::trees::{Side, Trees};
use crate::tree::{Facet, Kind, Node};
use crate::verdict::{Ground, Said};

impl Trees<'_> {
    /// Returns the description around a part; that of a shared type is taken as complete, and so is that of
    /// an event, unless its schema describes none.
    pub(super) fn ground(&self, subject: &Subject) -> Ground {
        if let Some(name) = subject.owner().strip_prefix("type:") {
            return Ground { is_other_thing: self.others.contains(name), ..Ground::default() };
        }
        if subject.owner().starts_with("event:") {
            let said = |side: &Side<'_>| if side.has_events { Said::Fully } else { Said::Draft };
            return Ground { old: said(&self.old), new: said(&self.new), ..Ground::default() };
        }
        let part = self.old.parts.get(subject.as_str());
        let (old, new) = self.owners(subject);
        Ground {
            holds_required: part.is_some_and(|part| part.parts.iter().any(is_marked_within)),
            ..of(old, new, subject)
        }
    }
}

/// Returns the description around a part of a method.
pub(super) fn of(old: Option<&Node>, new: Option<&Node>, subject: &Subject) -> Ground {
    let is_method = |node: &&Node| node.kind == Kind::Method;
    let (old, new) = (old.filter(is_method), new.filter(is_method));
    let Some(old) = old else { return Ground::default() };
    let (had, has) = (has_params(old), new.is_none_or(has_params));
    Ground {
        old: said(old),
        new: new.map_or(Said::Fully, said),
        has_marks: old.parts.iter().filter(|part| part.kind == Kind::Param).any(is_marked_within),
        is_without_table: had && !has,
        is_in_error: is_in_error(old, subject),
        ..Ground::default()
    }
}

/// Returns true if an error of a method names a part: `FILE_ID_EMPTY`, or `Could not find value for parameter {taskId}`.
fn is_in_error(method: &Node, subject: &Subject) -> bool {
    /// A shorter name is a word of many messages.
    const MIN: usize = 4;
    let Some(name) = subject.part().and_then(|part| part.rsplit('.').next()) else { return false };
    let names_it = |error: &Node| {
        let is_edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        error.name.match_indices(name).any(|(at, _)| {
            is_edge(error.name[..at].chars().next_back()) && is_edge(error.name[at + name.len()..].chars().next())
        })
    };
    name.len() >= MIN && method.parts.iter().filter(|part| part.kind == Kind::Error).any(names_it)
}

/// Returns the extent to which a method is described.
fn said(method: &Node) -> Said {
    let has_result = |part: &Node| {
        part.kind == Kind::Result && (!part.parts.is_empty() || part.text(Facet::Type).is_some_and(|ty| ty != "any"))
    };
    let mut params = method.parts.iter().filter(|part| part.kind == Kind::Param).peekable();
    let has_type = |part: &Node| !part.parts.is_empty() || part.text(Facet::Type).is_some_and(|ty| ty != "any");
    let is_untyped = params.peek().is_some() && !params.any(has_type);
    if is_untyped || !method.parts.iter().any(has_result) {
        Said::Draft
    } else if !method.parts.iter().any(|part| part.kind == Kind::Error) {
        Said::Partly
    } else {
        Said::Fully
    }
}

fn has_params(method: &Node) -> bool {
    method.parts.iter().any(|part| part.kind == Kind::Param)
}

fn is_marked(part: &Node) -> bool {
    part.fact(Facet::Required) == Some(&Json::Bool(true))
}

fn is_marked_within(part: &Node) -> bool {
    is_marked(part) || part.parts.iter().any(is_marked_within)
}
