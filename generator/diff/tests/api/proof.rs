//! The verdicts from two lists of items agree with the compiler's result for a crate that uses every item. The changes
//! of a schema were first measured on a handwritten crate; here they are tested on the emitted one.
//!
//! Some of those cannot occur: a concrete integer argument that grows (arguments are `impl Into`), a struct that loses
//! `Eq` (none has it), a struct or enumeration of values that is built or matched exhaustively (all are
//! `non_exhaustive`), and a trait for batches (a constant tells if `batch` may call a method). A union is matched
//! exhaustively, and stands for them.

use std::path::{Path, PathBuf};

use bitrix24_codegen::api::Item;
use bitrix24_codegen::api::keep;
use bitrix24_codegen::listing;
use bitrix24_diff::api::{Proof, Rust, Workshop, compare, disagreements, prove};
use bitrix24_schema::Model;

use crate::schema;

/// A change of the method `order`, in a module of its own.
struct Case {
    what: &'static str,
    old: &'static str,
    new: &'static str,
    verdict: Rust,
    is_silent: bool,
    /// True if the old crate was released, and is kept.
    is_released: bool,
}

const fn case(what: &'static str, old: &'static str, new: &'static str, verdict: Rust) -> Case {
    Case { what, old, new, verdict, is_silent: false, is_released: false }
}

const fn silent(what: &'static str, old: &'static str, new: &'static str, verdict: Rust) -> Case {
    Case { is_silent: true, ..case(what, old, new, verdict) }
}

const fn released(what: &'static str, old: &'static str, new: &'static str, verdict: Rust) -> Case {
    Case { is_released: true, ..case(what, old, new, verdict) }
}

const VALUES: &str =
    "params: { a: { type: string, values: [N] } }\nresult: { fields: { s: { type: string, values: [N] } } }";
const MORE_VALUES: &str =
    "params: { a: { type: string, values: [N, S] } }\nresult: { fields: { s: { type: string, values: [N, S] } } }";
const REQUIRED: &str = "params: { a*: integer, b*: string }";

use Rust::{Deprecation, Major, Minor, None, Silent};

