//! Schemas of values as they are documented.

use bitrix24_schema::model::{BooleanForm, Enum, Field, FileForm, Item, ItemRef, Type, Union};
use bitrix24_schema::shown;
use serde_json::{Map, Value, json};

use super::{At, Schemas, any_of, map};
use crate::words;

/// An amount with its currency; an empty text clears a field.
const MONEY: &str = r"^([+-]?[0-9]*\.?[0-9]*([eE][+-]?[0-9]+)?(\|[\w-]*)?)$";

/// A link to a thing of the CRM; an empty text clears a field.
const LINK: &str = "^(([A-Za-z][A-Za-z0-9_]*_)?[0-9]+)?$";

impl<'m> Schemas<'m> {
    pub(super) fn exact(&mut self, at: At<'m>, ty: &'m Type, field: Option<&'m Field>) -> Map<String, Value> {
        match ty {
            Type::List(inner) => {
                let items = self.exact(At { is_item: true, ..at }, inner, field);
                let mut schema = map(json!({ "type": "array", "items": items }));
                if let Some(field) = field.filter(|_| !at.is_item) {
                    put(&mut schema, "minItems", field.limits.min_length.map(Value::from));
                    put(&mut schema, "maxItems", field.limits.max_length.map(Value::from));
                }
                schema
            }
            Type::Map(inner) => self.keyed(at, inner, field),
            Type::Nullable(inner) => {
                let schema = self.exact(at, inner, field);
                nullable(schema)
            }
            Type::OneOrMany(inner) => {
                let one = self.exact(at, inner, field);
                let schema = any_of(vec![one.clone().into(), json!({ "type": "array", "items": one })]);
                if one.contains_key("$ref") { self.derived(&one, "OrMany", schema.into()) } else { schema }
            }
            Type::Item(item) => self.exact_item(at, *item, field),
            Type::Id(_) => self.id(),
            Type::Time => self.time(at),
            Type::CrmLink => self.common("CrmLink", |_| {
                json!({ "description": "A thing of the CRM: `D_1` is the deal 1; an identifier alone in a field of one kind.",
                    "anyOf": [
                        { "type": "string", "pattern": LINK }, { "type": "integer", "format": "int64", "minimum": 0 },
                    ] })
            }),
            Type::File(FileForm::Custom) => self.custom_file("CustomFile", FileForm::Pair),
            Type::File(FileForm::CustomData) => self.custom_file("CustomFileData", FileForm::Data),
            ty => scalar(ty, field, at.is_item),
        }
    }

    fn id(&mut self) -> Map<String, Value> {
        self.common("Id", |_| {
            json!({ "description": "An identifier, as a number or as a text.", "anyOf": [
                { "type": "integer", "format": "int64" }, { "type": "string" },
            ] })
        })
    }

    /// Returns the schema of a custom field's file: a new one in this form, one that is there, or none.
    fn custom_file(&mut self, name: &str, new: FileForm) -> Map<String, Value> {
        self.common(name, |schemas| {
            let kept = json!({ "type": "object", "required": ["id"], "properties": { "id": schemas.id() } });
            let none = json!({ "type": "string", "enum": [""] });
            let about = "A new file, one that is there by its identifier, or an empty text for none.";
            json!({ "description": about, "anyOf": [file(new), kept, none] })
        })
    }

    /// Returns the schema of a map, with the keys that are documented.
    fn keyed(&mut self, at: At<'m>, inner: &'m Type, field: Option<&'m Field>) -> Map<String, Value> {
        let values = self.exact(at, inner, field.filter(|field| !field.takes.is_empty()));
        let mut schema = map(json!({ "type": "object" }));
        let keys = field.map(|field| field.keys.as_slice()).unwrap_or_default();
        let keys: Map<String, Value> = keys
            .iter()
            .map(|(key, label)| {
                let mut value = values.clone();
                describe(&mut value, label.as_deref());
                (key.clone(), value.into())
            })
            .collect();
        put(&mut schema, "properties", (!keys.is_empty()).then(|| keys.into()));
        put(&mut schema, "additionalProperties", (!values.is_empty()).then(|| values.into()));
        schema
    }

