//! What is around a result, and what comes instead of one.

use bitrix24_runtime::envelope::Raw;
use bitrix24_runtime::error::{FieldError, Problem};
use bitrix24_runtime::{
    Any, ApiError, Boxed, Cx, DateTime, Dict, Either, Error, ErrorRow, Extra, Id, KnownError, Object, Response, Value,
    Wire, YesNo, json,
};

#[derive(Clone, Debug, Default, PartialEq)]
struct User {
    id: Id,
    name: Option<String>,
    extra: Extra,
}

impl Object for User {
    fn walk(&self, cx: &mut Cx<'_>) -> Self {
        User { id: cx.always::<Id>("ID", &self.id), name: cx.text("NAME", &self.name), extra: cx.extra(&self.extra) }
    }
}

fn read<W: Wire>(status: u16, body: impl AsRef<[u8]>) -> Result<Response<W::Out>, Error> {
    Raw { method: "user.get", status, body: body.as_ref() }.decode::<W>()
}

#[track_caller]
fn result<W: Wire>(body: Value) -> Response<W::Out> {
    match read::<W>(200, body.to_string()) {
        Ok(response) => response,
        Err(error) => panic!("{error}"),
    }
}

#[track_caller]
fn error(status: u16, body: impl ToString) -> Error {
    match read::<Any>(status, body.to_string()) {
        Ok(response) => panic!("{:?}", response.result),
        Err(error) => error,
    }
}

#[track_caller]
fn api_error(status: u16, body: Value) -> ApiError {
    match error(status, &body) {
        Error::Api(error) => {
            assert_eq!((error.method(), error.status(), error.body()), ("user.get", Some(status), &body));
            *error
        }
        other => panic!("{other:?}"),
    }
}

