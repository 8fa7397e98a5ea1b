//! The client against a portal on this machine: the limits of the vendor, a long list, one call, faults, a token that expired.
//! `cargo bench -p bitrix24-runtime --bench portal [-- NAME…]`, with the names `limits`, `list`, `call`, `faults` and `refresh`;
//! `list ADDRESS` reads 200,000 deals from the portal with that webhook, `call-client typed|plain|value ADDRESS COUNT` calls it,
//! to count instructions, `faults SEED…` meets faults at those seeds.

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;
use std::time::{Duration, Instant};

use bitrix24_mock::{Bucket, Faults, Limits as PortalLimits, Portal};
use bitrix24_runtime::auth::Auth;
use bitrix24_runtime::catalogue::{Errors, Field, Fields, Pager, PagerKind, Shape};
use bitrix24_runtime::query::V2;
use bitrix24_runtime::{
    Any, Api, Client, Cx, DateTime, Dynamic, Extra, Fate, Id, Kind, Limits, ListRequest, Method, OAuth, Object, Params,
    Parts, Request, Retries, Strategy, Target, Tokens, json,
};
use bytes::Bytes;
use futures_util::{StreamExt, stream};

/// The items of the list.
const ROWS: u64 = 200_000;

/// How many times as fast as the wall's clock the portal's and the limiter's run: the list has to be read well within the
/// time that the limits leave for it.
const SPEED: f64 = 2.0;

/// How many times a list is read.
const RUNS: usize = 3;

/// How many calls are compared.
const CALLS: usize = 20_000;

/// How many calls in a row are measured by what they take of the processor: other work beside does not count then.
const BLOCK: usize = 500;

/// How many writes meet faults.
const WRITES: usize = 100_000;

/// A tenth of all requests.
const FAULTS: &str = "503=0.01,429=0.01,overload=0.01,500=0.01,500-after=0.01,html=0.01,reset-before=0.01,\
                      reset-after=0.01,truncated=0.01,slow:1ms=0.005,302=0.005";

macro_rules! deal {
    ($($name:ident: $kind:ident, $ty:ty, $plain:ty;)*) => {
        /// An item, as the generator emits it.
        #[allow(non_snake_case)]
        #[derive(Clone, Debug, Default)]
        struct Deal {
            $($name: Option<$ty>,)*
            extra: Extra,
        }

        impl Object for Deal {
            #[inline]
            fn walk(&self, cx: &mut Cx<'_>) -> Self {
                Self { $($name: cx.$kind(stringify!($name), &self.$name),)* extra: cx.extra(&self.extra) }
            }
        }

        /// The same by hand.
        #[allow(non_snake_case, dead_code)]
        #[derive(Debug, serde::Deserialize)]
        struct PlainDeal {
            $($name: Option<$plain>,)*
        }
    };
}
deal! {
    id: id, Id, u64; title: text, String, String; typeId: text, String, String; categoryId: int, i64, i64;
    stageId: text, String, String; currencyId: text, String, String; opportunity: double, f64, f64;
    isManualOpportunity: yes_no, bool, String; probability: int, i64, i64; taxValue: double, f64, f64;
    companyId: id, Id, u64; contactId: id, Id, u64; leadId: id, Id, u64; quoteId: id, Id, u64;
    assignedById: id, Id, u64; createdBy: id, Id, u64; updatedBy: id, Id, u64;
    createdTime: date_time, DateTime, String; updatedTime: date_time, DateTime, String;
    begindate: date_time, DateTime, String; closedate: date_time, DateTime, String;
    opened: yes_no, bool, String; closed: yes_no, bool, String; isRecurring: yes_no, bool, String;
    comments: text, String, String; sourceId: text, String, String; sourceDescription: text, String, String;
    additionalInfo: text, String, String; originatorId: text, String, String; originId: text, String, String;
    xmlId: text, String, String; utmSource: text, String, String; utmMedium: text, String, String;
    utmCampaign: text, String, String; entityTypeId: int, i64, i64;
}

/// What `crm.item.get` answers.
#[derive(Clone, Debug, Default)]
struct Item {
    item: Option<Deal>,
    extra: Extra,
}

