//! The JSON Schema of the YAML, derived from the structs that read it.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::json;

use super::facts::{Catalogue, Errors, Event, Method, Type};
use super::field::{Field, FieldBody};
use super::lists::{Entries, Values};
use super::repairs::{Corrections, History};
use super::scalar::Scalar;
use super::waivers::Waivers;
use super::words::{Glossary, TargetWords, TextOr, Words};

#[test]
fn the_json_schema_is_that_of_the_structs() {
    let derived = format!("{:#}\n", derived());
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/raw/schema.json");
        std::fs::write(path, &derived).expect("it can be written");
    }
    let is_same = derived == include_str!("schema.json");
    assert!(
        is_same,
        "run `UPDATE_SCHEMA=1 cargo test -p bitrix24-schema --lib json_schema`, then `cargo b24 schema --write`"
    );
    assert_eq!(derived, format!("{:#}\n", super::json_schema()));
}

/// The JSON Schema of all files.
fn derived() -> serde_json::Value {
    let mut generator = schemars::generate::SchemaSettings::draft2020_12().into_generator();
    let file = |pattern: &str, schema: Schema| json!({ "files": pattern, "schema": schema });
    let files = [
        file("catalogue.yaml", generator.subschema_for::<Catalogue>()),
        file("errors.yaml", generator.subschema_for::<Errors>()),
        file("methods/**/*.yaml", generator.subschema_for::<Method>()),
        file("types/**/*.yaml", generator.subschema_for::<Type>()),
        file("events/*.yaml", generator.subschema_for::<Event>()),
        file("corrections/**/*.yaml", generator.subschema_for::<Corrections>()),
        file("history.yaml", generator.subschema_for::<History>()),
        file("words/**/*.yaml", generator.subschema_for::<Words>()),
        file("words/glossary.yaml", generator.subschema_for::<Glossary>()),
        file("waivers.yaml", generator.subschema_for::<Waivers>()),
    ];
    let any_of: Vec<_> = files.iter().map(|file| file["schema"].clone()).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Schema of the Bitrix24 REST API",
        "description": "Derived from generator/schema/src/raw; `b24 schema` prints it. Use the definition that fits the file.",
        "anyOf": any_of,
        "$defs": generator.take_definitions(true),
    })
}

impl JsonSchema for Scalar {
    fn schema_name() -> Cow<'static, str> {
        "Scalar".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "description": "A single value.", "type": ["string", "integer", "number", "boolean"] })
    }
}

impl JsonSchema for Field {
    fn schema_name() -> Cow<'static, str> {
        "Field".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let body = generator.subschema_for::<FieldBody>();
        json_schema!({
            "description": "A type, or a map with the type and what else is known.",
            "anyOf": [{ "type": "string" }, body],
        })
    }
}

impl<T: JsonSchema> JsonSchema for Entries<T> {
    fn schema_name() -> Cow<'static, str> {
        format!("Map_of_{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let value = generator.subschema_for::<T>();
        json_schema!({ "type": ["object", "null"], "additionalProperties": value })
    }
}

impl JsonSchema for Values {
    fn schema_name() -> Cow<'static, str> {
        "Values".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let scalar = generator.subschema_for::<Scalar>();
        json_schema!({
            "description": "A list of values, or a map from each value to a short label.",
            "anyOf": [
                { "type": "array", "items": scalar },
                { "type": "object", "additionalProperties": { "type": "string" } },
            ],
        })
    }
}

impl JsonSchema for Words {
    fn schema_name() -> Cow<'static, str> {
        "Words".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let words = generator.subschema_for::<TextOr<TargetWords>>();
        json_schema!({
            "description": "A file below `schema/words/`: our own words about methods and shared types, by their names.",
            "type": "object",
            "additionalProperties": words,
        })
    }
}

impl<B: JsonSchema> JsonSchema for TextOr<B> {
    fn schema_name() -> Cow<'static, str> {
        format!("Text_or_{}", B::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let body = generator.subschema_for::<B>();
        json_schema!({ "description": "A text, or a map that says more.", "anyOf": [{ "type": "string" }, body] })
    }
}
