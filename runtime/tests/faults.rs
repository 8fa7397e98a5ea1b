//! Faults of every kind on many calls at a time: what the client says of each call is what the portal has done.

use std::collections::BTreeMap;
use std::time::Duration;

use bitrix24_mock::{Fault, Faults, Portal};
use bitrix24_runtime::auth::Auth;
use bitrix24_runtime::catalogue::{Errors, Field, Fields, Pager, PagerKind, Shape};
use bitrix24_runtime::{
    Api, Client, Dynamic, Error, Fate, Kind, Limits, Method, OAuth, Options, Retries, Strategy, Tokens, Value, json,
};
use futures_util::{StreamExt, stream};

/// Unless `FAULT_SEED` is set.
const SEEDS: [u64; 3] = [1, 20_260, 4_711];

/// Where the faults are drawn from.
fn seeds() -> Vec<u64> {
    let given = std::env::var("FAULT_SEED").ok().map(|seed| seed.parse().expect("a seed is a number"));
    given.map_or_else(|| SEEDS.to_vec(), |seed| vec![seed])
}

/// How many calls are under way at a time.
const AT_ONCE: usize = 16;

/// A tenth of all requests.
const MIX: &str = "503=0.01,429=0.01,overload=0.01,500=0.01,500-after=0.01,html=0.01,reset-before=0.01,\
                   reset-after=0.01,truncated=0.01,slow:1ms=0.005,302=0.005";

/// The same without the ban, after which nothing may be tried again.
const NO_BAN: &str = "503=0.01,429=0.01,500=0.01,500-after=0.02,html=0.01,reset-before=0.01,reset-after=0.01,\
                      truncated=0.01,slow:1ms=0.005,302=0.005";

fn portal(seed: u64, faults: &str) -> Portal {
    let faults: Faults = faults.parse().expect("faults");
    Portal::builder().seed(seed).faults(faults).start().expect("a portal")
}

/// A client that pauses for nothing: its limits pass in no time, and attempts are made at once.
fn client(auth: Auth) -> Client {
    let retries = Retries::new().attempts(20).pauses(Duration::ZERO, Duration::ZERO).budget(1_000_000);
    let limits = Limits::bucket(1_000, 1_000.0).time_scale(1e6);
    Client::builder(auth).retries(retries).limits(limits).build().expect("a client")
}

fn webhook(portal: &Portal) -> Client {
    client(Auth::webhook(&portal.webhook_url()).expect("an address"))
}

/// What came of each call, by its mark.
type Ends = BTreeMap<String, Result<(), Fate>>;

/// Makes calls, many at a time, each with a mark of its own.
async fn call_all(client: &Client, calls: usize, request: fn(&str) -> Dynamic) -> Ends {
    let call = async |number: usize| {
        let mark = format!("call {number}");
        let result = client.call(request(&mark)).await;
        (mark, result.map(drop).map_err(|error| error.fate()))
    };
    stream::iter(0..calls).map(call).buffer_unordered(AT_ONCE).collect().await
}

fn deal(mark: &str) -> Dynamic {
    Dynamic::new("crm.deal.add", json!({ "fields": { "TITLE": mark } }))
}

fn task(mark: &str) -> Dynamic {
    Dynamic::new("tasks.task.add", json!({ "fields": { "title": mark, "creatorId": 1, "responsibleId": 1 } })).v3()
}

/// Compares what the client says with what has run, and gives how many calls succeeded and how many are of unknown fate.
#[track_caller]
fn agree(portal: &Portal, method: &str, ends: &Ends) -> (usize, usize) {
    let ran = portal.ran();
    let marks = ran.marks(method);
    for (mark, end) in ends {
        let times = marks.get(mark.as_str()).copied().unwrap_or_default();
        let is_true = match end {
            Ok(()) => times == 1,
            Err(Fate::NotRun | Fate::Answered) => times == 0,
            Err(Fate::Unknown) => times <= 1,
        };
        assert!(is_true, "{mark} ran {times} times and ended with {end:?}");
    }
    let strays: Vec<_> = marks.keys().filter(|mark| !ends.contains_key(**mark)).collect();
    assert!(strays.is_empty(), "nobody called {strays:?}");
    let count = |wanted: Result<(), Fate>| ends.values().filter(|end| **end == wanted).count();
    (count(Ok(())), count(Err(Fate::Unknown)))
}

