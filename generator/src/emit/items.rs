//! Types inside requests and results.

use proc_macro2::TokenStream;

use super::{Scope, docs, enumeration, object, union};
use crate::model::{Item, Page};

/// An emitted type; `place` is where its owner keeps it.
pub(super) fn item(scope: Scope<'_>, item: &Item, place: usize) -> TokenStream {
    match item {
        Item::Object(object) => object::object(scope, object, place),
        Item::Enum(list) => enumeration::enumeration(list),
        Item::Union(union) => union::union(scope, union),
    }
}

/// What a type is, where it belongs, and its page.
pub(super) fn item_doc(doc: Option<&String>, origin: &str, page: Option<&Page>) -> Vec<String> {
    let origin = format!("Part of `{origin}`");
    let mut lines = vec![doc.map_or_else(|| format!("{origin}."), |doc| docs::sentence(doc)), String::new()];
    let facts: Vec<String> = doc.map(|_| origin).into_iter().chain(docs::page(page)).collect();
    lines.push(facts.join(" · "));
    lines
}
