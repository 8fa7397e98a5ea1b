//! REST 3.0: filters, pages, keys, batches.

use bitrix24_mock::Portal;
use serde_json::{Value, json};

use crate::client::{Response, post_with};
use crate::{call, call_v3, refusal, start, whole};

const PREFIX: &str = "BITRIX_REST_V3_EXCEPTION_";

fn ids(answer: &Response) -> Vec<u64> {
    let items = answer.json()["result"]["items"].clone();
    items.as_array().into_iter().flatten().filter_map(|item| item["id"].as_u64()).collect()
}

#[test]
fn conditions_are_lists() {
    let portal = start(whole());
    portal.fill("tasks.task", 10);
    let list = |filter: Value| call_v3(&portal, "tasks.task.list", json!({ "filter": filter }));
    assert_eq!(ids(&list(json!([["id", ">", 8]]))), [9, 10]);
    assert_eq!(ids(&list(json!([["id", [1, 2]], ["id", "!=", 2]]))), [1]);
    assert_eq!(ids(&list(json!([["id", "between", [3, 5]]]))), [3, 4, 5]);
    let group = json!([["id", "<", 9], { "logic": "or", "conditions": [["id", 1], ["id", "in", [8, 9]]] }]);
    assert_eq!(ids(&list(group)), [1, 8]);
    for (filter, code) in [
        (json!([["nothing", "=", 1]]), "UNKNOWNDTOPROPERTYEXCEPTION"),
        (json!([["id", "like", 1]]), "UNKNOWNFILTEROPERATOREXCEPTION"),
        (json!([["id", "=", "x"]]), "VALIDATION_REQUESTVALIDATIONEXCEPTION"),
        (json!([["id"]]), "INVALIDFILTEREXCEPTION"),
    ] {
        assert_eq!(refusal(&list(filter)), (400, format!("{PREFIX}{code}")));
    }
}

/// The rows of both versions are the same, and each has words of its own.
#[test]
fn the_editor_is_named_by_a_number() {
    let portal = start(whole());
    call_v3(&portal, "tasks.task.update", json!({ "id": 3, "fields": { "title": "Three" } }));
    let task = call_v3(&portal, "tasks.task.get", json!({ "id": 3 })).json()["result"]["item"].clone();
    assert_eq!((&task["changedById"], task.get("changedBy")), (&json!(1), None), "`changedBy` is a user");
    let found =
        call_v3(&portal, "tasks.task.list", json!({ "filter": [["changedById", 1], ["id", 3]], "select": ["id"] }));
    assert_eq!(ids(&found), [3]);
}

#[test]
fn words_are_those_of_the_version() {
    let portal = start(whole());
    portal.fill("tasks.task", 40);
    let open = call_v3(&portal, "tasks.task.list", json!({ "filter": [["status", "in", ["pending", "in_progress"]]] }));
    assert!(!ids(&open).is_empty());
    for item in open.json()["result"]["items"].as_array().into_iter().flatten() {
        assert!(["pending", "in_progress"].contains(&item["status"].as_str().unwrap_or_default()), "{item}");
        assert!(["low", "average", "high"].contains(&item["priority"].as_str().unwrap_or_default()), "{item}");
    }

    let status = |answer: Value, key: &str| answer["result"][key]["status"].clone();
    call_v3(&portal, "tasks.task.update", json!({ "id": 3, "fields": { "status": "completed" } }));
    let same = json!({ "taskId": 3, "select": ["ID", "STATUS"] });
    assert_eq!(status(call(&portal, "tasks.task.get", same.clone()).json(), "task"), "5");
    call(&portal, "tasks.task.update", json!({ "taskId": 3, "fields": { "STATUS": "3" } }));
    assert_eq!(status(call_v3(&portal, "tasks.task.get", json!({ "id": 3 })).json(), "item"), "in_progress");
}

