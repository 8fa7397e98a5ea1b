//! The packages that are published: what a registry shows of them, and what is in them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// Categories of crates.io, which refuses others.
const CATEGORIES: &[&str] = &[
    "api-bindings",
    "command-line-utilities",
    "data-structures",
    "development-tools",
    "development-tools::build-utils",
    "development-tools::testing",
    "parser-implementations",
    "text-processing",
    "web-programming::http-client",
];

fn cargo(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO")).args(arguments).output().expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("cargo prints text")
}

/// What cargo knows of each published package.
fn published() -> Vec<Value> {
    let text = cargo(&["metadata", "--format-version", "1", "--no-deps", "--offline"]);
    let metadata: Value = serde_json::from_str(&text).expect("cargo writes JSON");
    let packages = metadata["packages"].as_array().expect("there are packages").iter();
    let packages: Vec<Value> = packages.filter(|package| package["publish"].is_null()).cloned().collect();
    assert!(packages.len() > 5, "they are found");
    packages
}

fn text<'a>(package: &'a Value, key: &str) -> &'a str {
    package[key].as_str().unwrap_or_else(|| panic!("{} has no `{key}`", package["name"]))
}

fn texts<'a>(package: &'a Value, key: &str) -> Vec<&'a str> {
    package[key].as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

fn folder(package: &Value) -> PathBuf {
    Path::new(text(package, "manifest_path")).parent().expect("a manifest is in a folder").to_owned()
}

#[test]
fn a_registry_is_told_what_a_package_is() {
    for package in published() {
        let name = text(&package, "name");
        assert!(text(&package, "description").len() > 40, "{name}");
        assert_eq!(text(&package, "license"), "MIT OR Apache-2.0", "{name}");
        assert_eq!(text(&package, "documentation"), format!("https://docs.rs/{name}"));
        assert_eq!(text(&package, "repository"), env!("CARGO_PKG_REPOSITORY"), "{name}: the workspace has the address");
        assert!(!text(&package, "rust_version").is_empty(), "{name}");
        let keywords = texts(&package, "keywords");
        assert!(
            (1..=5).contains(&keywords.len()) && keywords.iter().all(|word| word.len() <= 20),
            "{name}: {keywords:?}"
        );
        let categories = texts(&package, "categories");
        assert!((1..=5).contains(&categories.len()), "{name}: {categories:?}");
        assert!(categories.iter().all(|category| CATEGORIES.contains(category)), "{name}: {categories:?}");
    }
}

#[test]
fn a_package_has_a_page_of_its_own() {
    for package in published() {
        let (name, folder) = (text(&package, "name"), folder(&package));
        let page = fs::read_to_string(folder.join(text(&package, "readme"))).expect("it is there");
        assert!(page.contains(&format!("# {name}\n")), "{name}");
        assert!((20..100).contains(&page.lines().count()), "{name}: {} lines", page.lines().count());
        assert!(page.contains("```") && page.contains("](https://docs.rs/"), "{name}: an example, and where to go on");
        let code = fs::read_to_string(folder.join("src/lib.rs")).unwrap_or_default();
        let is_compiled = code.contains("#[cfg(doctest)]\n#[doc = include_str!(\"../README.md\")]");
        assert!(is_compiled || name == "b24", "{name}: its examples are not compiled");
    }
}

#[test]
fn a_package_has_the_licences_and_no_tests() {
    for package in published() {
        let (name, folder) = (text(&package, "name"), folder(&package));
        for file in ["LICENSE-MIT", "LICENSE-APACHE"] {
            let own = fs::read_to_string(folder.join(file)).unwrap_or_else(|error| panic!("{name}: {file}: {error}"));
            assert!(own == fs::read_to_string(file).expect("it is there"), "{name}: copy {file} from the root");
        }
        let list = cargo(&["package", "--list", "--allow-dirty", "--offline", "--quiet", "--package", name]);
        let files: Vec<&str> = list.lines().collect();
        for file in ["Cargo.toml", "README.md", "LICENSE-MIT", "LICENSE-APACHE"] {
            assert!(files.contains(&file), "{name}: {file} is not in the package");
        }
        let others = files
            .iter()
            .filter(|file| file.contains('/') && !file.starts_with("src/") && !file.starts_with("examples/"));
        assert_eq!(others.collect::<Vec<_>>(), Vec::<&&str>::new(), "{name}: files that no user needs");
    }
}
