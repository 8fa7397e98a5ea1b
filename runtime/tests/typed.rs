//! Where the values of an answer land is counted, each of them once.

use std::marker::PhantomData;

use bitrix24_runtime::request::Target;
use bitrix24_runtime::{
    Any, Api, Cx, Dict, Either, Error, Extra, FileData, FilePair, Id, Kind, Leaves, Method, Object, OneOrMany, Params,
    Reader, Request, Unix, Value, Wire, YesNo, json, typed,
};
use proptest::prelude::*;

static METHOD: Method = Method {
    name: "node.get",
    api: Api::V2,
    scopes: &[],
    kind: Kind::Read,
    docs: "",
    batchable: None,
    deprecated: None,
    positional: &[],
    pager: None,
    params: bitrix24_runtime::Fields::NONE,
    errors: bitrix24_runtime::Errors::NONE,
};

/// A request whose answer is read by the codec `W`.
struct Get<W>(Params, PhantomData<W>);

impl<W: Wire> Request for Get<W> {
    type Result = W;

    fn parts(&self) -> (Target<'_>, &Params) {
        (Target::Known(&METHOD), &self.0)
    }
}

/// Fields of all kinds.
#[derive(Clone, Debug, Default)]
struct Node {
    id: Id,
    text: Option<String>,
    flag: Option<bool>,
    numbers: Option<Vec<i64>>,
    either: Option<Either<<Dict<YesNo> as Wire>::Out, Vec<Node>>>,
    choice: Option<OneOrMany<<Option<Unix> as Wire>::Out>>,
    any: Option<Value>,
    anything: Option<Vec<Value>>,
    file: Option<bitrix24_runtime::File>,
    children: Option<bitrix24_runtime::Map<Node>>,
    extra: Extra,
}

impl Object for Node {
    const PATTERNS: &'static [(&'static str, &'static str)] = &[("UF_", "")];

    fn walk(&self, cx: &mut Cx<'_>) -> Self {
        Node {
            id: cx.always::<Id>("id", &self.id),
            text: cx.text("text", &self.text),
            flag: cx.yes_no("flag", &self.flag),
            numbers: cx.field::<Vec<i64>>("numbers", &self.numbers),
            either: cx.field::<Either<Dict<YesNo>, Vec<Node>>>("either", &self.either),
            choice: cx.field::<OneOrMany<Option<Unix>>>("choice", &self.choice),
            any: cx.any("any", &self.any),
            anything: cx.field::<Vec<Any>>("anything", &self.anything),
            file: cx.field::<FileData>("file", &self.file),
            children: cx.field::<Dict<Node>>("children", &self.children),
            extra: cx.extra(&self.extra),
        }
    }
}

fn decode<W: Wire>(result: &Value) -> Result<Leaves, Error> {
    let body = json!({ "result": result, "time": { "start": 1.5 } }).to_string();
    let [text, tree] = [Reader::Text, Reader::Tree].map(|reader| typed::<Get<W>>(&METHOD, body.as_bytes(), reader));
    assert_eq!(format!("{text:?}"), format!("{tree:?}"));
    text.map(|decoded| decoded.leaves)
}

fn leaves(value: &Value) -> usize {
    match value {
        Value::Array(items) if !items.is_empty() => items.iter().map(leaves).sum(),
        Value::Object(map) if !map.is_empty() => map.values().map(leaves).sum(),
        _ => 1,
    }
}

