//! Small trees of pages, each of one subject, in English and in Russian: the facts of each variant of the dialect.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;

use bitrix24_import::Import;

use crate::project::{Project, pages, tree};

/// Returns the trees, without Russian twins.
fn names() -> BTreeSet<String> {
    let entries = fs::read_dir(pages()).expect("the pages are there");
    let names = entries.map(|entry| entry.expect("the folder can be read").file_name().to_string_lossy().into_owned());
    names.filter(|name| !name.ends_with("-ru")).collect()
}

/// Imports a tree into a new schema, which has to be valid.
fn imported(name: &str) -> Import {
    let project = Project::new(&tree(name));
    project.import();
    let model = project.model();
    let import = project.read();
    assert_eq!(model.methods.len(), import.methods, "{name}");
    assert_eq!(import.methods + import.pages_of_events + import.skipped.len(), import.pages, "{name}");
    import
}

/// Returns the whole result of an import as text.
fn shown(import: &Import) -> String {
    let mut text = String::new();
    for file in import.files.iter().filter(|file| file.path != "coverage.md") {
        let _ = writeln!(text, "=== {}\n{}", file.path, file.text);
    }
    let _ = writeln!(text, "=== coverage\n{}\n=== notes", import.coverage);
    for note in &import.notes {
        let _ = writeln!(text, "{}:{}: {}", note.page, note.line, note.reason);
    }
    text.push_str("=== skipped\n");
    for skip in &import.skipped {
        let _ = writeln!(text, "{}: {}", skip.page, skip.reason);
    }
    text
}

#[test]
fn each_tree_gives_what_its_snapshot_says() {
    for name in names() {
        let mut settings = insta::Settings::clone_current();
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!(name.clone(), shown(&imported(&name))));
    }
}

/// Returns the text without the messages of errors, which depend on the language, as do fields described by them.
fn without_messages(text: &str) -> String {
    let without = |line: &str| match (line.split_once(", message: "), line.trim_start()) {
        (Some((before, after)), _) => {
            let after = after.find(", status: ").map_or(" }", |at| &after[at..]);
            format!("{before}{after}")
        }
        (None, own) if own.starts_with("when: ") => String::new(),
        (None, _) => line.to_owned(),
    };
    text.lines().map(without).collect::<Vec<_>>().join("\n")
}

/// The facts do not depend on the language of the pages.
#[test]
fn a_russian_twin_gives_the_same_facts() {
    let mut checked = 0;
    for name in names() {
        let twin = format!("{name}-ru");
        if !pages().join(&twin).is_dir() {
            continue;
        }
        let facts = |name: &str| -> Vec<(String, String)> {
            let files = imported(name).files.into_iter().filter(|file| file.path.contains('/'));
            files.map(|file| (file.path, without_messages(&file.text))).collect()
        };
        for (english, russian) in facts(&name).iter().zip(&facts(&twin)) {
            assert_eq!(english.0, russian.0, "{name}: a file is missing");
            assert_eq!(english.1, russian.1, "{name}: {} differs", english.0);
        }
        assert_eq!(facts(&name).len(), facts(&twin).len(), "{name}: a file is missing");
        checked += 1;
    }
    assert!(checked >= 8, "only {checked} trees have a twin");
}
