//! Dependencies point one way: between the packages of the workspace, and between the modules of each.

#[path = "architecture/graph.rs"]
mod graph;
#[path = "architecture/source.rs"]
mod source;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use graph::{Graph, shown};
use serde_json::Value;

/// The packages that each package may depend on, in its code and its build script.
const ALLOWED: &[(&str, &[&str])] = &[
    (
        "b24",
        &[
            "bitrix24",
            "bitrix24-catalogue",
            "bitrix24-codegen",
            "bitrix24-diff",
            "bitrix24-export",
            "bitrix24-import",
            "bitrix24-mock",
            "bitrix24-portal",
            "bitrix24-runtime",
            "bitrix24-schema",
        ],
    ),
    ("bitrix24", &["bitrix24-runtime"]),
    ("bitrix24-catalogue", &["bitrix24-schema"]),
    ("bitrix24-codegen", &["bitrix24-catalogue", "bitrix24-schema"]),
    ("bitrix24-diff", &["bitrix24-codegen", "bitrix24-import", "bitrix24-schema"]),
    ("bitrix24-export", &["bitrix24-schema"]),
    ("bitrix24-fuzz", &["bitrix24-codegen", "bitrix24-diff", "bitrix24-import", "bitrix24-runtime", "bitrix24-schema"]),
    ("bitrix24-import", &["bitrix24-schema"]),
    ("bitrix24-mock", &["bitrix24-catalogue", "bitrix24-schema"]),
    ("bitrix24-portal", &["bitrix24-schema"]),
    ("bitrix24-workspace", &["bitrix24-catalogue", "bitrix24-codegen"]),
    ("own-portal", &["bitrix24", "bitrix24-codegen", "bitrix24-mock"]),
    ("own-schema", &["bitrix24-codegen", "bitrix24-runtime"]),
    ("whole-portal", &["bitrix24", "bitrix24-codegen"]),
];

/// The packages whose modules are looked at.
const LAYERED: &[&str] = &[
    "b24",
    "bitrix24-catalogue",
    "bitrix24-codegen",
    "bitrix24-diff",
    "bitrix24-export",
    "bitrix24-fuzz",
    "bitrix24-import",
    "bitrix24-mock",
    "bitrix24-portal",
    "bitrix24-runtime",
    "bitrix24-schema",
];

/// What cargo knows of the workspace's packages, by their names.
fn packages() -> BTreeMap<String, Value> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["metadata", "--format-version", "1", "--no-deps", "--offline"]).current_dir(workspace());
    let output = cargo.output().expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo writes JSON");
    let packages = metadata["packages"].as_array().expect("there are packages").iter();
    packages.map(|package| (text(&package["name"]), package.clone())).collect()
}

fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn text(value: &Value) -> String {
    value.as_str().expect("it is a text").to_owned()
}

/// The root file of a package's library, or of its program.
fn root(package: &Value) -> PathBuf {
    let targets = package["targets"].as_array().expect("there are targets").iter();
    let is_code = |target: &&Value| ["lib", "bin"].iter().any(|kind| target["kind"][0] == **kind);
    let target = targets.filter(is_code).max_by_key(|target| target["kind"][0] == "lib");
    PathBuf::from(text(&target.expect("there is code")["src_path"]))
}

#[test]
fn packages_depend_on_those_that_they_may() {
    let packages = packages();
    let mut found: BTreeSet<(String, String)> = BTreeSet::new();
    for (name, package) in &packages {
        let dependencies = package["dependencies"].as_array().expect("there is a list").iter();
        let of_code = dependencies.filter(|dependency| dependency["kind"] != "dev");
        let own = of_code.map(|dependency| text(&dependency["name"])).filter(|other| packages.contains_key(other));
        found.extend(own.map(|other| (name.clone(), other)));
    }
    let pairs =
        ALLOWED.iter().flat_map(|(name, all)| all.iter().map(|other| ((*name).to_owned(), (*other).to_owned())));
    let allowed: BTreeSet<(String, String)> = pairs.collect();
    let wrong: Vec<_> = found.difference(&allowed).map(|(from, to)| format!("{from} -> {to}")).collect();
    assert!(wrong.is_empty(), "these packages may not depend on each other: {wrong:?}");
    let gone: Vec<_> = allowed.difference(&found).map(|(from, to)| format!("{from} -> {to}")).collect();
    assert!(gone.is_empty(), "these dependencies are gone, take them out of `ALLOWED`: {gone:?}");
}

#[test]
fn modules_use_each_other_one_way() {
    let packages = packages();
    let mut wrong = String::new();
    for name in LAYERED {
        let package = packages.get(*name).unwrap_or_else(|| panic!("there is no package `{name}`"));
        let modules = source::read(&root(package), workspace());
        let files = Graph::of_files(&modules);
        for (graph, what) in
            [(&files, "modules")].into_iter().chain(files.of_folders().iter().map(|graph| (graph, "folders")))
        {
            for cycle in graph.cycles() {
                let all: Vec<_> = cycle.iter().map(|module| shown(module)).collect();
                let told = graph.told(&cycle);
                wrong += &format!("{name}: these {what} use each other: {}\n{told}", all.join(", "));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// What is looked for is found: in a crate whose modules use each other by a type, by a path in a macro, and by what one
/// exports of another; and what is only declared, exported or tested is no use.
#[test]
fn uses_are_found() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    for (file, text) in [
        ("lib.rs", "mod a;\nmod b;\nmod c;\npub use a::A;"),
        ("a.rs", "use crate::b::B;\npub struct A(B);"),
        ("b/mod.rs", "mod d;\npub use d::D;\npub struct B;\n#[cfg(test)]\nmod tests { use crate::c::C; }"),
        ("b/d.rs", "pub struct D;\nfn text() -> String { format!(\"{}\", crate::A::name()) }"),
        ("c.rs", "use crate::b::{B, D};\npub struct C(B, D);"),
    ] {
        let path = folder.path().join(file);
        std::fs::create_dir_all(path.parent().expect("it has a folder")).expect("a folder can be made");
        std::fs::write(path, text).expect("it can be written");
    }
    let modules = source::read(&folder.path().join("lib.rs"), folder.path());
    let files = Graph::of_files(&modules);
    assert!(files.cycles().is_empty(), "{:?}", files.cycles());
    let [folders] = &files.of_folders()[..] else { panic!("there is one folder with uses in it") };
    let [cycle] = &folders.cycles()[..] else { panic!("`a` and the folder `b` use each other") };
    assert_eq!(folders.told(cycle), "  a uses b at a.rs:1\n  b uses a at b/d.rs:2\n");
}
