//! The page of a comparison in a headless Chromium, over its debugging pipe. Without Chromium, the tests print that and
//! pass.
#![cfg(unix)]

mod browser;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use bitrix24_diff::render::html::html;
use bitrix24_diff::{Excerpts, Input, compare};
use serde_json::json;

use browser::Browser;

/// Two small schemas with a change for each verdict on the wire, and names that contain markup.
fn shop(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../generator/diff/tests/diff/shop").join(name)
}

/// Returns the page that the command writes.
fn page(folder: &Path) -> PathBuf {
    let page = folder.join("diff.html");
    let run = Command::new(env!("CARGO_BIN_EXE_b24"))
        .arg("diff")
        .args([shop("old"), shop("new")])
        .args(["--fail-on", "never", "--format", "json"])
        .arg("--out")
        .arg(format!("html={}", page.display()))
        .output()
        .expect("the command runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    page
}

#[test]
fn the_page_filters_searches_and_obeys_keys() {
    let Some(mut browser) = Browser::start() else { return };
    let folder = tempfile::tempdir().expect("a folder can be made");
    let page = page(folder.path());
    browser.open(&page, "");
    let all = browser.status();
    let data = "JSON.parse(document.getElementById('data').textContent).rows.length";
    let rows = browser.eval(data).as_u64().expect("a number");
    assert!(all.starts_with(&format!("{rows} changes in ")), "{all}");

    assert_eq!(
        browser.eval("document.activeElement === document.body"),
        true,
        "an address without a target leads nowhere"
    );
    let wide = "document.documentElement.scrollWidth > innerWidth";
    assert_eq!(browser.eval(wide), false);

    // The numbers of the table are buttons: the first click shows the counted rows, the second all.
    let cell = "document.querySelector('#matrix [data-cell^=\"3:\"]:not([data-empty=true])')";
    let count = browser.eval(&format!("{cell}.textContent")).as_str().expect("a text").to_owned();
    browser.eval(&format!("{cell}.click()"));
    assert!(browser.status().starts_with(&format!("{count} of {rows} changes")), "{}", browser.status());
    assert_eq!(browser.eval(&format!("{cell}.getAttribute('aria-pressed')")), "true");
    assert_eq!(browser.count(".row .pill.breaks").to_string(), count);
    browser.eval(&format!("{cell}.click()"));
    assert_eq!(browser.status(), all);

    // Causes.
    browser.eval("document.querySelector('#causes [data-cause=learned]').click()");
    assert!(browser.status().contains(" of "), "{}", browser.status());
    browser.key("Escape");
    assert_eq!(browser.status(), all, "Escape clears all filters");

    // Search: every word has to occur, in any case.
    browser.search("TITLE became");
    assert!(browser.status().starts_with(&format!("1 of {rows} ")), "{}", browser.status());
    browser.key("Escape");
    browser.key("Escape");
    assert_eq!(browser.status(), all);
    browser.search("no such thing");
    assert_eq!(browser.count(".card"), 0);
    assert!(browser.eval("document.getElementById('list').textContent").as_str().is_some_and(|text| !text.is_empty()));
    browser.key("Escape");
    browser.key("Escape");

    // Keys.
    browser.key("j");
    let first = browser.focused();
    browser.key("j");
    let second = browser.focused();
    assert_ne!(first, second);
    browser.key("k");
    assert_eq!(browser.focused(), first);
    browser.key("o");
    assert_eq!(browser.count(".detail:not([hidden]) dl"), 1);
    browser.key("o");
    assert_eq!(browser.count(".detail:not([hidden]) dl"), 0);
    browser.key("?");
    assert_eq!(browser.eval("document.getElementById('help').open"), true);
    browser.eval("document.querySelector('#help button').click()");
    assert_eq!(browser.eval("document.getElementById('help').open"), false);
    browser.key("t");
    let theme = browser.eval("document.documentElement.dataset.theme");
    browser.key("t");
    assert_ne!(browser.eval("document.documentElement.dataset.theme"), theme);
    browser.was_quiet(&page);
}

#[test]
fn filters_are_in_the_address() {
    let Some(mut browser) = Browser::start() else { return };
    let folder = tempfile::tempdir().expect("a folder can be made");
    let page = page(folder.path());
    browser.open(&page, "");
    let all = browser.status();
    browser.eval("document.querySelector('#causes [data-cause=learned]').click()");
    browser.search("title");
    let (filtered, address) = (browser.status(), browser.eval("location.hash"));
    assert_eq!(address, "#?cause=learned&words=title");
    browser.reload();
    assert_eq!(browser.status(), filtered, "the page of the same address shows the same");
    assert_eq!(browser.eval("document.getElementById('search').value"), "title");
    browser.eval("document.getElementById('clear').click()");
    assert_eq!((browser.status(), browser.eval("location.hash")), (all.clone(), json!("")));
    // What is no filter of ours shows all.
    browser.open(&page, "#?cause=nobody&cells=9:9,x&order=<b>");
    assert_eq!(browser.status(), all);
    browser.was_quiet(&page);
}

#[test]
fn marks_outlive_the_page_and_go_from_one_to_another() {
    let Some(mut browser) = Browser::start() else { return };
    let folder = tempfile::tempdir().expect("a folder can be made");
    let page = page(folder.path());
    browser.open(&page, "");
    browser.key("j");
    let marked = browser.focused();
    browser.key("r");
    assert_eq!(browser.count(".row.reviewed"), 1);
    browser.reload();
    let still = browser.eval("document.querySelector('.row.reviewed').dataset.fingerprint");
    assert_eq!(still, marked.as_str(), "the mark is still there");
    assert!(
        browser
            .eval("document.getElementById('progress').textContent")
            .as_str()
            .is_some_and(|text| text.starts_with("1 of "))
    );

    // Another browser reads marks from a file, and only marks.
    let import = |text: &str| {
        format!(
            "(() => {{ const files = new DataTransfer(); files.items.add(new File([{}], 'marks.json')); \
             const input = document.getElementById('import-file'); input.files = files.files; \
             input.dispatchEvent(new Event('change')); return new Promise((done) => setTimeout(done, 0)); }})()",
            json!(text)
        )
    };
    browser.eval("localStorage.clear()");
    browser.reload();
    assert_eq!(browser.count(".row.reviewed"), 0);
    for other in ["not even JSON", "{\"reviewed\": [1, \"<b>\", null]}", "[]"] {
        browser.eval(&import(other));
    }
    browser.eval(&import(&json!({ "format": 1, "reviewed": [marked] }).to_string()));
    let reviewed = "new Promise((done) => { const look = () => document.querySelector('.row.reviewed') ? done(true) : setTimeout(look, 10); look(); })";
    assert_eq!(browser.eval(reviewed), true);
    assert_eq!(browser.count(".row.reviewed"), 1);

    // Reviewed rows can be hidden.
    browser.eval("document.getElementById('hide-reviewed').click()");
    assert_eq!(browser.count(".row.reviewed"), 0);
    assert!(browser.status().contains(" of "));
    browser.was_quiet(&page);
}

#[test]
fn an_address_leads_to_a_row_and_it_says_all() {
    let Some(mut browser) = Browser::start() else { return };
    let folder = tempfile::tempdir().expect("a folder can be made");
    let page = page(folder.path());
    browser.open(&page, "");
    // A row in a folded card.
    let folded = "(() => { const data = JSON.parse(document.getElementById('data').textContent); \
                  const group = data.groups[0]; return data.strings[data.rows[group.rows[1]][0]]; })()";
    let fingerprint = browser.eval(folded).as_str().expect("a fingerprint").to_owned();
    browser.open(&page, &format!("#{fingerprint}"));
    assert_eq!(browser.focused(), fingerprint);
    let detail = browser.eval("document.querySelector('.detail:not([hidden])').textContent");
    let detail = detail.as_str().expect("a text");
    for word in ["Rule", "Wire", "Rust", "Cause", "Is at", "Page", "Schema", "waivers.yaml", &fingerprint] {
        assert!(detail.contains(word), "{word}: {detail}");
    }
    let link = browser.eval("document.querySelector('.detail:not([hidden]) dd a[target]').href");
    assert!(link.as_str().is_some_and(|link| link.starts_with("https://docs.example.com/items/")), "{link}");
    browser.open(&page, "#%3Cimg%20src=x%20onerror=alert(1)%3E");
    browser.open(&page, "#%");
    browser.was_quiet(&page);
}

#[test]
fn names_are_never_markup() {
    let Some(mut browser) = Browser::start() else { return };
    let folder = tempfile::tempdir().expect("a folder can be made");
    let page = page(folder.path());
    browser.open(&page, "");
    // Every card unfolded and every row opened: the page contains all texts.
    browser.eval("document.querySelectorAll('.fold, .line').forEach((button) => button.click())");
    browser.eval("document.querySelectorAll('.line[aria-expanded=false]').forEach((button) => button.click())");
    let metrics = json!({ "width": 360, "height": 800, "deviceScaleFactor": 1, "mobile": false });
    browser.call("Emulation.setDeviceMetricsOverride", metrics);
    assert_eq!(browser.eval("document.documentElement.scrollWidth > innerWidth"), false, "long names are broken");
    assert_eq!(browser.count("main img, main script, main iframe, main [onerror]"), 0);
    let text = browser.eval("document.getElementById('list').textContent");
    assert!(
        text.as_str().is_some_and(|text| text.contains("<img src=x onerror=alert(1)>") && text.contains("</script>"))
    );
    browser.was_quiet(&page);

    // The page's own policy keeps an injected script from running.
    browser.eval(
        "document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.ran = true' }))",
    );
    assert_eq!(browser.eval("window.ran === undefined"), true);
    assert!(!browser.errors.is_empty(), "the policy says so on the console");
}

#[test]
fn twelve_thousand_rows_are_as_usable() {
    let Some(mut browser) = Browser::start() else { return };
    let folder = tempfile::tempdir().expect("a folder can be made");
    let (old, new) =
        (Input::Path(shop("old")).load().expect("a schema"), Input::Path(shop("new")).load().expect("a schema"));
    let mut report = compare(&old.schema, &new.schema);
    let few = report.rows.clone();
    for at in few.len()..12_000 {
        let mut row = few[at % few.len()].clone();
        row.fingerprint = format!("{at:012x}");
        row.subject = format!("more{at}.{}", row.subject).into();
        report.rows.push(row);
    }
    report.count();
    let page = folder.path().join("many.html");
    fs::write(&page, html(&report, &Excerpts::of(&report, &old.schema, &new.schema))).expect("it can be written");
    browser.open(&page, "");
    assert!(browser.status().starts_with("12,000 changes"), "{}", browser.status());
    assert!(browser.count("*") < 6_000, "only what is looked at is built: {}", browser.count("*"));
    browser.search("more11999");
    assert!(browser.status().starts_with("1 of 12,000"), "{}", browser.status());
    browser.key("Escape");
    browser.open(&page, &format!("#{:012x}", 11_990));
    assert_eq!(browser.focused(), format!("{:012x}", 11_990));
    browser.was_quiet(&page);
}

#[test]
fn without_scripts_the_page_says_what_breaks() {
    let Some(mut browser) = Browser::start() else { return };
    let folder = tempfile::tempdir().expect("a folder can be made");
    let page = page(folder.path());
    browser.call("Emulation.setScriptExecutionDisabled", json!({ "value": true }));
    browser.call("Page.navigate", json!({ "url": format!("file://{}", page.display()) }));
    browser.wait(|message| message["method"] == "Page.loadEventFired");
    let root = browser.call("DOM.getDocument", json!({ "depth": 0 }));
    let query = json!({ "nodeId": root["root"]["nodeId"], "selector": "noscript table.plain tbody tr" });
    let rows = browser.call("DOM.querySelectorAll", query);
    assert!(rows["nodeIds"].as_array().is_some_and(|rows| rows.len() > 20), "{rows}");
    browser.was_quiet(&page);
}
