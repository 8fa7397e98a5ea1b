//! Values of answers, read as servers write them: names in any case, flags and numbers as texts, lists as maps.

use serde_json::Value;

/// The largest number of characters of a title that is kept.
const LONGEST: usize = 120;

/// Returns a name without signs and capitals, in which `UF_CRM_5_KIND` and `ufCrm5Kind` are one.
pub(crate) fn plain(name: &str) -> String {
    name.chars().filter(|char| *char != '_').flat_map(char::to_lowercase).collect()
}

/// Returns the value of a key, however it is spelled.
pub(crate) fn get<'v>(value: &'v Value, name: &str) -> Option<&'v Value> {
    let map = value.as_object()?;
    map.get(name).or_else(|| {
        let name = plain(name);
        map.iter().find(|(key, _)| plain(key) == name).map(|(_, value)| value)
    })
}

/// Returns the first of these keys that has a text.
pub(crate) fn first(value: &Value, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| get(value, name).and_then(text))
}

/// Returns a single value as a text; `None` for nothing.
pub(crate) fn text(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    Some(text).filter(|text| !text.is_empty())
}

/// Returns a whole number, also one that is written as a text.
pub(crate) fn number(value: &Value) -> Option<i64> {
    match value {
        Value::Number(number) => number.as_i64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

/// Returns true for every way of writing yes.
pub(crate) fn flag(value: Option<&Value>) -> bool {
    match value {
        Some(Value::Bool(flag)) => *flag,
        Some(Value::Number(number)) => number.as_f64() != Some(0.0),
        Some(Value::String(text)) => matches!(text.trim(), "Y" | "y" | "1" | "true"),
        _ => false,
    }
}

/// Returns the items of a list, which may be written as a map.
pub(crate) fn rows(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(items) => items.iter().collect(),
        Value::Object(map) => map.values().collect(),
        _ => Vec::new(),
    }
}

/// Returns a label: a text, or a map from languages to texts. English names read best in Rust, so they come first there.
pub(crate) fn label(value: &Value) -> Option<String> {
    let told = match value {
        Value::Object(map) => map.get("en").and_then(text).or_else(|| map.values().find_map(text)),
        other => text(other),
    };
    told.and_then(|told| title(&told))
}

/// Returns a title on one line, without characters that are not seen, and not longer than people read.
pub(crate) fn title(told: &str) -> Option<String> {
    let seen = |char: char| if char.is_control() || is_hidden(char) { ' ' } else { char };
    let mut title = String::new();
    for char in told.chars().take(4 * LONGEST).map(seen) {
        let is_gap = char.is_whitespace();
        match is_gap {
            true if title.is_empty() || title.ends_with(' ') => {}
            true => title.push(' '),
            false => title.push(char),
        }
    }
    let title = title.trim_end();
    let cut = match title.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", title[..at].trim_end()),
        None => title.to_owned(),
    };
    Some(cut).filter(|title| !title.is_empty())
}

/// Returns true for characters that hide or turn others.
fn is_hidden(char: char) -> bool {
    matches!(char, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Returns a name in upper case with `_` as answers spell it in camel case: `ufAuto5Size`.
pub(crate) fn camel(name: &str) -> String {
    let mut words = name.split('_').filter(|word| !word.is_empty()).map(str::to_lowercase);
    let mut camel = words.next().unwrap_or_default();
    for word in words {
        let mut chars = word.chars();
        camel.extend(chars.next().into_iter().flat_map(char::to_uppercase));
        camel.push_str(chars.as_str());
    }
    camel
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{camel, flag, get, label, rows, title};

    #[test]
    fn values_are_read_as_servers_write_them() {
        let row = json!({ "FIELD_NAME": "A", "userTypeId": "file" });
        assert_eq!(get(&row, "fieldName"), Some(&json!("A")));
        assert_eq!(get(&row, "USER_TYPE_ID"), Some(&json!("file")));
        for yes in [json!("Y"), json!(1), json!("1"), json!(true)] {
            assert!(flag(Some(&yes)), "{yes}");
        }
        assert!(!flag(Some(&json!("N"))) && !flag(Some(&json!([]))) && !flag(None));
        assert_eq!(rows(&json!({ "4": 1, "5": 2 })).len(), 2);
        assert_eq!(label(&json!({ "ru": "Цвет", "de": null })).as_deref(), Some("Цвет"));
        assert_eq!(label(&json!({ "ru": "Цвет", "en": "Colour" })).as_deref(), Some("Colour"));
        assert_eq!(label(&json!([])), None);
    }

    #[test]
    fn a_title_is_one_line() {
        assert_eq!(title("  a\n\u{202e}b\u{0}  c ").as_deref(), Some("a b c"));
        assert_eq!(title(&"ж".repeat(500)).map(|title| title.chars().count()), Some(121));
        assert_eq!(title("\n"), None);
        assert_eq!(camel("UF_AUTO_55_SIZE"), "ufAuto55Size");
    }
}
