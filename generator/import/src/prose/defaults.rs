//! Defaults in prose, and as values of a type.

use std::borrow::Cow;

use serde_json::Value;

use crate::examples::json::lenient;
use crate::facts::Field;
use crate::facts::scalars::text_of;
use crate::facts::ty::Ty;
use crate::page::text::are_aligned;
use crate::prose::told::Told;
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

/// Returns the literal that a phrase calls the default: the one after it, else the one before it.
pub(crate) fn read(told: &Told<'_>) -> Option<String> {
    let text = told.text;
    let has = |stem: &&str| told.low.may_have(stem) && text.contains(stem);
    if !words::DEFAULT_STEMS.iter().any(has) {
        return None;
    }
    let low = &told.low.text;
    let low = if are_aligned(text, low) { Cow::Borrowed(low.as_ref()) } else { Cow::Owned(lowered(text)) };
    let phrases: Vec<&str> = words::DEFAULT.iter().filter(|phrase| told.low.may_have(phrase)).copied().collect();
    let mut from = 0;
    while let Some((at, phrase)) = next_phrase(&low, from, &phrases) {
        from = at + phrase.len();
        if is_in_code(text, at) || is_of_other(&low, at, from) {
            continue;
        }
        match after(&text[from..], &low) {
            Found::One(literal) => return Some(literal),
            Found::Several => return None,
            Found::Nothing => {}
        }
    }
    before(text, &low).or_else(|| marked(text, &low))
}

/// The literal after a phrase.
enum Found {
    One(String),
    /// One of several, each for a case of its own.
    Several,
    Nothing,
}

/// Returns the next phrase and its place, the longest one if several begin there.
fn next_phrase<'w>(low: &str, from: usize, phrases: &[&'w str]) -> Option<(usize, &'w str)> {
    let found = phrases.iter().filter_map(|phrase| Some((from + low[from..].find(phrase)?, *phrase)));
    found.min_by_key(|(at, phrase)| (*at, usize::MAX - phrase.len()))
}

fn is_in_code(text: &str, at: usize) -> bool {
    text[..at].matches('`').count() % 2 == 1
}

/// Returns true if what is here is the default of something else; a number is the default itself.
fn is_of_other(low: &str, at: usize, end: usize) -> bool {
    let is_here = |phrase: &&&str| low[at..].starts_with(**phrase) || low[..end].ends_with(**phrase);
    words::NOT_DEFAULT.iter().find(is_here).is_some_and(|phrase| {
        let rest = low[at..].strip_prefix(phrase).unwrap_or_default();
        !rest.trim_start().starts_with(|c: char| c.is_ascii_digit())
    })
}

/// Returns the literal at the head of a text, behind signs and words that join it to a phrase.
fn after(text: &str, low: &str) -> Found {
    let head: String = text.chars().take(160).collect();
    let mut head = head.as_str();
    loop {
        let bare = head.trim_start_matches([' ', ':', '—', '–', '-', '=', ',', '*']);
        let bare = words::DEFAULT_JOINTS.iter().find_map(|word| bare.strip_prefix(word)).unwrap_or(bare);
        if bare.len() == head.len() {
            break;
        }
        head = bare;
    }
    let low_head = lowered(head);
    if words::EMPTY_TEXT.iter().any(|word| low_head.starts_with(word)) {
        return Found::One(String::new());
    }
    if let Some(inside) = head.strip_prefix('`') {
        let Some(end) = inside.find('`') else { return Found::Nothing };
        let rest = inside[end + 1..].trim_start();
        // `a` or `b`: it is not one default.
        if words::OR.iter().chain(words::FOR).any(|word| rest.starts_with(word)) {
            return Found::Several;
        }
        return Found::One(bare(&inside[..end]));
    }
    let word: String = head.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-')).collect();
    let is_number = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    let rest = head[word.len()..].trim_start();
    let ends = !rest.starts_with(|c: char| c.is_alphanumeric() || c == '%') || is_counted(rest, low);
    if is_number && ends || matches!(word.as_str(), "Y" | "N" | "true" | "false") {
        return Found::One(word);
    }
    Found::Nothing
}

/// Returns true if a unit follows a number that needs none: a thing that is counted, or what the text measures in.
fn is_counted(rest: &str, low: &str) -> bool {
    let unit: String = rest.chars().take_while(|c| c.is_alphabetic()).collect::<String>().to_lowercase();
    let is = |list: &[&str]| list.iter().any(|stem| unit.starts_with(stem));
    is(words::COUNTED)
        || words::BE.contains(&unit.as_str())
        || is(words::MEASURES) && low.matches(unit.as_str()).count() > 1
}

