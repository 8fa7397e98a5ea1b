//! Writes facts as YAML: short, stable, and easy to review.

use std::fmt::Write;

use bitrix24_schema::raw::{Api, Caller, Edition, Kind, PagerKind, Writable};
use bitrix24_schema::yaml::quoted;
use serde_json::Value;

use crate::facts::ty::Ty;
use crate::facts::{Availability, Deprecated, Error, Event, Field, Method, Required, Shared, Taken};

/// The longest line of a map; a longer map takes several lines.
const WIDTH: usize = 116;

/// Returns the text of a method's file.
pub(crate) fn method(method: &Method) -> String {
    let mut out = String::new();
    line(&mut out, 0, "method", &scalar(&method.name));
    if method.api == Api::V3 {
        line(&mut out, 0, "api", "v3");
    }
    if let Some(doc) = &method.doc {
        line(&mut out, 0, "summary", &scalar(doc));
    }
    scopes(&mut out, &method.scopes);
    if let Some(kind) = method.kind {
        line(&mut out, 0, "kind", if kind == Kind::Read { "read" } else { "write" });
    }
    if let Some(name) = method.caller.map(caller) {
        line(&mut out, 0, "caller", name);
    }
    for (key, is_said) in [
        ("application", method.is_for_applications),
        ("asynchronous", method.is_asynchronous),
        ("irreversible", method.is_irreversible),
    ] {
        if is_said {
            line(&mut out, 0, key, "true");
        }
    }
    availability(&method.availability).iter().for_each(|(key, value)| line(&mut out, 0, key, value));
    line(&mut out, 0, "docs", &scalar(&method.docs));
    deprecated(&mut out, method.deprecated.as_ref());
    if !method.positional.is_empty() {
        line(&mut out, 0, "positional", &list(&method.positional));
    }
    if let Some(pager) = &method.pager {
        let kind = match pager.kind {
            PagerKind::Start => "start",
            PagerKind::Offset => "offset",
            PagerKind::Page => "page",
            PagerKind::LastId => "last_id",
            PagerKind::Pagination => "pagination",
            PagerKind::Whole => "whole",
        };
        let mut parts = vec![format!("kind: {kind}")];
        parts.extend(pager.items.iter().map(|items| format!("items: {}", flow(&scalar(items)))));
        parts.extend(pager.id.iter().map(|id| format!("id: {}", flow(&scalar(id)))));
        line(&mut out, 0, "pager", &format!("{{ {} }}", parts.join(", ")));
    }
    if !method.params.is_empty() {
        out.push_str("params:\n");
        fields(&mut out, 2, &method.params, true);
    }
    if let Some(result) = &method.result {
        field(&mut out, 0, "result", result, false);
    }
    if !method.errors.is_empty() {
        out.push_str("errors:\n");
        method.errors.iter().for_each(|one| error(&mut out, one));
    }
    out
}

/// Returns the text of an event's file.
pub(crate) fn event(event: &Event) -> String {
    let mut out = String::new();
    line(&mut out, 0, "event", &scalar(&event.name));
    if let Some(doc) = &event.doc {
        line(&mut out, 0, "summary", &scalar(doc));
    }
    scopes(&mut out, &event.scopes);
    if let Some(name) = event.caller.map(caller) {
        line(&mut out, 0, "caller", name);
    }
    availability(&event.availability).iter().for_each(|(key, value)| line(&mut out, 0, key, value));
    line(&mut out, 0, "docs", &scalar(&event.docs));
    deprecated(&mut out, event.deprecated.as_ref());
    if let Some(data) = &event.data {
        field(&mut out, 0, "data", data, false);
    }
    out
}

fn scopes(out: &mut String, scopes: &[String]) {
    match scopes {
        [] => {}
        [one] => line(out, 0, "scope", &scalar(one)),
        many => line(out, 0, "scope", &list(many)),
    }
}

fn caller(caller: Caller) -> &'static str {
    match caller {
        Caller::Any => "any",
        Caller::Permission => "permission",
        Caller::Administrator => "administrator",
    }
}

fn deprecated(out: &mut String, deprecated: Option<&Deprecated>) {
    if let Some(deprecated) = deprecated {
        line(out, 0, "deprecated", &deprecated.instead.as_ref().map_or("true".to_owned(), |name| scalar(name)));
    }
}

/// Returns the text of a shared type's file.
pub(crate) fn shared(shared: &Shared) -> String {
    let mut out = String::new();
    line(&mut out, 0, "type", &scalar(&shared.name));
    if let Some(doc) = &shared.doc {
        line(&mut out, 0, "summary", &scalar(doc));
    }
    if !shared.docs.is_empty() {
        line(&mut out, 0, "docs", &scalar(&shared.docs));
    }
    if !shared.values.is_empty() {
        line(&mut out, 0, "values", &list(&shared.values));
        return out;
    }
    out.push_str("fields:");
    if shared.fields.is_empty() {
        out.push_str(" {}\n");
    } else {
        out.push('\n');
        fields(&mut out, 2, &shared.fields, true);
    }
    out
}

