//! Calls that do not succeed at once: limits, tokens that end, a portal that moves, answers that are lost.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use bitrix24_mock::{Fault, Portal, Reply};
use bitrix24_runtime::auth::Auth;
use bitrix24_runtime::limits::{BoxError, BoxFuture};
use bitrix24_runtime::{
    AuthError, Client, ClientBuilder, Dynamic, Error, Fate, Hook, Limits, OAuth, Options, Outcome, Outgoing, Retries,
    SharedLimiter, Tokens, Value, json,
};

fn portal() -> Portal {
    Portal::builder().limits(bitrix24_mock::Limits::none()).start().expect("a portal")
}

/// A client that does not pause.
fn hasty(auth: Auth) -> ClientBuilder {
    let retries = Retries::new().pauses(Duration::ZERO, Duration::ZERO);
    Client::builder(auth).retries(retries).limits(Limits::none())
}

fn webhook(portal: &Portal) -> Client {
    hasty(Auth::webhook(&portal.webhook_url()).expect("an address")).build().expect("a client")
}

fn application(portal: &Portal, access: &str) -> OAuth {
    let tokens = Tokens::new(access, portal.oauth().refresh_token());
    let oauth = OAuth::new(portal.oauth().client_id(), portal.oauth().client_secret(), tokens);
    oauth.server(&portal.url()).expect("an address")
}

/// A token that has ended.
fn stale(portal: &Portal) -> String {
    let token = portal.oauth().access_token();
    portal.oauth().expire();
    token
}

fn client_of(portal: &Portal, oauth: OAuth) -> Client {
    hasty(Auth::oauth(&portal.url(), oauth).expect("an address")).build().expect("a client")
}

fn read() -> Dynamic {
    Dynamic::new("crm.deal.list", json!({ "select": ["ID"] }))
}

fn write(title: &str) -> Dynamic {
    Dynamic::new("crm.deal.add", json!({ "fields": { "TITLE": title } }))
}

/// A read of which the catalogue says so.
fn known_read() -> Dynamic {
    use bitrix24_runtime::catalogue::{Errors, Fields, Kind, Method};
    static LIST: Method = Method {
        name: "crm.deal.list",
        api: bitrix24_runtime::Api::V2,
        scopes: &[],
        kind: Kind::Read,
        docs: "",
        batchable: None,
        deprecated: None,
        positional: &[],
        pager: None,
        params: Fields::NONE,
        errors: Errors::NONE,
    };
    Dynamic::of(&LIST, json!({}))
}

#[tokio::test]
async fn what_did_not_run_is_called_again() {
    let portal = portal();
    for fault in [Fault::TooMany, Fault::UsedUp] {
        portal.fault_next(fault);
    }
    // The wait that the portal asks for is the limiter's matter, here the one of a portal whose time runs fast.
    let auth = Auth::webhook(&portal.webhook_url()).expect("an address");
    let client = hasty(auth).limits(Limits::none().time_scale(1000.0)).build().expect("a client");
    client.call(write("one")).await.expect("it is added");
    assert_eq!(portal.ran().marks("crm.deal.add")["one"], 1);
}

#[tokio::test]
async fn a_write_of_unknown_fate_is_not_repeated() {
    for fault in [Fault::ResetBefore, Fault::ResetAfter, Fault::BrokenAfter, Fault::Html, Fault::Truncated] {
        let portal = portal();
        portal.fault_next(fault);
        let error = webhook(&portal).call(write("one")).await.expect_err("nobody knows");
        assert_eq!(error.fate(), Fate::Unknown, "{error}");
        assert!(portal.ran().times("crm.deal.add") <= 1);
    }
}

#[tokio::test]
async fn a_read_of_unknown_fate_is_repeated_and_so_is_what_the_caller_allows() {
    let portal = portal();
    portal.fault_next(Fault::ResetAfter).fault_next(Fault::Broken).fault_next(Fault::Html);
    webhook(&portal).call(known_read()).await.expect("a list");
    portal.fault_next(Fault::ResetAfter);
    let client = webhook(&portal).with(Options::new().idempotent());
    client.call(write("twice")).await.expect("it is added");
    assert_eq!(portal.ran().marks("crm.deal.add")["twice"], 2);
}

#[tokio::test]
async fn a_ban_is_not_retried() {
    let portal = portal();
    portal.fault_next(Fault::Overload);
    let error = webhook(&portal).call(known_read()).await.expect_err("a ban");
    assert_eq!(error.api().map(|error| error.code().to_owned()).as_deref(), Some("OVERLOAD_LIMIT"));
    assert_eq!(portal.requests().len(), 1);
}

