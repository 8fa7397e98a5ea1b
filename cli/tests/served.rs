//! `b24 portal pull` of a portal that is served from a folder: what is read is what was served.
#![cfg(all(feature = "client", feature = "mock"))]

mod common;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use bitrix24_mock::{Limits, Portal};
use bitrix24_schema::model::{self, Item};
use common::Place;

/// The files of a folder, by name.
type Files = BTreeMap<String, String>;

fn serve(folder: &Path) -> Portal {
    let builder = Portal::builder().limits(Limits::standard()).portal(folder);
    builder.unwrap_or_else(|error| panic!("{error}")).start().expect("a portal")
}

/// Serves a folder, pulls it twice, checks it, and returns what was written and the number of requests of the first pull.
fn pulled(folder: &Path) -> (Files, Place, usize) {
    let portal = serve(folder);
    let place = Place::new().webhook(portal.webhook_url());
    place.ok(&["portal", "pull"]);
    let requests = portal.requests().len();
    assert_eq!(place.ok(&["portal", "pull"]), "portal is up to date\n");
    let checked = place.run(&["portal", "check"]);
    assert_eq!(checked.status, 0, "{}{}", checked.out, checked.err);
    let files = files(&place.folder.path().join("portal"));
    assert!(files.values().all(|text| !text.contains(portal.webhook_secret())));
    (files, place, requests)
}

fn files(folder: &Path) -> Files {
    let entries = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry"));
    let text = |entry: std::fs::DirEntry| {
        let text = std::fs::read_to_string(entry.path()).expect("text");
        (entry.file_name().to_string_lossy().into_owned(), text)
    };
    entries.map(text).collect()
}

fn of_project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

#[test]
fn a_served_folder_is_pulled_as_it_is() {
    let (once, place, _) = pulled(&of_project("mock/tests/made/portal"));
    let (twice, ..) = pulled(&place.folder.path().join("portal"));
    assert_eq!(once, twice);
    let projects = &once["projects.yaml"];
    for line in [
        "title: Projects",
        "with: { entityTypeId: 1036 }",
        "  categoryId: { rust: category, type: integer, values: { 9: Sales, 11: Support }, open: true }",
        "  ufCrm5Budget: { rust: budget, type: money, doc: Budget }",
        "  ufCrm5Done: { rust: done, type: boolean(custom), doc: Done }",
        "  ufCrm5Files: { rust: files, type: \"file(custom)[]\", doc: Files }",
        "  ufCrm5Links: { rust: bindings, type: \"crm_link[]\", doc: Bindings }",
    ] {
        assert!(projects.lines().any(|known| known == line), "{line}\n{projects}");
    }
    assert!(once["deal.yaml"].contains("UF_CRM_CHECKED: { rust: checked, type: boolean(1/0), doc: Checked }"));
    assert!(once["user.yaml"].contains("UF_USR_MONEY: { rust: salary, type: money, doc: Salary }"));
    assert!(once.contains_key("contracts.yaml") && once.contains_key("task.yaml") && once.contains_key("product.yaml"));
}

#[test]
fn six_hundred_fields_come_back_as_they_were_described() {
    let (once, place, requests) = pulled(whole_portal::folder());
    let pulled_to = place.folder.path().join("portal");
    let (twice, ..) = pulled(&pulled_to);
    assert_eq!(once, twice);
    // 50 at once and 2 a second are the limits of most plans.
    assert!(requests <= 40, "{requests} requests");
    let (before, after) = (custom_fields(whole_portal::folder()), custom_fields(&pulled_to));
    assert_eq!(before.values().map(BTreeMap::len).sum::<usize>(), 600);
    for (thing, fields) in &before {
        assert_eq!(fields, &after[thing], "{thing}");
    }
}

#[test]
fn the_example_has_the_folder_that_a_pull_writes() {
    let example = of_project("examples/own-portal/portal");
    let (files_of_pull, ..) = pulled(&example);
    assert_eq!(files_of_pull, files(&example));
}

#[test]
fn a_check_that_can_compare_nothing_is_no_success() {
    let served = Portal::builder().limits(Limits::none()).portal(whole_portal::folder()).expect("a portal's folder");
    let served = served.scopes(["task"]).start().expect("a portal");
    let place = Place::new().webhook(served.webhook_url());
    let folder = whole_portal::folder().to_str().expect("a path");
    let printed = place.run(&["portal", "check", folder]);
    assert_eq!(printed.status, 3, "{}", printed.err);
    let told = "error: not compared, because the portal did not tell of them: building.yaml, deal.yaml, ";
    assert!(printed.err.contains(told) && printed.err.contains("it needs the scope `crm`"), "{}", printed.err);
}

/// A custom field: its name in Rust, its type and description, and its values with their labels.
#[derive(Debug, PartialEq)]
struct Custom {
    rust: String,
    ty: String,
    doc: Option<String>,
    values: Vec<(String, Option<String>)>,
}

/// Returns the custom fields of a folder's things, by the names of both.
fn custom_fields(folder: &Path) -> BTreeMap<String, BTreeMap<String, Custom>> {
    let base = model::Model::clone(&*bitrix24_catalogue::model().expect("a catalogue"));
    let model = bitrix24_schema::portal::load(folder, base).expect("a portal's folder");
    let of = |thing: &model::Thing| {
        let Item::Object(object) = &model.types[thing.shared].items[0] else { panic!("a thing is an object") };
        let is_custom =
            |field: &&model::Field| field.pattern.is_none() && field.name.wire.to_lowercase().starts_with("uf");
        let fields = object.fields.iter().filter(is_custom).map(|field| {
            let (rust, ty) = (field.name.ident.clone(), field.written.clone());
            (field.name.wire.clone(), Custom { rust, ty, doc: field.doc.clone(), values: field.values.clone() })
        });
        (object.ident.clone(), fields.collect())
    };
    model.things.iter().map(of).collect()
}
