//! `.ci/release` says what stands in the way of a release, and publishes nothing then.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output};

/// A small workspace under git, with a `cargo` that only tells what cargo knows of it.
struct Project(tempfile::TempDir);

/// Three packages whose order is neither theirs by name nor that of the list, and one that is not published.
const METADATA: &str = r#"{"packages":[
    {"name":"app","version":"0.2.0","publish":null,"dependencies":[{"name":"bitrix24","path":"x","req":"^0.2.0"}]},
    {"name":"bitrix24","version":"0.2.0","publish":null,"dependencies":[
        {"name":"core","path":"x","req":"^0.2.0"},{"name":"app","path":"x","req":"*"},{"name":"serde","req":"^1"}]},
    {"name":"core","version":"0.2.0","publish":null,"dependencies":[]},
    {"name":"tests","version":"0.2.0","publish":[],"dependencies":[]}]}"#;

impl Project {
    fn new() -> Self {
        let project = Project(tempfile::tempdir().expect("a folder"));
        let script =
            fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(".ci/release")).expect("it is there");
        project.write(".ci/release", &script);
        project.write("Cargo.toml", "repository = \"https://github.com/somebody/bitrix24-rust\"\n");
        project.write("CHANGELOG.md", "# Changelog\n\n## 0.2.0 - 2026-12-01\n\n- New.\n\n## 0.1.0\n\n- Old.\n");
        project.write(".gitignore", "/target\n/bin\n");
        let next = "if [ \"$3\" = next-version ]; then echo \"${NEXT:-0.2.0}\"; fi";
        let cargo = format!(
            "#!/bin/sh\necho \"$*\" >> \"${{CARGO_TARGET_DIR:-target}}/said\"\ncase $1 in\nmetadata) cat <<'E'\n{METADATA}\nE\n;;\nb24) {next} ;;\nesac\n"
        );
        project.write("bin/cargo", &cargo);
        project.write("target/said", "");
        for file in [".ci/release", "bin/cargo"] {
            fs::set_permissions(project.0.path().join(file), fs::Permissions::from_mode(0o755)).expect("it can be run");
        }
        project.git(&["init", "--quiet"]);
        project.git(&["add", "--all"]);
        project.git(&["commit", "--quiet", "--message", "one"]);
        project.git(&["tag", "v0.1.0"]);
        project
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.0.path().join(path);
        fs::create_dir_all(path.parent().expect("it has a folder")).expect("a folder");
        fs::write(path, text).expect("it can be written");
    }

    fn git(&self, arguments: &[&str]) {
        let who = ["-c", "user.name=test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"];
        let status = Command::new("git").args(who).args(arguments).current_dir(&self.0).status().expect("git runs");
        assert!(status.success(), "git {arguments:?}");
    }

    fn release(&self, arguments: &[&str], next: &str) -> Output {
        let path = format!("{}:{}", self.0.path().join("bin").display(), std::env::var("PATH").unwrap_or_default());
        let mut command = Command::new(self.0.path().join(".ci/release"));
        let who = [("GIT_COMMITTER_NAME", "test"), ("GIT_COMMITTER_EMAIL", "test@example.com")];
        command.args(arguments).env_remove("CARGO_TARGET_DIR").env("PATH", path).env("NEXT", next).envs(who);
        command.output().expect("it runs")
    }

    /// What cargo was asked to do, other than to tell of the packages.
    fn said(&self) -> Vec<String> {
        let said = fs::read_to_string(self.0.path().join("target/said")).expect("it is there");
        said.lines().filter(|line| !line.starts_with("metadata")).map(str::to_owned).collect()
    }
}

fn text(output: &Output) -> String {
    [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes)).concat()
}

/// The machine has no jq: the script says so itself.
fn is_without_jq() -> bool {
    let missing = Command::new("jq").arg("--version").output().is_err();
    if missing {
        eprintln!("skipped: jq is not installed");
    }
    missing
}

