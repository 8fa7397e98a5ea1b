//! The list of public items has exactly the items of the emitted text.

use std::collections::BTreeSet;
use std::path::Path;

use bitrix24_codegen::api::ItemKind;
use bitrix24_codegen::{Generator, Layout, emit, listing};
use bitrix24_schema::{File, Model};

use crate::text::{Entry, Text};
use crate::words::normal;

#[test]
fn the_list_is_what_is_emitted_of_the_good_schema() {
    compare(&model("generator/schema/tests/good"));
}

#[test]
fn the_list_is_what_is_emitted_of_obstacles() {
    compare(&model("tests/goldens/obstacles/schema"));
}

#[test]
fn the_list_is_what_is_emitted_of_the_whole_api() {
    compare(&model("schema"));
}

/// The comparison finds differences: one item of each kind is hidden in the text, and reported.
#[test]
fn what_the_text_lacks_is_seen() {
    let model = model("tests/goldens/obstacles/schema");
    let files = emit::emit(&model, Layout::Crate);
    for (what, text, instead) in [
        ("a field", "pub otvet: ", "pub(crate) otvet: "),
        ("a setter", "pub fn nazvanie(", "pub(crate) fn nazvanie("),
        ("a variant", "    Red,\n", ""),
        ("a type", "pub struct ItemUpper {", "pub(crate) struct ItemUpper {"),
        ("a conversion", "impl From<bool> for", "impl Uninteresting<bool> for"),
        ("a module", "pub mod names;", "pub(crate) mod names;"),
        ("a warning", "#[deprecated", "#[doc"),
        ("an argument's type", "impl Into<rt::Id>", "impl Into<i64>"),
        ("a feature", "obstacle = []\n", ""),
    ] {
        let damage = |file: &File| File { path: file.path.clone(), text: file.text.replace(text, instead) };
        let damaged: Vec<File> = files.iter().map(damage).collect();
        assert_ne!(damaged, files, "{text} is emitted");
        assert_ne!(listed(&model, &Text::parse(&damaged)), Text::parse(&damaged).items(), "{what}");
    }
}

pub(crate) fn model(schema: &str) -> Model {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(schema);
    Generator::new(root).model().expect("the schema is well")
}

fn compare(model: &Model) {
    let text = Text::parse(&emit::emit(model, Layout::Crate));
    let (listed, emitted) = (listed(model, &text), text.items());
    let lacks: Vec<_> = emitted.difference(&listed).take(20).collect();
    let invents: Vec<_> = listed.difference(&emitted).take(20).collect();
    assert!(lacks.is_empty() && invents.is_empty(), "the list lacks {lacks:#?}\nand invents {invents:#?}");
    assert_eq!(listing(model).len(), listed.len(), "nothing is listed twice");
}

/// Returns the list in the terms of the text: paths of types as those of their definitions. The facts of a constant are
/// in no signature.
fn listed(model: &Model, text: &Text) -> BTreeSet<Entry> {
    let entry = |item: bitrix24_codegen::api::Item| {
        let signature = match item.kind {
            ItemKind::Const => String::new(),
            _ => text.absolute("crate", &normal(&item.signature)),
        };
        let path = match item.path.split_once(": ") {
            Some((of, what)) => format!("{of}: {}", text.absolute("crate", &normal(what))),
            None => item.path,
        };
        (path, item.kind, signature, item.deprecated)
    };
    listing(model).into_iter().map(entry).collect()
}