#[track_caller]
fn problem(status: u16, body: &str) -> Problem {
    match error(status, body) {
        Error::Unexpected(unexpected) => {
            assert_eq!((unexpected.method(), unexpected.status()), ("user.get", status));
            unexpected.problem()
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_result_comes_with_counts_and_times() {
    let response = result::<Vec<User>>(json!({
        "result": [{ "ID": "1", "NAME": "Ann" }],
        "total": 51,
        "next": "50",
        "time": { "start": 1705765533.5, "finish": 1705765534, "date_start": "2024-01-20T18:45:33+03:00",
                  "operating_reset_at": 1705766133, "operating": 0, "operating_limit": 480 },
    }));

    assert_eq!(response.result[0].id, 1);
    assert_eq!((response.total, response.next), (Some(51), Some(50)));
    let time = response.time.expect("times");
    assert_eq!((time.start, time.finish, time.operating), (Some(1705765533.5), Some(1705765534.0), Some(0.0)));
    assert_eq!(time.date_start, Some(DateTime::from("2024-01-20T18:45:33+03:00")));
    assert_eq!(time.operating_reset_at.expect("a time").to_string(), "1705766133");
    assert_eq!(time.extra.get("operating_limit"), Some(&json!(480)));
    assert!(response.drift.is_empty(), "{}", response.drift);
}

#[test]
fn what_stands_beside_a_result_cannot_spoil_it() {
    let response = result::<i64>(json!({ "result": 1, "total": "many", "next": {}, "time": "now", "new": [1] }));

    assert_eq!(response.result, 1);
    assert_eq!((response.total, response.next, response.time), (None, None, None));
    assert!(response.drift.is_empty());
}

#[test]
fn drift_is_told_of_the_result() {
    let response = result::<User>(json!({ "result": { "NAME": ["Ann"], "NEW": 1 } }));

    insta::assert_snapshot!(
        response.drift,
        @"result.ID: missing; result.NAME: array instead of string; result.NEW: not in the description"
    );
    assert_eq!(response.result.extra.written("NAME"), Some(json!(["Ann"])));
    assert_eq!(response.result.extra.get("NEW"), Some(&json!(1)));
}

#[test]
fn a_result_outside_of_objects_is_kept_where_its_type_cannot() {
    let response = result::<Vec<Id>>(json!({ "result": [1, null, 3] }));
    assert_eq!(response.result, [Id::from(1), Id::from(3)]);
    assert_eq!(response.written, Some(json!([1, null, 3])));

    let response = result::<YesNo>(json!({ "result": true }));
    assert_eq!((response.result, response.written), (true, Some(json!(true))));

    let response = result::<YesNo>(json!({ "result": "Y" }));
    assert_eq!((response.result, response.written), (true, None));
}

#[test]
fn nothing_is_a_result_only_where_it_may_be() {
    for nothing in [json!(null), json!(""), json!(false), json!([])] {
        assert_eq!(result::<Option<User>>(json!({ "result": nothing })).result, None);
    }
    assert!(matches!(read::<User>(200, r#"{"result":null}"#), Err(Error::Result { .. })));
    let long = format!(r#"{{"result":["{}\u202e"]}}"#, "x".repeat(100));
    let error = read::<User>(200, &long).expect_err("an error");
    let start = format!("user.get: result is array instead of object: [\"{}…", "x".repeat(78));
    assert_eq!(error.clone().to_string(), start, "a clone says the same");
    assert_eq!(result::<Any>(json!({ "result": null })).result, json!(null));
    assert!(!result::<bool>(json!({ "result": false })).result);
}

#[test]
fn an_empty_object_may_be_written_as_an_empty_list() {
    assert_eq!(result::<User>(json!({ "result": [] })).result, User::default());
    assert_eq!(result::<Boxed<User>>(json!({ "result": [] })).result, Box::default());
    assert_eq!(result::<Dict<User>>(json!({ "result": [] })).result.len(), 0);
    assert_eq!(result::<Either<i64, User>>(json!({ "result": [] })).result, Either::Right(User::default()));
    assert!(read::<i64>(200, r#"{"result":[]}"#).is_err());
    assert!(read::<User>(200, r#"{"result":[1]}"#).is_err());
}

#[test]
fn a_result_of_another_type_is_in_the_error() {
    let wrong = |result: &Value| read::<User>(200, json!({ "result": result }).to_string()).expect_err("another type");

    let value = json!([{ "ID": 1 }, "more"]);
    match wrong(&value) {
        Error::Result { result, .. } => assert_eq!(*result, value),
        other => panic!("{other:?}"),
    }
    insta::assert_snapshot!(wrong(&value), @r#"user.get: result is array instead of object: [{"ID":1},"more"]"#);
    insta::assert_snapshot!(wrong(&json!(true)), @"user.get: result is boolean instead of object: true");
    insta::assert_snapshot!(wrong(&json!(null)), @"user.get: result is null instead of object");
}

#[test]
fn an_object_without_envelope_is_the_result() {
    let answer = json!({ "openapi": "3.0.0", "paths": {} });
    assert_eq!(result::<Any>(answer.clone()).result, answer);

    assert_eq!(problem(200, "[1]"), Problem::NoResult);
    assert_eq!(problem(200, "\"text\""), Problem::NoResult);
    assert_eq!(problem(500, r#"{"openapi":"3.0.0"}"#), Problem::NoResult);
}

#[test]
fn errors_of_version_2() {
    let error = api_error(403, json!({ "error": "ACCESS_DENIED", "error_description": "Access denied!" }));
    assert_eq!((error.code(), error.message()), ("ACCESS_DENIED", "Access denied!"));
    insta::assert_snapshot!(error, @"user.get: ACCESS_DENIED: Access denied! (HTTP 403)");

    let error = api_error(400, json!({ "error": 0, "error_description": "Wrong task id" }));
    assert_eq!((error.code(), error.message()), ("0", "Wrong task id"));
    insta::assert_snapshot!(error, @"user.get: 0: Wrong task id (HTTP 400)");

    let error = api_error(200, json!({ "error": "", "error_description": "Wrong group ID", "result": false }));
    assert_eq!((error.code(), error.message()), ("", "Wrong group ID"));
    insta::assert_snapshot!(error, @"user.get: Wrong group ID (HTTP 200)");

    let error = api_error(401, json!({ "error": "expired_token" }));
    assert_eq!((error.code(), error.message()), ("expired_token", ""));
    insta::assert_snapshot!(error, @"user.get: expired_token (HTTP 401)");

    let error = api_error(500, json!({ "error": [], "error_description": { "text": "?" } }));
    assert_eq!((error.code(), error.message()), ("", ""));
    insta::assert_snapshot!(error, @"user.get: an error without code and message (HTTP 500)");
}

#[test]
fn errors_of_version_3() {
    let error = api_error(404, json!({ "error": { "code": "ENTITY_NOT_FOUND", "message": "Not found" } }));
    assert_eq!((error.code(), error.message(), error.validation()), ("ENTITY_NOT_FOUND", "Not found", &[][..]));
    insta::assert_snapshot!(error, @"user.get: ENTITY_NOT_FOUND: Not found (HTTP 404)");

    let error = api_error(400, json!({ "error": { "code": 100 } }));
    assert_eq!((error.code(), error.message()), ("100", ""));

    let error = api_error(
        400,
        json!({ "error": {
            "code": "VALIDATION",
            "message": "Check the fields",
            "validation": [{ "field": "title", "message": "is empty" }, { "message": "No rights" }, 5],
        } }),
    );
    let fields: Vec<_> =
        error.validation().iter().map(|FieldError { field, message, .. }| (&**field, &**message)).collect();
    assert_eq!(fields, [("title", "is empty"), ("", "No rights")]);
    insta::assert_snapshot!(
        error,
        @"user.get: VALIDATION: Check the fields; title: is empty; No rights (HTTP 400)"
    );
}

#[test]
fn a_status_alone_makes_an_error() {
    let error = api_error(400, json!({ "result": false }));
    assert_eq!((error.code(), error.message()), ("", ""));
    insta::assert_snapshot!(error, @"user.get: an error without code and message (HTTP 400)");

    let error = api_error(500, json!({ "result": null, "error_description": "Out of order" }));
    assert_eq!((error.code(), error.message()), ("", "Out of order"));
}

#[test]
fn no_error_is_no_error() {
    assert_eq!(result::<i64>(json!({ "result": 1, "error": null })).result, 1);
    assert_eq!(api_error(400, json!({ "result": 1, "error": null })).code(), "");
    assert_eq!(problem(400, r#"{"error":null}"#), Problem::NoResult);
}

#[test]
fn answers_that_are_not_of_this_api() {
    let cases = [
        (200, "", Problem::Empty),
        (502, " \r\n", Problem::Empty),
        (502, "<html><h1>502 Bad Gateway</h1>", Problem::Html),
        (200, "\n<!DOCTYPE html>", Problem::Html),
        (200, "<HEAD>", Problem::Html),
        (200, "Fatal error: Allowed memory size", Problem::NotJson),
        (200, r#"{"result":1"#, Problem::NotJson),
        (200, r#"{"result":1}{}"#, Problem::NotJson),
        (200, r#"{"result":1e999}"#, Problem::NotJson),
        (400, "{}", Problem::NoResult),
        (500, "null", Problem::NoResult),
        (301, "", Problem::Redirect),
        (302, r#"{"result":1}"#, Problem::Redirect),
    ];
    for (status, body, expected) in cases {
        assert_eq!(problem(status, body), expected, "{body}");
    }
    let invalid_utf8 = read::<Any>(200, b"{\"result\":\"\xff\"}").expect_err("no text");
    insta::assert_snapshot!(invalid_utf8, @"user.get: an answer that is not JSON (HTTP 200)");
    assert_eq!(start(&invalid_utf8), "{\"result\":\"\u{fffd}\"}");
}

#[test]
fn an_unexpected_answer_keeps_how_it_starts_and_does_not_print_it() {
    insta::assert_snapshot!(error(502, ""), @"user.get: an empty answer (HTTP 502)");
    insta::assert_snapshot!(error(301, ""), @"user.get: a redirection (HTTP 301)");
    insta::assert_snapshot!(error(400, "{}"), @"user.get: JSON without `result` and `error` (HTTP 400)");
    let html = error(502, "\n<html>\n  <h1>502\tBad Gateway</h1>\n</html>\n");
    insta::assert_snapshot!(html, @"user.get: HTML instead of JSON (HTTP 502)");
    assert_eq!(start(&html), "<html> <h1>502 Bad Gateway</h1> </html>");
    assert!(!format!("{html:?}").contains("Bad Gateway"));
    let deep = error(200, "[".repeat(1000));
    insta::assert_snapshot!(deep, @"user.get: an answer that nests too deep (HTTP 200)");
    assert_eq!(start(&deep), "[".repeat(200));
}

fn start(error: &Error) -> &str {
    if let Error::Unexpected(answer) = error { answer.start() } else { panic!("{error:?}") }
}

/// The errors of a method, as the generator emits them.
#[derive(Clone, Copy, Debug, PartialEq)]
enum GetError {
    WrongId,
    Denied,
}

impl KnownError for GetError {
    const ROWS: &'static [ErrorRow<Self>] =
        &[(GetError::WrongId, "400 Unknown", "0", "Wrong * id"), (GetError::Denied, "0 Denied", "0", "Access denied")];
    const WHEN: &'static [(Self, &'static [&'static str])] = &[(GetError::Denied, &["no right"])];
}

#[test]
fn an_error_is_known_by_code_and_message() {
    let known = |message| error(400, json!({ "error": 0, "error_description": message })).known::<GetError>();
    assert_eq!(known("Wrong task id"), Some(GetError::WrongId));
    assert_eq!(known("access denied"), Some(GetError::Denied));
    assert_eq!(known("Out of order"), None);

    let denied = error(400, json!({ "error": "0", "error_description": "Access denied" }));
    assert!(denied.is(GetError::Denied) && !denied.is(GetError::WrongId));
    assert_eq!(error(502, "<html>").known::<GetError>(), None);
    assert_eq!(GetError::Denied.entry().map(|entry| entry.when), Some(&["no right"][..]));
}