fn bare(literal: &str) -> String {
    literal.trim().trim_matches(['"', '\'']).to_owned()
}

/// Returns the literal before a phrase, if it is the only one in its sentence: `` `Y` (default) ``, `` `Y` by default ``.
fn before(text: &str, low: &str) -> Option<String> {
    let literal = |phrase: &&str| {
        let (at, _) = low.match_indices(phrase).find(|(at, _)| !is_in_code(text, *at))?;
        let head = text[..at].trim_end().strip_suffix('`')?;
        let start = head.rfind('`')?;
        let is_sentence = |at: &usize| text[*at..].starts_with('\n') || text[..*at].ends_with(". ");
        let from = (0..start).rev().filter(|at| text.is_char_boundary(*at)).find(is_sentence).unwrap_or(0);
        let is_alone = !text[from..start].contains('`') && !text[from..start].trim_start().starts_with("- ");
        is_alone.then(|| bare(&head[start + 1..]))
    };
    words::AFTER_DEFAULT.iter().find_map(literal).filter(|literal| !literal.is_empty())
}

/// Returns the literal of the only item of a list whose description ends by calling it the default.
fn marked(text: &str, low: &str) -> Option<String> {
    let lines = text.lines().zip(low.lines()).filter(|(line, _)| line.trim_start().starts_with("- `"));
    let is_marked = |low: &str| {
        let low = low.trim_end_matches([' ', '.', ';', ',', '|']);
        words::DEFAULT_MARKS.iter().any(|mark| low.ends_with(mark))
    };
    let mut found = lines.filter(|(_, low)| is_marked(low));
    let (line, _) = found.next().filter(|_| found.next().is_none())?;
    let (_, rest) = line.split_once('`')?;
    let (literal, _) = rest.split_once('`')?;
    let is_value = literal.chars().any(char::is_alphanumeric);
    is_value.then(|| bare(literal))
}

/// Returns the default as JSON of the type; `None` if it does not fit.
pub(crate) fn typed(text: &str, ty: &Ty, values: &[String]) -> Option<Value> {
    if text == "null" || text.is_empty() && !ty.is("string") {
        return None;
    }
    let ty = if let Ty::Nullable(inner) = ty { inner } else { ty };
    if text.starts_with(['[', '{']) && ty.is_container() {
        return container(text, ty);
    }
    if !values.is_empty() && !values.iter().any(|value| value == text) {
        return None;
    }
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
        form if form.starts_with("boolean(") => boolean(text, form),
        "integer" | "timestamp" => text.parse::<i64>().ok().map(Value::from),
        "double" => text.parse::<f64>().ok().and_then(|number| {
            let whole = text.parse::<i64>().ok().map(Value::from);
            whole.or_else(|| serde_json::Number::from_f64(number).map(Value::Number))
        }),
        "boolean" => match text {
            // The form is that of other methods, perhaps; it is not known yet.
            "true" | "Y" => Some(true.into()),
            "false" | "N" => Some(false.into()),
            _ => None,
        },
        "string" => Some(text.into()),
        "date" | "datetime" => text.starts_with(|c: char| c.is_ascii_digit()).then(|| text.into()),
        // An identifier.
        name if name == "user" || name.ends_with(".id") || name.starts_with("crm_") => {
            text.parse::<i64>().ok().map(Value::from)
        }
        _ => None,
    }
}

/// Returns the value of a boolean in a form: a page may say it in another one.
fn boolean(text: &str, form: &str) -> Option<Value> {
    let is_true = match text {
        "true" | "Y" | "1" => true,
        "false" | "N" | "0" => false,
        _ => return None,
    };
    match form {
        "boolean(Y/N)" => Some(if is_true { "Y" } else { "N" }.into()),
        "boolean(1/0)" => Some(i64::from(is_true).into()),
        "boolean(\"1\"/\"0\")" => Some(if is_true { "1" } else { "0" }.into()),
        "boolean(\"true\"/\"false\")" => Some(is_true.to_string().into()),
        _ => None,
    }
}

