//! Decodes a list of 2,500 rows of 40 fields, and parses the same bytes into a `serde_json::Value` for comparison.
//! `cargo bench -p bitrix24-runtime --bench decode`

use std::time::{Duration, Instant};

use bitrix24_runtime::envelope::Raw;
use bitrix24_runtime::{Cx, DateTime, Extra, Id, Object, Value, json};

const ROWS: usize = 2500;

/// How often each is run, in turn.
const RUNS: usize = 41;

macro_rules! row {
    ($($name:ident: $kind:ident, $ty:ty;)*) => {
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

        fn row(index: usize) -> Value {
            [$((stringify!($name), $kind(index))),*].into_iter().collect()
        }
    };
}
row! {
    id: id, Id; title: text, String; typeId: id, Id; stageId: text, String; categoryId: int, i64;
    createdTime: date_time, DateTime; updatedTime: date_time, DateTime; movedTime: date_time, DateTime;
    createdBy: id, Id; updatedBy: id, Id; movedBy: id, Id; assignedById: id, Id;
    opened: yes_no, bool; closed: yes_no, bool; isNew: yes_no, bool; isManual: yes_no, bool;
    opportunity: double, f64; taxValue: double, f64; currencyId: text, String; comments: text, String;
    companyId: id, Id; contactId: id, Id; quoteId: id, Id; leadId: id, Id;
    sourceId: text, String; sourceDescription: text, String; webformId: int, i64; locationId: int, i64;
    beginDate: date_time, DateTime; closeDate: date_time, DateTime; probability: int, i64; sort: int, i64;
    utmSource: text, String; utmMedium: text, String; utmCampaign: text, String; utmContent: text, String;
    utmTerm: text, String; originId: text, String; originatorId: text, String; entityTypeId: int, i64;
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

fn main() {
    let rows: Vec<Value> = (0..ROWS).map(row).collect();
    let body = json!({ "result": rows, "time": {} }).to_string();
    let body = body.as_bytes();
    let (mut typed, mut untyped) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        let start = Instant::now();
        let answer = Raw { method: "rows", status: 200, body }.decode::<Vec<Row>>().expect("rows");
        typed.push(start.elapsed());
        assert_eq!(answer.result.len(), ROWS);
        drop(answer);

        let start = Instant::now();
        let value: Value = serde_json::from_slice(body).expect("JSON");
        untyped.push(start.elapsed());
        drop(value);
    }
    let (typed, untyped) = (median(typed), median(untyped));
    println!("{} bytes, {ROWS} rows; medians of {RUNS} runs", body.len());
    println!("typed:             {typed:?}");
    println!("serde_json::Value: {untyped:?}");
    println!("ratio:             {:.2}", typed.as_secs_f64() / untyped.as_secs_f64());
}
