//! The page of a comparison in a headless Chromium, over its debugging pipe. Without Chromium, the tests print that and
//! pass.
#![cfg(unix)]

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use bitrix24_diff::render::html::html;
use bitrix24_diff::{Excerpts, Input, compare};
use serde_json::{Value, json};

/// The time after which the browser counts as stuck.
const STUCK: Duration = Duration::from_secs(60);

/// A browser with one page.
struct Browser {
    child: Child,
    to: ChildStdin,
    from: Receiver<Value>,
    session: Option<String>,
    next: u64,
    /// Errors on the console, and requested addresses.
    errors: Vec<String>,
    requests: Vec<String>,
    _profile: tempfile::TempDir,
}

impl Browser {
    /// Starts a browser, if one is installed.
    fn start() -> Option<Self> {
        let Some(program) = ["chromium", "chromium-browser", "google-chrome"].into_iter().find_map(found) else {
            println!("skipped: there is no Chromium here");
            return None;
        };
        let profile = tempfile::tempdir().expect("a folder can be made");
        // The pipe is at descriptors 3 and 4: a shell puts it there.
        let mut child = Command::new("sh")
            .args(["-c", "exec \"$@\" 3<&0 4>&1 0</dev/null 1>/dev/null 2>/dev/null", "sh"])
            .arg(program)
            .args([
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
            ])
            .args(["--disable-dev-shm-usage", "--remote-debugging-pipe", "--window-size=1300,900"])
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the browser starts");
        let to = child.stdin.take().expect("it is piped");
        let mut reader = BufReader::new(child.stdout.take().expect("it is piped"));
        let (sender, from) = channel();
        std::thread::spawn(move || {
            let mut message = Vec::new();
            while reader.read_until(0, &mut message).is_ok_and(|read| read > 0) {
                message.pop();
                let Ok(value) = serde_json::from_slice(&message) else { break };
                message.clear();
                if sender.send(value).is_err() {
                    break;
                }
            }
        });
        let (errors, requests) = (Vec::new(), Vec::new());
        let mut browser = Browser { child, to, from, session: None, next: 0, errors, requests, _profile: profile };
        let target = browser.call("Target.createTarget", json!({ "url": "about:blank" }));
        let target = json!({ "targetId": target["targetId"], "flatten": true });
        let session = browser.call("Target.attachToTarget", target);
        browser.session = session["sessionId"].as_str().map(str::to_owned);
        for domain in ["Page", "Runtime", "Log", "Network"] {
            browser.call(&format!("{domain}.enable"), json!({}));
        }
        Some(browser)
    }

    /// Calls a method of the protocol, and waits for its result.
    fn call(&mut self, method: &str, params: Value) -> Value {
        self.next += 1;
        let id = self.next;
        let mut message = json!({ "id": id, "method": method, "params": params });
        if let Some(session) = &self.session {
            message["sessionId"] = session.as_str().into();
        }
        let mut bytes = message.to_string().into_bytes();
        bytes.push(0);
        self.to.write_all(&bytes).expect("the browser listens");
        let answer = self.wait(|message| message["id"] == id);
        assert!(answer.get("error").is_none(), "{method}: {}", answer["error"]);
        answer["result"].clone()
    }

    /// Waits for a message, and records the others.
    fn wait(&mut self, is_it: impl Fn(&Value) -> bool) -> Value {
        loop {
            let message = self.from.recv_timeout(STUCK).expect("the browser answers");
            let params = &message["params"];
            match message["method"].as_str() {
                Some("Runtime.exceptionThrown") => self.errors.push(params["exceptionDetails"].to_string()),
                Some("Runtime.consoleAPICalled") => self.errors.push(params.to_string()),
                Some("Log.entryAdded") => self.errors.push(params["entry"].to_string()),
                Some("Page.javascriptDialogOpening") => self.errors.push(params.to_string()),
                Some("Network.requestWillBeSent") => {
                    self.requests.push(params["request"]["url"].as_str().unwrap_or_default().to_owned());
                }
                _ => {}
            }
            if is_it(&message) {
                return message;
            }
        }
    }

    fn open(&mut self, page: &Path, fragment: &str) {
        // A change of the fragment alone does not load the page again.
        self.call("Page.navigate", json!({ "url": "about:blank" }));
        self.call("Page.navigate", json!({ "url": format!("file://{}{fragment}", page.display()) }));
        self.loaded();
    }

    fn reload(&mut self) {
        self.call("Page.reload", json!({}));
        self.loaded();
    }

    fn loaded(&mut self) {
        self.eval("new Promise((done) => document.readyState === 'complete' ? done() : addEventListener('load', () => done()))");
        // Handlers of scrolling and drawing run before this.
        self.eval("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))");
    }

    /// Returns the value of an expression in the page.
    fn eval(&mut self, expression: &str) -> Value {
        let params =
            json!({ "expression": expression, "awaitPromise": true, "returnByValue": true, "userGesture": true });
        let result = self.call("Runtime.evaluate", params);
        assert!(result.get("exceptionDetails").is_none(), "{expression}: {}", result["exceptionDetails"]);
        result["result"]["value"].clone()
    }

    fn key(&mut self, key: &str) {
        let text = match key {
            "Enter" => "\r",
            key if key.len() == 1 => key,
            _ => "",
        };
        let code = if key == "Enter" { 13 } else { 0 };
        let down = json!({ "type": "keyDown", "key": key, "text": text, "windowsVirtualKeyCode": code });
        self.call("Input.dispatchKeyEvent", down);
        self.call("Input.dispatchKeyEvent", json!({ "type": "keyUp", "key": key }));
    }

    fn search(&mut self, text: &str) {
        self.key("/");
        self.call("Input.insertText", json!({ "text": text }));
    }

    /// Returns the page's text about the number of shown rows.
    fn status(&mut self) -> String {
        self.eval("document.getElementById('status').textContent").as_str().unwrap_or_default().to_owned()
    }

    fn count(&mut self, selector: &str) -> u64 {
        self.eval(&format!("document.querySelectorAll({selector:?}).length")).as_u64().expect("a number")
    }

    fn focused(&mut self) -> String {
        let row = "document.activeElement.closest('.row')?.dataset.fingerprint ?? document.activeElement.className";
        self.eval(row).as_str().unwrap_or_default().to_owned()
    }

    /// Checks that the page had no errors and requested only itself.
    fn was_quiet(&mut self, page: &Path) {
        assert_eq!(self.errors, Vec::<String>::new());
        let own = format!("file://{}", page.display());
        let others: Vec<&String> =
            self.requests.iter().filter(|url| !url.starts_with(&own) && *url != "about:blank").collect();
        assert!(others.is_empty() && !self.requests.is_empty(), "{others:?}");
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn found(program: &str) -> Option<PathBuf> {
    let paths = std::env::var_os("PATH")?;
    std::env::split_paths(&paths).map(|folder| folder.join(program)).find(|path| path.is_file())
}

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
