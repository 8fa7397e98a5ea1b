//! Documented errors, and the system's for methods without one.

use serde_json::json;

use crate::{call, call_v3, refusal, start, whole};

#[test]
fn v2_says_what_its_page_says() {
    let portal = start(whole());
    let check = |method: &str, params, expected: (&str, &str)| {
        let answer = call(&portal, method, params);
        let body = answer.json();
        let found = (body["error"].as_str().unwrap_or("?"), body["error_description"].as_str().unwrap_or("?"));
        assert_eq!((answer.status, found), (400, expected), "{method}");
    };
    check("crm.deal.add", json!({ "fields": "x" }), ("", "Parameter 'fields' must be array"));
    check("crm.deal.get", json!({}), ("", "ID is not defined or invalid"));
    check("tasks.task.add", json!({}), ("100", "Could not find value for parameter {fields} (internal error)"));
    check("tasks.task.get", json!({ "taskId": 99 }), ("0", "wrong task id"));
    check("crm.item.list", json!({ "entityTypeId": 5 }), ("NOT_FOUND", "SPA not found"));
    let not_allowed = "Invalid filter: field 'nothing' is not allowed in filter";
    check(
        "crm.item.list",
        json!({ "entityTypeId": 2, "filter": { ">nothing": 1 } }),
        ("INVALID_ARG_VALUE", not_allowed),
    );
}

#[test]
fn v2_falls_back_to_the_system() {
    let portal = start(whole());
    let code = |method: &str, params| refusal(&call(&portal, method, params));
    assert_eq!(code("crm.deal.get", json!({ "id": 1, "nothing": 2 })), (400, "ERROR_ARGUMENT".to_owned()));
    assert_eq!(code("user.add", json!({})), (400, "100".to_owned()));
    assert_eq!(code("no.such.method", json!({})), (404, "ERROR_METHOD_NOT_FOUND".to_owned()));
    assert_eq!(call(&portal, "crm.deal.get", json!({ "ID": "1", "auth": "x", "bx24_request_id": "y" })).status, 200);
    assert_eq!(call(&portal, "department.get", json!({ "order": { "ID": "ASC" }, "__order": 1 })).status, 200);
}

#[test]
fn v3_says_which_field() {
    let portal = start(whole());
    let answer = call_v3(&portal, "tasks.task.get", json!({}));
    let error = answer.json()["error"].clone();
    assert_eq!(answer.status, 400);
    assert_eq!(error["code"], "BITRIX_REST_V3_EXCEPTION_VALIDATION_REQUESTVALIDATIONEXCEPTION");
    assert_eq!(error["validation"][0]["field"], "id");
    let typed = call_v3(&portal, "tasks.task.get", json!({ "id": "x" })).json();
    assert_eq!(typed["error"]["validation"][0]["field"], "id");
}

#[test]
fn scopes_are_checked() {
    let portal = start(whole().scopes(["task"]));
    assert_eq!(refusal(&call(&portal, "crm.deal.list", json!({}))), (403, "insufficient_scope".to_owned()));
    let code = "BITRIX_REST_V3_EXCEPTION_INSUFFICIENTSCOPEEXCEPTION".to_owned();
    assert_eq!(refusal(&call_v3(&portal, "tasks.task.list", json!({}))), (403, code));
    assert_eq!(call(&portal, "tasks.task.list", json!({})).status, 200);
}
