//! `b24 diff`: its inputs, refusals, and exit statuses.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

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

    /// Makes the month optional, and adds a note.
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
        self.run_in("", arguments)
    }

    /// Runs b24 in a folder of the project.
    fn run_in(&self, folder: &str, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_b24"));
        command
            .current_dir(self.path(folder))
            .env("NO_COLOR", "1")
            .arg("diff")
            .args(arguments)
            .output()
            .expect("b24 runs")
    }

    /// Returns the standard output of a call that ends with this status.
    fn said(&self, arguments: &[&str], status: i32) -> String {
        let output = self.run(arguments);
        let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert_eq!(output.status.code(), Some(status), "{arguments:?}\n{out}\n{err}");
        out.into_owned()
    }

    /// Returns the standard error of a call that ends with this status and prints nothing else.
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

#[test]
fn a_path_of_a_revision_is_from_the_root_as_git_reads_it() {
    let project = Project::new();
    project.change();
    project.commit("Two");
    fs::create_dir(project.path("tools")).expect("a folder can be made");
    for side in ["HEAD~1:schema", "HEAD~1:../schema"] {
        let output = project.run_in("tools", &[side, "../schema", "--format", "singleline"]);
        let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert_eq!(output.status.code(), Some(1), "{side}: {err}");
        assert!(out.contains("payroll.run#in.note"), "{side}: {out}");
    }
}

#[test]
fn a_schema_may_be_the_repository_or_the_current_folder() {
    let project = Project::new();
    project.change();
    project.commit("Two");
    let file = METHOD.trim_start_matches("schema/");
    let said = |folder: &str, arguments: &[&str]| {
        let output = project.run_in(folder, arguments);
        assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    // A file is named without its folder.
    let text = said("schema", &["HEAD~1", file, "--schema", ".", "--format", "singleline"]);
    assert!(text.lines().all(|line| line.contains(&format!("\t{file}:"))), "{text}");

    let inner = project.path("schema").join(".git");
    fs::rename(project.path(".git"), &inner).expect("it can be moved");
    project.git(&["-C", "schema", "add", "--all"]);
    project.git(&["-C", "schema", "commit", "--quiet", "--message", "Three"]);
    fs::write(project.path(METHOD), project.read(METHOD).replace("note*", "remark*")).expect("it can be written");
    project.git(&["-C", "schema", "commit", "--quiet", "--all", "--message", "Four"]);
    let text = said("schema", &["HEAD~1..HEAD", "--schema", ".", "--format", "singleline"]);
    assert!(text.contains(&format!("\t{file}:")) && !text.contains("\t/"), "{text}");
}

#[test]
fn what_is_not_there_is_never_called_unchanged() {
    let project = Project::new();
    project.change();
    project.commit("Two");
    assert!(
        project
            .refused(&["HEAD~1:schema/methods/payroll/rnu.yaml"], 3)
            .contains("there is no file methods/payroll/rnu.yaml")
    );
    assert!(project.refused(&["HEAD~1", "HEAD:schema/README.md"], 3).contains("there is no file README.md"));
    // One that came or went is in one of the two.
    fs::remove_file(project.path(METHOD)).expect("it can be removed");
    project.commit("Three");
    let said = project.said(&[&format!("HEAD~1:{METHOD}"), &format!("HEAD:{METHOD}")], 1);
    assert!(said.contains("method-removed"), "{said}");
    let said = project.said(&[&format!("HEAD~1:{METHOD}"), "HEAD:schema/methods/vacation/request.yaml"], 1);
    assert!(said.contains("method-removed"), "{said}");

    assert!(
        project.refused(&["HEAD", "--method", "payrol.*"], 2).contains("no method or type is named like `payrol.*`")
    );
    project.said(&["HEAD~1..HEAD~1", "--method", "payroll.*"], 0);
    project.said(&["HEAD~1..HEAD", "--method", "payroll.*"], 1);

    fs::create_dir_all(project.path("pages/api-reference")).expect("folders can be made");
    assert!(project.refused(&["--docs", "pages", "pages"], 3).contains("no page of it describes a method"));
}

#[test]
fn a_revision_with_links_is_not_read_in_part() {
    let project = Project::new();
    fs::rename(project.path("schema/methods/payroll"), project.path("payroll")).expect("it can be moved");
    #[cfg(unix)]
    std::os::unix::fs::symlink("../../payroll", project.path("schema/methods/payroll")).expect("a link can be made");
    #[cfg(not(unix))]
    return;
    project.commit("Two");
    assert!(project.refused(&["HEAD~1..HEAD"], 3).contains("schema/methods/payroll is a symbolic link"));
    assert!(project.said(&["HEAD~1"], 0).contains("Nothing has changed."), "a folder has what is behind its links");
}

#[test]
fn a_clone_without_history_does_not_know_the_last_release() {
    let project = Project::new();
    project.git(&["tag", "v0.1.0"]);
    project.change();
    project.commit("Two");
    let address = format!("file://{}", project.path("").display());
    project.git(&["clone", "--quiet", "--depth", "1", &address, "clone"]);
    let output = project.run_in("clone", &[]);
    let err = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(3), "{err}");
    assert!(output.stdout.is_empty() && err.contains("only part of the history"), "{err}");
}