#[tokio::test]
async fn an_error_tells_its_code_message_and_status_at_once() {
    let portal = Portal::start();
    portal.on("m", Reply::error(404, "NOT_FOUND", "Not found")).on("m", Reply::html(403, "<html>"));
    let client = webhook(&portal);
    let error = async || client.call(Dynamic::new("m", json!({}))).await.expect_err("an error");
    let gone = error().await;
    assert_eq!((gone.code(), gone.message(), gone.status()), (Some("NOT_FOUND"), Some("Not found"), Some(404)));
    let page = error().await;
    assert_eq!((page.code(), page.message(), page.status()), (None, None, Some(403)));
    let nothing = Client::webhook("nowhere").expect_err("no address");
    assert_eq!((nothing.code(), nothing.message(), nothing.status()), (None, None, None));
}

#[tokio::test]
async fn a_write_of_rest_3_has_a_key_and_is_repeated_with_it() {
    let portal = Portal::start();
    let lost = Reply::html(502, "<html>").header("X", "1");
    portal.on("tasks.task.add", lost).on("tasks.task.add", Reply::result(json!({ "item": { "id": 1 } })));
    let request = Dynamic::new("tasks.task.add", json!({ "fields": {} })).v3();
    webhook(&portal).call(request).await.expect("it is added");
    let keys: Vec<Option<String>> =
        portal.requests().iter().map(|request| request.header("Idempotency-Key").map(str::to_owned)).collect();
    assert!(matches!(keys.as_slice(), [Some(first), Some(second)] if first == second && first.len() == 32), "{keys:?}");
}

#[tokio::test]
async fn a_key_that_is_no_header_is_not_sent() {
    let portal = Portal::start();
    let client = webhook(&portal).with(Options::new().idempotency_key("line\nbreak"));
    let error = client.call(Dynamic::new("tasks.task.add", json!({})).v3()).await.expect_err("no header");
    assert!(matches!(error, Error::Config(_)) && error.fate() == Fate::NotRun, "{error:?}");
    assert!(portal.requests().is_empty());
}

#[tokio::test]
async fn attempts_and_the_budget_end() {
    let portal = Portal::start();
    portal.on("m", Reply::html(502, "<html>"));
    let auth = || Auth::webhook(&portal.webhook_url()).expect("an address");
    let error = hasty(auth()).build().expect("a client").with(Options::new().idempotent());
    let error = error.call(Dynamic::new("m", json!({}))).await.expect_err("it fails");
    assert_eq!((error.fate(), portal.requests().len()), (Fate::Unknown, 5));
    let retries = Retries::new().pauses(Duration::ZERO, Duration::ZERO).budget(2);
    let client = hasty(auth()).retries(retries).build().expect("a client").with(Options::new().idempotent());
    for _ in 0..3 {
        client.call(Dynamic::new("m", json!({}))).await.expect_err("it fails");
    }
    assert_eq!(portal.requests().len(), 5 + 3 + 2);
}

#[tokio::test]
async fn a_deadline_ends_waiting() {
    let portal = Portal::start();
    portal.on("m", Reply::error(503, "QUERY_LIMIT_EXCEEDED", "Too many requests"));
    let auth = Auth::webhook(&portal.webhook_url()).expect("an address");
    let client = Client::builder(auth).build().expect("a client");
    let hurried = client.with(Options::new().deadline(Duration::from_millis(100)));
    let error = hurried.call(Dynamic::new("m", json!({}))).await.expect_err("it is late");
    assert!(matches!(error, Error::Deadline { fate: Fate::NotRun, .. }), "{error:?}");
}

#[tokio::test]
async fn times_beyond_all_time_are_taken() {
    let portal = portal();
    portal.on("m", Reply::html(502, "<html>")).on("m", Reply::result(json!(1)));
    let auth = Auth::webhook(&portal.webhook_url()).expect("an address");
    let retries = Retries::new().pauses(Duration::ZERO, Duration::MAX);
    let limits = Limits::bucket(u32::MAX, f64::MIN_POSITIVE).time_scale(f64::MAX).operating(Some(Duration::MAX));
    let client =
        Client::builder(auth).retries(retries).limits(limits).timeout(Duration::MAX).build().expect("a client");
    let patient = Options::new().deadline(Duration::MAX).timeout(Duration::MAX).idempotent();
    assert_eq!(client.with(patient).call(Dynamic::new("m", json!({}))).await.expect("a result"), json!(1));
    Client::builder(Auth::webhook(&portal.webhook_url()).expect("an address"))
        .limits(Limits::bucket(u32::MAX, f64::MIN_POSITIVE).time_scale(f64::MIN_POSITIVE))
        .build()
        .expect("a client")
        .call(Dynamic::new("m", json!({})))
        .await
        .expect("a result");
}