    fn exact_item(&mut self, at: At<'m>, item: ItemRef, field: Option<&'m Field>) -> Map<String, Value> {
        let Some(found) = at.scope.find(item) else { return Map::new() };
        let (inside, is_open) = (At { scope: found.scope, ..at }, field.is_some_and(|field| field.open));
        match found.item {
            Item::Enum(list) if is_open => {
                let values: Vec<Value> = list.values.iter().map(|value| wire(list, &value.name.wire)).collect();
                let mut schema = self.exact(inside, &list.of, None);
                put(&mut schema, "examples", Some(values.into()));
                schema
            }
            Item::Enum(list) if matches!(item, ItemRef::Local(_)) => enumeration(list),
            Item::Object(object) => match field.filter(|field| !field.takes.is_empty()) {
                // A limit, because it may take itself.
                Some(field) if at.depth < 3 => {
                    let name = self.names.part(at.scope.owner, &field.name.ident);
                    let schema = self.taken(at.inside(found.scope), object, field);
                    self.unique(&name, schema.into())
                }
                _ => self.named(found, at.side),
            },
            Item::Enum(_) | Item::Union(_) => self.named(found, at.side),
        }
    }

    /// Returns the schema of a named type.
    pub(super) fn item(&mut self, at: At<'m>, item: &'m Item) -> Map<String, Value> {
        match item {
            Item::Object(object) => self.object(at, object),
            Item::Enum(list) => {
                let mut schema = enumeration(list);
                describe(&mut schema, list.doc.as_deref());
                schema
            }
            Item::Union(union) => self.union(at, union),
        }
    }

    fn union(&mut self, at: At<'m>, union: &'m Union) -> Map<String, Value> {
        let options: Vec<Value> = union.options.iter().map(|(_, ty)| self.ty(at, ty, None).into()).collect();
        let mut schema = any_of(options);
        describe(&mut schema, union.doc.as_deref());
        schema
    }
}

/// Returns the schema of a value without parts.
fn scalar(ty: &Type, field: Option<&Field>, is_item: bool) -> Map<String, Value> {
    let mut schema = map(match ty {
        // Generators of code know no type that is `null` alone.
        Type::Null => json!({ "enum": [null] }),
        Type::Integer => json!({ "type": "integer", "format": "int64" }),
        Type::Timestamp => {
            json!({ "type": "integer", "format": "int64", "description": "Seconds since 1970." })
        }
        Type::Double => json!({ "type": "number", "format": "double" }),
        Type::String => json!({ "type": "string" }),
        Type::Boolean(form) => boolean(*form),
        Type::Date => json!({ "type": "string", "format": "date" }),
        Type::DateTime => json!({ "type": "string", "format": "date-time" }),
        Type::File(form) => file(*form),
        Type::Money => json!({
            "type": "string", "pattern": MONEY, "description": "An amount and its currency: `1000.50|EUR`.",
        }),
        Type::Address => json!({
            "type": "string",
            "description": "An address: a text, and if known its place and identifier: `text|latitude;longitude|id`.",
        }),
        _ => json!({}),
    });
    if let Some(field) = field {
        limit(&mut schema, ty, field, is_item);
    }
    schema
}

/// Adds the limits and the values of a number or a text.
fn limit(schema: &mut Map<String, Value>, ty: &Type, field: &Field, is_item: bool) {
    if matches!(ty, Type::Integer | Type::Double) {
        put(schema, "minimum", field.limits.min.map(number));
        put(schema, "maximum", field.limits.max.map(number));
        let values: Vec<Value> = field.values.iter().filter_map(|(value, _)| value.parse().ok().map(number)).collect();
        let key = if field.open { "examples" } else { "enum" };
        // A value that is no number would never fit.
        let is_whole = values.len() == field.values.len() && !values.is_empty();
        put(schema, key, is_whole.then(|| values.into()));
    }
    if matches!(ty, Type::String) {
        if !is_item {
            put(schema, "minLength", field.limits.min_length.map(Value::from));
            put(schema, "maxLength", field.limits.max_length.map(Value::from));
        }
        put(schema, "pattern", field.characters.as_ref().map(|set| format!("^[{}]*$", plain_set(set)).into()));
    }
}

