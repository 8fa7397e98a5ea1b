//! Every method of the catalogue called once, through the client, against a portal made from the schema; and its answer
//! decoded by its typed code.
#![cfg(all(feature = "corpus", feature = "mock"))]

use std::path::Path;
use std::sync::Arc;

use bitrix24::catalogue::{CATALOGUE, typed};
use bitrix24_codegen::Generator;
use bitrix24_mock::{Limits, Portal, example_params};
use bitrix24_runtime::auth::Auth;
use bitrix24_runtime::{Api, Client, Dynamic, json};
use bitrix24_schema::Model;

#[tokio::test]
async fn every_method_is_answered_and_decoded() {
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schema");
    let model = Arc::new(Generator::new(schema).model().expect("the schema"));
    let (mut _portal, mut client) = start(&model);
    let mut wrong = Vec::new();
    // A deleted item cannot be read afterwards.
    let mut methods: Vec<_> = model.methods.iter().collect();
    methods.sort_by_key(|method| method.name.wire.ends_with("delete"));
    for described in methods {
        let api = if described.api == bitrix24_schema::model::Api::V2 { Api::V2 } else { Api::V3 };
        let name = described.name.wire.as_str();
        let method = CATALOGUE.method_in(name, api).expect("the crate has all methods of the schema");
        if name.ends_with("delete") {
            // Several methods delete the same rows.
            (_portal, client) = start(&model);
        }
        // A batch without commands has its own tests, and so have handlers of events, whose names are no example's.
        if matches!(name, "batch" | "event.bind") {
            continue;
        }
        let params = example_params(&model, described, false);
        let answer = match client.call(Dynamic::of(method, params.into())).await {
            Ok(answer) => answer,
            Err(error) => {
                wrong.push(format!("{name} {api:?}: {error}"));
                continue;
            }
        };
        let body = json!({ "result": answer }).to_string();
        let code = typed(name, api).expect("there is typed code for every method");
        match code.decode(body.as_bytes()) {
            Ok(decoded) if decoded.value == answer => {}
            Ok(_) => wrong.push(format!("{name} {api:?}: it is not the same when it is encoded again")),
            Err(error) => wrong.push(format!("{name} {api:?}: {error}")),
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), model.methods.len(), wrong.join("\n"));
}

fn start(model: &Arc<Model>) -> (Portal, Client) {
    let portal = Portal::builder().model(Arc::clone(model)).limits(Limits::none()).start().expect("a portal");
    // As an application: some methods are for those alone.
    let auth = Auth::token(&portal.url(), portal.access_token()).expect("an address");
    let client = Client::builder(auth).limits(bitrix24_runtime::Limits::none()).build().expect("a client");
    (portal, client)
}
