//! JSON that nests.

use super::*;

/// Ways to nest: what opens a level and what closes it.
const NESTS: [(&str, &str); 5] = [
    ("[", "]"),
    (r#"{"new":"#, "}"),
    (r#"{"parent":"#, "}"),
    (r#"{"children":["#, "]}"),
    (r#"{"either_object":[{"title":"#, "}]}"),
];

fn nested(open: &str, close: &str, times: usize) -> String {
    format!(r#"{{"result":{}{}}}"#, open.repeat(times), close.repeat(times)).replace(":}", ":1}")
}

#[test]
fn what_nests_without_end_is_an_error() {
    for (open, close) in NESTS {
        let whole = nested(open, close, 100_000);
        for body in [&whole, &whole[..whole.len() / 2]] {
            match (Raw { method: "m", status: 200, body: body.as_bytes() }).decode::<Sample>() {
                Err(Error::Unexpected(unexpected)) => assert_eq!(unexpected.problem(), Problem::TooDeep),
                other => panic!("{other:?}"),
            }
        }
    }
}

#[test]
fn what_nests_deep_is_kept() {
    for (open, close) in NESTS {
        let levels = open.matches(['[', '{']).count();
        let body = nested(open, close, 120 / levels);
        let document = Document::parse(body.as_bytes()).expect("JSON");
        let result = document.root().get("result").map(Node::to_value).expect("a result");
        match (Raw { method: "m", status: 200, body: body.as_bytes() }).decode::<Sample>() {
            Ok(response) => assert_eq!(to_value::<Sample>(&response.result), result),
            Err(Error::Result { result: kept, .. }) => assert_eq!(*kept, result),
            Err(error) => panic!("{error}"),
        }
    }
}

#[test]
fn what_is_odd_at_every_depth_is_encoded_in_no_time() {
    let body = r#"{"children":{"3":"#.repeat(60) + "5" + &"}}".repeat(60);
    let (sample, _) = from_slice::<Sample>(body.as_bytes()).expect("an object");
    let value: Value = serde_json::from_str(&body).expect("JSON");
    assert_eq!(to_value::<Sample>(&sample), value);
}

#[test]
fn an_object_that_nests_too_deep_keeps_its_entries() {
    let body = nested(r#"{"id":1,"count":1,"parent":"#, "}", 40);
    let response = Raw { method: "m", status: 200, body: body.as_bytes() }.decode::<Sample>().expect("an object");
    let path = "result".to_owned() + &".parent".repeat(33);
    assert_eq!(response.drift.findings(), [Finding::TooDeep { path }]);
}

#[test]
fn there_is_an_end_to_nesting() {
    let nested = |levels: usize| "[".repeat(levels) + &"]".repeat(levels);
    assert!(Document::parse(nested(127).as_bytes()).is_some());
    assert!(Document::parse(nested(128).as_bytes()).is_none());
}

#[test]
fn keys_and_texts_are_read_with_their_escapes() {
    let body = r#"{"a\n\"":["\u0416","Ж",""],"":{"\ud83d\ude00":{}},"a":"b\\"}"#;
    let value: Value = serde_json::from_str(body).expect("JSON");
    let document = Document::parse(body.as_bytes()).expect("JSON");
    assert_eq!(document.root().to_value(), value);
    assert_eq!(document.root().get("a").and_then(Node::text).as_deref(), Some("b\\"));
}

#[test]
fn brackets_in_texts_do_not_nest() {
    let text = "[{".repeat(1000) + r#"\""#;
    let value = json!({ "text": text });
    let (sample, drift) = from_slice::<Sample>(&bytes(&value)).expect("an object");
    assert_eq!(sample.text, Some(text));
    assert!(drift.to_string().ends_with("missing"));
}

#[test]
fn a_path_is_that_of_the_root() {
    let document = Document::parse(b"[true]").expect("JSON");
    let mut cx = Cx::new("rows");
    assert_eq!(Vec::<Id>::decode(document.root(), &mut cx), Some(Vec::new()));
    insta::assert_snapshot!(cx.into_drift(), @"rows[0]: boolean instead of id");
}