#[tokio::test]
async fn a_shared_limiter_is_asked_and_told_unless_there_is_no_limit() {
    /// Counts, and has a place once.
    #[derive(Clone, Default)]
    struct Shared(Arc<(AtomicUsize, AtomicUsize)>);
    impl SharedLimiter for Shared {
        fn take<'a>(
            &'a self,
            _: &'a str,
            _: f64,
            _: f64,
            within: Option<Duration>,
        ) -> BoxFuture<'a, Result<Option<Duration>, BoxError>> {
            let is_first = self.0.0.fetch_add(1, Ordering::SeqCst) == 0;
            Box::pin(async move { Ok(Some(Duration::ZERO).filter(|_| is_first && within.is_some())) })
        }
        fn exceeded<'a>(&'a self, _: &'a str, burst: f64, rate: f64) -> BoxFuture<'a, Result<(), BoxError>> {
            assert!((burst, rate) == (4.75, 1000.0));
            self.0.1.fetch_add(1, Ordering::SeqCst);
            Box::pin(async { Err("nobody listens".into()) })
        }
    }
    let portal = portal();
    portal.fault_next(Fault::TooMany);
    let shared = Shared::default();
    let counts = || (shared.0.0.load(Ordering::SeqCst), shared.0.1.load(Ordering::SeqCst));
    let client = || hasty(Auth::webhook(&portal.webhook_url()).expect("an address")).shared_limiter(shared.clone());
    let limited = client().limits(Limits::bucket(5, 1000.0)).build().expect("a client");
    let error = limited.with(Options::new().deadline(Duration::from_secs(60))).call(read()).await;
    assert!(matches!(error, Err(Error::Deadline { fate: Fate::NotRun, .. })), "{error:?}");
    assert_eq!(counts(), (2, 1));
    client().build().expect("a client").call(read()).await.expect("a list");
    assert_eq!(counts(), (2, 1));
}

#[tokio::test]
async fn a_renamed_portal_is_followed_with_the_body() {
    let portal = portal();
    let client = webhook(&portal);
    let before = client.portal();
    portal.rename();
    client.call(write("moved")).await.expect("it is added");
    client.call(write("again")).await.expect("it is added");
    assert_eq!(portal.ran().marks("crm.deal.add").len(), 2);
    assert!(client.portal() != before && client.portal() == portal.url());
}

#[tokio::test]
async fn calls_that_are_sent_elsewhere_together_all_get_there() {
    let portal = portal();
    let client = webhook(&portal);
    portal.rename();
    let title: Vec<String> = (0..50).map(|number| format!("deal {number}")).collect();
    let calls = title.iter().map(|title| client.call(write(title)));
    for call in futures_util::future::join_all(calls).await {
        call.expect("it is added");
    }
    assert!(portal.requests().len() > 60, "several were sent elsewhere: {}", portal.requests().len());
    assert_eq!(portal.ran().marks("crm.deal.add").len(), 50);
}

#[tokio::test]
async fn nobody_else_gets_the_secret() {
    let targets = [
        "http://example.com/rest/1/x/m",
        "https://example.com/elsewhere",
        "ftp://localhost/rest/",
        "//",
        "/rest/1/x/m",
    ];
    for target in targets {
        let portal = Portal::start();
        portal.on("m", Reply::empty(302).header("Location", target));
        let error = webhook(&portal).call(Dynamic::new("m", json!({}))).await.expect_err("no portal");
        assert!(matches!(error, Error::Unexpected(_)), "{target}: {error}");
        assert_eq!(portal.requests().len(), 1, "{target}");
    }
}

#[tokio::test]
async fn a_thousand_calls_with_an_expired_token_renew_it_once() {
    let portal = portal();
    let stored = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&stored);
    let oauth = application(&portal, &portal.oauth().access_token()).store(move |_: Tokens| {
        let count = Arc::clone(&count);
        async move {
            tokio::task::yield_now().await;
            count.fetch_add(1, Ordering::SeqCst);
            Ok(())
        }
    });
    portal.oauth().expire();
    let client = client_of(&portal, oauth);
    let calls: Vec<_> = (0..1000)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { client.call(read()).await })
        })
        .collect();
    for call in calls {
        call.await.expect("no panic").expect("a list");
    }
    assert_eq!((portal.oauth().refreshes(), stored.load(Ordering::SeqCst)), (1, 1));
}

