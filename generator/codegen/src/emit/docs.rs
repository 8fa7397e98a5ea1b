//! Texts of documentation comments.

use bitrix24_schema::model::{
    Api, BooleanForm, Caller, Conditions, ErrorEntry, Field, FileForm, Kind, Limits, Method, Page, Retry, Taken, Type,
    Writable,
};

/// Returns the documentation and the deprecation note of a former name.
pub(super) fn renamed(now: &str) -> (Vec<String>, String) {
    let now = code(now);
    (vec![format!("The former name of {now}.")], format!("it is {now} now"))
}

/// Returns a text of the schema as Markdown. All of it is literal, except code in backticks.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::new();
    for (index, part) in text.split('`').enumerate() {
        if index > 0 {
            out.push('`');
        }
        if index % 2 == 1 {
            out.push_str(part);
            continue;
        }
        let words: Vec<String> = part.split(' ').map(word).collect();
        out.push_str(&words.join(" "));
    }
    // An unpaired backtick would open code that never ends.
    if text.matches('`').count() % 2 == 1 { out.replace('`', "'") } else { out }
}

/// Returns a word as Markdown: a URL as a link, a wire name as code, any other text escaped.
fn word(word: &str) -> String {
    if word.starts_with("https://") || word.starts_with("http://") {
        return format!("<{word}>");
    }
    let name = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '_');
    if is_wire_name(name) && !word.contains('<') {
        // The text around the name is literal, too: brackets would make a link of it.
        let (before, after) = word.split_once(name).unwrap_or_default();
        return format!("{}`{name}`{}", escaped(before), escaped(after));
    }
    escaped(word)
}

/// Returns a text with Markdown's characters escaped.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '[' | ']' | '<' | '>' | '*' | '_' | '\\' | '#' => out.extend(['\\', c]),
            '\n' | '\r' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// Returns true if a word looks like a wire name: `GROUP_ID`, `ownerTypeId`.
fn is_wire_name(name: &str) -> bool {
    let chars: Vec<char> = name.chars().collect();
    let has_hump = chars.windows(2).any(|pair| pair[0].is_lowercase() && pair[1].is_uppercase());
    (name.contains('_') || has_hump) && chars.iter().all(|c| c.is_alphanumeric() || *c == '_')
}

/// Returns a text as a sentence: with a capital letter and a full stop.
pub(super) fn sentence(text: &str) -> String {
    let text = plain(text.trim());
    if text.starts_with('`') {
        return format!("{text}.");
    }
    let mut chars = text.chars();
    let first: String = chars.next().map(char::to_uppercase).into_iter().flatten().collect();
    let end = if text.ends_with(['.', '!', '?', '…']) { "" } else { "." };
    format!("{first}{}{end}", chars.as_str())
}

/// Returns the documentation of a type: its description, its origin, and its page.
pub(super) fn of_item(doc: Option<&String>, origin: &str, page: Option<&Page>) -> Vec<String> {
    let mut lines = vec![doc.map_or_else(|| format!("{origin}."), |doc| sentence(doc))];
    let facts: Vec<String> = doc.map(|_| origin.to_owned()).into_iter().chain(self::page(page)).collect();
    if !facts.is_empty() {
        lines.extend([String::new(), facts.join(" · ")]);
    }
    lines
}

/// The largest number of names that a list of all has. More are counted.
const NAMES: usize = 4;

/// Returns the names of the methods and shared types that have something: `` `a`, `b` and `c` ``, or, of many,
/// `` 12 methods, such as `a` and `b` ``.
pub(super) fn owners(methods: &[&str], types: &[&str]) -> String {
    let codes = || methods.iter().chain(types).map(|name| code(name)).collect::<Vec<_>>();
    let counted = |count: usize, what: &str| match count {
        0 => None,
        1 => Some(format!("1 {what}")),
        count => Some(format!("{count} {what}s")),
    };
    if methods.len() + types.len() <= NAMES {
        return joined(&codes(), "and");
    }
    let counts = [counted(methods.len(), "method"), counted(types.len(), "shared type")];
    let counts: Vec<String> = counts.into_iter().flatten().collect();
    format!("{}, such as {}", counts.join(" and "), joined(&codes()[..2], "and"))
}

