//! The fields of a thing, as `crm.deal.fields` and the like tell them: by rows, and by the types in the example.

use bitrix24_schema::raw::Writable;
use serde_json::{Map, Value};

use crate::examples::{self, Answer};
use crate::facts::ty::Ty;
use crate::facts::{Field, names};
use crate::fields::Reader;
use crate::fields::types::Meaning;
use crate::page::cell::Token;

/// The largest number of objects around the fields.
const MAX_AROUND: usize = 2;

/// Returns true if a method tells about the fields of a thing.
pub(crate) fn is_about(name: &str) -> bool {
    let last = name.rsplit('.').next().unwrap_or_default().to_lowercase().replace('_', "");
    matches!(last.as_str(), "fields" | "getfields")
}

/// Returns the fields that the method tells about.
pub(crate) fn read(reader: &mut Reader<'_, '_>, name: &str, answers: &[Answer]) -> Vec<Field> {
    if !is_about(name) {
        return Vec::new();
    }
    let mut fields = std::mem::take(&mut reader.about);
    for json in answers.iter().filter_map(|answer| answer.json.as_ref()) {
        for (key, described) in described(examples::result(json), 0).into_iter().flatten() {
            let field = field(reader, key, described);
            match fields.iter_mut().find(|own| own.name == field.name) {
                Some(row) => complete(row, field),
                None => fields.push(field),
            }
        }
    }
    fields
}

/// Returns the rows of a page that shows no answer, and takes them from its result: they are the fields of the thing, and
/// not those of the answer, which describes each of them.
pub(crate) fn without_answer(name: &str, answers: &[Answer], result: &mut Option<Field>) -> Vec<Field> {
    let is_shown = answers.iter().any(|answer| answer.json.is_some());
    let is_flat = |field: &Field| field.fields.len() > 1 && field.fields.iter().all(|inner| inner.fields.is_empty());
    let taken = result.take_if(|field| is_about(name) && !is_shown && is_flat(field));
    taken.map(|field| field.fields).unwrap_or_default()
}

/// Completes a row by what only the example has: that there may be several values, and that it cannot be written.
fn complete(row: &mut Field, shown: Field) {
    row.writable = shown.writable;
    if matches!(shown.ty, Ty::List(_)) && matches!(row.ty, Ty::Name(_) | Ty::Shared(_)) {
        row.ty = Ty::list(std::mem::take(&mut row.ty));
    }
}

/// Returns the object whose entries each have the type of a field.
fn described(value: &Value, depth: usize) -> Option<&Map<String, Value>> {
    let entries = value.as_object()?;
    let typed = entries.values().filter(|entry| type_of(entry).is_some()).count();
    if typed > 1 && typed * 3 >= entries.len() * 2 {
        return Some(entries);
    }
    let mut inner = entries.values().filter(|_| depth < MAX_AROUND);
    inner.find_map(|entry| described(entry, depth + 1))
}

fn type_of(entry: &Value) -> Option<&str> {
    entry.get("type").or_else(|| entry.get("TYPE"))?.as_str()
}

fn field(reader: &Reader<'_, '_>, key: &str, described: &Value) -> Field {
    let token = Token { text: type_of(described).unwrap_or_default(), target: None };
    let ty = match reader.registry.meaning(&token, reader.page.path) {
        Meaning::Known(ty) => ty,
        Meaning::ObjectOrId(_, id) if names::names_id(key) => Ty::Name(id),
        Meaning::ObjectOrId(shared, _) => Ty::Shared(shared),
        Meaning::Local | Meaning::Unknown => Ty::Any,
    };
    let is = |key: &str| described.get(key).is_some_and(|value| matches!(value, Value::Bool(true)) || value == "Y");
    let is_many = is("isMultiple") || is("IS_MULTIPLE");
    let writable = match () {
        () if is("isReadOnly") || is("readOnly") => Some(Writable::Never),
        () if is("isImmutable") || is("immutable") => Some(Writable::Once),
        () => None,
    };
    let ty = if is_many && !matches!(ty, Ty::List(_) | Ty::Array) { Ty::list(ty) } else { ty };
    let values = described.get("values").and_then(Value::as_object).filter(|_| type_of(described) == Some("enum"));
    let values: Vec<String> = values.into_iter().flat_map(|values| values.keys().cloned()).collect();
    // The type of a custom field is that of one value, and there may be many.
    let is_untold =
        key.starts_with("UF_") && !["isMultiple", "IS_MULTIPLE"].iter().any(|key| described.get(key).is_some());
    let ty = match () {
        () if is_untold => Ty::Any,
        () if values.is_empty() => ty,
        () => Ty::name("string"),
    };
    Field {
        name: names::pattern_of(key).unwrap_or_else(|| key.to_owned()),
        ty,
        values,
        writable,
        is_observed: true,
        ..Field::default()
    }
}