impl Object for Item {
    #[inline]
    fn walk(&self, cx: &mut Cx<'_>) -> Self {
        Self { item: cx.field::<Deal>("item", &self.item), extra: cx.extra(&self.extra) }
    }
}

#[derive(serde::Deserialize)]
struct PlainAnswer {
    result: PlainItem,
}

#[derive(serde::Deserialize)]
struct PlainItem {
    item: PlainDeal,
}

const fn method(name: &'static str, pager: Option<Pager>, params: &'static [Field]) -> Method {
    Method {
        name,
        api: Api::V2,
        scopes: &[],
        kind: Kind::Read,
        docs: "",
        batchable: None,
        deprecated: None,
        positional: &[],
        pager,
        params: Fields::List(params),
        errors: Errors::NONE,
    }
}

static LIST: Method = method(
    "crm.item.list",
    Some(Pager { kind: PagerKind::Start, items: "items", id: Some("id") }),
    &[
        Field::required("entityTypeId", Shape::Integer),
        Field::optional("select", Shape::Any),
        Field::optional("filter", Shape::Any),
        Field::optional("order", Shape::Any),
        Field::optional("start", Shape::Integer),
    ],
);
static GET: Method =
    method("crm.item.get", None, &[Field::required("entityTypeId", Shape::Integer), Field::required("id", Shape::Id)]);

struct List(Params);

impl Request for List {
    type Result = Any;

    fn parts(&self) -> Parts<'_> {
        (Target::Known(&LIST), &self.0)
    }
}

impl ListRequest for List {
    type Item = Deal;
    type Version = V2;

    fn params_mut(&mut self) -> &mut Params {
        &mut self.0
    }
}

fn deals() -> List {
    let mut params = Params::new();
    params.set::<i64>("entityTypeId", 2);
    List(params)
}

struct Get(Params);

impl Request for Get {
    type Result = Item;

    fn parts(&self) -> Parts<'_> {
        (Target::Known(&GET), &self.0)
    }
}

fn get(id: u64) -> Get {
    let mut params = Params::new();
    params.set::<i64>("entityTypeId", 2);
    params.set::<Id>("id", id);
    Get(params)
}

/// What it took to read the list.
#[derive(Clone, Copy)]
struct Taken {
    wall: f64,
    cpu: f64,
    /// In MB.
    peak: f64,
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["list-client", address] => return list_client(address),
        ["call-client", way, address, count] => return call_client(way, address, count.parse().expect("a number")),
        ["list", address] => return println!("{}", told(&read_in_process_of_its_own(address))),
        ["faults", seeds @ ..] if !seeds.is_empty() => {
            let seeds = seeds.iter().map(|seed| seed.parse().expect("a seed is a number"));
            return seeds.for_each(|seed| _ = faults_at(seed));
        }
        _ => {}
    }
    let benches: [Bench; 5] =
        [("limits", limits), ("list", list), ("call", call), ("faults", faults), ("refresh", refresh)];
    let lines: Vec<Line> = benches
        .into_iter()
        .filter(|(name, _)| args.is_empty() || args.iter().any(|arg| arg == name))
        .flat_map(|(_, run)| run())
        .collect();
    println!("\n| what | reach | measured |\n| --- | --- | --- |");
    for Line { what, reach, measured } in lines {
        println!("| {what} | {reach} | {measured} |");
    }
}

/// What is measured, by its name.
type Bench = (&'static str, fn() -> Vec<Line>);

/// A row of the table.
struct Line {
    what: String,
    reach: &'static str,
    measured: String,
}

fn line(what: impl Into<String>, reach: &'static str, measured: impl Into<String>) -> Line {
    let line = Line { what: what.into(), reach, measured: measured.into() };
    println!("{}: {}", line.what, line.measured);
    line
}

fn wait<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(future)
}

fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_unstable_by(f64::total_cmp);
    numbers[numbers.len() / 2]
}

fn webhook(address: &str, limits: Limits) -> Client {
    Client::builder(Auth::webhook(address).expect("an address")).limits(limits).build().expect("a client")
}

