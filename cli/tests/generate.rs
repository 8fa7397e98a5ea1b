//! `b24 generate` and `b24 export` as users run them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, SystemTime};

/// A folder with a copy of a small schema.
struct Project {
    folder: tempfile::TempDir,
}

impl Project {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/own-schema/schema");
        copy(&schema, &folder.path().join("schema"));
        Project { folder }
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(Path::new(env!("CARGO_BIN_EXE_b24"))).args(arguments).output().expect("b24 runs")
    }

    /// Returns a program that runs here, and keeps what it knows in the project, wherever cargo builds it.
    fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command.current_dir(self.folder.path()).env_remove("CARGO_TARGET_DIR");
        command
    }

    /// Runs a command that has to succeed, and returns its output.
    fn ok(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("it prints text")
    }

    fn edit(&self, path: &str, from: &str, to: &str) {
        let path = self.path(path);
        let text = fs::read_to_string(&path).expect("the file is there");
        assert!(text.contains(from), "nothing to edit");
        fs::write(&path, text.replacen(from, to, 1)).expect("it can be written");
    }

    /// Returns the time of the last write of each emitted file.
    fn written(&self) -> BTreeMap<PathBuf, SystemTime> {
        let mut files = Vec::new();
        walk(&self.path("generated"), &mut files);
        let time = |path: &PathBuf| fs::metadata(path).and_then(|data| data.modified()).expect("the file is there");
        files.into_iter().map(|path| (path.clone(), time(&path))).collect()
    }
}

fn copy(from: &Path, to: &Path) {
    let mut files = Vec::new();
    walk(from, &mut files);
    for file in files {
        let target = to.join(file.strip_prefix(from).expect("it is inside"));
        fs::create_dir_all(target.parent().expect("it has a folder")).expect("a folder can be made");
        fs::copy(&file, target).expect("it can be copied");
    }
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("it can be read").path();
        if path.is_dir() { walk(&path, files) } else { files.push(path) }
    }
}

