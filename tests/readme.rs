//! What the README shows is what its commands print.

use std::path::{Path, PathBuf};
use std::process::Command;

use bitrix24_schema::{Sources, resolve};

const README: &str = include_str!("../README.md");

#[test]
fn the_first_call_prints_what_the_readme_shows() {
    let output = Command::new(example("first_call")).output().expect("the example runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("it prints text");
    insta::assert_snapshot!(text.trim_end(), @r#"
    Some("Prepare the report") is now the task of user Some("547")
    as documented: tasks.task.delegate: 0: Action on the task is not allowed (HTTP 400)
    "#);
    assert!(README.contains(text.trim_end()), "the README shows something else");
}

#[test]
fn lists_and_batches_are_compiled_as_the_readme_shows_them() {
    let plain = |text: &str| text.lines().map(str::trim).collect::<Vec<_>>().join("\n");
    let example = plain(include_str!("../examples/lists_and_batches.rs"));
    let blocks = README.split("```rust\n").skip(1).filter_map(|block| Some(block.split_once("```")?.0));
    let shown: Vec<&str> = blocks.filter(|block| block.contains(".list(") || block.contains(".batch()")).collect();
    assert_eq!(shown.len(), 2);
    for block in shown {
        assert!(example.contains(plain(block).trim_end()), "the example has something else than:\n{block}");
    }
    let output = Command::new(self::example("lists_and_batches")).output().expect("the example runs");
    let text = String::from_utf8(output.stdout).expect("it prints text");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    insta::assert_snapshot!(text.trim_end(), @r#"
    2469 deals, worth 126078506.03
    Some("Prepare the report") -> Some("547")
    "#);
}

#[test]
fn a_mistake_is_reported_as_the_readme_shows() {
    let folder = Path::new("schema");
    let mut sources = Sources::default();
    for path in ["catalogue.yaml", "errors.yaml"] {
        sources.add(path, std::fs::read(folder.join(path)).expect("it is committed"));
    }
    for entry in std::fs::read_dir(folder.join("types/tasks")).expect("it is committed") {
        let path = entry.expect("it can be read").path();
        let name = path.strip_prefix(folder).expect("it is inside").to_str().expect("it is a plain name").to_owned();
        sources.add(&name, std::fs::read(&path).expect("it is committed"));
    }
    let path = "methods/tasks/task/delegate.yaml";
    let text = std::fs::read_to_string(folder.join(path)).expect("it is committed");
    sources.add(path, text.replace("kind: write", "knd: write"));
    let report = resolve::resolve(&sources).expect_err("there is no such key").render("schema", false);
    assert!(README.contains(report.trim_end()), "the README shows something else than:\n{report}");
}

/// A program of `examples/`. Cargo builds them with the tests and puts them beside; when only this test was asked for, they
/// may be missing.
fn example(name: &str) -> PathBuf {
    let tests = std::env::current_exe().expect("this test is a file");
    let profile = tests.parent().and_then(Path::parent).expect("tests are in target/PROFILE/deps");
    let path = profile.join("examples").join(name).with_extension(std::env::consts::EXE_EXTENSION);
    if !path.exists() {
        let status = Command::new(env!("CARGO")).args(["build", "--quiet", "--example", name]).status();
        assert!(status.expect("cargo runs").success(), "the example does not compile");
    }
    path
}
