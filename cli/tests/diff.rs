//! `b24 diff`: its inputs, what it refuses, and its statuses.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A repository with a copy of a small schema, committed.
struct Project {
    folder: tempfile::TempDir,
}

const METHOD: &str = "schema/methods/payroll/run.yaml";

impl Project {
    fn new() -> Self {
        let project = Project { folder: tempfile::tempdir().expect("a folder can be made") };
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/own-schema/schema"), &project.path("schema"));
        project.git(&["init", "--quiet", "--initial-branch=main"]);
        project.commit("One");
        project
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).expect("it can be read")
    }

    fn write(&self, path: &str, text: &str) {
        fs::write(self.path(path), text).expect("it can be written");
    }

    /// The month is not required any more, and there is a note.
    fn change(&self) {
        let text = self.read(METHOD).replace("month*:", "month:");
        self.write(METHOD, &text.replace("params:\n", "params:\n  note*: string\n"));
    }

    fn git(&self, arguments: &[&str]) {
        let config = ["-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"];
        let output = Command::new("git")
            .current_dir(self.folder.path())
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .args(config)
            .args(arguments)
            .output()
            .expect("git runs");
        assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    }

    fn commit(&self, message: &str) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", message]);
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_b24"));
        command
            .current_dir(self.folder.path())
            .env("NO_COLOR", "1")
            .arg("diff")
            .args(arguments)
            .output()
            .expect("b24 runs")
    }

    /// Standard output, of a call with this status.
    fn said(&self, arguments: &[&str], status: i32) -> String {
        let output = self.run(arguments);
        let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert_eq!(output.status.code(), Some(status), "{arguments:?}\n{out}\n{err}");
        out.into_owned()
    }

    /// Standard error, of a call with this status that says nothing else.
    fn refused(&self, arguments: &[&str], status: i32) -> String {
        let output = self.run(arguments);
        let err = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(status), "{arguments:?}: {err}");
        assert_eq!(String::from_utf8_lossy(&output.stdout), "", "no verdict is printed");
        err
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder can be made");
    for entry in fs::read_dir(from).expect("it can be listed") {
        let path = entry.expect("it can be listed").path();
        let target = to.join(path.file_name().expect("it has a name"));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).expect("it can be copied");
        }
    }
}

#[test]
fn the_work_tree_is_compared_with_what_was_released_last() {
    let project = Project::new();
    assert!(project.said(&[], 0).contains("HEAD (docs of"));
    project.git(&["tag", "v0.1.0"]);
    project.change();
    project.commit("Two");
    let said = project.said(&[], 1);
    assert!(said.starts_with("v0.1.0 (docs of"), "{said}");
    assert!(said.contains("payroll.run#in.note"), "{said}");
    assert!(said.contains(&format!("{METHOD}:")), "{said}");
}

#[test]
fn sides_are_folders_files_and_revisions() {
    let project = Project::new();
    project.change();
    project.commit("Two");
    copy(&project.path("schema"), &project.path("copy"));
    let changed = project.said(&["HEAD~1", "--format", "json"], 1);
    let rows = |text: &str| {
        let report: serde_json::Value = serde_json::from_str(text).expect("it is JSON");
        report["rows"].as_array().expect("a list").iter().map(|row| row["fingerprint"].clone()).collect::<Vec<_>>()
    };
    for sides in [
        &["HEAD~1", "schema"][..],
        &["HEAD~1..HEAD"],
        &["HEAD~1", "HEAD"],
        &["HEAD~1:schema", "copy"],
        &[&format!("HEAD~1:{METHOD}"), METHOD],
        &["main~1", "main:schema"],
    ] {
        let arguments: Vec<&str> = sides.iter().copied().chain(["--format", "json"]).collect();
        assert_eq!(rows(&project.said(&arguments, 1)), rows(&changed), "{sides:?}");
    }
    let other = "schema/methods/vacation/request.yaml";
    assert!(project.said(&[&format!("HEAD~1:{other}"), other], 0).contains("Nothing has changed."));
    assert!(project.said(&["HEAD~1", "--method", "vacation.*"], 0).contains("Nothing has changed."));
    assert!(project.said(&["schema", "copy"], 0).contains("Nothing has changed."));
}

#[test]
fn what_cannot_be_read_is_never_called_unchanged() {
    let project = Project::new();
    assert!(project.refused(&["no-such-revision"], 3).contains("neither a path nor a revision"));
    assert!(project.refused(&["HEAD:nowhere"], 3).contains("no schema"));
    assert!(project.refused(&["-x"], 2).contains("unexpected argument"));
    assert!(project.refused(&["--docs", "schema"], 2).contains("two folders"));
    assert!(project.refused(&["--docs", "schema", "schema"], 3).contains("no documentation"));
    project.write(METHOD, "method: payroll.run\nparams: {");
    assert!(project.refused(&["HEAD"], 3).contains("cannot be compared"));
    project.write(METHOD, "method: payroll.run\nkind: wirte\n");
    let refused = project.refused(&["HEAD"], 3);
    assert!(refused.contains(&format!("{METHOD}:2:7")), "{refused}");
    fs::remove_file(project.path("schema/catalogue.yaml")).expect("it can be removed");
    assert!(project.refused(&["HEAD"], 3).contains("no schema"));
    // An object that is damaged.
    let project = Project::new();
    for entry in walk(&project.path(".git/objects")) {
        if fs::metadata(&entry).is_ok_and(|meta| meta.len() > 300) {
            let mut permissions = fs::metadata(&entry).expect("it is there").permissions();
            #[allow(clippy::permissions_set_readonly_false)]
            permissions.set_readonly(false);
            fs::set_permissions(&entry, permissions).expect("they can be set");
            fs::write(&entry, b"damaged").expect("it can be written");
        }
    }
    project.refused(&["HEAD"], 3);
}