/// Returns a list or an object that is written as JSON, or as JavaScript: `['*']`, `{id: 'ASC'}`.
fn container(text: &str, ty: &Ty) -> Option<Value> {
    let text = if text.contains('"') { text.to_owned() } else { text.replace('\'', "\"") };
    let value = lenient(&text)?;
    let is_text = |value: &Value| value.is_string();
    let fits = match (ty, &value) {
        (Ty::Array, Value::Array(items)) => items.iter().all(is_text),
        (Ty::List(inner), Value::Array(items)) => inner.is("string") && items.iter().all(is_text),
        (Ty::Object | Ty::Map(_), Value::Object(entries)) => entries.values().all(is_text),
        _ => false,
    };
    let is_empty = value.as_array().is_some_and(Vec::is_empty) || value.as_object().is_some_and(|all| all.is_empty());
    (fits && !is_empty).then_some(value)
}

/// Returns the default of a boolean in a form of booleans: `true` is `Y` or `1` in others.
pub(crate) fn in_form(is_true: bool, form: &Ty) -> Option<Value> {
    typed(if is_true { "true" } else { "false" }, form, &[])
}

/// Converts a default to the field's type, which has changed since it was read.
pub(crate) fn retype(field: &mut Field) {
    let default = field.default.take();
    field.default = default.and_then(|default| typed(&text_of(&default), &field.ty, &field.values));
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Told, Ty, in_form, typed};

    fn read(text: &str) -> Option<String> {
        super::read(&Told::new(text))
    }

    #[test]
    fn defaults_are_literals() {
        assert_eq!(read("Whether. By default `Y`").as_deref(), Some("Y"));
        assert_eq!(read("Сколько. По умолчанию — `50`").as_deref(), Some("50"));
        assert_eq!(read("How long. By default, 7200").as_deref(), Some("7200"));
        assert_eq!(read("Who. By default, the current user"), None);
        assert_eq!(read("`=` — equal (used by default)"), None);
        assert_eq!(read("Default value is set to `N`. Used only at home").as_deref(), Some("N"));
        assert_eq!(read("Default — `Y`. The default value can be changed").as_deref(), Some("Y"));
        assert_eq!(read("If not set, a default value of 100 is taken").as_deref(), Some("100"));
        assert_eq!(read("По умолчанию устанавливается `text`").as_deref(), Some("text"));
        assert_eq!(read("Rows of a page. By default, 20 records are shown").as_deref(), Some("20"));
        assert_eq!(read("Duration in hours. Default is 8 hours.").as_deref(), Some("8"));
        assert_eq!(read("Duration in minutes. Default is 8 hours."), None);
        assert_eq!(read("Default: `A` for one and `B` for others"), None);
        assert_eq!(read("The mode is `DEFAULT` — sends the `TEXT`"), None);
        assert_eq!(typed("50", &Ty::name("integer"), &[]), Some(json!(50)));
        assert_eq!(typed("many", &Ty::name("integer"), &[]), None);
        let union = Ty::one_of(vec![Ty::name("string"), Ty::name("integer")]);
        assert_eq!(typed("50", &union, &[]), Some(json!(50)));
        assert_eq!(typed("all", &union, &[]), Some(json!("all")));
    }

    #[test]
    fn a_default_may_stand_before_what_calls_it_so() {
        assert_eq!(read("A preview. Enabled `Y` by default. Pass `N` to disable it").as_deref(), Some("Y"));
        assert_eq!(read("If nothing is sent, `N` is used by default.").as_deref(), Some("N"));
        assert_eq!(read("`true` (default) shows it, `false` hides it").as_deref(), Some("true"));
        assert_eq!(read("Whether:\n- `Y` — on, default\n- `N` — off").as_deref(), Some("Y"));
        assert_eq!(read("Какой:\n- `a` — такой (по умолчанию)\n- `b` — другой").as_deref(), Some("a"));
        assert_eq!(read("Which:\n- `Y` — yes\n- `D` — default"), None);
        assert_eq!(read("Operators:\n- `=` — equal (used by default)\n- `!` — not"), None);
        assert_eq!(read("For the first one, `MAIN` is `Y` by default"), None);
    }

    #[test]
    fn defaults_of_booleans_have_forms() {
        assert_eq!(in_form(true, &Ty::name("boolean(Y/N)")), Some(json!("Y")));
        assert_eq!(in_form(false, &Ty::name("boolean(1/0)")), Some(json!(0)));
        assert_eq!(in_form(true, &Ty::name("boolean(\"1\"/\"0\")")), Some(json!("1")));
        assert_eq!(in_form(false, &Ty::name("boolean(\"true\"/\"false\")")), Some(json!("false")));
    }
}
