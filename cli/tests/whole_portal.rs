//! `b24 portal pull` of a large portal: five smart processes and 600 custom fields, served from the folder that describes them.
#![cfg(all(feature = "client", feature = "mock"))]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use bitrix24_mock::{Limits, Portal};
use bitrix24_schema::model::{Item, Model};
use common::Place;

/// The fields that differ from the documentation's, by thing: the names, the type, the values and their names.
type Things = BTreeMap<String, BTreeMap<String, Field>>;

#[derive(Debug, PartialEq)]
struct Field {
    rust: String,
    ty: String,
    doc: Option<String>,
    values: Vec<(String, Option<String>)>,
}

#[test]
fn a_portal_comes_back_as_it_was_described() {
    let served = serve(whole_portal::folder());
    let place = Place::new().webhook(served.webhook_url());
    place.ok(&["portal", "pull", "--quiet"]);
    // 50 at once and 2 a second are the limits of most plans.
    let requests = served.requests().len();
    assert!(requests <= 40, "{requests} requests");

    let pulled = place.folder.path().join("portal");
    let (before, after) = (things(whole_portal::folder()), things(&pulled));
    for (thing, fields) in &before {
        for (name, field) in fields {
            assert_eq!(Some(field), after[thing].get(name), "{thing}: {name}");
        }
        assert_eq!(fields.len(), after[thing].len(), "{thing}");
    }
    let files = files(&pulled);
    assert!(files.values().all(|text| !text.contains(served.webhook_secret())));

    assert_eq!(place.ok(&["portal", "pull"]), "portal is up to date\n");
    assert_eq!(place.run(&["portal", "check", "--quiet"]).status, 0);

    // What is pulled from a portal that is served from what was pulled is the same again.
    let again = serve(&pulled);
    let place = Place::new().webhook(again.webhook_url());
    place.ok(&["portal", "pull", "--quiet"]);
    assert_eq!(self::files(&place.folder.path().join("portal")), files);
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

fn serve(folder: &Path) -> Portal {
    let portal = Portal::builder().limits(Limits::standard()).portal(folder).expect("a portal's folder");
    portal.start().expect("a portal")
}

fn files(folder: &Path) -> BTreeMap<String, String> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry"));
    let text = |entry: fs::DirEntry| {
        let text = fs::read_to_string(entry.path()).expect("a text");
        (entry.file_name().to_string_lossy().into_owned(), text)
    };
    entries.map(text).collect()
}

fn things(folder: &Path) -> Things {
    let base = Model::clone(&*bitrix24_catalogue::model().expect("a catalogue"));
    let model = bitrix24_schema::portal::load(folder, base).expect("a portal's folder");
    let of = |thing: &bitrix24_schema::model::Thing| {
        let shared = &model.types[thing.shared];
        let Item::Object(object) = &shared.items[0] else { panic!("a thing is an object") };
        let is_own = |field: &&bitrix24_schema::model::Field| {
            field.pattern.is_none() && (field.name.wire.starts_with("uf") || field.name.wire.starts_with("UF"))
        };
        let fields = object.fields.iter().filter(is_own).map(|field| {
            let (rust, ty) = (field.name.ident.clone(), field.written.clone());
            (field.name.wire.clone(), Field { rust, ty, doc: field.doc.clone(), values: field.values.clone() })
        });
        (object.ident.clone(), fields.collect())
    };
    model.things.iter().map(of).collect()
}
