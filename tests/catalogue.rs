//! The catalogue of the generated crate: methods by name, their rules, their errors.

use bitrix24::catalogue::{self, Invalid};
use bitrix24::{Api, Client, Dynamic, Kind, Retry, json};
use bitrix24_mock::{Portal, Reply};

#[test]
fn a_method_is_found_by_its_name() {
    let method = catalogue::method("tasks.task.delegate").expect("it is described");
    assert_eq!((method.api, method.kind, method.scopes), (Api::V2, Kind::Write, &["task"][..]));
    assert_eq!(method.docs, "https://apidocs.bitrix24.com/api-reference/tasks/tasks-task-delegate.html");
    assert_eq!(method, bitrix24::tasks::task::Delegate::METHOD);
    assert!(catalogue::method("tasks.task.delegat").is_none());
    assert!(catalogue::method_in("tasks.task.delegate", Api::V3).is_none());
}

#[test]
fn errors_are_the_methods_own_and_the_systems() {
    let errors: Vec<_> = catalogue::errors("user.update").collect();
    assert_eq!(errors[0].code, "ERROR_CORE");
    assert_eq!(errors[0].when.len(), 2, "two circumstances, one code and message");
    let limit = errors.iter().find(|error| error.code == "QUERY_LIMIT_EXCEEDED").expect("any method may answer it");
    assert_eq!((limit.status, limit.retry), (Some(503), Some(Retry::Backoff)));
    assert!(catalogue::errors("no.such.method").count() > 20, "the system's are answered all the same");
}

#[test]
fn rules_are_checked_by_name() {
    assert_eq!(catalogue::validate("user.update", &json!({ "ID": 1, "ACTIVE": "N", "UF_ANY": [1] })), Ok(()));
    let unknown = catalogue::validate("user.updat", &json!({}));
    assert_eq!(unknown, Err(Invalid::UnknownMethod("user.updat".to_owned())));
    assert_eq!(catalogue::validate("user.update", &json!([])), Err(Invalid::NotAnObject));
    let wrong = json!({ "taskId": {}, "userID": 547, "taskid2": 1 });
    let violations = catalogue::validate("tasks.task.delegate", &wrong).expect_err("three rules are broken");
    insta::assert_snapshot!(violations.to_string().replace(" (https://apidocs.bitrix24.com/api-reference/tasks/tasks-task-delegate.html)", ""), @r"
    tasks.task.delegate:
      `taskId` has to be id, not object
      warning: `taskid2` is not a parameter of this method; did you mean `taskId`?
    ");
}

#[test]
fn what_the_server_sets_is_a_warning() {
    let params = json!({ "id": 5, "fields": { "TITLE": "Boat", "IS_NEW": "Y", "CREATED_BY_ID": 1 } });
    assert_eq!(catalogue::validate("crm.deal.update", &params), Ok(()));
    let found = catalogue::findings("crm.deal.update", &params);
    let found: Vec<String> = found.iter().map(|one| format!("{} {}", one.path, one.rule)).collect();
    assert_eq!(found, ["fields.IS_NEW is set by the server", "fields.CREATED_BY_ID is set by the server"]);
}

#[test]
fn names_of_methods_are_found_in_any_case() {
    let method = catalogue::method("CRM.DEAL.List").expect("the server takes it");
    assert_eq!(method.name, "crm.deal.list");
    let warnings = catalogue::findings("crm.Deal.add", &json!({ "fields": { "TITEL": "x" } }));
    assert!(warnings[0].to_string().contains("did you mean `TITLE`?"), "{}", warnings[0]);
}

#[tokio::test]
async fn a_method_is_called_by_its_name() {
    let portal = Portal::start();
    portal.on("user.update", Reply::result(true.into()));
    let b24 = Client::webhook(&portal.webhook_url()).expect("the portal's address is right");
    let method = catalogue::method("user.update").expect("it is described");
    let result = b24.call(Dynamic::of(method, json!({ "ID": 1 }))).await.expect("the portal says true");
    assert_eq!(result, json!(true));
}
