//! Events as webhooks: what a portal posts to a handler, as a form.

use bitrix24_schema::model::{Deprecated, Event, Model};
use serde_json::{Map, Value, json};

use crate::names::camel;
use crate::schema::{At, Schemas, Side, describe};
use crate::scope::{Owner, Scope};
use crate::{example, words};

/// The tag of all events. No method has it: their tags are the beginnings of their names.
const TAG: &str = "webhooks";

/// The type of the body.
const FORM: &str = "application/x-www-form-urlencoded";

/// The name of the schema of an event's sender.
const AUTH: &str = "EventAuth";

/// Returns the tag of events, if there are any.
pub(super) fn tag(model: &Model) -> Option<Value> {
    (!model.events.is_empty()).then(
        || json!({ "name": TAG, "description": "Events, which a portal posts to the handlers that are bound to them" }),
    )
}

/// Returns all events, by their names.
pub(super) fn webhooks<'m>(schemas: &mut Schemas<'m>, model: &'m Model) -> Map<String, Value> {
    let mut all = Map::new();
    for (event, scope) in Scope::events(model) {
        all.insert(event.name.clone(), json!({ "post": operation(schemas, scope, event) }));
    }
    if !all.is_empty() {
        schemas.add(AUTH, auth());
    }
    all
}

fn operation<'m>(schemas: &mut Schemas<'m>, scope: Scope<'m>, event: &'m Event) -> Value {
    let Owner::Event(index) = scope.owner else { return Value::Null };
    let name = schemas.names.event(index).to_owned();
    let mut operation = Map::new();
    let mut put = |key: &str, value: Value| operation.insert(key.to_owned(), value);
    put("operationId", camel(&name).into());
    put("summary", event.summary.clone().unwrap_or_else(|| event.name.clone()).into());
    put("description", description(event).into());
    put("tags", json!([TAG]));
    if event.deprecated.is_some() {
        put("deprecated", true.into());
    }
    if let Some(page) = &event.docs {
        put("externalDocs", json!({ "description": "The vendor's page", "url": page.url }));
    }
    // The token in the body proves the sender.
    put("security", json!([]));
    put("requestBody", body(schemas, scope, event, &name));
    put("responses", json!({ "200": { "description": "It was taken. The portal reads nothing else of the answer." } }));
    put("x-bitrix24", facts(event));
    operation.into()
}

fn description(event: &Event) -> String {
    let name = format!("`{}`", event.name);
    let parts = [name].into_iter().chain(words::event_instead(event)).chain(words::event(event));
    words::markdown(&words::paragraph(parts).unwrap_or_default())
}

/// Returns the facts that other tools have no place for.
fn facts(event: &Event) -> Value {
    let mut facts = Map::new();
    let mut put = |key: &str, value: Value| facts.insert(key.to_owned(), value);
    put("event", event.name.as_str().into());
    put("scope", json!(event.scopes));
    if let Some(caller) = event.caller {
        put("caller", json!(caller));
    }
    if let Some(Deprecated { instead: Some(instead) }) = &event.deprecated {
        put("instead", instead.as_str().into());
    }
    facts.into()
}

fn body<'m>(schemas: &mut Schemas<'m>, scope: Scope<'m>, event: &'m Event, name: &str) -> Value {
    let mut data = schemas.ty(At::new(scope, Side::Answered), &event.data, None);
    describe(&mut data, event.data_doc.as_deref());
    let auth = json!({ "$ref": format!("#/components/schemas/{AUTH}") });
    let schema = schemas.add(
        name,
        json!({
            "type": "object",
            "description": words::markdown(&format!("The event `{}`.", event.name)),
            "properties": {
                "event": { "type": "string", "const": event.name, "description": "The name of the event." },
                "data": data,
                "ts": { "type": "string", "description": "The time at which it was sent, in seconds since 1970." },
                "auth": auth,
            },
            "required": ["event"],
        }),
    );
    let example = example::event(scope, event);
    let brackets = json!({ "style": "deepObject", "explode": true });
    json!({
        "required": true,
        "description": format!("A form, in which names in brackets are the parts; before it is encoded: `{}`.", form(&example)),
        "content": { FORM: {
            "schema": schema,
            "encoding": { "data": brackets, "auth": brackets },
            "example": example,
        } },
    })
}

/// Returns the schema of an event's sender.
fn auth() -> Value {
    let text = |about: &str| json!({ "type": "string", "description": about });
    json!({
        "type": "object",
        "description": "The portal, and the tokens for it. An outgoing webhook brings no access token, and an application gets \
                        none for what no user did.",
        "properties": {
            "domain": text("The portal's host."),
            "member_id": text("The portal's identifier, which stays when its host changes."),
            "client_endpoint": text("The address for calls."),
            "server_endpoint": text("The address of the authorisation server."),
            "scope": text("The application's scopes, separated by commas."),
            "status": text("The way in which the application came to the portal."),
            "user_id": text("The user for whom the tokens are issued."),
            "application_token": text("The proof that the portal has sent it: compare it with the one that you know."),
            "access_token": text("The token for calls."),
            "refresh_token": text("The token for another access token; only a few events bring it."),
            "expires": text("The time at which the access token expires, in seconds since 1970."),
            "expires_in": text("In how many seconds the access token expires."),
        },
    })
}

/// Returns an example as a form before it is encoded: `event=ONCRMDEALADD&data[FIELDS][ID]=42`.
fn form(example: &Value) -> String {
    let mut pairs = Vec::new();
    for (name, value) in example.as_object().into_iter().flatten() {
        flatten(name, value, &mut pairs);
    }
    pairs.join("&")
}

fn flatten(name: &str, value: &Value, pairs: &mut Vec<String>) {
    match value {
        Value::Object(map) => map.iter().for_each(|(key, value)| flatten(&format!("{name}[{key}]"), value, pairs)),
        Value::Array(list) => {
            list.iter().enumerate().for_each(|(index, value)| flatten(&format!("{name}[{index}]"), value, pairs));
        }
        Value::String(text) => pairs.push(format!("{name}={}", text.replace('`', "'"))),
        other => pairs.push(format!("{name}={other}")),
    }
}

#[cfg(test)]
mod tests {
    use super::form;

    #[test]
    fn parts_are_in_brackets() {
        let example =
            serde_json::json!({ "event": "A", "data": { "FIELDS": { "ID": 42 }, "LIST": ["a", "b"], "NONE": {} } });
        assert_eq!(form(&example), "event=A&data[FIELDS][ID]=42&data[LIST][0]=a&data[LIST][1]=b");
    }
}
