//! The portal with a schema, over real HTTP.

mod batch;
mod catalogue;
#[path = "../client/mod.rs"]
mod client;
mod describe;
mod errors;
mod events;
mod faults;
mod files;
mod forms;
mod limits;
mod oauth;
mod own;
mod rest3;
mod store;
mod things;

use std::sync::{Arc, LazyLock};

use bitrix24_mock::{Builder, Portal};
use bitrix24_schema::Model;
use serde_json::{Value, json};

use client::{Response, post};

/// The schema of this repository, read once.
static MODEL: LazyLock<Arc<Model>> = LazyLock::new(|| {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../schema");
    Arc::new(bitrix24_schema::load(folder).expect("the schema is well"))
});

/// Returns the settings of a portal with all methods.
fn whole() -> Builder {
    Portal::builder().model(Arc::clone(&MODEL))
}

fn start(builder: Builder) -> Portal {
    builder.start().expect("there is a port")
}

/// Calls a method of v2 over the webhook.
fn call(portal: &Portal, method: &str, params: Value) -> Response {
    let path = format!("/rest/1/{}/{method}", portal.webhook_secret());
    post(portal, &path, params.to_string().as_bytes())
}

/// Calls a method of REST 3.0 over the webhook.
fn call_v3(portal: &Portal, method: &str, params: Value) -> Response {
    let path = format!("/rest/api/1/{}/{method}", portal.webhook_secret());
    post(portal, &path, params.to_string().as_bytes())
}

/// Calls a method of v2 that has to succeed, and returns its result.
#[track_caller]
fn result(portal: &Portal, method: &str, params: Value) -> Value {
    let answer = call(portal, method, params).json();
    assert!(answer.get("error").is_none(), "{method}: {answer}");
    answer["result"].clone()
}

/// Returns the status and the code of an error.
fn refusal(answer: &Response) -> (u16, String) {
    let error = answer.json()["error"].clone();
    let code = error.get("code").unwrap_or(&error);
    (answer.status, code.as_str().unwrap_or_default().to_owned())
}

/// Returns a batch of named commands that does not halt at errors.
fn batch(commands: &[(&str, &str)]) -> Value {
    let commands: serde_json::Map<_, _> =
        commands.iter().map(|(name, command)| ((*name).to_owned(), json!(command))).collect();
    json!({ "halt": 0, "cmd": commands })
}
