//! The two readers of answers, held against each other: an answer's text is read as the tree of it is.

use bitrix24_runtime::envelope::{Raw, from_slice};
use bitrix24_runtime::{
    Any, Boxed, Cx, Date, DateTime, Dict, Either, Error, Extra, FileData, FilePair, Finding, Id, Map, Object,
    OneOrMany, Response, Value, Wire, to_value,
};
use proptest::prelude::*;

/// An object with a field of each kind.
#[derive(Clone, Debug, Default)]
struct Thing {
    id: Id,
    name: Option<String>,
    count: Option<i64>,
    share: Option<f64>,
    open: Option<bool>,
    new: Option<bool>,
    plain: Option<bool>,
    word: Option<bool>,
    digit: Option<bool>,
    since: Option<DateTime>,
    at: Option<DateTime>,
    day: Option<Date>,
    any: Option<Value>,
    tags: Option<Vec<String>>,
    ids: Option<OneOrMany<Id>>,
    file: Option<bitrix24_runtime::File>,
    data: Option<bitrix24_runtime::File>,
    sizes: Option<Map<f64>>,
    either: Option<Either<Vec<i64>, Map<String>>>,
    inner: Option<Box<Thing>>,
    rows: Option<Vec<Thing>>,
    extra: Extra,
}

impl Object for Thing {
    const PATTERNS: &'static [(&'static str, &'static str)] = &[("UF_", "")];

    fn walk(&self, cx: &mut Cx<'_>) -> Self {
        Thing {
            id: cx.always::<Id>("id", &self.id),
            name: cx.text("name", &self.name),
            count: cx.int("count", &self.count),
            share: cx.double("share", &self.share),
            open: cx.yes_no("open", &self.open),
            new: cx.one_zero("new", &self.new),
            plain: cx.bool("plain", &self.plain),
            word: cx.true_false_text("word", &self.word),
            digit: cx.one_zero_text("digit", &self.digit),
            since: cx.date_time("since", &self.since),
            at: cx.unix("at", &self.at),
            day: cx.date("day", &self.day),
            any: cx.any("any", &self.any),
            tags: cx.field::<Vec<String>>("tags", &self.tags),
            ids: cx.field::<OneOrMany<Id>>("ids", &self.ids),
            file: cx.field::<FilePair>("file", &self.file),
            data: cx.field::<FileData>("data", &self.data),
            sizes: cx.field::<Dict<f64>>("sizes", &self.sizes),
            either: cx.field::<Either<Vec<i64>, Dict<String>>>("either", &self.either),
            inner: cx.field::<Boxed<Thing>>("inner", &self.inner),
            rows: cx.field::<Vec<Thing>>("rows", &self.rows),
            extra: cx.extra(&self.extra),
        }
    }
}

/// An object without patterns of keys: it may be foreign.
#[derive(Clone, Debug, Default)]
struct Pair {
    name: Option<String>,
    rows: Option<Vec<Pair>>,
    extra: Extra,
}

impl Object for Pair {
    fn walk(&self, cx: &mut Cx<'_>) -> Self {
        Pair {
            name: cx.text("name", &self.name),
            rows: cx.field::<Vec<Pair>>("rows", &self.rows),
            extra: cx.extra(&self.extra),
        }
    }
}

/// All that can be seen of an answer.
fn seen<W: Wire>(answer: Result<Response<W::Out>, Error>) -> String {
    match answer {
        Ok(response) => {
            let Response { time, total, next, written, drift, .. } = &response;
            format!("{}\n{time:?} {total:?} {next:?} {written:?}\n{drift}", to_value::<W>(&response.result))
        }
        Err(error) => format!("{error:?}"),
    }
}

#[track_caller]
fn agree<W: Wire>(body: &[u8]) {
    let raw = Raw { method: "thing.get", status: 200, body };
    let (text, tree) = (seen::<W>(raw.decode::<W>()), seen::<W>(raw.decode_from_tree::<W>()));
    assert_eq!(text, tree, "{}", String::from_utf8_lossy(body));
}

fn all_agree(body: &[u8]) {
    agree::<Any>(body);
    agree::<Thing>(body);
    agree::<Vec<Thing>>(body);
    agree::<Pair>(body);
    agree::<Dict<OneOrMany<Pair>>>(body);
    agree::<Either<Thing, Vec<Id>>>(body);
    agree::<Either<Pair, Thing>>(body);
    agree::<Id>(body);
    agree::<()>(body);
}

/// The number of fields.
const FIELDS: usize = 21;

/// The fields, and other keys.
const KEYS: &[&str] = &[
    "id",
    "name",
    "count",
    "share",
    "open",
    "new",
    "plain",
    "word",
    "digit",
    "since",
    "at",
    "day",
    "any",
    "tags",
    "ids",
    "file",
    "data",
    "sizes",
    "either",
    "inner",
    "rows",
    "fileData",
    "result",
    "error",
    "time",
    "total",
    "next",
    "error_description",
];

