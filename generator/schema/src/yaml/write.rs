//! Writes values as YAML.
//!
//! serde_yaml writes for readers of YAML 1.2. Many read 1.1, where `on`, `3_9`, `12:30` and `2026-01-31` are no texts, so
//! this writes only texts plainly that both read as such.

use serde_json::{Number, Value};

/// The largest length of a key in a line with its value: readers look no further for the colon.
const KEY: usize = 1000;

/// Returns a value as YAML that readers of YAML 1.1 and of 1.2 read as this value.
///
/// ```
/// use bitrix24_schema::yaml;
///
/// let value = serde_json::json!({ "code": "0", "flags": ["Y", true], "day": "2026-01-31", "none": {} });
/// assert_eq!(yaml::write(&value), "code: \"0\"\nflags:\n- \"Y\"\n- true\nday: \"2026-01-31\"\nnone: {}\n");
/// ```
pub fn write(value: &Value) -> String {
    let mut out = String::new();
    match inline(value) {
        Some(text) => out = text + "\n",
        None => block(&mut out, value, 0),
    }
    out
}

/// Writes a list or a map that has something in it, a line for each part.
fn block(out: &mut String, value: &Value, depth: usize) {
    match value {
        Value::Array(items) => {
            for item in items {
                indent(out, depth);
                out.push('-');
                part(out, item, depth, true);
            }
        }
        Value::Object(map) => {
            for (index, (key, value)) in map.iter().enumerate() {
                // The first key of an item stands in the line of its dash.
                if index > 0 || !out.ends_with("- ") {
                    indent(out, depth);
                }
                let key = text(key);
                if key.len() > KEY {
                    *out += &format!("? {key}\n");
                    indent(out, depth);
                } else {
                    *out += &key;
                }
                out.push(':');
                part(out, value, depth, false);
            }
        }
        _ => {}
    }
}

/// Writes what stands behind a dash or a key.
fn part(out: &mut String, value: &Value, depth: usize, is_item: bool) {
    match (inline(value), value) {
        (Some(text), _) => *out += &format!(" {text}\n"),
        (None, Value::Object(_)) if is_item => {
            out.push(' ');
            block(out, value, depth + 1);
        }
        // A list is not indented more than its key, as is usual.
        (None, Value::Array(_)) if !is_item => {
            out.push('\n');
            block(out, value, depth);
        }
        (None, _) => {
            out.push('\n');
            block(out, value, depth + 1);
        }
    }
}

fn indent(out: &mut String, depth: usize) {
    out.extend(std::iter::repeat_n("  ", depth));
}

/// Returns a value that stands in a line.
fn inline(value: &Value) -> Option<String> {
    match value {
        Value::Null => Some("null".to_owned()),
        Value::Bool(value) => Some(value.to_string()),
        Value::Number(value) => Some(number(value)),
        Value::String(value) => Some(text(value)),
        Value::Array(items) => items.is_empty().then(|| "[]".to_owned()),
        Value::Object(map) => map.is_empty().then(|| "{}".to_owned()),
    }
}

/// Returns a number. In YAML 1.1 `1e20` is a text, and `1.0e+20` the number.
fn number(number: &Number) -> String {
    let text = number.to_string();
    let Some((digits, exponent)) = text.split_once('e') else { return text };
    let point = if digits.contains('.') { "" } else { ".0" };
    let sign = if exponent.starts_with(['+', '-']) { "" } else { "+" };
    format!("{digits}{point}e{sign}{exponent}")
}

/// Returns a text as it may stand inside of brackets, too: in quotes unless every reader takes it for one without.
///
/// ```
/// use bitrix24_schema::yaml;
///
/// assert_eq!(yaml::inside("Flats & houses"), "Flats & houses");
/// assert_eq!(yaml::inside("integer[]"), "\"integer[]\"");
/// ```
pub fn inside(text: &str) -> String {
    let is_mark = |c: char| matches!(c, ',' | ':' | '?' | '[' | ']' | '{' | '}');
    if is_plain(text) && !text.contains(is_mark) { text.to_owned() } else { quoted(text) }
}

/// Returns a text, in quotes unless every reader takes it for one without.
fn text(text: &str) -> String {
    if is_plain(text) { text.to_owned() } else { quoted(text) }
}

/// Returns true if a text may stand without quotes: no number, time or sign of YAML begins so.
fn is_plain(text: &str) -> bool {
    let is_word = WORDS.iter().any(|word| text.eq_ignore_ascii_case(word));
    let is_one = text.starts_with(|c: char| c.is_alphabetic() || matches!(c, '/' | '$')) && !text.ends_with([' ', ':']);
    is_one && !is_word && text.chars().all(is_printable) && !text.contains(": ") && !text.contains(" #")
}

