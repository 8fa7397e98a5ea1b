//! The export as an OpenAPI document (3.1): each method is a path, with its parameters as a JSON body, and each event a
//! webhook.

mod errors;
mod operation;
mod security;
mod webhook;

use std::collections::{BTreeMap, BTreeSet};

use bitrix24_schema::model::{Api, Method, Model};
use serde_json::{Map, Value, json};

use crate::Answers;
use crate::names::Names;
use crate::schema::{Place, RESERVED, Schemas, map};
use crate::scope::Scope;

/// Returns the methods and the events of a model as an OpenAPI document.
///
/// Paths are the names of methods. Where a model has both versions, the servers of REST 3.0 are those of its paths; and where
/// both have a method of one name, the path of version 2 ends in `.json`, which the server takes, too.
pub fn document(model: &Model, answers: Answers) -> Value {
    let names = Names::new(model, RESERVED);
    let mut schemas = Schemas::new(model, &names, answers, Place::Components);
    let mut paths = Map::new();
    let main = if model.methods.iter().any(|method| method.api == Api::V2) { Api::V2 } else { Api::V3 };
    for (method, scope) in Scope::methods(model) {
        let mut item = Map::new();
        if method.api != main {
            item.insert("servers".to_owned(), servers(method.api));
        }
        item.insert("post".to_owned(), operation::operation(&mut schemas, scope, method));
        paths.insert(path(model, method), item.into());
    }
    paths.sort_keys();
    let webhooks = webhook::webhooks(&mut schemas, model);
    let mut document = json!({
        "openapi": "3.1.0",
        "info": info(model, answers),
        "externalDocs": { "description": "The vendor's documentation", "url": model.docs.base },
        "servers": servers(main),
        "security": security::of(None),
        "tags": tags(model),
        "paths": paths,
        "webhooks": webhooks,
        "components": {
            "securitySchemes": security::schemes(model),
            "parameters": parameters(model),
            "responses": errors::components(model),
            "schemas": components(schemas, model),
        },
    });
    if let (true, Value::Object(map)) = (model.events.is_empty(), &mut document) {
        map.shift_remove("webhooks");
    }
    document
}

/// Returns the path of a method.
fn path(model: &Model, method: &Method) -> String {
    let name = &method.name.wire;
    let is_twin = |other: &Method| other.api != method.api && other.name.wire == *name;
    // The methods of one name are neighbours.
    if method.api == Api::V2 && model.methods.iter().any(is_twin) {
        format!("/{name}.json")
    } else {
        format!("/{name}")
    }
}

fn info(model: &Model, answers: Answers) -> Value {
    let about = match answers {
        Answers::Tolerant => {
            "Answers are described as servers write them: a number may be a text, and a missing value `null`, `false`, an \
             empty text or an empty list."
        }
        Answers::Strict => "Answers are described as the documentation tells them; servers are less exact.",
    };
    json!({
        "title": "Bitrix24 REST API",
        "version": model.docs.date,
        "summary": "The documented methods of Bitrix24's REST API, with their errors",
        "description": format!(
            "Each method is a path, and takes its parameters as a JSON object. An incoming webhook has its secret in the \
             address; an application sends an access token. Not a product of Bitrix24.\n\n{about}"
        ),
        "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
    })
}

/// Returns the servers of a version of the API: of a webhook, and of an application.
fn servers(api: Api) -> Value {
    let version = match api {
        Api::V2 => "rest",
        Api::V3 => "rest/api",
    };
    let portal = json!({ "default": "example.bitrix24.com", "description": "The host of the portal" });
    json!([
        {
            "url": format!("https://{{portal}}/{version}/{{user}}/{{secret}}"),
            "description": "An incoming webhook, which needs no other authorisation",
            "variables": {
                "portal": portal,
                "user": { "default": "1", "description": "The user who made the webhook" },
                "secret": { "default": "secret", "description": "The secret of the webhook" },
            },
        },
        {
            "url": format!("https://{{portal}}/{version}"),
            "description": "An application, with an access token",
            "variables": { "portal": portal },
        },
    ])
}

fn tags(model: &Model) -> Value {
    let tags: BTreeSet<String> = model.methods.iter().map(operation::tag).collect();
    let methods = tags.into_iter().map(|name| json!({ "name": name, "description": format!("Methods of `{name}`") }));
    methods.chain(webhook::tag(model)).collect()
}

fn parameters(model: &Model) -> Value {
    if !model.methods.iter().any(|method| method.api == Api::V3) {
        return json!({});
    }
    json!({
        "IdempotencyKey": {
            "name": "Idempotency-Key",
            "in": "header",
            "description": "A text of your own: a second call with it is answered as the first one, and changes nothing.",
            "schema": { "type": "string", "minLength": 1, "maxLength": 255 },
        },
    })
}

fn components(schemas: Schemas<'_>, model: &Model) -> Value {
    let mut all: BTreeMap<String, Value> = schemas.finish();
    for (api, name, schema) in errors::schemas() {
        if model.methods.iter().any(|method| method.api == api) {
            all.insert(name.to_owned(), schema);
        }
    }
    Value::Object(map(json!(all)))
}
