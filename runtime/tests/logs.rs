//! Lines of the log, once and counted, and the numbers of a hook.

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex};

use bitrix24_mock::{Portal, Reply};
use bitrix24_runtime::auth::Auth;
use bitrix24_runtime::{
    Api, Client, ClientBuilder, Cx, Dynamic, Extra, Hook, Id, Limits, Metric, OAuth, Object, Options, Params, Request,
    Target, json,
};
use tracing::field::{Field, Visit};
use tracing::span::{self, Attributes, Record};
use tracing::{Event, Metadata, Subscriber};

/// An object with one described field.
#[derive(Clone, Debug, Default, PartialEq)]
struct User {
    id: Id,
    extra: Extra,
}

impl Object for User {
    fn walk(&self, cx: &mut Cx<'_>) -> Self {
        User { id: cx.always::<Id>("ID", &self.id), extra: cx.extra(&self.extra) }
    }
}

struct UserGet(Params);

impl Request for UserGet {
    type Result = Vec<User>;

    fn parts(&self) -> (Target<'_>, &Params) {
        (Target::Named { name: "user.get", api: Api::V2 }, &self.0)
    }
}

/// The lines of the log: their names and levels, and the counts in them.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<String>>>);

impl Log {
    fn lines(&self) -> Vec<String> {
        self.0.lock().expect("nobody panicked").clone()
    }
}

impl Subscriber for Log {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "bitrix24" && !metadata.is_span()
    }

    fn new_span(&self, _: &Attributes<'_>) -> span::Id {
        span::Id::from_u64(1)
    }

    fn record(&self, _: &span::Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut line = format!("{} {}", event.metadata().level(), event.metadata().name());
        event.record(&mut Told(&mut line));
        self.0.lock().expect("nobody panicked").push(line);
    }

    fn enter(&self, _: &span::Id) {}

    fn exit(&self, _: &span::Id) {}
}

/// Adds the fields that do not depend on the machine.
struct Told<'l>(&'l mut String);

impl Visit for Told<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        if ["method", "count", "reason", "drift"].contains(&field.name()) {
            self.0.push_str(&format!(" {}={value:?}", field.name()));
        }
    }
}

#[derive(Clone, Default)]
struct Metrics(Arc<Mutex<Vec<String>>>);

impl Hook for Metrics {
    fn metric(&self, metric: &Metric<'_>) {
        let line = match metric {
            Metric::Call { method, is_ok, attempts, .. } => format!("call {method} {is_ok} {attempts}"),
            Metric::Wait { method, .. } => format!("wait {method}"),
            Metric::Retry { method, attempt, cause } => format!("retry {method} {attempt} {cause}"),
            Metric::Operating { method, seconds } => format!("operating {method} {seconds}"),
            other => format!("{other:?}"),
        };
        self.0.lock().expect("nobody panicked").push(line);
    }
}

fn client(portal: &Portal) -> ClientBuilder {
    Client::builder(Auth::webhook(&portal.webhook_url()).expect("an address")).limits(Limits::none())
}

#[tokio::test]
async fn retries_are_said_once_and_measured_each() {
    let (portal, log, metrics) = (Portal::start(), Log::default(), Metrics::default());
    let _guard = tracing::subscriber::set_default(log.clone());
    for _ in 0..3 {
        portal.on("m", Reply::html(502, "<html>")).on("m", Reply::result(json!(1)));
    }
    let b24 = client(&portal).hook(metrics.clone()).build().expect("a client").with(Options::new().idempotent());
    for _ in 0..3 {
        b24.call(Dynamic::new("m", json!({}))).await.expect("a result");
    }
    let lines = log.lines();
    let warned: Vec<_> = lines.iter().filter(|line| !line.starts_with("DEBUG")).collect();
    assert_eq!(warned, ["WARN bitrix24.retry method=m reason=\"Html, HTTP 502\" count=1"], "{lines:#?}");
    let metrics = metrics.0.lock().expect("nobody panicked").clone();
    let each = ["retry m 1 failure", "call m true 2", "operating m 0"];
    assert_eq!(metrics, [each, each, each].concat());
}

