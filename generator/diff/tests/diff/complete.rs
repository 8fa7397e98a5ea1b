//! Every key of the format has a row when it changes, or a reason why not.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use bitrix24_diff::verdict::Wire;
use bitrix24_diff::{edit, rules, tree};
use bitrix24_schema::raw;
use serde_json::Value;

use crate::schema::{Documents, diff, other, pointers, read, whole, without};

/// Keys without rows, each with the reason: definition, key, reason.
const WITHOUT_ROWS: &[(&str, &str, &str)] = &[
    ("Catalogue", "format", "there is one format"),
    ("Catalogue", "docs", "the head of the report tells where the facts come from"),
    ("Catalogue", "scopes", "what methods and events may name: those have rows of their own"),
    ("Catalogue", "types", "names for the importer: what they name has rows of its own"),
    ("Docs", "base", "it is in the address of every page, and in no fact"),
    ("Docs", "date", "the head of the report tells it"),
    ("Docs", "commit", "the head of the report tells it"),
    ("Docs", "importer", "the head of the report tells it"),
    ("Method", "summary", "our own words"),
    ("Method", "docs", "a page that moved is no change of the method"),
    ("Type", "summary", "our own words"),
    ("Type", "docs", "a page that moved is no change of the type"),
    ("Type", "type", "it is the name: its file goes with it"),
    ("Event", "summary", "our own words"),
    ("Event", "docs", "a page that moved is no change of the event"),
    ("Event", "event", "it is the name: its file goes with it"),
    ("Method", "method", "it is the name: its file goes with it"),
    ("Method", "api", "it is part of the name: its file goes with it"),
    ("FieldBody", "doc", "our own words"),
    ("ValueBody", "label", "our own words, where `rust` names the variant"),
    ("Error", "of", "it follows from the words of the page"),
    ("Error", "when", "our own words"),
];

/// Returns the key of the value at a pointer, and the definition of the format that it belongs to.
fn owner(path: &str, pointer: &str) -> Option<(&'static str, String)> {
    let keys: Vec<&str> = pointer.split('/').skip(1).collect();
    let (last, before) = keys.split_last()?;
    let key = (*last).to_owned();
    // Entries of these are not keys of the format.
    let names = ["params", "fields", "ids", "types", "values", "keys", "when"];
    let is_name = before.last().is_some_and(|key| names.contains(key)) || last.parse::<usize>().is_ok();
    let definition = match (path, before) {
        _ if is_name => return None,
        (_, [.., "docs"]) => "Docs",
        ("catalogue.yaml", _) => "Catalogue",
        ("errors.yaml", []) => "Errors",
        ("errors.yaml", _) | (_, [.., "errors", _]) => "Error",
        (_, [.., "pager"]) => "Pager",
        (_, [.., "values", _]) => "ValueBody",
        (_, []) if path.starts_with("methods/") => "Method",
        (_, []) if path.starts_with("events/") => "Event",
        (_, []) => "Type",
        _ => "FieldBody",
    };
    Some((definition, key))
}

/// A change of one value: its file, its place there, and the schema after it.
type Change = (String, String, Documents);

/// Returns all changes of one value of the schema that leave it valid.
fn changes(base: &Documents) -> &'static [Change] {
    static CHANGES: OnceLock<Vec<Change>> = OnceLock::new();
    CHANGES.get_or_init(|| all_changes(base))
}

fn all_changes(base: &Documents) -> Vec<Change> {
    let mut changes = Vec::new();
    for (path, document) in base {
        for pointer in pointers(document).into_iter().filter(|pointer| !pointer.is_empty()) {
            let mut variants: Vec<Value> = without(document.clone(), &pointer).into_iter().collect();
            let old = document.pointer(&pointer).expect("it was found there");
            for value in other(old) {
                let mut changed = document.clone();
                *changed.pointer_mut(&pointer).expect("it was found there") = value;
                variants.push(changed);
            }
            for variant in variants {
                let mut documents = base.clone();
                documents.insert(path.clone(), variant);
                if read(&documents, "changed").is_some() {
                    changes.push((path.clone(), pointer.clone(), documents));
                }
            }
        }
    }
    changes
}

