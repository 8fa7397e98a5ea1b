//! `b24 check` and `b24 generate` with an invalid schema: messages, exit status, and no written files.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder with a copy of a small schema, and the crate generated from it.
struct Project {
    folder: tempfile::TempDir,
}

/// All files below a folder.
type Files = BTreeMap<PathBuf, Vec<u8>>;

impl Project {
    fn new() -> Self {
        let project = Project { folder: tempfile::tempdir().expect("a folder can be made") };
        let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/own-schema/schema");
        for (path, bytes) in files(&schema) {
            project.write(Path::new("schema").join(path), &bytes);
        }
        project
    }

    fn write(&self, path: impl AsRef<Path>, bytes: &[u8]) {
        let path = self.folder.path().join(path);
        fs::create_dir_all(path.parent().expect("it has a folder")).expect("a folder can be made");
        fs::write(path, bytes).expect("it can be written");
    }

    /// Breaks three files, each in another way.
    fn break_schema(&self) {
        self.write("schema/methods/payroll/run.yaml", b"method: payroll.run\nkind: wirte\nparams:\n  month*: dat\n");
        self.write("schema/methods/vacation/request.yaml", b"method: vacation.request\nsummary: 'Asks for days off.\n");
        self.write("schema/types/vacation/vacation.yaml", b"type: vacation.Vacation\nfeilds:\n  id: id\n");
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_b24"));
        command.current_dir(self.folder.path()).env("NO_COLOR", "1").args(arguments).output().expect("b24 runs")
    }

    fn files(&self) -> Files {
        files(self.folder.path())
    }
}

fn files(folder: &Path) -> Files {
    let mut files = Files::new();
    collect(folder, Path::new(""), &mut files);
    files
}

fn collect(folder: &Path, prefix: &Path, files: &mut Files) {
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let entry = entry.expect("it can be read");
        let (path, name) = (entry.path(), prefix.join(entry.file_name()));
        if path.is_dir() {
            collect(&path, &name, files);
        } else {
            files.insert(name, fs::read(path).expect("it can be read"));
        }
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("it prints text")
}