/// Values as they are written, near to what the fields expect.
const VALUES: &[&str] = &[
    "null",
    "true",
    "false",
    "\"\"",
    "[]",
    "{}",
    " [ ] ",
    "{ }",
    "0",
    "1",
    "-0",
    "7",
    "-12",
    "1.5",
    "1e2",
    "52.0",
    "9223372036854775807",
    "9223372036854775808",
    "18446744073709551616",
    "\"Y\"",
    "\"N\"",
    "\"1\"",
    "\"0\"",
    "\"true\"",
    "\"false\"",
    "\"52\"",
    "\"-5\"",
    "\"007\"",
    "\"1.50\"",
    "\"2026-01-31T10:00:00+03:00\"",
    "\"2026-01-31T10:00:00-03:00\"",
    "\"1769842800\"",
    "\"31.01.2026\"",
    "\"\\u0059\"",
    "\"\\u041f\\u0440 \\ud83d\\ude00\"",
    "\"\\/a\\n\"",
    "[\"a.txt\",\"YWI=\"]",
    "[1,\"2\",null,\"x\"]",
    "{\"fileData\":[\"a\",\"YWI=\"],\"x\":[1,2]}",
    "{\"0\":1,\"2\":\"b\"}",
    "[{\"name\":\"a\"},{\"name\":1}]",
];

/// A key as it is written: one of the fields, or another one, also with escapes.
fn key() -> impl Strategy<Value = String> {
    let field = prop::sample::select(KEYS);
    prop_oneof![
        12 => field.prop_map(str::to_owned),
        2 => "UF_[A-Z]{1,2}",
        1 => Just("n\\u0061me".to_owned()),
        1 => Just("\\u0072ows".to_owned()),
        1 => Just("e\\\"\\\\\\u0416".to_owned()),
        1 => Just(String::new()),
    ]
}

/// A value as it is written, near to what the fields expect.
fn value() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        3 => prop::sample::select(VALUES).prop_map(str::to_owned),
        1 => any::<i64>().prop_map(|number| number.to_string()),
        1 => "[a-zЖ ]{0,20}".prop_map(|text| format!("\"{text}\"")),
    ];
    leaf.prop_recursive(4, 48, 8, |inner| {
        let member =
            (key(), "[ \n]{0,1}", inner.clone()).prop_map(|(key, space, value)| format!("\"{key}\"{space}:{value}"));
        prop_oneof![
            1 => prop::collection::vec(inner, 0..4).prop_map(|items| format!("[{}]", items.join(","))),
            3 => (prop::collection::vec(member, 0..12), prop::sample::select(vec![",", ", "]))
                .prop_map(|(members, comma)| format!("{{{}}}", members.join(comma))),
        ]
    })
}

