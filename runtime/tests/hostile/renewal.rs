//! Renewal of tokens by a server, and into a storage, that do not work.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use bitrix24_mock::{Portal, Reply};
use bitrix24_runtime::auth::Auth;
use bitrix24_runtime::{AuthError, Client, Dynamic, Error, Fate, Limits, OAuth, Retries, Tokens, json};
use futures_util::future::join_all;

fn application(portal: &Portal) -> OAuth {
    let tokens = Tokens::new(portal.access_token(), portal.oauth().refresh_token()).expires_at(SystemTime::UNIX_EPOCH);
    let oauth = OAuth::new(portal.oauth().client_id(), portal.oauth().client_secret(), tokens);
    oauth.server(&portal.url()).expect("an address")
}

fn client(portal: &Portal, oauth: OAuth) -> Client {
    let auth = Auth::oauth(&portal.url(), oauth).expect("an address");
    let retries = Retries::new().pauses(Duration::ZERO, Duration::ZERO);
    Client::builder(auth).retries(retries).limits(Limits::none()).build().expect("a client")
}

fn call() -> Dynamic {
    Dynamic::new("m", json!({}))
}

#[tokio::test]
async fn a_server_that_answers_the_same_token_is_asked_once() {
    for lifetime in [0, 3600] {
        let portal = Portal::start();
        let (access, refresh) = (portal.access_token(), portal.oauth().refresh_token());
        let same = json!({ "access_token": access, "refresh_token": refresh, "expires_in": lifetime });
        for _ in 0..300 {
            portal.oauth().refuse(Reply::json(200, same.clone()));
        }
        portal.oauth().expire();
        let stored = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&stored);
        let oauth = application(&portal).store(move |_: Tokens| {
            count.fetch_add(1, Ordering::SeqCst);
            async { Ok(()) }
        });
        let client = client(&portal, oauth);
        for result in join_all((0..50).map(|_| client.call(call()))).await {
            let error = result.expect_err("the token has expired");
            assert_eq!((error.fate(), error.api().map(|error| error.code())), (Fate::NotRun, Some("expired_token")));
        }
        client.call(call()).await.expect_err("the token has expired");
        assert_eq!(stored.load(Ordering::SeqCst), 1, "with a lifetime of {lifetime}");
    }
}

#[tokio::test]
async fn a_storage_that_panics_is_told_as_such() {
    let portal = Portal::builder().start().expect("a portal");
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    let oauth = application(&portal).store(move |tokens: Tokens| {
        let is_first = count.fetch_add(1, Ordering::SeqCst) == 0;
        async move {
            use bitrix24_runtime::ExposeSecret;
            assert!(!is_first, "no disk for {}", tokens.access.expose_secret());
            Ok(())
        }
    });
    let client = client(&portal, oauth.clone());
    let error = client.call(Dynamic::new("user.current", json!({}))).await.expect_err("nothing is stored");
    assert!(matches!(&error, Error::Auth(error) if matches!(**error, AuthError::Store { .. })), "{error:?}");
    let text = format!("{error} {error:?}");
    assert!(text.contains("the storage panicked: no disk for ***"), "{text}");

    client.call(Dynamic::new("user.current", json!({}))).await.expect("the same tokens are stored now");
    assert_eq!((portal.oauth().refreshes(), asked.load(Ordering::SeqCst)), (1, 2));
}
