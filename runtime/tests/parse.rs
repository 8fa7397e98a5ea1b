//! The two readers of answers, held against the parser of serde_json: the same value, or none.

use bitrix24_runtime::dom::Document;
use bitrix24_runtime::{Any, Value, envelope};
use proptest::prelude::*;

/// What the parser makes of bytes.
fn parse(bytes: &[u8]) -> Option<Value> {
    Document::parse(bytes).map(|document| document.root().to_value())
}

/// The same value from both, or none from both.
#[track_caller]
fn agree(bytes: &[u8]) {
    let (ours, theirs) = (parse(bytes), serde_json::from_slice::<Value>(bytes).ok());
    let start: String = String::from_utf8_lossy(bytes).chars().take(200).collect();
    assert!(ours == theirs, "{start}\n{:.200}\n{:.200}", format!("{ours:?}"), format!("{theirs:?}"));
    let from_text = envelope::from_slice::<Any>(bytes).map(|(value, _)| value);
    assert!(from_text == theirs, "{start}\n{:.200}\n{:.200}", format!("{from_text:?}"), format!("{theirs:?}"));
}

/// Any JSON, written with spaces, escapes and numbers of all sorts.
fn written() -> impl Strategy<Value = String> {
    let space = || "[ \t\r\n]{0,2}";
    let text = || {
        let piece = prop_oneof![
            4 => "[a-zA-Z0-9 ]{0,6}",
            2 => "[äЖ€😀\u{7f}/]{1,2}",
            1 => Just("\\u00e4\\ud83d\\ude00\\n\\\"\\\\\\/\\b\\f\\t".to_owned()),
            1 => "\\\\u[0-7][0-9a-f]{3}",
        ];
        prop::collection::vec(piece, 0..4).prop_map(|pieces| format!("\"{}\"", pieces.concat()))
    };
    let number = prop_oneof![
        any::<i64>().prop_map(|number| number.to_string()),
        any::<u64>().prop_map(|number| number.to_string()),
        any::<f64>().prop_filter("JSON has neither", |number| number.is_finite()).prop_map(|number| number.to_string()),
        "-?(0|[1-9][0-9]{0,30})(\\.[0-9]{1,20})?([eE][-+]?[0-9]{1,2})?",
    ];
    let leaf = prop_oneof![
        Just("null".to_owned()),
        Just("true".to_owned()),
        Just("false".to_owned()),
        number.prop_map(|number: String| number),
        text(),
    ];
    leaf.prop_recursive(5, 40, 5, move |inner| {
        let item = (space(), inner.clone(), space()).prop_map(|(before, item, after)| format!("{before}{item}{after}"));
        let member =
            (text(), space(), inner, space()).prop_map(|(key, a, value, b)| format!("{a}{key}{b}:{b}{value}{a}"));
        prop_oneof![
            prop::collection::vec(item, 0..5).prop_map(|items| format!("[{}]", items.join(","))),
            prop::collection::vec(member, 0..5).prop_map(|members| format!("{{{}}}", members.join(","))),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn json_is_read_as_serde_json_reads_it(text in written()) {
        agree(text.as_bytes());
    }

    #[test]
    fn json_that_is_damaged_is_read_or_refused_alike(
        text in written(), at in any::<prop::sample::Index>(), with in prop::collection::vec(any::<u8>(), 0..3),
        cut in any::<bool>(),
    ) {
        let mut bytes = text.into_bytes();
        let at = at.index(bytes.len() + 1);
        if cut {
            bytes.truncate(at);
        } else {
            let end = (at + with.len()).min(bytes.len());
            bytes.splice(at..end, with);
        }
        agree(&bytes);
    }

    #[test]
    fn any_bytes_are_read_or_refused_alike(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
        agree(&bytes);
    }

    #[test]
    fn signs_of_json_in_any_order(text in "[\\[\\]{}:,\"\\\\0-9eE.+\\-untrfalsd \u{1}]{0,24}") {
        agree(text.as_bytes());
    }
}

/// Texts that parsers may read differently.
const ODD: &[&str] = &[
    "",
    " ",
    "-",
    "-0",
    "-0.0",
    "0.0",
    "01",
    "1.",
    ".5",
    "1e",
    "1e5",
    "1E+2",
    "1e400",
    "-1e400",
    "1e-400",
    "NaN",
    "Infinity",
    "-Infinity",
    "nul",
    "nulll",
    "truefalse",
    "[1,]",
    "{\"a\":1,}",
    "[,]",
    "{,}",
    "{\"a\"}",
    "{1:2}",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "-9223372036854775809",
    "18446744073709551615",
    "18446744073709551616",
    "123456789012345678901234567890",
    "0.1234567890123456789",
    "\"\\ud800\"",
    "\"\\udc00\"",
    "\"\\ud800\\u0041\"",
    "\"\\ud83d\\ude00\"",
    "\"\\u12\"",
    "\"\\x\"",
    "\"\n\"",
    "\"\u{0}\"",
    "\"",
    "\"\\",
    "\u{feff}{}",
    "{} {}",
    "{}x",
    "// c\n1",
    "{\"a\":1,\"a\":2}",
    "{\"a\":{\"b\":1},\"a\":{}}",
    "{\"\":0}",
    "{\"\\u0061\":1,\"a\":2}",
];

#[test]
fn what_is_odd() {
    for text in ODD {
        agree(text.as_bytes());
    }
    for bytes in [&b"\"\xff\""[..], b"\"\xc3\"", b"\"\xed\xa0\x80\"", b"{\"\xe2\x82\":1}", b"\xef\xbb\xbf1", b"1\x00"] {
        agree(bytes);
    }
}

#[test]
fn numbers_of_any_length() {
    for digits in [19, 20, 300, 308, 309, 400, 5_000, 100_000] {
        for text in ["9".repeat(digits), format!("-{}", "9".repeat(digits)), format!("0.{}", "9".repeat(digits))] {
            agree(text.as_bytes());
        }
        // One that only its exponent makes small may be refused.
        let one = parse(format!("1{}e-{digits}", "0".repeat(digits)).as_bytes());
        assert!(one.is_none_or(|one| one.as_f64() == Some(1.0)), "{digits}");
    }
}

#[test]
fn depth_ends_before_the_stack() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}"), ("[{\"a\":", "}]")] {
        for times in [1, 12, 13, 24, 25, 60] {
            agree(format!("{}1{}", open.repeat(times), close.repeat(times)).as_bytes());
        }
        for depth in [100_000, 1_000_000] {
            assert_eq!(parse(open.repeat(depth).as_bytes()), None);
            assert_eq!(parse(format!("{}1{}", open.repeat(depth), close.repeat(depth)).as_bytes()), None);
        }
    }
    let deepest = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert!(Document::parse(deepest(127).as_bytes()).is_some() && Document::parse(deepest(128).as_bytes()).is_none());
}
