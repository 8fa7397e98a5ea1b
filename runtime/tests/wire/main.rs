//! Values there and back: nothing of an answer is lost, whatever came.

mod codecs;
mod custom;
mod nesting;

use std::fmt::Debug;
use std::marker::PhantomData;

use bitrix24_runtime::dom::{Document, Node, Shape};
use bitrix24_runtime::envelope::{Raw, from_slice, to_value};
use bitrix24_runtime::error::Problem;
use bitrix24_runtime::wire::enums;
use bitrix24_runtime::{
    Address, Any, Boxed, CrmLink, CustomBoolean, CustomFileData, Cx, Date, DateTime, Dict, Either, Enum, EnumCodec,
    Error, Extra, File, FileBase64, FileData, FilePair, FileValue, Finding, Id, Map, Money, Object, OneOrMany, OneZero,
    OneZeroText, TrueFalseText, Unix, Value, Wire, YesNo, json,
};
use proptest::prelude::*;

/// A closed list of values and a place for all others, as the generator emits it.
macro_rules! enumeration {
    ($name:ident, numeric: $numeric:literal, $($variant:ident = $text:literal),*) => {
        #[derive(Clone)]
        enum $name { $($variant,)* Other(String) }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                enums::debug(self, f)
            }
        }

        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                enums::eq(self, other)
            }
        }

        impl Eq for $name {}

        impl std::hash::Hash for $name {
            fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
                enums::hash(self, state);
            }
        }

        impl Enum for $name {
            const NUMERIC: bool = $numeric;

            const VALUES: &'static [(&'static str, Self)] = &[$(($text, $name::$variant)),*];

            fn unknown(text: String) -> Self {
                $name::Other(text)
            }

            fn as_unknown(&self) -> Option<&str> {
                if let $name::Other(text) = self { Some(text) } else { None }
            }
        }
    };
}
enumeration!(Role, numeric: false, Executor = "E", Keeper = "K");
enumeration!(Priority, numeric: true, Low = "0", High = "2");

/// The keys of an object of these tests.
trait Keys {
    /// All that it knows.
    const KEYS: &[&str];

    /// Those of fields that hold nothing.
    fn empty(&self) -> Vec<&'static str>;
}

/// An object, as the generator emits it.
macro_rules! object {
    ($name:ident { always { $($always:ident: $always_codec:ty,)* } $($key:ident: $codec:ty,)* }) => {
        #[derive(Clone, Debug, Default)]
        struct $name {
            $($always: <$always_codec as Wire>::Out,)*
            $($key: Option<<$codec as Wire>::Out>,)*
            extra: Extra,
        }

        impl Keys for $name {
            const KEYS: &[&str] = &[$(stringify!($always),)* $(stringify!($key),)*];

            fn empty(&self) -> Vec<&'static str> {
                let mut empty = Vec::new();
                $(if self.$key.is_none() { empty.push(stringify!($key)) })*
                empty
            }
        }

        impl Object for $name {
            fn walk(&self, cx: &mut Cx<'_>) -> Self {
                $name {
                    $($always: cx.always::<$always_codec>(stringify!($always), &self.$always),)*
                    $($key: cx.field::<$codec>(stringify!($key), &self.$key),)*
                    extra: cx.extra(&self.extra),
                }
            }
        }
    };
}
object! {
    Sample {
        always { id: Id, count: i64, }
        int: i64,
        float: f64,
        text: String,
        yes_no: YesNo,
        one_zero: OneZero,
        one_zero_text: OneZeroText,
        true_false_text: TrueFalseText,
        boolean: bool,
        key: Id,
        time: DateTime,
        unix: Unix,
        day: Date,
        ids: Vec<Id>,
        flags: Vec<YesNo>,
        rights: Dict<YesNo>,
        nullable: Option<i64>,
        holes: Vec<Option<i64>>,
        role: EnumCodec<Role>,
        priority: EnumCodec<Priority>,
        one_or_many: OneOrMany<Id>,
        either: Either<i64, String>,
        either_object: Either<Small, Vec<Small>>,
        mixed: Vec<Either<Dict<YesNo>, Small>>,
        any: Any,
        file: FileData,
        money: Money,
        address: Address,
        link: CrmLink,
        links: Vec<CrmLink>,
        custom_flag: CustomBoolean,
        plan: FileValue,
        plans: Vec<CustomFileData>,
        small: Small,
        parent: Boxed<Sample>,
        children: Vec<Sample>,
        by_id: Dict<Sample>,
    }
}
object! {
    Small {
        always { title: String, }
        size: i64,
        time: Unix,
    }
}