/// Returns a set of characters for all dialects of regular expressions: in ECMAScript's with `u` only some are escaped.
fn plain_set(set: &str) -> String {
    let mut out = String::with_capacity(set.len());
    let mut chars = set.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some(c @ ('-' | ']' | '[' | '\\' | '^')) => out.extend(['\\', c]),
                Some(c @ ('d' | 'w' | 's')) => out.extend(['\\', c]),
                Some(c) => out.push(c),
                None => out.push_str("\\\\"),
            },
            '[' => out.push_str("\\["),
            c => out.push(c),
        }
    }
    out
}

/// Returns a number, without a fraction where it has none.
pub(super) fn number(number: f64) -> Value {
    if number.fract() == 0.0 && number.abs() < 9e15 { json!(number as i64) } else { json!(number) }
}

fn boolean(form: BooleanForm) -> Value {
    match form {
        BooleanForm::Json => json!({ "type": "boolean" }),
        BooleanForm::YesNo | BooleanForm::Custom => json!({ "type": "string", "enum": ["Y", "N"] }),
        BooleanForm::OneZero => json!({ "type": "integer", "enum": [1, 0] }),
        BooleanForm::OneZeroText => json!({ "type": "string", "enum": ["1", "0"] }),
        BooleanForm::TrueFalseText => json!({ "type": "string", "enum": ["true", "false"] }),
    }
}

fn file(form: FileForm) -> Value {
    let pair = json!({
        "type": "array", "items": { "type": "string" }, "minItems": 2, "maxItems": 2,
        "description": "The file's name, and its content in Base64.",
    });
    match form {
        FileForm::Pair | FileForm::Custom => pair,
        FileForm::Data | FileForm::CustomData => {
            json!({ "type": "object", "required": ["fileData"], "properties": { "fileData": pair } })
        }
        FileForm::Base64 => json!({ "type": "string", "contentEncoding": "base64" }),
    }
}

/// Returns the schema of an enumeration.
pub(super) fn enumeration(list: &Enum) -> Map<String, Value> {
    let values: Vec<Value> = list.values.iter().map(|value| wire(list, &value.name.wire)).collect();
    let mut schema = scalar(&list.of, None, false);
    put(&mut schema, "enum", (!values.is_empty()).then(|| values.into()));
    schema
}

fn wire(list: &Enum, value: &str) -> Value {
    let number = value.parse::<i64>().ok().filter(|_| list.is_numeric);
    number.map_or_else(|| value.into(), Value::from)
}

/// Returns the schema of what may be `null`, too.
fn nullable(mut schema: Map<String, Value>) -> Map<String, Value> {
    if schema.is_empty() {
        return schema;
    }
    let name = schema.get("type").and_then(Value::as_str).map(str::to_owned);
    match name {
        Some(name) => {
            schema.insert("type".to_owned(), json!([name, "null"]));
            if let Some(Value::Array(values)) = schema.get_mut("enum") {
                values.push(Value::Null);
            }
            schema
        }
        None => any_of(vec![schema.into(), json!({ "type": "null" })]),
    }
}

/// Adds a description, before the one that is there.
pub(crate) fn describe(schema: &mut Map<String, Value>, text: Option<&str>) {
    let Some(text) = text else { return };
    let mut text = words::markdown(&shown::sentence(text));
    if let Some(Value::String(more)) = schema.get("description") {
        text = format!("{text} {more}");
    }
    schema.insert("description".to_owned(), text.into());
}

/// Adds a key, if there is a value for it.
pub(super) fn put(schema: &mut Map<String, Value>, key: &str, value: Option<Value>) {
    if let Some(value) = value {
        schema.insert(key.to_owned(), value);
    }
}