const CASES: &[Case] = &[
    case("nothing", "params: { a*: integer }", "params: { a*: integer }", None),
    case("an optional parameter more", "params: { a: integer }", "params: { a: integer, b: string }", Minor),
    case("a required parameter more", "params: { a*: integer }", REQUIRED, Major),
    released("a required parameter more, released", "params: { a*: integer }", REQUIRED, Minor),
    case("an optional parameter less", "params: { a: integer, b: string }", "params: { a: integer }", Major),
    case("a required parameter less", REQUIRED, "params: { a*: integer }", Major),
    released("a required parameter less, released", REQUIRED, "params: { a*: integer }", Major),
    case("a parameter of another name", "params: { a: integer }", "params: { b: integer }", Major),
    case("another order", REQUIRED, "params: { b*: string, a*: integer }", Major),
    released("another order, released", REQUIRED, "params: { b*: string, a*: integer }", None),
    silent("another order of one type", "params: { a*: id, b*: id }", "params: { b*: id, a*: id }", Silent),
    case("a text becomes a number", "params: { a: string }", "params: { a: integer }", Major),
    case("a number becomes an identifier", "params: { a: integer }", "params: { a: id }", Minor),
    case("an identifier becomes a number", "params: { a: id }", "params: { a: integer }", Major),
    case("a number gets a fraction", "params: { a: integer }", "params: { a: double }", Major),
    case("a text becomes anything", "params: { a: string }", "params: { a: any }", Minor),
    case("a number becomes anything", "params: { a: double }", "params: { a: any }", Minor),
    case("an identifier becomes anything", "params: { a: id }", "params: { a: any }", Minor),
    case("a text becomes a day", "params: { a: string }", "params: { a: date }", Minor),
    case("a text becomes an amount", "params: { a: string }", "params: { a: money }", Minor),
    case("an amount becomes a text", "params: { a: money }", "params: { a: string }", Major),
    case("a text becomes an address", "params: { a: string }", "params: { a: address }", Minor),
    case("a number becomes a link", "params: { a: integer }", "params: { a: crm_link }", Minor),
    case("a link becomes anything", "params: { a: crm_link }", "params: { a: any }", Minor),
    case("a file that is sent may be kept", "params: { a: file }", "params: { a: file(custom) }", Minor),
    case("a boolean of a custom field", "params: { a: boolean(Y/N) }", "params: { a: boolean(custom) }", None),
    case("a day becomes a text", "params: { a: date }", "params: { a: string }", Major),
    case(
        "a text becomes one of several",
        "params: { a: string }",
        "params: { a: { type: string, values: [N] } }",
        Major,
    ),
    case("one becomes a list", "params: { a: id }", "params: { a: 'id[]' }", Major),
    case("one becomes one or many", "params: { a: id }", "params: { a: 'id | id[]' }", Minor),
    case("one or many become one", "params: { a: 'id | id[]' }", "params: { a: id }", Major),
    case("a list becomes one or many", "params: { a: 'id[]' }", "params: { a: 'id | id[]' }", Major),
    case("a list of more", "params: { a: 'integer[]' }", "params: { a: 'id[]' }", Minor),
    case("a map of more", "params: { a: 'map<integer>' }", "params: { a: 'map<any>' }", Minor),
    case("a map of less", "params: { a: 'map<any>' }", "params: { a: 'map<integer>' }", Major),
    case("a list becomes a map", "params: { a: 'integer[]' }", "params: { a: 'map<integer>' }", Major),
    case("a boolean is written otherwise", "params: { a: boolean }", "params: { a: 'boolean(Y/N)' }", None),
    case("a boolean becomes a text", "params: { a: boolean }", "params: { a: string }", Major),
    case("required becomes optional", REQUIRED, "params: { a*: integer, b: string }", Major),
    released("required becomes optional, released", REQUIRED, "params: { a*: integer, b: string }", None),
    case("optional becomes required", "params: { a*: integer, b: string }", REQUIRED, Major),
    released("optional becomes required, released", "params: { a*: integer, b: string }", REQUIRED, None),
    released("the first that is required, released", "params: { a: integer }", "params: { a*: integer }", None),
    case("nothing is allowed", "params: { a: integer }", "params: { a: 'integer?' }", Minor),
    case("nothing is allowed no more", "params: { a: 'integer?' }", "params: { a: integer }", Major),
    silent("a value more", VALUES, MORE_VALUES, Minor),
    silent(
        "a value gets a name",
        VALUES,
        "params: { a: { type: string, values: { N: { rust: Normal } } } }\nresult: { fields: { s: { type: string, values: [N] } } }",
        Major,
    ),
    case("a value less", MORE_VALUES, VALUES, Major),
    silent("values become numbers", VALUES, "params: { a: { type: integer, values: [1] } }", Major),
    case("an option more", "params: { a: integer | string }", "params: { a: integer | string | boolean }", Major),
    case("an option less", "params: { a: integer | string | boolean }", "params: { a: integer | string }", Major),
    case("options become a text", "params: { a: integer | string }", "params: { a: string }", Major),
    silent("a field more", "result: { fields: { a: id } }", "result: { fields: { a: id, b: double } }", Minor),
    case("a field less", "result: { fields: { a: id, b: double } }", "result: { fields: { a: id } }", Major),
    case("a field of another type", "result: { fields: { a: id } }", "result: { fields: { a: string } }", Major),
    case("a field is always there", "result: { fields: { a: id } }", "result: { fields: { a*: id } }", Major),
    released(
        "a field is always there, released",
        "result: { fields: { a: id } }",
        "result: { fields: { a*: id } }",
        None,
    ),
    case("a field may be absent", "result: { fields: { a*: id } }", "result: { fields: { a: id } }", Major),
    case(
        "a field gets values",
        "result: { fields: { a: string } }",
        "result: { fields: { a: { type: string, values: [N] } } }",
        Major,
    ),
    case("a result of another type", "result: integer", "result: string", Major),
    case("a result becomes an object", "result: integer", "result: { fields: { a: integer } }", Major),
    case("an argument of another type", "params: { a*: integer }", "params: { a*: string }", Major),
    case("an argument takes more", "params: { a*: integer }", "params: { a*: id }", Minor),
    case("a method is deprecated", "params: { a: id }", "deprecated: x.y\nparams: { a: id }", Deprecation),
    case("a parameter is deprecated", "params: { a: id }", "params: { a: { type: id, deprecated: b } }", Deprecation),
    case(
        "a field is deprecated",
        "result: { fields: { a: id } }",
        "result: { fields: { a: { type: id, deprecated: b } } }",
        Deprecation,
    ),
    case("a deprecated parameter goes", "params: { a: { type: id, deprecated: b } }", "params: {}", Major),
    silent("an error more", "errors: [{ code: A }]", "errors: [{ code: A }, { code: B }]", Minor),
    case("an error less", "errors: [{ code: A }, { code: B }]", "errors: [{ code: A }]", Major),
    case("the first error", "params: {}", "errors: [{ code: A }]", Minor),
    case("no errors any more", "errors: [{ code: A }]", "params: {}", Major),
    silent(
        "an error of another status",
        "errors: [{ code: A, status: 403 }]",
        "errors: [{ code: A, status: 401 }]",
        Silent,
    ),
    silent("another scope", "scope: item", "scope: [item, shop]", Silent),
    silent("no batch", "batch: true", "batch: false", Silent),
    silent("a list no more", "kind: read\npager: { kind: start }\nresult: 'id[]'", "kind: read\nresult: 'id[]'", Major),
    case(
        "a list of something else",
        "kind: read\npager: { kind: start }\nresult: 'id[]'",
        "kind: read\npager: { kind: start }\nresult: 'string[]'",
        Major,
    ),
    case("another default", "params: { a: { type: id, default: 1 } }", "params: { a: { type: id, default: 2 } }", None),
    case(
        "an object inside",
        "params: { a: { fields: { x*: id, y: { fields: { z: id } } } } }",
        "params: { a: { fields: { x*: id, y: { fields: { z: string } } } } }",
        Major,
    ),
    silent(
        "an object that is sent gets more",
        "params: { a*: { fields: { x*: id, y: id } } }",
        "params: { a*: { fields: { x*: id, y: id, z: id } } }",
        Minor,
    ),
    case(
        "an object that is sent takes more, and keeps it in its public field",
        "params: { a*: { fields: { x*: integer, y: id } } }",
        "params: { a*: { fields: { x*: id, y: id } } }",
        Major,
    ),
    case("an object becomes a map", "params: { a: { fields: { x: id } } }", "params: { a: 'map<any>' }", Major),
    case("a shared type loses a field", "result: item.Item", "result: item.Box", Major),
];