/// An object with one field, to look at a codec in its usual place.
#[derive(Debug)]
struct One<W: Wire> {
    field: Option<W::Out>,
    extra: Extra,
    codec: PhantomData<W>,
}

impl<W: Wire> Default for One<W> {
    fn default() -> Self {
        One { field: None, extra: Extra::default(), codec: PhantomData }
    }
}

impl<W: Wire> Clone for One<W> {
    fn clone(&self) -> Self {
        bitrix24_runtime::object::copy(self)
    }
}

impl<W: Wire> Object for One<W> {
    fn walk(&self, cx: &mut Cx<'_>) -> Self {
        One { field: cx.field::<W>("field", &self.field), extra: cx.extra(&self.extra), codec: PhantomData }
    }
}

fn bytes(value: &Value) -> Vec<u8> {
    serde_json::to_vec(value).expect("JSON can be written")
}

mod any {
    use super::*;

    /// What is telling for some codec, and what is telling for none.
    fn scalar() -> impl Strategy<Value = Value> {
        #[rustfmt::skip]
        let texts = [
            "", "Y", "N", "y", "1", "0", "true", "false", "on", "E", "K", "2", "-1", "007", "1.0", " 1", "1e3", "NaN",
            "inf", "-0", "9223372036854775808", "18446744073709551616", "D_1", "2024-01-20T18:45:33+03:00",
            "20.01.2024", "20.01.2024 18:45:33", "1705765533", "QUJD", "1000.50|EUR", "|EUR", "inf|EUR",
            "Main Street|54.71;20.51|830", "T40c_3",
        ];
        let numbers = [json!(0), json!(1), json!(2), json!(-1), json!(0.0), json!(-0.0), json!(1.0), json!(1e300)];
        prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            prop::sample::select(numbers.to_vec()),
            any::<i64>().prop_map(Value::from),
            any::<u64>().prop_map(Value::from),
            finite().prop_map(Value::from),
            prop::sample::select(texts.to_vec()).prop_map(Value::from),
            any::<String>().prop_map(Value::from),
        ]
    }

    pub(super) fn finite() -> impl Strategy<Value = f64> {
        any::<f64>().prop_filter("JSON has no other", |float| float.is_finite())
    }

    fn key() -> impl Strategy<Value = String> {
        prop_oneof![
            4 => prop::sample::select(Sample::KEYS).prop_map(str::to_owned),
            1 => prop::sample::select(Small::KEYS).prop_map(str::to_owned),
            1 => prop::sample::select(&["0", "1", "fileData", "id", ""][..]).prop_map(str::to_owned),
            1 => any::<String>(),
        ]
    }

    fn map(value: impl Strategy<Value = Value>, len: usize) -> impl Strategy<Value = Value> {
        prop::collection::vec((key(), value), 0..=len).prop_map(|entries| Value::Object(entries.into_iter().collect()))
    }

    /// Any JSON, with keys that objects here have.
    pub(super) fn json() -> impl Strategy<Value = Value> {
        scalar().prop_recursive(6, 64, 6, |value| {
            prop_oneof![prop::collection::vec(value.clone(), 0..6).prop_map(Value::from), map(value, 6)]
        })
    }

    /// An object whose fields hold any JSON.
    pub(super) fn object() -> impl Strategy<Value = Value> {
        map(json(), 24)
    }

    pub(super) fn id() -> impl Strategy<Value = Id> {
        prop_oneof![any::<i64>().prop_map(Id::from), ".+".prop_map(Id::from)]
    }

    pub(super) fn date_text() -> impl Strategy<Value = String> {
        "[0-9].*"
    }
}

