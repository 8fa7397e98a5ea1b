//! The fields of a shared type that a parameter takes, or names.

use std::collections::HashMap;

use super::context::Resolver;
use super::mark::split_mark;
use super::place::{Place, written};
use crate::diagnostic::Finding;
use crate::model::{ItemRef, Taken, Type};
use crate::raw;

/// Returns the taken fields in the order of the type. Names that the type does not have are reported.
pub(super) fn read(cx: &mut Resolver<'_>, body: &raw::FieldBody, ty: &Type, here: &Place) -> Vec<Taken> {
    if body.takes.is_empty() {
        if body.defaults.is_some() {
            let message = "`defaults` is for the fields in `takes`, and there are none";
            let finding = Finding::new("bad-type", here.key_of("defaults"), message);
            cx.report(finding.help("give each field its `default`, or list them in `takes`").given(&["takes"]));
        }
        return Vec::new();
    }
    let Some(fields) = fields(cx, ty) else {
        let message = format!("`takes` is for a shared type, and this is `{}`", written(body));
        let help =
            "give it a type that a file below `types/` describes with `fields`, or list its parts under `fields`";
        cx.report(Finding::new("bad-type", here.key_of("takes"), message).help(help).given(&["type", "fields"]));
        return Vec::new();
    };
    let places: HashMap<&str, usize> = fields.iter().enumerate().map(|(place, name)| (*name, place)).collect();
    let mut first_of: HashMap<&str, usize> = HashMap::new();
    let mut taken: Vec<(usize, Taken)> = Vec::new();
    for (index, written) in body.takes.iter().enumerate() {
        let (name, required) = split_mark(written);
        let at = here.item("takes", index);
        let Some(place) = places.get(name).copied() else {
            let near = cx.guesses.nearest(name, fields.iter().copied());
            let help = near.map_or_else(
                || "add it to the fields of the type, or take it out".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            cx.report(Finding::new("unknown-field", at, format!("the type has no field `{name}`")).help(help));
            continue;
        };
        let first = *first_of.entry(name).or_insert(index);
        if first < index {
            let finding = Finding::new("duplicate-value", at, format!("the field `{name}` is listed twice"));
            cx.report(finding.related(here.item("takes", first), "first here").help("keep one of the two"));
            continue;
        }
        taken.push((place, Taken { name: name.to_owned(), required, default: None }));
    }
    defaults(cx, body, here, &mut taken);
    taken.sort_by_key(|(place, _)| *place);
    taken.into_iter().map(|(_, taken)| taken).collect()
}

/// Returns the shared type whose fields a value names. Another one is reported.
pub(super) fn names(cx: &mut Resolver<'_>, body: &raw::FieldBody, here: &Place) -> Option<usize> {
    let name = body.names.as_ref()?;
    let known = cx.types.get(name.as_str()).copied();
    if let Some(index) = known.filter(|index| cx.fields_of(*index).is_some()) {
        return Some(index);
    }
    let near = cx.guesses.nearest(name, cx.types.keys().map(|name| name.as_ref()));
    let help = near.map_or_else(|| "name a type with `fields`".to_owned(), |near| format!("did you mean `{near}`?"));
    cx.report(Finding::new("unknown-type", here.value("names"), format!("`{name}` is no type with fields")).help(help));
    None
}

/// Adds the defaults. Those of other names are reported.
fn defaults(cx: &mut Resolver<'_>, body: &raw::FieldBody, here: &Place, taken: &mut [(usize, Taken)]) {
    let places = taken.iter().enumerate().map(|(place, (_, taken))| (taken.name.clone(), place));
    let places: HashMap<String, usize> = places.collect();
    for (name, default) in body.defaults.iter().flat_map(|defaults| &defaults.0) {
        match places.get(name).and_then(|place| taken.get_mut(*place)) {
            Some((_, taken)) => taken.default = Some(default.clone()),
            None => {
                let message = format!("`{name}` has a default, and is none of the fields in `takes`");
                let finding = Finding::new("unknown-field", here.entry("defaults", name), message);
                cx.report(finding.help("add it to `takes`, or take it out").given(&["takes"]));
            }
        }
    }
}

/// Returns the names of the fields of the only shared type in a type.
fn fields<'r>(cx: &Resolver<'r>, ty: &Type) -> Option<Vec<&'r str>> {
    let mut found = Vec::new();
    ty.for_each_item(&mut |item| found.push(item));
    let [ItemRef::Shared(index)] = found.as_slice() else { return None };
    cx.fields_of(*index)
}