fn walk(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("it can be listed") {
        let path = entry.expect("it can be listed").path();
        if path.is_dir() { found.extend(walk(&path)) } else { found.push(path) }
    }
    found
}

#[test]
fn the_status_is_that_of_the_threshold() {
    let project = Project::new();
    project.change();
    project.said(&[], 1);
    project.said(&["--fail-on", "never"], 0);
    project.said(&["--fail-on", "any"], 1);
    project.said(&["--fail-on", "wire=breaks"], 1);
    project.said(&["--fail-on", "rename"], 0);
    assert!(project.refused(&["--fail-on", "rust=bad"], 2).contains("write one of"));
}

#[test]
fn what_is_let_pass_says_why_and_ends() {
    let project = Project::new();
    project.change();
    let report: serde_json::Value = serde_json::from_str(&project.said(&["--format", "json"], 1)).expect("it is JSON");
    let rows = report["rows"].as_array().expect("a list");
    for row in rows {
        let fingerprint = row["fingerprint"].as_str().expect("a text");
        project.said(&["waive", fingerprint, "--reason", "it was so: \"always\"", "--until", "2999-01-31"], 0);
    }
    let said = project.said(&["-v"], 0);
    assert!(said.contains("let pass: it was so: \"always\""), "{said}");
    assert!(project.refused(&["waive", "000000", "--reason", "x"], 2).contains("no change has the fingerprint"));

    // Spaces and order do not matter; one that is over, unused, or fits too much is a finding.
    let text = project.read("schema/waivers.yaml");
    project.write("schema/waivers.yaml", &text.replace("2999", "1999"));
    assert!(project.said(&[], 4).contains("ended with 1999-01-31"));
    project.write("schema/waivers.yaml", &format!("{text}- {{ rule: method-removed, reason: gone }}\n"));
    assert!(project.said(&[], 4).contains("used by no change"));
    let some = "- { rule: \"in-*\", subject: \"payroll.*#in.*\", axis: wire, expect: 9, reason: many }\n";
    project.write("schema/waivers.yaml", some);
    assert!(project.said(&[], 4).contains("says that there are 9"));
    project.write("schema/waivers.yaml", &some.replace("expect: 9, ", ""));
    project.said(&["--fail-on", "wire=breaks"], 0);
    project.said(&["--fail-on", "rust=major"], 1);
    project.write("schema/waivers.yaml", "- { rule: in-added, raeson: why }\n");
    let refused = project.refused(&[], 4);
    assert!(refused.contains("schema/waivers.yaml:1:21") && refused.contains("did you mean"), "{refused}");
}

#[test]
fn a_rename_is_suggested_and_accepted() {
    let project = Project::new();
    let text = project.read(METHOD).replace("payroll.run", "payroll.Run");
    project.write(METHOD, &text);
    let said = project.said(&["--fail-on", "rename"], 1);
    assert!(said.contains("method-renamed: payroll.run -> payroll.Run (100 % sure)"), "{said}");
    assert!(said.contains("to accept: b24 diff accept rename 'payroll.run' 'payroll.Run'"), "{said}");

    project.write(METHOD, &text.replace("payroll.Run", "payroll.start"));
    fs::rename(project.path(METHOD), project.path("schema/methods/payroll/start.yaml")).expect("it can be moved");
    let accept = |old, new, status| {
        let output = project.run(&["accept", "rename", old, new]);
        assert_eq!(output.status.code(), Some(status), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    assert!(accept("payroll.run", "payroll.stop", 1).contains("there is no method `payroll.stop`"));
    assert!(!project.path("schema/history.yaml").exists(), "nothing is written when it would be wrong");
    assert!(accept("payroll.run", "payroll.start#in.month", 2).contains("not two names of one thing"));
    accept("payroll.run", "payroll.start", 0);
    let said = project.said(&["--fail-on", "rename,rust=major"], 0);
    assert!(said.contains("method-renamed: payroll.run -> payroll.start") && !said.contains("to accept"), "{said}");
}

#[test]
fn the_next_version_follows_from_the_changes() {
    let project = Project::new();
    assert_eq!(project.said(&["next-version", "--from", "1.2.3"], 0), "1.2.3\n");
    project.change();
    assert_eq!(project.said(&["next-version", "--from", "1.2.3"], 0), "2.0.0\n");
    assert_eq!(project.said(&["next-version", "--from", "0.2.3"], 0), "0.3.0\n");
    assert!(project.refused(&["next-version", "--from", "next"], 2).contains("is not a version"));
}

#[test]
fn rules_are_listed_and_explained() {
    let project = Project::new();
    assert!(project.said(&["rules"], 0).contains("in-became-required"));
    assert!(project.said(&["explain", "in-became-required"], 0).contains("Calls without it are refused."));
    assert!(project.refused(&["explain", "in-became-requird"], 2).contains("did you mean `in-became-required`?"));
}

#[test]
fn help_says_what_it_does() {
    let output = Project::new().run(&["--help"]);
    insta::assert_snapshot!(String::from_utf8_lossy(&output.stdout));
}
