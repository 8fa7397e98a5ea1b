//! Faults.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use bitrix24_mock::{Fault, Faults, Portal};
use serde_json::{Value, json};

use crate::client::post;
use crate::{batch, call, refusal, start, whole};

/// Returns the received part of the answer to an added deal, or an error.
fn add(portal: &Portal) -> std::io::Result<Vec<u8>> {
    let path = format!("/rest/1/{}/crm.deal.add", portal.webhook_secret());
    send(portal, &path, "", r#"{"fields":{"TITLE":"mark"}}"#)
}

fn send(portal: &Portal, path: &str, headers: &str, body: &str) -> std::io::Result<Vec<u8>> {
    let mut stream = TcpStream::connect(portal.address())?;
    let length = body.len();
    write!(
        stream,
        "POST {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{headers}Content-Length: {length}\r\n\r\n{body}"
    )?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    Ok(answer)
}

fn added(portal: &Portal) -> u64 {
    portal.ran().times("crm.deal.add")
}

#[test]
fn what_does_not_run_is_not_counted() {
    for (fault, status) in [
        (Fault::TooMany, 503),
        (Fault::Overload, 503),
        (Fault::UsedUp, 429),
        (Fault::Broken, 500),
        (Fault::Html, 200),
        (Fault::Moved, 302),
    ] {
        let portal = start(whole());
        portal.fault_next(fault);
        let path = format!("/rest/1/{}/crm.deal.add", portal.webhook_secret());
        // The test's client calls the portal `localhost`, which is its other host only with the port.
        assert_eq!(post(&portal, &path, b"{}").status, status, "{fault}");
        assert_eq!(added(&portal), 0, "{fault}");
        assert_eq!(call(&portal, "crm.deal.add", json!({})).status, 200, "one request only");
    }
}

#[test]
fn a_connection_is_reset_before_or_after() {
    let portal = start(whole());
    portal.fault_next(Fault::ResetBefore).fault_next(Fault::ResetAfter);
    for runs in [0, 1] {
        let error = add(&portal).expect_err("the connection is reset");
        assert_eq!(error.kind(), std::io::ErrorKind::ConnectionReset);
        assert_eq!(added(&portal), runs);
    }
    assert_eq!(portal.ran().marks("crm.deal.add").get("mark"), Some(&1));
}

#[test]
fn a_body_is_cut_off_or_slow() {
    let portal = start(whole());
    let whole = add(&portal).expect("it arrives").len();
    portal
        .fault_next(Fault::Truncated)
        .fault_next(Fault::Slow(Duration::from_millis(20)))
        .fault_next(Fault::BrokenAfter);
    let cut = add(&portal).expect("a part arrives");
    assert!(cut.starts_with(b"HTTP/1.1 200 OK") && cut.len() < whole);
    assert!(add(&portal).expect("all of it arrives").len() >= whole);
    assert!(add(&portal).expect("a page arrives").starts_with(b"HTTP/1.1 500"));
    assert_eq!(added(&portal), 4, "all of them have run");
}

#[test]
fn a_batch_stops_in_the_middle() {
    let portal = start(whole());
    let commands = batch(&[("a", "crm.deal.add"), ("b", "crm.deal.add"), ("c", "crm.deal.add"), ("d", "crm.deal.add")]);
    portal.fault_next(Fault::PartialBatch).fault_next(Fault::ExpiredToken);
    let partial = call(&portal, "batch", commands.clone()).json()["result"].clone();
    assert_eq!((partial["result"].as_object().map(|map| map.len()), &partial["result_error"]), (Some(2), &json!([])));
    let mut with_token = commands;
    with_token["auth"] = portal.access_token().into();
    let send = |body: &Value| post(&portal, "/rest/batch", body.to_string().as_bytes());
    let expired = send(&with_token).json()["result"].clone();
    assert_eq!(expired["result_error"]["c"]["error"], "expired_token");
    assert_eq!(added(&portal), 4);
    assert_eq!(refusal(&send(&with_token)), (401, "expired_token".to_owned()));

    portal.fault_next(Fault::TooManyInBatch);
    let busy = call(&portal, "batch", batch(&[("a", "crm.deal.add"), ("b", "crm.deal.add")])).json()["result"].clone();
    assert_eq!((&busy["result_error"]["b"]["error"], added(&portal)), (&json!("QUERY_LIMIT_EXCEEDED"), 5));
}

#[test]
fn a_renamed_portal_sends_on() {
    let portal = start(whole());
    let old = portal.address().to_string();
    portal.rename();
    let path = format!("/rest/1/{}/user.current?x=1", portal.webhook_secret());
    let ask = |host: &str| {
        let mut stream = TcpStream::connect(portal.address()).expect("it listens");
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").expect("it reads");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("it answers");
        answer
    };
    let answer = ask(&old);
    let location = format!("location: http://localhost:{}{path}", portal.address().port());
    assert!(answer.starts_with("HTTP/1.1 302") && answer.contains(&location), "{answer}");
    let new = format!("localhost:{}", portal.address().port());
    assert!(!ask(&new).starts_with("HTTP/1.1 302"));
    assert_eq!(portal.url(), format!("http://{new}/"));
}

#[test]
fn rates_hit_their_share_and_follow_the_seed() {
    let faults: Faults = "503=0.2,500=0.1".parse().expect("they are faults");
    let statuses = |seed| {
        let portal = start(whole().seed(seed).faults(faults.clone()));
        (0..400).map(|_| call(&portal, "user.current", json!({})).status).collect::<Vec<_>>()
    };
    let first = statuses(1);
    let count = |status| first.iter().filter(|found| **found == status).count();
    assert!((50..120).contains(&count(503)) && (20..70).contains(&count(500)), "{} {}", count(503), count(500));
    assert_eq!(first, statuses(1));
    assert_ne!(first, statuses(2));
}

#[test]
fn keys_and_counts_prove_that_nothing_is_lost_or_doubled() {
    let faults =
        "503=0.1,500-after=0.1,reset-before=0.1,reset-after=0.1,truncated=0.1".parse().expect("they are faults");
    let portal = start(whole().seed(3).faults(faults));
    let path = format!("/rest/api/1/{}/tasks.task.add", portal.webhook_secret());
    let mut requests = 0;
    for mark in (0..200).map(|number| format!("task {number}")) {
        let key = format!("Idempotency-Key: {mark}\r\n");
        let body = json!({ "fields": { "title": mark, "creatorId": 1, "responsibleId": 1 } }).to_string();
        // The call is repeated until its whole answer arrives.
        let is_answered = |answer: Vec<u8>| answer.starts_with(b"HTTP/1.1 200") && answer.ends_with(b"}}");
        while !send(&portal, &path, &key, &body).is_ok_and(is_answered) {
            requests += 1;
        }
    }
    assert!(requests > 100, "{requests} calls were repeated");
    let ran = portal.ran();
    let marks = ran.marks("tasks.task.add");
    assert_eq!((marks.len(), marks.values().max()), (200, Some(&1)));
}

#[test]
fn what_is_no_fault_is_said() {
    let error = |text: &str| text.parse::<Faults>().expect_err("it is wrong").to_string();
    assert!(error("504=0.1").starts_with("there is no fault `504`; there are 503, overload, 429"));
    assert_eq!(error("503"), "`503` needs a rate from 0 to 1, such as 503=0.02");
    assert_eq!(error("slow:5=0.1"), "`slow:5` does not say a time, such as slow:250ms or slow:2s");
    assert_eq!(error("503=0.7,500=0.5"), "the rates add up to 1.2, which is more than 1");
    for name in [
        "503",
        "overload",
        "429",
        "500",
        "500-after",
        "html",
        "reset-before",
        "reset-after",
        "slow:250ms",
        "truncated",
        "302",
        "expired-token",
        "503-batch",
        "partial-batch",
    ] {
        assert_eq!(name.parse::<Fault>().map(|fault| fault.to_string()), Ok(name.to_owned()));
    }
}