#[test]
fn each_value_lands_somewhere() {
    let nodes = |typed, extra, untyped| Leaves { typed, extra, untyped };
    let cases = [
        (json!({ "id": 1, "text": 5, "flag": "Y" }), nodes(3, 0, 0)),
        (json!({ "id": null, "text": [], "flag": "", "numbers": false }), nodes(4, 0, 0)),
        (json!({ "id": { "a": [1, 2] }, "text": ["x"], "UF_X": [], "new": { "a": {}, "b": 1 } }), nodes(0, 6, 0)),
        (json!({ "numbers": ["1", 2, [3, 4], null] }), nodes(2, 3, 0)),
        (json!({ "either": { "a": "Y", "b": [1, 2] }, "choice": [1, null, {}] }), nodes(3, 3, 0)),
        (json!({ "either": [{ "id": 1, "x": 2 }, "Y"], "choice": "2024-01-20" }), nodes(2, 2, 0)),
        (json!({ "any": { "a": [], "b": [1, {}] }, "anything": [] }), nodes(1, 0, 3)),
        (json!({ "any": null, "anything": [null, [1, 2]] }), nodes(0, 0, 4)),
        (json!({ "file": { "fileData": ["a", "QUJD"], "x": [1, 2] } }), nodes(2, 2, 0)),
        (json!({ "children": { "a": { "id": 1, "any": 2 }, "b": 3, "c": [] } }), nodes(1, 2, 1)),
        (json!({}), nodes(1, 0, 0)),
        (json!([]), nodes(1, 0, 0)),
    ];
    for (result, expected) in cases {
        assert_eq!(decode::<Node>(&result).expect("an object"), expected, "{result}");
    }
    assert_eq!(decode::<Any>(&json!([1, { "a": [] }])).expect("any"), nodes(0, 0, 2));
}

#[test]
fn an_answer_is_read_as_the_client_reads_it() {
    let body = json!({ "result": { "id": "7", "text": false, "new": 1 } }).to_string();
    let decoded = typed::<Get<Node>>(&METHOD, body.as_bytes(), Reader::Text).expect("an object");
    assert_eq!(decoded.value, json!({ "id": "7", "text": false, "new": 1 }));
    assert_eq!(decoded.drift.to_string(), "result.new: not in the description");

    let error = typed::<Get<Node>>(&METHOD, br#"{"error": "NOT_FOUND", "error_description": "No node"}"#, Reader::Text);
    let Err(Error::Api(error)) = error else { panic!("{error:?}") };
    assert_eq!((error.code(), error.message()), ("NOT_FOUND", "No node"));
    assert!(
        matches!(typed::<Get<Node>>(&METHOD, br#"{"result": 5}"#, Reader::Text), Err(Error::Result { method, .. }) if method == METHOD.name)
    );
}

fn json() -> impl Strategy<Value = Value> {
    let texts = ["", "Y", "N", "1", "007", "2024-01-20", "QUJD", "D_1"];
    let scalar = prop_oneof![
        Just(json!(null)),
        Just(json!([])),
        Just(json!({})),
        any::<bool>().prop_map(Value::from),
        (-2..3_i64).prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        Just(json!(1.5)),
        prop::sample::select(texts.to_vec()).prop_map(Value::from),
    ];
    let keys = [
        "id", "text", "flag", "numbers", "either", "choice", "any", "anything", "file", "children", "fileData", "UF_X",
        "new", "0", "",
    ];
    let key = prop::sample::select(keys.to_vec()).prop_map(str::to_owned);
    scalar.prop_recursive(6, 96, 8, move |value| {
        let map = prop::collection::vec((key.clone(), value.clone()), 0..8)
            .prop_map(|entries| Value::Object(entries.into_iter().collect()));
        prop_oneof![1 => prop::collection::vec(value, 0..6).prop_map(Value::from), 2 => map]
    })
}

/// A result that is of another type altogether is an error, and has no leaves.
#[track_caller]
fn all_are_counted<W: Wire>(result: &Value) {
    if let Ok(Leaves { typed, extra, untyped }) = decode::<W>(result) {
        assert_eq!(typed + extra + untyped, leaves(result), "{typed} + {extra} + {untyped} of {result}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn each_value_is_counted_once(result in json()) {
        all_are_counted::<Node>(&result);
        all_are_counted::<Any>(&result);
        all_are_counted::<Vec<Node>>(&result);
        all_are_counted::<Dict<Node>>(&result);
        all_are_counted::<Option<Node>>(&result);
        all_are_counted::<OneOrMany<Id>>(&result);
        all_are_counted::<Dict<Vec<Option<f64>>>>(&result);
        all_are_counted::<Either<Node, Vec<Any>>>(&result);
        all_are_counted::<Either<YesNo, Either<FilePair, Dict<Any>>>>(&result);
        all_are_counted::<String>(&result);
        all_are_counted::<bool>(&result);
    }
}
