//! Documented errors as answers with examples.

use std::collections::BTreeMap;

use bitrix24_schema::model::{Api, ErrorEntry, Model};
use serde_json::{Map, Value, json};

use crate::words;

/// Returns a reference to the schema of errors.
pub(super) fn reference(api: Api) -> Value {
    json!({ "$ref": format!("#/components/schemas/{}", name(api)) })
}

fn name(api: Api) -> &'static str {
    match api {
        Api::V2 => "ErrorAnswer",
        Api::V3 => "ErrorAnswerV3",
    }
}

/// Returns the schemas of errors.
pub(super) fn schemas() -> [(Api, &'static str, Value); 2] {
    let code = json!({ "type": ["string", "integer"], "description": "The code." });
    let message = json!({ "type": "string", "description": "The message, in the portal's language." });
    let v2 = json!({
        "type": "object",
        "description": "An error.",
        "properties": { "error": code, "error_description": message },
        "required": ["error"],
    });
    let field =
        json!({ "type": "object", "properties": { "field": { "type": "string" }, "message": { "type": "string" } } });
    let v3 = json!({
        "type": "object",
        "description": "An error of REST 3.0.",
        "properties": {
            "error": {
                "type": "object",
                "properties": {
                    "code": code,
                    "message": message,
                    "validation": { "type": "array", "description": "The parameters that do not fit.", "items": field },
                },
                "required": ["code"],
            },
        },
        "required": ["error"],
    });
    [(Api::V2, name(Api::V2), v2), (Api::V3, name(Api::V3), v3)]
}

/// Returns the answers of a method that are errors, by their status; those without one are in the default.
pub(super) fn responses(api: Api, errors: &[&ErrorEntry]) -> Map<String, Value> {
    let mut by_status: BTreeMap<Option<u16>, Vec<&ErrorEntry>> = BTreeMap::new();
    for error in errors {
        by_status.entry(error.status).or_default().push(error);
    }
    let others = by_status.remove(&None).unwrap_or_default();
    let mut responses: Map<String, Value> = by_status
        .iter()
        .filter_map(|(status, errors)| Some((status.as_ref()?.to_string(), response(api, errors))))
        .collect();
    let default = if others.is_empty() {
        json!({ "$ref": format!("#/components/responses/{}", name(api)) })
    } else {
        response(api, &others)
    };
    // Linters look for a status of this kind.
    if !responses.keys().any(|status| status.starts_with('4')) {
        responses.insert("4XX".to_owned(), json!({ "$ref": format!("#/components/responses/{}", name(api)) }));
    }
    responses.insert("default".to_owned(), default);
    responses
}

fn response(api: Api, errors: &[&ErrorEntry]) -> Value {
    let list: Vec<String> = errors.iter().map(|error| line(error)).collect();
    let content = json!({ "application/json": { "schema": reference(api), "examples": examples(api, errors) } });
    json!({ "description": format!("Errors of the method:\n\n{}", list.join("\n")), "content": content })
}

/// Returns an error in a line: ``- `ACCESS_DENIED`: the caller lacks the rights``.
fn line(error: &ErrorEntry) -> String {
    let title = words::code(words::title(error));
    match words::error(error) {
        Some(text) => words::markdown(&format!("- {title}: {text}")),
        None => format!("- {title}"),
    }
}

/// Returns errors as examples, by their names in Rust, each of which is there once.
pub(super) fn examples(api: Api, errors: &[&ErrorEntry]) -> Map<String, Value> {
    let one = |error: &&ErrorEntry| {
        let mut example = Map::new();
        example.insert("summary".to_owned(), words::title(error).into());
        if let Some(text) = words::error(error) {
            example.insert("description".to_owned(), words::markdown(&text).into());
        }
        example.insert("value".to_owned(), body(api, error));
        (error.ident.clone(), example.into())
    };
    errors.iter().map(one).collect()
}

fn body(api: Api, error: &ErrorEntry) -> Value {
    // `*` stands for a text that differs.
    let message = error.message.as_deref().unwrap_or_default().replace('*', "…");
    match api {
        Api::V2 => json!({ "error": error.code, "error_description": message }),
        Api::V3 => json!({ "error": { "code": error.code, "message": message } }),
    }
}

/// Returns the errors that any method may answer.
pub(super) fn components(model: &Model) -> Value {
    let mut all = Map::new();
    for api in [Api::V2, Api::V3] {
        if !model.methods.iter().any(|method| method.api == api) {
            continue;
        }
        let errors: Vec<&ErrorEntry> =
            model.errors.iter().filter(|error| error.api == api).map(|error| &error.entry).collect();
        let schema = json!({ "schema": reference(api), "examples": examples(api, &errors) });
        let about = "An error that any method may answer.";
        all.insert(name(api).to_owned(), json!({ "description": about, "content": { "application/json": schema } }));
    }
    all.into()
}
