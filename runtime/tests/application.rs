//! Applications: consent, codes, installations and pages, and the files that keep their tokens.

use std::path::Path;
use std::time::{Duration, SystemTime};

use bitrix24_mock::{Portal, Reply};
use bitrix24_runtime::events::{Event, EventAuth, EventError, Placement, Unverified};
use bitrix24_runtime::{
    AppInfo, Application, Auth, AuthError, Client, Connections, Dynamic, Error, ExposeSecret, ExposedTokens, FileStore,
    Limits, StoredPortal, Tokens, Value, json, reqwest,
};

const MEMBER: &str = "a223c6b3710f85df22e9377d6c4f7553";

fn app(portal: &Portal) -> Application {
    let app = Application::new(portal.oauth().client_id(), portal.oauth().client_secret());
    app.server(&portal.url()).expect("an address")
}

/// The authorisation server's word on the portal's tokens.
fn info(portal: &Portal) -> Value {
    json!({
        "client_id": portal.oauth().client_id(), "scope": "crm,task", "expires": "2026-01-27T13:06:55+02:00", "user_id": 27,
        "install": {
            "installed": true, "version": 3, "status": "L", "scope": "crm,task", "domain": "some.bitrix24.com",
            "client_endpoint": format!("{}rest/", portal.url()), "member_id": MEMBER, "member_type": "bitrix24",
        },
    })
}

/// The event of an installation, which claims to come from elsewhere.
fn install(portal: &Portal, member_id: &str) -> String {
    format!(
        "event=ONAPPINSTALL&data[VERSION]=3&ts=1696527000&auth[access_token]={}&auth[refresh_token]={}\
         &auth[expires_in]=3600&auth[client_endpoint]=https%3A%2F%2Fevil.example%2Frest%2F&auth[domain]=evil.example\
         &auth[member_id]={member_id}&auth[application_token]=51856fefc120afa4b628cc82d3935cce",
        portal.oauth().access_token(),
        portal.oauth().refresh_token(),
    )
}

/// A folder that goes with the test.
fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

fn store(portal: &Portal, folder: &Path) -> FileStore {
    FileStore::new(folder.join("portals"), app(portal))
}

async fn installed(portal: &Portal) -> EventAuth {
    portal.on("app.info", Reply::result(info(portal)));
    let event = Event::parse_install(install(portal, MEMBER).as_bytes()).expect("an installation");
    app(portal).verify(event).await.expect("a proved one").auth
}

async fn load(store: &FileStore) -> StoredPortal {
    store.load(MEMBER).await.expect("a file").expect("a portal")
}

fn client(portal: &StoredPortal) -> Client {
    Client::builder(portal.auth()).limits(Limits::none()).build().expect("a client")
}

