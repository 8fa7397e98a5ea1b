//! The places of the parameters that page through a list: `offset`, `params.limit`, `PARAMS.NAV_PARAMS.iNumPage`.

use serde_json::{Map, Value};

use crate::catalogue::{Field, Fields, Shape};

pub(super) const OFFSET: &[&str] = &["offset"];
pub(super) const LAST_ID: &[&str] = &["lastid"];
pub(super) const PAGE: &[&str] = &["page", "inumpage", "pagenumber", "pagenum"];
pub(super) const SIZE: &[&str] = &["limit", "pagesize", "count", "perpage", "npagesize"];

/// Parameters with those of paging inside them.
const AROUND: &[&str] = &["params", "navparams", "nav", "navigation", "pagination"];

/// The largest number of parameters around one.
const MAX_AROUND: usize = 2;

/// A parameter, behind the names of those around it.
#[derive(Clone, Debug)]
pub(super) struct Place {
    path: Vec<&'static str>,
    /// The largest number that the server takes.
    pub(super) max: Option<f64>,
}

impl Place {
    /// Finds a documented parameter by its names, which are in small letters and without underscores.
    pub(super) fn find(fields: Fields, names: &[&str]) -> Option<Place> {
        below(fields, names, 0)
    }

    /// A parameter that is not documented.
    pub(super) fn named(name: &'static str) -> Place {
        Place { path: vec![name], max: None }
    }

    /// Returns the value of a request.
    pub(super) fn get<'p>(&self, params: &'p Map<String, Value>) -> Option<&'p Value> {
        let (first, rest) = self.path.split_first()?;
        rest.iter().try_fold(entry(params, first)?, |value, name| entry(value.as_object()?, name))
    }

    /// Puts a value into a request, under the names that the request has, if it has them.
    pub(super) fn put(&self, params: &mut Map<String, Value>, value: Value) {
        let Some((last, around)) = self.path.split_last() else { return };
        let mut map = params;
        for name in around {
            let key = spelled(map, name);
            let inner = map.entry(key).or_insert(Value::Null);
            // What is empty may be written as a list.
            if !inner.is_object() {
                *inner = Value::Object(Map::new());
            }
            let Value::Object(inner) = inner else { return };
            map = inner;
        }
        let key = spelled(map, last);
        map.insert(key, value);
    }
}

fn below(fields: Fields, names: &[&str], depth: usize) -> Option<Place> {
    let is = |field: &Field, names: &[&str]| names.contains(&plain(field.name).as_str());
    if let Some(field) = fields.find(|field| is(field, names)) {
        return Some(Place { path: vec![field.name], max: field.max });
    }
    if depth == MAX_AROUND {
        return None;
    }
    fields.iter().filter(|field| is(field, AROUND)).find_map(|around| {
        let Shape::Object(inside) = around.shape else { return None };
        let mut place = below(inside, names, depth + 1)?;
        place.path.insert(0, around.name);
        Some(place)
    })
}

fn plain(name: &str) -> String {
    name.replace('_', "").to_ascii_lowercase()
}

fn entry<'m>(map: &'m Map<String, Value>, name: &str) -> Option<&'m Value> {
    map.get(name).or_else(|| map.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value))
}

/// Returns the name as the request has it: the server takes names in any case.
fn spelled(map: &Map<String, Value>, name: &str) -> String {
    map.keys().find(|key| key.eq_ignore_ascii_case(name)).map_or(name, String::as_str).to_owned()
}
