//! Whole lists, read from a portal with a store.

use std::collections::BTreeSet;

use bitrix24_mock::{Fault, Limits, Portal, Reply};
use bitrix24_runtime::auth::Auth;
use bitrix24_runtime::catalogue::{Errors, Field, Fields, Pager, PagerKind, Shape};
use bitrix24_runtime::{Api, Checkpoint, Client, Dynamic, Error, Kind, Method, Retries, Strategy, Value, json};

const PARAMS: &[Field] = &[
    Field::optional("select", Shape::Any),
    Field::optional("filter", Shape::Any),
    Field::optional("order", Shape::Any),
    Field::optional("start", Shape::Integer),
];

const fn lists(name: &'static str, api: Api, pager: Pager) -> Method {
    Method {
        name,
        api,
        scopes: &[],
        kind: Kind::Read,
        docs: "",
        batchable: None,
        deprecated: None,
        positional: &[],
        pager: Some(pager),
        params: Fields::List(PARAMS),
        errors: Errors::NONE,
    }
}

const START: PagerKind = PagerKind::Start;
static DEALS: Method = lists("crm.deal.list", Api::V2, Pager { kind: START, items: "", id: Some("ID") });
static ITEMS: Method = lists("crm.item.list", Api::V2, Pager { kind: START, items: "items", id: Some("id") });
static TASKS: Method = lists("tasks.task.list", Api::V2, Pager { kind: START, items: "tasks", id: Some("id") });
static TASKS_3: Method =
    lists("tasks.task.list", Api::V3, Pager { kind: PagerKind::Pagination, items: "items", id: Some("id") });
static USERS: Method = Method {
    params: Fields::List(&[
        Field::optional("sort", Shape::String),
        Field::optional("order", Shape::String),
        Field::optional("FILTER", Shape::Any),
        Field::optional("start", Shape::Integer),
    ]),
    ..lists("user.get", Api::V2, Pager { kind: START, items: "", id: Some("ID") })
};
static OTHER: Method = lists("some.list", Api::V2, Pager { kind: START, items: "", id: None });

fn portal() -> Portal {
    Portal::builder().limits(Limits::none()).start().expect("a portal")
}

fn client(portal: &Portal) -> Client {
    let auth = Auth::webhook(&portal.webhook_url()).expect("an address");
    let retries = Retries::new().pauses(std::time::Duration::ZERO, std::time::Duration::ZERO);
    Client::builder(auth).limits(bitrix24_runtime::Limits::none()).retries(retries).build().expect("a client")
}

fn deals(params: Value) -> Dynamic {
    Dynamic::of(&DEALS, params)
}

fn ids(rows: &[Value]) -> Vec<u64> {
    let id =
        |row: &Value| row.get("ID").or(row.get("id")).and_then(|id| id.as_u64().or_else(|| id.as_str()?.parse().ok()));
    rows.iter().filter_map(id).collect()
}

fn http_calls(portal: &Portal) -> usize {
    portal.requests().len()
}

#[tokio::test]
async fn every_strategy_reads_the_same_list() {
    let portal = portal();
    portal.fill("crm.deal", 12_345);
    let expected: Vec<u64> = (1..=12_345).collect();
    for strategy in [Strategy::Auto, Strategy::Pages, Strategy::Offsets, Strategy::Chain, Strategy::Ranges] {
        let before = http_calls(&portal);
        let list = client(&portal).list(deals(json!({ "select": ["ID", "TITLE"], "order": { "ID": "ASC" } })));
        let rows = list.strategy(strategy).all().await.expect("all deals");
        assert!(ids(&rows) == expected, "{strategy:?}: {} rows", rows.len());
        let calls = http_calls(&portal) - before;
        let most = if strategy == Strategy::Pages { 247 } else { 7 };
        assert!(calls <= most, "{strategy:?} took {calls} requests");
    }
}