#[test]
fn packages_are_published_in_the_order_of_their_dependencies() {
    if is_without_jq() {
        return;
    }
    let project = Project::new();
    let output = project.release(&[], "0.2.0");
    assert!(output.status.success(), "{}", text(&output));
    let said = project.said();
    let published: Vec<_> =
        said.iter().filter_map(|line| line.strip_prefix("publish --locked --no-verify --package ")).collect();
    assert_eq!(published, ["core", "bitrix24", "app"]);
    let package = said.iter().position(|line| line.starts_with("package ")).expect("each is built first");
    assert!(said[package].ends_with("--package core --package bitrix24 --package app"), "{said:?}");
    assert!(said[package + 1].starts_with("publish"), "{said:?}");
    project.git(&["rev-parse", "--quiet", "--verify", "refs/tags/v0.2.0"]);
    let notes = fs::read_to_string(project.0.path().join("target/release-notes/changelog.md")).expect("it is written");
    assert_eq!(notes.trim(), "- New.");
}

#[test]
fn a_dry_run_publishes_nothing_and_says_all_that_stands_in_the_way() {
    if is_without_jq() {
        return;
    }
    let project = Project::new();
    assert!(project.release(&["--dry-run"], "0.1.1").status.success(), "0.2.0 is more than asked for");
    project.write("Cargo.toml", "repository = \"https://github.com/OWNER/bitrix24-rust\"\n");
    project.write("CHANGELOG.md", "# Changelog\n\n## Unreleased\n\n- New.\n");
    project.git(&["tag", "v0.2.0"]);
    let output = project.release(&["--dry-run"], "1.0.0");
    let text = text(&output);
    assert_eq!(output.status.code(), Some(1), "{text}");
    for problem in ["OWNER stands", "not committed", "v0.2.0 is tagged already", "no chapter", "asks for version 1.0.0"]
    {
        assert!(text.contains(problem), "{problem}: {text}");
    }
    assert!(text.contains("5 problems stand in the way"), "{text}");
    assert!(project.said().iter().all(|line| !line.starts_with("publish")), "{:?}", project.said());
}

#[test]
fn a_rehearsal_makes_up_what_is_missing_and_leaves_nothing() {
    if is_without_jq() {
        return;
    }
    let project = Project::new();
    let manifest = "repository = \"https://github.com/OWNER/bitrix24-rust\"\n";
    project.write("Cargo.toml", manifest);
    project.write("CHANGELOG.md", "# Changelog\n\n## Unreleased\n\n- Newer.\n\n## 0.1.0\n\n- Old.\n");
    project.git(&["commit", "--quiet", "--all", "--message", "two"]);
    let output = project.release(&["--rehearse"], "0.2.0");
    let text = text(&output);
    assert!(output.status.success() && text.contains("nothing stands in the way of releasing 0.2.0"), "{text}");
    for part in ["this order: core bitrix24 app", "asks for version 0.2.0 at least: 0.2.0", "- Newer."] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let said = project.said();
    assert!(said.iter().any(|line| line == "b24 generate") && said.iter().any(|line| line.starts_with("package ")));
    assert!(said.iter().all(|line| !line.starts_with("publish")), "{said:?}");
    assert_eq!(fs::read_to_string(project.0.path().join("Cargo.toml")).expect("it is there"), manifest);
    project.git(&["diff", "--quiet", "HEAD"]);
}

#[test]
fn nothing_is_built_or_published_while_something_stands_in_the_way() {
    if is_without_jq() {
        return;
    }
    for (file, content, problem) in [
        ("Cargo.toml", "repository = \"https://github.com/OWNER/x\"\n", "OWNER"),
        ("CHANGELOG.md", "## 0.1.0\n", "no chapter `## 0.2.0`"),
    ] {
        let project = Project::new();
        project.write(file, content);
        project.git(&["commit", "--quiet", "--all", "--message", "two"]);
        let output = project.release(&[], "0.2.0");
        assert!(!output.status.success() && text(&output).contains(problem), "{}", text(&output));
        assert_eq!(project.said(), Vec::<String>::new());
    }
}

#[test]
fn the_first_release_says_so() {
    if is_without_jq() {
        return;
    }
    let project = Project::new();
    project.git(&["tag", "--delete", "v0.1.0"]);
    let output = project.release(&["--plan"], "");
    assert!(!output.status.success() && text(&output).contains("no tag v*"), "{}", text(&output));
    let output = project.release(&["--plan", "--first"], "");
    assert!(output.status.success(), "{}", text(&output));
    assert!(text(&output).contains("core bitrix24 app"), "{}", text(&output));
}