/// Returns a link to a documentation page.
pub(super) fn page(page: Option<&Page>) -> Option<String> {
    page.map(|page| format!("[Documentation]({})", page.url))
}

/// Returns a sentence about a method, with its version of the API if version 2 has one of the same name: in a list of a
/// module's items the two look alike.
pub(super) fn of_version(method: &Method, sentence: String) -> String {
    let is_twin = method.api == Api::V3 && method.name.ident.ends_with("V3");
    match sentence.strip_suffix('.').filter(|_| is_twin) {
        Some(sentence) => format!("{sentence} (REST 3.0)."),
        None => sentence,
    }
}

/// Returns a method's facts on one line: name, version, scope, kind, page.
pub(super) fn method_facts(method: &Method) -> String {
    let name = format!("Method `{}`", method.name.wire);
    std::iter::once(name).chain(of_method(method)).chain(page(method.docs.as_ref())).collect::<Vec<_>>().join(" · ")
}

/// Returns a method's facts: version, scope, kind, who may call it.
pub(super) fn of_method(method: &Method) -> Vec<String> {
    let mut facts = Vec::new();
    if method.api == Api::V3 {
        facts.push("REST 3.0".to_owned());
    }
    match method.scopes.as_slice() {
        [] => {}
        [one] => facts.push(format!("scope `{one}`")),
        many => facts.push(format!("scope `{}`", many.join("` or `"))),
    }
    match method.kind {
        Some(Kind::Read) => facts.push("reads".to_owned()),
        Some(Kind::Write) => facts.push("writes".to_owned()),
        None => {}
    }
    match method.caller {
        Some(Caller::Administrator) => facts.push("for administrators".to_owned()),
        Some(Caller::Permission) => facts.push("needs a permission".to_owned()),
        Some(Caller::Any) | None => {}
    }
    if method.application == Some(true) {
        facts.push("for applications only".to_owned());
    }
    facts.extend(method.availability.told());
    if method.asynchronous {
        facts.push("its work goes on after the answer".to_owned());
    }
    if method.irreversible {
        facts.push("nothing takes its effect back".to_owned());
    }
    facts
}

/// Returns a field's documentation on one line: its description, wire name, type and rules. `kind` is the name of the
/// field that tells which fields the object around this one has.
pub(super) fn field(field: &Field, is_sent: bool, kind: Option<&str>) -> String {
    let doc = field.doc.as_ref().map(|doc| format!("{} ", sentence(doc))).unwrap_or_default();
    let keys = (!field.keys.is_empty()).then(|| format!("Keys: {}", labelled(&field.keys)));
    let sentences = [Some(field_facts(field, is_sent, kind)), keys, takes(field)];
    // Facts alone are no sentence, and have no full stop.
    let told = sentences.into_iter().flatten().collect::<Vec<_>>();
    let end = if told.len() > 1 { "." } else { "" };
    format!("{doc}{}{end}", told.join(". "))
}

/// Returns the list of the fields that are taken of a shared type, the required ones first, without a full stop.
fn takes(field: &Field) -> Option<String> {
    let (required, others): (Vec<_>, Vec<_>) = field.takes.iter().partition(|taken| taken.required == Some(true));
    let list = |taken: Vec<&Taken>| taken.into_iter().map(|taken| code(&taken.name)).collect::<Vec<_>>().join(", ");
    let default = |taken: &Taken| Some(format!("{} {}", code(&taken.name), code(&taken.default.as_ref()?.to_string())));
    let defaults: Vec<String> = field.takes.iter().filter_map(default).collect();
    let defaults = if defaults.is_empty() { String::new() } else { format!(". Defaults: {}", defaults.join(", ")) };
    match (required.is_empty(), others.is_empty()) {
        (true, true) => None,
        (false, true) => Some(format!("Takes {}, all required{defaults}", list(required))),
        (true, false) => Some(format!("Takes {}{defaults}", list(others))),
        (false, false) => Some(format!("Requires {}; takes {}{defaults}", list(required), list(others))),
    }
}

