//! Secrets stay where they are: in no text of an error or a client, and in no log.

use std::error::Error as _;
use std::fmt::Debug;
use std::io;
use std::sync::{Arc, LazyLock, Mutex};
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bitrix24_mock::{Portal, Reply};
use bitrix24_runtime::auth::Auth;
use bitrix24_runtime::catalogue::{Errors, Fields, Kind, Method, Pager, PagerKind};
use bitrix24_runtime::error::TransportKind;
use bitrix24_runtime::events::{Event, EventFeed, OfflineQueue, Verifier};
use bitrix24_runtime::files::Upload;
use bitrix24_runtime::request::Target;
use bitrix24_runtime::{
    Api, Application, Client, Cx, Dynamic, Error, ExposeSecret, Extra, File, Limits, OAuth, Object, Params, Request,
    Retries, Tokens, json,
};
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
        match error {
            Error::Unexpected(answer) => texts.push(answer.start().to_owned()),
            Error::Result { result, .. } => texts.push(result.to_string()),
            _ => {}
        }
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
        let percent: String = self.secret.bytes().map(|byte| format!("%{byte:02X}")).collect();
        let base64 = STANDARD.encode(format!("auth={}&", self.secret));
        let hex: String = self.secret.bytes().map(|byte| format!("{byte:02x}")).collect();
        let (upper, start) = (self.secret.to_uppercase(), &self.secret[..8]);
        let parts = [&*self.secret, &percent, &base64[8..16], &hex, &upper, start];
        let is_shown = |line: &&str| parts.iter().any(|part| line.contains(part));
        let shown = text.lines().find(is_shown);
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
        let percent: String = secret.bytes().map(|byte| format!("%{byte:02X}")).collect();
        let base64 = STANDARD.encode(format!("auth={secret}&"));
        let hex: String = secret.bytes().map(|byte| format!("{byte:02x}")).collect();
        let (wrapped, cut) = (format!("{}\r\n{}", &base64[..8], &base64[8..]), &secret[..secret.len() - 2]);
        let spelled = format!("{percent} {} {base64}", percent.replace('%', "%25"));
        let spelled = format!("{spelled} {wrapped} {hex} {} {cut}", secret.to_uppercase());
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
            Reply::error(403, &percent, &spelled),
            Reply::html(502, &spelled),
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
            // Enough for a connection on a machine that is busy: then it is the answer that does not come.
            let timeout = Duration::from_millis(500);
            let builder = Client::builder(auth.expect("an address")).retries(Retries::none()).timeout(timeout);
            let holder = Holder { client: builder.build().expect("a client"), secret: secret.to_owned() };
            let error = holder.error().await;
            assert!(matches!(error, Error::Transport { kind, .. } if kind == expected), "{error:?}");
            assert!(error.source().is_some());
            holder.check(&error);
        }
    }
}

static LIST: Method = Method {
    name: "some.list",
    api: Api::V2,
    scopes: &[],
    kind: Kind::Read,
    docs: "",
    batchable: None,
    deprecated: None,
    positional: &[],
    pager: Some(Pager { kind: PagerKind::Start, items: "items", id: Some("id") }),
    params: Fields::NONE,
    errors: Errors::NONE,
};

const FAULTS: &str = "503=0.04,429=0.04,overload=0.04,500=0.04,500-after=0.04,html=0.04,reset-before=0.04,\
                      reset-after=0.04,truncated=0.04,slow:1ms=0.02,302=0.04,expired-token=0.1,partial-batch=0.1";

const EVENT_TOKEN: &str = "app-t0ken-s3cr3t";

/// What was printed of a client and its errors.
#[derive(Default)]
struct Shown(String);

