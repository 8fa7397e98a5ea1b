//! The HTTP stack is the user's: proxies, headers, an HTTP client of one's own, compressed answers.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use bitrix24_mock::{Portal, Reply};
use bitrix24_runtime::{Auth, Client, ClientBuilder, Dynamic, Error, Limits, Retries, Value, json, reqwest};

fn builder(address: &str) -> ClientBuilder {
    let auth = Auth::webhook(address).expect("an address");
    Client::builder(auth).limits(Limits::none()).retries(Retries::none())
}

async fn call(builder: ClientBuilder) -> Result<Value, Error> {
    builder.build()?.call(Dynamic::new("m", json!({}))).await
}

fn portal() -> Portal {
    let portal = Portal::start();
    portal.on("m", Reply::result(json!(1)));
    portal
}

/// A server for one request, which it returns.
fn once(answer: Vec<u8>) -> (String, JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address").to_string();
    let server = thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a connection");
        let mut text = Vec::new();
        let mut part = [0; 4096];
        while !text.windows(4).any(|end| end == b"\r\n\r\n") {
            let read = stream.read(&mut part).expect("a request");
            text.extend_from_slice(&part[..read]);
        }
        stream.write_all(&answer).expect("it reads");
        String::from_utf8_lossy(&text).into_owned()
    });
    (address, server)
}

#[tokio::test]
async fn a_proxy_may_be_set() {
    let refusal = b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n".to_vec();
    let (proxy, seen) = once(refusal);
    let client = builder("https://portal.invalid/rest/1/very-secret/").proxy(&format!("http://anna:pass@{proxy}"));
    let error = call(client.expect("an address")).await.expect_err("an error");
    let seen = seen.join().expect("it was asked");
    assert!(seen.starts_with("CONNECT portal.invalid:443 ") && seen.contains("Basic YW5uYTpwYXNz"), "{seen}");
    assert!(!seen.contains("very-secret") && !format!("{error:?} {error}").contains("pass@"), "{error:?}");

    let here = portal();
    let client = builder(&here.webhook_url()).proxy("http://proxy.invalid:3128").expect("an address");
    assert_eq!(call(client).await.expect("no proxy sees it"), 1);
    for wrong in ["", "proxy", "ftp://proxy", "http://anna:pass@:3128"] {
        let error = builder(&here.webhook_url()).proxy(wrong).map(drop).expect_err(wrong);
        assert!(matches!(error, Error::Config(_)) && !error.to_string().contains("pass"), "{error}");
    }
}

#[tokio::test]
async fn headers_and_the_user_agent_may_be_set() {
    let portal = portal();
    let client = builder(&portal.webhook_url()).user_agent("shop-sync/2.1").and_then(|it| it.header("X-Key", "4711"));
    call(client.expect("headers")).await.expect("an answer");
    let request = portal.last_request().expect("a request");
    assert_eq!((request.header("user-agent"), request.header("x-key")), (Some("shop-sync/2.1"), Some("4711")));
    assert_eq!(request.header("content-type"), Some("application/json"));
    let wrong = |name: &str, value: &str| builder(&portal.webhook_url()).header(name, value).map(drop);
    assert!(wrong("two words", "x").is_err_and(|error| error.to_string().contains("`two words`")));
    assert!(wrong("X-Key", "4711\n").is_err_and(|error| !error.to_string().contains("4711")));
}

#[tokio::test]
async fn an_http_client_of_ones_own_is_used() {
    let portal = portal();
    let http = || reqwest::Client::builder().user_agent("mine").no_proxy();
    let none = http().redirect(reqwest::redirect::Policy::none()).build().expect("a client");
    assert_eq!(call(builder(&portal.webhook_url()).http(none.clone())).await.expect("an answer"), 1);
    assert_eq!(portal.last_request().expect("a request").header("user-agent"), Some("mine"));

    portal.on("m", Reply::result(json!(2)).after(Duration::from_secs(60)));
    let hasty = builder(&portal.webhook_url()).http(none).timeout(Duration::from_millis(1));
    assert!(matches!(call(hasty).await, Err(Error::Transport { .. })), "the timeout of an attempt holds");
}

#[tokio::test]
async fn an_http_client_that_follows_redirects_is_told() {
    let portal = Portal::start();
    portal.on("m", Reply::empty(302).header("Location", "/rest/other"));
    let http = reqwest::Client::builder().no_proxy().build().expect("a client");
    let error = call(builder(&portal.webhook_url()).http(http)).await.expect_err("an error");
    assert!(error.to_string().contains("follows redirects"), "{error}");
}

#[cfg(feature = "gzip")]
#[tokio::test]
async fn answers_may_be_compressed() {
    let packed = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\xab\x56\x2a\x4a\x2d\x2e\xcd\x29\x51\xb2\xaa\x56\x2a\xca\x2f\x2f\x56\xb2\x8a\x36\xd4\x31\xd2\x31\x8e\xad\xd5\x51\x2a\xc9\xcc\x4d\x05\x8a\xd7\xd6\x02\x00\x80\x23\xf2\xf9\x25\x00\x00\x00";
    let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nConnection: close\r\n";
    let mut answer = format!("{head}Content-Length: {}\r\n\r\n", packed.len()).into_bytes();
    answer.extend_from_slice(packed);
    let (address, seen) = once(answer);
    let result = call(builder(&format!("http://{address}/rest/1/x/"))).await.expect("an answer");
    assert_eq!(result, json!({ "rows": [1, 2, 3] }));
    assert!(seen.join().expect("it was asked").contains("accept-encoding: gzip"));
}
