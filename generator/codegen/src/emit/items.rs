//! Types inside requests and results.

use super::{Scope, docs, enumeration, object, union};
use crate::model::{Item, Page};

/// An emitted type; `place` is where its owner keeps it.
pub(super) fn item(scope: Scope<'_>, item: &Item, place: usize) -> String {
    if let Some(twin) = scope.twin(place) {
        return docs::comment(&[doc(item)]) + &twin;
    }
    match item {
        Item::Object(object) => object::object(scope, object, place),
        Item::Enum(list) => enumeration::enumeration(scope, list),
        Item::Union(union) => union::union(scope, union),
    }
}

/// What a type is, where it belongs, and its page.
pub(super) fn item_doc(doc: Option<&String>, origin: &str, page: Option<&Page>) -> Vec<String> {
    let origin = format!("Part of `{origin}`");
    let mut lines = vec![doc.map_or_else(|| format!("{origin}."), |doc| docs::sentence(doc))];
    let facts: Vec<String> = doc.map(|_| origin).into_iter().chain(docs::page(page)).collect();
    if !facts.is_empty() {
        lines.extend([String::new(), facts.join(" · ")]);
    }
    lines
}

fn doc(item: &Item) -> String {
    let (doc, origin) = match item {
        Item::Object(object) => (&object.doc, &object.origin),
        Item::Enum(list) => (&list.doc, &list.origin),
        Item::Union(union) => (&union.doc, &union.origin),
    };
    let lines = item_doc(doc.as_ref(), origin, None);
    lines.into_iter().next().unwrap_or_default()
}