async fn count(client: &Client, strategy: Strategy) -> u64 {
    let mut items = client.list(deals()).strategy(strategy).stream();
    let (mut count, mut last) = (0, 0);
    while let Some(item) = items.next().await {
        let id = item.expect("a deal").id.and_then(|id| id.to_string().parse::<u64>().ok()).expect("an identifier");
        assert!(id > last, "{id} after {last}");
        (count, last) = (count + 1, id);
    }
    count
}

/// The whole list under the limits of most plans, in a time that runs fast.
fn limits() -> Vec<Line> {
    // 80 batches of 2,500 items: 50 at once, then 2 a second.
    let batches = ROWS as f64 / 2_500.0;
    let possible = (batches - 50.0) / 2.0;
    let mut lines = Vec::new();
    for (in_steps, leaks) in [(false, "evenly"), (true, "once a second")] {
        for strategy in [Strategy::Auto, Strategy::Ranges] {
            let (mut shares, mut refused) = (Vec::new(), 0);
            for _ in 0..RUNS {
                let mut limits = PortalLimits::standard();
                limits.bucket = Some(Bucket { burst: 50.0, rate: 2.0, in_steps });
                let portal = Portal::builder().limits(limits).clock_speed(SPEED).keep_requests(0).start();
                let portal = portal.expect("a portal");
                portal.fill("crm.deal", ROWS);
                let client = webhook(&portal.webhook_url(), Limits::standard().time_scale(SPEED));
                let start = Instant::now();
                assert_eq!(wait(count(&client, strategy)), ROWS);
                shares.push(possible / SPEED / start.elapsed().as_secs_f64());
                refused += portal.ran().refused("QUERY_LIMIT_EXCEEDED");
            }
            lines.push(line(
                format!("{ROWS} items under 50/2, which leaks {leaks}, `{strategy:?}`"),
                "≥ 95 % of the limit's rate, 0 refused",
                format!("{:.1} %, {refused} refused", median(shares) * 100.0),
            ));
        }
    }
    lines
}

/// The whole list from a portal that sets no limits, in a process of its own.
fn list() -> Vec<Line> {
    let portal = Portal::builder().workers(2).keep_requests(0).start().expect("a portal");
    portal.fill("crm.deal", ROWS);
    let taken = read_in_process_of_its_own(&portal.webhook_url());
    vec![
        line(format!("{ROWS} items without limits"), "", told(&taken)),
        line("peak memory of that", "≤ 64 MB", format!("{:.0} MB", taken.peak)),
    ]
}

fn told(taken: &Taken) -> String {
    let Taken { wall, cpu, peak } = taken;
    format!("{wall:.2} s, {cpu:.2} s of CPU, {peak:.0} MB; medians of {} runs", RUNS + 2)
}

fn read_in_process_of_its_own(address: &str) -> Taken {
    let me = std::env::current_exe().expect("this program");
    let run = || {
        let output = Command::new(&me).args(["list-client", address]).output().expect("a process");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let text = String::from_utf8(output.stdout).expect("text");
        let mut numbers = text.split_whitespace().map(|number| number.parse().expect("a number"));
        let mut next = || numbers.next().expect("three numbers");
        Taken { wall: next(), cpu: next(), peak: next() }
    };
    let runs: Vec<Taken> = (0..RUNS + 2).map(|_| run()).collect();
    let of = |part: fn(&Taken) -> f64| median(runs.iter().map(part).collect());
    Taken { wall: of(|run| run.wall), cpu: of(|run| run.cpu), peak: of(|run| run.peak) }
}

/// Reads the list, and says what it took.
fn list_client(address: &str) {
    let start = Instant::now();
    let mut builder = Client::builder(Auth::webhook(address).expect("an address")).limits(Limits::none());
    if let Some(file) = std::env::var_os("SSL_CERT_FILE") {
        builder = builder.trust(&fs::read(file).expect("certificates")).expect("certificates");
    }
    assert_eq!(wait(count(&builder.build().expect("a client"), Strategy::Auto)), ROWS);
    let wall = start.elapsed().as_secs_f64();
    let read = |path| fs::read_to_string(path).expect("Linux");
    let stat = read("/proc/self/stat");
    // Behind the program's name, which may hold anything; in hundredths of a second.
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks: f64 = [fields[11], fields[12]].map(|ticks| ticks.parse::<f64>().expect("a number")).iter().sum();
    let status = read("/proc/self/status");
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("a peak");
    let kb: f64 = peak.trim().trim_end_matches("kB").trim().parse().expect("a number");
    println!("{wall} {} {}", ticks / 100.0, kb / 1024.0);
}