#[tokio::test]
async fn gaps_between_identifiers_lose_nothing() {
    let portal = portal();
    portal.fill("crm.deal", 20_000).retain("crm.deal", |id| id < 3_000 || id % 7 == 0 || id > 19_000);
    let expected = portal.ids("crm.deal");
    for strategy in [Strategy::Auto, Strategy::Chain, Strategy::Ranges] {
        let rows = client(&portal).list(deals(json!({}))).strategy(strategy).all().await.expect("all deals");
        assert_eq!(ids(&rows), expected, "{strategy:?}");
    }
}

#[tokio::test]
async fn small_lists_take_one_request_and_none_is_too_small() {
    let portal = portal();
    for rows in [0, 1, 49, 50, 51, 100] {
        let portal = portal_with(rows);
        let all = client(&portal).list(deals(json!({}))).all().await.expect("all deals");
        assert_eq!((all.len() as u64, http_calls(&portal)), (rows, if rows <= 50 { 1 } else { 2 }));
        let ranges = client(&portal).list(deals(json!({}))).strategy(Strategy::Ranges).all().await.expect("all deals");
        assert_eq!(ranges.len() as u64, rows);
    }
    drop(portal);
}

fn portal_with(rows: u64) -> Portal {
    let portal = portal();
    portal.fill("crm.deal", 200).retain("crm.deal", |id| id <= rows);
    portal
}

#[tokio::test]
async fn families_with_other_keys_are_read_too() {
    let portal = portal();
    portal.fill("crm.item:128", 3_000).fill("tasks.task", 3_000);
    for (method, params) in [(&ITEMS, json!({ "entityTypeId": 128 })), (&TASKS, json!({})), (&TASKS_3, json!({}))] {
        let rows = client(&portal).list(Dynamic::of(method, params)).all().await.expect("all items");
        let found = ids(&rows).into_iter().collect::<BTreeSet<_>>().len();
        assert_eq!((rows.len(), found), (3_000, 3_000), "{} {:?}: {:?}", method.name, method.api, rows.first());
    }
}

#[tokio::test]
async fn the_request_s_own_order_and_filter_are_kept() {
    let portal = portal();
    portal.fill("crm.deal", 6_000);
    let request = deals(json!({ "filter": { ">ID": 1000 }, "order": { "ID": "DESC" } }));
    let rows = client(&portal).list(request).all().await.expect("all deals");
    assert_eq!(ids(&rows), (1001..=6000).rev().collect::<Vec<u64>>());
}

#[tokio::test]
async fn reading_goes_on_where_it_was() {
    let portal = portal();
    portal.fill("crm.deal", 9_000);
    for strategy in [Strategy::Auto, Strategy::Offsets, Strategy::Pages, Strategy::Ranges] {
        let list = || client(&portal).list(deals(json!({ "order": { "ID": "ASC" } }))).strategy(strategy);
        let mut items = list().stream();
        let mut rows = Vec::new();
        for _ in 0..4_321 {
            rows.push(items.next().await.expect("there are more").expect("a deal"));
        }
        let place: Checkpoint = items.checkpoint().to_string().parse().expect("a place");
        rows.extend(list().resume(place).all().await.expect("the rest"));
        assert_eq!(ids(&rows), (1..=9000).collect::<Vec<u64>>(), "{strategy:?} at {place}");
    }
}

#[tokio::test]
async fn faults_do_not_shorten_a_list() {
    let portal = portal();
    portal.fill("crm.deal", 30_000);
    portal.set_faults("reset-after=0.1,500=0.1,truncated=0.1,html=0.1".parse().expect("faults"));
    for strategy in [Strategy::Auto, Strategy::Offsets, Strategy::Chain] {
        let list = client(&portal).list(deals(json!({ "select": ["ID"] }))).strategy(strategy);
        let rows = list.all().await.expect("all deals");
        assert_eq!(ids(&rows).len(), 30_000, "{strategy:?}");
    }
}

#[tokio::test]
async fn a_command_that_is_refused_is_asked_again() {
    let portal = portal();
    portal.fill("crm.deal", 8_000);
    for _ in 0..3 {
        portal.no_fault_next().fault_next(Fault::PartialBatch);
    }
    let rows = client(&portal).list(deals(json!({}))).all().await.expect("all deals");
    assert_eq!(ids(&rows), (1..=8000).collect::<Vec<u64>>());
}

