//! A method as an operation.

use bitrix24_schema::model::{Api, ErrorEntry, Kind, Method};
use bitrix24_schema::shown;
use serde_json::{Map, Value, json};

use super::{errors, security};
use crate::names::camel;
use crate::schema::{At, Schemas, Side, describe};
use crate::scope::{Owner, Scope};
use crate::{example, words};

/// Returns the operation of a method.
pub(super) fn operation<'m>(schemas: &mut Schemas<'m>, scope: Scope<'m>, method: &'m Method) -> Value {
    let Owner::Method(index) = scope.owner else { return Value::Null };
    let name = schemas.names.method(index).to_owned();
    let mut operation = Map::new();
    let mut put = |key: &str, value: Value| operation.insert(key.to_owned(), value);
    put("operationId", camel(&name).into());
    put("summary", method.summary.clone().unwrap_or_else(|| method.name.wire.clone()).into());
    put("description", description(method).into());
    put("tags", json!([tag(method)]));
    if method.deprecated.is_some() {
        put("deprecated", true.into());
    }
    if let Some(page) = &method.docs {
        put("externalDocs", json!({ "description": "The vendor's page", "url": page.url }));
    }
    put("security", security::of(Some(method)));
    if method.api == Api::V3 && method.kind == Some(Kind::Write) {
        put("parameters", json!([{ "$ref": "#/components/parameters/IdempotencyKey" }]));
    }
    if !method.params.is_empty() {
        put("requestBody", body(schemas, scope, method, &name));
    }
    put("responses", responses(schemas, scope, method, &name));
    put("x-bitrix24", facts(method));
    operation.into()
}

fn description(method: &Method) -> String {
    let name = format!("`{}`", method.name.wire);
    let facts = words::instead(method).into_iter().chain(words::method(method));
    words::markdown(&words::paragraph([name].into_iter().chain(facts)).unwrap_or_default())
}

/// Returns the facts that other tools have no place for.
fn facts(method: &Method) -> Value {
    let mut facts = Map::new();
    let mut put = |key: &str, value: Value| facts.insert(key.to_owned(), value);
    put("method", method.name.wire.as_str().into());
    put("api", json!(method.api));
    if let Some(kind) = method.kind {
        put("kind", json!(kind));
    }
    if let Some(pager) = &method.pager {
        put("pager", json!({ "kind": pager.kind, "items": pager.items, "id": pager.id }));
    }
    if !method.positional.is_empty() {
        put("positional", json!(method.positional));
    }
    if let Some(batch) = method.batch {
        put("batch", batch.into());
    }
    if let Some(caller) = method.caller {
        put("caller", json!(caller));
    }
    if let Some(instead) = method.deprecated.as_ref().and_then(|deprecated| deprecated.instead.as_ref()) {
        put("instead", instead.as_str().into());
    }
    facts.into()
}

fn body<'m>(schemas: &mut Schemas<'m>, scope: Scope<'m>, method: &'m Method, name: &str) -> Value {
    let mut schema = schemas.params(At::new(scope, Side::Sent), &method.params);
    describe(&mut schema, Some(&format!("the parameters of `{}`", method.name.wire)));
    let is_required = schema.contains_key("required");
    let schema = schemas.add(&format!("{name}Params"), schema.into());
    let example = example::params(scope, method);
    json!({ "required": is_required, "content": { "application/json": { "schema": schema, "example": example } } })
}

/// Returns the answers: the result, the documented errors by their status, and any other error.
fn responses<'m>(schemas: &mut Schemas<'m>, scope: Scope<'m>, method: &'m Method, name: &str) -> Value {
    let answer = schemas.answer(scope, method);
    let answer = schemas.add(&format!("{name}Answer"), answer.into());
    let example = json!({ "summary": "A result", "value": example::answer(scope, method) });
    let (good, others): (Vec<&ErrorEntry>, Vec<&ErrorEntry>) =
        method.errors.iter().partition(|error| error.status == Some(200));
    let error = errors::reference(method.api);
    let mut examples = Map::new();
    examples.insert("result".to_owned(), example);
    examples.extend(errors::examples(method.api, &good));
    let schema = if good.is_empty() { Value::from(answer) } else { json!({ "anyOf": [answer, error] }) };
    let about = method.result_doc.as_deref().map_or("The result.".to_owned(), shown::sentence);
    let mut responses = Map::new();
    let content = json!({ "application/json": { "schema": schema, "examples": examples } });
    responses.insert("200".to_owned(), json!({ "description": words::markdown(&about), "content": content }));
    responses.extend(errors::responses(method.api, &others));
    responses.into()
}

/// Returns the tag of a method: the first two parts of its name but the last.
pub(super) fn tag(method: &Method) -> String {
    let parts: Vec<&str> = method.name.wire.split('.').collect();
    let around = parts.len().saturating_sub(1).clamp(1, 2);
    parts.get(..around).unwrap_or_default().join(".")
}
