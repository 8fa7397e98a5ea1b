//! The blocking client: lists, settings of calls, offline events, and the one thread of all clients.
#![cfg(feature = "blocking")]

use std::time::Duration;

use bitrix24_mock::{Portal, Reply};
use bitrix24_runtime::blocking::{Client, EventFeed, Items, OfflineQueue};
use bitrix24_runtime::catalogue::{Errors, Field, Fields, Pager, PagerKind, Shape};
use bitrix24_runtime::events::Payload;
use bitrix24_runtime::{
    Api, Auth, Checkpoint, Dynamic, Error, Kind, Limits, Method, Options, Retries, Strategy, TransportKind, Value, json,
};

static DEALS: Method = Method {
    name: "crm.deal.list",
    api: Api::V2,
    scopes: &[],
    kind: Kind::Read,
    docs: "",
    batchable: None,
    deprecated: None,
    positional: &[],
    pager: Some(Pager { kind: PagerKind::Start, items: "", id: Some("ID") }),
    params: Fields::List(&[
        Field::optional("select", Shape::Any),
        Field::optional("filter", Shape::Any),
        Field::optional("order", Shape::Any),
        Field::optional("start", Shape::Integer),
    ]),
    errors: Errors::NONE,
};

fn client(portal: &Portal) -> Client {
    let auth = Auth::webhook(&portal.webhook_url()).expect("an address");
    let retries = Retries::new().pauses(Duration::ZERO, Duration::ZERO);
    Client::build(bitrix24_runtime::Client::builder(auth).limits(Limits::none()).retries(retries)).expect("a client")
}

fn portal(deals: u64) -> Portal {
    let portal = Portal::builder().start().expect("a portal");
    portal.fill("crm.deal", deals);
    portal
}

fn deals() -> Dynamic {
    Dynamic::of(&DEALS, json!({ "select": ["ID"], "order": { "ID": "ASC" } }))
}

fn ids(rows: impl IntoIterator<Item = Value>) -> Vec<u64> {
    rows.into_iter().map(|row| row["ID"].as_str().expect("a text").parse().expect("a number")).collect()
}

#[test]
fn every_strategy_iterates_over_the_whole_list() {
    let portal = portal(6_000);
    let client = client(&portal);
    let expected: Vec<u64> = (1..=6_000).collect();
    for strategy in [Strategy::Auto, Strategy::Offsets, Strategy::Chain, Strategy::Ranges] {
        let before = portal.requests().len();
        let items: Result<Vec<_>, _> = client.list(deals()).strategy(strategy).in_flight(2).iter().collect();
        assert!(ids(items.expect("all deals")) == expected, "{strategy:?}");
        let calls = portal.requests().len() - before;
        assert!(calls <= 5, "{strategy:?} took {calls} requests");
    }
    assert!(ids(client.list(deals()).all().expect("all deals")) == expected);
}

#[test]
fn a_list_goes_on_from_a_checkpoint() {
    let portal = portal(300);
    let client = client(&portal);
    let mut items = client.list(deals()).iter();
    let first: Vec<_> = items.by_ref().take(120).map(|item| item.expect("a deal")).collect();
    assert_eq!(ids(first).len(), 120);
    assert_eq!((items.checkpoint(), items.total()), (Checkpoint::AfterId(120), Some(300)));

    let saved = items.checkpoint().to_string();
    let rest = client.list(deals()).resume(saved.parse().expect("a checkpoint")).all().expect("the rest");
    assert_eq!(ids(rest), (121..=300).collect::<Vec<_>>());
}

#[test]
fn items_are_read_into_a_type_of_ones_own() {
    #[derive(Clone, serde::Deserialize)]
    #[serde(rename_all = "UPPERCASE")]
    struct Deal {
        id: u64,
    }
    let portal = portal(60);
    let deals = client(&portal).list(deals()).as_::<Deal>().all().expect("all deals");
    assert_eq!(deals.iter().map(|deal| deal.id).sum::<u64>(), 60 * 61 / 2);
}

#[test]
fn a_list_ends_after_its_error() {
    let portal = Portal::start();
    portal.on("crm.deal.list", Reply::error(400, "ERROR_CORE", "no"));
    let mut items: Items<Value> = client(&portal).list(deals()).iter();
    assert!(matches!(items.next(), Some(Err(Error::Api(_)))));
    assert!(items.next().is_none() && items.next().is_none());
}

