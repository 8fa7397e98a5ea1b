//! The portal over plain HTTP/1.1.

mod client;

use std::time::{Duration, Instant};

use bitrix24_mock::{ApiVersion, Portal, Reply};
use serde_json::{Value, json};

use client::{Response, get, post};

/// Calls a v2 method through the webhook.
fn call(portal: &Portal, method: &str) -> Response {
    let path = format!("/rest/1/{}/{method}", portal.webhook_secret());
    post(portal, &path, b"{}")
}

/// Calls a v3 method through the webhook.
fn call_v3(portal: &Portal, method: &str) -> Response {
    let path = format!("/rest/api/1/{}/{method}", portal.webhook_secret());
    post(portal, &path, b"{}")
}

#[test]
fn a_scripted_result_arrives_with_its_times() {
    let portal = Portal::start();
    portal.on("user.update", Reply::result(json!(true)));

    let response = call(&portal, "user.update");

    assert_eq!(response.status, 200);
    assert_eq!(response.header("content-type"), Some("application/json; charset=utf-8"));
    let body = response.json();
    assert_eq!(body["result"], json!(true));
    let time = body["time"].as_object().expect("times are an object");
    let names: Vec<_> = time.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        ["start", "finish", "duration", "processing", "date_start", "date_finish", "operating_reset_at", "operating"]
    );
}

#[test]
fn addresses_follow_from_the_port() {
    let portal = Portal::start();
    let url = format!("http://127.0.0.1:{}/", portal.address().port());

    assert_eq!(portal.url(), url);
    assert_eq!(portal.webhook_url(), format!("{url}rest/1/mock-secret-0123456789/"));
}

#[test]
fn answers_queue_up_and_the_last_one_repeats() {
    let portal = Portal::start();
    portal.on("user.get", Reply::error(503, "QUERY_LIMIT_EXCEEDED", "Wait")).on("user.get", Reply::result(json!(1)));

    let statuses: Vec<_> = (0..3).map(|_| call(&portal, "user.get").status).collect();

    assert_eq!(statuses, [503, 200, 200]);
}

#[test]
fn an_answer_for_one_request_gives_way_to_earlier_ones() {
    let portal = Portal::start();
    portal.on("user.get", Reply::result(json!(1)));
    portal.once("User.get", Reply::empty(500)).once("user.get", Reply::empty(502));

    let statuses: Vec<_> = (0..4).map(|_| call(&portal, "user.get").status).collect();

    assert_eq!(statuses, [500, 502, 200, 200]);
    assert_eq!(call(portal.once("user.current", Reply::empty(204)), "user.current").status, 204);
    assert_eq!(call(&portal, "user.current").status, 404, "nothing else is scripted");
}

#[test]
fn a_new_answer_ends_the_repetition() {
    let portal = Portal::start();
    portal.on("user.get", Reply::empty(500));
    assert_eq!(call(&portal, "user.get").status, 500);

    portal.on("user.get", Reply::empty(204));

    assert_eq!(call(&portal, "user.get").status, 204);
}

#[test]
fn methods_are_called_in_any_case_and_with_a_format() {
    let portal = Portal::start();
    portal.on("User.Get", Reply::result(json!([])));

    assert_eq!(call(&portal, "user.get").status, 200);
    assert_eq!(call(&portal, "USER.GET.json").status, 200);
    assert_eq!(portal.last_request().expect("a request").method(), "USER.GET");
}

#[test]
fn an_unknown_method_is_not_found() {
    let response = call(&Portal::start(), "no.such.method");

    assert_eq!(response.status, 404);
    assert_eq!(
        response.json(),
        json!({
            "error": "ERROR_METHOD_NOT_FOUND",
            "error_description": "Method not found!"
        })
    );
}

