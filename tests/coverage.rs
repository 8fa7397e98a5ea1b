//! The committed table of coverage is correct, and never gets worse.

use std::path::Path;

use bitrix24_codegen::Generator;
use bitrix24_import::Importer;
use bitrix24_schema::model::{Api, Item, Shared};

/// The documentation that the schema was imported from, beside the project.
const DOCS: &str = "../shared/docs/en-2026-08-21";

fn committed() -> String {
    std::fs::read_to_string("schema/coverage.md").expect("the table is there")
}

#[test]
fn the_schema_holds_what_the_table_says() {
    let model = Generator::new("schema").model().unwrap_or_else(|error| panic!("{error}"));
    let v3 = model.methods.iter().filter(|method| method.api == Api::V3).count();
    let table = committed();
    let line = |what: &str| {
        let line = table.lines().find(|line| line.split('|').nth(1).is_some_and(|cell| cell.trim() == what));
        line.and_then(|line| line.split('|').nth(2)?.trim().parse::<usize>().ok())
    };
    assert_eq!(line("methods"), Some(model.methods.len()));
    assert_eq!(line("methods of REST 3.0"), Some(v3));
    // Types of our own have no page; those in `common` are of many pages.
    let is_read = |ty: &&Shared| ty.modules == ["common"] || ty.items.iter().any(has_page);
    let of_pages = model.types.iter().filter(is_read).count();
    assert_eq!(line("shared types"), Some(of_pages));
}

fn has_page(item: &Item) -> bool {
    match item {
        Item::Object(object) => object.docs.is_some(),
        Item::Enum(values) => values.docs.is_some(),
        Item::Union(_) => false,
    }
}

#[test]
fn importing_again_reads_as_much_and_changes_nothing() {
    if !Path::new(DOCS).is_dir() {
        println!("skipped: there is no documentation in {DOCS}");
        return;
    }
    let import = Importer::new(DOCS).schema("schema").read(&|_, _| {}).expect("the pages can be read");
    assert_eq!(import.coverage.less_than(&committed()), [] as [String; 0], "the importer reads less than before");
    let changes = import.write(Path::new("schema"), bitrix24_schema::Mode::Check).expect("the schema can be read");
    assert!(changes.is_empty(), "run `cargo b24 import {DOCS}`; it would change:\n{changes}");
}
