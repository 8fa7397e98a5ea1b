//! Values that mean something, for examples: a title, a date, an amount, by the name of what they are for.

use serde_json::{Value, json};

use crate::model::{BooleanForm, Field, FileForm, Limits};

/// The rules for texts: the last word of a name, or its whole, and a value.
const TEXTS: &[(&[&str], &str)] = &[
    (&["email", "mail", "login"], "anna@example.com"),
    (&["phone", "number", "mobile"], "+14155550123"),
    (&["color", "colour"], "#29619b"),
    (&["currency", "currency_id"], "EUR"),
    (&["completions_url"], "https://example.com/complete"),
    (&["url", "link", "handler", "href", "src", "image"], "https://example.com/bitrix24"),
    (&["server"], "imap.example.com"),
    (&["event", "events"], "ONCRMDEALADD"),
    (&["event_token", "token", "hash"], "55fd5d6d3fd5d6d3"),
    (&["placement"], "CRM_DEAL_DETAIL_TAB"),
    (&["connector", "connector_id"], "my_messenger"),
    (&["process_id"], "a1b2c3d4e5f6"),
    (&["user_type_id"], "string"),
    (&["module_id", "module"], "crm"),
    (&["command"], "deal_changed"),
    (&["access", "rights"], "U1"),
    (&["entity"], "dishes"),
    (&["language", "lang", "language_id"], "en"),
    (&["country", "country_code"], "DE"),
    (&["filename", "file_name"], "contract.pdf"),
    (&["content", "base64"], "SGVsbG8="),
    (&["title", "subject", "topic", "theme"], "Prepare the report"),
    (&["last_name"], "Miller"),
    (&["first_name"], "Anna"),
    (&["name"], "Website redesign"),
    (&["message", "text", "comment", "post", "body", "description"], "The report is ready"),
    (&["date", "from", "start", "begin", "to", "end"], "2026-01-31"),
    (&["ballot"], "2"),
    (&["options", "settings"], "dark"),
    (&["dialog_id"], "chat5"),
    (&["uid", "xml_id"], "b9f2c1d0"),
    (&["lid"], "s1"),
    (&["ip"], "203.0.113.7"),
    (&["company"], "Example Ltd"),
    (&["entity_id"], "CRM_DEAL"),
    (&["field_name"], "UF_CRM_SIZE"),
    (&["category"], "text"),
    (&["code", "id", "key", "type"], "my_code"),
];

/// The rules for integers.
const INTEGERS: &[(&[&str], i64)] = &[
    (&["entity_type_id", "owner_type_id"], 2),
    (&["user_id", "user", "responsible_id", "created_by", "author_id"], 1),
    (&["sort"], 100),
    (&["limit", "size", "page_size"], 50),
    (&["year"], 2026),
    (&["rate", "percent"], 20),
    (&["price", "amount", "sum", "opportunity"], 1500),
];

/// The rules for numbers with a fraction.
const DOUBLES: &[(&[&str], &str)] =
    &[(&["rate", "percent", "discount"], "20.0"), (&["quantity", "count"], "2.0"), (&["weight"], "0.5")];

/// The fields that say best what a thing is, the best first.
const TELLING: &[&str] =
    &["title", "name", "message", "text", "subject", "price", "opportunity", "email", "currency", "rate", "code"];

/// Returns the value of the first rule that knows a name or its last word.
fn rule<V: Copy>(rules: &[(&[&str], V)], name: &str) -> Option<V> {
    let last = name.rsplit('_').next().unwrap_or_default();
    let found = |word: &str| rules.iter().find(|(words, _)| words.contains(&word)).map(|(_, value)| *value);
    found(name).or_else(|| found(last)).or_else(|| found(last.trim_end_matches('s')))
}

/// Returns the name of a field as the rules write it: without the `_` that keeps it apart from a keyword.
fn name(field: &Field) -> &str {
    field.name.ident.trim_matches('_')
}

/// Returns a text for a field.
pub fn text(field: &Field) -> &str {
    let listed = field.values.first().map(|(value, _)| value.as_str());
    listed.or_else(|| rule(TEXTS, name(field))).unwrap_or("Hello")
}

/// Returns an integer for a field: that of a thing, where no rule knows better.
pub fn integer(field: &Field) -> String {
    let listed = field.values.first().map(|(value, _)| value.clone());
    listed.unwrap_or_else(|| within(&field.limits, rule(INTEGERS, name(field)).unwrap_or(42)).to_string())
}

/// Returns a number for a field.
pub fn double(field: &Field) -> String {
    let Limits { min, max, .. } = field.limits;
    if min.is_some() || max.is_some() {
        return format!("{:.1}", min.unwrap_or(0.0).max(1.0).min(max.unwrap_or(f64::MAX)));
    }
    rule(DOUBLES, name(field)).unwrap_or("1500.0").to_owned()
}

/// Returns a number that is not outside the limits.
fn within(limits: &Limits, number: i64) -> i64 {
    let number = limits.min.map_or(number, |min| number.max(min as i64));
    limits.max.map_or(number, |max| number.min(max as i64))
}

/// Returns true if a field ends a span of time, so that its day is after that of the beginning.
pub fn is_end(field: &Field) -> bool {
    matches!(name(field).rsplit('_').next(), Some("to" | "end" | "deadline" | "finish" | "until"))
}

/// Returns the key of a map whose keys are in no schema.
pub fn key(field: &Field) -> &'static str {
    match name(field) {
        "ballot" => "1",
        "options" | "settings" => "theme",
        _ => "TITLE",
    }
}

/// Returns true if a field says what a thing is.
pub fn is_telling(field: &Field) -> bool {
    rank(field) < TELLING.len()
}

/// Returns the place of a field among those that say what a thing is; 0 is the best.
pub fn rank(field: &Field) -> usize {
    TELLING.iter().position(|known| *known == name(field)).unwrap_or(TELLING.len())
}

/// Returns `true` in a wire form.
pub fn boolean(form: BooleanForm) -> Value {
    match form {
        BooleanForm::Json => json!(true),
        BooleanForm::YesNo | BooleanForm::Custom => json!("Y"),
        BooleanForm::OneZero => json!(1),
        BooleanForm::OneZeroText => json!("1"),
        BooleanForm::TrueFalseText => json!("true"),
    }
}

/// Returns a small file in a wire form.
pub fn file(form: FileForm) -> Value {
    let pair = json!(["contract.pdf", "SGVsbG8="]);
    match form {
        FileForm::Pair | FileForm::Custom => pair,
        FileForm::Data | FileForm::CustomData => json!({ "fileData": pair }),
        FileForm::Base64 => json!("SGVsbG8="),
    }
}

/// An amount with its currency.
pub const MONEY: &str = "1500|EUR";

/// An address of a custom field.
pub const ADDRESS: &str = "12 Main Street";

/// A link to a thing of the CRM.
pub const CRM_LINK: &str = "D_42";