#[test]
fn a_schema_that_is_well_is_said_to_be() {
    let output = Project::new().run(&["check"]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(text(&output.stdout), "schema is valid: 2 methods, 1 shared type, 0 events, 1 error\n");
    assert_eq!(text(&output.stderr), "");
}

#[test]
fn all_that_is_wrong_is_said_at_once() {
    let project = Project::new();
    project.break_schema();
    let output = project.run(&["check"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(text(&output.stdout), "");
    insta::assert_snapshot!(text(&output.stderr), @r"
    error[bad-value]: `kind` cannot be `wirte`
     --> schema/methods/payroll/run.yaml:2:7
      |
    2 | kind: wirte
      |       ^^^^^
      |
      = help: did you mean `write`? allowed: read, write

    error[unknown-type]: unknown type `dat`
     --> schema/methods/payroll/run.yaml:4:11
      |
    4 |   month*: dat
      |           ^^^
      |
      = help: did you mean `date`?

    error[yaml-syntax]: the quote that opens here is not closed
     --> schema/methods/vacation/request.yaml:2:10
      |
    2 | summary: 'Asks for days off.
      |          ^
      |
      = help: close it; text on further lines has to be indented

    error[unknown-key]: unknown key `feilds`
     --> schema/types/vacation/vacation.yaml:2:1
      |
    2 | feilds:
      | ^^^^^^
      |
      = help: did you mean `fields`?

    4 errors in 3 files; nothing was written
    ");
}

#[test]
fn places_begin_with_the_folder_as_it_was_given() {
    let project = Project::new();
    project.break_schema();
    let absolute = project.folder.path().join("schema").display().to_string();
    for folder in ["schema", "./schema", "schema/", &absolute] {
        let output = project.run(&["check", "--schema", folder]);
        assert_eq!(output.status.code(), Some(1));
        let place = format!("--> {}/methods/payroll/run.yaml:2:7\n", folder.trim_end_matches('/'));
        assert!(text(&output.stderr).contains(&place), "{place}{}", text(&output.stderr));
    }
}

#[test]
fn a_wrong_schema_leaves_the_output_as_it_is() {
    let project = Project::new();
    assert_eq!(project.run(&["generate"]).status.code(), Some(0));
    project.break_schema();
    let before = project.files();
    for arguments in
        [&["generate"][..], &["generate", "--check"], &["generate", "--only", "payroll.*"], &["export", "json"]]
    {
        let output = project.run(arguments);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        let said = text(&output.stderr);
        assert!(said.contains("--> schema/types/vacation/vacation.yaml:2:1\n"), "{said}");
        assert!(said.ends_with("4 errors in 3 files; nothing was written\n"), "{said}");
        assert!(project.files() == before, "{arguments:?} changed a file");
    }
    // A missing folder is not created.
    assert_eq!(project.run(&["generate", "--out", "elsewhere"]).status.code(), Some(1));
    assert!(project.files() == before && !project.folder.path().join("elsewhere").exists());
}

#[test]
fn a_wrong_call_has_a_status_of_its_own() {
    let project = Project::new();
    fs::create_dir(project.folder.path().join("empty")).expect("a folder can be made");
    for arguments in [
        &["chek"][..],
        &["check", "--schem", "schema"],
        &["check", "--schema"],
        &[],
        &["check", "--schema", "empty"],
        &["generate", "--only", "payrol.*"],
        &["generate", "--only", "["],
    ] {
        let output = project.run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", text(&output.stderr));
        assert!(!output.stderr.is_empty(), "{arguments:?} says nothing");
    }
    assert!(!project.folder.path().join("generated").exists());
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    let output = Project::new().run(&["check", "--schema", "nowhere"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).starts_with("error: nowhere: "), "{}", text(&output.stderr));
}

#[test]
#[cfg(unix)]
fn a_pipe_among_the_files_is_an_error_and_no_wait() {
    let project = Project::new();
    let made = Command::new("mkfifo").arg(project.folder.path().join("schema/methods/pipe.yaml")).status();
    assert!(made.is_ok_and(|status| status.success()), "a pipe can be made");
    let output = project.run(&["check"]);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("schema/methods/pipe.yaml is neither a file nor a folder"), "{said}");
}

#[cfg(unix)]
#[test]
fn a_link_that_leaves_the_folder_is_not_read() {
    let leads = |target: &str, is_checkout: bool| {
        let project = Project::new();
        let path = |path: &str| project.folder.path().join(path);
        for file in ["secret.txt", ".env.yaml", ".config/hosts.yml", "elsewhere/a.yaml"] {
            project.write(file, b"pass: word: s3cr3t\n");
        }
        if is_checkout {
            project.write(".git/config", b"pass: word: s3cr3t\n");
        }
        let link = |target: &Path, name: &str| {
            std::os::unix::fs::symlink(target, path("schema/methods").join(name)).expect("a link can be made");
        };
        // One that stays inside is a part of the schema.
        fs::rename(path("schema/methods/payroll"), path("schema/.payroll")).expect("it can be moved");
        link(Path::new("../.payroll"), "payroll");
        assert_eq!(project.run(&["check"]).status.code(), Some(0));
        link(&path(target), "link.yaml");
        let output = project.run(&["check"]);
        (output.status.code(), text(&output.stdout) + &text(&output.stderr))
    };
    for (target, is_checkout) in [
        ("secret.txt", false),
        ("elsewhere", false),
        ("elsewhere/a.yaml", false),
        ("secret.txt", true),
        (".git/config", true),
        (".env.yaml", true),
        (".config", true),
        ("/etc", true),
    ] {
        let (status, said) = leads(target, is_checkout);
        assert_eq!(status, Some(1), "{target}: {said}");
        assert!(said.contains("link.yaml") && said.contains("outside of the schema's folder"), "{target}: {said}");
        assert!(!said.contains("s3cr3t"), "{target}: {said}");
    }
    // Within a checkout, its own YAML files may be shared: here one that is wrong, and says so.
    let (_, said) = leads("elsewhere", true);
    assert!(!said.contains("outside of the schema's folder") && said.contains("a.yaml"), "{said}");
}
