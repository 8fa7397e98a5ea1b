//! The query is read back as PHP reads it, and compared with the JSON as PHP reads that.

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::{encode_in_order, unwritable};

fn encode(params: &Map<String, Value>) -> String {
    encode_in_order(params, &[])
}

/// PHP's `parse_str`, as far as a client can tell: all leaves are texts, and an array is a map.
fn parse_str(query: &str) -> Map<String, Value> {
    let mut found = Map::new();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let (name, value) = (decode(name), decode(value));
        let (top, mut rest) = name.find('[').map_or((name.as_str(), ""), |at| name.split_at(at));
        let mut keys = vec![top.replace(['.', ' '], "_")];
        while let Some((key, after)) = rest.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
            keys.push(key.to_owned());
            rest = after;
        }
        insert(&mut found, &keys, value);
    }
    found
}

fn insert(map: &mut Map<String, Value>, keys: &[String], value: String) {
    let [key, rest @ ..] = keys else { return };
    let key = if key.is_empty() { map.len().to_string() } else { key.clone() };
    if rest.is_empty() {
        map.insert(key, value.into());
        return;
    }
    let inner = map.entry(key).or_insert_with(|| json!({}));
    if !inner.is_object() {
        *inner = json!({});
    }
    if let Value::Object(inner) = inner {
        insert(inner, rest, value);
    }
}

fn decode(text: &str) -> String {
    let (mut bytes, mut input) = (Vec::new(), text.bytes());
    while let Some(byte) = input.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let hex: String = input.by_ref().take(2).map(char::from).collect();
                u8::from_str_radix(&hex, 16).expect("two digits")
            }
            other => other,
        });
    }
    String::from_utf8(bytes).expect("UTF-8")
}

/// The JSON as PHP gets it: its scalars as texts, and its empty arrays with the one empty text that a query needs.
fn as_php(value: &Value) -> Value {
    match value {
        Value::Null | Value::Bool(false) => if value.is_null() { "" } else { "0" }.into(),
        Value::Bool(true) => "1".into(),
        Value::Number(number) => number.to_string().into(),
        Value::String(text) => text.as_str().into(),
        Value::Array(items) if items.is_empty() => json!({ "0": "" }),
        Value::Object(map) if map.is_empty() => json!({ "0": "" }),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .map(|(index, item)| (index.to_string(), as_php(item)))
            .collect::<Map<_, _>>()
            .into(),
        Value::Object(map) => map.iter().map(|(key, value)| (key.clone(), as_php(value))).collect::<Map<_, _>>().into(),
    }
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        (-1e6..1e6).prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        "[-&=?#+%$\\[\\] a'\"äЖ]{0,6}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((name(), inner), 0..4)
                .prop_map(|entries| entries.into_iter().collect::<Map<_, _>>().into()),
        ]
    })
}

/// Names inside a parameter, with the operators of filters.
fn name() -> impl Strategy<Value = String> {
    prop_oneof!["[A-Za-z][A-Za-z_]{0,5}", "(>=|!|%|@|=%|<|!@)[A-Z]{1,3}", "[a&=?#+%.\\[Ж]{1,4}"]
}

proptest! {
    #[test]
    fn php_reads_what_the_json_says(entries in prop::collection::vec(("[A-Za-zЖ&=?#+%>!-]{1,5}", value()), 0..5)) {
        let params: Map<_, _> = entries.into_iter().collect();
        prop_assert_eq!(unwritable(&params), None);
        let read = parse_str(&encode(&params));
        let expected = as_php(&Value::Object(params));
        let expected = if expected == json!({ "0": "" }) { json!({}) } else { expected };
        // As text: the order counts.
        prop_assert_eq!(Value::Object(read).to_string(), expected.to_string());
    }

    #[test]
    fn nothing_special_is_left_in_a_query(text in any::<String>()) {
        let query = encode(&Map::from_iter([(text.clone(), Value::from(text))]));
        prop_assert!(query.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~%=".contains(&byte)));
    }
}

fn query(value: Value) -> String {
    let Value::Object(params) = value else { panic!("not an object") };
    encode(&params)
}

#[test]
fn each_kind_of_value_has_its_writing() {
    for (params, expected) in [
        (json!({}), ""),
        (json!({ "a": true, "b": false, "c": null }), "a=1&b=0&c="),
        (json!({ "a": [], "b": {}, "c": "" }), "a[]=&b[]=&c="),
        (json!({ "a": 7, "b": -1.5, "c": 18_446_744_073_709_551_615_u64 }), "a=7&b=-1.5&c=18446744073709551615"),
        (json!({ "a": 1e300 }), "a=1e%2B300"),
        (
            json!({ "f": { "PHONE": [{ "VALUE": "1 2" }, { "VALUE": null }] } }),
            "f[PHONE][0][VALUE]=1%202&f[PHONE][1][VALUE]=",
        ),
        (json!({ "filter": { ">=ID": 1, "@ID": [2, 3] } }), "filter[%3E%3DID]=1&filter[%40ID][0]=2&filter[%40ID][1]=3"),
        (json!({ "f": { "TITLE": "John&Martin" } }), "f[TITLE]=John%26Martin"),
        (
            json!({ "ID": "$result[get_user][UF_DEPARTMENT][0]" }),
            "ID=%24result%5Bget_user%5D%5BUF_DEPARTMENT%5D%5B0%5D",
        ),
        (json!({ "z": 1, "a": { "z": [[1], [[]]], "b": 2 } }), "z=1&a[z][0][0]=1&a[z][1][0][]=&a[b]=2"),
    ] {
        assert_eq!(query(params), expected);
    }
}

#[test]
fn parameters_by_position_come_first() {
    let Value::Object(params) = json!({ "FIELDS": { "a": 1 }, "x": 0, "TASKID": 5 }) else { panic!("an object") };
    assert_eq!(encode_in_order(&params, &["auth", "TASKID", "FIELDS"]), "TASKID=5&FIELDS[a]=1&x=0");
}

#[test]
fn names_that_php_reads_otherwise_are_found() {
    for (params, expected) in [
        (json!({ "a.b": 1 }), Some("a.b")),
        (json!({ "a": { "b": [{ "x]y": 1 }] } }), Some("x]y")),
        (json!({ "a": { "": 1 } }), Some("")),
        (json!({ "a": { "b.c d[": 1 } }), None),
    ] {
        let Value::Object(params) = params else { panic!("not an object") };
        assert_eq!(unwritable(&params), expected);
    }
}