proptest! {
    #[test]
    fn an_object_is_encoded_as_it_came(value in any::object()) {
        let (sample, _) = from_slice::<Sample>(&bytes(&value)).expect("an object");
        prop_assert_eq!(to_value::<Sample>(&sample), value);
    }

    #[test]
    fn decoding_a_second_time_notices_the_same(value in any::object()) {
        let (sample, first) = from_slice::<Sample>(&bytes(&value)).expect("an object");
        let (_, second) = from_slice::<Sample>(&bytes(&to_value::<Sample>(&sample))).expect("an object");
        let sorted = |drift: &bitrix24_runtime::Drift| {
            let mut lines: Vec<_> = drift.findings().iter().map(Finding::to_string).collect();
            lines.sort();
            lines
        };
        prop_assert_eq!(sorted(&first), sorted(&second));
    }

    #[test]
    fn what_does_not_fit_is_kept_and_named(value in any::object()) {
        let (sample, drift) = from_slice::<Sample>(&bytes(&value)).expect("an object");
        let named = |key: &str| {
            let path = format!("result.{key}");
            drift.findings().iter().any(|finding| matches!(finding, Finding::Misfit { path: p, .. } if *p == path))
        };
        for key in sample.empty() {
            let written = sample.extra.written(key);
            prop_assert_eq!(written.as_ref(), value.get(key));
            let is_nothing = [json!(null), json!(""), json!(false), json!([])].contains(&written.unwrap_or_default());
            prop_assert!(is_nothing || named(key), "{} is not named: {}", key, drift);
        }
        for (key, unknown) in sample.extra.iter() {
            prop_assert_eq!(Some(unknown), value.get(key));
        }
    }

    #[test]
    fn a_result_is_as_it_came_or_beside(value in any::json()) {
        as_it_came_or_beside::<Sample>(&value);
        as_it_came_or_beside::<i64>(&value);
        as_it_came_or_beside::<f64>(&value);
        as_it_came_or_beside::<String>(&value);
        as_it_came_or_beside::<bool>(&value);
        as_it_came_or_beside::<YesNo>(&value);
        as_it_came_or_beside::<Unix>(&value);
        as_it_came_or_beside::<Any>(&value);
        as_it_came_or_beside::<Vec<Id>>(&value);
        as_it_came_or_beside::<Vec<Sample>>(&value);
        as_it_came_or_beside::<Dict<Small>>(&value);
        as_it_came_or_beside::<Option<Sample>>(&value);
        as_it_came_or_beside::<OneOrMany<Small>>(&value);
        as_it_came_or_beside::<Either<Small, Dict<YesNo>>>(&value);
        as_it_came_or_beside::<FilePair>(&value);
        as_it_came_or_beside::<FileData>(&value);
        as_it_came_or_beside::<FileBase64>(&value);
        as_it_came_or_beside::<Money>(&value);
        as_it_came_or_beside::<Address>(&value);
        as_it_came_or_beside::<CrmLink>(&value);
        as_it_came_or_beside::<CustomBoolean>(&value);
        as_it_came_or_beside::<FileValue>(&value);
        as_it_came_or_beside::<Vec<CustomFileData>>(&value);
    }

    #[test]
    fn no_bytes_are_too_strange(body in any::<Vec<u8>>(), status in any::<u16>()) {
        let _ = Raw { method: "m", status, body: &body }.decode::<Sample>();
    }

    #[test]
    fn no_damaged_json_is_too_strange(value in any::json(), at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut body = bytes(&json!({ "result": value }));
        let at = at.index(body.len());
        body[at] = byte;
        let _ = Raw { method: "m", status: 200, body: &body }.decode::<Sample>();
        body.truncate(at);
        let _ = Raw { method: "m", status: 200, body: &body }.decode::<Sample>();
    }

    #[test]
    fn numbers_are_read_as_rust_reads_them(
        text in r"-?(0|[1-9][0-9]{0,25})(\.[0-9]{1,30})?([eE][+-]?[0-9]{1,3})?"
    ) {
        let Some(document) = Document::parse(text.as_bytes()) else {
            let float: f64 = text.parse()?;
            prop_assert!(float.is_infinite(), "{}", text);
            return Ok(());
        };
        match document.root().shape() {
            Shape::Int(int) => prop_assert_eq!(int, text.parse::<i64>()?),
            Shape::Big(big) => prop_assert_eq!(big, text.parse::<u64>()?),
            Shape::Float(float) => prop_assert_eq!(float, text.parse::<f64>()?),
            other => prop_assert!(false, "{:?}", other),
        }
    }

    #[test]
    fn numbers_and_texts_go_there_and_back(int in any::<i64>(), float in any::finite(), text in any::<String>()) {
        there_and_back::<i64>(int);
        there_and_back::<f64>(float);
        there_and_back::<String>(text.clone());
        there_and_back::<Option<i64>>(Some(int));
        there_and_back::<Option<i64>>(None);
        there_and_back::<Any>(json!({ "int": int, "float": float, "text": text }));
        there_and_back::<Either<i64, String>>(Either::Left(int));
        there_and_back::<Either<i64, String>>(Either::Right(text.clone()));
        there_and_back::<Either<i64, Either<bool, String>>>(Either::Right(Either::Right(text)));
        there_and_back::<Boxed<i64>>(Box::new(int));
    }

    #[test]
    fn booleans_go_there_and_back(flag: bool, flags: Vec<bool>, rights: Vec<(String, bool)>) {
        there_and_back::<bool>(flag);
        there_and_back::<YesNo>(flag);
        there_and_back::<OneZero>(flag);
        there_and_back::<OneZeroText>(flag);
        there_and_back::<TrueFalseText>(flag);
        there_and_back::<Vec<YesNo>>(flags.clone());
        there_and_back::<OneOrMany<OneZero>>(OneOrMany::Many(flags));
        there_and_back::<Dict<YesNo>>(rights.into_iter().collect());
    }

    #[test]
    fn ids_and_enumerations_go_there_and_back(id in any::id(), ids in prop::collection::vec(any::id(), 0..5)) {
        there_and_back::<Id>(id.clone());
        there_and_back::<Vec<Id>>(ids.clone());
        there_and_back::<OneOrMany<Id>>(OneOrMany::One(id));
        there_and_back::<OneOrMany<Id>>(OneOrMany::Many(ids));
        there_and_back::<EnumCodec<Role>>(Role::Keeper);
        there_and_back::<EnumCodec<Priority>>(Priority::High);
    }

    #[test]
    fn times_go_there_and_back(text in any::date_text(), seconds in any::<i64>(), holes: Vec<Option<i64>>) {
        there_and_back::<DateTime>(text.as_str().into());
        there_and_back::<Date>(text.into());
        there_and_back::<Vec<Option<i64>>>(holes);
        for value in [json!(seconds), json!(seconds.unsigned_abs().to_string())] {
            let (time, _) = from_slice::<Unix>(&bytes(&value)).expect("seconds");
            there_and_back::<Unix>(time.clone());
            there_and_back::<DateTime>(time);
        }
    }

    #[test]
    fn files_go_there_and_back(name: String, content: Vec<u8>) {
        there_and_back::<FilePair>(File::new(name.clone(), content.clone()));
        there_and_back::<FileData>(File::new(name, content.clone()));
        there_and_back::<FileBase64>(File::new("", content));
    }
}