/// Returns a field's wire name, type and rules.
pub(super) fn field_facts(field: &Field, is_sent: bool, kind: Option<&str>) -> String {
    let mut facts = vec![format!("`{}`", field.name.wire), ty(&field.ty, &field.written)];
    if is_sent {
        facts.push(required(field.required).to_owned());
    }
    facts.extend(rules(field, kind));
    facts.join(" · ")
}

/// Returns the rules of a field beside its type and its mark.
pub(super) fn rules(field: &Field, kind: Option<&str>) -> Vec<String> {
    let mut facts = Vec::new();
    facts.extend(conditions(&field.conditions));
    facts.extend(limits(&field.limits));
    if let Some(default) = &field.default {
        facts.push(format!("default `{default}`"));
    }
    facts.extend(field.characters.as_ref().map(|set| format!("of the characters {}", code(&format!("[{set}]")))));
    facts.extend(field.unit.map(|unit| format!("in {}", unit.name())));
    facts.extend(field.availability.told());
    facts.extend(variants(&field.variants, kind));
    facts.extend(listed("operators", &field.operators));
    if field.open {
        facts.push("there may be other values".to_owned());
    }
    facts.extend(field.writable.map(|writable| match writable {
        Writable::Never => "read-only".to_owned(),
        Writable::Once => "set only when it is made".to_owned(),
    }));
    if field.observed {
        facts.push("seen in an example only".to_owned());
    }
    facts
}

/// Returns the conditions under which a field has to be there, in words.
fn conditions(conditions: &Conditions) -> Vec<String> {
    let code =
        |names: &[String], joint: &str| names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(joint);
    let mut words = Vec::new();
    if !conditions.unless.is_empty() {
        words.push(format!("required without {}", code(&conditions.unless, " and ")));
    }
    words.extend(conditions.when.iter().map(|(name, values)| match values.as_slice() {
        [] => format!("required with `{name}`"),
        values => format!("required if `{name}` is {}", code(values, " or ")),
    }));
    words.extend(conditions.only.iter().map(|(name, values)| match values.as_slice() {
        [] => format!("has an effect only with `{name}`"),
        values => format!("has an effect only if `{name}` is {}", code(values, " or ")),
    }));
    words
}

/// Returns the words for the variants of an object that have a field: `` only if `USER_TYPE_ID` is `string` or `url` ``.
/// `kind` is the name of the field whose values the variants are. Pages number the forms that they do not name.
fn variants(variants: &[String], kind: Option<&str>) -> Option<String> {
    let is_named = variants.iter().any(|name| name.contains(|c: char| !c.is_ascii_digit()));
    if variants.is_empty() {
        return None;
    }
    if !is_named {
        return Some("only in some forms of this object".to_owned());
    }
    // Names of several words are words, and others are values.
    if variants.iter().any(|name| name.contains(' ')) {
        return Some(format!("only for {}", joined(variants, "and")));
    }
    // `date|datetime` stands for two values.
    let values: Vec<String> = variants.iter().flat_map(|name| name.split('|')).map(code).collect();
    Some(match kind {
        Some(kind) => format!("only if {} is {}", code(kind), joined(&values, "or")),
        None => format!("only for the kind {}", joined(&values, "or")),
    })
}

/// Returns `a, b or c`.
pub(super) fn joined(words: &[String], joint: &str) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [before @ .., last] => format!("{} {joint} {last}", before.join(", ")),
    }
}

fn listed(what: &str, values: &[String]) -> Option<String> {
    let values: Vec<String> = values.iter().map(|value| code(value)).collect();
    (!values.is_empty()).then(|| format!("{what} {}", values.join(", ")))
}

/// Returns a text as code.
pub(super) fn code(text: &str) -> String {
    match text {
        "" => "empty".to_owned(),
        text if text.contains('`') => format!("`` {text} ``"),
        text => format!("`{text}`"),
    }
}