#[test]
fn pages_have_an_offset_and_a_limit() {
    let portal = start(whole());
    portal.fill("tasks.task", 120);
    let list = |pagination: Value| {
        call_v3(
            &portal,
            "tasks.task.list",
            json!({ "select": ["id"], "order": { "id": "DESC" }, "pagination": pagination }),
        )
    };
    assert_eq!(ids(&list(json!({ "limit": 2, "page": 2 }))), [118, 117]);
    assert_eq!(ids(&list(json!({ "limit": 2, "offset": 119 }))), [1]);
    assert_eq!(ids(&list(json!({}))).len(), 50);
    assert_eq!(refusal(&list(json!({ "limit": "abc" }))).1, format!("{PREFIX}INVALIDPAGINATIONEXCEPTION"));
}

fn add(portal: &Portal, key: &str, title: &str) -> Response {
    let path = format!("/rest/api/1/{}/tasks.task.add", portal.webhook_secret());
    let body = json!({ "fields": { "title": title, "creatorId": 1, "responsibleId": 1 } });
    post_with(portal, &path, &[("Idempotency-Key", key)], body.to_string().as_bytes())
}

#[test]
fn a_key_runs_once() {
    let portal = start(whole());
    let (first, second) = (add(&portal, "k", "A"), add(&portal, "k", "A"));
    assert_eq!(first.body, second.body);
    assert_eq!((first.header("idempotency-key"), first.header("idempotent-replayed")), (Some("k"), None));
    assert_eq!((second.header("idempotency-key"), second.header("idempotent-replayed")), (Some("k"), Some("true")));
    assert_eq!(portal.ran().times("tasks.task.add"), 1);
    assert_eq!(refusal(&add(&portal, "k", "B")), (422, format!("{PREFIX}IDEMPOTENCYKEYREUSEDEXCEPTION")));
    assert_eq!(refusal(&add(&portal, &"k".repeat(256), "B")), (400, format!("{PREFIX}INVALIDIDEMPOTENCYKEYEXCEPTION")));
    assert_eq!(add(&portal, "l", "A").header("idempotent-replayed"), None);
}

#[test]
fn a_batch_is_a_list_with_references() {
    let portal = start(whole());
    let commands = json!([
        { "method": "tasks.task.add", "query": { "fields": { "title": "A", "creatorId": 1, "responsibleId": 1 } }, "as": "new" },
        { "method": "tasks.task.get", "query": { "id": { "$ref": "new.item.id" }, "select": ["id", "title"] } },
        { "method": "tasks.task.list", "query": { "select": ["id"], "pagination": { "limit": 2 } }, "as": "some" },
        { "method": "tasks.task.list", "query": { "filter": [["id", "in", { "$refArray": "some.id" }]], "select": ["id"] } },
    ]);
    let answer = call_v3(&portal, "batch", commands).json();
    assert_eq!(answer["result"][1]["item"], json!({ "id": 11, "title": "A" }));
    assert_eq!(answer["result"][3], answer["result"][2]);
}

#[test]
fn a_batch_fails_as_a_whole() {
    let portal = start(whole());
    let commands =
        json!([{ "method": "tasks.task.get", "query": { "id": 1 } }, { "method": "tasks.task.get", "query": {} }]);
    assert_eq!(refusal(&call_v3(&portal, "batch", commands)).0, 400);
    let v2 = json!({ "cmd": { "a": "tasks.task.get?id=1" } });
    assert_eq!(refusal(&call_v3(&portal, "batch", v2)), (400, format!("{PREFIX}INVALIDSELECTEXCEPTION")));
    let twins = json!({ "0": { "method": "tasks.task.get", "query": { "id": 1 } }, "auth": "x" });
    assert_eq!(call_v3(&portal, "batch", twins).json()["result"][0]["item"]["id"], 1);
}

#[test]
fn it_describes_itself() {
    let portal = start(whole());
    let answer = call_v3(&portal, "rest.documentation.openapi", json!({})).json();
    assert!(answer["paths"]["/tasks.task.get"].is_object());
}
