//! Who may call: webhooks by their address, applications by a token.

use std::collections::BTreeSet;

use bitrix24_schema::model::{Method, Model};
use serde_json::{Map, Value, json};

/// Returns the ways to be let in for a method, or for any.
///
/// A webhook needs no scheme, because its secret is in the address.
pub(super) fn of(method: Option<&Method>) -> Value {
    let is_for_applications = method.is_some_and(|method| method.application == Some(true));
    let scopes = method.map(|method| method.scopes.as_slice()).unwrap_or_default();
    let mut ways: Vec<Value> = Vec::new();
    if !is_for_applications {
        ways.push(json!({}));
    }
    // Any of the scopes is enough.
    ways.extend(scopes.iter().map(|scope| json!({ "oauth": [scope] })));
    if scopes.is_empty() {
        ways.push(json!({ "oauth": [] }));
    }
    ways.push(json!({ "token": [] }));
    ways.into()
}

/// Returns the schemes, with all scopes of the model.
pub(super) fn schemes(model: &Model) -> Value {
    let scopes: BTreeSet<&str> = model.methods.iter().flat_map(|method| &method.scopes).map(String::as_str).collect();
    let about = |scope: &str| format!("Call the methods of the scope `{scope}`");
    let scopes: Map<String, Value> = scopes.into_iter().map(|scope| (scope.to_owned(), about(scope).into())).collect();
    json!({
        "oauth": {
            "type": "oauth2",
            "description": "An application: the user is asked at the portal's own address, and the token goes into the \
                            header `Authorization: Bearer`.",
            "flows": {
                "authorizationCode": {
                    "authorizationUrl": "https://example.bitrix24.com/oauth/authorize/",
                    "tokenUrl": "https://oauth.bitrix24.tech/oauth/token/",
                    "refreshUrl": "https://oauth.bitrix24.tech/oauth/token/",
                    "scopes": scopes,
                },
            },
        },
        "token": {
            "type": "apiKey",
            "in": "query",
            "name": "auth",
            "description": "An application's access token as a parameter.",
        },
    })
}
