//! Events and pages as arguments of axum's handlers.
#![cfg(feature = "axum")]

use std::net::SocketAddr;

use axum::Router;
use axum::extract::FromRef;
use axum::routing::post;
use bitrix24_runtime::events::{EVENTS, Event, EventError, Payload, Placement, Unverified, Verifier};
use bitrix24_runtime::json;

use super::every::{sample, variant};
use super::{TOKEN, event, form};

#[derive(Clone)]
struct App {
    verifier: Verifier,
}

impl FromRef<App> for Verifier {
    fn from_ref(app: &App) -> Verifier {
        app.verifier.clone()
    }
}

async fn serve() -> SocketAddr {
    let app = Router::new()
        .route("/", post(|event: Event| async move { event.name }))
        .route("/typed", post(typed))
        .route("/page", post(|page: Placement| async move { format!("{} {}", page.code, page.options["ID"]) }))
        .route(
            "/any-page",
            post(|page: Unverified<Placement>| async move { page.member_id().unwrap_or("?").to_owned() }),
        )
        .route("/any", post(|event: Unverified<Event>| async move { event.member_id().unwrap_or("?").to_owned() }))
        .with_state(App { verifier: Verifier::new(TOKEN) });
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move { axum::serve(listener, app).await });
    address
}

/// A handler with the typed data, whose errors are answers.
async fn typed(event: Event) -> Result<String, EventError> {
    Ok(variant(&event.payload()?))
}

async fn post_to(address: SocketAddr, path: &str, body: String) -> (u16, String) {
    post_with(&reqwest::Client::new(), address, path, body).await
}

async fn post_with(http: &reqwest::Client, address: SocketAddr, path: &str, body: String) -> (u16, String) {
    let url = format!("http://{address}{path}");
    let request = http.post(url).header("Content-Type", "application/x-www-form-urlencoded");
    let response = request.body(body).send().await.expect("an answer");
    (response.status().as_u16(), response.text().await.expect("a text"))
}

#[tokio::test]
async fn a_handler_gets_verified_events_only() {
    let address = serve().await;
    let good = form(&event("ONTASKADD", json!({ "FIELDS_AFTER": { "ID": 1 } })));
    let wrong = good.replace(TOKEN, "5ec2e7");
    assert_eq!(post_to(address, "/", good.clone()).await, (200, "ONTASKADD".into()));
    let (status, text) = post_to(address, "/", wrong.clone()).await;
    assert_eq!((status, text.as_str()), (403, "the event has a wrong application token"));
    assert_eq!(post_to(address, "/", "event=ONTASKADD".into()).await.0, 403);
    assert_eq!(post_to(address, "/", "x=1".into()).await.0, 400);
    assert_eq!(post_to(address, "/", "{".into()).await.0, 400);
    assert_eq!(post_to(address, "/", format!("event=A&{}", "a".repeat(3 << 20))).await.0, 413);
    assert_eq!(post_to(address, "/any", wrong).await, (200, "m1".into()));
    let bare = form(&event("ONTASKADD", json!("x"))).replace("ONTASKADD", "ONCRMDEALADD");
    assert_eq!(
        post_to(address, "/typed", bare).await,
        (400, "ONCRMDEALADD: `ID` is missing or of another type".into())
    );
}

#[tokio::test]
async fn a_page_is_verified_too() {
    let address = serve().await;
    let body = |token: &str| {
        format!(
            "AUTH_ID=A&APPLICATION_TOKEN={token}&member_id=m1&PLACEMENT=CRM_DEAL_DETAIL_TAB&PLACEMENT_OPTIONS={{\"ID\":7}}"
        )
    };
    let path = "/page?DOMAIN=some.bitrix24.com&PROTOCOL=1";
    assert_eq!(post_to(address, path, body(TOKEN)).await, (200, "CRM_DEAL_DETAIL_TAB 7".into()));
    assert_eq!(post_to(address, path, body("5ec2e7")).await.0, 403);
    assert_eq!(post_to(address, path, "x=1".into()).await.0, 400);
    assert_eq!(post_to(address, "/any-page", body("5ec2e7")).await, (200, "m1".into()));
}

#[tokio::test]
async fn every_event_reaches_a_handler_with_its_type() {
    let (address, http) = (serve().await, reqwest::Client::new());
    for known in EVENTS {
        let body = event(known.name, sample(known.name));
        let expected = variant(&Payload::read(known.name, &sample(known.name)).expect("data"));
        for body in [form(&body), body.to_string()] {
            let answer = post_with(&http, address, "/typed", body).await;
            assert_eq!(answer, (200, expected.clone()), "{}", known.name);
        }
    }
}
