//! Secrets stay where they are: in no text of an error or a client, and in no log.

use std::error::Error as _;
use std::fmt::Debug;
use std::io;
use std::sync::{Arc, LazyLock, Mutex};
use std::time::Duration;

use bitrix24_mock::{Portal, Reply};
use bitrix24_runtime::auth::Auth;
use bitrix24_runtime::error::TransportKind;
use bitrix24_runtime::request::Target;
use bitrix24_runtime::{Api, Client, Cx, Dynamic, Error, Extra, Object, Params, Request, Retries, json};
use tokio::net::{TcpListener, TcpSocket};

/// An object without fields: all that comes is unknown.
#[derive(Clone, Debug, Default)]
struct Nothing {
    extra: Extra,
}

impl Object for Nothing {
    fn walk(&self, cx: &mut Cx<'_>) -> Self {
        Nothing { extra: cx.extra(&self.extra) }
    }
}

/// A request for such an object.
#[derive(Default)]
struct Call(Params);

impl Request for Call {
    type Result = Nothing;

    fn parts(&self) -> (Target<'_>, &Params) {
        (Target::Named { name: "m", api: Api::V2 }, &self.0)
    }
}

/// All that was logged in this process, on every level and by every crate.
static LOG: LazyLock<Log> = LazyLock::new(|| {
    let log = Log::default();
    let writer = log.clone();
    tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_writer(move || writer.clone()).init();
    log
});

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().expect("no panic")).into_owned()
    }
}

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("no panic").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A client, and the secret that it must not show.
struct Holder {
    client: Client,
    secret: String,
}

impl Holder {
    fn both(portal: &Portal) -> [Self; 2] {
        [
            Holder::of(Auth::webhook(&portal.webhook_url()), portal.webhook_secret()),
            Holder::of(Auth::token(&portal.url(), portal.access_token()), portal.access_token()),
        ]
    }

    fn of(auth: Result<Auth, Error>, secret: &str) -> Self {
        let builder =
            Client::builder(auth.expect("an address")).retries(Retries::none()).timeout(Duration::from_secs(3600));
        Holder { client: builder.build().expect("a client"), secret: secret.to_owned() }
    }

    async fn error(&self) -> Error {
        self.client.call(Call::default()).await.expect_err("an error")
    }

    #[track_caller]
    fn check(&self, error: &Error) {
        let mut texts = vec![format!("{error:?} {error:#?}")];
        texts.extend(error.api().map(|api| format!("{} {} {} {:?}", api.code(), api.message(), api.body(), api)));
        let mut source: Option<&dyn std::error::Error> = Some(error);
        while let Some(error) = source {
            texts.push(format!("{error} {error:?}"));
            source = error.source();
        }
        self.check_text(&texts.join("\n"));
        self.check_text(&LOG.text());
    }

    #[track_caller]
    fn check_text(&self, text: &str) {
        let shown = text.lines().find(|line| line.contains(&self.secret));
        assert_eq!(shown, None);
    }

    fn check_debug(&self, value: &impl Debug) {
        self.check_text(&format!("{value:?} {value:#?}"));
    }
}

