//! Errors: of a method, or of a code.

use bitrix24_schema::model::{ErrorEntry, Retry};
use bitrix24_schema::shown::sentence;
use bitrix24_schema::{Model, export};
use serde_json::{Value, json};

use crate::page::Page;

/// The largest number of methods that are listed for a code.
const METHODS: usize = 20;

/// The owner of an error: a method's name, or none for the system.
type Owned<'m> = (Option<&'m str>, &'m ErrorEntry);

/// Returns the errors of a code, those of the system first.
pub(super) fn entries<'m>(model: &'m Model, code: &str) -> Vec<Owned<'m>> {
    let is_it = |entry: &ErrorEntry| !entry.code.is_empty() && entry.code.eq_ignore_ascii_case(code);
    let system = model.errors.iter().map(|error| (None, &error.entry));
    let own = model
        .methods
        .iter()
        .flat_map(|method| method.errors.iter().map(|entry| (Some(method.name.wire.as_str()), entry)));
    system.chain(own).filter(|(_, entry)| is_it(entry)).collect()
}

/// Returns all codes that say something by themselves.
pub(super) fn codes(model: &Model) -> impl Iterator<Item = &str> {
    let own = model.methods.iter().flat_map(|method| &method.errors);
    let system = model.errors.iter().map(|error| &error.entry);
    own.chain(system).map(|entry| entry.code.as_str()).filter(|code| code.len() > 3)
}

/// Returns the errors of a code for programs.
pub(super) fn json(model: &Model, code: &str) -> Value {
    let one = |(method, entry): Owned<'_>| {
        let mut value = export::error_json(entry);
        if let Value::Object(map) = &mut value {
            map.insert("method".to_owned(), json!(method));
        }
        value
    };
    json!({ "code": code, "errors": entries(model, code).into_iter().map(one).collect::<Vec<_>>() })
}

/// Writes the errors of a code for people: the same error once, with the methods that answer it.
pub(super) fn write(page: &mut Page, model: &Model, code: &str) {
    page.title(code);
    let mut groups: Vec<(&ErrorEntry, Vec<&str>)> = Vec::new();
    for (owner, entry) in entries(model, code) {
        let owner = owner.unwrap_or("any method");
        let is_same = |known: &&mut (&ErrorEntry, Vec<&str>)| {
            known.0.message == entry.message && known.0.circumstances() == entry.circumstances()
        };
        match groups.iter_mut().find(is_same) {
            Some((_, owners)) => owners.push(owner),
            None => groups.push((entry, vec![owner])),
        }
    }
    for (error, owners) in groups {
        page.line(0, "");
        entry(page, error);
        let more = owners.len().saturating_sub(METHODS);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let owners: Vec<&str> = owners.into_iter().take(METHODS).collect();
        page.words(6, &format!("Answered by {}{more}.", owners.join(", ")));
    }
}

/// Writes an error: its code, its message, when it comes, and what helps.
pub(super) fn entry(page: &mut Page, entry: &ErrorEntry) {
    let code = if entry.code.is_empty() { "(no code)" } else { &entry.code };
    let message = entry.message.as_deref().filter(|message| !message.is_empty());
    let message = message.map_or(String::new(), |message| format!("  {message}"));
    let status = entry.status.map_or(String::new(), |status| format!("  [HTTP {status}]"));
    page.words(2, &format!("{code}{message}{status}"));
    let when: Vec<String> = entry.circumstances().iter().map(|when| sentence(when)).collect();
    let advice = entry.advice().map(|retry| match retry {
        Retry::Never => "Calling again does not help.",
        Retry::Backoff => "Calling again, unchanged, after a growing pause can help.",
        Retry::Wait => "Calling again helps once the method's time limit has room.",
        Retry::Refresh => "Calling again with a fresh access token helps.",
    });
    let words: Vec<&str> = when.iter().map(String::as_str).chain(advice).collect();
    if !words.is_empty() {
        page.words(6, &words.join(" "));
    }
}
