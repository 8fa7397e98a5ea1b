//! Walks through a result beside its type.

use bitrix24_schema::Model;
use bitrix24_schema::model::{Enum, Field, Item, ItemRef, Method, Object, Type};
use serde_json::{Map, Value};

use super::finding::{Finding, Kind};
use super::seen::Seen;

/// The largest depth of an answer that is compared.
const DEPTH: usize = 40;

/// The largest number of findings that are kept: many rows differ alike.
const MOST: usize = 20_000;

/// A place in the answer and in the schema.
#[derive(Clone)]
struct Place<'m> {
    path: String,
    /// The items that local references are to.
    items: &'m [Item],
    file: &'m str,
    at: String,
    is_short: bool,
    told: &'m str,
    is_open: bool,
    depth: usize,
}

pub(super) struct Walk<'m> {
    model: &'m Model,
    method: &'m Method,
    pub(super) found: Vec<Finding>,
}

impl<'m> Walk<'m> {
    pub(super) fn new(model: &'m Model, method: &'m Method) -> Self {
        Walk { model, method, found: Vec::new() }
    }

    pub(super) fn result(&mut self, result: &Value) {
        let place = Place {
            path: "result".to_owned(),
            items: &self.method.items,
            file: &self.method.file,
            at: "result".to_owned(),
            is_short: false,
            told: "another type",
            is_open: false,
            depth: 0,
        };
        self.value(&self.method.result, result, &place);
    }

    fn value(&mut self, ty: &Type, value: &Value, place: &Place<'m>) {
        if place.depth > DEPTH || is_nothing(value) {
            return;
        }
        match (ty, value) {
            (Type::Nullable(inner), _) => self.value(inner, value, place),
            (Type::OneOrMany(inner), Value::Array(items)) => self.each(inner, items.iter(), place, "[]"),
            (Type::OneOrMany(inner), _) => self.value(inner, value, place),
            (Type::List(inner), Value::Array(items)) => self.each(inner, items.iter(), place, "[]"),
            // Lists are maps at times, by the identifiers of their items.
            (Type::List(inner), Value::Object(map)) if map.keys().all(|key| is_data(key)) => {
                self.each(inner, map.values(), place, "[]");
            }
            (Type::Map(inner), Value::Object(map)) => self.each(inner, map.values(), place, ".*"),
            (Type::Map(inner), Value::Array(items)) => self.each(inner, items.iter(), place, ".*"),
            (Type::Item(item), _) => self.item(*item, value, place),
            (ty, value) if fits(ty, value) => {}
            (_, value) => self.report(Kind::Misfit, value, place),
        }
    }

    fn each<'v>(&mut self, ty: &Type, values: impl Iterator<Item = &'v Value>, place: &Place<'m>, step: &str) {
        let path = format!("{}{step}", place.path);
        let inner = Place { path, depth: place.depth + 1, ..place.clone() };
        values.for_each(|value| self.value(ty, value, &inner));
    }

    fn item(&mut self, item: ItemRef, value: &Value, place: &Place<'m>) {
        let (item, place) = match item {
            ItemRef::Local(index) => (place.items.get(index), place.clone()),
            ItemRef::Shared(index) => {
                let Some(shared) = self.model.types.get(index) else { return };
                let place = Place { items: &shared.items, file: &shared.file, at: String::new(), ..place.clone() };
                (shared.items.first(), place)
            }
        };
        match (item, value) {
            (Some(Item::Object(object)), Value::Object(map)) => self.object(object, map, &place),
            (Some(Item::Enum(list)), _) => self.listed(list, value, &place),
            (Some(Item::Union(union)), _) => {
                let fitting = union.options.iter().find(|(_, ty)| self.may_be(ty, value, &place));
                match fitting {
                    Some((_, ty)) => self.value(ty, value, &place),
                    None => self.report(Kind::Misfit, value, &place),
                }
            }
            (Some(_), _) => self.report(Kind::Misfit, value, &place),
            (None, _) => {}
        }
    }

    fn object(&mut self, object: &'m Object, map: &Map<String, Value>, place: &Place<'m>) {
        for (key, value) in map {
            let exact = object.fields.iter().find(|field| field.pattern.is_none() && field.name.wire == *key);
            let field = exact.or_else(|| object.fields.iter().find(|field| is_of_pattern(field, key)));
            let inner = self.inside(place, key, field);
            match field {
                Some(field) => self.value(&field.ty, value, &inner),
                None => self.report(Kind::Unknown, value, &inner),
            }
        }
        let missing = object.fields.iter().filter(|field| field.required == Some(true) && field.pattern.is_none());
        for field in missing.filter(|field| !map.contains_key(&field.name.wire)) {
            let inner = self.inside(place, &field.name.wire, Some(field));
            self.report(Kind::Missing, &Value::Null, &inner);
        }
    }

    fn inside(&self, place: &Place<'m>, key: &str, field: Option<&'m Field>) -> Place<'m> {
        // A key may be data, which is not told.
        let shown = if is_data(key) { "*" } else { key };
        let name = field.map_or(shown, |field| field.name.wire.as_str());
        let at = if place.at.is_empty() { format!("fields/{name}") } else { format!("{}/fields/{name}", place.at) };
        Place {
            path: format!("{}.{shown}", place.path),
            at,
            is_short: field.is_some_and(is_short),
            told: field.map_or("", |field| field.written.as_str()),
            is_open: field.is_some_and(|field| field.open),
            depth: place.depth + 1,
            ..place.clone()
        }
    }

    fn listed(&mut self, list: &Enum, value: &Value, place: &Place<'m>) {
        let text = match value {
            Value::String(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            Value::Bool(flag) => flag.to_string(),
            _ => return self.report(Kind::Misfit, value, place),
        };
        if !place.is_open && !list.values.iter().any(|known| known.name.wire == text) {
            self.report(Kind::UnknownValue, value, place);
        }
    }

    /// Returns true if a value may be of a type, by its outermost form.
    fn may_be(&self, ty: &Type, value: &Value, place: &Place<'m>) -> bool {
        match ty.some() {
            Type::List(_) => value.is_array(),
            Type::Map(_) => value.is_object(),
            Type::OneOrMany(inner) => value.is_array() || self.may_be(inner, value, place),
            Type::Item(ItemRef::Local(index)) => self.is_form_of(place.items.get(*index), value),
            Type::Item(ItemRef::Shared(index)) => {
                self.is_form_of(self.model.types.get(*index).and_then(|shared| shared.items.first()), value)
            }
            ty => fits(ty, value),
        }
    }

    fn is_form_of(&self, item: Option<&Item>, value: &Value) -> bool {
        match item {
            Some(Item::Object(_)) => value.is_object(),
            Some(Item::Enum(_)) => !value.is_object() && !value.is_array(),
            Some(Item::Union(_)) | None => true,
        }
    }

    fn report(&mut self, kind: Kind, value: &Value, place: &Place<'m>) {
        if self.found.len() >= MOST {
            return;
        }
        let told = Some(place.told.to_owned()).filter(|told| !told.is_empty());
        let (path, file, at) = (place.path.clone(), place.file.to_owned(), place.at.clone());
        self.found.push(Finding { path, kind, told, seen: Seen::of(value), file, at, is_short: place.is_short });
    }
}