#[tokio::test]
async fn a_token_is_renewed_before_it_ends() {
    let portal = portal();
    let oauth = application(&portal, &stale(&portal));
    let oauth = {
        let tokens = oauth.tokens().expires_at(std::time::SystemTime::now());
        oauth.set(tokens);
        oauth
    };
    client_of(&portal, oauth).call(read()).await.expect("a list");
    assert_eq!(portal.oauth().refreshes(), 1);
    assert_eq!(portal.requests().len(), 1, "the stale token was not tried");
}

#[tokio::test]
async fn a_token_that_nobody_knows_is_renewed_too() {
    let portal = portal();
    let oauth = application(&portal, &portal.oauth().access_token());
    portal.on("m", Reply::error(401, "NO_AUTH_FOUND", "Wrong authorization data")).on("m", Reply::result(json!(1)));
    let client = client_of(&portal, oauth);
    assert_eq!(client.call(Dynamic::new("m", json!({}))).await.expect("a result"), json!(1));
    assert_eq!(portal.oauth().refreshes(), 1);
}

#[tokio::test]
async fn a_deadline_ends_waiting_for_a_token_and_the_token_is_not_lost() {
    let portal = portal();
    let stored = Arc::new(tokio::sync::Notify::new());
    let gate = Arc::new(tokio::sync::Semaphore::new(0));
    let (told, open) = (Arc::clone(&stored), Arc::clone(&gate));
    let oauth = application(&portal, &stale(&portal)).store(move |_: Tokens| {
        let (told, open) = (Arc::clone(&told), Arc::clone(&open));
        async move {
            open.acquire().await.expect("it is not closed").forget();
            told.notify_one();
            Ok(())
        }
    });
    let client = client_of(&portal, oauth);
    let hurried = client.with(Options::new().deadline(Duration::from_millis(300)));
    let error = hurried.call(write("late")).await.expect_err("nothing is stored yet");
    assert!(matches!(error, Error::Deadline { fate: Fate::NotRun, .. }), "{error:?}");
    // The renewal goes on without the one who asked for it.
    gate.add_permits(1);
    stored.notified().await;
    client.call(write("later")).await.expect("it is added");
    assert_eq!((portal.oauth().refreshes(), portal.ran().marks("crm.deal.add").len()), (1, 1));
}

#[tokio::test]
async fn an_answer_to_a_second_attempt_says_nothing_of_the_first() {
    let portal = portal();
    portal.on("m", Reply::html(502, "<html>")).on("m", Reply::error(400, "NOT_FOUND", "There is none"));
    let client = webhook(&portal).with(Options::new().idempotent());
    let error = client.call(Dynamic::new("m", json!({}))).await.expect_err("it is gone");
    assert_eq!((error.fate(), error.api().map(|error| error.code())), (Fate::Unknown, Some("NOT_FOUND")));
}

#[tokio::test]
async fn an_error_with_status_200_is_one() {
    let portal = portal();
    portal.on("crm.deal.add", Reply::error(200, "QUERY_LIMIT_EXCEEDED", "Too many requests"));
    portal.on("crm.deal.add", Reply::result(json!(1)));
    webhook(&portal).call(write("a")).await.expect("called again");
    assert_eq!(portal.requests().len(), 2);

    // What it says is of the last attempt: the first one may have run.
    let key = Dynamic::new("tasks.task.add", json!({ "fields": {} })).v3();
    portal
        .on("tasks.task.add", Reply::html(502, "<html>"))
        .on("tasks.task.add", Reply::error(200, "OVERLOAD_LIMIT", ""));
    let error = webhook(&portal).call(key).await.expect_err("a ban");
    assert_eq!(error.fate(), Fate::Unknown, "{error}");
}

