//! Methods that have run for as long as the vendor allows within ten minutes.

use std::time::Duration;

use bitrix24_mock::{Portal, Reply};
use bitrix24_runtime::auth::Auth;
use bitrix24_runtime::catalogue::{Errors, Fields, Method, Pager, PagerKind};
use bitrix24_runtime::{Api, Client, Dynamic, Error, Fate, Kind, Limits, Options, Value, json};

static DEALS: Method = Method {
    name: "crm.deal.list",
    api: Api::V2,
    scopes: &[],
    kind: Kind::Read,
    docs: "",
    batchable: None,
    deprecated: None,
    positional: &[],
    pager: Some(Pager { kind: PagerKind::Start, items: "", id: Some("ID") }),
    params: Fields::List(&[]),
    errors: Errors::NONE,
};

/// The `time` of an answer: of 480 seconds 479 are used, and part of them are free again in five minutes.
fn used_up() -> Value {
    json!({
        "start": 1_700_000_000.25,
        "finish": 1_700_000_000.75,
        "duration": 0.5,
        "operating_reset_at": 1_700_000_300,
        "operating": 479,
    })
}

fn client(portal: &Portal) -> Client {
    let auth = Auth::webhook(&portal.webhook_url()).expect("an address");
    Client::builder(auth).limits(Limits::standard()).build().expect("a client")
}

/// Makes sure that only this method waits for its time: longer than a minute, so it is not even sent.
async fn assert_waits(portal: &Portal, client: &Client, method: &str) {
    let sent = portal.requests().len();
    let hurried = client.with(Options::new().deadline(Duration::from_secs(60)));
    let error = hurried.call(Dynamic::new(method, json!({}))).await.expect_err("it has no time");
    assert!(matches!(error, Error::Deadline { fate: Fate::NotRun, .. }), "{method}: {error:?}");
    assert_eq!(portal.requests().len(), sent, "{method}");
    portal.on("other", Reply::result(json!(1)));
    hurried.call(Dynamic::new("other", json!({}))).await.expect("a result");
}

#[tokio::test]
async fn a_call_learns_when_its_method_has_time_again() {
    let portal = Portal::start();
    let b24 = client(&portal);
    for method in ["call", "send"] {
        portal.on(method, Reply::json(200, json!({ "result": 1, "time": used_up() })));
        let request = Dynamic::new(method, json!({}));
        if method == "call" {
            b24.call(request).await.expect("a result");
        } else {
            b24.send(request).await.expect("an answer");
        }
        assert_waits(&portal, &b24, method).await;
    }
}

#[tokio::test]
async fn a_list_learns_it_from_its_pages() {
    let portal = Portal::start();
    let b24 = client(&portal);
    portal.on("crm.deal.list", Reply::json(200, json!({ "result": [{ "ID": 1 }], "total": 1, "time": used_up() })));
    b24.list(Dynamic::of(&DEALS, json!({}))).all().await.expect("deals");
    assert_waits(&portal, &b24, "crm.deal.list").await;
}

#[tokio::test]
async fn a_batch_learns_it_for_each_command() {
    let portal = Portal::start();
    let b24 = client(&portal);
    let result = json!({
        "result": { "c0": 1, "c1": 2 },
        "result_error": [],
        "result_total": [],
        "result_next": [],
        "result_time": { "c1": used_up() },
    });
    portal.on("batch", Reply::result(result));
    let mut batch = b24.batch();
    batch.add(Dynamic::new("first", json!({})));
    batch.add(Dynamic::new("second", json!({})));
    batch.send().await.expect("answers");
    assert_waits(&portal, &b24, "second").await;
}