#[test]
fn every_key_of_the_format_has_a_row_when_it_changes() {
    let base = whole();
    let mut seen: BTreeMap<(String, String), usize> = BTreeMap::new();
    for (path, pointer, changed) in changes(&base) {
        if let Some((definition, key)) = owner(path, pointer) {
            let rows = diff(&base, changed).rows.len();
            *seen.entry((definition.to_owned(), key)).or_default() += rows;
        }
    }
    let ledger: BTreeSet<(&str, &str)> = WITHOUT_ROWS.iter().map(|(definition, key, _)| (*definition, *key)).collect();
    let mut wrong = Vec::new();
    for (definition, key) in format_keys() {
        let rows = seen.get(&(definition.clone(), key.clone())).copied().unwrap_or_default();
        match (rows, ledger.contains(&(definition.as_str(), key.as_str()))) {
            (0, false) => wrong.push(format!("{definition}.{key} can change without a row")),
            (1.., true) => wrong.push(format!("{definition}.{key} has rows: take it out of the list")),
            _ => {}
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Returns the keys of the format, from its JSON Schema.
fn format_keys() -> Vec<(String, String)> {
    let schema = raw::json_schema();
    let mut keys = Vec::new();
    for definition in ["Catalogue", "Docs", "Errors", "Method", "Type", "Pager", "FieldBody", "ValueBody", "Error"] {
        let properties = schema["$defs"][definition]["properties"].as_object().expect("a struct has properties");
        keys.extend(properties.keys().map(|key| (definition.to_owned(), key.clone())));
    }
    keys
}

#[test]
fn every_row_has_a_rule_that_is_listed_and_is_no_worse_than_it_says() {
    let base = whole();
    let known: BTreeMap<String, Wire> = rules::all().into_iter().map(|rule| (rule.name, rule.wire.verdict)).collect();
    for (path, pointer, changed) in changes(&base) {
        for row in diff(&base, changed).rows.iter().chain(&diff(changed, &base).rows) {
            let Some(worst) = known.get(&row.rule) else { panic!("`{}` of {path}{pointer} is not listed", row.rule) };
            assert!(row.wire.verdict <= *worst, "`{}` of {path}{pointer} is worse than its rule says", row.rule);
            assert!(!row.wire.why.is_empty(), "`{}` gives no reason", row.rule);
        }
    }
}

#[test]
fn every_change_is_seen_undone_and_mirrored() {
    let base = whole();
    let old = tree::build::tree(&read(&base, "old").expect("it is a schema").model);
    let mut count = 0;
    for (path, pointer, changed) in changes(&base) {
        let new = tree::build::tree(&read(changed, "new").expect("it is a schema").model);
        let edits = edit::edits(&old, &new);
        // The order of a file's keys does not matter, but its content does.
        assert!(!edits.is_empty() || old == new, "{path}{pointer}");
        let mut made = old.clone();
        edit::apply(&mut made, &edits);
        assert_eq!(made, new, "{path}{pointer}");
        assert_mirrored(&edits, &edit::edits(&new, &old));
        count += 1;
    }
    assert!(count > 150, "only {count} changes were tried");
}

/// Checks that the edits of one direction are the mirrored ones of the other; their order differs.
pub(crate) fn assert_mirrored(there: &[edit::Edit], back: &[edit::Edit]) {
    let mut expected: Vec<String> = there.iter().map(|edit| format!("{:?}", edit.mirrored())).collect();
    let mut found: Vec<String> = back.iter().map(|edit| format!("{edit:?}")).collect();
    expected.sort();
    found.sort();
    assert_eq!(found, expected);
}
