//! The description around a change: what it said of its method on either side.

use bitrix24_schema::Subject;

use crate::tree::{Facet, Fact, Kind, Node};
use crate::verdict::{Ground, Said};

/// Returns the descriptions around any part of a method.
pub(super) fn of(old: &Node, new: Option<&Node>) -> Ground {
    let (had, has) = (has_params(old), new.is_none_or(has_params));
    Ground {
        old: said(old),
        new: new.map_or(Said::Fully, said),
        has_marks: old.parts.iter().filter(|part| part.kind == Kind::Param).any(is_marked_within),
        is_without_table: had && !has,
        ..Ground::default()
    }
}

/// Returns true if an error of a method names a parameter or a field: `FILE_ID_EMPTY`, or `Could not find value for
/// parameter {taskId}`.
pub(super) fn is_in_error(method: &Node, kind: Kind, subject: &Subject) -> bool {
    /// A shorter name is a word of many messages.
    const MIN: usize = 4;
    let is_field = method.kind == Kind::Method && matches!(kind, Kind::Param | Kind::Field);
    let Some(name) = subject.part().and_then(|part| part.rsplit('.').next()) else { return false };
    let names_it = |error: &Node| {
        let is_edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        error.name.match_indices(name).any(|(at, _)| {
            is_edge(error.name[..at].chars().next_back()) && is_edge(error.name[at + name.len()..].chars().next())
        })
    };
    is_field && name.len() >= MIN && method.parts.iter().filter(|part| part.kind == Kind::Error).any(names_it)
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
    part.fact(Facet::Required) == Some(&Fact::Flag(true))
}

pub(super) fn is_marked_within(part: &Node) -> bool {
    is_marked(part) || part.parts.iter().any(is_marked_within)
}