/// Returns true for what servers write for nothing.
fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => false,
    }
}

/// Returns true for a key that is no name of a field: a number, an address, a text.
fn is_data(key: &str) -> bool {
    let is_name = |char: char| char.is_ascii_alphanumeric() || matches!(char, '_' | '.' | '-');
    !key.starts_with(|char: char| char.is_ascii_alphabetic() || char == '_')
        || !key.chars().all(is_name)
        || key.len() > 80
}

fn is_of_pattern(field: &Field, key: &str) -> bool {
    let fits = |(before, after): &(String, String)| {
        key.len() > before.len() + after.len() && key.starts_with(before.as_str()) && key.ends_with(after.as_str())
    };
    field.pattern.as_ref().is_some_and(fits)
}

/// Returns true for a value that is read as one of this type, as tolerant as the client is.
fn fits(ty: &Type, value: &Value) -> bool {
    let is_number = || match value {
        Value::Number(_) => true,
        Value::String(text) => text.trim().parse::<f64>().is_ok(),
        _ => false,
    };
    let is_single = || matches!(value, Value::String(_) | Value::Number(_));
    match ty {
        Type::Integer | Type::Double | Type::Timestamp => is_number(),
        Type::String => is_single() || value.is_boolean(),
        Type::Boolean(_) => match value {
            Value::Bool(_) => true,
            Value::Number(number) => matches!(number.as_i64(), Some(0 | 1)),
            Value::String(text) => matches!(text.as_str(), "Y" | "N" | "1" | "0" | "true" | "false"),
            _ => false,
        },
        Type::Date | Type::DateTime => {
            value.as_str().is_some_and(|text| text.bytes().any(|byte| byte.is_ascii_digit()))
        }
        Type::Time => value.is_object(),
        Type::Id(_) | Type::Money | Type::Address | Type::CrmLink => is_single(),
        Type::List(_) => value.is_array(),
        Type::Map(_) => value.is_object(),
        Type::Null => value.is_null(),
        _ => true,
    }
}

/// Returns true if a field has nothing but its type to be written.
fn is_short(field: &Field) -> bool {
    let has_inner = matches!(field.ty.some(), Type::Item(ItemRef::Local(_)));
    // Descriptions are in files of their own.
    let has_words = field.default.is_some() || field.deprecated.is_some() || field.unit.is_some();
    let has_values = !field.values.is_empty() || !field.keys.is_empty() || field.open || field.characters.is_some();
    let has_marks = field.writable.is_some() || field.observed || !field.variants.is_empty();
    let has_limits = field.limits != Default::default() || field.availability != Default::default();
    !(has_inner || has_words || has_values || has_marks || has_limits || field.names.is_some())
}
