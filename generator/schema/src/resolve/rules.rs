//! Rules that go with a type: limits, keys, defaults.

use serde_json::Value;

use super::context::Resolver;
use super::place::{Place, innermost, written};
use crate::diagnostic::Finding;
use crate::model::{BooleanForm, ItemRef, Type};
use crate::naming::nearest;
use crate::raw;

/// Reports limits that do not apply to the type, and limits that no value can satisfy.
pub(super) fn limits(cx: &mut Resolver<'_>, body: &raw::FieldBody, ty: &Type, here: &Place) {
    let ty = innermost(ty);
    let is_number = matches!(ty, Type::Integer | Type::Double | Type::Id(_) | Type::Timestamp | Type::Any);
    let has_length = matches!(ty, Type::String | Type::List(_) | Type::OneOrMany(_) | Type::Any);
    for (key, is_given, fits, what) in [
        ("min", body.min.is_some(), is_number, "numbers"),
        ("max", body.max.is_some(), is_number, "numbers"),
        ("min_length", body.min_length.is_some(), has_length, "texts and lists"),
        ("max_length", body.max_length.is_some(), has_length, "texts and lists"),
    ] {
        if is_given && !fits {
            let message = format!("`{key}` is for {what}, and this is `{}`", written(body));
            let help = match (key, has_length, is_number) {
                ("min" | "max", true, _) => format!("for the length, write `{key}_length`"),
                ("min_length" | "max_length", _, true) => format!("for the number itself, write `{}`", &key[..3]),
                _ => "take it out, or mend the type".to_owned(),
            };
            cx.report(Finding::new("bad-limit", here.value(key), message).help(help).given(&["type"]));
        }
    }
    let lengths = body.min_length.zip(body.max_length);
    crossed(cx, body.min.zip(body.max), ["min", "max"], here);
    crossed(cx, lengths, ["min_length", "max_length"], here);
}

/// Reports a maximum below the minimum.
fn crossed<T: PartialOrd + std::fmt::Display>(
    cx: &mut Resolver<'_>,
    limits: Option<(T, T)>,
    [smallest, largest]: [&'static str; 2],
    here: &Place,
) {
    let Some((min, max)) = limits.filter(|(min, max)| min > max) else { return };
    let message = format!("no value is from {min} to {max}");
    let finding = Finding::new("bad-limit", here.value(largest), message).related(here.value(smallest), "the smallest");
    cx.report(finding.help("swap the two, or mend one"));
}

/// Reports keys of a type that is no map.
pub(super) fn keys(cx: &mut Resolver<'_>, body: &raw::FieldBody, ty: &Type, here: &Place) {
    if body.keys.is_some() && !matches!(innermost(ty), Type::Map(_)) {
        let message = format!("`keys` is for maps, and this is `{}`", written(body));
        let help = "give it the type `map<…>`, or list its parts under `fields`";
        cx.report(Finding::new("bad-type", here.key_of("keys"), message).help(help).given(&["type", "fields"]));
    }
}

/// Reports operators of a type without keys, and invalid operators.
pub(super) fn operators(cx: &mut Resolver<'_>, body: &raw::FieldBody, has_keys: bool, here: &Place) {
    if !body.operators.is_empty() && !has_keys {
        let message = format!("`operators` is for maps, objects and lists, and this is `{}`", written(body));
        let finding = Finding::new("bad-type", here.key_of("operators"), message).given(&["type", "fields"]);
        cx.report(finding.help("give it the type `object`, `map<…>` or `any[]`"));
    }
    let is_one = |word: &str| !word.is_empty() && !word.contains(char::is_whitespace);
    words(cx, "operators", &body.operators, is_one, here);
}

/// Reports invalid variants.
pub(super) fn variants(cx: &mut Resolver<'_>, body: &raw::FieldBody, here: &Place) {
    words(cx, "variants", &body.variants, |word| !word.is_empty() && word.trim() == word, here);
}

/// Reports invalid and duplicate items of a list.
fn words(cx: &mut Resolver<'_>, key: &str, words: &[String], is_one: fn(&str) -> bool, here: &Place) {
    let one = key.trim_end_matches('s');
    for (index, word) in words.iter().enumerate() {
        if !is_one(word) {
            let finding = Finding::new("bad-value", here.item(key, index), format!("`{word}` is no {one}"));
            cx.report(finding.help("write a word or a sign, without spaces around it"));
        } else if let Some(first) = words[..index].iter().position(|other| other == word) {
            let message = format!("the {one} `{word}` is listed twice");
            let finding = Finding::new("duplicate-value", here.item(key, index), message);
            cx.report(finding.related(here.item(key, first), "first here").help("keep one of the two"));
        }
    }
}

/// Reports a default that the server would refuse.
pub(super) fn default(cx: &mut Resolver<'_>, body: &raw::FieldBody, ty: &Type, here: &Place) {
    let Some(default) = &body.default else { return };
    let own = body.values.as_ref().map(|values| values.list.iter().map(|listed| listed.value.text.as_str()).collect());
    let values: Option<Vec<&str>> = own.or_else(|| shared_values(cx, ty));
    let finding = match values {
        Some(values) => among(default, &values),
        None if !fits(cx, default, ty) => {
            let message = format!("the default `{}` is not of type `{}`", shown(default), written(body));
            Some((message, how_to_write(default, ty)))
        }
        None => within(default, body),
    };
    if let Some((message, help)) = finding {
        let finding = Finding::new("bad-default", here.value("default"), message).help(help);
        cx.report(finding.given(&["type", "values", "fields"]));
    }
}

/// Returns the values of a shared type that lists some.
fn shared_values<'r>(cx: &Resolver<'r>, ty: &Type) -> Option<Vec<&'r str>> {
    match innermost(ty) {
        Type::Item(ItemRef::Shared(index)) => cx.values_of(*index),
        Type::List(inner) | Type::OneOrMany(inner) => shared_values(cx, inner),
        _ => None,
    }
}