#[test]
fn one_edited_line_changes_one_file_and_no_other_is_touched() {
    let project = Project::new();
    project.ok(&["generate"]);
    let before = project.written();
    assert_eq!(project.ok(&["generate"]), "generated is up to date\n");
    assert_eq!(project.written(), before, "nothing changed, nothing is written");

    project.edit("schema/methods/vacation/request.yaml", "doc: how many days", "doc: how long");
    let checked = project.run(&["generate", "--check"]);
    assert_eq!(checked.status.code(), Some(1));
    insta::assert_snapshot!(String::from_utf8_lossy(&checked.stderr), @r"
    generated does not match the schema, 1 file:
      ~ src/vacation/request.rs  +1 -1
    run `cargo b24 generate` to bring it in line
    ");
    assert_eq!(project.written(), before, "a check writes nothing");

    insta::assert_snapshot!(project.ok(&["generate"]), @r"
    1 file of generated written:
      ~ src/vacation/request.rs  +1 -1
    ");
    let after = project.written();
    let touched: Vec<_> = after.iter().filter(|(path, time)| before.get(*path) != Some(time)).collect();
    assert_eq!(touched.len(), 1);
}

/// A project with cargo's `target`, and a run that found nothing to do: what the next one finds is kept there.
fn stamped() -> Project {
    let project = Project::new();
    fs::create_dir(project.path("target")).expect("a folder can be made");
    fs::write(project.path("target/CACHEDIR.TAG"), "").expect("it can be written");
    project.ok(&["generate"]);
    assert_eq!(project.ok(&["generate"]), "generated is up to date\n");
    assert!(project.is_known(&["generate"]));
    project
}

impl Project {
    /// Returns true if a run knows without emitting anything that there is nothing to do: else it keeps what it emits.
    fn is_known(&self, arguments: &[&str]) -> bool {
        let kept = |kind: &str| {
            let mut files = Vec::new();
            walk(&self.path("target/b24"), &mut files);
            files.into_iter().find(|path| path.to_string_lossy().contains(kind))
        };
        kept("formatted-").into_iter().for_each(|path| fs::remove_file(path).expect("it can be removed"));
        let printed = self.ok(arguments);
        assert!(printed.ends_with(" is up to date\n"), "{printed}");
        kept("formatted-").is_none()
    }
}

#[test]
fn what_changed_since_a_run_with_nothing_to_do_is_seen() {
    let project = stamped();
    // Each is brought back by a run, after which another one has nothing to do.
    let settle = || {
        project.ok(&["generate"]);
        assert_eq!(project.ok(&["generate"]), "generated is up to date\n");
        assert!(project.is_known(&["generate"]) && project.is_known(&["generate", "--check"]));
    };
    let emitted = "generated/src/vacation/request.rs";
    project.edit("schema/methods/vacation/request.yaml", "doc: how many days", "doc: how long");
    assert!(project.ok(&["generate"]).contains("~ src/vacation/request.rs"), "an input");
    settle();
    project.edit(emitted, "pub struct", "pub  struct");
    assert_eq!(project.run(&["generate", "--check"]).status.code(), Some(1), "a check sees it as well");
    assert!(project.ok(&["generate"]).contains("~ src/vacation/request.rs"), "a changed output");
    settle();
    fs::remove_file(project.path(emitted)).expect("it is there");
    assert!(project.ok(&["generate"]).contains("+ src/vacation/request.rs"), "a missing output");
    settle();
    fs::copy(project.path(emitted), project.path("generated/src/vacation/more.rs")).expect("it can be copied");
    assert!(project.ok(&["generate"]).contains("- src/vacation/more.rs"), "an output too many");
    settle();
    project.edit("generated/Cargo.toml", "[package]", "[package] ");
    assert!(project.ok(&["generate"]).contains("~ Cargo.toml"), "a file beside the code");
    settle();
    fs::rename(project.path("schema/methods/payroll/run.yaml"), project.path("run.yaml")).expect("it is there");
    assert!(project.ok(&["generate"]).contains("- src/payroll/run.rs"), "an input less");
    settle();
    fs::rename(project.path("run.yaml"), project.path("schema/methods/payroll/run.yaml")).expect("it is there");
    assert!(project.ok(&["generate"]).contains("+ src/payroll/run.rs"), "an input more");
    settle();
    fs::remove_file(project.path("generated/api.lock")).expect("it is there");
    assert_eq!(project.run(&["generate"]).status.code(), Some(2), "what was released is missing");
}

#[test]
fn another_option_and_another_catalogue_are_another_run() {
    let project = stamped();
    let only = ["generate", "--only", "vacation.*"];
    assert!(project.ok(&only).contains("- src/payroll/run.rs"), "another pick");
    assert!(project.ok(&["generate"]).contains("+ src/payroll/run.rs"));
    project.ok(&["generate"]);
    let new = ["generate", "--new-constructors"];
    assert!(!project.is_known(&new), "it may be another crate");
    assert!(project.is_known(&new));
    assert!(!project.is_known(&["generate"]));

    // A place for the packed catalogue comes to be.
    let folder = project.path("generator/catalogue/src");
    fs::create_dir_all(&folder).expect("a folder can be made");
    assert!(project.ok(&["generate"]).contains("catalogue.bin packed"));
    project.ok(&["generate"]);
    assert!(project.is_known(&["generate"]));
    fs::write(folder.join("catalogue.bin"), "damaged").expect("it can be written");
    assert_eq!(project.run(&["generate", "--check"]).status.code(), Some(1));
    assert!(project.ok(&["generate"]).contains("catalogue.bin packed"));
    fs::remove_file(folder.join("catalogue.bin")).expect("it is there");
    assert!(project.ok(&["generate"]).contains("catalogue.bin packed"));
}

#[test]
fn another_program_is_another_run() {
    let project = stamped();
    let program = project.path("b24");
    fs::copy(env!("CARGO_BIN_EXE_b24"), &program).expect("it can be copied");
    let run = || project.command(&program).arg("generate").output().expect("it runs").status.success();
    let stamps = || {
        let mut files = Vec::new();
        walk(&project.path("target/b24"), &mut files);
        files.retain(|path| path.to_string_lossy().contains("done-"));
        files.into_iter().map(|path| fs::read_to_string(path).expect("it is there")).collect::<Vec<_>>()
    };
    assert!(run() && run());
    let before = stamps();
    assert_eq!(before.len(), 2, "each program has its own");
    // Another build takes the place of the program.
    let later = fs::metadata(&program).and_then(|meta| meta.modified()).expect("it is there") + Duration::from_secs(1);
    fs::File::options().append(true).open(&program).and_then(|file| file.set_modified(later)).expect("it can be");
    assert!(run());
    assert_ne!(stamps(), before);
}

#[test]
fn what_is_not_described_any_more_is_taken_away_and_own_files_stay() {
    let project = Project::new();
    project.ok(&["generate"]);
    let own = project.path("generated/src/own.rs");
    fs::write(&own, "// mine").expect("it can be written");
    fs::remove_file(project.path("schema/methods/payroll/run.yaml")).expect("it is there");
    let printed = project.ok(&["generate"]);
    assert!(printed.contains("- src/payroll/run.rs"), "{printed}");
    assert!(!project.path("generated/src/payroll").exists());
    assert!(own.exists());
}

#[test]
fn methods_are_picked_with_the_types_they_need() {
    let project = Project::new();
    project.ok(&["generate", "--out", "picked", "--only", "payroll.*"]);
    assert!(project.path("picked/src/payroll/run.rs").exists());
    assert!(!project.path("picked/src/vacation").exists());
    assert!(!project.path("picked/src/types").exists());

    let none = project.run(&["generate", "--only", "payrol.*"]);
    assert_eq!(none.status.code(), Some(2));
    insta::assert_snapshot!(String::from_utf8_lossy(&none.stderr), @"error: no method of the schema is named like `payrol.*`");
}

#[test]
fn a_schema_that_is_not_there_is_an_error() {
    let project = Project::new();
    let output = project.run(&["check", "--schema", "nowhere"]);
    assert_eq!(output.status.code(), Some(2));
    insta::assert_snapshot!(String::from_utf8_lossy(&output.stderr), @"error: nowhere: there is no such folder; without `--schema` the catalogue on board is taken");
}

#[test]
fn the_catalogue_is_exported() {
    let project = Project::new();
    insta::assert_snapshot!("export", project.ok(&["export", "json", "--only", "vacation.*"]));
}

#[test]
fn help_says_what_there_is() {
    let project = Project::new();
    for command in ["--help", "generate --help", "check --help", "export --help", "schema --help", "mock --help"] {
        let arguments: Vec<&str> = command.split(' ').collect();
        // Only a build with the feature shows that command.
        let help: Vec<String> = project.ok(&arguments).lines().map(str::to_owned).collect();
        let help: Vec<&str> = help.iter().map(String::as_str).filter(|line| !line.starts_with("  corpus ")).collect();
        insta::assert_snapshot!(command.replace([' ', '-'], ""), help.join("\n"));
    }
}

#[test]
fn a_portals_types_are_one_file() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let write = |name: &str, text: &str| {
        fs::create_dir_all(folder.path().join("portal")).expect("a folder can be made");
        fs::write(folder.path().join("portal").join(name), text).expect("it can be written");
    };
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_b24"));
        let output = command.current_dir(folder.path()).arg("generate").args(arguments).output().expect("b24 runs");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (output.status.code(), text(&output.stdout), text(&output.stderr))
    };
    write("portal.yaml", "portal: 1\n");
    let thing = "thing: Project\nof: crm.Item\nmethods: crm.item\nwith: { entityTypeId: 1036 }\nhas: [id, title]\n";
    write("project.yaml", thing);
    let (status, written, _) = run(&["--portal", "portal"]);
    assert_eq!((status, written.lines().next()), (Some(0), Some("1 file of src/portal.rs written:")));
    let text = fs::read_to_string(folder.path().join("src/portal.rs")).expect("it is written");
    assert!(text.contains("pub struct Project {") && text.contains("crm::item::List::new(1036)"), "{text}");
    assert_eq!(run(&["--portal", "portal", "--check"]).0, Some(0));

    write("project.yaml", &format!("{thing}fields: {{ ufCrm5Size: {{ rust: size, type: integer }} }}\n"));
    let (status, _, told) = run(&["--portal", "portal", "--out", "src/portal.rs", "--check"]);
    assert_eq!(status, Some(1));
    assert!(told.contains("src/portal.rs does not match portal, 1 file:"), "{told}");
    assert!(told.contains("generate --portal portal --out src/portal.rs` to bring it in line"), "{told}");

    write("project.yaml", &thing.replace("title", "titel"));
    let (status, _, told) = run(&["--portal", "portal"]);
    assert_ne!(status, Some(0));
    assert!(told.contains("--> portal/project.yaml:5:11") && told.contains("did you mean `title`?"), "{told}");
}