#[test]
fn a_wrong_secret_or_user_is_not_let_in() {
    let portal = Portal::start();
    portal.on("user.get", Reply::result(json!([])));
    let right = portal.webhook_secret();

    for webhook in ["1/wrong".to_owned(), format!("2/{right}")] {
        let response = post(&portal, &format!("/rest/{webhook}/user.get"), b"{}");
        assert_eq!(response.status, 401);
        assert_eq!(
            response.json(),
            json!({
                "error": "NO_AUTH_FOUND",
                "error_description": "Wrong authorization data"
            })
        );
    }
}

#[test]
fn a_token_in_the_body_lets_in() {
    let portal = Portal::start();
    portal.on("user.get", Reply::result(json!([])));
    let right = json!({ "auth": portal.access_token() }).to_string();
    let wrong = json!({ "auth": "wrong" }).to_string();

    for path in ["/rest/user.get", "/rest/api/user.get"] {
        assert_eq!(post(&portal, path, right.as_bytes()).status, 200);
        assert_eq!(post(&portal, path, wrong.as_bytes()).status, 401);
        assert_eq!(post(&portal, path, b"[]").status, 401);
        assert_eq!(post(&portal, path, b"").status, 401);
    }
}

#[test]
fn v2_refuses_a_body_that_is_not_json() {
    let portal = Portal::start();
    let path = format!("/rest/1/{}/user.get", portal.webhook_secret());

    let response = post(&portal, &path, b"NAME=Ann");

    assert_eq!(response.status, 400);
    assert_eq!(response.json()["error"], "INVALID_REQUEST");
    let request = portal.last_request().expect("a request");
    assert_eq!(request.body(), &Value::Null);
    assert_eq!(request.bytes(), b"NAME=Ann");
}

#[test]
fn v3_answers_with_the_scripted_result() {
    let portal = Portal::start();
    portal.on("tasks.task.get", Reply::result(json!({ "item": {} })));

    let response = call_v3(&portal, "tasks.task.get");

    assert_eq!(response.status, 200);
    assert_eq!(response.json()["result"], json!({ "item": {} }));
    let request = portal.last_request().expect("a request");
    assert_eq!(request.version(), ApiVersion::V3);
}

#[test]
fn v3_refuses_in_its_own_shape() {
    let portal = Portal::start();

    let unknown = call_v3(&portal, "no.such.method");
    assert_eq!(unknown.status, 404);
    assert_eq!(
        unknown.json(),
        json!({
            "error": { "code": "ERROR_METHOD_NOT_FOUND", "message": "Method not found!" }
        })
    );

    let stranger = post(&portal, "/rest/api/1/wrong/user.get", b"{}");
    assert_eq!(stranger.status, 401);
    assert_eq!(
        stranger.json(),
        json!({
            "error": { "code": "NO_AUTH_FOUND", "message": "Wrong authorization data" }
        })
    );

    let garbled = post(&portal, "/rest/api/user.get", b"{");
    assert_eq!(garbled.status, 400);
    assert_eq!(garbled.json()["error"]["code"], "BITRIX_REST_V3_EXCEPTION_INVALIDJSONEXCEPTION");
}

#[test]
fn errors_have_the_shape_of_their_version() {
    let portal = Portal::start();
    portal
        .on("two", Reply::error(403, "ACCESS_DENIED", "Access denied!"))
        .on("three", Reply::error_v3(403, "DENIED", "Access denied!"));

    assert_eq!(call(&portal, "two").json(), json!({ "error": "ACCESS_DENIED", "error_description": "Access denied!" }));
    assert_eq!(call_v3(&portal, "three").json(), json!({ "error": { "code": "DENIED", "message": "Access denied!" } }));
}

