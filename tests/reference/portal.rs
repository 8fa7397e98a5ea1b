//! `schema/PORTAL.md` says what is so.

use std::collections::BTreeSet;

use bitrix24_schema::{Diagnostics, Model, Sources, portal};

use super::page::{Edit, Files, Page, code, nothing};
use super::{dense, keys, row, with};

const PAGE: &str = "schema/PORTAL.md";

/// The kinds of files that the page is about.
pub(super) const KINDS: &[&str] = &["Portal", "Thing"];

/// Lays a portal's files over the documented API.
fn read(files: &Files) -> Result<Model, Diagnostics> {
    let mut sources = Sources::default();
    for (path, text) in files {
        sources.add(path, text.as_str());
    }
    let documented = bitrix24_catalogue::model().expect("the catalogue is well");
    portal::resolve(&sources, (*documented).clone())
}

/// A file that differs from a right one by the keys in `snippet`.
fn probe(definition: &str, snippet: &str, files: &Files) -> (&'static str, Files) {
    let (path, known): (_, &[(&str, &str)]) = match definition {
        "Portal" => ("portal.yaml", &[("portal", "1")]),
        "Thing" => ("project.yaml", &[("thing", "Project"), ("of", "crm.Item"), ("methods", "crm.item")]),
        other => panic!("there is no probe for {other}"),
    };
    let given = keys(snippet);
    let others = known.iter().filter(|(key, _)| !given.contains(*key));
    let others: String = others.map(|(key, value)| format!("{key}: {value}\n")).collect();
    (path, with(files, path, format!("{others}{snippet}\n")))
}

/// The codes that the page shows.
pub(super) fn codes() -> BTreeSet<String> {
    let page = Page::read(PAGE);
    let rows = page.tables_of("Wrong in ").into_iter().flat_map(|(_, table)| &table.rows);
    rows.filter_map(|row| code(&row[1])).map(str::to_owned).collect()
}

#[test]
fn every_key_of_a_portal_is_described() {
    let page = Page::read(PAGE);
    let mut missing = Vec::new();
    for name in KINDS {
        let definition = &super::definitions()[*name];
        let required = definition["required"].as_array().cloned().unwrap_or_default();
        let table = page.tables_of("Key of ").into_iter().find(|(of, _)| of == name).expect("each has a table").1;
        let described: BTreeSet<_> = table.rows.iter().filter_map(|row| code(&row[0])).collect();
        let known = definition["properties"].as_object().into_iter().flatten();
        let known: BTreeSet<_> = known.map(|(key, _)| key.as_str()).collect();
        missing.extend(known.symmetric_difference(&described).map(|key| format!("{name}: `{key}`")));
        let is_required =
            |row: &&Vec<String>| required.iter().any(|key| Some(key.as_str().unwrap_or_default()) == code(&row[0]));
        let differs = table.rows.iter().filter(|row| is_required(row) != (row[3] == "has to be there"));
        missing.extend(differs.map(|row| format!("{name}: whether {} may be left out", row[0])));
        let wrong = page.tables_of("Wrong in ").into_iter().find(|(of, _)| of == name).expect("each has a table").1;
        let wrong: BTreeSet<_> = wrong.rows.iter().flat_map(|row| keys(code(&row[0]).unwrap_or_default())).collect();
        missing.extend(
            known.iter().filter(|key| !wrong.contains(**key)).map(|key| format!("{name}: a mistake of `{key}`")),
        );
    }
    nothing(missing);
}

#[test]
fn what_is_shown_of_a_portal_is_so() {
    let page = Page::read(PAGE);
    let files = page.files();
    let model = read(&files).unwrap_or_else(|diagnostics| panic!("{}", diagnostics.render("portal", false)));
    assert_eq!(model.things.len() + 1, files.len(), "each file but one is a thing");
    let emitted = dense(&bitrix24_codegen::emit::portal(&model, "portal.rs").text);
    let lines = page.blocks.iter().filter(|block| block.language == "rust").flat_map(|block| block.text.lines());
    let mut wrong: Vec<String> = lines.filter(|line| !emitted.contains(&dense(line))).map(str::to_owned).collect();
    for (name, table) in page.tables_of("Key of ") {
        for row in &table.rows {
            let (_, files) = probe(name, code(&row[1]).unwrap_or_default(), &files);
            wrong.extend(read(&files).err().map(|diagnostics| format!("{name}: {}\n{diagnostics}", row[1])));
        }
    }
    nothing(wrong);
}

#[test]
fn what_is_shown_as_wrong_of_a_portal_is_refused() {
    let page = Page::read(PAGE);
    let files = page.files();
    let mut edits = Vec::new();
    for (name, table) in page.tables_of("Wrong in ") {
        for (line, shown) in (table.line..).zip(&table.rows) {
            let (path, files) = probe(name, code(&shown[0]).unwrap_or_default(), &files);
            let found = read(&files).err().unwrap_or_default();
            let found = found.iter().filter(|diagnostic| diagnostic.place.file == path);
            let should: Vec<_> =
                found.map(|found| [shown[0].clone(), format!("`{}`", found.code), found.message.clone()]).collect();
            if should.len() != 1 || *shown != should[0] {
                let text = should.iter().map(|cells| row(cells)).collect::<Vec<_>>().join("\n");
                edits.push(Edit { lines: line..line + 1, text });
            }
        }
    }
    for (block, next) in page.blocks.iter().zip(&page.blocks[1..]) {
        let Some(path) = block.path("# wrong: ") else { continue };
        let report = read(&with(&files, path, block.text.as_str())).expect_err(path).render("portal", false);
        if next.text.trim_end() != report.trim_end() {
            edits.push(Edit { lines: next.lines.clone(), text: report });
        }
    }
    page.settle(edits);
}
