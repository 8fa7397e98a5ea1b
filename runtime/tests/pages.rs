//! Lists whose pages are asked for in other ways than by `start`.

use bitrix24_mock::{Limits, Portal, Reply};
use bitrix24_runtime::auth::Auth;
use bitrix24_runtime::catalogue::{Errors, Field, Fields, Pager, PagerKind, Shape};
use bitrix24_runtime::{Api, Client, Dynamic, Kind, Method, Value, json};

const fn lists(name: &'static str, kind: PagerKind, params: &'static [Field]) -> Method {
    Method {
        name,
        api: Api::V2,
        scopes: &[],
        kind: Kind::Read,
        docs: "",
        batchable: None,
        deprecated: None,
        positional: &[],
        pager: Some(Pager { kind, items: "", id: Some("ID") }),
        params: Fields::List(params),
        errors: Errors::NONE,
    }
}

const INSIDE: &[Field] = &[Field::optional("limit", Shape::Integer), Field::optional("offset", Shape::Integer)];
const NAV: &[Field] = &[Field::optional("nPageSize", Shape::Integer), Field::optional("iNumPage", Shape::Integer)];
const AROUND: &[Field] = &[Field::optional("NAV_PARAMS", Shape::Object(Fields::List(NAV)))];

static SITES: Method =
    lists("site.list", PagerKind::Offset, &[Field::optional("params", Shape::Object(Fields::List(INSIDE)))]);
static HOURS: Method =
    lists("hours.list", PagerKind::Page, &[Field::optional("PARAMS", Shape::Object(Fields::List(AROUND)))]);
static SOURCES: Method = lists("source.list", PagerKind::Page, &[Field::optional("page", Shape::Integer)]);
static MESSAGES: Method = lists(
    "message.list",
    PagerKind::LastId,
    &[
        Field { max: Some(20.0), ..Field::optional("LIMIT", Shape::Integer) },
        Field::optional("LAST_ID", Shape::Integer),
    ],
);
static ALL: Method = lists("all.list", PagerKind::Whole, &[]);
static KEYED: Method = lists(
    "keyed.list",
    PagerKind::Start,
    &[Field::optional("filter", Shape::Any), Field::optional("order", Shape::Any)],
);

fn portal() -> Portal {
    Portal::builder().limits(Limits::none()).start().expect("a portal")
}

fn client(portal: &Portal) -> Client {
    let auth = Auth::webhook(&portal.webhook_url()).expect("an address");
    Client::builder(auth).limits(bitrix24_runtime::Limits::none()).build().expect("a client")
}

fn page(ids: std::ops::RangeInclusive<u32>) -> Reply {
    Reply::result(ids.map(|id| json!({ "ID": id })).collect::<Value>())
}

/// Reads a list, and returns the number of its items and the bodies of its requests.
async fn read(portal: &Portal, method: &'static Method, params: Value) -> (usize, Vec<String>) {
    let rows = client(portal).list(Dynamic::of(method, params)).all().await.expect("all items");
    (rows.len(), portal.requests().iter().map(|request| request.body().to_string()).collect())
}

#[tokio::test]
async fn the_parameters_of_paging_may_be_inside_others() {
    let portal = portal();
    portal.on("site.list", page(1..=50)).on("site.list", page(51..=60));
    let (count, asked) = read(&portal, &SITES, json!({ "params": { "order": { "ID": "ASC" } } })).await;
    assert_eq!((count, asked.len()), (60, 2));
    assert!(asked[1].contains("\"offset\":50") && asked[1].contains("\"order\":{\"ID\":\"ASC\"}"), "{asked:?}");
    portal.on("hours.list", page(1..=50)).on("hours.list", page(51..=53));
    let (count, asked) = read(&portal, &HOURS, json!({})).await;
    assert_eq!(count, 53);
    assert!(asked[3].contains("{\"PARAMS\":{\"NAV_PARAMS\":{\"iNumPage\":2,\"nPageSize\":50}}}"), "{asked:?}");
}

/// A server that gives 20 rows unless it is asked for more has not come to the end after 20.
#[tokio::test]
async fn the_size_of_a_page_is_asked_for_or_not_relied_on() {
    let portal = portal();
    portal.on("message.list", page(1..=20)).on("message.list", page(21..=25));
    let (count, asked) = read(&portal, &MESSAGES, json!({})).await;
    assert_eq!(count, 25);
    assert!(asked[0].contains("\"LIMIT\":20") && asked[1].contains("\"LAST_ID\":20"), "{asked:?}");
    portal.on("source.list", page(1..=10)).on("source.list", page(11..=12)).on("source.list", Reply::result(json!([])));
    let (count, asked) = read(&portal, &SOURCES, json!({})).await;
    assert_eq!(count, 12);
    assert!(asked[3].contains("\"page\":2") && asked[4].contains("\"page\":3"), "{asked:?}");
}

#[tokio::test]
async fn a_server_that_gives_the_same_page_again_ends_the_list() {
    let portal = portal();
    portal.on("source.list", page(1..=10)).on("source.list", page(1..=10));
    let error = client(&portal).list(Dynamic::of(&SOURCES, json!({}))).all().await.expect_err("the same page");
    assert!(error.to_string().contains("the server gives the same page again"), "{error}");
}

#[tokio::test]
async fn a_list_without_pages_is_one_call() {
    let portal = portal();
    portal.on("all.list", Reply::result(json!({ "a": { "ID": 1 }, "b": { "ID": 2 } })));
    let (count, asked) = read(&portal, &ALL, json!({})).await;
    assert_eq!((count, asked), (2, vec!["{}".to_owned()]));
}

/// Statuses have letters for identifiers, and some servers take an order and do not keep to it.
#[tokio::test]
async fn what_does_not_go_by_identifiers_is_read_by_pages() {
    for rows in [json!([{ "ID": "N" }, { "ID": "F" }]), json!([{ "ID": 7 }, { "ID": 3 }])] {
        let portal = portal();
        portal.on("keyed.list", Reply::result(rows.clone())).on("keyed.list", Reply::result(rows));
        let (count, asked) = read(&portal, &KEYED, json!({})).await;
        assert_eq!((count, asked.len()), (2, 2));
    }
}