fn fields(out: &mut String, indent: usize, list: &[Field], with_marks: bool) {
    for one in list {
        let mark = if with_marks || one.required == Required::Yes { mark(one.required) } else { "" };
        let name = format!("{}{mark}", one.name);
        field(out, indent, &scalar(&name), one, with_marks);
    }
}

fn mark(required: Required) -> &'static str {
    match required {
        Required::Yes => "*",
        Required::Unknown => "?",
        Required::No => "",
    }
}

/// Writes a field: its type alone, a map on one line if it is short, else a map over several lines.
fn field(out: &mut String, indent: usize, name: &str, field_: &Field, with_marks: bool) {
    let pairs = pairs(field_);
    let has_fields = !field_.fields.is_empty();
    if let ([(_, ty)], false) = (pairs.as_slice(), has_fields) {
        return line(out, indent, name, ty);
    }
    if !has_fields {
        let inside = |key: &str, value: &str| if key == "defaults" { value.to_owned() } else { flow(value) };
        let flow: Vec<String> = pairs.iter().map(|(key, value)| format!("{key}: {}", inside(key, value))).collect();
        let text = format!("{{ {} }}", flow.join(", "));
        if indent + name.len() + 2 + text.len() <= WIDTH {
            return line(out, indent, name, &text);
        }
    }
    let _ = writeln!(out, "{:indent$}{name}:", "");
    for (key, value) in &pairs {
        if has_fields && *key == "type" && field_.ty == Ty::Object {
            continue;
        }
        line(out, indent + 2, key, value);
    }
    if has_fields {
        let _ = writeln!(out, "{:1$}fields:", "", indent + 2);
        fields(out, indent + 4, &field_.fields, with_marks);
    }
}

/// Returns the keys of a field except `fields`, in their order.
fn pairs(field: &Field) -> Vec<(&'static str, String)> {
    let mut pairs = vec![("type", scalar(&field.ty.to_string()))];
    if let Some(doc) = &field.doc {
        pairs.push(("doc", scalar(doc)));
    }
    for (key, values) in [
        ("values", &field.values),
        ("keys", &field.keys),
        ("operators", &field.operators),
        ("variants", &field.variants),
    ] {
        if key == "values" && !values.is_empty() && !has_texts(&field.ty) {
            pairs.push((key, format!("[{}]", values.join(", "))));
        } else if !values.is_empty() {
            pairs.push((key, list(values)));
        }
    }
    if field.is_open && !field.values.is_empty() {
        pairs.push(("open", "true".to_owned()));
    }
    pairs.extend(field.names.iter().map(|name| ("names", name.clone())));
    if !field.takes.is_empty() {
        let marked: Vec<String> =
            field.takes.iter().map(|taken| format!("{}{}", taken.name, mark(taken.required))).collect();
        pairs.push(("takes", list(&marked)));
        let default =
            |taken: &Taken| Some(format!("{}: {}", scalar(&taken.name), flow(&json(taken.default.as_ref()?))));
        let defaults: Vec<String> = field.takes.iter().filter_map(default).collect();
        if !defaults.is_empty() {
            pairs.push(("defaults", format!("{{ {} }}", defaults.join(", "))));
        }
    }
    if !field.conditions.unless.is_empty() {
        pairs.push(("unless", list(&field.conditions.unless)));
    }
    for (key, conditions) in [("when", &field.conditions.when), ("only", &field.conditions.only)] {
        let one = |(name, values): &(String, Vec<String>)| format!("{}: {}", scalar(name), list(values));
        let all: Vec<String> = conditions.iter().map(one).collect();
        if !all.is_empty() {
            pairs.push((key, format!("{{ {} }}", all.join(", "))));
        }
    }
    if let Some(default) = &field.default {
        pairs.push(("default", json(default)));
    }
    let limits = &field.limits;
    pairs.extend(limits.min.map(|min| ("min", min.to_string())));
    pairs.extend(limits.max.map(|max| ("max", max.to_string())));
    pairs.extend(limits.min_length.map(|min| ("min_length", min.to_string())));
    pairs.extend(limits.max_length.map(|max| ("max_length", max.to_string())));
    pairs.extend(field.characters.iter().map(|set| ("characters", quoted(set))));
    pairs.extend(field.unit.map(|unit| ("unit", unit.name().to_owned())));
    pairs.extend(availability(&field.availability));
    if field.is_deprecated {
        pairs.push(("deprecated", "true".to_owned()));
    }
    pairs.extend(field.writable.map(|writable| match writable {
        Writable::Never => ("writable", "never".to_owned()),
        Writable::Once => ("writable", "once".to_owned()),
    }));
    if field.is_observed && !field.is_declared {
        pairs.push(("observed", "true".to_owned()));
    }
    pairs
}

/// Returns the pairs of the edition, the plan and the version that have a thing.
fn availability(availability: &Availability) -> Vec<(&'static str, String)> {
    let mut pairs = Vec::new();
    pairs.extend(availability.edition.map(|edition| match edition {
        Edition::Cloud => ("edition", "cloud".to_owned()),
        Edition::OnPremise => ("edition", "on-premise".to_owned()),
    }));
    if availability.is_of_plans {
        pairs.push(("plan", "true".to_owned()));
    }
    pairs.extend(availability.since.iter().map(|since| ("since", scalar(since))));
    pairs
}

