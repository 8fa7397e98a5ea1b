//! Every mistake in a schema gives a diagnostic at the right place.
//!
//! The first line of a file below `broken/` is a comment: its path in the schema, and the expected diagnostics. The
//! file is added to the schema in `good/`. Lines are counted in the whole file, that comment included.

mod schema;

use std::collections::BTreeSet;
use std::path::Path;

use bitrix24_schema::Diagnostics;

use schema::{Files, good, lay_over, resolve};

/// The sorted diagnostics: a code, and `file:line:column`.
type Report = Vec<(String, String)>;

/// An invalid file, and its expected diagnostics.
struct Fixture {
    name: String,
    path: String,
    expected: Report,
    bytes: Vec<u8>,
}

#[test]
fn the_good_schema_is_well() {
    let model = resolve(&good()).expect("it is well");
    assert_eq!((model.methods.len(), model.types.len(), model.events.len(), model.errors.len()), (4, 4, 1, 3));
}

#[test]
fn every_broken_file_is_reported_at_its_place() {
    let mut wrong = Vec::new();
    for fixture in fixtures() {
        let diagnostics = broken(&[(&fixture.path, fixture.bytes)]);
        let found = report(&diagnostics);
        if found != fixture.expected {
            wrong.push(format!("{}:\n  expected {:?}\n  found    {found:?}", fixture.name, fixture.expected));
        }
        assert_snapshot(&fixture.name, &diagnostics);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn all_broken_files_are_reported_in_one_run() {
    let chosen = [
        "catalogue_values",
        "error_duplicate",
        "correction_gone",
        "unknown_keys",
        "syntax_tab",
        "types_unknown",
        "type_fields_and_values",
    ];
    let mut fixtures = fixtures();
    fixtures.retain(|fixture| chosen.contains(&fixture.name.as_str()));
    let paths: BTreeSet<_> = fixtures.iter().map(|fixture| &fixture.path).collect();
    assert_eq!(paths.len(), chosen.len(), "one of each file");
    let files: Vec<_> = fixtures.iter().map(|fixture| (fixture.path.as_str(), fixture.bytes.clone())).collect();
    let diagnostics = broken(&files);
    let expected = fixtures.iter().flat_map(|fixture| fixture.expected.clone());
    assert_eq!(report(&diagnostics), sorted(expected));
    let places: Vec<_> = diagnostics.iter().map(|diagnostic| &diagnostic.place).collect();
    assert!(places.is_sorted(), "not in the order of files and lines");
    assert_snapshot("all_at_once", &diagnostics);
}

#[test]
fn what_an_unreadable_file_may_have_is_not_missed() {
    // Methods refer to the identifiers and the types of these.
    for path in ["catalogue.yaml", "types/item/item.yaml"] {
        let diagnostics = broken(&[(path, b"key: 'open".to_vec())]);
        assert_eq!(report(&diagnostics), expected(path, "yaml-syntax 1:6"));
    }
}

#[test]
fn a_schema_needs_a_catalogue() {
    let mut files = good();
    files.retain(|(path, _)| path != "catalogue.yaml");
    let diagnostics = resolve(&files).expect_err("the catalogue is missing");
    assert_eq!(report(&diagnostics), expected("catalogue.yaml", "missing-file 1:1"));
    assert_snapshot("catalogue_missing", &diagnostics);
}

#[test]
fn files_with_no_place_in_a_schema_are_reported() {
    let path = "method/user/get.yaml";
    let files = ["catalog.yaml", path, "notes.yml", "errors.yaml/v2.yaml"].map(|path| (path, b"a: b\n".to_vec()));
    let diagnostics = broken(&files);
    let all = files.iter().flat_map(|(path, _)| expected(path, "unknown-file 1:1"));
    assert_eq!(report(&diagnostics), sorted(all));
    assert_snapshot("files_unknown", &diagnostics);
}

#[test]
fn bytes_that_are_not_utf8_are_reported() {
    let windows_1251 = b"method: user.get\nsummary: \"\xcf\xee\xeb\xfc\xe7\xee\xe2\xe0\xf2\xe5\xeb\xfc\"\n";
    let utf_16 = b"\xff\xfem\0e\0t\0h\0o\0d\0";
    for (bytes, place) in [(&windows_1251[..], "not-utf8 2:11"), (&utf_16[..], "not-utf8 1:1")] {
        let diagnostics = broken(&[("methods/user/get.yaml", bytes.to_vec())]);
        assert_eq!(report(&diagnostics), expected("methods/user/get.yaml", place));
    }
    let diagnostics = broken(&[("methods/user/get.yaml", windows_1251.to_vec())]);
    assert_snapshot("not_utf8", &diagnostics);
}

#[test]
fn a_mark_before_the_text_is_no_part_of_it() {
    let with_mark = |text: &str| [b"\xef\xbb\xbf", text.as_bytes()].concat();
    let mut files = good();
    lay_over(&mut files, "methods/user/get.yaml", with_mark("method: user.get\n"));
    resolve(&files).expect("the mark is accepted");
    let diagnostics = broken(&[("methods/user/get.yaml", with_mark("metod: user.get\n"))]);
    assert_eq!(report(&diagnostics), expected("methods/user/get.yaml", "unknown-key 1:1"));
    assert_snapshot("byte_order_mark", &diagnostics);
}

#[test]
fn line_ends_of_other_systems_count_as_line_ends() {
    for end in ["\n", "\r\n", "\r"] {
        let text = ["method: user.get", "kind: reed", "params:", "  ID*: usr", ""].join(end);
        let diagnostics = broken(&[("methods/user/get.yaml", text.into_bytes())]);
        assert_eq!(report(&diagnostics), expected("methods/user/get.yaml", "bad-value 2:7, unknown-type 4:8"));
        assert_snapshot("line_ends", &diagnostics);
    }
}

#[test]
fn an_empty_file_is_reported() {
    for text in ["", "\n\n", "---\n", "~", "   "] {
        let diagnostics = broken(&[("methods/user/get.yaml", text.into())]);
        let codes: Vec<_> = diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
        assert_eq!(codes, ["wrong-type"], "{text:?}");
    }
    assert_snapshot("empty", &broken(&[("methods/user/get.yaml", Vec::new())]));
}

#[test]
fn depth_and_size_have_limits() {
    let bomb: String = (1..60).map(|n| format!("a{n}: &a{n} [{}]\n", format!("*a{}, ", n - 1).repeat(9))).collect();
    let deep_alias: String = (1..500).map(|n| format!("a{n}: &a{n} [*a{}]\n", n - 1)).collect();
    for (name, text) in [
        ("brackets", "[".repeat(10_000)),
        ("braces", "{a: ".repeat(10_000)),
        ("closed", format!("{}{}", "[".repeat(200), "]".repeat(200))),
        ("dashes", "- ".repeat(10_000)),
        ("questions", "? ".repeat(10_000)),
        ("maps", (0..1_000).map(|n| format!("{}a:\n", " ".repeat(n))).collect()),
        ("bomb", format!("a0: &a0 [x, x]\n{bomb}")),
        ("aliases", format!("a0: &a0 x\n{deep_alias}")),
        ("loop", "a: &a [*a]\n".to_owned()),
        ("type", format!("method: user.get\nresult: {}integer\n", "(".repeat(10_000))),
        ("line", format!("method: user.get\nkind: {}\n", "x".repeat(1_000_000))),
    ] {
        let diagnostics = broken(&[("methods/user/get.yaml", text.into_bytes())]);
        assert_eq!(diagnostics.len(), 1, "{name}: {:?}", report(&diagnostics));
        assert!(diagnostics.render("schema", true).len() < 3_000, "{name}: the text is not cut");
    }
}

#[test]
fn the_place_begins_with_the_folder() {
    let diagnostics = broken(&[("methods/user/get.yaml", b"method: user.get\nknd: read\n".to_vec())]);
    for folder in ["my/schema", "my/schema/"] {
        assert!(diagnostics.render(folder, false).contains("--> my/schema/methods/user/get.yaml:2:1\n"));
    }
    assert!(diagnostics.to_string().contains("--> methods/user/get.yaml:2:1\n"));
    let first = diagnostics.iter().next().expect("there is one");
    assert_eq!(first.to_string(), "methods/user/get.yaml:2:1: unknown key `knd` [unknown-key]");
}

/// Returns the diagnostics when these files are added to the good schema.
fn broken<P: AsRef<str>>(files: &[(P, Vec<u8>)]) -> Diagnostics {
    let mut all: Files = good();
    for (path, bytes) in files {
        lay_over(&mut all, path.as_ref(), bytes.clone());
    }
    let diagnostics = resolve(&all).expect_err("it is broken");
    assert!(!diagnostics.is_empty(), "an error without a diagnostic");
    diagnostics
}

fn report(diagnostics: &Diagnostics) -> Report {
    sorted(diagnostics.iter().map(|diagnostic| (diagnostic.code.to_owned(), diagnostic.place.to_string())))
}

fn sorted(report: impl Iterator<Item = (String, String)>) -> Report {
    let mut report: Report = report.collect();
    report.sort();
    report
}

/// Reads `code line:column, code file:line:column, …`; a place without a file is in `path`.
fn expected(path: &str, text: &str) -> Report {
    let one = |text: &str| {
        let (code, place) = text.trim().split_once(' ').expect("a code and a place");
        let has_file = place.matches(':').count() == 2;
        (code.to_owned(), if has_file { place.to_owned() } else { format!("{path}:{place}") })
    };
    sorted(text.split(',').map(one))
}

fn fixtures() -> Vec<Fixture> {
    let mut fixtures: Vec<Fixture> = schema::files_below(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/broken"))
        .into_iter()
        .map(|(name, bytes)| fixture(name.trim_end_matches(".yaml"), bytes))
        .collect();
    fixtures.sort_by(|a, b| a.name.cmp(&b.name));
    assert!(fixtures.len() >= 45, "only {} broken files", fixtures.len());
    fixtures
}

fn fixture(name: &str, bytes: Vec<u8>) -> Fixture {
    let text = String::from_utf8(bytes.clone()).expect("it is UTF-8");
    let head = text.lines().next().and_then(|line| line.strip_prefix("# ")).expect("a comment is the first line");
    let (path, rest) = head.split_once("  expect ").expect("the comment says what to expect");
    Fixture { name: name.to_owned(), path: path.to_owned(), expected: expected(path, rest), bytes }
}

fn assert_snapshot(name: &str, diagnostics: &Diagnostics) {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, diagnostics.render("schema", false)));
}
