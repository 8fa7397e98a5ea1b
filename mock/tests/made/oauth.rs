//! Tokens.

use std::time::Duration;

use bitrix24_mock::{Portal, Reply};
use serde_json::{Value, json};

use crate::client::{get, post, post_with};
use crate::{refusal, start, whole};

fn status_with(portal: &Portal, token: &str) -> (u16, String) {
    refusal(&post(portal, "/rest/user.current", json!({ "auth": token }).to_string().as_bytes()))
}

fn refresh(portal: &Portal, token: &str) -> Value {
    let oauth = portal.oauth();
    let (id, secret) = (oauth.client_id(), oauth.client_secret());
    let query = format!("grant_type=refresh_token&client_id={id}&client_secret={secret}&refresh_token={token}");
    get(portal, &format!("/oauth/token/?{query}")).json()
}

#[test]
fn an_expired_token_is_refreshed_once() {
    let portal = start(whole().frozen_clock());
    assert_eq!(status_with(&portal, portal.access_token()).0, 200);
    portal.clock().advance(Duration::from_secs(3600));
    assert_eq!(status_with(&portal, portal.access_token()), (401, "expired_token".to_owned()));
    let old = portal.oauth().refresh_token();
    let tokens = refresh(&portal, &old);
    assert_eq!(tokens["expires_in"], 3600);
    assert_eq!(tokens["expires"], portal.clock().now().as_secs() + 3600);
    assert_eq!(tokens["client_endpoint"], format!("{}rest/", portal.url()));
    assert_eq!(status_with(&portal, tokens["access_token"].as_str().unwrap_or_default()).0, 200);
    assert_eq!(refresh(&portal, &old)["error"], "invalid_grant", "a refresh token is used up");
    assert_eq!(portal.oauth().refreshes(), 1);
}

#[test]
fn the_application_knows_itself() {
    let portal = start(whole());
    let token = portal.access_token();
    let at = |path: &str| get(&portal, &format!("{path}?auth={token}")).json()["result"].clone();
    assert_eq!((&at("/rest/app.info")["STATUS"], &at("/rest/app.info")["INSTALLED"]), (&json!("L"), &json!(true)));
    let info = at("/oauth/rest/app.info/");
    assert_eq!((&info["client_id"], &info["user_id"]), (&json!(portal.oauth().client_id()), &json!(1)));
    assert_eq!(info["install"]["client_endpoint"], format!("{}rest/", portal.url()));
    let tokens = refresh(&portal, &portal.oauth().refresh_token());
    assert_eq!(tokens["server_endpoint"], format!("{}oauth/rest/", portal.url()));
    assert_eq!(info["install"]["member_id"], tokens["member_id"]);
    assert_eq!(get(&portal, "/oauth/rest/app.info?auth=wrong").status, 401);
    assert_eq!(refusal(&crate::call(&portal, "app.info", json!({}))), (400, "ACCESS_DENIED".to_owned()));
}

#[test]
fn refresh_tokens_may_be_kept() {
    let portal = start(whole().keep_refresh_tokens());
    let first = portal.oauth().refresh_token();
    assert!(refresh(&portal, &first)["access_token"].is_string());
    assert!(refresh(&portal, &first)["access_token"].is_string());
    assert_eq!(portal.oauth().refreshes(), 2);
}

#[test]
fn a_token_may_come_in_three_places() {
    let portal = start(whole());
    let token = portal.access_token();
    assert_eq!(get(&portal, &format!("/rest/user.current?auth={token}")).status, 200);
    assert_eq!(status_with(&portal, token).0, 200);
    let bearer = format!("Bearer {token}");
    assert_eq!(post_with(&portal, "/rest/user.current", &[("Authorization", &bearer)], b"{}").status, 200);
    assert_eq!(post(&portal, "/rest/user.current", b"{}").status, 401);
}

#[test]
fn what_is_wrong_with_a_client_is_said() {
    let portal = start(whole());
    let ask = |query: &str| {
        let answer = get(&portal, &format!("/oauth/token/?{query}"));
        (answer.status, answer.json()["error"].as_str().unwrap_or_default().to_owned())
    };
    let id = portal.oauth().client_id();
    assert_eq!(ask("grant_type=refresh_token&client_id=x"), (200, "WRONG_CLIENT".to_owned()));
    assert_eq!(ask(&format!("grant_type=refresh_token&client_id={id}")), (401, "invalid_client".to_owned()));
    assert_eq!(ask("grant_type=password"), (400, "invalid_request".to_owned()));
    portal.oauth().refuse(Reply::error(402, "PAYMENT_REQUIRED", "Payment required"));
    assert_eq!(ask("grant_type=refresh_token"), (402, "PAYMENT_REQUIRED".to_owned()));
    assert_eq!(status_with(&portal, "another"), (401, "NO_AUTH_FOUND".to_owned()));
    portal.oauth().revoke();
    assert_eq!(status_with(&portal, portal.access_token()), (401, "invalid_token".to_owned()));
}

#[test]
fn a_code_is_exchanged_once_and_soon() {
    let portal = start(whole().frozen_clock());
    let exchange = |code: &str| {
        let (id, secret) = (portal.oauth().client_id(), portal.oauth().client_secret());
        let body =
            json!({ "grant_type": "authorization_code", "client_id": id, "client_secret": secret, "code": code });
        post(&portal, "/oauth/token/", body.to_string().as_bytes()).json()
    };
    let code = portal.oauth().code();
    assert!(exchange(&code)["refresh_token"].is_string());
    assert_eq!(exchange(&code)["error"], "invalid_grant");
    let late = portal.oauth().code();
    portal.clock().advance(Duration::from_secs(30));
    assert_eq!(exchange(&late)["error"], "invalid_grant");
    assert_eq!(portal.oauth().refreshes(), 0);
}