#[tokio::test]
async fn the_start_of_an_answer_is_no_refusal() {
    for (body, fate) in [("<html>", Fate::NotRun), (r#"{"error":{"code":"X","#, Fate::Unknown)] {
        let portal = portal();
        portal.on("m", Reply::raw(400, "text/plain", body));
        let error = webhook(&portal).call(Dynamic::new("m", json!({}))).await.expect_err("no answer");
        assert_eq!(error.fate(), fate, "{error}");
    }
}

#[tokio::test]
async fn a_token_of_a_short_life_is_used() {
    let portal = Portal::builder().token_lifetime(Duration::from_secs(50)).start().expect("a portal");
    let client = client_of(&portal, application(&portal, &stale(&portal)));
    for _ in 0..3 {
        client.call(read()).await.expect("a list");
    }
    assert_eq!(portal.oauth().refreshes(), 1);
}

#[tokio::test]
async fn a_busy_authorisation_server_is_asked_again() {
    let portal = portal();
    let client = client_of(&portal, application(&portal, &stale(&portal)));
    portal.oauth().refuse(Reply::json(429, json!({ "error": "QUERY_LIMIT_EXCEEDED", "error_description": "Later" })));
    let error = client.call(read()).await.expect_err("no token");
    assert!(matches!(&error, Error::Auth(why) if matches!(**why, AuthError::Unreachable { .. })), "{error:?}");
    client.call(read()).await.expect("a list");
}

#[tokio::test]
async fn a_refusal_is_final_and_says_why() {
    let portal = portal();
    let oauth = application(&portal, &stale(&portal));
    portal.oauth().refuse(Reply::json(200, json!({ "error": "WRONG_CLIENT", "error_description": "who?" })));
    let client = client_of(&portal, oauth);
    for _ in 0..2 {
        let error = client.call(read()).await.expect_err("no token");
        assert_eq!(error.to_string(), "the authorisation server refuses: WRONG_CLIENT: who?");
        assert_eq!(error.fate(), Fate::NotRun);
    }
}

#[tokio::test]
async fn no_secret_is_in_an_error_or_a_debug_print() {
    let portal = portal();
    let oauth = application(&portal, &stale(&portal));
    let (secret, refresh) = (portal.oauth().client_secret(), portal.oauth().refresh_token());
    let echo = format!("{secret} and {refresh} are not known");
    portal.oauth().refuse(Reply::json(401, json!({ "error": "invalid_grant", "error_description": echo })));
    let client = client_of(&portal, oauth.clone());
    let error = client.call(read()).await.expect_err("no token");
    for text in [error.to_string(), format!("{error:?}"), format!("{oauth:?}"), format!("{client:?}")] {
        assert!(!text.contains(secret) && !text.contains(&refresh), "{text}");
    }
    assert!(error.to_string().contains("*** and *** are not known"), "{error}");
}

#[tokio::test]
async fn tokens_that_cannot_be_stored_are_kept_and_stored_later() {
    let portal = portal();
    let calls = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&calls);
    let oauth = application(&portal, &stale(&portal)).store(move |_: Tokens| {
        let is_first = count.fetch_add(1, Ordering::SeqCst) == 0;
        async move { if is_first { Err("the disk is full".into()) } else { Ok(()) } }
    });
    let client = client_of(&portal, oauth);
    let error = client.call(read()).await.expect_err("not stored");
    assert!(matches!(&error, Error::Auth(why) if matches!(**why, AuthError::Store { .. })), "{error:?}");
    client.call(read()).await.expect("a list");
    assert_eq!((portal.oauth().refreshes(), calls.load(Ordering::SeqCst)), (1, 2));
}

#[tokio::test]
async fn hooks_see_every_attempt() {
    struct Count(Arc<AtomicUsize>);
    impl Hook for Count {
        fn before(&self, outgoing: &mut Outgoing<'_>) {
            assert!(outgoing.header("X-Request-Id", &format!("r{}", outgoing.attempt)));
            assert!(!outgoing.header("no header", "x"));
        }
        fn after(&self, outcome: &Outcome<'_>) {
            self.0.fetch_add(usize::from(outcome.status.unwrap_or_default()), Ordering::SeqCst);
        }
    }
    let portal = Portal::start();
    portal.on("m", Reply::error(429, "", "slow down")).on("m", Reply::result(Value::Bool(true)));
    let sum = Arc::new(AtomicUsize::new(0));
    let auth = Auth::webhook(&portal.webhook_url()).expect("an address");
    let client = hasty(auth).hook(Count(Arc::clone(&sum))).build().expect("a client");
    client.call(Dynamic::new("m", json!({}))).await.expect("a result");
    assert_eq!(sum.load(Ordering::SeqCst), 429 + 200);
    assert_eq!(portal.last_request().expect("one").header("X-Request-Id"), Some("r2"));
}
