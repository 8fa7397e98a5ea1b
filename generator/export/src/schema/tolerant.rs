//! Schemas of answers as servers write them. PHP has one type for lists and maps, databases give numbers as texts, and a
//! missing value is `null`, `false`, an empty text or an empty list.

use bitrix24_schema::model::{Item, Type};
use serde_json::{Map, Value, json};

use super::{At, NOTHING, Schemas, map};

impl<'m> Schemas<'m> {
    pub(super) fn tolerant(&mut self, at: At<'m>, ty: &'m Type) -> Map<String, Value> {
        match ty {
            Type::Any | Type::Null => Map::new(),
            Type::Integer => self.any_integer(),
            Type::Double => self.any_number(),
            Type::String | Type::Money | Type::Address => self.any_text(),
            Type::Date | Type::DateTime | Type::Timestamp => self.any_date(),
            Type::Boolean(_) => self.any_boolean(),
            Type::Id(_) | Type::CrmLink => self.any_id(),
            // A file is answered in many forms: a number, an address, an object.
            Type::File(_) => Map::new(),
            Type::Time => self.time(at),
            Type::Nullable(inner) => self.tolerant(at, inner),
            Type::List(inner) | Type::Map(inner) | Type::OneOrMany(inner) => {
                let inner = self.tolerant(at, inner);
                self.collection(inner)
            }
            Type::Item(item) => match at.scope.find(*item) {
                Some(found) => match found.item {
                    Item::Enum(list) => self.tolerant(At { scope: found.scope, ..at }, &list.of),
                    Item::Object(_) | Item::Union(_) => {
                        let named = self.named(found, at.side);
                        let nothing = self.nothing();
                        let schema = json!({ "anyOf": [named, nothing] });
                        self.derived(&named, NOTHING, schema)
                    }
                },
                None => Map::new(),
            },
        }
    }

    /// Returns the schema of a list or a map of such values: either may be written as the other, or as its only value.
    fn collection(&mut self, inner: Map<String, Value>) -> Map<String, Value> {
        let nothing = self.nothing();
        if inner.is_empty() {
            return self.common("AnyList", |_| {
                json!({ "description": "A list or a map of anything.", "anyOf": [{ "type": "array", "items": {} }, { "type": "object" }, nothing] })
            });
        }
        let schema = json!({ "anyOf": [
            { "type": "array", "items": inner },
            { "type": "object", "additionalProperties": inner },
            inner,
            nothing,
        ] });
        self.derived(&inner, "List", schema)
    }

    fn nothing(&mut self) -> Map<String, Value> {
        self.common(
            "Nothing",
            |_| json!({ "description": "No value, as PHP writes it.", "enum": [null, false, "", []] }),
        )
    }

    fn any_integer(&mut self) -> Map<String, Value> {
        self.common("AnyInteger", |_| {
            let about = "An integer, as a number or as a text; `null`, `false` or an empty text for none.";
            scalar(about, &[json!({ "type": "integer" }), digits(r"^\s*[+-]?[0-9]*(\.0*)?\s*$")])
        })
    }

    fn any_number(&mut self) -> Map<String, Value> {
        self.common("AnyNumber", |_| {
            let about = "A number, as such or as a text; `null`, `false` or an empty text for none.";
            let text = digits(r"^\s*([+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?)?\s*$");
            scalar(about, &[json!({ "type": "number" }), text])
        })
    }

    fn any_text(&mut self) -> Map<String, Value> {
        self.common("AnyText", |_| {
            let about = "A text, which may be written as a number or a boolean; `null` for none.";
            let types = ["string", "number", "boolean", "null"].map(|name| json!({ "type": name }));
            json!({ "description": about, "anyOf": types })
        })
    }

    fn any_date(&mut self) -> Map<String, Value> {
        self.common("AnyDate", |_| {
            let about = "A day or a point in time as a text, or in seconds since 1970; `null` or `false` for none.";
            scalar(about, &[json!({ "type": "string" }), json!({ "type": "number" })])
        })
    }

    fn any_id(&mut self) -> Map<String, Value> {
        self.common("AnyId", |_| {
            let about = "An identifier, as a number or as a text; `null` or `false` for none.";
            scalar(about, &[json!({ "type": "integer" }), json!({ "type": "string" })])
        })
    }

    fn any_boolean(&mut self) -> Map<String, Value> {
        self.common("AnyBoolean", |_| {
            let about = "A boolean, in any of the ways in which this API writes one; `null` or an empty text for none.";
            let text = r"^([YyNn]|[01]|[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]|yes|no|on|off|)$";
            json!({ "description": about, "anyOf": [
                { "type": "boolean" }, { "type": "integer", "enum": [0, 1] }, digits(text), { "type": "null" },
            ] })
        })
    }

    /// Returns the schema of the time of an answer.
    pub(crate) fn time(&mut self, at: At<'m>) -> Map<String, Value> {
        static NUMBERS: [(&str, &str); 5] = [
            ("start", "The time of the request, in seconds since 1970."),
            ("finish", "The time at which the answer was ready, in seconds since 1970."),
            ("duration", "From start to finish, in seconds."),
            ("processing", "The running time of the method, in seconds."),
            (
                "operating",
                "The running time of this method in the last ten minutes, in seconds: the limit applies to it.",
            ),
        ];
        static TEXTS: [(&str, &str, Type); 3] = [
            ("date_start", "The time of the request.", Type::DateTime),
            ("date_finish", "The time at which the answer was ready.", Type::DateTime),
            (
                "operating_reset_at",
                "The time at which part of the limit is free again, in seconds since 1970.",
                Type::Timestamp,
            ),
        ];
        self.common("Time", |schemas| {
            let mut fields = Map::new();
            let numbers = NUMBERS.iter().map(|(name, about)| (name, about, &Type::Double));
            for (name, about, ty) in numbers.chain(TEXTS.iter().map(|(name, about, ty)| (name, about, ty))) {
                let mut schema = schemas.ty(at, ty, None);
                schema.insert("description".to_owned(), (*about).into());
                fields.insert((*name).to_owned(), schema.into());
            }
            json!({ "type": "object", "description": "The duration of a call on the server.", "properties": fields })
        })
    }
}

/// Returns a schema of a text in a pattern.
fn digits(pattern: &str) -> Value {
    json!({ "type": "string", "pattern": pattern })
}

/// Returns a schema of these forms, or of nothing.
fn scalar(about: &str, forms: &[Value]) -> Value {
    let nothing = [json!({ "type": "boolean", "const": false }), json!({ "type": "null" })];
    let all: Vec<&Value> = forms.iter().chain(&nothing).collect();
    Value::Object(map(json!({ "description": about, "anyOf": all })))
}
