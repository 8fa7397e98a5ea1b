//! Texts about fields, methods and errors, as CommonMark. A text of the schema is literal, except code in backticks.

use bitrix24_schema::model::{
    Api, Caller, Conditions, Deprecated, ErrorEntry, Event, Field, Limits, Method, PagerKind, Retry, Writable,
};
use bitrix24_schema::shown::sentence;

/// The number of values that a text lists.
const LISTED: usize = 40;

/// Returns sentences as one text.
pub(crate) fn paragraph(parts: impl IntoIterator<Item = String>) -> Option<String> {
    let parts: Vec<String> = parts.into_iter().map(|part| sentence(&part)).collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// Returns a text in which nothing means anything in CommonMark, except code in backticks.
pub(crate) fn markdown(text: &str) -> String {
    let is_paired = text.matches('`').count().is_multiple_of(2);
    let mut out = String::with_capacity(text.len() + 8);
    for (index, part) in text.split('`').enumerate() {
        if index > 0 {
            out.push(if is_paired { '`' } else { '\'' });
        }
        for c in part.chars() {
            if (index % 2 == 0 || !is_paired) && matches!(c, '[' | ']' | '<' | '>' | '*' | '_' | '\\' | '#' | '&') {
                out.push('\\');
            }
            out.push(c);
        }
    }
    out
}

/// Returns a text as code.
pub(crate) fn code(text: &str) -> String {
    match text {
        "" => "empty".to_owned(),
        text if text.contains('`') => format!("`` {text} ``"),
        text => format!("`{text}`"),
    }
}

/// Returns `` `a`, `b` or `c` ``.
fn joined(names: &[String], joint: &str) -> String {
    let names: Vec<String> = names.iter().map(|name| code(name)).collect();
    match names.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [before @ .., last] => format!("{} {joint} {last}", before.join(", ")),
    }
}

/// Returns `` `Y` (yes), `N` ``.
pub(crate) fn labelled(values: &[(String, Option<String>)]) -> String {
    let one = |(value, label): &(String, Option<String>)| match label {
        Some(label) => format!("{} ({label})", code(value)),
        None => code(value),
    };
    let mut list: Vec<String> = values.iter().take(LISTED).map(one).collect();
    if values.len() > LISTED {
        list.push("…".to_owned());
    }
    list.join(", ")
}

/// Returns what is said of a field in words alone, because no schema of another language has a place for it.
pub(crate) fn notes(field: &Field) -> Vec<String> {
    let mut notes: Vec<String> = conditions(&field.conditions);
    notes.extend(field.unit.map(|unit| format!("in {}", unit.name())));
    let has_labels = field.values.iter().any(|(_, label)| label.is_some());
    if !field.values.is_empty() && (field.open || has_labels) {
        let what = if field.open { "known values" } else { "one of" };
        notes.push(format!("{what}: {}", labelled(&field.values)));
    }
    if !field.operators.is_empty() {
        notes.push(format!("operators: {}", joined(&field.operators, "and")));
    }
    if !field.variants.is_empty() {
        notes.push(format!("only in the form {}", joined(&field.variants, "or")));
    }
    if field.writable == Some(Writable::Once) {
        notes.push("set only when it is made".to_owned());
    }
    notes.extend(field.availability.told());
    if field.observed {
        notes.push("not documented: seen in an example".to_owned());
    }
    if let Some(instead) = field.deprecated.as_ref().and_then(|deprecated| deprecated.instead.as_ref()) {
        notes.push(format!("deprecated: use {}", code(instead)));
    }
    notes
}

/// Returns the rules of a field in words, for exports that have no place for them.
pub(crate) fn rules(field: &Field) -> Vec<String> {
    let Limits { min, max, min_length, max_length } = field.limits;
    let mut rules = Vec::new();
    rules.extend(min.map(|min| format!("at least {min}")));
    rules.extend(max.map(|max| format!("at most {max}")));
    rules.extend(min_length.map(|length| format!("length at least {length}")));
    rules.extend(max_length.map(|length| format!("length at most {length}")));
    rules.extend(field.characters.as_ref().map(|set| format!("of the characters {}", code(&format!("[{set}]")))));
    rules.extend(field.default.as_ref().map(|default| format!("{} if it is not given", code(&default.to_string()))));
    rules
}

