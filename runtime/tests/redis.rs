//! The limiter in Redis, against servers that each test starts for itself. Without `redis-server` they skip.
//!
//! Buckets here drain so slowly that a test's own time makes no difference.

#![cfg(feature = "redis")]

use std::error::Error as _;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

use bitrix24_mock::{Portal, Reply};
use bitrix24_runtime::auth::Auth;
use bitrix24_runtime::{Client, Dynamic, Limits, RedisLimiter, SharedLimiter, Value, json};

const PORTAL: &str = "https://example.bitrix24.com/";
const PASSWORD: &str = "p4ss-w0rd";

/// Requests that a bucket holds.
const BURST: f64 = 10.0;

/// How long one request takes to drain.
const DRAIN: Duration = Duration::from_secs(1000);

/// What the test itself may have taken of that.
const SLACK: Duration = Duration::from_secs(100);

/// A server on a port of its own, with a password.
struct Server {
    process: Child,
    port: u16,
    /// Kept open for what it logs.
    _log: BufReader<ChildStdout>,
    _dir: tempfile::TempDir,
}

impl Server {
    /// `None`, with a line that says so, when there is none on this machine.
    fn start() -> Option<Self> {
        // Another process may take the port before the server does.
        (0..10).find_map(|_| Self::start_on(free_port())).expect("a free port")
    }

    /// `Some(None)` when there is no such program, `None` when the port is taken.
    fn start_on(port: u16) -> Option<Option<Self>> {
        let dir = tempfile::tempdir().expect("a directory");
        let mut command = Command::new("redis-server");
        command.args(["--port", &port.to_string(), "--bind", "127.0.0.1", "--save", "", "--requirepass", PASSWORD]);
        let Ok(mut process) = command.arg("--dir").arg(dir.path()).stdout(Stdio::piped()).spawn() else {
            // Past the harness, which shows what a test prints only when it fails.
            let _ = writeln!(std::io::stderr(), "skipped: there is no redis-server");
            return Some(None);
        };
        let mut log = BufReader::new(process.stdout.take().expect("its log"));
        let mut line = String::new();
        while log.read_line(&mut line).is_ok_and(|read| read > 0) {
            if line.contains("Ready to accept connections") {
                return Some(Some(Server { process, port, _log: log, _dir: dir }));
            }
            line.clear();
        }
        process.wait().expect("it has ended");
        None
    }

    fn limiter(&self) -> RedisLimiter {
        RedisLimiter::connect(&self.url()).expect("an address").timeout(Duration::from_secs(30))
    }

    fn url(&self) -> String {
        format!("redis://:{PASSWORD}@127.0.0.1:{}/", self.port)
    }