#[tokio::test]
async fn answers_that_echo_a_secret() {
    LazyLock::force(&LOG);
    let portal = Portal::start();
    for holder in Holder::both(&portal) {
        let (url, secret) = (portal.webhook_url(), &*holder.secret);
        let escaped: String = secret.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect();
        let not_utf8 = [b"\xff", secret.as_bytes(), b"\xff"].concat();
        let replies = [
            Reply::html(502, &format!("<html>POST {url}m?auth={secret}</html>")),
            Reply::html(200, &format!("<html>{}{url} {secret}</html>", " .".repeat(90))),
            Reply::raw(200, "text/plain", format!("Fatal error in {url} for {secret}")),
            Reply::raw(200, "text/plain", not_utf8),
            Reply::raw(200, "application/json", format!(r#"{{"{secret}":{}"#, "[".repeat(1000))),
            Reply::error(403, secret, &format!("No access to {url} with {secret}")),
            Reply::error_v3(403, secret, &format!("No access to {url} with {secret}")),
            Reply::json(400, json!({ "error": { "code": 1, "validation": [{ "field": secret, "message": url }] } })),
            Reply::json(400, json!({ "result": false, "error_description": secret, secret: [{ "auth": secret }] })),
            Reply::raw(400, "application/json", format!(r#"{{"error":"{escaped}","error_description":"{escaped}"}}"#)),
            Reply::json(500, json!([secret])),
            Reply::json(200, json!({ "result": [secret, { secret: 1 }] })),
            Reply::html(301, &format!("<a href='{url}{secret}'>Moved</a>"))
                .header("Location", &format!("{url}{secret}")),
            Reply::empty(302).header("Location", &format!("/{secret}")),
        ];
        for reply in replies {
            portal.on("m", reply);
            holder.check(&holder.error().await);
        }
    }
}

#[tokio::test]
async fn what_is_hidden_can_be_seen() {
    let portal = Portal::start();
    portal.on("m", Reply::error(403, "NO_ACCESS", &format!("No access to {}", portal.webhook_url())));
    let client = Client::webhook(&portal.webhook_url()).expect("a webhook's address");

    let error = client.call(Call::default()).await.expect_err("an error").to_string();
    insta::assert_snapshot!(
        error.replace(&portal.url(), "https://portal/"),
        @"m: NO_ACCESS: No access to https://portal/rest/1/***/ (HTTP 403)"
    );
}

#[tokio::test]
async fn calls_that_get_no_answer() {
    LazyLock::force(&LOG);
    // Bound but not listening, and listening but not answering.
    let (refusing, silent) = (TcpSocket::new_v4().expect("a socket"), TcpListener::bind("127.0.0.1:0").await);
    refusing.bind(([127, 0, 0, 1], 0).into()).expect("a port");
    let silent = silent.expect("a port");
    let cases = [
        (refusing.local_addr().expect("an address"), TransportKind::Connect),
        (silent.local_addr().expect("an address"), TransportKind::Timeout),
    ];
    for (address, expected) in cases {
        let secret = "n0-answer-s3cr3t";
        for auth in [
            Auth::webhook(&format!("http://{address}/rest/1/{secret}/")),
            Auth::token(&format!("http://{address}/"), secret),
        ] {
            let builder =
                Client::builder(auth.expect("an address")).retries(Retries::none()).timeout(Duration::from_millis(20));
            let holder = Holder { client: builder.build().expect("a client"), secret: secret.to_owned() };
            let error = holder.error().await;
            assert!(matches!(error, Error::Transport { kind, .. } if kind == expected), "{error:?}");
            assert!(error.source().is_some());
            holder.check(&error);
        }
    }
}

#[tokio::test]
async fn calls_that_fail_before_or_after() {
    LazyLock::force(&LOG);
    let portal = Portal::start();
    for holder in Holder::both(&portal) {
        holder.check(&holder.error().await);
        holder.check(&holder.client.call(Dynamic::new("a/b", json!({}))).await.expect_err("no method"));
    }
    let stranger = "wr0ng-s3cr3t";
    let address = portal.webhook_url().replace(portal.webhook_secret(), stranger);
    for auth in [Auth::webhook(&address), Auth::token(&portal.url(), stranger)] {
        let holder = Holder::of(auth, stranger);
        let error = holder.error().await;
        let code = error.api().map(bitrix24_runtime::ApiError::code);
        assert!(matches!(code, Some("NO_AUTH_FOUND" | "invalid_token")), "{code:?}");
        holder.check(&error);
    }
}

#[tokio::test]
async fn logs_tell_what_was_odd() {
    LazyLock::force(&LOG);
    let portal = Portal::start();
    for holder in Holder::both(&portal) {
        portal.on("m", Reply::result(json!({ "odd_key": 1, &*holder.secret: 2 })));
        holder.client.call(Call::default()).await.expect("a result");
        holder.check_text(&LOG.text());
    }
    let log = LOG.text();
    assert!(log.contains("the answer differs from its description"), "{log}");
    assert!(log.contains("result.odd_key: not in the description; result.***: not in the description"), "{log}");
    assert!(log.contains("reqwest"), "records of the `log` crate are here too: {log}");
}

#[test]
fn clients_and_their_parts() {
    let portal = Portal::start();
    let address = portal.webhook_url();
    for holder in Holder::both(&portal) {
        holder.check_debug(&holder.client);
        let auths = [
            Auth::webhook(&address),
            Auth::webhook(&format!("{address}profile.json?auth={}#{}", holder.secret, holder.secret)),
            Auth::token(&portal.url(), holder.secret.clone()),
            Auth::token(&address, holder.secret.clone()),
        ];
        for auth in auths.map(|auth| auth.expect("an address")) {
            holder.check_debug(&auth);
            holder.check_text(&auth.portal());
            holder.check_debug(&Client::builder(auth));
        }
        #[cfg(feature = "blocking")]
        holder.check_debug(&bitrix24_runtime::blocking::Client::webhook(&address).expect("a client"));
    }
    let shown = |auth: Result<Auth, Error>| format!("{:?}", auth.expect("an address"));
    insta::assert_snapshot!(
        shown(Auth::webhook("https://example.bitrix24.com/rest/1/SECRET/")),
        @"Webhook(https://example.bitrix24.com/rest/1/***/)"
    );
    insta::assert_snapshot!(
        shown(Auth::token("https://example.bitrix24.com", "SECRET")),
        @"Token(https://example.bitrix24.com/, ***)"
    );
}