/// The same call by this client, by reqwest and serde_json into a struct, and into a `Value`.
struct Caller {
    client: Client,
    /// One for each way, as the typed call has its own: a connection that is used twice as often is met in a warmer cache.
    plain: [reqwest::Client; 2],
    address: String,
}

/// The ways of a call.
const WAYS: [&str; 3] = ["typed", "plain", "value"];

/// All orders of the ways: each comes first as often as the others, and after each of them.
const ORDERS: [[usize; 3]; 6] = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];

impl Caller {
    fn new(webhook: &str) -> Self {
        // With a timeout, as any client has that is not to hang.
        let plain = || reqwest::Client::builder().timeout(Duration::from_secs(60)).build().expect("a client");
        let plain = [plain(), plain()];
        Caller { client: self::webhook(webhook, Limits::none()), plain, address: format!("{webhook}crm.item.get") }
    }

    async fn post(&self, plain: &reqwest::Client, id: u64) -> Bytes {
        let body = serde_json::to_vec(&json!({ "entityTypeId": 2, "id": id })).expect("JSON");
        let request = plain.post(&self.address).header("Content-Type", "application/json").body(body);
        let answer = request.send().await.expect("an answer");
        assert!(answer.status().is_success());
        answer.bytes().await.expect("a body")
    }

    async fn call(&self, way: usize, id: u64) {
        let title = match way {
            0 => self.client.call(get(id)).await.expect("a deal").item.and_then(|item| item.title),
            1 => {
                serde_json::from_slice::<PlainAnswer>(&self.post(&self.plain[0], id).await)
                    .expect("a deal")
                    .result
                    .item
                    .title
            }
            _ => {
                let value: serde_json::Value =
                    serde_json::from_slice(&self.post(&self.plain[1], id).await).expect("JSON");
                value["result"]["item"]["title"].as_str().map(str::to_owned)
            }
        };
        assert!(title.is_some());
    }
}

/// Calls in one way, to count its instructions: those of twice as many calls tell what a call takes.
fn call_client(way: &str, webhook: &str, count: u64) {
    let way = WAYS.iter().position(|known| *known == way).expect("a way");
    let caller = Caller::new(webhook);
    wait(async {
        for turn in 0..count {
            caller.call(way, turn % 1_000 + 1).await;
        }
    });
}

/// Calls in all ways, in turn.
fn call() -> Vec<Line> {
    let portal = Portal::builder().keep_requests(0).start().expect("a portal");
    portal.fill("crm.deal", 1_000);
    let caller = Caller::new(&portal.webhook_url());
    let (mut times, mut cpu): ([Vec<f64>; 3], [Vec<f64>; 3]) = Default::default();
    wait(async {
        for turn in 0..CALLS {
            for way in ORDERS[turn % ORDERS.len()] {
                let start = Instant::now();
                caller.call(way, turn as u64 % 1_000 + 1).await;
                times[way].push(start.elapsed().as_secs_f64() * 1e6);
            }
        }
        for turn in 0..CALLS / BLOCK {
            for way in ORDERS[turn % ORDERS.len()] {
                let start = cpu_of_thread();
                for call in 0..BLOCK {
                    caller.call(way, call as u64 + 1).await;
                }
                cpu[way].push((cpu_of_thread() - start) * 1e6 / BLOCK as f64);
            }
        }
    });
    let compared = |what: &str, [typed, plain, value]: [f64; 3]| {
        line(
            format!("a typed call beside plain reqwest and serde_json, {what}"),
            "≤ 5 % more",
            format!(
                "{:+.1} % beside a struct, {:+.1} % beside `Value`: {typed:.1}, {plain:.1} and {value:.1} µs, medians",
                (typed / plain - 1.0) * 100.0,
                (typed / value - 1.0) * 100.0,
            ),
        )
    };
    vec![compared("wall", times.map(median)), compared("CPU of the calling thread", cpu.map(median))]
}