#[tokio::test]
async fn every_write_ends_as_it_ran() {
    for seed in seeds() {
        let portal = portal(seed, MIX);
        let ends = call_all(&webhook(&portal), 1_000, deal).await;
        let (done, unknown) = agree(&portal, "crm.deal.add", &ends);
        assert_eq!(ends.len(), 1_000);
        // About six in a hundred are hit by a fault after which nobody knows, one by a ban.
        assert!((1..100).contains(&unknown) && done > 800 && done + unknown < 1_000, "{done} done, {unknown} unknown");
    }
}

#[tokio::test]
async fn every_write_of_rest_3_is_done_once() {
    for seed in seeds() {
        let portal = portal(seed, NO_BAN);
        let ends = call_all(&webhook(&portal), 700, task).await;
        assert_eq!(agree(&portal, "tasks.task.add", &ends), (700, 0));
    }
}

#[tokio::test]
async fn tokens_that_expire_in_between_lose_and_double_nothing() {
    for seed in seeds() {
        let portal = portal(seed, "expired-token=0.01,500=0.02,500-after=0.02,reset-after=0.02,truncated=0.02");
        let tokens = Tokens::new(portal.oauth().access_token(), portal.oauth().refresh_token());
        let oauth = OAuth::new(portal.oauth().client_id(), portal.oauth().client_secret(), tokens);
        let oauth = oauth.server(&portal.url()).expect("an address");
        let client = client(Auth::oauth(&portal.url(), oauth).expect("an address"));
        let ends = call_all(&client, 500, deal).await;
        let (done, _) = agree(&portal, "crm.deal.add", &ends);
        assert!(done > 400 && portal.oauth().refreshes() > 0, "{done} done, {} refreshes", portal.oauth().refreshes());
    }
}

#[tokio::test]
async fn every_command_of_a_batch_ends_as_it_ran() {
    for seed in seeds() {
        let portal = portal(seed, &format!("{MIX},partial-batch=0.1,503-batch=0.1"));
        let client = webhook(&portal);
        let send = async |number: usize| {
            let mut batch = client.batch();
            let marks: Vec<_> = (0..20).map(|index| format!("call {number}.{index}")).collect();
            let handles: Vec<_> = marks.iter().map(|mark| batch.add(deal(mark))).collect();
            let answers = batch.send().await;
            let end = |(mark, handle)| match &answers {
                Ok(answers) => (mark, answers.take(handle).map(drop).map_err(|error| error.fate())),
                Err(error) => (mark, Err(error.fate())),
            };
            stream::iter(marks.into_iter().zip(handles).map(end).collect::<Vec<_>>())
        };
        let ends: Ends = stream::iter(0..60).map(send).buffer_unordered(AT_ONCE).flatten().collect().await;
        let (done, unknown) = agree(&portal, "crm.deal.add", &ends);
        assert!(ends.len() == 1_200 && done > 600 && unknown > 0, "{done} done, {unknown} unknown");
    }
}

#[tokio::test]
async fn commands_behind_an_expired_token_run_once() {
    for seed in seeds() {
        let portal = portal(seed, "expired-token=0.2,503=0.05,500=0.05");
        let tokens = Tokens::new(portal.oauth().access_token(), portal.oauth().refresh_token());
        let oauth = OAuth::new(portal.oauth().client_id(), portal.oauth().client_secret(), tokens);
        let oauth = oauth.server(&portal.url()).expect("an address");
        let client = client(Auth::oauth(&portal.url(), oauth).expect("an address")).with(Options::new().idempotent());
        let mut ends = Ends::new();
        for number in 0..60 {
            let mut batch = client.batch();
            let marks: Vec<_> = (0..8).map(|index| format!("call {number}.{index}")).collect();
            let handles: Vec<_> = marks.iter().map(|mark| batch.add(deal(mark))).collect();
            let answers = batch.send().await.expect("answers");
            let end = |handle| answers.take(handle).map(drop).map_err(|error| error.fate());
            ends.extend(marks.into_iter().zip(handles.into_iter().map(end)));
        }
        assert_eq!(agree(&portal, "crm.deal.add", &ends), (480, 0));
    }
}

