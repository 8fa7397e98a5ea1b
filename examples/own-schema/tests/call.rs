//! A method of one's own, called over HTTP.

use bitrix24_mock::{Portal, Reply};
use bitrix24_runtime::json;
use own_schema::b24::catalogue;
use own_schema::vacation::request::{Error, Reason};
use own_schema::{Client, vacation};

#[tokio::test]
async fn own_methods_are_typed_like_all_others() {
    let portal = Portal::start();
    let vacation = json!({ "id": "7", "employee": 12, "from": "2026-12-24", "days": 5, "approved": "N" });
    portal.on("vacation.request", Reply::result(json!({ "vacation": vacation })));
    portal.on("vacation.request", Reply::error(400, "NO_DAYS_LEFT", "None left"));
    let b24 = Client::webhook(&portal.webhook_url()).expect("the portal's own address");
    let request = vacation::Request::new(12, "2026-12-24", 5).reason(Reason::Holiday);

    let answer = b24.call(request.clone()).await.expect("the first answer is a success");
    assert_eq!(answer.vacation.approved, Some(false));
    let sent = portal.last_request().expect("a request was sent");
    assert_eq!(*sent.body(), json!({ "employee": 12, "from": "2026-12-24", "days": 5, "reason": "H" }));

    let error = b24.call(request).await.expect_err("the second answer is an error");
    assert!(error.is(Error::NoDaysLeft), "{error}");
}

#[test]
fn only_picked_methods_are_there() {
    let names: Vec<_> = catalogue::methods().map(|method| method.name).collect();
    assert_eq!(names, ["vacation.request"]);
}

#[test]
fn own_rules_are_checked() {
    let violations = vacation::Request::new(12, "2026-12-24", 31).validate().expect_err("31 days are too many");
    assert_eq!(
        violations.to_string(),
        "vacation.request:\n  `days` has to be at most 30 (https://wiki.example.com/rest/vacation/request.html)"
    );
}