/// How long this thread ran so far, in seconds; on the kernel's side too.
fn cpu_of_thread() -> f64 {
    let text = fs::read_to_string("/proc/thread-self/schedstat").expect("Linux");
    let nanos: f64 = text.split_whitespace().next().and_then(|nanos| nanos.parse().ok()).expect("a number");
    nanos / 1e9
}

/// Many writes, of which one in ten meets a fault.
fn faults() -> Vec<Line> {
    vec![faults_at(3)]
}

fn faults_at(seed: u64) -> Line {
    let faults: Faults = FAULTS.parse().expect("faults");
    let portal = Portal::builder().seed(seed).faults(faults).keep_requests(0).start().expect("a portal");
    let retries = Retries::new().attempts(20).pauses(Duration::ZERO, Duration::ZERO).budget(1_000_000);
    let client = Client::builder(Auth::webhook(&portal.webhook_url()).expect("an address"))
        .retries(retries)
        .limits(Limits::bucket(1_000, 1_000.0).time_scale(1e6))
        .build()
        .expect("a client");
    let start = Instant::now();
    let add = async |number: usize| {
        let mark = format!("deal {number}");
        let result = client.call(Dynamic::new("crm.deal.add", json!({ "fields": { "TITLE": &mark } }))).await;
        (mark, result.map(drop).map_err(|error| error.fate()))
    };
    let ends: BTreeMap<String, Result<(), Fate>> =
        wait(stream::iter(0..WRITES).map(add).buffer_unordered(64).collect());
    let took = start.elapsed();
    let ran = portal.ran();
    let marks = ran.marks("crm.deal.add");
    let times = |mark: &str| marks.get(mark).copied().unwrap_or_default();
    let count =
        |is: &dyn Fn(&Result<(), Fate>, u64) -> bool| ends.iter().filter(|(mark, end)| is(end, times(mark))).count();
    let lost = count(&|end, times| end.is_ok() && times == 0);
    let doubled = count(&|_, times| times > 1);
    let wrong = count(&|end, times| matches!(end, Err(Fate::NotRun | Fate::Answered)) && times > 0);
    let unknown = count(&|end, _| *end == Err(Fate::Unknown));
    let ran_of_unknown = count(&|end, times| *end == Err(Fate::Unknown) && times == 1);
    let refused = count(&|end, _| matches!(end, Err(Fate::NotRun | Fate::Answered)));
    line(
        format!("{WRITES} writes with faults in 10 % of all requests, seed {seed}"),
        "0 lost, 0 doubled, every unknown fate told",
        format!(
            "{lost} lost, {doubled} doubled, {wrong} told wrong; {unknown} told unknown, of which {ran_of_unknown} ran; \
             {refused} told not run (a ban); {:.0} a second",
            WRITES as f64 / took.as_secs_f64()
        ),
    )
}

/// Many calls at a time with a token that has expired.
fn refresh() -> Vec<Line> {
    let portal = Portal::builder().keep_requests(0).start().expect("a portal");
    let tokens = Tokens::new(portal.oauth().access_token(), portal.oauth().refresh_token());
    let oauth = OAuth::new(portal.oauth().client_id(), portal.oauth().client_secret(), tokens);
    let oauth = oauth.server(&portal.url()).expect("an address");
    portal.oauth().expire();
    let auth = Auth::oauth(&portal.url(), oauth).expect("an address");
    let client = Client::builder(auth).limits(Limits::none()).build().expect("a client");
    let calls = stream::iter(0..1_000_u64).map(|turn| client.call(get(turn % 10 + 1))).buffer_unordered(1_000);
    let done = wait(calls.filter(|result| std::future::ready(result.is_ok())).count());
    vec![line(
        "1,000 concurrent calls with an expired token",
        "exactly one refresh",
        format!("{} refresh, {done} calls answered", portal.oauth().refreshes()),
    )]
}