#[test]
fn answers_need_not_be_json() {
    let portal = Portal::start();
    portal
        .on("html", Reply::html(502, "<h1>Bad Gateway</h1>"))
        .on("empty", Reply::empty(500))
        .on("raw", Reply::raw(200, "image/png", [0x89, 0x50]))
        .on("moved", Reply::empty(302).header("Location", "/elsewhere"));

    let html = call(&portal, "html");
    assert_eq!(html.status, 502);
    assert_eq!(html.header("content-type"), Some("text/html; charset=utf-8"));
    assert_eq!(html.body, b"<h1>Bad Gateway</h1>");

    let empty = call(&portal, "empty");
    assert_eq!(empty.status, 500);
    assert_eq!(empty.header("content-type"), None);
    assert_eq!(empty.body, b"");

    let raw = call(&portal, "raw");
    assert_eq!(raw.header("content-type"), Some("image/png"));
    assert_eq!(raw.body, [0x89, 0x50]);

    let moved = call(&portal, "moved");
    assert_eq!(moved.status, 302);
    assert_eq!(moved.header("location"), Some("/elsewhere"));
}

#[test]
fn requests_are_recorded_as_they_arrived() {
    let portal = Portal::start();
    assert!(portal.last_request().is_none());
    let path = format!("/rest/1/{}/user.update.json", portal.webhook_secret());

    post(&portal, &path, br#"{ "ID": 7 }"#);
    get(&portal, "/rest/api/user.get?auth=unread");

    let requests = portal.requests();
    let [update, read] = &requests[..] else {
        panic!("expected two requests: {requests:?}");
    };
    assert_eq!(update.version(), ApiVersion::V2);
    assert_eq!(update.method(), "user.update");
    assert_eq!(update.http_method(), "POST");
    assert_eq!(update.path(), path);
    assert_eq!(update.header("Content-Type"), Some("application/json"));
    assert_eq!(update.body(), &json!({ "ID": 7 }));
    assert_eq!(update.bytes(), br#"{ "ID": 7 }"#);

    assert_eq!(read.version(), ApiVersion::V3);
    assert_eq!(read.http_method(), "GET");
    assert_eq!(read.path(), "/rest/api/user.get");
    assert_eq!(read.header("content-type"), None);
    assert_eq!(read.body(), &json!({}));
    assert_eq!(read.bytes(), b"");
}

#[test]
fn get_is_served_too() {
    let portal = Portal::start();
    portal.on("user.current", Reply::result(json!({ "ID": "1" })));
    let path = format!("/rest/1/{}/user.current", portal.webhook_secret());

    assert_eq!(get(&portal, &path).status, 200);
}

#[test]
fn other_addresses_are_not_found() {
    let portal = Portal::start();

    assert_eq!(get(&portal, "/").status, 404);
    assert_eq!(get(&portal, "/rest/1/user.get").status, 404);
    assert!(portal.requests().is_empty());
}

#[test]
fn megabytes_of_body_are_read() {
    let portal = Portal::start();
    portal.on("disk.folder.uploadfile", Reply::result(json!(true)));
    let path = format!("/rest/1/{}/disk.folder.uploadfile", portal.webhook_secret());
    let content = "A".repeat(4 * 1024 * 1024);
    let body = json!({ "fileContent": content }).to_string();

    assert_eq!(post(&portal, &path, body.as_bytes()).status, 200);
    let request = portal.last_request().expect("a request");
    assert_eq!(request.bytes().len(), body.len());
}

#[test]
fn a_delayed_answer_arrives_after_its_delay() {
    let delay = Duration::from_millis(30);
    let portal = Portal::start();
    portal.on("slow", Reply::result(json!(true)).after(delay));

    let asked = Instant::now();
    let response = call(&portal, "slow");

    assert!(asked.elapsed() >= delay);
    assert_eq!(response.status, 200);
}

#[tokio::test]
async fn a_portal_lives_inside_a_runtime() {
    let portal = Portal::start();
    portal.on("user.get", Reply::result(json!([])));

    assert_eq!(call(&portal, "user.get").status, 200);
}

#[test]
#[should_panic(expected = "99 is not the status")]
fn a_reply_refuses_an_impossible_status() {
    let _ = Reply::empty(99);
}

#[test]
#[should_panic(expected = "follows from the body")]
fn a_reply_refuses_a_length_of_its_own() {
    let _ = Reply::empty(200).header("content-length", "7");
}