#[test]
fn a_list_of_public_items_that_cannot_be_read_is_not_left_out() {
    let project = Project::new();
    fs::write(project.path("schema/api.lock"), b"\xff\xfe").expect("it can be written");
    assert!(project.refused(&["HEAD"], 3).contains("its api.lock cannot be read"));
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

    // Spaces and order do not matter; a waiver that is expired, unused, or matches too many changes is a finding.
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

/// Returns the first row's fingerprint.
fn fingerprint(project: &Project, sides: &[&str]) -> String {
    let arguments: Vec<&str> = sides.iter().copied().chain(["--format", "singleline", "--fail-on", "never"]).collect();
    project.said(&arguments, 0).split('\t').next().expect("there is a row").to_owned()
}

#[test]
fn a_waiver_that_would_let_nothing_pass_is_not_written() {
    let project = Project::new();
    project.change();
    let mark = fingerprint(&project, &[]);
    assert!(project.refused(&["waive", &mark, "--reason", " "], 2).contains("needs a reason"));
    assert!(project.refused(&["waive", &mark, "--reason", "x", "--until", "soon"], 2).contains("neither a day"));
    assert!(project.refused(&["waive", &mark, "--reason", "x", "--until", "1999-01-31"], 2).contains("is over"));
    assert!(!project.path("schema/waivers.yaml").exists());
    project.write("schema/waivers.yaml", "[]\n");
    project.refused(&["waive", &mark, "--reason", "x"], 1);
    assert_eq!(project.read("schema/waivers.yaml"), "[]\n", "what is there is left as it was");
}

#[test]
fn whatever_the_format_the_status_is_explained() {
    let project = Project::new();
    copy(&project.path("schema"), &project.path("copy"));
    project.write("copy/waivers.yaml", "- { rule: method-removed, reason: gone }\n");
    for format in ["singleline", "json", "markdown", "html", "github", "sarif", "junit", "changelog"] {
        let output = project.run(&["schema", "copy", "--format", format]);
        let err = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(4), "{format}");
        assert!(err.starts_with("waivers: copy/waivers.yaml:1:3: "), "{format}: {err}");
    }
    let said = project.said(&["schema", "copy", "--format", "github"], 4);
    assert!(said.starts_with("::error file=copy/waivers.yaml,line=1,col=3,title=waivers::"), "{said}");
    project.write("copy/waivers.yaml", "- { rule: method-removed }\n");
    assert!(project.refused(&["schema", "copy"], 4).contains("--> copy/waivers.yaml:1:3"));
}

#[test]
fn a_waiver_of_an_earlier_pull_request_does_not_fail_the_next_one() {
    let project = Project::new();
    project.git(&["tag", "v0.1.0"]);
    project.change();
    for row in project.said(&["--format", "singleline", "--fail-on", "never"], 0).lines() {
        let mark = row.split('\t').next().expect("a fingerprint");
        project.said(&["waive", mark, "--reason", "agreed"], 0);
    }
    project.commit("Two");
    project.said(&["HEAD~1..HEAD"], 0);
    let other = project.read(METHOD).replace("  note*: string\n", "  note*: string\n  remark: string\n");
    project.write(METHOD, &other);
    project.commit("Three");
    project.said(&["HEAD~1..HEAD"], 0);
    project.said(&[], 0);
    // A release ends the waivers before it.
    project.git(&["tag", "v0.2.0"]);
    assert!(project.said(&[], 4).contains("used by no change"));
    project.write("schema/waivers.yaml", "- { rule: method-removed, reason: gone }\n");
    assert!(project.said(&["HEAD"], 4).contains("used by no change"), "one that is new is of no change from before");
}

#[test]
fn a_verdict_that_is_not_let_pass_keeps_its_reason() {
    let project = Project::new();
    project.change();
    project.write("schema/waivers.yaml", "- { rule: \"in-*\", axis: wire, reason: agreed }\n");
    let said = project.said(&[], 1);
    assert!(said.contains("let pass on the wire: agreed") && said.contains("do not compile"), "{said}");
    assert!(!said.contains("Calls without it are refused."), "{said}");
}

#[test]
fn a_file_is_written_whole_or_not_at_all() {
    let project = Project::new();
    project.change();
    let refused = project.refused(&["--out", "json=schema"], 3);
    assert!(refused.contains("schema"), "{refused}");
    #[cfg(unix)]
    {
        project.write("report.json", "old");
        std::os::unix::fs::symlink("report.json", project.path("link.json")).expect("a link can be made");
        let output = project.run(&["--out", "json=link.json", "--out", "singleline=/dev/fd/2"]);
        assert_eq!(output.status.code(), Some(1));
        assert!(String::from_utf8_lossy(&output.stderr).contains("payroll.run#in.note"));
        assert!(project.read("report.json").starts_with('{'), "what the link leads to is written");
        let is_link = |path: &Path| fs::symlink_metadata(path).is_ok_and(|meta| meta.file_type().is_symlink());
        assert!(is_link(&project.path("link.json")));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn nobody_has_to_read_what_is_said() {
    let project = Project::new();
    let full = || Stdio::from(fs::OpenOptions::new().write(true).open("/dev/full").expect("there is such a device"));
    let mut command = Command::new(env!("CARGO_BIN_EXE_b24"));
    command.current_dir(project.path("")).args(["diff", "no-such-revision"]).stderr(full());
    assert_eq!(command.output().expect("b24 runs").status.code(), Some(3));
    let mut command = Command::new(env!("CARGO_BIN_EXE_b24"));
    command.current_dir(project.path("")).arg("diff").stdout(full());
    assert_eq!(command.output().expect("b24 runs").status.code(), Some(3), "a report that is cut off is none");
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
    let last = format!("{}.0.0", u64::MAX);
    assert!(project.refused(&["next-version", "--from", &last], 2).contains("no version after"));
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
