//! Schemas of objects: of parameters, of shared types, and of what a parameter takes of one.

use bitrix24_schema::model::{Field, Object, Type, Writable};
use serde_json::{Map, Value, json};

use super::exact::{describe, number, put};
use super::{At, Place, Schemas, Side};
use crate::words;

/// A field with its mark and its default, which are not those of its type where a parameter takes it.
#[derive(Clone, Copy)]
struct Said<'m> {
    field: &'m Field,
    required: Option<bool>,
    default: Option<&'m Value>,
}

impl<'m> Said<'m> {
    fn whole(field: &'m Field) -> Self {
        Said { field, required: field.required, default: field.default.as_ref() }
    }

    /// Returns a field as a parameter takes it, if it does.
    fn taken(field: &'m Field, by: &'m Field) -> Option<Self> {
        let taken = by.takes.iter().find(|taken| taken.name == field.name.wire)?;
        Some(Said { field, required: taken.required, default: taken.default.as_ref() })
    }

    /// Returns true if it has to be there.
    fn is_required(self, side: Side) -> bool {
        let is_own = side == Side::Answered || self.field.writable != Some(Writable::Never);
        self.required == Some(true) && self.field.variants.is_empty() && is_own
    }
}

impl<'m> Schemas<'m> {
    pub(super) fn object(&mut self, at: At<'m>, object: &'m Object) -> Map<String, Value> {
        let fields: Vec<Said<'m>> = object.fields.iter().map(Said::whole).collect();
        let mut schema = self.fields(at, &fields);
        describe(&mut schema, object.doc.as_deref());
        schema
    }

    /// Returns the schema of an object with these parameters.
    pub(crate) fn params(&mut self, at: At<'m>, params: &'m [Field]) -> Map<String, Value> {
        let fields: Vec<Said<'m>> = params.iter().map(Said::whole).collect();
        self.fields(at, &fields)
    }

    /// Returns the schema of what a parameter takes of an object.
    pub(super) fn taken(&mut self, at: At<'m>, object: &'m Object, by: &'m Field) -> Map<String, Value> {
        let fields: Vec<Said<'m>> = object.fields.iter().filter_map(|field| Said::taken(field, by)).collect();
        let mut schema = self.fields(at, &fields);
        describe(&mut schema, object.doc.as_deref());
        schema
    }

    fn fields(&mut self, at: At<'m>, fields: &[Said<'m>]) -> Map<String, Value> {
        let is_tolerant = self.is_tolerant(at);
        let (mut properties, mut patterns) = (Map::new(), Map::new());
        let (mut required, mut rules) = (Vec::new(), Vec::new());
        for said in fields {
            let field = said.field;
            let schema = self.field(at, *said);
            if let Some((before, after)) = &field.pattern {
                patterns.insert(format!("^{}.+{}$", literal(before), literal(after)), schema.into());
                continue;
            }
            if said.is_required(at.side) && !is_tolerant {
                required.push(Value::from(field.name.wire.as_str()));
            }
            if self.place == Place::Defs && at.side == Side::Sent {
                rules.extend(conditions(field));
            }
            properties.insert(field.name.wire.clone(), schema.into());
        }
        let mut schema = super::map(json!({ "type": "object" }));
        put(&mut schema, "properties", (!properties.is_empty()).then(|| properties.into()));
        put(&mut schema, "patternProperties", (!patterns.is_empty()).then(|| patterns.into()));
        put(&mut schema, "required", (!required.is_empty()).then(|| required.into()));
        put(&mut schema, "allOf", (!rules.is_empty()).then(|| rules.into()));
        schema
    }

    /// Returns the schema of a field: its type, and what is said of it.
    fn field(&mut self, at: At<'m>, said: Said<'m>) -> Map<String, Value> {
        let field = said.field;
        let mut schema = self.ty(at, &field.ty, Some(field));
        let named = field.names.and_then(|index| self.model.types.get(index));
        let notes =
            words::notes(field).into_iter().chain(named.map(|named| format!("names fields of `{}`", named.name)));
        describe(&mut schema, words::paragraph(field.doc.iter().cloned().chain(notes)).as_deref());
        if self.is_tolerant(at) && !field.values.is_empty() {
            let values: Vec<&str> = field.values.iter().map(|(value, _)| value.as_str()).collect();
            put(&mut schema, "examples", Some(json!(values)));
        }
        if at.side == Side::Sent {
            put(&mut schema, "default", said.default.filter(|default| fits(&field.ty, default)).cloned());
        }
        put(&mut schema, "deprecated", field.deprecated.as_ref().map(|_| true.into()));
        put(&mut schema, "readOnly", (field.writable == Some(Writable::Never)).then(|| true.into()));
        schema
    }
}

/// Returns true if a default is of the field's type: some pages name one that is none of its values.
fn fits(ty: &Type, default: &Value) -> bool {
    match ty.some() {
        Type::Boolean(form) => match form {
            bitrix24_schema::model::BooleanForm::Json => default.is_boolean(),
            bitrix24_schema::model::BooleanForm::OneZero => default.is_number(),
            _ => default.is_string(),
        },
        Type::Integer | Type::Timestamp => default.is_i64(),
        Type::Double => default.is_number(),
        Type::String | Type::Date | Type::DateTime | Type::Money | Type::Address => default.is_string(),
        Type::List(_) => default.is_array(),
        Type::Map(_) => default.is_object(),
        _ => true,
    }
}

/// Returns the conditions under which a field has to be there, as rules of the object around it.
fn conditions(field: &Field) -> Vec<Value> {
    let name = field.name.wire.as_str();
    let mut rules = Vec::new();
    if !field.conditions.unless.is_empty() {
        let others = field.conditions.unless.iter().map(String::as_str);
        let any: Vec<Value> = [name].into_iter().chain(others).map(|name| json!({ "required": [name] })).collect();
        rules.push(json!({ "anyOf": any }));
    }
    for (with, values) in &field.conditions.when {
        let mut condition = super::map(json!({ "required": [with] }));
        if !values.is_empty() {
            let texts = values.iter().map(|value| Value::from(value.as_str()));
            let numbers = values.iter().filter_map(|value| value.parse().ok().map(number));
            let all: Vec<Value> = texts.chain(numbers).collect();
            condition.insert("properties".to_owned(), json!({ with.as_str(): { "enum": all } }));
        }
        rules.push(json!({ "if": condition, "then": { "required": [name] } }));
    }
    rules
}

/// Returns a text as a regular expression that matches it alone.
fn literal(text: &str) -> String {
    let is_special = |c: char| "\\^$.|?*+()[]{}/".contains(c);
    text.chars().flat_map(|c| is_special(c).then_some('\\').into_iter().chain([c])).collect()
}