impl Shown {
    /// An error, and all that is behind it.
    fn add<T, E: std::error::Error + 'static>(&mut self, result: Result<T, E>) {
        let mut next = result.as_ref().err().map(|error| error as &(dyn std::error::Error + 'static));
        while let Some(error) = next {
            self.0.push_str(&format!("{error} {error:?} {error:#?}\n"));
            next = error.source();
        }
    }

    async fn add_batch(&mut self, client: &Client, request: impl Fn() -> Dynamic) {
        let mut batch = client.batch();
        let handles = [batch.add(request()), batch.add(request())];
        let answers = batch.send().await;
        match &answers {
            Ok(answers) => handles.into_iter().for_each(|handle| self.add(answers.take(handle))),
            Err(_) => self.add(answers),
        }
    }

    /// Calls that meet faults.
    async fn add_faults(&mut self, client: &Client) {
        let add = || Dynamic::new("crm.deal.add", json!({ "fields": { "TITLE": "x" } }));
        let task = || Dynamic::new("tasks.task.add", json!({ "fields": { "title": "x", "creatorId": 1 } })).v3();
        for _ in 0..30 {
            self.add(client.call(add()).await);
            self.add(client.call(task()).await);
            self.add_batch(client, add).await;
            self.add_batch(client, task).await;
            self.add(client.list(Dynamic::of(&LIST, json!({}))).all().await);
        }
    }

    /// Answers that are not what they should be, and repeat secrets.
    async fn add_echoes(&mut self, client: &Client, portal: &Portal, secrets: &[String]) {
        let echo = json!({ "odd": secrets, "nested": [{ "uploadUrl": 1, "text": secrets.join(" ") }] });
        for result in [echo.clone(), json!({ "result": echo, "result_error": { "c0": echo } }), json!(secrets[0])] {
            for method in
                ["m", "batch", "some.list", "event.offline.get", "disk.folder.uploadfile", "imbot.v2.Event.get"]
            {
                portal.on(method, Reply::result(result.clone()));
            }
            self.add(client.call(Call::default()).await);
            self.add(client.list(Dynamic::of(&LIST, json!({}))).all().await);
            self.add(OfflineQueue::new(client.clone()).next().await);
            let file = File::new("a.txt", b"x".to_vec());
            self.add(client.upload(Upload::to_folder(1, file)).await);
            self.add(client.download(&format!("{}rest/1/{}/m", client.portal(), secrets[0])).await);
            self.add(EventFeed::of_bot(client.clone(), 1).bot_token(EVENT_TOKEN).fetch().await);
            self.add_batch(client, || Dynamic::new("m", json!({}))).await;
        }
    }

    fn add_events(&mut self) {
        let body = format!("event=ONAPPTEST&auth[application_token]={EVENT_TOKEN}&data[access_token]={EVENT_TOKEN}");
        let verifier = Verifier::new(EVENT_TOKEN);
        let event = Event::parse(body.as_bytes(), &verifier).expect("an event");
        self.0.push_str(&format!("{event:?} {verifier:?}"));
        self.add(Event::parse(body.as_bytes(), &Verifier::new("another")));
    }
}

/// Every kind of failure, met by everything that a client does.
#[tokio::test]
async fn a_run_with_failures_of_all_kinds() {
    LazyLock::force(&LOG);
    for with_token in [false, true] {
        let portal = Portal::builder().seed(7).faults(FAULTS.parse().expect("faults")).start().expect("a portal");
        let given = portal.oauth();
        let known = Arc::new(Mutex::new(vec![EVENT_TOKEN.to_owned(), portal.access_token().to_owned()]));
        let keep = Arc::clone(&known);
        let learn = move |secrets: [String; 2]| keep.lock().expect("no panic").extend(secrets);
        learn([given.access_token(), given.refresh_token()]);
        learn([portal.webhook_secret(), given.client_secret()].map(str::to_owned));
        let oauth = OAuth::new(
            given.client_id(),
            given.client_secret(),
            Tokens::new(given.access_token(), given.refresh_token()),
        );
        let oauth = oauth.server(&portal.url()).expect("an address").store(move |tokens: Tokens| {
            learn([tokens.access, tokens.refresh].map(|token| token.expose_secret().to_owned()));
            async { Ok(()) }
        });
        let auth = match with_token {
            true => Auth::oauth(&portal.url(), oauth.clone()),
            false => Auth::webhook(&portal.webhook_url()),
        };
        let retries = Retries::new().pauses(Duration::ZERO, Duration::ZERO).attempts(3).budget(1_000);
        let limits = Limits::bucket(1_000, 1_000.0).time_scale(1e6);
        let client = Client::builder(auth.expect("an address")).retries(retries).limits(limits).build();
        let client = client.expect("a client");
        let secrets = || known.lock().expect("no panic").clone();

        let mut shown = Shown(format!("{client:?} {:?} {oauth:?}", client.batch()));
        shown.add_faults(&client).await;
        portal.set_faults(bitrix24_mock::Faults::none());
        // What a client does not hold it cannot know: an answer repeats its own.
        let own = match with_token {
            true => vec![oauth.tokens().access.expose_secret().to_owned(), given.client_secret().to_owned()],
            false => vec![portal.webhook_secret().to_owned()],
        };
        shown.add_echoes(&client, &portal, &own).await;
        let why = own.join(" ");
        given.refuse(Reply::json(401, json!({ "error": "WRONG_CLIENT", "error_description": why })));
        given.expire();
        shown.add(client.call(Dynamic::new("profile", json!({}))).await);
        given.refuse(Reply::json(401, json!({ "error": own[0], "error_description": given.client_secret() })));
        let app = Application::new(given.client_id(), given.client_secret()).server(&portal.url()).expect("an address");
        shown.add(app.exchange_code(&own[0]).await);
        portal.on("app.info", Reply::result(json!({ "client_id": own[0] })));
        let install = format!("event=ONAPPINSTALL&auth[member_id]=a1b2&auth[access_token]={}", own[0]);
        shown.add(app.verify(Event::parse_install(install.as_bytes()).expect("an installation")).await);
        shown.0.push_str(&format!("{app:?}"));
        shown.add_events();

        let kinds = ["HTTP 503", "HTTP 429", "HTML instead", "connection broke", "may have run", "***"];
        assert!(kinds.iter().all(|kind| shown.0.contains(kind)), "{}", shown.0);
        assert!(!with_token || secrets().len() > 8 && shown.0.contains("WRONG_CLIENT"), "nothing was renewed");
        let log = LOG.text();
        for (number, secret) in secrets().iter().enumerate() {
            assert!(secret.len() >= 8, "{number} is no secret");
            for text in [&shown.0, &log] {
                let line = text.lines().find(|line| line.contains(secret.as_str()));
                assert_eq!(line.map(|line| line.replace(secret.as_str(), "<here>")), None, "secret {number}");
            }
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