/// Returns both schemas: `m00.order` and so on, and changes of whole methods.
fn models() -> (Model, Model) {
    let (mut old, mut new) = (schema::good(), schema::good());
    for files in [&mut old, &mut new] {
        files.retain(|(path, _)| !path.starts_with("words/"));
    }
    for (index, case) in CASES.iter().enumerate() {
        let path = format!("methods/m{index:02}/order.yaml");
        for (files, text) in [(&mut old, case.old), (&mut new, case.new)] {
            schema::lay_over(files, &path, format!("method: m{index:02}.order\n{text}").into_bytes());
        }
    }
    let method = |files: &mut schema::Files, name: &str| {
        let path = format!("methods/{}.yaml", name.replace('.', "/"));
        let text = format!("method: {name}\nparams: {{ a: integer }}\nresult: {{ fields: {{ b: id }} }}");
        schema::lay_over(files, &path, text.into_bytes());
    };
    for (name, is_old, is_new) in [
        ("gone.stays", true, true),
        ("gone.goes", true, false),
        ("come.stays", true, true),
        ("come.comes", false, true),
        ("feature.goes", true, false),
        ("path.stays", true, true),
        ("path.old.order", true, false),
        ("path.new.order", false, true),
    ] {
        if is_old {
            method(&mut old, name);
        }
        if is_new {
            method(&mut new, name);
        }
    }
    let resolve = |files: &schema::Files| {
        schema::resolve(files).unwrap_or_else(|findings| panic!("{}", findings.render("schema", false)))
    };
    let (old, mut new) = (resolve(&old), resolve(&new));
    new.released = keep(&of_released(&listing(&old)));
    (old, new)
}