/// Decoding what was encoded gives the same value, and there is nothing to remark.
#[track_caller]
fn there_and_back<W: Wire<Out: Clone + Debug + PartialEq>>(value: W::Out) {
    let body = bytes(&json!({ "result": to_value::<W>(&value) }));
    let response = Raw { method: "m", status: 200, body: &body }.decode::<W>().expect("a result");
    assert_eq!(response.result, value);
    assert!(response.drift.is_empty(), "{}", response.drift);
    assert_eq!(response.written, None);
}

/// An identifier that no signed number holds, where a file is expected.
#[test]
fn a_file_with_a_huge_identifier_is_as_it_came() {
    let value = json!([{ "id": 9_223_372_036_854_775_808_u64 }]);
    as_it_came_or_beside::<Vec<FileValue>>(&value);
    as_it_came_or_beside::<Vec<CustomFileData>>(&value);
}

#[track_caller]
fn as_it_came_or_beside<W: Wire>(value: &Value) {
    let body = bytes(&json!({ "result": value }));
    match (Raw { method: "m", status: 200, body: &body }).decode::<W>() {
        Ok(response) => {
            let written = response.written.unwrap_or_else(|| to_value::<W>(&response.result));
            assert_eq!(written, *value, "{}", std::any::type_name::<W>());
        }
        Err(Error::Result { result, .. }) => assert_eq!(*result, *value),
        Err(error) => panic!("{error}"),
    }
}

