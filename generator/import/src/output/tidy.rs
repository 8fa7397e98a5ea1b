//! The last changes of facts before they are written: a fact that the schema cannot express is changed or dropped.

use std::collections::BTreeMap;

use bitrix24_schema::parallel;

use crate::collect::Collected;
use crate::facts::ty::Ty;
use crate::facts::{Event, Field, Method, Shared};
use crate::page::text::distinct;
use crate::vocabulary as words;

/// The largest number of shared types inside each other.
const MAX_SHARED: usize = 3;

pub(crate) fn method(method: &mut Method) {
    fields(&mut method.params);
    if let Some(result) = &mut method.result {
        field(result);
        // A list is read in parts, and an empty one is nothing.
        if method.pager.is_none() {
            or_nothing(result);
        }
        whole(result);
    }
}

pub(crate) fn event(event: &mut Event) {
    if let Some(data) = &mut event.data {
        field(data);
        whole(data);
    }
}

/// Drops what a whole result, or all data of an event, cannot have.
fn whole(whole: &mut Field) {
    whole.fields.iter_mut().for_each(or_nothing_inside);
    // The fields of a result show if it is only in an example.
    whole.is_observed = false;
    whole.default = None;
    whole.limits = Default::default();
}

/// Keeps of what errors are about the names that their method takes: a page may show a value or a key of the answer.
pub(crate) fn errors(collected: &mut Collected) {
    let types: BTreeMap<&str, &[Field]> =
        collected.types.iter().map(|shared| (shared.name.as_str(), shared.fields.as_slice())).collect();
    parallel::each(&mut collected.methods, |method| {
        if method.errors.iter().all(|error| error.of.is_empty()) {
            return;
        }
        let mut names: BTreeMap<String, String> = BTreeMap::new();
        take_names(&method.params, &types, &mut names, MAX_SHARED);
        let known = |name: &String| {
            let is_path = name.contains(['.', '[']);
            match names.get(&bare(name)).filter(|_| !is_path) {
                Some(own) => Some(own.clone()),
                None => {
                    let mut parts = name.split(['.', '[', ']']).filter(|part| !part.is_empty());
                    let is_known = |part: &str| names.contains_key(&bare(part)) || part.starts_with("UF_");
                    parts.all(is_known).then(|| name.clone())
                }
            }
        };
        for error in &mut method.errors {
            error.of = distinct(error.of.iter().filter_map(known).collect());
        }
    });
}

/// Returns a name by which another spelling of it is found: `GROUP_ID` is `groupId`.
fn bare(name: &str) -> String {
    name.chars().filter(|c| *c != '_').flat_map(char::to_lowercase).collect()
}

/// Collects the names of fields by their bare ones, those of shared types and keys included. The outer ones come first.
fn take_names(fields: &[Field], types: &BTreeMap<&str, &[Field]>, names: &mut BTreeMap<String, String>, depth: usize) {
    for field in fields {
        let own = [&field.name].into_iter().chain(&field.keys);
        own.for_each(|name| _ = names.entry(bare(name)).or_insert_with(|| name.clone()));
        take_names(&field.fields, types, names, depth);
        let mut shared: Vec<String> = field.names.iter().cloned().collect();
        field.ty.for_each_shared(&mut |name| shared.push(name.to_owned()));
        for name in shared.iter().filter(|_| depth > 0) {
            take_names(types.get(name.as_str()).copied().unwrap_or_default(), types, names, depth - 1);
        }
    }
}

/// Lets a value be `null` whose description says so.
fn or_nothing(field: &mut Field) {
    if field.may_be_nothing && field.ty.is_known() && !may_be_null(&field.ty) {
        field.ty = Ty::nullable(std::mem::take(&mut field.ty));
    }
}

/// Lets a field of an answer be `null`, and all fields inside it.
fn or_nothing_inside(field: &mut Field) {
    or_nothing(field);
    field.fields.iter_mut().for_each(or_nothing_inside);
}

fn may_be_null(ty: &Ty) -> bool {
    match ty {
        Ty::Nullable(_) => true,
        Ty::OneOf(types) => types.iter().any(may_be_null),
        ty => ty.is("null"),
    }
}

pub(crate) fn shared(shared: &mut Shared) {
    fields(&mut shared.fields);
    shared.fields.iter_mut().for_each(or_nothing_inside);
}

fn fields(list: &mut Vec<Field>) {
    list.iter_mut().for_each(field);
    list.retain(|field| !field.name.is_empty());
}

fn field(field: &mut Field) {
    entries_of_a_map(field);
    texts_by_language(field);
    fields(&mut field.fields);
    for list in [&mut field.values, &mut field.keys, &mut field.operators, &mut field.variants] {
        let mut seen = Vec::new();
        list.retain(|value| {
            let is_new = !seen.contains(value);
            seen.push(value.clone());
            is_new
        });
    }
    if !field.fields.is_empty() || !is_open(&field.ty) {
        field.keys.clear();
    }
    if !field.fields.is_empty() && !field.ty.has_object() {
        field.fields.clear();
    }
}

/// Changes an object whose only field is any name, as `<selector>`, into a map.
fn entries_of_a_map(field: &mut Field) {
    let is_any = |inner: &Field| {
        inner.name.starts_with('<') && inner.name.ends_with('>') && inner.name.matches('<').count() == 1
    };
    let Some(at) = field.fields.iter().position(is_any) else { return };
    let entry = field.fields.swap_remove(at);
    if field.fields.is_empty() {
        replace_object(&mut field.ty, &Ty::map(entry.ty));
        field.fields = entry.fields;
    } else {
        // Beside others: a map with some known keys.
        let is_one = field.fields.iter().all(|other| other.ty == entry.ty);
        field.fields.sort_by_key(|field| field.line);
        field.keys = field.fields.drain(..).map(|field| field.name).collect();
        let inner = if is_one && !entry.ty.has_object() { entry.ty } else { Ty::Any };
        replace_object(&mut field.ty, &Ty::map(inner));
    }
}

/// Changes an object whose fields are languages into a map: an example shows some of them.
fn texts_by_language(field: &mut Field) {
    let is_language = |inner: &Field| words::LANGUAGES.contains(&inner.name.as_str());
    // `id` and `in` alone are other words.
    let is_sure = |inner: &Field| matches!(inner.name.as_str(), "de" | "en" | "ru");
    if !field.fields.iter().all(is_language) || !field.fields.iter().any(is_sure) || !field.ty.has_object() {
        return;
    }
    let text = field.fields.swap_remove(0);
    replace_object(&mut field.ty, &Ty::map(text.ty));
    field.fields = text.fields;
}

fn replace_object(ty: &mut Ty, with: &Ty) {
    match ty {
        Ty::Object => *ty = with.clone(),
        Ty::List(inner) | Ty::Map(inner) | Ty::Nullable(inner) => replace_object(inner, with),
        Ty::OneOf(types) => types.iter_mut().for_each(|ty| replace_object(ty, with)),
        _ => {}
    }
}

/// Returns true if the keys of a type are data, or not described.
fn is_open(ty: &Ty) -> bool {
    match ty {
        Ty::Object | Ty::Map(_) => true,
        Ty::Nullable(inner) => is_open(inner),
        _ => false,
    }
}