#[tokio::test]
async fn a_batch_of_rest_3_that_ran_by_half_is_not_repeated() {
    for seed in seeds() {
        let portal = portal(
            seed,
            "expired-token=0.1,503=0.05,503-batch=0.1,500=0.02,500-after=0.02,reset-after=0.02,truncated=0.02",
        );
        let tokens = Tokens::new(portal.oauth().access_token(), portal.oauth().refresh_token());
        let oauth = OAuth::new(portal.oauth().client_id(), portal.oauth().client_secret(), tokens);
        let oauth = oauth.server(&portal.url()).expect("an address");
        let client = client(Auth::oauth(&portal.url(), oauth).expect("an address"));
        let mut ends = Ends::new();
        for number in 0..100 {
            let mut batch = client.batch().v3();
            let marks: Vec<_> = (0..6).map(|index| format!("call {number}.{index}")).collect();
            let handles: Vec<_> = marks.iter().map(|mark| batch.add(task(mark))).collect();
            let answers = batch.send().await;
            for (mark, handle) in marks.into_iter().zip(handles) {
                let end = match &answers {
                    Ok(answers) => answers.take(handle).map(drop).map_err(|error| error.fate()),
                    Err(error) => Err(error.fate()),
                };
                ends.insert(mark, end);
            }
        }
        let (done, unknown) = agree(&portal, "tasks.task.add", &ends);
        assert!(done > 300 && unknown > 0 && done + unknown == 600, "{done} done, {unknown} unknown");
    }
}

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

#[tokio::test]
async fn a_list_is_whole_or_an_error() {
    for seed in seeds() {
        let portal = portal(seed, &format!("{NO_BAN},partial-batch=0.2"));
        portal.fill("crm.deal", 6_000).retain("crm.deal", |id| id % 5 != 0);
        for strategy in [Strategy::Auto, Strategy::Offsets, Strategy::Chain, Strategy::Ranges, Strategy::Pages] {
            let request = Dynamic::of(&DEALS, json!({ "select": ["ID"], "order": { "ID": "ASC" } }));
            let rows = webhook(&portal).list(request).strategy(strategy).all().await.expect("all deals");
            let id = |row: &Value| row["ID"].as_u64().or_else(|| row["ID"].as_str()?.parse().ok());
            let ids: Option<Vec<u64>> = rows.iter().map(id).collect();
            assert!(ids.as_ref() == Some(&portal.ids("crm.deal")), "{strategy:?}: {} rows", rows.len());
        }
        // A ban ends it, and is told.
        portal.set_faults("overload=1".parse().expect("faults"));
        let list = webhook(&portal).list(Dynamic::of(&DEALS, json!({})));
        let error = list.all().await.expect_err("a ban");
        assert!(matches!(&error, Error::Api(error) if error.code() == "OVERLOAD_LIMIT"), "{error:?}");
    }
}

#[tokio::test]
async fn a_list_outlives_its_token() {
    for (strategy, before) in
        [(Strategy::Offsets, 1), (Strategy::Chain, 0), (Strategy::Chain, 1), (Strategy::Ranges, 0)]
    {
        let portal = Portal::builder().start().expect("a portal");
        portal.fill("crm.deal", 6_000).retain("crm.deal", |id| id % 5 != 0);
        let tokens = Tokens::new(portal.oauth().access_token(), portal.oauth().refresh_token());
        let oauth = OAuth::new(portal.oauth().client_id(), portal.oauth().client_secret(), tokens);
        let oauth = oauth.server(&portal.url()).expect("an address");
        let client = client(Auth::oauth(&portal.url(), oauth).expect("an address"));
        for _ in 0..before {
            portal.no_fault_next();
        }
        portal.fault_next(Fault::ExpiredToken);
        let request = Dynamic::of(&DEALS, json!({ "select": ["ID"], "order": { "ID": "ASC" } }));
        let rows = client.list(request).strategy(strategy).all().await.expect("all deals");
        assert_eq!((rows.len(), portal.oauth().refreshes()), (4_800, 1), "{strategy:?}");
    }
}