/// Returns the message and the advice for a default, or an item of it, that is not among the values.
fn among(default: &Value, values: &[&str]) -> Option<(String, String)> {
    let given = default.as_array().map_or(std::slice::from_ref(default), Vec::as_slice);
    let is_known = |value: &&Value| values.contains(&shown(value).as_str());
    let missing = shown(given.iter().find(|value| !is_known(value))?);
    let near = nearest(&missing, values.iter().copied());
    let help = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => "add it to the values, or mend it".to_owned(),
    };
    Some((format!("the default `{missing}` is not among the values"), help))
}

/// Returns the message and the advice for a default that violates the limits.
fn within(default: &Value, body: &raw::FieldBody) -> Option<(String, String)> {
    let number = default.as_f64();
    let length = default.as_str().map(|text| text.chars().count()).or_else(|| default.as_array().map(Vec::len));
    let length = length.map(|length| length as u64);
    let is_out = number.zip(body.min).is_some_and(|(number, min)| number < min)
        || number.zip(body.max).is_some_and(|(number, max)| number > max)
        || length.zip(body.min_length).is_some_and(|(length, min)| length < min)
        || length.zip(body.max_length).is_some_and(|(length, max)| length > max);
    let message = format!("the default `{}` is outside the limits", shown(default));
    is_out.then(|| (message, "mend the default, or the limits".to_owned()))
}

/// Returns true if a value is one of a type.
pub(super) fn fits(cx: &Resolver<'_>, default: &Value, ty: &Type) -> bool {
    match ty {
        Type::Nullable(inner) => fits(cx, default, inner),
        Type::Integer | Type::Timestamp => default.is_i64() || default.is_u64(),
        Type::Double => default.is_number(),
        Type::String | Type::Date | Type::DateTime | Type::Money | Type::Address => default.is_string(),
        Type::Boolean(form) => default.is_boolean() || literals(*form).contains(default),
        Type::Id(_) | Type::CrmLink => default.is_i64() || default.is_u64() || default.is_string(),
        Type::List(inner) => default.as_array().is_some_and(|items| items.iter().all(|item| fits(cx, item, inner))),
        Type::OneOrMany(inner) => {
            let items = default.as_array().map_or(std::slice::from_ref(default), Vec::as_slice);
            items.iter().all(|item| fits(cx, item, inner))
        }
        Type::Map(inner) => default.as_object().is_some_and(|map| map.values().all(|value| fits(cx, value, inner))),
        Type::Item(ItemRef::Shared(index)) => cx.fields_of(*index).is_none() || default.is_object(),
        Type::Any | Type::Null | Type::Time | Type::File(_) | Type::Item(ItemRef::Local(_)) => true,
    }
}

/// Returns the two values of a boolean in a form.
fn literals(form: BooleanForm) -> [Value; 2] {
    match form {
        BooleanForm::Json => [true.into(), false.into()],
        BooleanForm::YesNo | BooleanForm::Custom => ["Y".into(), "N".into()],
        BooleanForm::OneZero => [1.into(), 0.into()],
        BooleanForm::OneZeroText => ["1".into(), "0".into()],
        BooleanForm::TrueFalseText => ["true".into(), "false".into()],
    }
}

/// Returns what to do about a default, or another value, that is not of its type.
pub(super) fn how_to_write(default: &Value, ty: &Type) -> String {
    match innermost(ty) {
        Type::String | Type::Date | Type::DateTime | Type::Money | Type::Address
            if !(default.is_array() || default.is_object()) =>
        {
            format!("put it in quotes: \"{}\"", shown(default))
        }
        Type::Integer | Type::Double | Type::Timestamp if default.is_string() => {
            "write a number, without quotes".to_owned()
        }
        Type::Boolean(form) => {
            let [yes, no] = literals(*form);
            format!("write {yes} or {no}")
        }
        Type::List(_) => "write a list: `[a, b]`".to_owned(),
        _ => "mend the value, or the type".to_owned(),
    }
}

/// Returns a default as it is compared and shown: a text without quotes.
fn shown(default: &Value) -> String {
    match default {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
