//! Redirects: the next call would hold the secret.

use bitrix24_mock::{Portal, Reply};
use bitrix24_runtime::{Client, Dynamic, Error, Fate, json};

use super::hasty;

async fn error(client: &Client) -> Error {
    client.call(Dynamic::new("m", json!({}))).await.expect_err("an error")
}

#[tokio::test]
async fn another_host_gets_the_secret_only_if_that_is_allowed() {
    let (old, new) = (Portal::start(), Portal::start());
    let target = format!("{}rest/1/{}/m", new.url(), old.webhook_secret());
    old.on("m", Reply::empty(302).header("Location", &target));
    new.on("m", Reply::result(json!(1)));

    let error = error(&hasty(&old.webhook_url()).build().expect("a client")).await;
    assert!(new.requests().is_empty(), "the secret was sent to it");
    assert_eq!(error.fate(), Fate::NotRun);
    let text = error.to_string();
    assert!(text.contains(&format!("http://{}", new.address())) && text.contains("may_move_to"), "{text}");
    assert!(!format!("{text} {error:?}").contains(old.webhook_secret()), "{text}");

    let builder = hasty(&old.webhook_url()).may_move_to(&new.address().to_string()).expect("a host");
    let client = builder.build().expect("a client");
    client.call(Dynamic::new("m", json!({}))).await.expect("an answer");
    assert_eq!((new.requests().len(), client.portal()), (1, new.url()));
}

#[tokio::test]
async fn a_redirect_that_is_not_followed_is_told() {
    let targets = [
        ("http://example.com/rest/1/x/m", "http://example.com is not the address of a portal"),
        ("https://example.com/elsewhere", "https://example.com is not the address of a portal"),
        ("https://x.bitrix24.evil/rest/1/x/m", "https://x.bitrix24.evil is not the vendor's"),
        ("https://localhost:1/rest/1/x/m", "https://localhost:1 is not the vendor's"),
        ("ftp://localhost/rest/", "ftp://localhost is not the address of a portal"),
        ("//", "the address is none"),
    ];
    for (target, told) in targets {
        let portal = Portal::start();
        portal.on("m", Reply::empty(302).header("Location", target));
        let error = error(&hasty(&portal.webhook_url()).build().expect("a client")).await;
        assert!(error.to_string().contains(told), "{target}: {error}");
        assert_eq!(portal.requests().len(), 1, "{target}");
    }
}

#[test]
fn a_host_to_move_to_is_a_host() {
    for wrong in ["", "https://b24.example.org", "b24.example.org/rest/", "user@b24.example.org", "a b", "a?b", "a#b"] {
        assert!(hasty("https://b24.example.com/rest/1/x/").may_move_to(wrong).is_err(), "{wrong}");
    }
    assert!(hasty("https://b24.example.com/rest/1/x/").may_move_to("b24.example.org").is_ok());
}