fn labelled(values: &[(String, Option<String>)]) -> String {
    let one = |(value, label): &(String, Option<String>)| match label {
        Some(label) => format!("`{value}` ({})", plain(label)),
        None => format!("`{value}`"),
    };
    values.iter().map(one).collect::<Vec<_>>().join(", ")
}

fn required(required: Option<bool>) -> &'static str {
    match required {
        Some(true) => "required",
        Some(false) => "optional",
        None => "perhaps required",
    }
}

/// Returns the name of a type in documentation.
fn ty(ty: &Type, written: &str) -> String {
    match ty {
        Type::Id(Some(of)) => format!("id of `{of}`"),
        Type::Boolean(form) => format!("boolean written {}", boolean(*form)),
        Type::Nullable(inner) => match inner.as_ref() {
            Type::Item(_) => format!("`{written}`"),
            inner => format!("{}, or nothing", self::ty(inner, written)),
        },
        Type::File(form) => format!("file written {}", file(*form)),
        Type::Money => "amount written `\"1000.50|EUR\"`".to_owned(),
        Type::Address => "address written `\"text|latitude;longitude|id\"`".to_owned(),
        Type::CrmLink => "link written `\"D_1\"`".to_owned(),
        Type::Any => "anything".to_owned(),
        Type::Null => "nothing".to_owned(),
        _ => format!("`{written}`"),
    }
}

fn boolean(form: BooleanForm) -> &'static str {
    match form {
        BooleanForm::Json => "`true` or `false`",
        BooleanForm::YesNo => "`\"Y\"` or `\"N\"`",
        BooleanForm::OneZero => "`1` or `0`",
        BooleanForm::OneZeroText => "`\"1\"` or `\"0\"`",
        BooleanForm::TrueFalseText => "`\"true\"` or `\"false\"`",
        BooleanForm::Custom => "`\"Y\"` or `\"N\"`, in filters `1` or `0`",
    }
}

fn file(form: FileForm) -> &'static str {
    match form {
        FileForm::Pair => "`[\"name\", \"base64\"]`",
        FileForm::Data => "`{\"fileData\": [\"name\", \"base64\"]}`",
        FileForm::Base64 => "`\"base64\"`",
        FileForm::Custom => "`[\"name\", \"base64\"]`, or `{\"id\": 1}` to keep it",
        FileForm::CustomData => "`{\"fileData\": [\"name\", \"base64\"]}`, or `{\"id\": 1}` to keep it",
    }
}

fn limits(limits: &Limits) -> Vec<String> {
    let Limits { min, max, min_length, max_length } = limits;
    let mut list = Vec::new();
    list.extend(min.map(|min| format!("at least {min}")));
    list.extend(max.map(|max| format!("at most {max}")));
    list.extend(min_length.map(|len| format!("length at least {len}")));
    list.extend(max_length.map(|len| format!("length at most {len}")));
    list
}

/// Returns an error's documentation on one line: code, message, status, circumstances, retry advice.
pub(super) fn error(entry: &ErrorEntry) -> String {
    let mut facts = vec![if entry.code.is_empty() { "No code".to_owned() } else { code(&entry.code) }];
    if let Some(message) = entry.message.as_deref().filter(|message| !message.is_empty()) {
        facts.push(format!("message {}", code(message)));
    } else if entry.message.is_some() {
        facts.push("no message".to_owned());
    }
    facts.extend(entry.status.map(|status| format!("HTTP {status}")));
    let when: Vec<String> = entry.circumstances().iter().map(|when| sentence(when)).collect();
    let retry = entry.advice().map(|retry| match retry {
        Retry::Never => "Calling again does not help.",
        Retry::Backoff => "Calling again, unchanged, after a growing pause can help.",
        Retry::Wait => "Calling again helps once the method's time limit has room.",
        Retry::Refresh => "Calling again with a fresh access token helps.",
    });
    let facts = facts.join(" · ");
    let sentences = when.iter().map(String::as_str).chain(retry);
    sentences.fold(facts, |line, sentence| {
        let end = if line.ends_with(['.', '!', '?', '…']) { "" } else { "." };
        format!("{line}{end} {sentence}")
    })
}