impl PartialEq for One<i64> {
    fn eq(&self, other: &Self) -> bool {
        self.field == other.field
    }
}

#[test]
fn a_changed_field_is_written_anew_and_no_other() {
    let answer = json!({ "id": "7", "count": "1", "yes_no": true, "ids": [1, null], "int": "x", "day": 5, "new": {} });
    let (mut sample, _) = from_slice::<Sample>(&bytes(&answer)).expect("an object");
    sample.count = 2;
    sample.yes_no = Some(false);
    sample.int = Some(5);
    sample.ids = None;
    assert_eq!(
        to_value::<Sample>(&sample),
        json!({ "id": "7", "count": 2, "yes_no": "N", "int": 5, "day": 5, "new": {} })
    );
}

#[test]
fn drift_names_every_difference() {
    let answer = json!({
        "id": 1, "int": "x", "role": "X", "new": 1, "ids": [1, true], "rights": { "a": "Y", "b": 7 },
        "small": { "size": [5] }, "children": [{ "id": {}, "count": 1 }, 5],
    });
    let (_, drift) = from_slice::<Sample>(&bytes(&answer)).expect("an object");
    let lines = drift.to_string().replace("; ", "\n");
    insta::assert_snapshot!(lines, @r"
    result.count: missing
    result.int: string instead of integer
    result.ids[1]: boolean instead of id
    result.rights.b: number instead of boolean
    result.role: a value that is not in the description
    result.small.title: missing
    result.small.size: array instead of integer
    result.children[0].id: object instead of id
    result.children[1]: number instead of object
    result.new: not in the description
    ");
}

/// One object in the place of a list is its item, and numbered ones are its items.
#[test]
fn one_object_may_stand_for_a_list() {
    let (one, drift) = from_slice::<Vec<Sample>>(&bytes(&json!({ "id": 7, "count": 2 }))).expect("a list");
    assert_eq!((one.len(), one[0].count), (1, 2), "{drift}");
    let numbered = json!({ "3": { "id": 7, "count": 2 }, "5": { "id": 8, "count": 3 } });
    let (two, _) = from_slice::<Vec<Sample>>(&bytes(&numbered)).expect("a list");
    assert_eq!(two.iter().map(|sample| sample.count).collect::<Vec<_>>(), [2, 3]);
}

/// The report of an error is no object with nothing in it.
#[test]
fn an_object_without_known_fields_is_told() {
    let foreign = |value: Value| {
        let (_, drift) = from_slice::<Sample>(&bytes(&value)).expect("an object");
        drift.findings().iter().any(|finding| matches!(finding, Finding::Foreign { path } if path == "result"))
    };
    assert!(foreign(json!({ "status": "error", "reason": "none" })));
    assert!(!foreign(json!({ "status": "error", "count": 1 })));
    assert!(!foreign(json!({})));
}

#[test]
fn values_of_an_enumeration_are_told_apart() {
    let values = ["E", "K", "X", "Y", ""].map(Role::from_wire);
    for (index, value) in values.iter().enumerate() {
        assert_eq!(values.iter().position(|other| other == value), Some(index), "{value:?}");
    }
    let set = std::collections::HashSet::from(values.clone());
    assert!(values.iter().all(|value| set.contains(&value.clone())));
    assert_eq!(format!("{:?} {:?}", values[0], values[2]), r#"Role "E" Role "X""#);
    assert_eq!(format!("{:?}", Priority::High), "Priority 2");
}
