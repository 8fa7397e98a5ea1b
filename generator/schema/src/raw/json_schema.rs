//! The JSON Schema of the YAML, derived from the structs that read it.

use schemars::Schema;
use serde_json::json;

use super::facts::{Catalogue, Errors, Method, Type};
use super::repairs::{Corrections, History};
use super::waivers::Waivers;
use super::words::{Glossary, Words};

/// Returns the JSON Schema of all files; its definitions are named by the kinds of files.
pub fn json_schema() -> serde_json::Value {
    let mut generator = schemars::generate::SchemaSettings::draft2020_12().into_generator();
    let file = |pattern: &str, schema: Schema| json!({ "files": pattern, "schema": schema });
    let files = [
        file("catalogue.yaml", generator.subschema_for::<Catalogue>()),
        file("errors.yaml", generator.subschema_for::<Errors>()),
        file("methods/**/*.yaml", generator.subschema_for::<Method>()),
        file("types/**/*.yaml", generator.subschema_for::<Type>()),
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
        "description": "Derived from generator/schema/src/raw; `b24 schema` writes it. Use the definition that fits the file.",
        "anyOf": any_of,
        "$defs": generator.take_definitions(true),
    })
}
