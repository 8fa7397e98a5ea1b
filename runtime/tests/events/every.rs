//! Every documented event, with data that its type takes.

use bitrix24_runtime::events::{EVENTS, EventError, Payload};
use bitrix24_runtime::{Value, json};

use super::payloads;

/// The name of a variant.
pub(super) fn variant(payload: &Payload) -> String {
    format!("{payload:?}").split('(').next().unwrap_or_default().to_owned()
}

/// Data with all that an event cannot do without: what is missing is told one after the other.
pub(super) fn sample(name: &str) -> Value {
    let candidates = [
        json!(1),
        json!("a"),
        json!("2025-01-15"),
        json!({ "1": { "ID": 1 } }),
        json!([{ "ID": 1 }]),
        json!({ "ID": 1 }),
    ];
    let mut data = json!({});
    for _ in 0..30 {
        let Err(EventError::Data { key, .. }) = Payload::read(name, &data) else { return data };
        let with = |value: &Value| {
            let mut data = data.clone();
            data[key] = value.clone();
            data["FIELDS"][key] = value.clone();
            data
        };
        let is_missing = |data: &Value| matches!(Payload::read(name, data), Err(EventError::Data { key: other, .. }) if other == key);
        data = match candidates.iter().map(with).find(|data| !is_missing(data)) {
            Some(data) => data,
            None => candidates.iter().find(|data| Payload::read(name, data).is_ok()).cloned().expect("data that fits"),
        };
    }
    panic!("{name} needs more and more")
}

#[test]
fn every_event_reaches_a_plain_function_with_its_type() {
    let mut names: Vec<String> = Vec::new();
    for known in EVENTS {
        for payload in payloads(known.name, sample(known.name)) {
            let payload = payload.unwrap_or_else(|error| panic!("{}: {error}", known.name));
            assert!(known.name.replace('.', "").eq_ignore_ascii_case(&variant(&payload)), "{payload:?}");
            names.push(variant(&payload));
        }
    }
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), EVENTS.len());
    assert!(EVENTS.len() >= 182);
}
