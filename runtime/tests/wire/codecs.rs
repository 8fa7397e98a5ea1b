//! One codec after the other.

use super::*;

/// What a codec makes of JSON in a field: values, nothing, or what is not of its type. Each is encoded as it came.
#[track_caller]
pub(crate) fn reads<W: Wire<Out: Debug + PartialEq>>(values: &[(Value, W::Out)], nothing: &[Value], misfits: &[Value]) {
    let values = values.iter().map(|(json, value)| (json, Some(value), 0));
    let nothing = nothing.iter().map(|json| (json, None, 0));
    let misfits = misfits.iter().map(|json| (json, None, 1));
    for (json, value, findings) in values.chain(nothing).chain(misfits) {
        let answer = json!({ "field": json });
        let (one, drift) = from_slice::<One<W>>(&bytes(&answer)).expect("an object");
        assert_eq!(one.field.as_ref(), value, "{json}");
        assert_eq!(drift.findings().len(), findings, "{json}: {drift}");
        assert_eq!(to_value::<One<W>>(&one), answer);
    }
}

#[test]
fn integers() {
    let values = [
        (json!(5), 5),
        (json!(-5), -5),
        (json!(i64::MAX), i64::MAX),
        (json!("5"), 5),
        (json!("-5"), -5),
        (json!(5.0), 5),
        (json!(-0.0), 0),
    ];
    let nothing = [json!(null), json!(""), json!(false), json!([])];
    let misfits = [json!(5.5), json!(1e300), json!(u64::MAX), json!("007"), json!("5.0"), json!(" 5"), json!("five")];
    reads::<i64>(&values, &nothing, &misfits);
    reads::<i64>(&[], &[], &[json!(true), json!([5]), json!({})]);
}

#[test]
fn numbers() {
    let values = [
        (json!(0.5), 0.5),
        (json!(5), 5.0),
        (json!(u64::MAX), 18446744073709551615.0),
        (json!("0.50"), 0.5),
        (json!(" 5 "), 5.0),
        (json!("1e3"), 1000.0),
    ];
    let nothing = [json!(null), json!(""), json!(false), json!([])];
    reads::<f64>(&values, &nothing, &[json!("NaN"), json!("-inf"), json!("1e999"), json!("five"), json!({})]);
}

#[test]
fn texts() {
    let values = [("", json!("")), ("a", json!("a")), ("5", json!(5)), ("5.0", json!(5.0)), ("true", json!(true))];
    let values = values.map(|(text, json)| (json, text.to_owned()));
    reads::<String>(&values, &[json!(null), json!(false), json!([])], &[json!(["a"]), json!({ "a": 1 })]);
    reads::<String>(&[(json!(u64::MAX), u64::MAX.to_string())], &[], &[]);
}

#[test]
fn booleans_in_any_writing() {
    fn all<W: Wire<Out = bool>>() {
        let yes = [json!(true), json!("Y"), json!("y"), json!(1), json!("1"), json!("true"), json!("yes"), json!("on")];
        let no =
            [json!(false), json!("N"), json!("n"), json!(0), json!("0"), json!("false"), json!("no"), json!("off")];
        let values: Vec<_> = yes.map(|json| (json, true)).into_iter().chain(no.map(|json| (json, false))).collect();
        let misfits = [json!(2), json!(1.0), json!("maybe"), json!([1]), json!({})];
        reads::<W>(&values, &[json!(null), json!(""), json!([])], &misfits);
    }
    all::<bool>();
    all::<YesNo>();
    all::<OneZero>();
    all::<OneZeroText>();
    all::<TrueFalseText>();
    all::<CustomBoolean>();
}

#[test]
fn ids() {
    let values = [
        (json!(8017), Id::from(8017)),
        (json!("8017"), Id::from(8017)),
        (json!("D_1"), Id::from("D_1")),
        (json!(u64::MAX), Id::from(u64::MAX)),
        (json!("0"), Id::from(0)),
    ];
    let nothing = [json!(null), json!(""), json!(false), json!([])];
    reads::<Id>(&values, &nothing, &[json!(5.0), json!(true), json!([5]), json!({ "id": 5 })]);
}

#[test]
fn times_and_days() {
    let nothing = [json!(null), json!(""), json!(false), json!([])];
    let texts = ["2024-01-20T18:45:33+03:00", "2024-01-20 18:45:33", "20.01.2024 18:45:33", "20.01.2024", "1705765533"];

    reads::<DateTime>(&texts.map(|text| (json!(text), text.into())), &nothing, &[json!("soon"), json!(1.5), json!({})]);
    reads::<Unix>(&texts.map(|text| (json!(text), text.into())), &nothing, &[json!("soon"), json!(1.5), json!({})]);
    reads::<Date>(&texts.map(|text| (json!(text), text.into())), &nothing, &[json!("soon"), json!(1705765533)]);

    for text in &texts[..4] {
        let civil = DateTime::from(*text).civil().expect("a time");
        assert_eq!(civil.date(), Date::from(*text).civil().expect("a day"));
        assert_eq!(civil.date().to_string(), "2024-01-20");
    }
    let (time, _) = from_slice::<Unix>(b"1705765533").expect("seconds");
    assert_eq!(time.timestamp().expect("a time").to_string(), "2024-01-20T15:45:33Z");
    assert_eq!(to_value::<Unix>(&"2024-01-20T18:45:33+03:00".into()), json!(1705765533));
}