    /// Asks the server itself.
    async fn ask<T: redis::FromRedisValue>(&self, words: &[&str]) -> T {
        let client = redis::Client::open(self.url()).expect("an address");
        let mut connection = client.get_multiplexed_async_connection().await.expect("a connection");
        redis::cmd(words[0]).arg(&words[1..]).query_async(&mut connection).await.expect("an answer")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.local_addr().expect("its address").port()
}

/// Takes a place in the bucket of the portal.
async fn take(limiter: &RedisLimiter, within: Option<Duration>) -> Option<Duration> {
    limiter.take(PORTAL, BURST, 1.0 / DRAIN.as_secs_f64(), within).await.expect("a place")
}

async fn fill(limiter: &RedisLimiter) {
    limiter.exceeded(PORTAL, BURST, 1.0 / DRAIN.as_secs_f64()).await.expect("it is full");
}

/// Why no place is given.
async fn refusal(limiter: &RedisLimiter) -> String {
    limiter.take(PORTAL, BURST, 1.0, None).await.expect_err("no place").to_string()
}

/// Whether a wait is the time of so many requests, give or take the test's own.
fn is_about(wait: Option<Duration>, requests: u32) -> bool {
    let (wait, whole) = (wait.expect("a place"), DRAIN * requests);
    wait <= whole && wait + SLACK >= whole
}

#[tokio::test]
async fn processes_together_keep_to_the_bucket() {
    let Some(server) = Server::start() else { return };
    // Each has a connection of its own, as a process has.
    let tasks: Vec<_> = (0..4)
        .map(|_| {
            let limiter = server.limiter();
            tokio::spawn(async move {
                let mut waits = Vec::new();
                for _ in 0..10 {
                    waits.push(take(&limiter, None).await);
                }
                waits
            })
        })
        .collect();
    let mut waits = Vec::new();
    for task in tasks {
        waits.extend(task.await.expect("no panic"));
    }
    waits.sort();
    assert!(waits[..10].iter().all(|wait| *wait == Some(Duration::ZERO)), "{waits:?}");
    for (number, wait) in (1..).zip(&waits[10..]) {
        assert!(is_about(*wait, number), "{number}: {wait:?}");
    }
}

#[tokio::test]
async fn a_place_that_comes_too_late_is_not_taken() {
    let Some(server) = Server::start() else { return };
    let limiter = server.limiter();
    fill(&limiter).await;
    for _ in 0..5 {
        assert_eq!(take(&limiter, Some(DRAIN / 2)).await, None);
    }
    assert!(is_about(take(&limiter, Some(DRAIN)).await, 1));
    assert!(is_about(take(&limiter, None).await, 2));
}

#[tokio::test]
async fn what_one_learned_others_know() {
    let Some(server) = Server::start() else { return };
    let (one, other) = (server.limiter(), server.limiter());
    assert_eq!(take(&other, None).await, Some(Duration::ZERO));
    fill(&one).await;
    assert!(is_about(take(&other, None).await, 1));
    // What is counted beyond a full bucket stays counted.
    fill(&one).await;
    assert!(is_about(take(&other, None).await, 2));
}

#[tokio::test]
async fn portals_and_senders_have_buckets_of_their_own_that_go_when_empty() {
    let Some(server) = Server::start() else { return };
    let limiter = server.limiter();
    fill(&limiter).await;
    assert_eq!(take(&limiter.clone().sender("10.0.0.2"), None).await, Some(Duration::ZERO));
    let elsewhere = limiter.take("https://other.bitrix24.com/", BURST, 0.001, None).await.expect("a place");
    assert_eq!(elsewhere, Some(Duration::ZERO));
    let mut keys: Vec<String> = server.ask(&["KEYS", "*"]).await;
    keys.sort();
    let expected = [PORTAL, "https://example.bitrix24.com/:10.0.0.2", "https://other.bitrix24.com/"];
    assert_eq!(keys, expected.map(|name| format!("b24:{name}")));
    let left: u64 = server.ask(&["PTTL", &keys[0]]).await;
    assert!(is_about(Some(Duration::from_millis(left)), 10), "{left}");
}

#[tokio::test]
async fn a_lost_connection_is_made_again() {
    let Some(server) = Server::start() else { return };
    let limiter = server.limiter();
    for _ in 0..3 {
        assert_eq!(take(&limiter, None).await, Some(Duration::ZERO));
        let _: i64 = server.ask(&["CLIENT", "KILL", "TYPE", "normal"]).await;
    }
}

#[tokio::test]
async fn a_refused_bucket_is_told_to_others_by_the_client() {
    let Some(server) = Server::start() else { return };
    let portal = Portal::start();
    portal.on("m", Reply::error(503, "QUERY_LIMIT_EXCEEDED", "Too many requests")).on("m", Reply::result(Value::Null));
    let auth = Auth::webhook(&portal.webhook_url()).expect("an address");
    let limits = Limits::bucket(5, 100.0);
    let client = Client::builder(auth).limits(limits).shared_limiter(server.limiter()).build().expect("a client");
    client.call(Dynamic::new("m", json!({}))).await.expect("a result");
    let calls: String = server.ask(&["INFO", "commandstats"]).await;
    // Two places, and one time full.
    assert!(calls.contains("cmdstat_eval:calls=3,"), "{calls}");
}

#[tokio::test]
async fn the_password_is_in_no_text() {
    let url = format!("redis://user:{PASSWORD}@127.0.0.1:{}/3", free_port());
    let limiter = RedisLimiter::connect(&url).expect("an address").sender("office");
    let shown = format!("{limiter:?} {limiter:#?} {}", refusal(&limiter).await);
    assert!(shown.contains("127.0.0.1") && shown.contains("office") && !shown.contains(PASSWORD), "{shown}");
    for wrong in ["redis://:PW@127.0.0.1:x/", "redis://:PW@127.0.0.1/PW", "http://:PW@host/", "PW", "redis://:PW@/"] {
        let error = RedisLimiter::connect(&wrong.replace("PW", PASSWORD)).expect_err("no address");
        let shown = format!("{error} {error:?} {:?}", error.source());
        assert!(shown.contains("not an address of Redis") && !shown.contains(PASSWORD), "{shown}");
    }
}

#[tokio::test]
async fn a_server_that_repeats_the_password_is_not_quoted() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("its address").port();
    // Old servers answer so to a command that they do not know.
    let answer = format!("-ERR unknown command `AUTH`, with args beginning with: `{PASSWORD}`\r\n");
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let _ = (&stream).write_all(answer.repeat(5).as_bytes());
            let _ = std::io::copy(&mut &stream, &mut std::io::sink());
        }
    });
    let limiter = RedisLimiter::connect(&format!("redis://:{PASSWORD}@127.0.0.1:{port}/")).expect("an address");
    let why = refusal(&limiter.timeout(Duration::from_secs(30))).await;
    assert!(!why.contains(PASSWORD) && !why.contains("no answer"), "{why}");
}

#[tokio::test]
async fn a_wrong_password_is_said_by_its_code() {
    let Some(server) = Server::start() else { return };
    let url = server.url().replace(PASSWORD, "an0ther");
    let limiter = RedisLimiter::connect(&url).expect("an address").timeout(Duration::from_secs(30));
    let why = refusal(&limiter).await;
    assert!(why.contains("refuse") || why.contains("authentication"), "{why}");
    assert!(!why.contains("an0ther"), "{why}");
}

#[tokio::test]
async fn calls_go_on_without_redis_and_with_it_again() {
    // It takes connections, and never answers.
    let silent = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = silent.local_addr().expect("its address").port();
    let limiter = RedisLimiter::connect(&format!("redis://:{PASSWORD}@127.0.0.1:{port}/")).expect("an address");
    let why = refusal(&limiter).await;
    assert!(why.contains("no answer within 200ms"), "{why}");
    assert!(refusal(&limiter).await.contains("a moment ago"));

    let portal = Portal::start();
    portal.on("m", Reply::result(json!(true)));
    let auth = Auth::webhook(&portal.webhook_url()).expect("an address");
    let client = Client::builder(auth).shared_limiter(limiter.clone()).build().expect("a client");
    client.call(Dynamic::new("m", json!({}))).await.expect("a result");

    drop(silent);
    let Some(Some(_server)) = Server::start_on(port) else { return };
    let limiter = limiter.timeout(Duration::from_secs(30));
    for _ in 0..100 {
        if limiter.take(PORTAL, BURST, 1.0, None).await.is_ok() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("it is not asked again: {}", refusal(&limiter).await);
}
