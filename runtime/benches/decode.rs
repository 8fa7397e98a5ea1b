//! Decodes a list of 2,500 rows of 40 fields, and reads the same bytes by serde into a struct and into a
//! `serde_json::Value` for comparison; then the same with the keys of all rows in reversed order.
//! `cargo bench -p bitrix24-runtime --bench decode [-- typed|plain|value [reversed]]`: with a name, that one alone is run once,
//! to count its instructions.

use std::time::{Duration, Instant};

use bitrix24_runtime::envelope::Raw;
use bitrix24_runtime::{Cx, DateTime, Extra, Id, Object, Value, json};

const ROWS: usize = 2500;

/// How often each is run, in turn.
const RUNS: usize = 41;

macro_rules! row {
    ($($name:ident: $kind:ident, $ty:ty, $plain:ty;)*) => {
        #[allow(non_snake_case)]
        #[derive(Clone, Debug, Default)]
        struct Row {
            $($name: Option<$ty>,)*
            extra: Extra,
        }

        impl Object for Row {
            #[inline]
            fn walk(&self, cx: &mut Cx<'_>) -> Self {
                Self { $($name: cx.$kind(stringify!($name), &self.$name),)* extra: cx.extra(&self.extra) }
            }
        }

        /// The same by hand.
        #[allow(non_snake_case, dead_code)]
        #[derive(serde::Deserialize)]
        struct Plain {
            $($name: Option<$plain>,)*
        }

        fn row(index: usize) -> Value {
            [$((stringify!($name), $kind(index))),*].into_iter().collect()
        }
    };
}
row! {
    id: id, Id, u64; title: text, String, String; typeId: id, Id, u64; stageId: text, String, String;
    categoryId: int, i64, i64; createdTime: date_time, DateTime, String;
    updatedTime: date_time, DateTime, String; movedTime: date_time, DateTime, String; createdBy: id, Id, u64;
    updatedBy: id, Id, u64; movedBy: id, Id, u64; assignedById: id, Id, u64; opened: yes_no, bool, String;
    closed: yes_no, bool, String; isNew: yes_no, bool, String; isManual: yes_no, bool, String;
    opportunity: double, f64, f64; taxValue: double, f64, f64; currencyId: text, String, String;
    comments: text, String, String; companyId: id, Id, u64; contactId: id, Id, u64; quoteId: id, Id, u64;
    leadId: id, Id, u64; sourceId: text, String, String; sourceDescription: text, String, String;
    webformId: int, i64, i64; locationId: int, i64, i64; beginDate: date_time, DateTime, String;
    closeDate: date_time, DateTime, String; probability: int, i64, i64; sort: int, i64, i64;
    utmSource: text, String, String; utmMedium: text, String, String; utmCampaign: text, String, String;
    utmContent: text, String, String; utmTerm: text, String, String; originId: text, String, String;
    originatorId: text, String, String; entityTypeId: int, i64, i64;
}

fn id(index: usize) -> Value {
    index.into()
}

fn int(index: usize) -> Value {
    (index * 7).into()
}

fn double(index: usize) -> Value {
    (index as f64 + 0.25).into()
}

fn text(index: usize) -> Value {
    format!("some words in row {index}").into()
}

fn yes_no(index: usize) -> Value {
    if index.is_multiple_of(2) { "Y".into() } else { "N".into() }
}

fn date_time(_: usize) -> Value {
    "2026-01-31T10:00:00+03:00".into()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

/// What the rows stand in.
#[derive(serde::Deserialize)]
struct PlainAnswer {
    result: Vec<Plain>,
}

/// Reads the rows in one of the ways, and returns the time that it took.
fn read(way: &str, body: &[u8]) -> Duration {
    let start = Instant::now();
    match way {
        "typed" => {
            let answer = Raw { method: "rows", status: 200, body }.decode::<Vec<Row>>().expect("rows");
            let took = start.elapsed();
            assert_eq!((answer.result.len(), answer.drift.findings().len()), (ROWS, 0));
            took
        }
        "plain" => {
            let answer: PlainAnswer = serde_json::from_slice(body).expect("rows");
            let took = start.elapsed();
            assert_eq!(answer.result.len(), ROWS);
            took
        }
        _ => {
            let value: Value = serde_json::from_slice(body).expect("JSON");
            let took = start.elapsed();
            drop(value);
            took
        }
    }
}

/// Compares in pairs, of which each goes first as often as the other; `Value` comes last, because it leaves the allocator
/// much to tidy up.
fn compare(what: &str, body: &[u8]) {
    let mut pairs = Vec::new();
    for turn in 0..RUNS {
        pairs.push(if turn % 2 == 0 {
            let typed = read("typed", body);
            (typed, read("plain", body))
        } else {
            let plain = read("plain", body);
            (read("typed", body), plain)
        });
    }
    let mut ratios: Vec<f64> = pairs.iter().map(|(typed, plain)| typed.as_secs_f64() / plain.as_secs_f64()).collect();
    ratios.sort_unstable_by(f64::total_cmp);
    let (typed, plain): (Vec<_>, Vec<_>) = pairs.into_iter().unzip();
    let value = median((0..RUNS).map(|_| read("value", body)).collect());
    let typed = median(typed);
    println!("{what}: {} bytes, {ROWS} rows; medians of {RUNS} turns", body.len());
    println!("  typed:             {typed:?}");
    println!("  serde, a struct:   {:?}, ratio of the pairs {:.2}", median(plain), ratios[ratios.len() / 2]);
    println!("  serde_json::Value: {value:?}, ratio {:.2}", typed.as_secs_f64() / value.as_secs_f64());
}

/// The rows as an answer.
fn body(is_reversed: bool) -> Vec<u8> {
    let reversed = |row: Value| match row {
        Value::Object(map) => map.into_iter().rev().collect(),
        other => other,
    };
    let rows: Vec<Value> = (0..ROWS).map(row).map(|row| if is_reversed { reversed(row) } else { row }).collect();
    json!({ "result": rows, "time": {} }).to_string().into_bytes()
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    match arguments.first() {
        Some(way) => _ = read(way, &body(arguments.len() > 1)),
        None => {
            compare("in order", &body(false));
            compare("reversed", &body(true));
        }
    }
}
