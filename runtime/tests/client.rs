//! Calls over real HTTP, to a portal in this process.

use std::time::Duration;

use bitrix24_mock::{ApiVersion, Portal, Reply};
use bitrix24_runtime::auth::Auth;
use bitrix24_runtime::catalogue::{Errors, Field, Fields, Shape};
use bitrix24_runtime::error::{Problem, TransportKind};
use bitrix24_runtime::request::Target;
use bitrix24_runtime::{Any, Api, Client, Dynamic, Error, Id, Kind, Method, Params, Request, Retries, json};
use tokio::net::TcpSocket;

const fn method(name: &'static str, api: Api, params: &'static [Field]) -> Method {
    Method {
        name,
        api,
        scopes: &[],
        kind: Kind::Read,
        docs: "https://apidocs.bitrix24.com/",
        batchable: None,
        deprecated: None,
        positional: &[],
        pager: None,
        params: Fields::List(params),
        errors: Errors::NONE,
    }
}

static USER_GET: Method = method("user.get", Api::V2, &[Field::required("ID", Shape::Id).min(1.0)]);
static TASK_GET: Method = method("tasks.task.get", Api::V3, &[Field::required("id", Shape::Id)]);

/// A typed request, as the generator emits it.
struct UserGet(Params);

impl UserGet {
    fn new(id: impl Into<Id>) -> Self {
        let mut params = Params::new();
        params.set::<Id>("ID", id);
        UserGet(params)
    }
}

impl Request for UserGet {
    type Result = Vec<Any>;

    fn parts(&self) -> (Target<'_>, &Params) {
        (Target::Known(&USER_GET), &self.0)
    }
}

/// A client that makes one attempt.
fn once(auth: Auth) -> Client {
    Client::builder(auth).retries(Retries::none()).build().expect("a client")
}

fn webhook(portal: &Portal) -> Client {
    once(Auth::webhook(&portal.webhook_url()).expect("a webhook's address"))
}

fn token(portal: &Portal) -> Client {
    once(Auth::token(&portal.url(), portal.access_token()).expect("a portal's address"))
}

