//! Values that are neither objects nor lists: their types, and their forms.

use serde_json::Value;

use crate::facts::ty::Ty;

/// Returns the type of scalars; unknown if there are none, or if they differ.
pub(crate) fn scalar_type(scalars: &[Value]) -> Ty {
    let all = |is: fn(&Value) -> bool| !scalars.is_empty() && scalars.iter().all(is);
    if all(Value::is_boolean) {
        Ty::name("boolean")
    } else if all(|value| value.is_i64()) {
        Ty::name("integer")
    } else if all(Value::is_number) {
        Ty::name("double")
    } else if all(|value| value.as_str().is_some_and(is_datetime)) {
        Ty::name("datetime")
    } else if all(|value| value.as_str().is_some_and(is_date)) {
        Ty::name("date")
    } else if all(|value| value.is_string() || value.is_number()) {
        Ty::name("string")
    } else {
        Ty::Any
    }
}

/// Returns true if a type's name is that of a single value. An identifier is not, because it may stand for an object.
pub(crate) fn is_value(name: &str) -> bool {
    let plain = name.split('(').next().unwrap_or_default();
    matches!(plain, "string" | "integer" | "double" | "boolean" | "date" | "datetime" | "timestamp")
}

/// Returns true for `2025-09-09T16:31:11+03:00`.
fn is_datetime(text: &str) -> bool {
    text.len() >= 19 && is_date(&text[..10.min(floor(text, 10))]) && text.as_bytes()[10] == b'T'
}

/// Returns true for `2025-09-09`.
pub(crate) fn is_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 10
        && bytes
            .iter()
            .enumerate()
            .all(|(at, byte)| if matches!(at, 4 | 7) { *byte == b'-' } else { byte.is_ascii_digit() })
}

fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// Returns true for a whole number, or the text of one.
pub(crate) fn is_integer(value: &Value) -> bool {
    value.is_i64() || value.as_str().is_some_and(|text| text.parse::<i64>().is_ok())
}

/// Returns true for a number, or the text of one.
pub(crate) fn is_number(value: &Value) -> bool {
    value.is_number() || value.as_str().is_some_and(|text| text.parse::<f64>().is_ok())
}

/// Returns true if it may be a date: seconds, or a text that begins with a digit.
pub(crate) fn is_date_like(value: &Value) -> bool {
    value.is_i64() || value.as_str().is_some_and(|text| text.starts_with(|c: char| c.is_ascii_digit()))
}

/// Returns true for a value that answers have in the place of a missing one.
pub(crate) fn is_nothing(value: &Value) -> bool {
    matches!(value, Value::Bool(false) | Value::Null) || value.as_str() == Some("")
}

/// Returns the boolean form of the values; `None` if they are no booleans.
pub(crate) fn boolean_form(scalars: &[Value]) -> Option<Ty> {
    let all = |texts: &[&str]| scalars.iter().all(|value| value.as_str().is_some_and(|text| texts.contains(&text)));
    let form = match () {
        () if scalars.iter().any(Value::is_boolean) && scalars.iter().all(is_booleanish) => "boolean",
        () if all(&["Y", "N"]) => "boolean(Y/N)",
        () if scalars.iter().all(|value| matches!(value.as_i64(), Some(0 | 1))) => "boolean(1/0)",
        () if all(&["1", "0"]) => "boolean(\"1\"/\"0\")",
        () if all(&["true", "false"]) => "boolean(\"true\"/\"false\")",
        () if scalars.iter().all(is_booleanish) => "boolean",
        () => return None,
    };
    Some(Ty::name(form))
}

fn is_booleanish(value: &Value) -> bool {
    match value {
        Value::Bool(_) => true,
        Value::Number(number) => matches!(number.as_i64(), Some(0 | 1)),
        Value::String(text) => matches!(text.as_str(), "Y" | "N" | "y" | "n" | "1" | "0" | "true" | "false" | ""),
        _ => false,
    }
}

/// Returns the text of a value, as prose has it.
pub(crate) fn text_of(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Returns the value of a literal in prose, where quotes and the case of letters may be missing.
pub(crate) fn literal(text: &str) -> Value {
    match text {
        "y" | "n" => text.to_uppercase().into(),
        _ => serde_json::from_str(text).unwrap_or_else(|_| text.into()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{boolean_form, literal, scalar_type};

    #[test]
    fn scalars_have_types() {
        for (scalars, ty) in [
            (vec![json!(1), json!(2)], "integer"),
            (vec![json!(1), json!(2.5)], "double"),
            (vec![json!("2025-01-01")], "date"),
            (vec![json!("2025-01-01T00:00:00+03:00")], "datetime"),
            (vec![json!("é2345678901234567890")], "string"),
            (vec![json!(true), json!("Y")], "any"),
        ] {
            assert_eq!(scalar_type(&scalars).to_string(), ty, "{scalars:?}");
        }
    }

    #[test]
    fn booleans_have_forms() {
        for (written, form) in [
            (["Y", "N"], "boolean(Y/N)"),
            (["y", "n"], "boolean(Y/N)"),
            (["1", "0"], "boolean(1/0)"),
            (["true", "false"], "boolean"),
            (["Y", "1"], "boolean"),
        ] {
            let values = written.map(literal);
            assert_eq!(boolean_form(&values).map(|ty| ty.to_string()).as_deref(), Some(form), "{written:?}");
        }
        assert_eq!(
            boolean_form(&[json!("1"), json!("0")]).map(|ty| ty.to_string()).as_deref(),
            Some("boolean(\"1\"/\"0\")")
        );
        assert_eq!(boolean_form(&[json!("yes")]), None);
    }
}
