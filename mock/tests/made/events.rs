//! Events: bound, and posted to their handler.

use std::io::{Read, Write};
use std::net::TcpListener;

use bitrix24_mock::Portal;
use serde_json::{Value, json};

use crate::client::post;
use crate::{call, call_v3, refusal, result, start, whole};

/// A handler on this machine.
struct Handler(TcpListener);

impl Handler {
    fn new() -> Self {
        Self(TcpListener::bind("127.0.0.1:0").expect("there is a port"))
    }

    fn address(&self) -> String {
        format!("http://{}/handler?x=1", self.0.local_addr().expect("it listens"))
    }

    /// Takes the next event, as a form.
    fn next(&self) -> Vec<(String, String)> {
        let (mut stream, _) = self.0.accept().expect("the portal calls");
        let mut text = Vec::new();
        let mut part = [0; 4096];
        loop {
            let read = stream.read(&mut part).expect("the portal writes");
            text.extend_from_slice(&part[..read]);
            let whole = String::from_utf8_lossy(&text).into_owned();
            if let Some((head, body)) = whole.split_once("\r\n\r\n") {
                let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
                if length.and_then(|length| length.parse().ok()) == Some(body.len()) {
                    stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").expect("the portal reads");
                    assert!(head.starts_with("POST /handler?x=1 "), "{head}");
                    return form_urlencoded::parse(body.as_bytes()).into_owned().collect();
                }
            }
        }
    }
}

fn value<'f>(form: &'f [(String, String)], name: &str) -> &'f str {
    form.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
}

/// Calls a method in the application's name.
fn app(portal: &Portal, method: &str, mut params: Value) -> Value {
    params["auth"] = portal.oauth().access_token().into();
    post(portal, &format!("/rest/{method}"), params.to_string().as_bytes()).json()
}

#[test]
fn a_bound_handler_gets_signed_events() {
    let (portal, handler) = (start(whole()), Handler::new());
    for event in ["OnCrmDealAdd", "ONTASKUPDATE", "ONCRMDYNAMICITEMDELETE_128", "ONAPPINSTALL"] {
        assert_eq!(app(&portal, "event.bind", json!({ "event": event, "handler": handler.address() }))["result"], true);
    }
    let id = result(&portal, "crm.deal.add", json!({ "fields": { "TITLE": "One" } }));
    result(&portal, "crm.deal.update", json!({ "id": id, "fields": { "TITLE": "Two" } }));
    call_v3(&portal, "tasks.task.update", json!({ "id": 3, "fields": { "title": "Three" } }));
    result(&portal, "crm.item.delete", json!({ "entityTypeId": 128, "id": 4 }));
    portal.raise("OnAppInstall", json!({ "VERSION": 1 }));

    let deal = handler.next();
    assert_eq!((value(&deal, "event"), value(&deal, "event_handler_id")), ("ONCRMDEALADD", "1"));
    assert_eq!(value(&deal, "data[FIELDS][ID]"), id.to_string());
    assert_eq!(value(&deal, "auth[application_token]"), portal.oauth().application_token());
    assert_eq!(value(&deal, "auth[access_token]"), portal.oauth().access_token());
    let task = handler.next();
    assert_eq!((value(&task, "event"), value(&task, "data[FIELDS_AFTER][ID]")), ("ONTASKUPDATE", "3"));
    let item = handler.next();
    assert_eq!(value(&item, "event"), "ONCRMDYNAMICITEMDELETE_128");
    assert_eq!((value(&item, "data[FIELDS][ID]"), value(&item, "data[FIELDS][ENTITY_TYPE_ID]")), ("4", "128"));
    assert_eq!(value(&handler.next(), "data[VERSION]"), "1");
}

#[test]
fn handlers_are_listed_and_unbound() {
    let portal = start(whole());
    let bound = json!({ "event": "ONCRMDEALADD", "handler": "https://example.com/handler" });
    assert_eq!(app(&portal, "event.bind", bound.clone())["result"], true);
    assert_eq!(app(&portal, "event.bind", bound.clone())["error"], "ERROR_CORE");
    assert_eq!(
        app(&portal, "event.bind", json!({ "event": "deals", "handler": "x" }))["error"],
        "ERROR_EVENT_NOT_FOUND"
    );
    assert_eq!(refusal(&call(&portal, "event.bind", bound.clone())), (403, "WRONG_AUTH_TYPE".to_owned()));
    let listed = json!([{
        "event": "ONCRMDEALADD", "handler": "https://example.com/handler", "auth_type": "0", "offline": 0,
    }]);
    assert_eq!(app(&portal, "event.get", json!({}))["result"], listed);
    assert_eq!(app(&portal, "event.unbind", bound)["result"], json!({ "count": 1 }));
    assert_eq!(app(&portal, "event.get", json!({}))["result"], json!([]));
}

#[test]
fn events_of_bots_wait_until_they_are_fetched() {
    let portal = start(whole());
    let fetch = |params: Value| result(&portal, "imbot.v2.Event.get", params);
    let ids = |answer: &Value| -> Vec<u64> {
        answer["events"].as_array().into_iter().flatten().filter_map(|event| event["eventId"].as_u64()).collect()
    };
    assert_eq!(fetch(json!({ "botId": 5 })), json!({ "events": [], "nextOffset": 1, "hasMore": false }));

    portal
        .raise("OnImBotV2MessageAdd", json!({ "bot": { "id": 5 }, "message": { "id": 77 } }))
        .raise("ONIMBOTV2DELETE", json!({ "bot": { "id": 6 } }))
        .raise("ONIMV2MESSAGEADD", json!({ "message": { "id": 78 } }))
        .raise("ONIMBOTV2JOINCHAT", json!({ "dialogId": "chat1" }))
        .raise("ONAPPINSTALL", json!({}));
    let first = fetch(json!({ "botId": 5, "limit": 1 }));
    assert_eq!((ids(&first), &first["nextOffset"], &first["hasMore"]), (vec![1], &json!(2), &json!(true)));
    assert_eq!(first["events"][0]["type"], "ONIMBOTV2MESSAGEADD");
    assert_eq!(first["events"][0]["data"]["message"]["id"], 77);
    assert_eq!(ids(&fetch(json!({ "botId": 5 }))), [1, 4], "nothing was confirmed");
    let rest = fetch(json!({ "botId": 5, "offset": first["nextOffset"] }));
    assert_eq!((ids(&rest), &rest["hasMore"]), (vec![4], &json!(false)));
    assert_eq!(ids(&fetch(json!({ "botId": 6, "withUserEvents": true }))), [2, 3, 4]);
    assert_eq!(ids(&result(&portal, "im.v2.Event.get", json!({}))), [3]);
    let none = fetch(json!({ "botId": 5, "offset": rest["nextOffset"] }));
    assert_eq!(none, json!({ "events": [], "nextOffset": 5, "hasMore": false }));
}
