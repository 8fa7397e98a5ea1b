//! Links of the pages from a place without a description to the page that has it.

use std::collections::HashMap;

use crate::entity::family::fits;
use crate::entity::place::{Part, Place, answered};
use crate::facts::{Field, Method};
use crate::method::about::is_about;

/// The places that a page describes under its headings.
pub(crate) struct Index {
    by_page: HashMap<String, usize>,
    by_anchor: HashMap<(String, String), Place>,
}

impl Index {
    pub(crate) fn of(methods: &[Method]) -> Index {
        let mut index = Index { by_page: HashMap::new(), by_anchor: HashMap::new() };
        for (method, facts) in methods.iter().enumerate() {
            index.by_page.insert(facts.docs.clone(), method);
            if let Some(result) = &facts.result {
                let place = Place { method, part: Part::Result, path: Vec::new() };
                index.add(&facts.docs, result, &place);
            }
            for param in &facts.params {
                let place = Place { method, part: Part::Params, path: vec![param.name.clone()] };
                index.add(&facts.docs, param, &place);
            }
        }
        index
    }

    fn add(&mut self, page: &str, field: &Field, place: &Place) {
        for anchor in &field.anchors {
            self.by_anchor.entry((page.to_owned(), anchor.to_lowercase())).or_insert_with(|| place.clone());
        }
        for inner in &field.fields {
            let path = place.path.iter().cloned().chain([inner.name.clone()]).collect();
            self.add(page, inner, &Place { path, ..place.clone() });
        }
    }

    /// Returns the place that the link of a field leads to, if what it describes can be the field. Where an example shows
    /// its names, they have to agree. Else a link to a method says only how to get more data, unless it is one of the
    /// same family, or leads to a heading about the same part: a whole result, or a part of one.
    pub(crate) fn target(&self, methods: &[Method], from: &Place, field: &Field) -> Option<Place> {
        field.leads.iter().find_map(|lead| {
            let page = lead.page.trim_end_matches(".md").to_owned();
            let place = if lead.anchor.is_empty() {
                // What tells about fields answers descriptions of them.
                let method = *self.by_page.get(&page).filter(|method| !is_about(&methods[**method].name))?;
                Place { method, part: Part::Result, path: answered(&methods[method], true)? }
            } else {
                self.by_anchor.get(&(page, lead.anchor.to_lowercase()))?.clone()
            };
            let described = place.field(methods)?;
            let is_told = !lead.anchor.is_empty() && from.path.is_empty() == place.path.is_empty();
            let is_it = match field.fields.as_slice() {
                [] => is_told || prefix(&methods[from.method]) == prefix(&methods[place.method]),
                own => fits(&described.fields, own),
            };
            (!described.fields.is_empty() && is_it).then_some(place)
        })
    }
}

fn prefix(method: &Method) -> Option<&str> {
    method.name.rsplit_once('.').map(|(prefix, _)| prefix)
}

/// Calls `visit` for every field of a result that has links and no description of its own.
pub(crate) fn for_each_open(methods: &[Method], visit: &mut dyn FnMut(Place, &Field)) {
    for (method, facts) in methods.iter().enumerate() {
        if let Some(result) = &facts.result {
            open(result, &Place { method, part: Part::Result, path: Vec::new() }, visit);
        }
    }
}

fn open(field: &Field, place: &Place, visit: &mut dyn FnMut(Place, &Field)) {
    let is_described = field.fields.iter().any(|inner| !inner.is_observed);
    if !field.leads.is_empty() && !is_described {
        visit(place.clone(), field);
    }
    for inner in &field.fields {
        let path = place.path.iter().cloned().chain([inner.name.clone()]).collect();
        open(inner, &Place { path, ..place.clone() }, visit);
    }
}