#[test]
fn enumerations() {
    reads::<EnumCodec<Role>>(
        &[(json!("E"), Role::Executor), (json!("K"), Role::Keeper)],
        &[json!(null), json!(""), json!(false), json!([])],
        &[json!(true), json!(1.5), json!(["E"]), json!({})],
    );
    reads::<EnumCodec<Priority>>(
        &[(json!(0), Priority::Low), (json!("0"), Priority::Low), (json!("2"), Priority::High)],
        &[json!(null), json!(""), json!(false), json!([])],
        &[json!(true), json!(2.0)],
    );
    for (json, value) in [(json!("X"), "X"), (json!(7), "7")] {
        let (role, drift) = from_slice::<EnumCodec<Role>>(&bytes(&json)).expect("open");
        assert_eq!(role, Role::Other(value.to_owned()));
        assert_eq!(drift.findings(), [Finding::UnknownValue { path: "result".to_owned() }]);
    }
}

#[test]
fn lists() {
    let ids = |ids: &[i64]| ids.iter().copied().map(Id::from).collect::<Vec<_>>();
    let values = [
        (json!([1, "2"]), ids(&[1, 2])),
        (json!([]), ids(&[])),
        (json!({}), ids(&[])),
        (json!({ "1": 10, "3": "30" }), ids(&[10, 30])),
    ];
    reads::<Vec<Id>>(&values, &[json!(null), json!(""), json!(false)], &[json!(1), json!("1"), json!(true)]);
    reads::<Vec<Option<i64>>>(
        &[(json!([1, null, "", "2", false]), vec![Some(1), None, None, Some(2), None])],
        &[],
        &[],
    );

    // What does not fit is left out of the list, and of nothing else.
    let answer = json!({ "field": [1, null, [2], 3] });
    let (one, drift) = from_slice::<One<Vec<Id>>>(&bytes(&answer)).expect("an object");
    assert_eq!(one.field, Some(ids(&[1, 3])));
    insta::assert_snapshot!(drift, @"result.field[1]: null instead of id; result.field[2]: array instead of id");
    assert_eq!(to_value::<One<Vec<Id>>>(&one), answer);
}

#[test]
fn maps() {
    let map = |entries: &[(&str, bool)]| entries.iter().map(|(key, value)| ((*key).to_owned(), *value)).collect();
    let values: [(Value, Map<bool>); 4] = [
        (json!({ "7": "Y", "x": "N" }), map(&[("7", true), ("x", false)])),
        (json!({ "7": true }), map(&[("7", true)])),
        (json!([]), map(&[])),
        (json!(["Y", "N"]), map(&[("0", true), ("1", false)])),
    ];
    reads::<Dict<YesNo>>(&values, &[json!(null), json!(""), json!(false)], &[json!("Y"), json!(1)]);
}

#[test]
fn one_or_many_and_either() {
    let values =
        [(json!(1), OneOrMany::from(1)), (json!("1"), OneOrMany::from(1)), (json!([1, "2"]), OneOrMany::from([1, 2]))];
    reads::<OneOrMany<Id>>(&values, &[json!(null), json!(""), json!(false)], &[json!({ "0": 1 })]);

    let values = [
        (json!(5), Either::Left(5)),
        (json!("5"), Either::Right("5".to_owned())),
        (json!("a"), Either::Right("a".to_owned())),
        (json!(5.0), Either::Left(5)),
        (json!(5.5), Either::Right("5.5".to_owned())),
    ];
    reads::<Either<i64, String>>(&values, &[json!(null), json!(false), json!([])], &[json!([1]), json!({})]);

    // A map, though not a good one, comes before an object with an unknown key; what it leaves out is kept.
    let mixed = json!({ "mixed": [{ "title": "a", "new": 1 }, 5] });
    let (sample, _) = from_slice::<Sample>(&bytes(&mixed)).expect("an object");
    assert_eq!(to_value::<Sample>(&sample), mixed);
}

#[test]
fn files() {
    let file = || File::new("a.txt", "ABC");
    reads::<FilePair>(&[(json!(["a.txt", "QUJD"]), file())], &[json!([])], &[json!(["a.txt", "QUJ"]), json!(["a"])]);
    let more = json!({ "fileData": ["a.txt", "QUJD"], "id": 5 });
    reads::<FileData>(&[(json!({ "fileData": ["a.txt", "QUJD"] }), file()), (more, file())], &[], &[json!({})]);
    reads::<FileBase64>(&[(json!("QUJD"), File::new("", "ABC"))], &[json!(null)], &[json!("Q"), json!(1)]);
}

#[test]
fn an_empty_list_is_no_object() {
    reads::<One<i64>>(&[], &[json!(null), json!([]), json!(false), json!("")], &[json!([1]), json!(1)]);
}

#[test]
fn nothing_is_read_from_anything_and_told() {
    for (json, findings) in [(json!(null), 0), (json!([]), 0), (json!(""), 0), (json!(true), 1), (json!({ "a": 1 }), 1)]
    {
        let ((), drift) = from_slice::<()>(&bytes(&json)).expect("nothing is expected of it");
        assert_eq!(drift.findings().len(), findings, "{json}: {drift}");
    }
}
