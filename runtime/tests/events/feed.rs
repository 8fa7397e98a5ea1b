//! Events that a bot or a user fetches.

use bitrix24_mock::{Portal, Reply};
use bitrix24_runtime::events::{EventFeed, Payload};
use bitrix24_runtime::{Client, Value, json};

use super::payloads;

/// An event of a bot, as `imbot.v2.Event.get` answers it.
fn fetched(id: i64, name: &str, text: &str) -> Value {
    let data = json!({
        "bot": { "id": 456, "code": "support_bot", "eventMode": "fetch", "countMessage": 150, "backgroundId": null },
        "message": { "id": 789, "chatId": 5, "authorId": 1, "date": "2025-01-15T10:30:00+02:00", "text": text, "isSystem": false },
        "chat": { "id": 5, "dialogId": "chat5", "name": "Support Chat" },
        "user": { "id": 1, "active": true, "name": "John Smith", "departments": [1], "phones": false },
        "language": "en",
    });
    json!({ "eventId": id, "type": name, "date": "2025-01-15T10:30:00+02:00", "data": data })
}

#[tokio::test]
async fn a_bot_fetches_the_events_that_it_would_be_sent() {
    let portal = Portal::start();
    let page = |events: Value, next: i64, more: bool| {
        Reply::result(json!({ "events": events, "nextOffset": next, "hasMore": more }))
    };
    let first = json!([fetched(1001, "ONIMBOTV2MESSAGEADD", "Hello"), fetched(1002, "ONIMBOTV2SOMETHING", "new")]);
    portal.on("imbot.v2.Event.get", page(first, 1003, true));
    portal.on("imbot.v2.Event.get", page(json!([fetched(1003, "ONIMBOTV2COMMANDADD", "")]), 1004, false));
    portal.on("imbot.v2.Event.get", page(json!([]), 1004, false));

    let client = Client::webhook(&portal.webhook_url()).expect("an address");
    let mut feed = EventFeed::of_bot(client, 456).bot_token("b0t-s3cret").limit(2).with_user_events();
    assert!(!format!("{feed:?}").contains("b0t-s3cret"));
    let events = feed.fetch().await.expect("events");
    assert_eq!((events.len(), feed.has_more(), feed.offset()), (2, true, Some(1003)));
    assert_eq!((events[0].id, events[0].time.is_some()), (1001, true));

    // As a handler gets it.
    let fetched = events[0].payload().expect("a message");
    let [form, json] = payloads("ONIMBOTV2MESSAGEADD", events[0].data.clone());
    for payload in [fetched, form.expect("a message"), json.expect("a message")] {
        let Payload::OnImbotV2MessageAdd(data) = payload else { panic!("{payload:?}") };
        let (message, user) = (data.message.expect("a message"), data.user.expect("a user"));
        assert_eq!((message.text.as_deref(), user.active), (Some("Hello"), Some(true)));
        assert_eq!(data.bot.expect("a bot").id, Some(456.into()));
    }
    assert!(matches!(events[1].payload(), Ok(Payload::Other(_))));

    assert_eq!(feed.fetch().await.expect("events").len(), 1);
    assert!(feed.fetch().await.expect("no events").is_empty() && !feed.has_more());
    let asked: Vec<_> = portal.requests().iter().map(|request| request.body().clone()).collect();
    let asks = json!({ "botId": 456, "botToken": "b0t-s3cret", "limit": 2, "withUserEvents": true });
    let after = |offset: i64| {
        let mut asks = asks.clone();
        asks["offset"] = offset.into();
        asks
    };
    assert_eq!(asked, [asks.clone(), after(1003), after(1004)]);
}

#[tokio::test]
async fn a_feed_goes_on_after_an_error_and_in_another_run() {
    let portal = Portal::start();
    portal.on("im.v2.Event.get", Reply::result(json!({ "events": [fetched(7, "ONIMV2MESSAGEADD", "x")] })));
    portal.on("im.v2.Event.get", Reply::error(400, "USER_NOT_SUBSCRIBED", "User not subscribed"));
    portal.on("im.v2.Event.get", Reply::result(json!({ "odd": true })));
    let client = || Client::webhook(&portal.webhook_url()).expect("an address");
    let mut feed = EventFeed::of_user(client()).resume(5);
    assert!(matches!(feed.fetch().await.expect("events")[0].payload(), Ok(Payload::OnImV2MessageAdd(_))));
    assert!(feed.fetch().await.is_err() && feed.fetch().await.is_err());
    assert_eq!(feed.offset(), Some(8), "the next number where the answer names none");
    let offsets: Vec<_> = portal.requests().iter().map(|request| request.body()["offset"].clone()).collect();
    assert_eq!(offsets, [5, 8, 8]);
}
