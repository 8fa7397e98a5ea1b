//! Events: bodies of handlers, verification, typed data, the offline queue.

mod every;
mod extractor;
mod feed;

use std::path::PathBuf;

use bitrix24_mock::{Portal, Reply};
use bitrix24_runtime::events::{
    AppStatus, EVENTS, Event, EventError, EventName, Limits, OfflineQueue, Payload, Unverified, Verifier, parse_body,
};
use bitrix24_runtime::{Client, Value, json};
use proptest::prelude::*;

const TOKEN: &str = "51856fefc120afa4b628cc82d3935cce";

fn parse(body: &str) -> Result<Value, EventError> {
    parse_body(body.as_bytes(), Limits::default())
}

/// A form as PHP's `http_build_query` writes it.
fn form(value: &Value) -> String {
    fn walk(prefix: &str, value: &Value, into: &mut Vec<(String, String)>) {
        let mut inside = |key: &str, value| {
            let key = if prefix.is_empty() { key.to_owned() } else { format!("{prefix}[{key}]") };
            walk(&key, value, into);
        };
        match value {
            Value::Object(map) => map.iter().for_each(|(key, value)| inside(key, value)),
            Value::Array(items) => items.iter().enumerate().for_each(|(at, item)| inside(&at.to_string(), item)),
            Value::Null => {}
            Value::Bool(bool) => into.push((prefix.to_owned(), i32::from(*bool).to_string())),
            Value::String(text) => into.push((prefix.to_owned(), text.clone())),
            Value::Number(number) => into.push((prefix.to_owned(), number.to_string())),
        }
    }
    let mut pairs = Vec::new();
    walk("", value, &mut pairs);
    url::form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

fn event(name: &str, data: Value) -> Value {
    let auth = json!({ "domain": "some.bitrix24.com", "member_id": "m1", "status": "L", "application_token": TOKEN });
    json!({ "event": name, "event_handler_id": "185", "data": data, "ts": "1766047124", "auth": auth })
}

/// The payload of an event that comes as a form, and as JSON.
fn payloads(name: &str, data: Value) -> [Result<Payload, EventError>; 2] {
    let body = event(name, data);
    [form(&body), body.to_string()].map(|body| {
        let event = Event::parse(body.as_bytes(), &Verifier::new(TOKEN)).expect("a verified event");
        event.payload()
    })
}

#[test]
fn a_form_is_read_as_php_reads_it() {
    let cases = [
        ("a=1&b=x+y%26z", json!({ "a": "1", "b": "x y&z" })),
        ("a[b][c]=1&a[b][d]=2", json!({ "a": { "b": { "c": "1", "d": "2" } } })),
        ("a%5Bb%5D=1", json!({ "a": { "b": "1" } })),
        ("a[]=1&a[]=2", json!({ "a": ["1", "2"] })),
        ("a[0]=1&a[1]=2", json!({ "a": ["1", "2"] })),
        ("a[1]=1&a[]=2", json!({ "a": { "1": "1", "2": "2" } })),
        ("a[][x]=1&a[][x]=2", json!({ "a": [{ "x": "1" }, { "x": "2" }] })),
        ("a[571][id]=1", json!({ "a": { "571": { "id": "1" } } })),
        ("a=1&a=2", json!({ "a": "2" })),
        ("a=1&a[b]=2", json!({ "a": { "b": "2" } })),
        ("a[b]=2&a=1", json!({ "a": "1" })),
        ("a[b]=1&a[b][c]=2", json!({ "a": { "b": { "c": "2" } } })),
        ("a", json!({ "a": "" })),
        (
            "a[b=1&[c]=2&d]=3&e[f]g=4&h[[i]]=5",
            json!({ "a[b": "1", "[c]": "2", "d]": "3", "e[f]g": "4", "h[[i]]": "5" }),
        ),
        ("0=a&1=b", json!({ "0": "a", "1": "b" })),
        ("%FF=%FE", json!({ "\u{fffd}": "\u{fffd}" })),
        ("", json!({})),
        ("&&=&", json!({})),
    ];
    for (body, expected) in cases {
        assert_eq!(parse(body), Ok(expected), "{body}");
    }
}

#[test]
fn json_is_told_by_its_brace() {
    assert_eq!(parse(" \n{\"a\": [1, {}]}"), Ok(json!({ "a": [1, {}] })));
    assert_eq!(parse("{\"a\": "), Err(EventError::NotJson));
}

#[test]
fn a_body_has_limits() {
    let deep = |levels: usize| format!("a{}=1", "[b]".repeat(levels));
    assert!(parse(&deep(31)).is_ok());
    assert_eq!(parse(&deep(32)), Err(EventError::TooDeep));
    assert_eq!(parse(&deep(100_000)), Err(EventError::TooDeep));
    assert_eq!(parse(&format!("{{\"a\": {}{}}}", "[".repeat(40), "]".repeat(40))), Err(EventError::TooDeep));
    assert_eq!(parse(&format!("{{\"a\": {}", "[".repeat(100_000))), Err(EventError::TooDeep));
    assert_eq!(parse(&"a[]=1&".repeat(10_001)), Err(EventError::TooManyValues));
    let many = json!({ "a": vec![1; 10_001] }).to_string();
    assert_eq!(parse(&many), Err(EventError::TooManyValues));
    assert_eq!(parse(&"a".repeat(1024 * 1024 + 1)), Err(EventError::TooLarge));

    // The innermost value has room, and nothing inside of it.
    assert!(parse(&format!("{{\"a\": {}{}}}", "[".repeat(32), "]".repeat(32))).is_ok());

    let mut few = Limits::default();
    few.values = 1;
    assert_eq!(Unverified::parse_within(b"event=A&b=1", few).unwrap_err(), EventError::TooManyValues);
}

fn tree() -> impl Strategy<Value = Value> {
    let leaf = "[a-zA-Z0-9 &=%+\\[\\]äö]{0,8}".prop_map(Value::from);
    leaf.prop_recursive(4, 32, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..4).prop_map(Value::from),
            prop::collection::btree_map("[a-z_]{1,6}", inner, 1..4)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn no_body_is_too_strange(body in prop::collection::vec(any::<u8>(), 0..256), depth in 0..40_usize) {
        let _ = Unverified::parse(&body);
        let _ = Unverified::parse(format!("event=A&data{}", String::from_utf8_lossy(&body)).as_bytes());
        let mut limits = Limits::default();
        limits.depth = depth;
        let _ = parse_body(&body, limits);
    }

    #[test]
    fn brackets_in_any_order_are_read(body in "([ab=&]|\\[|\\]|%5B|%5D|0|1){0,64}") {
        prop_assert!(parse(&body).is_ok());
    }

    #[test]
    fn what_php_writes_comes_back(data in prop::collection::btree_map("[a-z]{1,5}", tree(), 0..4)) {
        let data = Value::Object(data.into_iter().collect());
        prop_assert_eq!(parse(&form(&data)), Ok(data));
    }

    #[test]
    fn any_data_gives_a_payload_or_an_error(at in 0..EVENTS.len(), data in tree()) {
        for data in [data.clone(), json!({ "FIELDS": data })] {
            let body = event(EVENTS[at].name, data).to_string();
            let event = Event::parse(body.as_bytes(), &Verifier::new(TOKEN)).expect("a verified event");
            let _ = event.payload();
        }
    }

    #[test]
    fn only_the_token_itself_matches(token in "[a-f0-9]{0,40}") {
        let verifier = Verifier::new(TOKEN).or("");
        prop_assert_eq!(verifier.matches(&token), token == TOKEN);
    }
}

#[test]
fn an_event_says_who_sent_it() {
    let body = form(&event("ONCRMDEALADD", json!({ "FIELDS": { "ID": "7405" } })));
    let event = Event::parse(body.as_bytes(), &Verifier::new(TOKEN)).expect("an event");

    assert!(event.is("onCrmDealAdd"));
    assert_eq!(event.event_handler_id, Some(185.into()));
    assert_eq!(event.ts.as_ref().expect("a time").timestamp().expect("a time").as_second(), 1_766_047_124);
    assert_eq!(event.auth.domain.as_deref(), Some("some.bitrix24.com"));
    assert_eq!(event.auth.status, Some(AppStatus::Local));
    assert!(event.auth.client().expect("no wrong address").is_none());
    let page = "https://apidocs.bitrix24.com/api-reference/crm/deals/events/on-crm-deal-add.html";
    assert_eq!(event.documented().map(EventName::docs).as_deref(), Some(page));
}

#[test]
fn an_event_is_verified_or_none() {
    let body = |token: Value| json!({ "event": "ONAPPUNINSTALL", "auth": { "application_token": token } }).to_string();
    let parse = |body: &str, token: &str| Event::parse(body.as_bytes(), &Verifier::new(token)).map(|event| event.name);

    assert_eq!(parse(&body(TOKEN.into()), TOKEN), Ok("ONAPPUNINSTALL".into()));
    assert_eq!(parse(&body(TOKEN.into()), "another"), Err(EventError::WrongToken));
    assert_eq!(parse(&body(TOKEN.into()), ""), Err(EventError::WrongToken));
    for nothing in [json!(null), json!(""), json!([]), json!({ "a": TOKEN }), json!(true)] {
        assert_eq!(parse(&body(nothing), TOKEN), Err(EventError::NoToken));
    }
    assert_eq!(parse("event=ONAPPUNINSTALL", TOKEN), Err(EventError::NoToken));
    assert_eq!(
        parse(&format!("event=A&auth[application_token]=x&auth[application_token]={TOKEN}"), TOKEN),
        Ok("A".into())
    );
    // Another place is not the event's own.
    let inside = format!("event=A&data[bot][auth][application_token]={TOKEN}");
    assert_eq!(parse(&inside, TOKEN), Err(EventError::NoToken));
    assert_eq!(parse("data[a]=1", TOKEN), Err(EventError::NoEvent));
    assert_eq!(parse("event[]=A", TOKEN), Err(EventError::NoEvent));
    assert_eq!(parse("event=<script>", TOKEN), Err(EventError::NoEvent));
    assert!(Event::parse(body(TOKEN.into()).as_bytes(), &Verifier::new("other").or(TOKEN)).is_ok());
}

#[test]
fn an_installation_brings_tokens_and_is_not_verified() {
    let body = "event=ONAPPINSTALL&data[VERSION]=1.0.0&data[ACTIVE]=Y&auth[member_id]=m1&auth[access_token]=aaa\
        &auth[refresh_token]=rrr&auth[application_token]=ttt&auth[client_endpoint]=https://some.bitrix24.com/rest/\
        &auth[expires_in]=3600";
    let install = Event::parse_install(body.as_bytes()).expect("an installation");
    assert_eq!((install.name(), install.member_id()), ("ONAPPINSTALL", Some("m1")));
    assert!(install.access_token().is_some());

    let event = install.assume_genuine();
    assert!(event.auth.refresh_token.is_some());
    assert_eq!(event.auth.expires_in, Some(3600));
    assert!(event.auth.client().expect("an address").is_some());
    assert!(matches!(event.payload(), Ok(Payload::OnAppInstall(app)) if app.active == Some(true)));

    let other = Event::parse_install(b"event=ONCRMDEALADD&auth[application_token]=ttt");
    assert_eq!(other.unwrap_err(), EventError::NotInstall);
}

#[test]
fn nothing_that_is_printed_holds_a_secret() {
    let secret = "5ec2e7";
    let auth = json!({ "application_token": secret, "access_token": secret, "refresh_token": secret, "client_secret": secret });
    let bot = json!({ "access_token": secret, "refresh_token": secret, "application_token": secret, "AUTH": auth });
    let data = json!({ "BOT": { "571": bot }, "PARAMS": { "MESSAGE": "hi" }, "bot": { "id": 1, "auth": auth } });
    for name in ["ONIMBOTMESSAGEADD", "ONIMBOTV2MESSAGEADD", "ONSOMETHINGELSE"] {
        let body = json!({ "event": name, "data": data, "auth": auth }).to_string();
        let unverified = Unverified::parse(body.as_bytes()).expect("an event");
        assert!(!format!("{unverified:?}").contains(secret));
        let verifier = Verifier::new(secret);
        let event = unverified.verify(&verifier).expect("a verified event");
        assert!(!format!("{event:?} {event:#?} {verifier:?}").contains(secret));
        assert!(!format!("{:?}", event.payload().expect("data")).contains(secret));
    }
    let confirm = json!({ "TOKEN": secret, "METHOD": "user.get", "CONFIRMED": "1" });
    for payload in payloads("ONAPPMETHODCONFIRM", confirm) {
        let payload = payload.expect("data");
        assert!(matches!(&payload, Payload::OnAppMethodConfirm(confirm) if confirm.confirmed));
        assert!(!format!("{payload:?}").contains(secret));
    }
}

#[test]
fn data_is_typed_by_the_event() {
    for payload in payloads("onCrmDealAdd", json!({ "FIELDS": { "ID": "7405" } })) {
        assert!(matches!(payload, Ok(Payload::OnCrmDealAdd(deal)) if deal.id == 7405));
    }
    for payload in payloads("ONCRMDYNAMICITEMADD_147", json!({ "FIELDS": { "ID": 22, "ENTITY_TYPE_ID": 147 } })) {
        assert!(matches!(payload, Ok(Payload::OnCrmDynamicItemAdd(item)) if item.entity_type_id == 147));
    }
    let task = json!({ "FIELDS_BEFORE": "undefined", "FIELDS_AFTER": { "ID": 123 }, "IS_ACCESSIBLE_BEFORE": "N",
        "IS_ACCESSIBLE_AFTER": "undefined" });
    for payload in payloads("ONTASKADD", task) {
        let Ok(Payload::OnTaskAdd(task)) = payload else { panic!("{payload:?}") };
        assert_eq!(task.id().and_then(|id| id.as_i64()), Some(123));
        assert!(task.before.is_none());
        assert_eq!((task.is_accessible_before, task.is_accessible_after), (Some(false), None));
    }
    for payload in payloads("ONIMCONNECTORLINEDELETE", json!(107)) {
        assert!(matches!(payload, Ok(Payload::OnImConnectorLineDelete(line)) if line == 107));
    }
    for payload in payloads("ONOFFLINEEVENT", json!([])) {
        assert!(matches!(payload, Ok(Payload::OnOfflineEvent(_))));
    }
    let messages = json!({ "CONNECTOR": "mine", "LINE": 107, "MESSAGES": [
        { "im": { "chat_id": 1, "message_id": 2 }, "message": { "id": ["ext-1"], "text": "x", "new": 1 } }] });
    for payload in payloads("ONIMCONNECTORMESSAGEUPDATE", messages) {
        let Ok(Payload::OnImConnectorMessageUpdate(messages)) = payload else { panic!("{payload:?}") };
        let message = messages.messages[0].message.as_ref().expect("a message");
        assert_eq!(message.id.as_ref().map(|ids| ids.len()), Some(1));
        assert!(message.extra.get("new").is_some());
    }
    for payload in payloads("CATALOG.PRODUCT.ON.ADD", json!({ "FIELDS": { "ID": 1, "TYPE": 1 } })) {
        assert!(matches!(payload, Ok(Payload::CatalogProductOnAdd(product)) if product.type_id == Some(1)));
    }
    for payload in payloads("ONSOMETHINGNEW", json!({ "a": "1" })) {
        assert!(matches!(payload, Ok(Payload::Other(data)) if data == json!({ "a": "1" })));
    }
}

#[test]
fn data_without_what_it_needs_is_an_error() {
    let wrong = EventError::Data { event: "ONCRMDEALADD", key: "ID" };
    for data in [
        json!({}),
        json!({ "FIELDS": {} }),
        json!({ "FIELDS": { "ID": "" } }),
        json!({ "FIELDS": { "ID": [1] } }),
        json!("x"),
    ] {
        for payload in payloads("ONCRMDEALADD", data) {
            assert_eq!(payload.unwrap_err(), wrong);
        }
    }
}

#[test]
fn events_are_found_by_name_once() {
    let mut names: Vec<_> = EVENTS.iter().map(|event| event.name).collect();
    names.sort_unstable();
    let all = names.len();
    names.dedup();
    assert_eq!(names.len(), all);
    assert!(EventName::find("onTaskAdd").is_some_and(|event| event.scope == "task" && event.data == "Task"));
    assert!(EventName::find("ONTASKADDED").is_none());
}

/// The pages of the documentation, where they are on the machine.
fn pages() -> Option<PathBuf> {
    let shared = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/docs/en-2026-08-21/api-reference");
    shared.is_dir().then_some(shared)
}

/// The data of each page's own example is what the table says.
#[test]
fn examples_of_pages_are_typed() {
    let Some(root) = pages() else {
        println!("skipped: the documentation's pages are not on this machine");
        return;
    };
    let mut seen = 0;
    for event in EVENTS.iter().filter(|event| !event.file().ends_with("/events.md")) {
        let text = std::fs::read_to_string(root.join(event.file())).expect("a page");
        let blocks = text.split("```").skip(1).step_by(2).map(|block| block.trim_start_matches("json").trim());
        for example in blocks.filter_map(|block| serde_json::from_str::<Value>(block).ok()) {
            let Some(data) = example.get("data").filter(|_| example.get("event").is_some()) else { continue };
            for payload in payloads(event.name, data.clone()) {
                match payload {
                    Ok(Payload::Other(_)) | Err(_) => panic!("{}: {payload:?}", event.name),
                    Ok(_) => seen += 1,
                }
            }
        }
    }
    assert!(seen > 300, "only {seen} examples");
}

#[tokio::test]
async fn offline_events_are_reserved_and_done() {
    let portal = Portal::start();
    let record = |id: i32, data: Value| {
        json!({ "ID": id.to_string(), "TIMESTAMP_X": "2024-07-18T12:32:31+02:00",
        "EVENT_NAME": "ONCRMLEADADD", "EVENT_DATA": data, "EVENT_ADDITIONAL": false, "MESSAGE_ID": format!("m{id}") })
    };
    let lead = json!({ "FIELDS": { "ID": "13" } });
    let batch = json!({ "process_id": "p1", "events": [record(1, lead), record(2, json!(false))] });
    portal
        .on("event.offline.get", Reply::result(batch.clone()))
        .on("event.offline.get", Reply::result(json!({ "process_id": "p2", "events": [] })))
        .on("event.offline.get", Reply::result(batch))
        .on("event.offline.clear", Reply::result(json!(true)))
        .on("event.offline.error", Reply::result(json!(true)));
    let client = Client::token(&portal.url(), portal.access_token()).expect("an address");
    let queue = OfflineQueue::new(client).connector("mine").limit(10).filter(json!({ ">ID": 0 }));

    let batch = queue.next().await.expect("an answer").expect("events");
    assert_eq!((batch.process_id(), batch.events().len()), (Some("p1"), 2));
    assert!(matches!(batch.events()[0].payload(), Ok(Payload::OnCrmLeadAdd(lead)) if lead.id == 13));
    assert!(batch.events()[1].payload().is_err());
    batch.done().await.expect("an answer");
    assert!(queue.next().await.expect("an answer").is_none());
    let again = queue.clone().with_failed().again("p1").await.expect("an answer").expect("events");
    again.done_unless(|event| event.id == 2).await.expect("an answer");

    let auth = portal.access_token();
    let sent: Vec<_> =
        portal.requests().iter().map(|request| (request.method().to_owned(), request.body().clone())).collect();
    let get = json!({ "clear": 0, "limit": 10, "auth_connector": "mine", "filter": { ">ID": 0 }, "auth": auth });
    let mut again =
        json!({ "clear": 0, "limit": 10, "process_id": "p1", "auth_connector": "mine", "filter": { ">ID": 0 } });
    again["error"] = 1.into();
    again["auth"] = auth.into();
    let clear = |messages: Value| json!({ "process_id": "p1", "message_id": messages, "auth": auth });
    let expected = [
        ("event.offline.get", get.clone()),
        ("event.offline.clear", json!({ "process_id": "p1", "auth": auth })),
        ("event.offline.get", get),
        ("event.offline.get", again),
        ("event.offline.error", clear(json!(["m2"]))),
        ("event.offline.clear", clear(json!(["m1"]))),
    ]
    .map(|(method, body)| (method.to_owned(), body));
    assert_eq!(sent, expected);
}
