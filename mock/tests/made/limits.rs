//! Limits, with a frozen clock.

use std::time::Duration;

use bitrix24_mock::{Billing, Bucket, Limits, Operating, Portal};
use serde_json::json;

use crate::{batch, call, call_v3, refusal, start, whole};

fn status(portal: &Portal) -> u16 {
    call(portal, "user.current", json!({})).status
}

#[test]
fn a_bucket_leaks() {
    let portal = start(whole().limits(Limits::rate(3.0, 2.0)).frozen_clock());
    assert_eq!([status(&portal), status(&portal), status(&portal)], [200; 3]);
    assert_eq!(refusal(&call(&portal, "user.current", json!({}))), (503, "QUERY_LIMIT_EXCEEDED".to_owned()));
    portal.clock().advance(Duration::from_millis(500));
    assert_eq!([status(&portal), status(&portal)], [200, 503], "one has leaked out");
    portal.clock().advance(Duration::from_secs(60));
    assert_eq!([status(&portal), status(&portal), status(&portal), status(&portal)], [200, 200, 200, 503]);
    assert_eq!((portal.ran().refused("QUERY_LIMIT_EXCEEDED"), portal.ran().times("user.current")), (3, 7));
}

#[test]
fn both_apis_fill_one_bucket() {
    let portal = start(whole().limits(Limits::rate(3.0, 2.0)).frozen_clock());
    let v3 = || call_v3(&portal, "tasks.task.get", json!({ "id": 1, "select": ["id"] }));
    assert_eq!([status(&portal), v3().status, status(&portal)], [200; 3]);
    assert_eq!(refusal(&v3()), (503, "QUERY_LIMIT_EXCEEDED".to_owned()));
    portal.clock().advance(Duration::from_millis(500));
    assert_eq!([v3().status, status(&portal)], [200, 503], "one has leaked out");
}

#[test]
fn a_bucket_may_leak_in_steps() {
    let bucket = Bucket { burst: 2.0, rate: 2.0, in_steps: true };
    let portal = start(whole().limits(Limits { bucket: Some(bucket), ..Limits::none() }).frozen_clock());
    assert_eq!([status(&portal), status(&portal)], [200; 2]);
    portal.clock().advance(Duration::from_millis(999));
    assert_eq!(status(&portal), 503);
    portal.clock().advance(Duration::from_millis(1));
    assert_eq!([status(&portal), status(&portal), status(&portal)], [200, 200, 503]);
}

#[test]
fn limits_are_read_from_text() {
    assert_eq!("standard".parse(), Ok(Limits::standard()));
    assert_eq!("50/2".parse(), Ok(Limits::rate(50.0, 2.0)));
    for wrong in ["", "fast", "50", "0/2", "50/-1", "50/x"] {
        assert!(wrong.parse::<Limits>().is_err(), "{wrong}");
    }
}

/// Returns a portal whose clock stands a second after a full minute, so that no minute ends in between.
fn portal_of(operating: Operating) -> Portal {
    let portal = start(whole().limits(Limits::none().operating(operating)).frozen_clock());
    portal.clock().advance(Duration::from_secs(61 - portal.clock().now().as_secs() % 60));
    portal
}

#[test]
fn running_time_is_billed_to_a_method_and_its_minutes() {
    let operating = Operating { limit: Duration::from_secs(40), cost: Duration::from_secs(20), ..Operating::default() };
    let portal = portal_of(operating);
    let first = call(&portal, "user.current", json!({})).json();
    let now = portal.clock().now().as_secs();
    assert_eq!((&first["time"]["operating"], &first["time"]["operating_reset_at"]), (&json!(20), &json!(now + 600)));
    portal.clock().advance(Duration::from_secs(120));
    assert_eq!(call(&portal, "user.current", json!({})).json()["time"]["operating"], 40);
    assert_eq!(status(&portal), 200, "the call that goes beyond the limit is finished");
    assert_eq!(refusal(&call(&portal, "user.current", json!({}))), (429, "OPERATION_TIME_LIMIT".to_owned()));
    assert_eq!(call(&portal, "crm.deal.list", json!({})).status, 200, "other methods go on");
    portal.clock().advance(Duration::from_secs(480));
    assert_eq!(status(&portal), 200, "the first minute counts no more");
}

#[test]
fn a_batch_is_billed_to_its_commands() {
    let operating = Operating { limit: Duration::from_secs(15), cost: Duration::from_secs(10), ..Operating::default() };
    let portal = portal_of(operating);
    let commands = batch(&[("a", "user.current"), ("b", "user.current"), ("c", "user.current")]);
    let answer = call(&portal, "batch", commands).json()["result"].clone();
    assert_eq!(answer["result_error"]["c"]["error"], "OPERATION_TIME_LIMIT");
    assert_eq!(answer["result_time"]["b"]["operating"], 20);
}

#[test]
fn a_batch_may_be_billed_itself() {
    let operating = Operating { limit: Duration::from_secs(15), cost: Duration::from_secs(10), ..Operating::default() };
    let portal = portal_of(Operating { billing: Billing::Batch, ..operating });
    let commands = batch(&[("a", "user.current"), ("b", "user.current")]);
    assert_eq!(call(&portal, "batch", commands.clone()).json()["time"]["operating"], 20);
    assert_eq!(refusal(&call(&portal, "batch", commands)).0, 429);
    assert_eq!(status(&portal), 200, "called on its own, the method has its own account");
}

#[test]
fn a_request_that_runs_too_long_is_cut_off() {
    let portal = portal_of(Operating { cost: Duration::from_secs(25), ..Operating::default() });
    let commands = ["a", "b", "c", "d"].map(|name| (name, "crm.deal.add?fields[TITLE]=x"));
    let answer = call(&portal, "batch", batch(&commands));
    assert_eq!((answer.status, answer.header("content-type")), (504, Some("text/html; charset=utf-8")));
    assert_eq!(portal.ran().times("crm.deal.add"), 3, "what has run stays");
}