#[tokio::test]
async fn a_list_that_is_not_whole_is_an_error() {
    let portal = Portal::start();
    let page: Vec<Value> = (1..=50).map(|id| json!({ "ID": id })).collect();
    portal.on("some.list", Reply::json(200, json!({ "result": page, "next": 50, "total": 120 })));
    let list = || client(&portal).list(Dynamic::of(&OTHER, json!({})));
    for strategy in [Strategy::Auto, Strategy::Pages] {
        let error = list().strategy(strategy).all().await.expect_err("the same page again");
        assert!(matches!(error, Error::List(_) | Error::Api(_)), "{error}");
    }
    let error = list().strategy(Strategy::Chain).all().await.expect_err("no identifiers");
    assert_eq!(
        error.to_string(),
        "some.list: the list was not read whole: its method, order or `select` does not go by identifiers"
    );
    let unknown = client(&portal).list(Dynamic::new("x.y", json!({}))).all().await.expect_err("no pager");
    assert!(unknown.to_string().contains("nothing is known of how it is read page by page"), "{unknown}");
}

/// `user.get` has a parameter for the field to sort by and another for the direction.
#[tokio::test]
async fn what_sorts_by_two_parameters_goes_by_identifiers() {
    for strategy in [Strategy::Auto, Strategy::Ranges, Strategy::Chain] {
        let portal = portal();
        let pages: Vec<Value> = (0..51).map(|page| users(page * 50 + 1..=page * 50 + 50)).collect();
        let first = json!({ "result": pages[0], "next": 50, "total": 60 });
        let result = json!({ "p0": pages[0], "p1": users(51..=60), "p49": users(1..=1) });
        portal.on("user.get", Reply::json(200, first)).on("batch", Reply::result(json!({ "result": result })));
        let asked = json!({ "filter": { "ACTIVE": true }, "SORT": "id" });
        _ = client(&portal).list(Dynamic::of(&USERS, asked)).strategy(strategy).all().await;
        let asked = portal.requests().pop().expect("a request").body().to_string();
        assert!(asked.contains("SORT=ID") && asked.contains("order=ASC"), "{strategy:?}: {asked}");
        assert!(!asked.contains("order[") && asked.contains("filter[ACTIVE]=1&filter[%3EID]="), "{asked}");
        assert!(strategy != Strategy::Ranges || asked.contains("order=DESC"), "{asked}");
    }
    let portal = portal();
    let by_name = client(&portal).list(Dynamic::of(&USERS, json!({ "sort": "NAME" })));
    let error = by_name.strategy(Strategy::Chain).all().await.expect_err("sorted by names");
    assert!(error.to_string().contains("does not go by identifiers"), "{error}");
}

fn users(ids: std::ops::RangeInclusive<u32>) -> Value {
    ids.map(|id| json!({ "ID": id.to_string() })).collect()
}

/// Else what should be the last page is the first one, and the list ends with the pages before it.
#[tokio::test]
async fn a_server_that_does_not_sort_downwards_gives_an_error() {
    let portal = portal();
    let page = |page: u32| users(page * 50 + 1..=page * 50 + 50);
    let mut result: serde_json::Map<_, _> = (0..49).map(|index| (format!("p{index}"), page(index))).collect();
    result.insert("p49".to_owned(), page(0));
    portal.on("batch", Reply::result(json!({ "result": result, "result_total": { "p49": 5_000 } })));
    let list = client(&portal).list(deals(json!({}))).strategy(Strategy::Ranges);
    let error = list.all().await.expect_err("2,450 of 5,000");
    assert!(error.to_string().contains("does not keep to the order of identifiers"), "{error}");
}

