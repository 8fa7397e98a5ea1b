//! The JSON Schema of the YAML, derived from the structs that read it.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::json;

use super::facts::{Catalogue, Errors, Event, Method, Type};
use super::field::{Field, FieldBody};
use super::lists::{Entries, Keys, ValueBody, Values};
use super::portal::{Portal, Thing};
use super::repairs::{Corrections, History};
use super::scalar::Scalar;
use super::waivers::Waivers;
use super::words::{Glossary, TargetWords, TextOr, Words};

/// How a type is written, for editors: names with `(…)`, `[]`, `?` and `map<…>`, and `|` between. Whether the brackets fit
/// together, and what the names are, only `b24 check` knows.
pub(super) const TYPE: &str = concat!(
    r"^\s*(\(\s*|map\s*<\s*)*[\w.]+(\s*\(\s*[^()]*\))?(\s*(\[\s*\]|\?|\)|>))*",
    r"(\s*\|\s*(\(\s*|map\s*<\s*)*[\w.]+(\s*\(\s*[^()]*\))?(\s*(\[\s*\]|\?|\)|>))*)*\s*$",
);

/// What editors say of a text that is not written as a type.
pub(super) const NO_TYPE: &str =
    "not written like a type: `integer`, `user[]`, `map<double>`, `datetime?`, `integer | string`";

/// The access scopes of the documented API, which editors offer; `catalogue.yaml` says which there are.
#[rustfmt::skip]
pub(super) const SCOPES: &[&str] = &[
    "ai_admin", "basic", "biconnector", "bizproc", "booking", "calendar", "call", "cashbox", "catalog", "crm", "delivery",
    "department", "disk", "documentgenerator", "entity", "humanresources", "humanresources.hcmlink", "im", "imbot",
    "imconnector", "imopenlines", "landing", "lists", "log", "mail", "mailservice", "main", "messageservice", "note",
    "pay_system", "placement", "pull", "rpa", "sale", "salescenter", "sign.b2e", "socialnetwork", "sonet", "task",
    "tasks", "telephony", "timeman", "user", "user.userfield", "user_basic", "user_brief", "userconsent",
    "userfieldconfig", "vote",
];

/// The kinds of files that are maps, by keys that tell them.
const MAPS: &[(&str, &[&str])] = &[
    ("Method", &["method"]),
    ("Event", &["event"]),
    ("Type", &["type"]),
    ("Catalogue", &["format", "ids"]),
    ("Errors", &["v2", "v3"]),
    ("Thing", &["thing"]),
    ("Portal", &["portal"]),
    ("Glossary", &["params", "fields"]),
];

/// The kinds of files that are lists, by keys of their items.
const LISTS: &[(&str, &[&str])] = &[("Corrections", &["file", "at"]), ("History", &["now", "since"])];

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
    generator.subschema_for::<(Catalogue, Errors, Method, Type, Event)>();
    generator.subschema_for::<(Corrections, History, Words, Glossary, Waivers)>();
    generator.subschema_for::<(Portal, Thing)>();
    let definition = |name: &str| json!({ "$ref": format!("#/$defs/{name}") });
    let has = |key: &&str| json!({ "required": [key] });
    let map = |keys: &[&str]| json!({ "anyOf": keys.iter().map(has).collect::<Vec<_>>() });
    let list = |keys: &[&str]| json!({ "contains": map(keys) });
    // A file is told by the keys that no other kind has. The one that a reader writes first is enough.
    let maps = MAPS.iter().rev().fold(
        definition("Words"),
        |rest, (name, keys)| json!({ "if": map(keys), "then": definition(name), "else": rest }),
    );
    let lists = LISTS.iter().rev().fold(
        definition("Waivers"),
        |rest, (name, keys)| json!({ "if": list(keys), "then": definition(name), "else": rest }),
    );
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Schema of the Bitrix24 REST API",
        "description": "Derived from generator/schema/src/raw; `b24 schema` prints it. Use the definition that fits the file.",
        "if": { "type": "array" },
        "then": lists,
        "else": maps,
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
            "anyOf": [{ "type": "string", "pattern": TYPE, "patternErrorMessage": NO_TYPE }, body],
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
        let body = generator.subschema_for::<ValueBody>();
        json_schema!({
            "description": "A list of values, or a map from each value to a short label, or to its name in Rust and its label.",
            "anyOf": [
                { "type": "array", "items": scalar },
                { "type": "object", "additionalProperties": { "anyOf": [{ "type": "string" }, body] } },
            ],
        })
    }
}

impl JsonSchema for Keys {
    fn schema_name() -> Cow<'static, str> {
        "Keys".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let scalar = generator.subschema_for::<Scalar>();
        json_schema!({
            "description": "A list of keys, or a map from each key to a short label.",
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