/// Returns true if the values of a type are texts, and not numbers.
fn has_texts(ty: &Ty) -> bool {
    match ty {
        Ty::List(inner) | Ty::Map(inner) | Ty::Nullable(inner) => has_texts(inner),
        ty => !ty.is("integer"),
    }
}

/// Writes an error of a list.
pub(crate) fn error(out: &mut String, error: &Error) {
    let mut pairs = vec![("code", code(&error.code))];
    pairs.extend(error.message.iter().map(|message| ("message", scalar(message))));
    pairs.extend(error.status.map(|status| ("status", status.to_string())));
    let reasons: Vec<String> = error.reasons.iter().map(|reason| reason.name().to_owned()).collect();
    match reasons.as_slice() {
        [] => {}
        [one] => pairs.push(("reason", one.clone())),
        many => pairs.push(("reason", list(many))),
    }
    if !error.of.is_empty() {
        pairs.push(("of", list(&error.of)));
    }
    match error.when.as_slice() {
        [] => {}
        [one] => pairs.push(("when", scalar(one))),
        many => pairs.push(("when", list(many))),
    }
    let text: Vec<String> = pairs.iter().map(|(key, value)| format!("{key}: {}", flow(value))).collect();
    let text = format!("  - {{ {} }}", text.join(", "));
    if text.chars().count() <= WIDTH {
        let _ = writeln!(out, "{text}");
        return;
    }
    for (index, (key, value)) in pairs.iter().enumerate() {
        let value = wrapped(value, 6 + key.len());
        let _ = writeln!(out, "  {} {key}: {value}", if index == 0 { "-" } else { " " });
    }
}

fn code(code: &str) -> String {
    let is_word = code.starts_with(|c: char| c.is_ascii_alphabetic()) && scalar(code) == code;
    if is_word { code.to_owned() } else { quoted(code) }
}

fn line(out: &mut String, indent: usize, key: &str, value: &str) {
    let _ = writeln!(out, "{:indent$}{key}: {}", "", wrapped(value, indent + key.len() + 2));
}

fn list(values: &[String]) -> String {
    let values: Vec<String> = values.iter().map(|value| flow(&scalar(value))).collect();
    format!("[{}]", values.join(", "))
}

/// Returns a list or a map in brackets with a line break before each item that would be beyond the width; `indent` is the
/// column of its first item.
fn wrapped(written: &str, indent: usize) -> String {
    let is_list = written.starts_with('[') && written.ends_with(']') || written.starts_with("{ ");
    if !is_list || indent + written.chars().count() <= WIDTH {
        return written.to_owned();
    }
    let mut out = String::new();
    let mut column = indent;
    for item in items(written) {
        if column + item.trim_end().chars().count() > WIDTH {
            out.truncate(out.trim_end().len());
            let _ = write!(out, "\n{:1$}", "", indent + 1);
            column = indent + 1;
        }
        out.push_str(item);
        column += item.chars().count();
    }
    out
}

/// Returns the items of what is written in brackets, each with the comma behind it. A comma in quotes is of a text.
fn items(written: &str) -> Vec<&str> {
    let (mut items, mut start) = (Vec::new(), 0);
    let (mut is_quoted, mut is_escaped) = (false, false);
    for (at, c) in written.char_indices() {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' if is_quoted => is_escaped = true,
            '"' => is_quoted = !is_quoted,
            ' ' if !is_quoted && written[..at].ends_with(',') => {
                items.push(&written[start..=at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    items.push(&written[start..]);
    items
}

/// Returns a scalar inside brackets: a text that YAML could take for a mark is quoted.
fn flow(written: &str) -> String {
    let is_plain = !written.starts_with(['"', '[', '{']);
    if is_plain && written.contains([',', '[', ']', '{', '}']) { quoted(written) } else { written.to_owned() }
}

fn json(value: &Value) -> String {
    match value {
        Value::String(text) => scalar(text),
        other => other.to_string(),
    }
}

/// Returns a text, in quotes if YAML would read it as something else.
pub(crate) fn scalar(text: &str) -> String {
    let is_word = |c: char| c.is_alphanumeric() || "_-./ ()'+!?@#$%&*<>=;~|^\\\"[]{},`:".contains(c);
    let starts_well = text.starts_with(|c: char| c.is_alphabetic() || matches!(c, '_' | '$' | '/' | '(' | '+'));
    let is_other = || ["true", "false", "null", "~", "nan", "inf"].iter().any(|other| text.eq_ignore_ascii_case(other));
    let is_number = || text.parse::<f64>().is_ok() || text.starts_with('+');
    let is_plain = starts_well
        && !is_other()
        && !is_number()
        && text.chars().all(is_word)
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with([':', ' '])
        && !text.contains("://");
    if is_plain { text.to_owned() } else { quoted(text) }
}