/// `crm.address.list` says 50 of a list of any length.
#[tokio::test]
async fn a_list_that_is_counted_wrong_is_read_by_pages() {
    for total in [json!(50), Value::Null] {
        let portal = portal();
        let answer = |result, next| Reply::json(200, json!({ "result": result, "next": next, "total": total }));
        for _ in 0..2 {
            portal.on("some.list", answer(users(1..=50), json!(50)));
        }
        portal.on("some.list", answer(users(51..=60), Value::Null));
        let list = || client(&portal).list(Dynamic::of(&OTHER, json!({})));
        assert_eq!(ids(&list().all().await.expect("a list")).len(), 60);
        portal.on("some.list", answer(users(1..=50), json!(50)));
        let error = list().strategy(Strategy::Offsets).all().await.expect_err("not counted");
        assert!(error.to_string().contains("the server does not count it"), "{error}");
    }
}

#[tokio::test]
async fn the_number_of_items_is_known_early() {
    let portal = portal();
    portal.fill("crm.deal", 500);
    let mut items = client(&portal).list(deals(json!({}))).stream();
    assert_eq!(items.total(), None);
    items.next().await.expect("a deal").expect("a deal");
    assert_eq!(items.total(), Some(500));
}

#[test]
fn places_are_texts() {
    for place in [Checkpoint::Start, Checkpoint::Offset(50), Checkpoint::AfterId(-3)] {
        assert_eq!(place.to_string().parse::<Checkpoint>().expect("a place"), place);
    }
    assert!("after-id:x".parse::<Checkpoint>().is_err());
}

/// A method of REST 3.0 whose lists are in the store.
fn tasks_3(params: Value) -> Dynamic {
    Dynamic::of(&TASKS_3, params)
}

#[tokio::test]
async fn rest_3_is_read_by_ranges_of_identifiers() {
    let portal = portal();
    portal.fill("tasks.task", 20_000);
    let all: Vec<u64> = (1..=20_000).collect();
    for (strategy, in_flight, most) in [(Strategy::Auto, 4, 14), (Strategy::Ranges, 1, 14), (Strategy::Chain, 4, 14)] {
        let before = http_calls(&portal);
        let list = client(&portal).list(tasks_3(json!({ "select": ["id"] }))).strategy(strategy).in_flight(in_flight);
        assert!(ids(&list.all().await.expect("all tasks")) == all, "{strategy:?}");
        let calls = http_calls(&portal) - before;
        assert!(calls <= most, "{strategy:?} took {calls} requests");
    }
    let before = http_calls(&portal);
    let list = client(&portal).list(tasks_3(json!({ "pagination": { "limit": 1000 } })));
    assert!(ids(&list.all().await.expect("all tasks")) == all);
    assert!(http_calls(&portal) - before <= 14, "{} requests", http_calls(&portal) - before);
}

#[tokio::test]
async fn rest_3_keeps_the_request_s_filter_and_order() {
    let portal = portal();
    portal.fill("tasks.task", 3_000);
    let filter =
        json!([["id", "between", [200, 1000]], { "logic": "or", "conditions": [["id", "<=", 400], ["id", ">", 900]] }]);
    let expected: Vec<u64> = (200..=400).chain(901..=1000).collect();
    let rows = client(&portal).list(tasks_3(json!({ "filter": filter }))).all().await.expect("tasks");
    assert_eq!(ids(&rows), expected);
    // Any other order is read page after page, and so is a part that the request names itself.
    let rows = client(&portal).list(tasks_3(json!({ "order": { "id": "DESC" } }))).all().await.expect("tasks");
    assert_eq!(ids(&rows), (1..=3000).rev().collect::<Vec<u64>>());
    let from = json!({ "pagination": { "offset": 2_900, "limit": 30 } });
    let rows = client(&portal).list(tasks_3(from)).all().await.expect("tasks");
    assert_eq!(ids(&rows), (2901..=3000).collect::<Vec<u64>>());
}

