//! `b24 portal pull` of a portal that is served from a folder: what is read is what was served.
#![cfg(all(feature = "client", feature = "mock"))]

mod common;

use std::collections::BTreeMap;
use std::path::Path;

use bitrix24_mock::Portal;
use common::Place;

/// Serves a folder, pulls it, and returns the files that this writes.
fn pulled(folder: &Path) -> (BTreeMap<String, String>, Place) {
    let builder = Portal::builder().documented().and_then(|builder| builder.portal(folder));
    let builder = builder.unwrap_or_else(|error| panic!("{error}"));
    let portal = builder.start().expect("a portal");
    let place = Place::new().webhook(portal.webhook_url());
    let printed = place.run(&["portal", "pull"]);
    assert_eq!(printed.status, 0, "{}", printed.err);
    let checked = place.run(&["portal", "check"]);
    assert_eq!(checked.status, 0, "{}{}", checked.out, checked.err);
    let entries = std::fs::read_dir(place.folder.path().join("portal")).expect("a folder");
    let text = |entry: std::fs::DirEntry| {
        let text = std::fs::read_to_string(entry.path()).expect("text");
        (entry.file_name().to_string_lossy().into_owned(), text)
    };
    (entries.map(|entry| text(entry.expect("an entry"))).collect(), place)
}

#[test]
fn a_served_folder_is_pulled_as_it_is() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../mock/tests/made/portal");
    let (once, place) = pulled(&folder);
    let (twice, _) = pulled(&place.folder.path().join("portal"));
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
