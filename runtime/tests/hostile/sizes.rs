//! Answers that are too large, and too many at once: memory is in proportion to what is read, and that has an end.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use allocation_counter::measure;
use bitrix24_mock::{Portal, Reply};
use bitrix24_runtime::error::Problem;
use bitrix24_runtime::{Client, Dynamic, Error, Fate, Options, Value, json};
use futures_util::future::join_all;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::hasty;

/// The size of the answers here.
const SIZE: usize = 16 * 1024 * 1024;

/// What many small values may take besides.
const SMALL: usize = 64 * 1024 * 1024;

fn call() -> Dynamic {
    Dynamic::new("m", json!({}))
}

/// Calls a method that is answered with this, and gives what came of it, with the memory that it took at most.
fn answered(status: u16, body: String) -> (Result<Value, Error>, usize) {
    let portal = Portal::start();
    portal.on("m", Reply::raw(status, "application/json", body.into_bytes()));
    let client = hasty(&portal.webhook_url()).build().expect("a client");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let mut result = None;
    let taken = measure(|| result = Some(runtime.block_on(client.with(Options::new().attempts(1)).call(call()))));
    (result.expect("it came"), usize::try_from(taken.bytes_max).expect("a size"))
}

fn problem(result: &Result<Value, Error>) -> Option<Problem> {
    if let Err(Error::Unexpected(answer)) = result { Some(answer.problem()) } else { None }
}

#[test]
fn an_answer_takes_memory_in_proportion() {
    let text = "x".repeat(SIZE);
    let cases = [
        (200, format!(r#"{{"result":"{text}"}}"#), None),
        (200, format!(r#"{{"result":[{}[]]}}"#, "[],".repeat(SIZE / 3)), Some(Problem::TooLarge)),
        (200, format!(r#"{{"result":[{}0]}}"#, "\"1234567890123\",".repeat(SIZE / 16)), None),
        (200, format!(r#"{{"result":[{}0]}}"#, "0,".repeat(400_000)), None),
        (200, format!(r#"{{"error":"E","error_description":"{text}"}}"#), Some(Problem::TooLarge)),
        (200, format!("<html>{text}"), Some(Problem::Html)),
        (200, "a ".repeat(SIZE / 2), Some(Problem::NotJson)),
        (200, "[".repeat(SIZE), Some(Problem::TooDeep)),
    ];
    for (status, body, expected) in cases {
        let (start, length) = (body[..20].to_owned(), body.len());
        let (result, taken) = answered(status, body);
        assert_eq!(problem(&result), expected, "{start}");
        assert_eq!(result.is_err(), expected.is_some(), "{start}");
        assert!(taken < 10 * length + SMALL, "{start}: {} MiB", taken >> 20);
    }
}

#[test]
fn of_an_error_only_the_start_is_read() {
    let text = "x ".repeat(SIZE / 2);
    let cases = [
        (502, format!("<html>{text}"), Problem::Html),
        (502, text.clone(), Problem::TooLarge),
        (400, format!(r#"{{"error":"E","error_description":"{text}"}}"#), Problem::TooLarge),
        (400, format!("[{}[]]", "[],".repeat(SIZE / 3)), Problem::TooLarge),
    ];
    for (status, body, expected) in cases {
        let start = body[..20].to_owned();
        let (result, taken) = answered(status, body);
        assert_eq!(problem(&result), Some(expected), "{start}");
        assert_eq!(result.map_err(|error| error.fate()), Err(Fate::Unknown), "{start}");
        assert!(taken < SIZE / 2, "{start}: {} MiB", taken >> 20);
    }
}

/// Serves connections with a function each, and gives the address of a webhook there.
async fn serve<F: Future<Output = ()> + Send>(answer: impl Fn(TcpStream) -> F + Clone + Send + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = format!("http://{}/rest/1/x/", listener.local_addr().expect("an address"));
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let answer = answer.clone();
            tokio::spawn(async move { answer(stream).await });
        }
    });
    address
}

async fn too_large(client: &Client) {
    let error = client.call(call()).await.expect_err("it is too large");
    assert!(matches!(&error, Error::Unexpected(answer) if answer.problem() == Problem::TooLarge), "{error:?}");
    assert!(error.fate() == Fate::Unknown && error.to_string().contains("max_answer"), "{error}");
}

#[tokio::test]
async fn an_answer_has_a_largest_size() {
    let portal = Portal::start();
    portal.on("m", Reply::result(json!("x".repeat(2_000))));
    let limited = |max| hasty(&portal.webhook_url()).max_answer(max).build().expect("a client");
    too_large(&limited(1_000).with(Options::new().idempotent())).await;
    assert_eq!(portal.requests().len(), 1, "the next one is as large");
    limited(3_000).call(call()).await.expect("an answer");

    // Without end, and without a length.
    let address = serve(async |mut stream: TcpStream| {
        let _ = stream.read(&mut [0; 10_000]).await;
        let mut sent = stream.write_all(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{\"result\":[0").await;
        while sent.is_ok() {
            sent = stream.write_all(&b",0".repeat(1_000)).await;
        }
    })
    .await;
    too_large(&hasty(&address).max_answer(1_000_000).build().expect("a client")).await;
}

#[tokio::test]
async fn connections_have_a_largest_number() {
    let (open, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let (count, seen) = (Arc::clone(&open), Arc::clone(&most));
    let address = serve(move |mut stream: TcpStream| {
        let (open, most) = (Arc::clone(&count), Arc::clone(&seen));
        async move {
            most.fetch_max(open.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            let _ = stream.read(&mut [0; 10_000]).await;
            tokio::time::sleep(Duration::from_millis(5)).await;
            open.fetch_sub(1, Ordering::SeqCst);
            let answer = b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 12\r\n\r\n{\"result\":1}";
            let _ = stream.write_all(answer).await;
        }
    })
    .await;
    let client = hasty(&address).max_connections(3).build().expect("a client");
    for result in join_all((0..30).map(|_| client.call(call()))).await {
        result.expect("an answer");
    }
    assert_eq!(most.load(Ordering::SeqCst), 3);
}

#[tokio::test]
async fn a_call_waits_for_a_connection_until_its_deadline() {
    let address = serve(async |mut stream: TcpStream| {
        let _ = stream.read(&mut [0; 10_000]).await;
        std::future::pending::<()>().await;
    })
    .await;
    let client = hasty(&address).max_connections(1).build().expect("a client");
    let first = client.clone();
    tokio::spawn(async move { first.call(call()).await });
    tokio::task::yield_now().await;
    let hurried = client.with(Options::new().deadline(Duration::from_millis(50)));
    let error = hurried.call(call()).await.expect_err("there is no connection");
    assert!(matches!(error, Error::Deadline { fate: Fate::NotRun, .. }), "{error:?}");
}
