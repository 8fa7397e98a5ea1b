//! `api.lock` is read as it was written, and a damaged one is refused.

use bitrix24_codegen::api::{Item, read, write};
use bitrix24_codegen::{Layout, emit, listing};

use crate::reality::model;

#[test]
fn a_list_comes_back_from_its_text() {
    for schema in ["generator/schema/tests/good", "tests/goldens/obstacles/schema", "schema"] {
        let listed = listing(&model(schema));
        let mut read = read(&write(&listed)).expect("it is whole");
        // What an item is made of is no part of the text.
        for (item, listed) in read.iter_mut().zip(&listed) {
            item.subject = listed.subject.clone();
        }
        assert!(read == listed, "{schema}");
    }
}

#[test]
fn a_crate_is_emitted_with_its_list() {
    let model = model("generator/schema/tests/good");
    let files = emit::emit(&model, Layout::Crate);
    let lock = files.iter().find(|file| file.path == "api.lock").expect("it is there");
    assert_eq!(lock.text, write(&listing(&model)));
    insta::assert_snapshot!(lock.text);
}

#[test]
fn what_is_no_whole_list_is_refused_with_its_line() {
    let text = write(&listing(&model("generator/schema/tests/good")));
    let half: String = text.lines().take(20).map(|line| format!("{line}\n")).collect();
    let merged = text.replacen("  struct", "<<<<<<< HEAD\n  struct", 1);
    let unknown = text.replacen("  struct", "  strict", 1);
    let twice = format!("{text}{text}");
    for (text, message) in [
        (String::new(), "line 1: `# end` is missing"),
        (half, "line 20: `# end` is missing"),
        (merged, "this is no line that the generator writes"),
        (unknown, "this is no item that the generator lists"),
        (twice, "something follows the end"),
    ] {
        let error = read(&text).map(|items: Vec<Item>| items.len()).expect_err(message);
        assert!(error.to_string().contains(message), "{error}");
    }
}