fn unproved<T: std::fmt::Debug>(result: Result<T, Error>) -> String {
    match result {
        Err(Error::Auth(error)) if matches!(*error, AuthError::Unproved { .. }) => error.to_string(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_user_is_sent_to_the_portal() {
    let app = Application::new("app.573ad8a0346747.09223434", "KEY");
    let expected = "https://portal.bitrix24.com/oauth/authorize/?client_id=app.573ad8a0346747.09223434&state=a+b%26c";
    for portal in ["https://portal.bitrix24.com", "portal.bitrix24.com", "https://portal.bitrix24.com/rest/1/s3cret/"] {
        assert_eq!(app.authorize_url(portal, "a b&c").expect("an address"), expected);
    }
    for wrong in ["http://portal.bitrix24.com/", "", "https://", "user@portal.bitrix24.com", "javascript:alert(1)"] {
        assert!(matches!(app.authorize_url(wrong, "x"), Err(Error::Config(_))), "{wrong}");
    }
    assert!(!format!("{app:?}").contains("KEY"));
}

#[tokio::test]
async fn a_code_becomes_tokens_and_a_client() {
    let portal = Portal::start();
    portal.on("user.current", Reply::result(json!({ "ID": "7" })));
    let auth = app(&portal).exchange_code(&portal.oauth().code()).await.expect("tokens");
    assert_eq!(auth.client_endpoint, Some(format!("{}rest/", portal.url())));
    assert_eq!(auth.domain.as_deref(), Some("127.0.0.1"));
    let tokens = Tokens::try_from(&auth).expect("tokens");
    assert_eq!(tokens.access.expose_secret(), portal.oauth().access_token());
    let left = tokens.expires_at.expect("a time").duration_since(SystemTime::now());
    assert!(left.is_ok_and(|left| left > Duration::from_secs(3000)));

    let folder = folder();
    let store = store(&portal, folder.path());
    store.save(&auth).await.expect("a file");
    let saved = store.load("mock-member-0123456789").await.expect("a file").expect("a portal");
    client(&saved).call(Dynamic::new("user.current", json!({}))).await.expect("a user");
}

#[tokio::test]
async fn a_code_that_is_refused_hides_itself() {
    let portal = Portal::start();
    let code = "avmocpghblyi01m3h42bljvqtyd19sw1";
    let why = format!("{code} of {}", portal.oauth().client_secret());
    portal.oauth().refuse(Reply::json(400, json!({ "error": "invalid_grant", "error_description": why })));
    let error = app(&portal).exchange_code(code).await.expect_err("no code");
    insta::assert_snapshot!(error, @"the authorisation server refuses: invalid_grant: *** of ***");
    let error = app(&portal).exchange_code("used-before").await.expect_err("no code");
    insta::assert_snapshot!(error, @"the authorisation server refuses: invalid_grant: Invalid authorization code");
    for answer in [json!({}), json!({ "access_token": "a", "refresh_token": "r" }), json!([1])] {
        portal.oauth().refuse(Reply::json(200, answer));
        let error = app(&portal).exchange_code("code").await.expect_err("no tokens");
        assert!(matches!(&error, Error::Auth(error) if matches!(**error, AuthError::Unreachable { .. })), "{error:?}");
    }
}

#[tokio::test]
async fn the_server_tells_of_a_token() {
    let portal = Portal::start();
    portal.on("app.info", Reply::result(info(&portal)));
    let told: AppInfo = app(&portal).info(&portal.access_token().into()).await.expect("a word");
    let install = told.install.expect("an installation");
    assert_eq!((install.installed, install.version.as_deref()), (Some(true), Some("3")));
    assert_eq!((told.user_id, install.member_id.as_deref()), (Some(27.into()), Some(MEMBER)));

    let error = app(&portal).info(&"wr0ng-t0ken".into()).await.expect_err("no token");
    assert!(error.to_string().starts_with("the authorisation server refuses: "), "{error}");
}

#[tokio::test]
async fn an_application_reaches_the_server_as_it_is_told() {
    let portal = Portal::start();
    portal.on("app.info", Reply::result(info(&portal))).on("user.current", Reply::result(json!({ "ID": "7" })));
    let connections = Connections::new().user_agent("shop-sync/2.1").and_then(|it| it.header("X-Key", "4711"));
    let connections = connections.expect("headers");
    assert!(!format!("{connections:?}").contains("4711"));
    let app = app(&portal).connections(connections.clone());
    let sent = |path: &str| {
        let request = portal.last_request().expect("a request");
        assert_eq!(request.path(), path);
        assert_eq!((request.header("user-agent"), request.header("x-key")), (Some("shop-sync/2.1"), Some("4711")));
    };
    app.info(&portal.access_token().into()).await.expect("a word");
    sent("/rest/app.info");

    // The same settings for the client of a portal.
    let auth = app.exchange_code(&portal.oauth().code()).await.expect("tokens");
    let oauth = app.oauth(Tokens::try_from(&auth).expect("tokens"));
    let auth = Auth::oauth(&portal.url(), oauth).expect("an address");
    let client = Client::builder(auth).limits(Limits::none()).connections(connections).build().expect("a client");
    client.call(Dynamic::new("user.current", json!({}))).await.expect("a user");
    sent("/rest/user.current");
}

#[tokio::test]
async fn an_application_is_told_of_an_http_client_that_follows_redirects() {
    let portal = Portal::start();
    portal.on("app.info", Reply::empty(307).header("Location", &portal.url().replace("127.0.0.1", "localhost")));
    let http = reqwest::Client::builder().no_proxy().build().expect("a client");
    let app = app(&portal).connections(Connections::new().http(http));
    let error = app.info(&portal.access_token().into()).await.expect_err("another address");
    assert!(error.to_string().contains("follows redirects"), "{error}");
}

#[tokio::test]
async fn an_installation_is_proved_by_the_server() {
    let portal = Portal::start();
    let auth = installed(&portal).await;
    // The address is the server's word, and the application token is what came.
    assert_eq!(auth.client_endpoint, Some(format!("{}rest/", portal.url())));
    assert_eq!(auth.domain.as_deref(), Some("some.bitrix24.com"));
    assert!(auth.verifier().matches("51856fefc120afa4b628cc82d3935cce"));
    let asked = portal.last_request().expect("a request");
    assert_eq!((asked.path(), asked.query().len()), ("/rest/app.info", 0), "the token is in the body");
}

#[tokio::test]
async fn an_installation_of_somebody_else_is_refused() {
    let portal = Portal::start();
    let verify = async |member_id: &str| {
        let event = Event::parse_install(install(&portal, member_id).as_bytes()).expect("an installation");
        unproved(app(&portal).verify(event).await)
    };
    portal.on("app.info", Reply::result(info(&portal)));
    assert!(verify("b223c6b3710f85df22e9377d6c4f7553").await.ends_with("the access token is of another portal"));
    for (path, value, why) in [
        ("/client_id", json!("app.another"), "another application"),
        ("/client_id", Value::Null, "another application"),
        ("/install", Value::Null, "not installed"),
        ("/install/member_id", Value::Null, "another portal"),
        ("/install/client_endpoint", Value::Null, "address is unknown"),
    ] {
        let mut told = info(&portal);
        *told.pointer_mut(path).expect("a key") = value;
        portal.on("app.info", Reply::result(told));
        let error = verify(MEMBER).await;
        assert!(error.contains(why), "{path}: {error}");
    }
    let event = Event::parse_install(b"event=ONAPPINSTALL&auth[member_id]=x").expect("an installation");
    assert!(unproved(app(&portal).verify(event).await).contains("no access token"));
}

#[tokio::test]
async fn a_page_brings_the_tokens_of_its_user() {
    let portal = Portal::start();
    let query = "DOMAIN=some.bitrix24.com&PROTOCOL=1&LANG=en&APP_SID=dd8cec11e347088fe87c44870a9f1dba";
    let options = "%7B%22ID%22%3A%228061%22%2C%22URI%22%3A%22%5C%2Fcrm%5C%2F%22%7D";
    let body = format!(
        "AUTH_ID={}&AUTH_EXPIRES=3600&REFRESH_ID={}&SERVER_ENDPOINT=https%3A%2F%2Foauth.bitrix.info%2Frest%2F\
         &APPLICATION_TOKEN=ec1b2074a9d3f5c81b6e40d27a95cf38&APPLICATION_SCOPE=crm%2Cplacement&member_id={MEMBER}\
         &status=L&PLACEMENT=CRM_DEAL_DETAIL_TAB&PLACEMENT_OPTIONS={options}&more=1",
        portal.oauth().access_token(),
        portal.oauth().refresh_token(),
    );
    let opened = || Placement::parse(query, body.as_bytes()).expect("a placement");
    assert_eq!(opened().member_id(), Some(MEMBER));

    portal.on("app.info", Reply::result(info(&portal)));
    let placement = app(&portal).verify(opened()).await.expect("a proved one");
    assert_eq!((placement.code.as_str(), placement.lang.as_deref()), ("CRM_DEAL_DETAIL_TAB", Some("en")));
    assert_eq!((&placement.options["ID"], &placement.extra["more"]), (&json!("8061"), &json!("1")));
    assert_eq!(placement.auth.client_endpoint, Some(format!("{}rest/", portal.url())));
    assert_eq!(placement.auth.user_id, Some(27.into()));
    assert!(Tokens::try_from(&placement.auth).is_ok_and(|tokens| tokens.expires_at.is_some()));

    // Later ones are proved by the token that the installation brought.
    let auth = opened().verify(&placement.auth.verifier()).expect("a known token").auth;
    assert_eq!(auth.client_endpoint.as_deref(), Some("https://some.bitrix24.com/rest/"));
    assert_eq!(opened().verify(&EventAuth::default().verifier()).err(), Some(EventError::WrongToken));
    let shown = format!("{:?} {placement:?}", opened());
    for secret in [portal.access_token(), "ec1b2074a9d3f5c81b6e40d27a95cf38"] {
        assert!(!shown.contains(secret), "{shown}");
    }
    for wrong in ["", "PLACEMENT=DEFAULT", "AUTH_ID=x", "[1]", "event=ONCRMDEALADD"] {
        let error = Placement::parse("", wrong.as_bytes()).expect_err("none");
        assert_eq!((error.status(), error), (400, EventError::NoPlacement), "{wrong}");
    }
}

#[test]
fn an_event_without_a_refresh_token_gives_no_tokens() {
    let event =
        Unverified::<Event>::parse(b"event=ONCRMDEALADD&auth[access_token]=A").expect("an event").assume_genuine();
    assert_eq!(Tokens::try_from(&event.auth).err(), Some(EventError::NoTokens));
}

#[test]
fn exposed_tokens_are_written_and_read() {
    let at = SystemTime::UNIX_EPOCH + Duration::from_secs(1_780_319_382);
    let written = serde_json::to_string(&ExposedTokens(Tokens::new("A", "R").expires_at(at))).expect("JSON");
    assert_eq!(written, r#"{"access":"A","refresh":"R","expires":1780319382}"#);
    let ExposedTokens(tokens) = serde_json::from_str(&written).expect("tokens");
    assert_eq!((tokens.access.expose_secret(), tokens.refresh.expose_secret()), ("A", "R"));
    assert_eq!(tokens.expires_at, Some(at));
    let exposed: ExposedTokens = serde_json::from_value(json!(["A-TOKEN", "R-TOKEN", null])).expect("tokens");
    assert!(!format!("{exposed:?}").contains("TOKEN"));
    for wrong in [r#"{"access":"A"}"#, "[]", r#"["A"]"#, "1", r#"{"access":1,"refresh":"R"}"#] {
        assert!(serde_json::from_str::<ExposedTokens>(wrong).is_err(), "{wrong}");
    }
    let far = serde_json::from_value::<ExposedTokens>(json!({ "access": "A", "refresh": "R", "expires": u64::MAX }));
    assert_eq!(far.expect("tokens").0.expires_at, None);
}

#[tokio::test]
async fn renewed_tokens_are_written_before_the_call_goes_on() {
    let portal = Portal::start();
    portal.on("user.current", Reply::result(json!({ "ID": "7" })));
    let folder = folder();
    let store = store(&portal, folder.path());
    store.save(&installed(&portal).await).await.expect("a file");

    portal.oauth().expire();
    let first = load(&store).await;
    let (one, other) = (client(&first), client(&load(&store).await));
    let call = |client: Client| async move { client.call(Dynamic::new("user.current", json!({}))).await };
    let (one, other) = tokio::join!(call(one), call(other));
    one.expect("a user");
    other.expect("a user");
    assert_eq!(portal.oauth().refreshes(), 1, "both clients have the same tokens");

    // Another run of the program goes on with what was written.
    let again = self::store(&portal, folder.path());
    let kept = load(&again).await;
    let tokens = Tokens::try_from(kept.installed()).expect("tokens");
    assert_eq!(tokens.refresh.expose_secret(), portal.oauth().refresh_token());
    assert!(tokens.expires_at.is_some() && kept.verifier().matches("51856fefc120afa4b628cc82d3935cce"));
    client(&kept).call(Dynamic::new("user.current", json!({}))).await.expect("a user");
    assert_eq!(portal.oauth().refreshes(), 1);

    // A new installation reaches clients that exist.
    let client = client(&first);
    portal.oauth().revoke();
    portal.oauth().expire();
    let mut anew = app(&portal).exchange_code(&portal.oauth().code()).await.expect("tokens");
    anew.member_id = Some(MEMBER.to_owned());
    store.save(&anew).await.expect("a file");
    client.call(Dynamic::new("user.current", json!({}))).await.expect("a user");
    assert_eq!(portal.oauth().refreshes(), 1);
}

#[tokio::test]
async fn files_are_for_their_user_alone_and_whole() {
    let portal = Portal::start();
    let folder = folder();
    let store = store(&portal, folder.path());
    let auth = installed(&portal).await;
    store.save(&auth).await.expect("a file");
    store.save(&auth).await.expect("a file");
    let names = || std::fs::read_dir(folder.path().join("portals")).expect("a folder").count();
    assert_eq!(names(), 1, "nothing is left beside it");
    let path = folder.path().join("portals").join(format!("{MEMBER}.json"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &Path| std::fs::metadata(path).expect("it is there").permissions().mode() & 0o777;
        assert_eq!((mode(&path), mode(path.parent().expect("a folder"))), (0o600, 0o700));
    }
    std::fs::write(&path, "{\"access_token\": \"s3cret\", ").expect("a file");
    let error = store.load(MEMBER).await.expect_err("no JSON").to_string();
    assert!(error.ends_with(&format!("{MEMBER}.json: not a portal's file")), "{error}");
    // A file of another portal is none.
    store.save(&auth).await.expect("a file");
    std::fs::rename(&path, path.with_file_name("other.json")).expect("a name");
    assert!(store.load("other").await.is_err() && store.load(MEMBER).await.expect("no error").is_none());
    store.save(&auth).await.expect("a file");
    store.remove(MEMBER).await.expect("no error");
    store.remove(MEMBER).await.expect("no error");
    assert!(store.load(MEMBER).await.expect("no error").is_none());
}

#[tokio::test]
async fn names_from_outside_lead_nowhere() {
    let portal = Portal::start();
    let folder = folder();
    let store = store(&portal, folder.path());
    let auth = installed(&portal).await;
    let long = "a".repeat(65);
    for member_id in ["", "..", "../x", "a/b", "a\\b", "a.b", "C:x", "a\0b", "ä", &long] {
        let mut auth = auth.clone();
        auth.member_id = Some(member_id.to_owned());
        for result in [store.save(&auth).await, store.load(member_id).await.map(drop), store.remove(member_id).await] {
            let error = result.expect_err("no name").to_string();
            assert!(error.ends_with("no `member_id` that a file can be named by"), "{error}");
        }
    }
    assert!(!folder.path().join("portals").exists());
    // What brings no tokens is not kept.
    let mut bare = auth;
    bare.refresh_token = None;
    assert!(store.save(&bare).await.is_err());
}

#[cfg(feature = "blocking")]
#[test]
fn a_blocking_program_does_the_same() {
    use bitrix24_runtime::blocking;

    let portal = Portal::start();
    portal.on("user.current", Reply::result(json!({ "ID": "7" })));
    portal.on("app.info", Reply::result(info(&portal)));
    let folder = folder();
    let store = store(&portal, folder.path());
    let app = blocking::Application::of(app(&portal)).expect("a thread");
    let event = Event::parse_install(install(&portal, MEMBER).as_bytes()).expect("an installation");
    let auth = app.verify(event).expect("a proved one").auth;
    store.save_blocking(&auth).expect("a file");
    portal.oauth().expire();
    let loaded = store.load_blocking(MEMBER).expect("a file").expect("a portal");
    let client = blocking::Client::build(Client::builder(loaded.auth())).expect("a client");
    assert_eq!(client.call(Dynamic::new("user.current", json!({}))).expect("a user")["ID"], "7");
    assert_eq!(portal.oauth().refreshes(), 1);
    assert_eq!(app.info(&portal.oauth().access_token().into()).expect("a word").user_id, Some(27.into()));
    assert!(app.exchange_code(&portal.oauth().code()).is_ok());
}