/// The words that some readers take for something else.
const WORDS: &[&str] = &["y", "yes", "n", "no", "on", "off", "true", "false", "null"];

fn is_printable(c: char) -> bool {
    !c.is_control() && !matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

/// Returns a text in double quotes, as JSON has it; YAML takes less as it is.
///
/// ```
/// assert_eq!(bitrix24_schema::yaml::quoted("a \"b\"\u{85}"), r#""a \"b\"\u0085""#);
/// ```
pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out += "\\n",
            '\t' => out += "\\t",
            c if is_printable(c) => out.push(c),
            c => out += &format!("\\u{:04x}", u32::from(c)),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::{inside, write};
    use crate::source::FileId;
    use crate::yaml::{Tree, read};

    #[test]
    fn parts_are_indented() {
        let value = json!({ "a": [{ "b": [[1], []], "c": "x: y" }, [{ "d": null }]], "": [1e300, 1.5e-9, 0.5] });
        let lines = [
            "a:",
            "- b:",
            "  -",
            "    - 1",
            "  - []",
            "  c: \"x: y\"",
            "-",
            "  - d: null",
            "\"\":",
            "- 1.0e+300",
            "- 1.5e-9",
            "- 0.5",
            "",
        ];
        assert_eq!(write(&value), lines.join("\n"));
        let long = "k".repeat(2000);
        assert_eq!(write(&json!({ &long: 1 })), format!("? {long}\n: 1\n"));
    }

    #[test]
    fn what_some_readers_take_for_another_value_is_quoted() {
        for text in [
            "on",
            "Off",
            "YES",
            "no",
            "y",
            "N",
            "~",
            "",
            "null",
            "True",
            "1",
            "-1",
            "+1",
            "0x1F",
            "0o7",
            "012",
            "3_9",
            "1e5",
            ".5",
            ".inf",
            ".NaN",
            "12:30",
            "2026-01-31",
            "2026-01-31T10:00:00Z",
            "=",
            "<<",
            "-",
            "- a",
            "# a",
            "a: b",
            "a #b",
            "a:",
            " a",
            "a ",
            "*a",
            "&a",
            "!a",
            "%a",
            "@a",
            "`a",
            "[a",
            "{a",
            "'a",
            "\"a",
            "|",
            ">",
            "?",
            "a\nb",
            "a\u{7}",
            "a\u{85}b",
            "a\u{2028}",
            "---",
            "...",
        ] {
            let written = write(&json!(text));
            assert!(written.starts_with('"'), "{written}");
            assert_eq!(read::<String>(&Tree::parse(&written, FileId::default()).unwrap()).unwrap(), text);
        }
        for text in ["a", "A text, with `code` and [brackets].", "yes/no", "crm.deal.add", "Ж", "e5", "infinity"] {
            assert_eq!(write(&json!(text)), format!("{text}\n"));
        }
    }

    fn value() -> impl Strategy<Value = Value> {
        let text = prop_oneof![
            "[a-zA-Z0-9_:#.,~+ -]{0,8}",
            ".{0,6}",
            proptest::sample::select(vec!["on", "\n", "\u{85}", "\u{1f600}", "\u{feff}"]).prop_map(str::to_owned)
        ];
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<f64>().prop_filter("finite", |number| number.is_finite()).prop_map(Value::from),
            text.clone().prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 40, 6, move |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
                proptest::collection::hash_map(text.clone(), inner, 0..5)
                    .prop_map(|map| Value::Object(map.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 300, ..ProptestConfig::default() })]

        #[test]
        fn what_is_written_is_read(value in value()) {
            let text = write(&value);
            let read: Value = serde_yaml::from_str(&text).map_err(|error| TestCaseError::fail(format!("{error}\n{text}")))?;
            prop_assert_eq!(&read, &value, "{}", text);
            let strict = crate::yaml::Tree::parse(&text, FileId::default());
            prop_assert!(strict.is_ok(), "{:?}\n{}", strict, text);
        }

        #[test]
        fn a_text_inside_of_brackets_is_read(text in prop_oneof!["[a-zA-Z0-9_:#.,~+ ?{}\\[\\]-]{0,8}", ".{0,6}"]) {
            let written = format!("{{ {0}: [{0}] }}", inside(&text));
            let read: Value = serde_yaml::from_str(&written).map_err(|error| TestCaseError::fail(format!("{error}\n{written}")))?;
            prop_assert_eq!(&read, &json!({ &text: [text] }), "{}", written);
            let strict = crate::yaml::Tree::parse(&written, FileId::default());
            prop_assert!(strict.is_ok(), "{:?}\n{}", strict, written);
        }
    }
}
