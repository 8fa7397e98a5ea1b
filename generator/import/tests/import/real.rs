//! The documentation's own pages, if they are beside the project. None of them is copied into it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use bitrix24_import::{Import, Importer};
use bitrix24_schema::{Mode, Model, export};
use serde_json::Value;

use crate::project::files_below;

/// The folder of documentation trees, from the project's root.
const DOCS: &str = "../shared/docs";

/// Returns a tree; if it is missing, prints that and returns `None`, and the test is skipped.
fn tree(name: &str) -> Option<PathBuf> {
    let tree = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(DOCS).join(name);
    if tree.join("api-reference").is_dir() {
        return Some(tree);
    }
    println!("skipped: the documentation {name} is not on this machine");
    None
}

/// Imports a tree into a new schema, which has to be valid; returns both.
fn imported(name: &str) -> Option<(Import, Model)> {
    Some(imported_from(name, &tree(name)?))
}

/// Imports the pages in a folder.
fn imported_from(name: &str, docs: &Path) -> (Import, Model) {
    let schema = tempfile::tempdir().expect("a folder can be made");
    let importer = Importer::new(docs).schema(schema.path());
    let import = importer.read(&|_, _| {}).expect("the pages can be read");
    import.write(schema.path(), Mode::Write).expect("the schema can be written");
    let model = bitrix24_schema::load(schema.path()).unwrap_or_else(|error| panic!("{name}: {}", error.render(false)));
    assert_eq!(import.methods + import.pages_of_events + import.skipped.len(), import.pages, "{name}: a page was lost");
    assert_eq!(model.methods.len(), import.methods, "{name}: a method was lost");
    (import, model)
}

/// Imports the pages of one tree that are in another one as well: what a thing is depends on all its pages.
fn imported_beside(name: &str, other: &str) -> Option<(Import, Model)> {
    let (docs, other) = (tree(name)?, tree(other)?);
    let both = tempfile::tempdir().expect("a folder can be made");
    let pages = files_below(&other).into_keys().filter(|path| docs.join(path).is_file());
    for path in pages {
        let place = both.path().join(&path);
        fs::create_dir_all(place.parent().expect("a page is in a folder")).expect("a folder can be made");
        fs::copy(docs.join(&path), place).expect("the page can be copied");
    }
    Some(imported_from(name, both.path()))
}

#[test]
fn the_pages_of_february_give_a_schema() {
    let Some((import, _)) = imported("en-2026-02-25") else { return };
    assert!(import.methods > 1_300, "only {} methods", import.methods);
}

#[test]
fn the_pages_of_june_give_a_schema() {
    let Some((import, _)) = imported("en-2026-06-25") else { return };
    assert!(import.methods > 1_500, "only {} methods", import.methods);
}

#[test]
fn the_pages_of_august_give_all_methods() {
    let Some((import, _)) = imported("en-2026-08-21") else { return };
    assert_eq!(import.methods, 1_671);
}

#[test]
fn both_languages_of_august_give_the_same_schema() {
    let (english, russian) = ("en-2026-08-21", "ru-sample-2026-08-21");
    let Some((_, english)) = imported_beside(english, russian) else { return };
    let Some((_, russian)) = imported(russian) else { return };
    let (english, russian) = (facts(&english), facts(&russian));
    // A method of only one tree is not compared: the Russian tree is a sample.
    let in_both = |(method, _): &(&String, &Fields)| english.contains_key(*method);
    let (mut fields, mut differences) = (0, Vec::new());
    for (method, russian) in russian.iter().filter(in_both) {
        let english = &english[method];
        for path in english.keys().chain(russian.keys().filter(|path| !english.contains_key(*path))) {
            fields += 1;
            if english.get(path) != russian.get(path) {
                let shown = |fact: Option<&String>| fact.map_or("none", String::as_str).to_owned();
                differences.push(format!(
                    "{method} {path}: {} | {}",
                    shown(english.get(path)),
                    shown(russian.get(path))
                ));
            }
        }
    }
    assert!(fields > 3_000, "only {fields} fields are in both");
    let agree = fields - differences.len();
    println!("{agree} of {fields} fields agree; English | Russian:\n{}", differences.join("\n"));
    assert!(agree * 100 >= fields * 99, "only {agree} of {fields} fields agree");
}

#[test]
fn one_language_completes_the_other() {
    let (Some(english), Some(russian)) = (tree("en-2026-08-21"), tree("ru-sample-2026-08-21")) else { return };
    let schema = tempfile::tempdir().expect("a folder can be made");
    let importer = Importer::new(english).schema(schema.path()).prefer(Some(russian));
    let import = importer.read(&|_, _| {}).expect("the pages can be read");
    import.write(schema.path(), Mode::Write).expect("the schema can be written");
    let model = bitrix24_schema::load(schema.path()).unwrap_or_else(|error| panic!("{}", error.render(false)));
    assert_eq!(model.methods.len(), 1_671);
}

/// The facts of each field, by its path.
type Fields = BTreeMap<String, String>;

/// Returns the fields of every method.
fn facts(model: &Model) -> BTreeMap<String, Fields> {
    let document: Value = serde_json::from_str(&export::json(model)).expect("it is JSON");
    let methods = document["methods"].as_array().expect("there are methods");
    let key = |method: &Value| format!("{}@{}", method["name"], method["api"]).replace('"', "");
    let of = |method: &Value| {
        let mut fields = Fields::new();
        collect(&method["params"], "params", &mut fields);
        fields.insert("result".to_owned(), method["result"]["type"].to_string());
        collect(&method["result"]["fields"], "result", &mut fields);
        (key(method), fields)
    };
    let types = document["types"].as_array().expect("there are types").iter().map(|shared| {
        let mut fields = Fields::new();
        collect(&shared["fields"], "fields", &mut fields);
        (format!("type {}", shared["name"]), fields)
    });
    methods.iter().map(of).chain(types).collect()
}

fn collect(list: &Value, path: &str, fields: &mut Fields) {
    for field in list.as_array().into_iter().flatten() {
        let path = format!("{path}.{}", field["name"].as_str().unwrap_or_default());
        collect(&field["fields"], &path, fields);
        fields.insert(path, format!("{}, required {}", field["type"], field["required"]));
    }
}