/// Returns the conditions under which a field has to be there, or has an effect.
fn conditions(conditions: &Conditions) -> Vec<String> {
    let mut words = Vec::new();
    if !conditions.unless.is_empty() {
        words.push(format!("required without {}", joined(&conditions.unless, "and")));
    }
    words.extend(conditions.when.iter().map(|(name, values)| match values.as_slice() {
        [] => format!("required with {}", code(name)),
        values => format!("required if {} is {}", code(name), joined(values, "or")),
    }));
    words.extend(conditions.only.iter().map(|(name, values)| match values.as_slice() {
        [] => format!("has an effect only with {}", code(name)),
        values => format!("has an effect only if {} is {}", code(name), joined(values, "or")),
    }));
    words
}

/// Returns the facts of a method.
pub(crate) fn method(method: &Method) -> Vec<String> {
    let mut facts = Vec::new();
    if method.api == Api::V3 {
        facts.push("REST 3.0".to_owned());
    }
    if !method.scopes.is_empty() {
        facts.push(format!("scope {}", joined(&method.scopes, "or")));
    }
    facts.extend(match method.caller {
        Some(Caller::Administrator) => Some("for administrators".to_owned()),
        Some(Caller::Permission) => Some("needs a permission".to_owned()),
        Some(Caller::Any) | None => None,
    });
    if method.application == Some(true) {
        facts.push("for applications only, not for webhooks".to_owned());
    }
    facts.extend(method.availability.told());
    if method.asynchronous {
        facts.push("its work goes on after the answer".to_owned());
    }
    if method.irreversible {
        facts.push("nothing takes its effect back".to_owned());
    }
    if method.batch == Some(false) {
        facts.push("`batch` cannot call it".to_owned());
    }
    if !method.positional.is_empty() {
        let order = method.positional.iter().map(|name| code(name)).collect::<Vec<_>>().join(", ");
        facts.push(format!("takes its parameters by position, in the order {order}: keep it"));
    }
    facts.extend(pager(method));
    facts
}

/// Returns the way to the next page of a list.
fn pager(method: &Method) -> Option<String> {
    let pager = method.pager.as_ref()?;
    let items = pager.items.as_ref().map_or("`result`".to_owned(), |items| code(&format!("result.{items}")));
    let way = match pager.kind {
        PagerKind::Start => "50 at a time: pass `next` of the answer as `start`",
        PagerKind::Offset => "paged by an offset",
        PagerKind::Page => "paged by the number of the page",
        PagerKind::LastId => "paged by the last identifier",
        PagerKind::Pagination => "paged by `pagination`",
        PagerKind::Whole => "all at once",
    };
    Some(format!("lists {items}, {way}"))
}

/// Returns the facts of an event.
pub(crate) fn event(event: &Event) -> Vec<String> {
    let scope = (!event.scopes.is_empty()).then(|| format!("scope {}", joined(&event.scopes, "or")));
    let caller = match event.caller {
        Some(Caller::Administrator) => Some("administrators may subscribe".to_owned()),
        Some(Caller::Permission) => Some("a subscription needs a permission".to_owned()),
        Some(Caller::Any) | None => None,
    };
    scope.into_iter().chain(caller).chain(event.availability.told()).collect()
}

/// Returns the replacement of a deprecated method.
pub(crate) fn instead(method: &Method) -> Option<String> {
    method.deprecated.as_ref().map(replaced)
}

/// Returns the replacement of a deprecated event.
pub(crate) fn event_instead(event: &Event) -> Option<String> {
    event.deprecated.as_ref().map(replaced)
}

fn replaced(deprecated: &Deprecated) -> String {
    match &deprecated.instead {
        Some(instead) => format!("deprecated: use {}", code(instead)),
        None => "deprecated".to_owned(),
    }
}

/// Returns the circumstances of an error, and the advice on calling again.
pub(crate) fn error(entry: &ErrorEntry) -> Option<String> {
    let advice = entry.advice().and_then(|advice| match advice {
        Retry::Never => None,
        Retry::Backoff => Some("call again after a growing pause"),
        Retry::Wait => Some("call again once the method's time limit has room"),
        Retry::Refresh => Some("call again with a fresh access token"),
    });
    paragraph(entry.circumstances().into_iter().chain(advice.map(str::to_owned)))
}

/// Returns what an error is about in a few words: its code, and else its message.
pub(crate) fn title(entry: &ErrorEntry) -> &str {
    match (entry.code.as_str(), entry.message.as_deref()) {
        ("", Some(message)) => message,
        (code, _) => code,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_literal() {
        assert_eq!(markdown("a <b> of `x_y` * c_d"), r"a \<b\> of `x_y` \* c\_d");
        assert_eq!(markdown("an odd ` sign"), "an odd ' sign");
    }
}
