//! Parameters in other forms than JSON.

use serde_json::json;

use crate::client::{get, post_with};
use crate::{result, start, whole};

const FORM: (&str, &str) = ("Content-Type", "application/x-www-form-urlencoded");

#[test]
fn a_form_and_a_query_mean_the_same() {
    let portal = start(whole());
    let path = format!("/rest/1/{}", portal.webhook_secret());
    let added = post_with(
        &portal,
        &format!("{path}/crm.deal.add.json"),
        &[FORM],
        b"fields%5BTITLE%5D=A%26B&fields[OPPORTUNITY]=5",
    );
    assert_eq!(added.json()["result"], 11);
    let listed = get(&portal, &format!("{path}/CRM.Deal.List/?filter%5B%3EID%5D=10&select[]=TITLE"));
    assert_eq!(listed.json()["result"], json!([{ "ID": "11", "TITLE": "A&B" }]));
    let batch = post_with(&portal, &format!("{path}/batch"), &[FORM], b"cmd[0]=crm.deal.get%3Fid%3D11&halt=0");
    assert_eq!(batch.json()["result"]["result"][0]["TITLE"], "A&B");
}

#[test]
fn parameters_may_come_by_position() {
    let portal = start(whole());
    result(&portal, "task.commentitem.add", json!([1, { "POST_MESSAGE": "text" }]));
    result(&portal, "task.commentitem.add", json!({ "TASKID": 1, "FIELDS": { "POST_MESSAGE": "text" } }));
}

#[test]
fn rest_3_takes_json_only() {
    let portal = start(whole());
    let path = format!("/rest/api/1/{}/tasks.task.get", portal.webhook_secret());
    let form = post_with(&portal, &path, &[FORM], b"id=1");
    assert_eq!(form.json()["error"]["code"], "BITRIX_REST_V3_EXCEPTION_INVALIDJSONEXCEPTION");
    assert_eq!(get(&portal, &format!("{path}?id=1")).status, 400, "the query is not read");
}