#[tokio::test]
async fn a_webhook_calls_by_its_address() {
    let portal = Portal::start();
    portal.on("user.get", Reply::result(json!([{ "ID": "7" }])));

    let users = webhook(&portal).call(UserGet::new(7)).await.expect("a result");

    assert_eq!(users, [json!({ "ID": "7" })]);
    let request = portal.last_request().expect("a request");
    assert_eq!((request.http_method(), request.version()), ("POST", ApiVersion::V2));
    assert_eq!(request.path(), format!("/rest/1/{}/user.get", portal.webhook_secret()));
    assert_eq!(request.bytes(), br#"{"ID":7}"#);
}

#[tokio::test]
async fn a_token_travels_in_the_body() {
    let portal = Portal::start();
    portal.on("user.get", Reply::result(json!([])));

    token(&portal).call(Dynamic::new("user.get", json!({ "ID": 7, "auth": "?" }))).await.expect("a result");

    let request = portal.last_request().expect("a request");
    assert_eq!(request.path(), "/rest/user.get");
    assert_eq!(request.body(), &json!({ "ID": 7, "auth": portal.access_token() }));
}

#[tokio::test]
async fn version_3_has_an_address_of_its_own() {
    let portal = Portal::start();
    portal.on("tasks.task.get", Reply::result(json!({ "item": {} })));
    let calls = [Dynamic::of(&TASK_GET, json!({ "id": 1 })), Dynamic::new("tasks.task.get", json!({ "id": 1 })).v3()];
    for call in calls {
        webhook(&portal).call(call.clone()).await.expect("a result");
        token(&portal).call(call).await.expect("a result");
    }

    let requests = portal.requests();
    assert!(requests.iter().all(|request| request.version() == ApiVersion::V3));
    let paths: Vec<_> = requests.iter().map(|request| request.path().to_owned()).collect();
    let by_webhook = format!("/rest/api/1/{}/tasks.task.get", portal.webhook_secret());
    assert_eq!(paths, [&by_webhook, "/rest/api/tasks.task.get", &by_webhook, "/rest/api/tasks.task.get"]);
}

#[tokio::test]
async fn parameters_are_sent_as_they_were_set() {
    let portal = Portal::start();
    portal.on("m", Reply::result(json!(true)));
    let mut params = Params::new();
    params.set::<String>("z", "first");
    params.set::<Vec<Id>>("a", [Id::from("7"), Id::from(8)]);
    params.insert("UF_X", json!({ "b": null, "a": 1.50 }));
    params.set::<String>("z", "Ärger");

    webhook(&portal).call(Dynamic::new("m", params.into_map().into())).await.expect("a result");

    let request = portal.last_request().expect("a request");
    assert_eq!(request.bytes(), r#"{"z":"Ärger","a":["7",8],"UF_X":{"b":null,"a":1.5}}"#.as_bytes());
}

#[tokio::test]
async fn headers_say_who_calls_and_what() {
    let portal = Portal::start();
    portal.on("m", Reply::result(json!(true)));

    webhook(&portal).call(Dynamic::new("m", json!({}))).await.expect("a result");

    let request = portal.last_request().expect("a request");
    assert_eq!(request.header("Content-Type"), Some("application/json"));
    assert_eq!(request.header("Accept"), Some("application/json"));
    let user_agent = concat!("bitrix24-rust/", env!("CARGO_PKG_VERSION"));
    assert_eq!(request.header("User-Agent"), Some(user_agent));
}

#[tokio::test]
async fn the_whole_answer_can_be_had() {
    let portal = Portal::start();
    portal
        .on("user.get", Reply::json(200, json!({ "result": [1], "total": 80, "next": 50, "time": { "start": 1.5 } })));

    let response = webhook(&portal).send(UserGet::new(1)).await.expect("an answer");

    assert_eq!((response.total, response.next), (Some(80), Some(50)));
    assert_eq!(response.time.and_then(|time| time.start), Some(1.5));
}

#[tokio::test]
async fn errors_come_as_errors() {
    let portal = Portal::start();
    portal
        .on("v2", Reply::error(403, "ACCESS_DENIED", "Access denied!"))
        .on("v3", Reply::error_v3(404, "ENTITY_NOT_FOUND", "Not found"))
        .on("html", Reply::html(502, "<html><h1>Bad Gateway</h1></html>"))
        .on("empty", Reply::empty(200))
        .on("moved", Reply::html(301, "Moved").header("Location", "/elsewhere"))
        .on("user.get", Reply::result(json!(true)));
    let client = webhook(&portal);
    let error = async |call: Dynamic| client.call(call).await.expect_err("an error").to_string();

    insta::assert_snapshot!(
        error(Dynamic::new("v2", json!({}))).await,
        @"v2: ACCESS_DENIED: Access denied! (HTTP 403)"
    );
    insta::assert_snapshot!(
        error(Dynamic::new("v3", json!({})).v3()).await,
        @"v3: ENTITY_NOT_FOUND: Not found (HTTP 404)"
    );
    insta::assert_snapshot!(
        error(Dynamic::new("html", json!({}))).await,
        @"html: HTML instead of JSON (HTTP 502)"
    );
    insta::assert_snapshot!(error(Dynamic::new("empty", json!({}))).await, @"empty: an empty answer (HTTP 200)");
    insta::assert_snapshot!(
        error(Dynamic::new("moved", json!({}))).await.replace(&portal.address().to_string(), "portal"),
        @"moved: a redirection (HTTP 301) that is not followed: http://portal is not the address of a portal"
    );
    insta::assert_snapshot!(
        error(Dynamic::new("unknown", json!({}))).await,
        @"unknown: ERROR_METHOD_NOT_FOUND: Method not found! (HTTP 404)"
    );
    insta::assert_snapshot!(
        client.call(UserGet::new(1)).await.expect_err("an error"),
        @"user.get: result is boolean instead of array: true"
    );
    assert_eq!(portal.requests().len(), 7, "a redirection is not followed, and nothing is repeated");
}

#[tokio::test]
async fn an_answer_that_does_not_come_is_a_timeout() {
    let portal = Portal::start();
    portal.on("m", Reply::result(json!(true)).after(Duration::from_secs(3600)));
    let auth = Auth::webhook(&portal.webhook_url()).expect("a webhook's address");
    let client =
        Client::builder(auth).retries(Retries::none()).timeout(Duration::from_millis(500)).build().expect("a client");

    let error = client.call(Dynamic::new("m", json!({}))).await.expect_err("a timeout");

    assert!(matches!(error, Error::Transport { kind: TransportKind::Timeout, .. }), "{error:?}");
    insta::assert_snapshot!(error, @"m: no answer in time; the call may have run");
}

#[tokio::test]
async fn a_portal_that_cannot_be_reached_did_not_run_the_call() {
    // Bound but not listening: nobody else gets the port, and nobody answers.
    let socket = TcpSocket::new_v4().expect("a socket");
    socket.bind(([127, 0, 0, 1], 0).into()).expect("a port");
    let address = socket.local_addr().expect("an address");
    let client = once(Auth::webhook(&format!("http://{address}/rest/1/secret/")).expect("a webhook's address"));

    let error = client.call(Dynamic::new("m", json!({}))).await.expect_err("nobody there");

    assert!(matches!(error, Error::Transport { kind: TransportKind::Connect, .. }), "{error:?}");
    insta::assert_snapshot!(error, @"m: the server could not be reached");
}

#[tokio::test]
async fn a_bad_call_is_stopped_only_on_demand() {
    let portal = Portal::start();
    portal.on("user.get", Reply::result(json!([])));
    let auth = Auth::webhook(&portal.webhook_url()).expect("a webhook's address");
    let strict = Client::builder(auth).validate(true).build().expect("a client");

    let error = strict.call(UserGet::new(0)).await.expect_err("a violation");
    insta::assert_snapshot!(error, @r"
    invalid parameters of user.get:
      `ID` has to be at least 1 (https://apidocs.bitrix24.com/)
    ");
    let error = strict.call(Dynamic::of(&USER_GET, json!({ "FILTER": {} }))).await.expect_err("violations");
    insta::assert_snapshot!(error, @r"
    invalid parameters of user.get:
      `ID` is required (https://apidocs.bitrix24.com/)
      warning: `FILTER` is not a parameter of this method (https://apidocs.bitrix24.com/)
    ");
    assert!(portal.requests().is_empty());

    strict.call(UserGet::new(1)).await.expect("a result");
    strict.call(Dynamic::new("user.get", json!({}))).await.expect("nothing is known of it");
    webhook(&portal).call(UserGet::new(0)).await.expect("the server decides");
    assert_eq!(portal.requests().len(), 3);
}

#[tokio::test]
async fn a_call_by_name_takes_and_gives_any_json() {
    let portal = Portal::start();
    portal.on("m", Reply::result(json!({ "any": ["thing", null] })));
    let client = webhook(&portal);

    let result = client.call(Dynamic::new("m", json!({ "x": [1, { "y": false }] }))).await.expect("a result");
    assert_eq!(result, json!({ "any": ["thing", null] }));
    assert_eq!(portal.last_request().expect("a request").body(), &json!({ "x": [1, { "y": false }] }));

    client.call(Dynamic::new("m", json!([1]))).await.expect("a result");
    assert_eq!(portal.last_request().expect("a request").body(), &json!({}), "a list is no parameters");
}

#[tokio::test]
async fn only_names_of_methods_are_called() {
    let portal = Portal::start();
    for name in ["", "a/b", "a?b", "../user.get", "..", "a b", "ä", "a%2Fb", "a#b"] {
        let error = webhook(&portal).call(Dynamic::new(name, json!({}))).await.expect_err("no method");
        assert_eq!(error.to_string(), format!("`{name}` is not the name of a method"));
    }
    assert!(portal.requests().is_empty());
}

#[tokio::test]
async fn a_broken_answer_may_have_run_the_call() {
    // A server that hangs up in the middle of its answer.
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let server = tokio::spawn(async move {
        use tokio::io::{AsyncReadExt, AsyncWriteExt};
        let (mut stream, _) = listener.accept().await?;
        let _ = stream.read(&mut [0; 4096]).await?;
        stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"result\"").await
    });
    let client = once(Auth::webhook(&format!("http://{address}/rest/1/secret/")).expect("a webhook's address"));

    let error = client.call(Dynamic::new("m", json!({}))).await.expect_err("half an answer");

    server.await.expect("no panic").expect("a connection");
    assert!(matches!(error, Error::Transport { kind: TransportKind::Broken, .. }), "{error:?}");
    insta::assert_snapshot!(error, @"m: the connection broke; the call may have run");
}

#[tokio::test]
async fn clones_call_too() {
    let portal = Portal::start();
    portal.on("m", Reply::result(json!(true)));
    let client = webhook(&portal);

    let calls = (0..4).map(|_| {
        let client = client.clone();
        tokio::spawn(async move { client.call(Dynamic::new("m", json!({}))).await })
    });
    for call in calls.collect::<Vec<_>>() {
        call.await.expect("no panic").expect("a result");
    }
    assert_eq!(portal.requests().len(), 4);
}

#[test]
fn addresses_of_webhooks_are_taken_as_shown() {
    for (address, portal) in [
        ("https://example.bitrix24.com/rest/1/secret/", "https://example.bitrix24.com/"),
        ("https://example.bitrix24.com/rest/1/secret", "https://example.bitrix24.com/"),
        ("https://example.bitrix24.com/rest/1/secret/profile.json?x=1#y", "https://example.bitrix24.com/"),
        ("https://example.bitrix24.com/rest/api/1/secret/", "https://example.bitrix24.com/"),
        ("https://example.com:8443/portal/rest/1/secret/", "https://example.com:8443/portal/"),
        ("http://localhost/rest/1/secret/", "http://localhost/"),
        ("http://[::1]:80/rest/1/secret/", "http://[::1]/"),
    ] {
        assert_eq!(Auth::webhook(address).expect(address).portal(), portal);
    }
    for (address, portal) in [
        ("https://example.bitrix24.com", "https://example.bitrix24.com/"),
        ("https://example.bitrix24.com/rest/", "https://example.bitrix24.com/"),
        ("https://example.bitrix24.com/rest/1/secret/", "https://example.bitrix24.com/"),
        ("https://example.com/portal/", "https://example.com/portal/"),
    ] {
        assert_eq!(Auth::token(address, "token").expect(address).portal(), portal);
    }
}

#[test]
fn other_addresses_are_refused_without_being_shown() {
    const SECRET: &str = "s3cr3t";
    let webhook = |address: &str| Auth::webhook(&address.replace("SECRET", SECRET)).expect_err(address).to_string();
    let token = |address: &str| Auth::token(&address.replace("SECRET", SECRET), SECRET).expect_err(address).to_string();
    let messages = [
        webhook(""),
        webhook("SECRET"),
        webhook("example.bitrix24.com/rest/1/SECRET/"),
        webhook("https://exa mple.com/rest/1/SECRET/"),
        webhook("https://example.bitrix24.com/1/SECRET/"),
        webhook("https://example.bitrix24.com/rest/"),
        webhook("https://example.bitrix24.com/rest/SECRET/"),
        webhook("https://example.bitrix24.com/rest/SECRET/1/"),
        webhook("http://example.bitrix24.com/rest/1/SECRET/"),
        webhook("ftp://localhost/rest/1/SECRET/"),
        webhook("https://SECRET@example.bitrix24.com/rest/1/SECRET/"),
        webhook("https://user:SECRET@example.bitrix24.com/rest/1/SECRET/"),
        webhook("mailto:SECRET@example.com/rest/1/SECRET"),
        webhook("data:/rest/1/SECRET"),
        token("SECRET"),
        token("http://example.bitrix24.com/"),
    ];
    insta::assert_snapshot!(messages.join("\n"), @r"
    not a webhook's address: relative URL without a base; expected https://PORTAL/rest/USER/SECRET/, as the portal shows it
    not a webhook's address: relative URL without a base; expected https://PORTAL/rest/USER/SECRET/, as the portal shows it
    not a webhook's address: relative URL without a base; expected https://PORTAL/rest/USER/SECRET/, as the portal shows it
    not a webhook's address: invalid international domain name; expected https://PORTAL/rest/USER/SECRET/, as the portal shows it
    not a webhook's address: its path has no /rest/; expected https://PORTAL/rest/USER/SECRET/, as the portal shows it
    not a webhook's address: user or secret is missing; expected https://PORTAL/rest/USER/SECRET/, as the portal shows it
    not a webhook's address: user or secret is missing; expected https://PORTAL/rest/USER/SECRET/, as the portal shows it
    not a webhook's address: the user is not a number; expected https://PORTAL/rest/USER/SECRET/, as the portal shows it
    the address has to start with https://: the secret travels with every call
    the address has to start with https://: the secret travels with every call
    the address must not hold a user name or a password
    the address must not hold a user name or a password
    the address has no host
    the address has no host
    not a portal's address: relative URL without a base; expected https://PORTAL/
    the address has to start with https://: the secret travels with every call
    ");
    assert!(!messages.iter().any(|message| message.contains(SECRET)));
}

#[test]
fn calls_can_be_spawned() {
    fn check<T: Send + 'static>(_: T) {}
    let client = Client::webhook("https://example.bitrix24.com/rest/1/secret/").expect("a webhook's address");
    check(async move { client.call(UserGet::new(1)).await });
    fn error<T: Send + Sync + std::error::Error + 'static>() {}
    error::<Error>();
}

#[test]
fn an_unexpected_answer_tells_its_kind() {
    let portal = Portal::start();
    portal.on("m", Reply::html(200, "<!doctype html>"));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");

    match runtime.block_on(webhook(&portal).call(Dynamic::new("m", json!({})))) {
        Err(Error::Unexpected(unexpected)) => assert_eq!(unexpected.problem(), Problem::Html),
        other => panic!("{other:?}"),
    }
}

#[cfg(feature = "blocking")]
mod blocking {
    use bitrix24_runtime::blocking::Client;

    use super::*;

    #[test]
    fn a_call_waits_for_its_result() {
        let portal = Portal::start();
        portal.on("user.get", Reply::result(json!([{ "ID": "7" }])));

        let client = Client::webhook(&portal.webhook_url()).expect("a client");
        assert_eq!(client.call(UserGet::new(7)).expect("a result"), [json!({ "ID": "7" })]);
        assert_eq!(client.send(UserGet::new(7)).expect("an answer").total, None);

        let client = Client::token(&portal.url(), portal.access_token()).expect("a client");
        let other = client.clone();
        drop(client);
        std::thread::spawn(move || other.call(UserGet::new(7)).expect("a result")).join().expect("no panic");
        assert_eq!(portal.requests().len(), 3);
    }

    #[test]
    fn settings_and_errors_are_those_of_the_async_client() {
        let portal = Portal::start();
        portal.on("m", Reply::result(json!(true)).after(Duration::from_secs(3600)));
        let auth = Auth::webhook(&portal.webhook_url()).expect("a webhook's address");
        let builder = bitrix24_runtime::Client::builder(auth).timeout(Duration::from_millis(20)).validate(true);
        let client = Client::build(builder).expect("a client");

        assert!(matches!(client.call(UserGet::new(0)), Err(Error::Invalid(_))));
        assert!(matches!(
            client.call(Dynamic::new("m", json!({}))),
            Err(Error::Transport { kind: TransportKind::Timeout, .. })
        ));
        assert!(matches!(Client::webhook("https://example.com/"), Err(Error::Config(_))));
    }

    #[tokio::test]
    async fn an_async_runtime_is_not_blocked() {
        let portal = Portal::start();
        let client = Client::webhook(&portal.webhook_url()).expect("a client");

        let error = client.call(UserGet::new(7)).expect_err("not here");
        insta::assert_snapshot!(error, @"a blocking call inside an async task: use the async client there, or `spawn_blocking`");
        assert!(portal.requests().is_empty());
        // The client goes here, inside of the runtime, together with its own.
        drop(client);
    }
}