#[tokio::test]
async fn a_renewed_token_is_said() {
    let (portal, log) = (Portal::builder().start().expect("a portal"), Log::default());
    let _guard = tracing::subscriber::set_default(log.clone());
    let oauth = portal.oauth();
    let tokens = bitrix24_runtime::Tokens::new(oauth.access_token(), oauth.refresh_token());
    let oauth_of = OAuth::new(oauth.client_id(), oauth.client_secret(), tokens);
    let auth = oauth_of.server(&portal.url()).and_then(|it| Auth::oauth(&portal.url(), it));
    let b24 = Client::builder(auth.expect("an application")).limits(Limits::none()).build().expect("a client");
    for _ in 0..3 {
        b24.call(Dynamic::new("user.current", json!({}))).await.expect("a result");
        oauth.expire();
    }
    let said: Vec<_> = log.lines().into_iter().filter(|line| !line.starts_with("DEBUG")).collect();
    assert_eq!(said, ["INFO bitrix24.renewal count=1"]);
}

#[tokio::test]
async fn a_wait_of_more_than_a_second_is_said() {
    let (portal, log) = (Portal::start(), Log::default());
    portal.on("m", Reply::result(json!(1)));
    let b24 = client(&portal).limits(Limits::bucket(1, 0.9)).build().expect("a client");
    let _guard = tracing::subscriber::set_default(log.clone());
    for _ in 0..2 {
        b24.call(Dynamic::new("m", json!({}))).await.expect("a result");
    }
    assert_eq!(log.lines(), ["INFO bitrix24.wait method=m count=1"]);
}

#[tokio::test]
async fn a_method_that_has_run_for_long_is_said() {
    let (portal, log) = (Portal::start(), Log::default());
    let time = json!({ "operating": 433.5, "operating_reset_at": 1_700_000_600 });
    portal.on("m", Reply::json(200, json!({ "result": 1, "time": time })));
    let _guard = tracing::subscriber::set_default(log.clone());
    let b24 = client(&portal).build().expect("a client");
    for _ in 0..2 {
        b24.call(Dynamic::new("m", json!({}))).await.expect("a result");
    }
    assert_eq!(log.lines(), ["WARN bitrix24.operating method=m count=1"]);
}

#[tokio::test]
async fn drift_is_said_once_for_each_path() {
    let (portal, log) = (Portal::start(), Log::default());
    portal.on("user.get", Reply::result(json!([{ "ID": 1, "NEW": 1 }, { "ID": 2, "NEW": 2 }])));
    let _guard = tracing::subscriber::set_default(log.clone());
    let b24 = client(&portal).build().expect("a client");
    for _ in 0..3 {
        b24.call(UserGet(Params::new())).await.expect("users");
    }
    let lines = log.lines();
    assert_eq!(lines.len(), 1, "{lines:#?}");
    assert!(lines[0].starts_with("DEBUG bitrix24.drift method=\"user.get\" drift=\"result[0].NEW: "), "{lines:#?}");
}

/// Returns the names of spans and events in a text.
fn names(text: &str) -> BTreeSet<&str> {
    let is_name = |c: char| c.is_ascii_lowercase() || c == '-';
    let rest = text.split(['"', '`']).filter_map(|part| part.strip_prefix("bitrix24."));
    rest.filter(|name| !name.is_empty() && name.chars().all(is_name)).collect()
}

/// Adds the texts of all files of a folder.
fn texts(folder: &Path, all: &mut String) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            texts(&path, all);
        } else {
            all.push_str(&fs::read_to_string(&path).expect("a text"));
        }
    }
}

#[test]
fn all_names_are_listed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut code = String::new();
    // The folders that write to the log; `auth` knows the vendor's domains, which look alike.
    ["client", "limits"].iter().for_each(|part| texts(&folder.join("src").join(part), &mut code));
    let listed = fs::read_to_string(folder.join("../docs/logs.md")).expect("the list");
    assert_eq!(names(&code), names(&listed), "docs/logs.md lists the names of spans and events");
}
