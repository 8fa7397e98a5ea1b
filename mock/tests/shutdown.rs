//! The shutdown of a portal when it is dropped.
//!
//! It is a single test in a file of its own, because a portal started meanwhile might take the port that another has
//! just freed.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

use bitrix24_mock::{Portal, Reply};
use serde_json::json;

#[test]
fn drop_cuts_off_answers_and_frees_the_port() {
    let portal = Portal::start();
    let address = portal.address();
    let hour = Duration::from_secs(60 * 60);
    portal.on("slow", Reply::result(json!(true)).after(hour));

    let mut stream = TcpStream::connect(address).expect("the portal listens");
    write!(stream, "GET /rest/1/{}/slow HTTP/1.1\r\nHost: localhost\r\n\r\n", portal.webhook_secret())
        .expect("the portal reads");
    while portal.requests().is_empty() {
        thread::yield_now();
    }

    drop(portal);

    let mut answer = Vec::new();
    // The connection is closed or reset; either way there is no answer.
    let _ = stream.read_to_end(&mut answer);
    assert!(answer.is_empty());
    TcpListener::bind(address).expect("the port is free");
}