/// An answer around a value.
fn answer() -> impl Strategy<Value = String> {
    let time = r#""time":{"start":1.5,"operating":0.25,"operating_reset_at":1705765533,"x":[1]}"#;
    (value(), 0..8_u8).prop_map(move |(value, kind)| match kind {
        0 => format!(r#"{{"result":{value},"total":"12","next":50,{time}}}"#),
        1 => format!(r#"{{{time},"result":{value},"error":null,"total":[]}}"#),
        2 => format!(r#"{{"error":{value},"error_description":"no"}}"#),
        3 => format!(r#"{{"result":{value},"result":1,"next":{value}}}"#),
        4 => format!("\u{feff}{{\"result\":{value}}}"),
        5 => format!("<b>Notice</b> {{x}}\n{{\"result\":{value}}}"),
        6 => value,
        _ => format!("{{\"result\":{value}}}"),
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn answers_are_read_alike(body in answer()) {
        all_agree(body.as_bytes());
    }

    #[test]
    fn damaged_answers_are_read_alike(
        body in answer(), at in any::<prop::sample::Index>(), with in prop::collection::vec(any::<u8>(), 0..3),
        sign in "[\\[\\]{}:,\"\\\\0-9eE.nul \u{1}]{0,2}", cut in any::<bool>(),
    ) {
        let mut bytes = body.into_bytes();
        let at = at.index(bytes.len() + 1);
        if cut {
            bytes.truncate(at);
        } else {
            let end = (at + with.len()).min(bytes.len());
            bytes.splice(at..end, with.into_iter().chain(sign.bytes()));
        }
        all_agree(&bytes);
    }

    /// The keys of an object in any order, some of them twice.
    #[test]
    fn keys_in_any_order_are_read_alike(
        members in prop::collection::vec((key(), value()), 0..30).prop_shuffle(), twice in any::<prop::sample::Index>(),
    ) {
        let mut members: Vec<String> = members.into_iter().map(|(key, value)| format!("\"{key}\":{value}")).collect();
        if let Some(member) = members.get(twice.index(members.len().max(1))) {
            members.push(member.clone());
        }
        all_agree(format!("{{\"result\":{{{}}}}}", members.join(",")).as_bytes());
    }
}

/// Each value in each field, which is the next one that is asked for, and behind another one, and at the end.
#[test]
fn each_field_reads_each_value_alike() {
    for key in KEYS {
        for value in VALUES {
            for rest in ["", ",\"rows\":[]", ",\"x\":1", " ", "]", ",", "1"] {
                let body = format!(r#"{{"result":{{"id":1,"{key}":{value}{rest}}}}}"#);
                agree::<Thing>(body.as_bytes());
            }
        }
    }
}

/// All fields in the order of the description, in the reverse one, and begun in the middle, each with each value.
#[test]
fn each_order_of_keys_is_read_to_the_same() {
    let fields = &KEYS[..FIELDS];
    for shift in 0..VALUES.len() {
        let members: Vec<String> =
            (0..).zip(fields).map(|(at, key)| format!("\"{key}\":{}", VALUES[(at + shift) % VALUES.len()])).collect();
        let read = |members: &[String]| {
            let body = format!(r#"{{"result":{{{}}}}}"#, members.join(","));
            let answer =
                Raw { method: "thing.get", status: 200, body: body.as_bytes() }.decode::<Thing>().expect("a thing");
            let mut drift: Vec<String> = answer.drift.to_string().lines().map(str::to_owned).collect();
            drift.sort();
            // With all that is beside the fields, and how they are written.
            let mut lines: Vec<String> = format!("{:#?}", answer.result).lines().map(str::to_owned).collect();
            lines.sort();
            let written: Vec<_> = fields.iter().map(|key| answer.result.extra.written(key)).collect();
            (to_value::<Thing>(&answer.result), lines, written, drift)
        };
        let expected = read(&members);
        let mut others = members.clone();
        others.reverse();
        assert_eq!(read(&others), expected, "reversed, {shift}");
        others.rotate_left(FIELDS / 2);
        assert_eq!(read(&others), expected, "begun in the middle, {shift}");
    }
}

/// What is too deep to be opened keeps its entries, also where one that is described to be there is missing.
#[test]
fn what_is_too_deep_keeps_its_entries_in_any_order() {
    let depths = (28..40).flat_map(|depth| {
        [r#""name":"a""#, r#""name":"a","id":1"#, r#""id":1,"name":"a""#].map(|inside| (depth, inside))
    });
    for (depth, inside) in depths {
        let body = format!(r#"{{"result":{}{{{inside}}}{}}}"#, r#"{"inner":"#.repeat(depth), "}".repeat(depth));
        let answer =
            Raw { method: "thing.get", status: 200, body: body.as_bytes() }.decode::<Thing>().expect("a thing");
        let mut thing = &answer.result;
        while let Some(inner) = &thing.inner {
            thing = inner;
        }
        let is_too_deep = answer.drift.findings().iter().any(|finding| matches!(finding, Finding::TooDeep { .. }));
        let name = if is_too_deep { None } else { Some("a") };
        assert_eq!(thing.name.as_deref(), name, "{depth} {inside}");
        assert_eq!(thing.extra.is_empty(), !is_too_deep, "{depth} {inside}");
    }
}

#[test]
fn what_nests_is_read_alike() {
    for (open, close) in
        [("[", "]"), ("{\"inner\":", "}"), ("{\"rows\":[", "]}"), ("{\"any\":", "}"), ("{\"x\":[", "]}")]
    {
        for times in [1, 15, 16, 31, 32, 33, 40, 62, 63, 64, 125, 126, 127, 128, 1_000] {
            all_agree(format!("{{\"result\":{}{{}}{}}}", open.repeat(times), close.repeat(times)).as_bytes());
            all_agree(format!("{{\"result\":{}", open.repeat(times)).as_bytes());
        }
    }
}

/// More values than are read, in what has a field and in what has none.
#[test]
fn too_many_values_are_refused_alike() {
    for (before, after) in [("{\"result\":[", "]}"), ("{\"result\":{\"x\":[", "]}}"), ("{\"x\":[", "],\"result\":1}")] {
        for times in [499_000, 600_000] {
            let body = format!("{before}{}0{after}", "0,".repeat(times));
            agree::<Vec<Id>>(body.as_bytes());
            agree::<Pair>(body.as_bytes());
        }
    }
}

#[test]
fn json_beside_answers_is_read_by_the_same_reader() {
    let (thing, drift) =
        from_slice::<Thing>(br#" {"rows":[{"id":2,"tags":"x"}],"name":"\u0416","id":"1"} "#).expect("JSON");
    assert_eq!((thing.id, thing.name.as_deref()), ("1".into(), Some("Ж")));
    assert_eq!(drift.to_string(), "result.rows[0].tags: string instead of array");
    assert!(from_slice::<Thing>(b"{} {}").is_none() && from_slice::<Thing>(b"{\"x\":[1,]}").is_none());
}
