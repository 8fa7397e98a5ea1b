//! Texts of a server that a terminal or a log would obey: nothing that is printed of them holds one raw.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use bitrix24_mock::{Portal, Reply};
use bitrix24_runtime::auth::Auth;
use bitrix24_runtime::limits::{BoxError, BoxFuture};
use bitrix24_runtime::{
    Client, Cx, Dynamic, Error, Extra, Limits, OAuth, Object, Params, Request, Retries, SharedLimiter, Tokens, json,
    request::Target,
};

use super::hasty;

/// Each with a mark that is in no other text.
pub(crate) const CORPUS: [&str; 14] = [
    "colour \u{1b}[31mred\u{1b}[0m",
    "screen \u{1b}[2J\u{1b}[H",
    "title \u{1b}]0;mine\u{7}",
    "link \u{1b}]8;;https://evil.example\u{1b}\\here\u{1b}]8;;\u{1b}\\",
    "clipboard \u{1b}]52;c;ZXZpbA==\u{7}",
    "c1 \u{9b}31m \u{9d}52;c;ZXZpbA==\u{9c}",
    "line\r\nERROR all is lost",
    "over\rwritten",
    "back\u{8}\u{8}\u{8}\u{8}space and \u{7f}",
    "bidi \u{202e}txt.exe\u{202c} \u{2066}x\u{2069}\u{200f}",
    "separators \u{2028}\u{2029}\u{85}",
    "invisible \u{feff}\u{200b}\u{2060}\u{ad}",
    "tags \u{e0041}\u{e0042}",
    "null \0 and vertical \u{b}\u{c}",
];

fn is_shown(char: char) -> bool {
    bitrix24_runtime::escape::is_plain(char)
}

#[track_caller]
fn check(text: &str) {
    // Line ends are those of this program, where it prints several lines.
    let found = text.chars().find(|char| !is_shown(*char) && *char != '\n');
    assert_eq!(found, None, "{text:?}");
    assert!(!text.contains("\nERROR"), "{text:?}");
}

#[track_caller]
fn check_error(error: &(dyn std::error::Error + 'static)) {
    let mut next = Some(error);
    while let Some(error) = next {
        check(&format!("{error}\n{error:?}\n{error:#?}"));
        next = error.source();
    }
}

#[derive(Clone, Default)]
struct Known {
    id: i64,
    extra: Extra,
}

impl Object for Known {
    fn walk(&self, cx: &mut Cx<'_>) -> Self {
        Known { id: cx.int("id", &Some(self.id)).unwrap_or_default(), extra: cx.extra(&self.extra) }
    }
}

impl std::fmt::Debug for Known {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        bitrix24_runtime::object::debug(self, f)
    }
}

#[derive(Default)]
struct Get(Params);

impl Request for Get {
    type Result = Known;

    fn parts(&self) -> (Target<'_>, &Params) {
        (Target::Named { name: "known.get", api: bitrix24_runtime::Api::V2 }, &self.0)
    }
}

async fn error(client: &Client) -> Error {
    client.call(Dynamic::new("m", json!({}))).await.expect_err("an error")
}

#[tokio::test]
async fn no_error_holds_a_text_raw() {
    for text in CORPUS {
        let portal = Portal::start();
        let client = hasty(&portal.webhook_url()).build().expect("a client");
        let field = json!({ "field": text, "message": text });
        let replies = [
            Reply::error(400, text, text),
            Reply::error_v3(400, text, text),
            Reply::json(400, json!({ "error": { "code": text, "message": text, "validation": [field] } })),
            Reply::html(502, &format!("<html>{text}")),
            Reply::raw(200, "text/plain", text.as_bytes().to_vec()),
            Reply::json(403, json!({ "result": false, text: text })),
        ];
        for reply in replies {
            portal.on("m", reply);
            check_error(&error(&client).await);
        }
        portal.on("known.get", Reply::result(json!({ "id": 1, text: [text] })));
        let response = client.send(Get::default()).await.expect("an answer");
        check(&format!("{0} {0:?} {1:?} {1:#?}", response.drift, response.result));

        let answer =
            json!({ "result": { "a": 1 }, "result_error": { "c0": { "error": text, "error_description": text } } });
        portal.on("batch", Reply::result(answer));
        let mut batch = client.batch();
        let first = batch.add(Dynamic::new("m", json!({})));
        check_error(&batch.send().await.expect("answers").take(first).expect_err("an error"));
        let mut batch = client.batch();
        batch.add_as(text, Dynamic::new(text, json!({ text: text })));
        check_error(&batch.send().await.expect_err("no name of a command"));
        check_error(&client.call(Dynamic::new(text, json!({}))).await.expect_err("no name of a method"));
        check(&format!("{0:?} {0:#?}", Dynamic::new(text, json!({ text: text }))));
    }
}

/// A log of this thread.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl std::io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("no panic").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// A limiter that others share, and that answers anything.
struct Broken(&'static str);

impl SharedLimiter for Broken {
    fn take<'a>(
        &'a self,
        _: &'a str,
        _: f64,
        _: f64,
        _: Option<Duration>,
    ) -> BoxFuture<'a, Result<Option<Duration>, BoxError>> {
        Box::pin(async { Err(self.0.into()) })
    }

    fn exceeded<'a>(&'a self, _: &'a str, _: f64, _: f64) -> BoxFuture<'a, Result<(), BoxError>> {
        Box::pin(async { Err(self.0.into()) })
    }
}

#[tokio::test]
async fn no_log_holds_a_text_raw() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_ansi(false);
    let _guard = tracing::subscriber::set_default(subscriber.with_writer(move || writer.clone()).finish());
    for text in CORPUS {
        let portal = Portal::start();
        let builder = hasty(&portal.webhook_url()).limits(Limits::standard()).shared_limiter(Broken(text));
        let client = builder.build().expect("a client");
        portal.on("known.get", Reply::result(json!({ "id": 1, text: [text] })));
        client.call(Get::default()).await.expect("an answer");
        portal.on("m", Reply::error(400, text, text));
        error(&client).await;
        client.call(Dynamic::new(text, json!({}))).await.expect_err("no name of a method");
    }
    let log = String::from_utf8(log.0.lock().expect("no panic").clone()).expect("text");
    assert!(log.contains("differs from its description") && log.contains("shared limiter"), "{log}");
    check(&log);
}

#[tokio::test]
async fn no_error_of_a_renewal_holds_a_text_raw() {
    for text in CORPUS {
        let portal = Portal::start();
        for status in [400, 500] {
            let oauth = OAuth::new("id", "key", Tokens::new("a", "r").expires_at(std::time::SystemTime::UNIX_EPOCH));
            let oauth = oauth.server(&portal.url()).expect("an address");
            let auth = Auth::oauth(&portal.url(), oauth).expect("an address");
            let client =
                Client::builder(auth).retries(Retries::none()).limits(Limits::none()).build().expect("a client");
            portal.oauth().refuse(Reply::json(status, json!({ "error": text, "error_description": text })));
            let error = error(&client).await;
            assert!(matches!(error, Error::Auth(_)), "{error:?}");
            check_error(&error);
        }
    }
}