#[tokio::test]
async fn a_list_does_not_block_a_task() {
    let portal = portal(60);
    let client = client(&portal);
    let mut items = client.list(deals()).iter();
    assert!(matches!(items.next(), Some(Err(Error::Config(_)))));
    assert!(items.next().is_none());
    assert!(matches!(client.list(deals()).all(), Err(Error::Config(_))));
    assert!(portal.requests().is_empty());
}

#[test]
fn settings_are_those_of_one_clone() {
    let portal = Portal::start();
    portal.on("m", Reply::result(json!(1)).after(Duration::from_secs(3600)));
    let client = client(&portal);
    // Enough for a connection on a machine that is busy: then it is the answer that does not come.
    let hurried = client.with(Options::new().timeout(Duration::from_millis(500)).attempts(1));
    let error = hurried.call(Dynamic::new("m", json!({}))).expect_err("no answer");
    assert!(matches!(error, Error::Transport { kind: TransportKind::Timeout, .. }), "{error:?}");
    portal.on("other", Reply::result(json!(1)));
    assert_eq!(client.call(Dynamic::new("other", json!({}))).expect("an answer"), 1);
    assert_eq!(client.portal(), portal.url());
}

#[test]
fn offline_events_are_taken_and_done() {
    let portal = Portal::start();
    let event = |id: u64| json!({ "ID": id, "EVENT_NAME": "ONCRMLEADADD", "EVENT_DATA": { "FIELDS": { "ID": id } }, "MESSAGE_ID": format!("m{id}") });
    portal.on("event.offline.get", Reply::result(json!({ "process_id": "p", "events": [event(1), event(2)] })));
    portal.on("event.offline.get", Reply::result(json!({ "process_id": "q", "events": [] })));
    portal.on("event.offline.error", Reply::result(json!(true)));
    portal.on("event.offline.clear", Reply::result(json!(true)));

    let queue = OfflineQueue::new(client(&portal)).limit(2);
    let batch = queue.next().expect("an answer").expect("events");
    assert_eq!((batch.events().len(), batch.process_id()), (2, Some("p")));
    batch.done_unless(|event| event.id == 2).expect("an answer");
    assert!(queue.next().expect("an answer").is_none());

    let told: Vec<_> =
        portal.requests().iter().map(|request| (request.method().to_owned(), request.body().clone())).collect();
    assert_eq!(told[1], ("event.offline.error".to_owned(), json!({ "process_id": "p", "message_id": ["m2"] })));
    assert_eq!(told[2], ("event.offline.clear".to_owned(), json!({ "process_id": "p", "message_id": ["m1"] })));
}

#[test]
fn a_client_of_an_event_blocks_too() {
    let portal = Portal::start();
    portal.on("user.current", Reply::result(json!({ "ID": "7" })));
    let body = format!(
        "event=ONCRMDEALADD&auth[application_token]=TOKEN&auth[client_endpoint]={}rest/&auth[access_token]={}",
        portal.url(),
        portal.access_token()
    );
    let verifier = bitrix24_runtime::events::Verifier::new("TOKEN");
    let event = bitrix24_runtime::events::Event::parse(body.as_bytes(), &verifier).expect("an event");
    let client = Client::of(event.auth.client().expect("an address").expect("a token")).expect("a client");
    assert_eq!(client.call(Dynamic::new("user.current", json!({}))).expect("a user")["ID"], "7");
}

#[test]
fn clients_share_a_thread_and_outlive_each_other() {
    let portal = Portal::start();
    portal.on("m", Reply::result(json!(1)));
    let clients: Vec<_> = (0..50).map(|_| client(&portal)).collect();
    let threads: Vec<_> = clients
        .into_iter()
        .map(|client| std::thread::spawn(move || client.call(Dynamic::new("m", json!({}))).expect("an answer")))
        .collect();
    assert!(threads.into_iter().all(|thread| thread.join().expect("no panic") == 1));
    // The last one has gone with its thread; the next one has another.
    assert_eq!(client(&portal).call(Dynamic::new("m", json!({}))).expect("an answer"), 1);
}

#[test]
fn events_of_a_bot_are_fetched() {
    let portal = Portal::start();
    let event = json!({ "eventId": 7, "type": "ONIMBOTV2DELETE", "data": { "bot": { "id": 456 } } });
    portal.on("imbot.v2.Event.get", Reply::result(json!({ "events": [event], "nextOffset": 8, "hasMore": true })));
    let mut feed = EventFeed::of_bot(client(&portal), 456).bot_token("t").limit(1).resume(7);
    let events = feed.fetch().expect("events");
    assert!(matches!(events[0].payload(), Ok(Payload::OnImbotV2Delete(data)) if data.bot.is_some()));
    assert_eq!((feed.offset(), feed.has_more()), (Some(8), true));
}