fn of_released(items: &[Item]) -> Vec<Item> {
    let is_released = |item: &&Item| {
        let cases = CASES.iter().enumerate().filter(|(_, case)| case.is_released);
        cases.into_iter().any(|(index, _)| is_within(&item.path, &format!("m{index:02}")))
    };
    items.iter().filter(is_released).cloned().collect()
}

fn is_within(path: &str, module: &str) -> bool {
    path == module || path.starts_with(&format!("{module}::"))
}

/// Returns a folder to compile in, below cargo's own; `None` if cargo cannot be run.
pub(crate) fn workshop(name: &str) -> Option<Workshop> {
    let cargo = std::env::var_os("CARGO").map_or_else(|| PathBuf::from("cargo"), PathBuf::from);
    let runs = std::process::Command::new(&cargo).arg("--version").output().is_ok_and(|output| output.status.success());
    if !runs {
        println!("skipped: cargo cannot be run here");
        return Option::None;
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("proofs");
    let (folder, target) = (folder.join(name), folder.join("target"));
    Some(Workshop { folder, target, runtime: Path::new(env!("CARGO_MANIFEST_DIR")).join("../../runtime"), cargo })
}

/// Returns the compiler's verdict on a module's items.
fn proven(proof: &Proof, module: &str) -> Rust {
    let any = |list: &[bitrix24_diff::api::Finding]| list.iter().any(|finding| is_within(&finding.path, module));
    match (any(&proof.refused), any(&proof.deprecated)) {
        (true, _) => Major,
        (_, true) => Deprecation,
        _ => None,
    }
}

#[test]
fn what_is_told_is_what_the_compiler_says() {
    let Some(workshop) = workshop("proof") else { return };
    let (old, new) = models();
    let (before, after) = (listing(&old), listing(&new));
    let changes = compare(&before, &after);
    let proof = prove(&before, &new, &workshop).expect("the witness is compiled");
    let mut wrong = Vec::new();
    let mut check = |what: &str, module: &str, verdict: Rust, is_silent: bool| {
        let own = || changes.iter().filter(|change| is_within(&change.path, module));
        let told = own().map(|change| change.verdict).max().unwrap_or_default();
        let told_silent = own().any(|change| change.is_silent);
        let compiler = proven(&proof, module);
        let expected = if verdict >= Major || verdict == Deprecation { verdict } else { None };
        if (told, told_silent, compiler) != (verdict, is_silent, expected) {
            wrong.push(format!("{module} {what}: told {told:?} {told_silent}, compiler {compiler:?}, not {verdict:?}"));
        }
    };
    for (index, case) in CASES.iter().enumerate() {
        check(case.what, &format!("m{index:02}"), case.verdict, case.is_silent);
    }
    check("a method is gone", "gone", Major, false);
    check("a method is new", "come", Minor, false);
    check("a feature is gone", "feature", Major, false);
    check("a method is elsewhere", "path", Major, false);
    let differ = disagreements(&changes, &proof);
    assert!(wrong.is_empty() && differ.is_empty(), "{wrong:#?}\n{differ:#?}");
    // Missing and additional changes are reported as disagreements.
    let untold = disagreements(&[], &proof).len();
    assert_eq!(untold, proof.refused.len() + proof.deprecated.len());
    let mut too_much = changes.iter().find(|change| change.path == "m01::Order::b").expect("it is new").clone();
    too_much.verdict = Major;
    assert_eq!(disagreements(&[too_much], &proof).len(), untold + 1);
}

#[test]
fn nothing_is_refused_of_the_same_crate() {
    let Some(workshop) = workshop("same") else { return };
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/goldens/obstacles/schema");
    let model = bitrix24_codegen::Generator::new(root).model().expect("the schema is well");
    let items = listing(&model);
    let proof = prove(&items, &model, &workshop).expect("the witness is compiled");
    assert_eq!((proof.refused, proof.deprecated, proof.rounds), (vec![], vec![], 1));
    assert!(proof.statements > items.len() / 2, "most items are used");
}
