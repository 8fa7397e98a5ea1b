//! The catalogue for a browser in a headless Chromium. Without Chromium, the tests print that and pass.
#![cfg(unix)]

mod browser;

use std::path::{Path, PathBuf};
use std::process::Command;

use browser::Browser;

/// Writes a catalogue of a small schema, whose texts contain markup.
fn catalogue(folder: &Path) -> PathBuf {
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("../generator/export/tests/small");
    let target = folder.join("catalogue");
    let mut run = Command::new(env!("CARGO_BIN_EXE_b24"));
    run.args(["export", "html", "--output"]).arg(&target).arg("--schema").arg(schema);
    let output = run.output().expect("it runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    target
}

/// Returns an expression that is true once the page has this heading.
fn heading(text: &str) -> String {
    format!(
        "new Promise((done) => {{ const look = () => document.querySelector('main h1')?.textContent.startsWith({text:?}) \
         ? done(true) : setTimeout(look, 10); look(); }})"
    )
}

#[test]
fn keys_lead_to_a_method() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let target = catalogue(folder.path());
    let Some(mut browser) = Browser::start() else { return };
    browser.open(&target.join("index.html"), "");
    browser.eval(&heading("Bitrix24 REST API"));
    browser.search("parcel");
    let first = "document.querySelector('#results [aria-selected=true] .name').textContent";
    let row = "document.querySelector('#results [aria-selected=true]').id";
    browser.key("ArrowDown");
    assert_eq!(browser.eval(row), "result-1");
    browser.key("ArrowUp");
    assert_eq!(browser.eval(row), "result-0");
    // The first empties the search, and the second leaves it.
    browser.key("Escape");
    browser.key("Escape");
    browser.search("lists parc");
    assert_eq!(browser.eval(first), "parcel.list");
    browser.key("Enter");
    browser.eval(&heading("parcel.list"));
    assert_eq!(browser.eval("location.hash"), "#/method/parcel.list");
    browser.was_quiet(&target);
}

#[test]
fn each_address_has_its_page() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let target = catalogue(folder.path());
    let Some(mut browser) = Browser::start() else { return };
    for (address, title, text) in [
        ("#/method/parcel.add", "parcel.add", "TOO_HEAVY"),
        ("#/method/v3/parcel.add", "parcel.add", "rest/api/1/SECRET/parcel.add"),
        ("#/method/parcel.cancel", "parcel.cancel", "Deprecated: use parcel.add"),
        ("#/type/parcel.Parcel", "parcel.Parcel", "The parcel that it is inside of."),
        ("#/type/parcel.State", "parcel.State", "on its way"),
        ("#/error/TOO_HEAVY", "TOO_HEAVY", "The limit is * kg"),
        ("#/errors", "Errors", "QUERY_LIMIT_EXCEEDED"),
        ("#/event/OnParcelSent", "ONPARCELSENT", "Which one it is"),
        ("#/module/parcel", "parcel", "parcel.ping"),
        ("#/method/parcel.ad", "There is no method", "parcel.add"),
    ] {
        browser.open(&target.join("index.html"), address);
        browser.eval(&heading(title));
        let page = browser.eval("document.getElementById('main').textContent");
        assert!(page.as_str().is_some_and(|page| page.contains(text)), "{address}: {page}");
    }
    browser.was_quiet(&target);
}

#[test]
fn texts_are_never_markup() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let target = catalogue(folder.path());
    let Some(mut browser) = Browser::start() else { return };
    browser.open(&target.join("index.html"), "#/type/parcel.Parcel");
    browser.eval(&heading("parcel.Parcel"));
    let lead = browser.eval("document.querySelector('.lead').textContent");
    assert_eq!(lead, "A parcel </script> on its *way*.");
    browser.open(&target.join("index.html"), "#/method/parcel.add");
    browser.eval(&heading("parcel.add"));
    assert_eq!(browser.eval("document.querySelectorAll('main b').length"), 0);
    browser.was_quiet(&target);
}
