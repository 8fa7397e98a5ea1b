//! A portal's own types, laid over the schema in `good/`, and every mistake in its files.
//!
//! The first line of a file below `portal/broken/` is a comment: its path in the portal's folder, and the expected
//! diagnostics. The file is added to the folder in `portal/good/`.

mod schema;

use std::path::Path;

use bitrix24_schema::model::{Item, ItemRef, Model, Object, Thing, Type};
use bitrix24_schema::{Diagnostics, Sources, portal};

use schema::{Files, files_below, good, lay_over};

fn folder(name: &str) -> Files {
    files_below(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/portal").join(name))
}

/// Lays a portal's files over the good schema.
fn resolve(files: &Files) -> Result<Model, Diagnostics> {
    let mut sources = Sources::default();
    for (path, bytes) in files {
        sources.add(path, bytes.clone());
    }
    portal::resolve(&sources, schema::resolve(&good()).expect("it is well"))
}

fn thing<'m>(model: &'m Model, name: &str) -> (&'m Thing, &'m Object) {
    let of_name = |thing: &&Thing| model.types[thing.shared].name == name;
    let thing = model.things.iter().find(of_name).expect("there is such a thing");
    match &model.types[thing.shared].items[0] {
        Item::Object(object) => (thing, object),
        _ => panic!("a thing is an object"),
    }
}

#[test]
fn a_thing_has_the_documented_fields_that_it_names_and_its_own() {
    let model = resolve(&folder("good")).expect("it is well");
    let (thing, parcel) = thing(&model, "portal.Parcel");
    let fields: Vec<_> =
        parcel.fields.iter().map(|field| (field.name.wire.as_str(), field.name.ident.as_str())).collect();
    let expected = [
        ("id", "id"),
        ("title", "name"),
        ("color", "color"),
        ("ufWeight", "weight"),
        ("ufState", "state"),
        ("ufList", "uf_list"),
        ("ufNext", "next"),
    ];
    assert_eq!(fields, expected);
    assert_eq!((thing.title.as_deref(), thing.methods.as_str()), (Some("Parcels"), "item"));
    // What is not said of a documented field is as it is there.
    assert_eq!((parcel.fields[1].written.as_str(), parcel.fields[0].doc.as_deref()), ("string", Some("its number")));
    assert_eq!(parcel.fields[6].ty, Type::Item(ItemRef::Shared(thing.shared)));
    let names: Vec<_> = model.types[thing.shared].items.iter().map(Item::ident).collect();
    assert_eq!(names, ["Parcel", "ParcelState", "ParcelUfList", "ParcelListResponse", "ParcelAddResponse"]);
}

#[test]
fn a_thing_that_names_no_fields_has_all_of_them() {
    let model = resolve(&folder("good")).expect("it is well");
    let (_, parcel) = thing(&model, "portal.Crate");
    assert_eq!(parcel.fields.len(), 6);
    assert!(parcel.usage.is_received && !parcel.usage.is_sent, "as the documented type is");
}

#[test]
fn every_broken_file_is_reported_at_its_place() {
    let mut wrong = Vec::new();
    for (name, bytes) in folder("broken") {
        let text = String::from_utf8(bytes.clone()).expect("it is UTF-8");
        let head = text.lines().next().and_then(|line| line.strip_prefix("# ")).expect("a comment is the first line");
        let (path, expected) = head.split_once("  expect ").expect("the comment says what to expect");
        let mut files = folder("good");
        lay_over(&mut files, path, bytes);
        let diagnostics = resolve(&files).expect_err("it is broken");
        let place = |place: &bitrix24_schema::Place| match place.file == path {
            true => format!("{}:{}", place.line, place.column),
            false => place.to_string(),
        };
        let found: Vec<_> = diagnostics.iter().map(|of| format!("{} {}", of.code, place(&of.place))).collect();
        if found.join(", ") != expected {
            wrong.push(format!("{name}:\n  expected {expected}\n  found    {}", found.join(", ")));
        }
        assert_snapshot(name.trim_end_matches(".yaml"), &diagnostics);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_folder_needs_a_portal_yaml() {
    let mut files = folder("good");
    files.retain(|(path, _)| path != "portal.yaml");
    assert_snapshot("portal_missing", &resolve(&files).expect_err("it is missing"));
}

fn assert_snapshot(name: &str, diagnostics: &Diagnostics) {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_snapshot_path("portal/snapshots");
    settings.bind(|| insta::assert_snapshot!(name, diagnostics.render("portal", false)));
}
