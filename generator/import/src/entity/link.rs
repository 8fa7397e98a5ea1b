//! Links of the pages from a place without a description to the page that has it.

use std::collections::HashMap;

use crate::entity::family::fits;
use crate::entity::place::{Part, Place, answered, for_each_inside};
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
                for_each_inside(result, &mut Vec::new(), &mut |field, path| {
                    index.add(&facts.docs, field, (method, Part::Result), path);
                });
            }
            for param in &facts.params {
                for_each_inside(param, &mut vec![&param.name], &mut |field, path| {
                    index.add(&facts.docs, field, (method, Part::Params), path);
                });
            }
        }
        index
    }

    fn add(&mut self, page: &str, field: &Field, (method, part): (usize, Part), path: &[&str]) {
        for anchor in &field.anchors {
            let key = (page.to_owned(), anchor.to_lowercase());
            self.by_anchor.entry(key).or_insert_with(|| Place::of(method, part, path));
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
            for_each_inside(result, &mut Vec::new(), &mut |field, path| {
                let is_described = field.fields.iter().any(|inner| !inner.is_observed);
                if !field.leads.is_empty() && !is_described {
                    visit(Place::of(method, Part::Result, path), field);
                }
            });
        }
    }
}
