//! Posts to a handler of events, by anybody.

use std::time::{Duration, SystemTime};

use allocation_counter::measure;
use bitrix24_runtime::Value;
use bitrix24_runtime::events::{Event, EventError, Limits, Verifier, parse_body};

const TOKEN: &str = "51856fefc120afa4b628cc82d3935cce";

fn parse(body: &str) -> Result<Value, EventError> {
    parse_body(body.as_bytes(), Limits::default())
}

/// Whoever they are from: there is no token yet.
#[test]
fn branches_count_too() {
    let branches =
        |number: usize| (0..number).map(|index| format!("a{index}{}=1&", "[b]".repeat(31))).collect::<String>();
    assert!(parse(&branches(300)).is_ok());
    let many = branches(5_000);
    let taken = measure(|| assert_eq!(parse(&many), Err(EventError::TooManyValues)));
    assert!(taken.bytes_max < 16 * 1024 * 1024, "{} MiB", taken.bytes_max >> 20);
    // Those that take each other's place, too.
    assert_eq!(parse(&"a[b]=1&a=1&".repeat(5_001)), Err(EventError::TooManyValues));
    let lists = format!("{{\"a\": [{}[]]}}", "[],".repeat(10_000));
    assert_eq!(parse(&lists), Err(EventError::TooManyValues));
    let lists = format!("{{\"a\": [{}[]]}}", "[],".repeat(300_000));
    let taken = measure(|| assert_eq!(parse(&lists), Err(EventError::TooManyValues)));
    assert!(taken.bytes_max < 16 * 1024 * 1024, "{} MiB", taken.bytes_max >> 20);
}

#[test]
fn depth_has_an_end_whatever_the_limits_say() {
    let mut none = Limits::default();
    (none.bytes, none.values, none.depth) = (usize::MAX, usize::MAX, usize::MAX);
    let form = |levels: usize| format!("a{}=1", "[b]".repeat(levels));
    assert!(parse_body(form(126).as_bytes(), none).is_ok());
    assert_eq!(parse_body(form(1_000_000).as_bytes(), none), Err(EventError::TooDeep));
    let json = format!("{{\"a\": {}{}}}", "[".repeat(1_000_000), "]".repeat(1_000_000));
    assert!(matches!(parse_body(json.as_bytes(), none), Err(EventError::TooDeep | EventError::NotJson)));
}

#[test]
fn an_old_event_is_not_taken_within_a_window() {
    let verifier = Verifier::new(TOKEN).within(Duration::from_secs(3600));
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).expect("a time").as_secs();
    let body = |ts: &str| format!("event=ONCRMDEALADD{ts}&auth[application_token]={TOKEN}");
    let parse = |ts: &str, verifier: &Verifier| Event::parse(body(ts).as_bytes(), verifier).map(drop);
    assert_eq!(parse(&format!("&ts={now}"), &verifier), Ok(()));
    for old in [&*format!("&ts={}", now - 7200), &format!("&ts={}", now + 7200), "&ts=1", "&ts=x", "&ts=", ""] {
        assert_eq!(parse(old, &verifier), Err(EventError::Stale), "{old}");
        assert_eq!(parse(old, &Verifier::new(TOKEN)), Ok(()), "it is opt-in");
    }
    assert_eq!(parse("", &Verifier::new("another").within(Duration::MAX)), Err(EventError::WrongToken));
    assert_eq!(EventError::Stale.status(), 403);
}
