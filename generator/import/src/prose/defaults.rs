//! Defaults in prose, and as values of a type.

use serde_json::Value;

use crate::facts::Field;
use crate::facts::scalars::text_of;
use crate::facts::ty::Ty;
use crate::vocabulary as words;

/// Returns the text in small letters of the same length, so that positions stay: a few letters have another length in
/// lower case.
fn lowered(text: &str) -> String {
    let low = |c: char| {
        let mut small = c.to_lowercase();
        small.next().filter(|low| small.next().is_none() && low.len_utf8() == c.len_utf8()).unwrap_or(c)
    };
    text.chars().map(low).collect()
}

/// Returns the literal right after a phrase that introduces a default.
pub(crate) fn read(text: &str) -> Option<String> {
    if !words::DEFAULT_STEMS.iter().any(|stem| text.contains(stem)) {
        return None;
    }
    let low = lowered(text);
    if words::NOT_DEFAULT.iter().any(|phrase| low.contains(phrase)) {
        return None;
    }
    for phrase in words::DEFAULT {
        let Some(at) = low.find(phrase) else { continue };
        let after = &text[at + phrase.len()..];
        let head: String =
            after.trim_start_matches([' ', ':', '—', '–', '-', '=', ',', '*']).chars().take(160).collect();
        let head = words::DEFAULT_JOINTS.iter().find_map(|word| head.strip_prefix(word)).unwrap_or(&head);
        if let Some(inside) = head.strip_prefix('`') {
            let end = inside.find('`')?;
            let rest = inside[end + 1..].trim_start();
            // `a` or `b`: it is not one default.
            let is_one = !words::OR.iter().chain(words::FOR).any(|word| rest.starts_with(word));
            return is_one.then(|| inside[..end].trim().trim_matches(['"', '\'']).to_owned());
        }
        let word: String = head.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-')).collect();
        let is_number = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
        let ends = !head[word.len()..].trim_start().starts_with(|c: char| c.is_alphanumeric() || c == '%');
        if is_number && ends || matches!(word.as_str(), "Y" | "N" | "true" | "false") {
            return Some(word);
        }
        return None;
    }
    None
}

/// Returns the default as JSON of the type; `None` if it does not fit.
pub(crate) fn typed(text: &str, ty: &Ty, values: &[String]) -> Option<Value> {
    if text == "null" || text.is_empty() {
        return None;
    }
    if !values.is_empty() && !values.iter().any(|value| value == text) {
        return None;
    }
    let ty = if let Ty::Nullable(inner) = ty { inner } else { ty };
    if let Ty::OneOf(types) = ty {
        // For an object, the prose is about a field inside.
        if types.iter().any(Ty::has_object) {
            return None;
        }
        // Any literal is a text, so texts come last.
        let (texts, others): (Vec<&Ty>, Vec<&Ty>) = types.iter().partition(|ty| ty.is("string"));
        return others.into_iter().chain(texts).find_map(|ty| typed(text, ty, values));
    }
    let Ty::Name(name) = ty else { return None };
    match name.as_str() {
        "integer" | "timestamp" => text.parse::<i64>().ok().map(Value::from),
        "double" => text.parse::<f64>().ok().and_then(|number| {
            let whole = text.parse::<i64>().ok().map(Value::from);
            whole.or_else(|| serde_json::Number::from_f64(number).map(Value::Number))
        }),
        "boolean(Y/N)" => matches!(text, "Y" | "N").then(|| text.into()),
        "boolean(1/0)" => text.parse::<i64>().ok().filter(|value| matches!(value, 0 | 1)).map(Value::from),
        "boolean(\"1\"/\"0\")" => matches!(text, "1" | "0").then(|| text.into()),
        "boolean(\"true\"/\"false\")" => matches!(text, "true" | "false").then(|| text.into()),
        "boolean" => match text {
            "true" => Some(true.into()),
            "false" => Some(false.into()),
            _ => None,
        },
        "string" => Some(text.into()),
        "date" | "datetime" => text.starts_with(|c: char| c.is_ascii_digit()).then(|| text.into()),
        _ => None,
    }
}

/// Returns the default of a boolean in a form of booleans: `true` is `Y` or `1` in others.
pub(crate) fn in_form(is_true: bool, form: &Ty) -> Option<Value> {
    let words = if is_true { ["true", "Y", "1"] } else { ["false", "N", "0"] };
    words.iter().find_map(|word| typed(word, form, &[]))
}

/// Converts a default to the field's type, which has changed since it was read.
pub(crate) fn retype(field: &mut Field) {
    let default = field.default.take();
    field.default = default.and_then(|default| typed(&text_of(&default), &field.ty, &field.values));
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Ty, in_form, read, typed};

    #[test]
    fn defaults_are_literals() {
        assert_eq!(read("Whether. By default `Y`").as_deref(), Some("Y"));
        assert_eq!(read("Сколько. По умолчанию — `50`").as_deref(), Some("50"));
        assert_eq!(read("How long. By default, 7200").as_deref(), Some("7200"));
        assert_eq!(read("Who. By default, the current user"), None);
        assert_eq!(read("`=` — equal (used by default)"), None);
        assert_eq!(typed("50", &Ty::name("integer"), &[]), Some(json!(50)));
        assert_eq!(typed("many", &Ty::name("integer"), &[]), None);
        let union = Ty::one_of(vec![Ty::name("string"), Ty::name("integer")]);
        assert_eq!(typed("50", &union, &[]), Some(json!(50)));
        assert_eq!(typed("all", &union, &[]), Some(json!("all")));
    }

    #[test]
    fn defaults_of_booleans_have_forms() {
        assert_eq!(in_form(true, &Ty::name("boolean(Y/N)")), Some(json!("Y")));
        assert_eq!(in_form(false, &Ty::name("boolean(1/0)")), Some(json!(0)));
        assert_eq!(in_form(true, &Ty::name("boolean(\"1\"/\"0\")")), Some(json!("1")));
        assert_eq!(in_form(false, &Ty::name("boolean(\"true\"/\"false\")")), Some(json!("false")));
    }
}
