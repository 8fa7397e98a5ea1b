//! The details of a method or a type, which its page shows.

use std::collections::BTreeMap;

use bitrix24_schema::graph;
use bitrix24_schema::model::{
    Api, ErrorEntry, Event, Field, Item, ItemRef, Method, Model, Page, Shared, Type, Writable,
};
use bitrix24_schema::shown;
use bitrix24_schema::written;
use serde_json::{Value, json};

use super::index::method_key;
use crate::scope::Scope;
use crate::{example, words};

/// The depth of objects inside of objects that a page shows.
const DEPTH: usize = 12;

/// Returns the details of a method.
pub(super) fn method(scope: Scope<'_>, method: &Method) -> Value {
    let path = match method.api {
        Api::V2 => "rest",
        Api::V3 => "rest/api",
    };
    json!({
        "path": path,
        "facts": facts(method),
        "old": words::instead(method).map(|text| shown::sentence(&text)),
        "docs": address(method.docs.as_ref()),
        "params": fields(scope, &method.params, true, 0),
        "result": json!([
            written::ty(scope.model, scope.items(), &method.result),
            method.result_doc.as_deref().map(shown::sentence),
            inside(scope, &method.result, None, false, 0),
        ]),
        "errors": method.errors.iter().map(error).collect::<Vec<_>>(),
        "example": if method.params.is_empty() { json!({}) } else { example::params(scope, method) },
        "answer": example::answer(scope, method),
        "rust": format!("bitrix24::{}", method.path()),
    })
}

fn facts(method: &Method) -> Vec<String> {
    words::method(method).iter().map(|fact| shown::sentence(fact)).collect()
}

fn address(page: Option<&Page>) -> Option<&str> {
    page.map(|page| page.url.as_str()).filter(|url| url.starts_with("https://") || url.starts_with("http://"))
}

/// Returns an error as a row: code, message, status, text.
fn error(entry: &ErrorEntry) -> Value {
    json!([entry.code, entry.message, entry.status, words::error(entry)])
}

/// Returns the details of an event.
pub(super) fn event(scope: Scope<'_>, event: &Event) -> Value {
    let facts = event.availability.told();
    let old = event.deprecated.as_ref().map(|old| match &old.instead {
        Some(instead) => format!("Deprecated: use `{instead}`."),
        None => "Deprecated.".to_owned(),
    });
    json!({
        "facts": facts.iter().map(|fact| shown::sentence(fact)).collect::<Vec<_>>(),
        "old": old,
        "docs": address(event.docs.as_ref()),
        "data": json!([
            written::ty(scope.model, scope.items(), &event.data),
            event.data_doc.as_deref().map(shown::sentence),
            inside(scope, &event.data, None, false, 0),
        ]),
    })
}

/// Returns the details of a shared type; `users` are the keys of the methods that have it.
pub(super) fn shared(scope: Scope<'_>, shared: &Shared, users: &[String]) -> Value {
    let (about, page, of) = match shared.items.first() {
        Some(Item::Object(object)) => (object.doc.as_deref(), object.docs.as_ref(), None),
        Some(Item::Enum(list)) => {
            (list.doc.as_deref(), list.docs.as_ref(), Some(written::ty(scope.model, scope.items(), &list.of)))
        }
        Some(Item::Union(union)) => {
            let names = union.options.iter().map(|(_, ty)| written::ty(scope.model, scope.items(), ty));
            (union.doc.as_deref(), None, Some(names.collect::<Vec<_>>().join(" | ")))
        }
        None => (None, None, None),
    };
    let values = match shared.items.first() {
        Some(Item::Enum(list)) => list.values.iter().map(|value| json!([value.name.wire, value.label])).collect(),
        _ => Vec::new(),
    };
    json!({
        "about": about.map(shown::sentence),
        "docs": address(page),
        "of": of,
        "values": values,
        "fields": item(scope, ItemRef::Local(0), None, false, 0),
        "users": users,
    })
}

/// Returns fields as rows: name, type, mark, texts, fields inside.
fn fields(scope: Scope<'_>, all: &[Field], is_sent: bool, depth: usize) -> Vec<Value> {
    all.iter().map(|one| field(scope, one, is_sent, depth)).collect()
}

fn field(scope: Scope<'_>, field: &Field, is_sent: bool, depth: usize) -> Value {
    let mark = match field.required {
        Some(true) => "required",
        // Of the fields inside of a parameter, nearly all are unknown.
        None if is_sent && depth == 0 => "perhaps",
        Some(false) | None => "",
    };
    let named = field.names.and_then(|index| scope.model.types.get(index));
    let named = named.map(|named| format!("the names are those of {}", words::code(&named.name)));
    let old = field.deprecated.as_ref().filter(|old| old.instead.is_none()).map(|_| "deprecated".to_owned());
    let notes = words::notes(field).into_iter().chain(words::rules(field)).chain(values(field)).chain(named).chain(old);
    let texts: Vec<String> = field.doc.iter().cloned().chain(notes).map(|text| shown::sentence(&text)).collect();
    let fields = inside(scope, &field.ty, Some(field), is_sent, depth + 1);
    json!([field.name.wire, field.written, mark, texts, fields])
}

/// Returns what other exports say by their types: values, keys, and that a field cannot be set.
fn values(field: &Field) -> Vec<String> {
    let has_labels = field.values.iter().any(|(_, label)| label.is_some());
    let values = (!field.values.is_empty() && !field.open && !has_labels)
        .then(|| format!("one of: {}", words::labelled(&field.values)));
    let keys = (!field.keys.is_empty()).then(|| format!("keys: {}", words::labelled(&field.keys)));
    let never = (field.writable == Some(Writable::Never)).then(|| "read-only".to_owned());
    values.into_iter().chain(keys).chain(never).collect()
}

/// Returns the fields of the objects in a type that have no page of their own, or of which only some are taken.
fn inside(scope: Scope<'_>, ty: &Type, field: Option<&Field>, is_sent: bool, depth: usize) -> Vec<Value> {
    let mut all = Vec::new();
    ty.for_each_item(&mut |item| {
        let is_taken = field.is_some_and(|field| !field.takes.is_empty());
        if depth < DEPTH && (matches!(item, ItemRef::Local(_)) || is_taken) {
            all.extend(self::item(scope, item, field, is_sent, depth));
        }
    });
    all
}

fn item(scope: Scope<'_>, item: ItemRef, by: Option<&Field>, is_sent: bool, depth: usize) -> Vec<Value> {
    let Some(found) = scope.find(item) else { return Vec::new() };
    match found.item {
        Item::Object(object) => match by.filter(|by| !by.takes.is_empty()) {
            Some(by) => {
                let taken: Vec<Field> = object.fields.iter().filter_map(|inner| by.takes(inner)).collect();
                // What a taken field takes itself is on the page of its type.
                fields(found.scope, &taken, is_sent, if depth == 0 { DEPTH } else { depth + DEPTH / 2 })
            }
            None => fields(found.scope, &object.fields, is_sent, depth),
        },
        Item::Union(union) => {
            union.options.iter().flat_map(|(_, ty)| inside(found.scope, ty, None, is_sent, depth + 1)).collect()
        }
        Item::Enum(_) => Vec::new(),
    }
}

/// Returns the keys of the methods that have each shared type, in themselves or in another type.
pub(super) fn uses(model: &Model) -> BTreeMap<usize, Vec<String>> {
    let mut uses: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for (index, method) in model.methods.iter().enumerate() {
        for shared in graph::shared_types(model, index) {
            uses.entry(shared).or_default().push(method_key(method));
        }
    }
    uses
}
