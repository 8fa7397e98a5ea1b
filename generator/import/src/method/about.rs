//! The fields of a thing, as `crm.deal.fields` and the like tell them: by rows, and by the types in the example.

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
            if fields.iter().all(|own| own.name != field.name) {
                fields.push(field);
            }
        }
    }
    fields
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
    let is_many = ["isMultiple", "IS_MULTIPLE"].iter().any(|key| described.get(key) == Some(&Value::Bool(true)));
    let ty = if is_many && !matches!(ty, Ty::List(_) | Ty::Array) { Ty::list(ty) } else { ty };
    Field { name: key.to_owned(), ty, is_observed: true, ..Field::default() }
}
