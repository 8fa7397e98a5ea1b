//! Proxies that the environment names.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use bitrix24_mock::{Portal, Reply};
use bitrix24_runtime::error::TransportKind;
use bitrix24_runtime::{Dynamic, Error, Fate, json};

use super::hasty;

/// Makes a call to the portal that a variable names: run by the test below, which sets the environment.
#[tokio::test]
async fn child_calls_a_portal() {
    let Ok(address) = std::env::var("HOSTILE_PORTAL") else { return };
    let client = hasty(&address).build().expect("a client");
    client.call(Dynamic::new("m", json!({}))).await.expect("an answer");
}

/// Makes a call through a proxy that the environment names: run by the test below.
#[tokio::test]
async fn child_calls_through_a_proxy() {
    if std::env::var_os("HOSTILE_PROXY").is_none() {
        return;
    }
    let client = hasty("https://portal.invalid/rest/1/x/").build().expect("a client");
    let error = client.call(Dynamic::new("m", json!({}))).await.expect_err("an error");
    assert!(matches!(error, Error::Transport { kind: TransportKind::ProxyAuth, .. }), "{error:?}");
    assert!(error.fate() == Fate::NotRun && error.to_string().contains("NAME:PASSWORD"), "{error}");
}

#[test]
fn a_proxy_that_wants_a_password_is_told_at_once() {
    let proxy = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}", proxy.local_addr().expect("an address"));
    let seen = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&seen);
    thread::spawn(move || {
        for stream in proxy.incoming() {
            count.fetch_add(1, Ordering::SeqCst);
            let mut stream = stream.expect("a connection");
            let _ = stream.read(&mut [0; 1000]);
            let _ = stream.write_all(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n");
        }
    });
    let mut child = Command::new(std::env::current_exe().expect("this test"));
    child.args(["--exact", "proxies::child_calls_through_a_proxy"]).env_remove("NO_PROXY").env_remove("no_proxy");
    let output = child.env("HTTPS_PROXY", address).env("HOSTILE_PROXY", "1").output().expect("it runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    assert_eq!(seen.load(Ordering::SeqCst), 1);
}

#[test]
fn no_proxy_sees_a_portal_on_this_machine() {
    let proxy = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}", proxy.local_addr().expect("an address"));
    let seen = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&seen);
    thread::spawn(move || {
        for stream in proxy.incoming() {
            count.fetch_add(1, Ordering::SeqCst);
            let _ = stream.expect("a connection").read(&mut [0; 1000]);
        }
    });
    let portal = Portal::start();
    portal.on("m", Reply::result(json!(1)));
    let mut child = Command::new(std::env::current_exe().expect("this test"));
    child.args(["--exact", "proxies::child_calls_a_portal"]).env_remove("NO_PROXY").env_remove("no_proxy");
    for variable in ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy", "HTTPS_PROXY", "https_proxy"] {
        child.env(variable, &address);
    }
    for webhook in [portal.webhook_url(), portal.webhook_url().replace("127.0.0.1", "localhost")] {
        let output = child.env("HOSTILE_PORTAL", webhook).output().expect("it runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    }
    assert_eq!((portal.requests().len(), seen.load(Ordering::SeqCst)), (2, 0));
}