#[tokio::test]
async fn rest_3_loses_nothing_between_identifiers_however_they_lie() {
    for keep in [
        |id: u64| id < 60 || id.is_multiple_of(997) || id > 29_000,
        |id: u64| id.is_multiple_of(10) || (12_000..14_000).contains(&id),
        |id: u64| id <= 50 || id == 30_000,
        |id: u64| id <= 49,
        |id: u64| id <= 50,
        |_| false,
    ] {
        let portal = portal();
        portal.fill("tasks.task", 30_000).retain("tasks.task", keep);
        let list = client(&portal).list(tasks_3(json!({ "select": ["id"] })));
        assert_eq!(ids(&list.all().await.expect("all tasks")), portal.ids("tasks.task"));
        assert!(http_calls(&portal) < 60, "{} requests", http_calls(&portal));
    }
}

#[tokio::test]
async fn rest_3_goes_on_where_it_was_and_through_faults() {
    let portal = portal();
    portal.fill("tasks.task", 9_000);
    for strategy in [Strategy::Auto, Strategy::Pages] {
        let list = || client(&portal).list(tasks_3(json!({ "select": ["id"] }))).strategy(strategy);
        let mut items = list().stream();
        let mut rows = Vec::new();
        for _ in 0..4_321 {
            rows.push(items.next().await.expect("there are more").expect("a task"));
        }
        let place: Checkpoint = items.checkpoint().to_string().parse().expect("a place");
        rows.extend(list().resume(place).all().await.expect("the rest"));
        assert_eq!(ids(&rows), (1..=9000).collect::<Vec<u64>>(), "{strategy:?} at {place}");
    }
    portal.set_faults("reset-after=0.1,500=0.1,truncated=0.1,html=0.1".parse().expect("faults"));
    let rows = client(&portal).list(tasks_3(json!({ "select": ["id"] }))).all().await.expect("all tasks");
    assert_eq!(ids(&rows), (1..=9000).collect::<Vec<u64>>());
}

#[tokio::test]
async fn a_part_of_a_batch_is_asked_again() {
    let portal = portal();
    portal.fill("tasks.task", 8_000);
    for _ in 0..3 {
        portal.no_fault_next().no_fault_next().fault_next(Fault::PartialBatch);
    }
    let rows = client(&portal).list(tasks_3(json!({}))).all().await.expect("all tasks");
    assert_eq!(ids(&rows), (1..=8000).collect::<Vec<u64>>());
}

#[tokio::test]
async fn what_is_taken_away_meanwhile_moves_nothing() {
    let portal = portal();
    portal.fill("tasks.task", 6_000);
    let mut items = client(&portal).list(tasks_3(json!({ "select": ["id"] }))).in_flight(1).stream();
    let mut found = Vec::new();
    for _ in 0..10 {
        found.push(items.next().await.expect("there are more").expect("a task"));
    }
    portal.retain("tasks.task", |id| id > 40 && id != 5_000);
    while let Some(item) = items.next().await {
        found.push(item.expect("a task"));
    }
    let found = ids(&found);
    assert!((1..=50).chain(51..=4_999).chain(5_001..=6_000).all(|id| found.contains(&id)));
}

#[tokio::test]
async fn a_server_that_does_not_filter_by_the_identifier_is_read_by_pages() {
    let portal = Portal::start();
    let code = "BITRIX_REST_V3_EXCEPTION_VALIDATION_REQUESTVALIDATIONEXCEPTION";
    let refused = json!({ "error": { "code": code, "message": "The `id` field requires the Filterable attribute" } });
    let page = |from: u64, to: u64| {
        let items: Vec<Value> = (from..to).map(|id| json!({ "id": id })).collect();
        Reply::json(200, json!({ "result": { "items": items } }))
    };
    portal.on("tasks.task.list", Reply::json(400, refused));
    portal.on("tasks.task.list", page(1, 51));
    portal.on("tasks.task.list", page(51, 60));
    let rows = client(&portal).list(tasks_3(json!({}))).all().await.expect("tasks");
    assert_eq!(ids(&rows), (1..60).collect::<Vec<u64>>());
}

const CURSOR: Shape = Shape::Object(Fields::List(&[
    Field::optional("limit", Shape::Integer),
    Field::optional("afterCursor", Shape::Any),
]));
static NOTES: Method = Method {
    params: Fields::List(&[Field::optional("pagination", CURSOR)]),
    ..lists("note.collection.list", Api::V3, Pager { kind: PagerKind::Pagination, items: "items", id: Some("id") })
};

fn notes(portal: &Portal, pages: &[Value]) {
    for page in pages {
        portal.on("note.collection.list", Reply::json(200, json!({ "result": page })));
    }
}

#[tokio::test]
async fn cursors_are_followed_to_the_end() {
    let portal = Portal::start();
    let pages = [
        json!({ "items": [{ "id": 1 }, { "id": 2 }], "nextCursor": { "position": 5, "id": 2 } }),
        json!({ "items": [{ "id": 3 }], "afterCursor": { "startDate": "x", "id": 3 }, "hasMore": true }),
        json!({ "items": [{ "id": 4 }], "nextCursor": null, "hasMore": false }),
    ];
    notes(&portal, &pages);
    let request = || Dynamic::of(&NOTES, json!({ "pagination": { "limit": 2 } }));
    let rows = client(&portal).list(request()).all().await.expect("notes");
    assert_eq!(ids(&rows), [1, 2, 3, 4]);
    let sent: Vec<Value> = portal.requests().iter().map(|request| request.body()["pagination"].clone()).collect();
    assert_eq!(
        sent,
        [
            json!({ "limit": 2 }),
            json!({ "limit": 2, "afterCursor": { "position": 5, "id": 2 } }),
            json!({ "limit": 2, "afterCursor": { "startDate": "x", "id": 3 } }),
        ]
    );
    notes(&portal, &pages);
    let rows = client(&portal).list(request()).resume(Checkpoint::Offset(3)).all().await.expect("the rest");
    assert_eq!(ids(&rows), [4]);
}

#[tokio::test]
async fn a_cursor_that_leads_nowhere_is_an_error() {
    let same = json!({ "items": [{ "id": 1 }], "nextCursor": { "id": 1 } });
    let more = json!({ "items": [{ "id": 1 }], "hasMore": true });
    let empty = json!({ "items": [], "nextCursor": { "id": 1 }, "hasMore": true });
    for (pages, reason) in [
        (vec![same.clone(), same], "the same page again"),
        (vec![more], "gives one page only"),
        (vec![empty], "a page is empty"),
    ] {
        let portal = Portal::start();
        notes(&portal, &pages);
        let error = client(&portal).list(Dynamic::of(&NOTES, json!({}))).all().await.expect_err(reason);
        assert!(error.to_string().contains(reason), "{error}");
    }
}

#[tokio::test]
async fn places_and_identifiers_beyond_all_numbers_do_not_panic() {
    let portal = portal();
    for strategy in [Strategy::Auto, Strategy::Offsets, Strategy::Pages] {
        portal.on("some.list", Reply::json(200, json!({ "result": [1, 2], "total": 2 })));
        let list = client(&portal).list(Dynamic::of(&OTHER, json!({}))).strategy(strategy);
        let rows = list.resume(Checkpoint::Offset(u64::MAX)).all().await.expect("what the server gives");
        assert_eq!(rows.len(), 2);
    }
    let far = |id: i64| json!({ "id": id });
    let rows: Vec<Value> = (0..49).map(|id| far(i64::MIN + id)).chain([far(i64::MAX)]).collect();
    for api in [&TASKS_3, &TASKS, &ITEMS] {
        for strategy in [Strategy::Auto, Strategy::Ranges, Strategy::Chain] {
            let result = json!({ "items": rows, "tasks": rows });
            portal.on(api.name, Reply::json(200, json!({ "result": result, "total": u64::MAX, "next": i64::MAX })));
            portal
                .on("batch", Reply::result(json!({ "result": { "p0": result, "p49": result }, "result_total": [1] })));
            _ = client(&portal).list(Dynamic::of(api, json!({}))).strategy(strategy).all().await;
        }
    }
}
