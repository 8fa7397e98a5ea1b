//! `b24 import` as users run it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// All files below a folder.
type Files = BTreeMap<PathBuf, Vec<u8>>;

/// A folder with `docs/`, the pages of a small API that does not exist.
struct Project {
    folder: tempfile::TempDir,
}

impl Project {
    fn new() -> Self {
        let project = Project { folder: tempfile::tempdir().expect("a folder can be made") };
        let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("../generator/import/tests/import/pages/parcels");
        for (path, bytes) in files(&pages) {
            project.write(Path::new("docs").join(path), &bytes);
        }
        project
    }

    /// Returns a project whose schema is imported from its pages.
    fn imported() -> Self {
        let project = Project::new();
        project.ok(&["import", "docs", "--date", "2026-01-31"]);
        project
    }

    fn path(&self, path: impl AsRef<Path>) -> PathBuf {
        self.folder.path().join(path)
    }

    fn write(&self, path: impl AsRef<Path>, bytes: &[u8]) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("it has a folder")).expect("a folder can be made");
        fs::write(path, bytes).expect("it can be written");
    }

    fn text(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).expect("the file is there")
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_b24"));
        command.current_dir(self.folder.path()).env("NO_COLOR", "1").args(arguments).output().expect("b24 runs")
    }

    /// Runs a command that has to succeed, and returns its output.
    fn ok(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{}", text(&output.stderr));
        text(&output.stdout)
    }

    /// Runs a command that has to fail, and returns its status and error text.
    fn fails(&self, arguments: &[&str]) -> (Option<i32>, String) {
        let output = self.run(arguments);
        assert_eq!(text(&output.stdout), "");
        (output.status.code(), text(&output.stderr))
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
fn an_entry_of_the_catalogue_that_nothing_uses_stops_the_import() {
    let project = Project::imported();
    let text = project.text("schema/catalogue.yaml");
    let of_no_use = "  api-reference/parcels/data-types#nothing: mail.Nothing\n";
    // The page of the second one is not there: it may be of another day.
    let elsewhere = "  api-reference/parcels/gone#thing: mail.Gone\n";
    project.write("schema/catalogue.yaml", format!("{text}types:\n{of_no_use}{elsewhere}").as_bytes());
    let before = project.text("schema/coverage.md");
    let (status, message) = project.fails(&["import", "docs", "--date", "2026-01-31"]);
    assert_eq!(status, Some(1));
    assert!(message.contains("`api-reference/parcels/data-types#nothing`: nothing uses this entry"), "{message}");
    assert!(!message.contains("gone#thing") && message.contains("nothing was written"), "{message}");
    assert_eq!(project.text("schema/coverage.md"), before);
}

#[test]
fn an_import_prints_how_much_was_read_and_what_changed() {
    let project = Project::new();
    insta::assert_snapshot!(project.ok(&["import", "docs", "--date", "2026-01-31"]));
    assert_eq!(project.ok(&["check"]), "schema is valid: 4 methods, 2 shared types, 0 events, 6 errors\n");
    let again = project.ok(&["import", "docs"]);
    assert!(again.ends_with("\nschema is up to date\n"), "{again}");
}

#[test]
fn a_dry_run_writes_nothing() {
    let project = Project::new();
    let output = project.ok(&["import", "docs", "--dry-run"]);
    assert!(output.contains("files of schema would change:\n  + methods/parcel/add.yaml"), "{output}");
    assert!(!project.path("schema").exists(), "a folder was made");

    let project = Project::imported();
    fs::remove_file(project.path("docs/api-reference/parcels/parcel-lose.md")).expect("it was there");
    let before = files(project.folder.path());
    let output = project.ok(&["import", "docs", "--dry-run"]);
    let expected = "\n2 files of schema would change:\n  - methods/parcel/lose.yaml  +0 -10\n  ~ coverage.md";
    assert!(output.contains(expected), "{output}");
    assert!(files(project.folder.path()) == before, "something was written");
}

#[test]
fn less_than_before_is_a_warning() {
    let project = Project::imported();
    let page = "docs/api-reference/parcels/parcel-add.md";
    project.write(page, project.text(page).replace("> Scope:", "> Extent:").as_bytes());
    let output = project.run(&["import", "docs"]);
    assert_eq!(output.status.code(), Some(0));
    let warnings = text(&output.stderr);
    assert!(warnings.starts_with("warning: less is read than before: methods with a scope"), "{warnings}");
}

#[test]
fn changed_files_are_listed() {
    let project = Project::imported();
    let page = "docs/api-reference/parcels/parcel-lose.md";
    project.write(page, project.text(page).replace("**id***", "**number***").as_bytes());
    let output = project.ok(&["import", "docs"]);
    assert!(output.ends_with("\n1 file of schema changed:\n  ~ methods/parcel/lose.yaml  +1 -1\n"), "{output}");
}

#[test]
fn many_changed_files_are_counted() {
    let project = Project::new();
    let page = project.text("docs/api-reference/parcels/parcel-lose.md");
    for number in 0..50 {
        let name = format!("docs/api-reference/parcels/parcel-lose{number}.md");
        project.write(name, page.replace("parcel.lose", &format!("parcel.lose{number}")).as_bytes());
    }
    let output = project.ok(&["import", "docs"]);
    assert!(output.ends_with("\n59 files of schema changed\n"), "{output}");
}

#[test]
fn a_report_names_each_place() {
    let project = Project::new();
    let page = "docs/api-reference/parcels/parcel-lose.md";
    project.write(page, project.text(page).replace("|#", "").as_bytes());
    project.ok(&["import", "docs", "--dry-run", "--report", "report.md"]);
    insta::assert_snapshot!(project.text("report.md"));
    assert!(!project.path("schema").exists(), "a report is no import");
}

#[test]
fn a_report_that_cannot_be_written_stops_the_import() {
    let project = Project::new();
    let (status, message) = project.fails(&["import", "docs", "--report", "no/such/report.md"]);
    assert_eq!(status, Some(1));
    assert!(message.starts_with("error: no/such/report.md: "), "{message}");
    assert!(!project.path("schema").exists(), "something was written");
}

#[test]
fn a_folder_without_pages_is_the_wrong_one() {
    let project = Project::imported();
    let before = files(project.folder.path());
    for arguments in [&["import", "docs/api-reference"][..], &["import", "docs", "--prefer", "schema"]] {
        let (status, message) = project.fails(arguments);
        assert_eq!(status, Some(2));
        let folder = arguments.last().expect("there is one");
        let expected =
            format!("error: there is no documentation in {folder}: give the folder that holds `api-reference`\n");
        assert_eq!(message, expected);
    }
    assert!(files(project.folder.path()) == before, "something was written");
}

#[test]
fn a_wrong_call_is_told_from_a_wrong_file() {
    let project = Project::imported();
    assert_eq!(project.fails(&["import"]).0, Some(2));
    for day in ["yesterday", "2026-13-01", "2026-1-1", "31.01.2026"] {
        let (status, message) = project.fails(&["import", "docs", "--date", day]);
        assert_eq!(status, Some(2));
        assert!(message.contains("write it like 2026-01-31"), "{message}");
    }
    project.write("schema/catalogue.yaml", b"format: [\n");
    let (status, message) = project.fails(&["import", "docs"]);
    let expected = "error: schema/catalogue.yaml: it is wrong, `b24 check` tells where; mend it, or take it away\n";
    assert_eq!((status, message.as_str()), (Some(1), expected));
}

#[test]
fn the_catalogue_says_where_the_pages_come_from() {
    let project = Project::new();
    project.ok(&["import", "docs", "--schema", "other", "--date", "2026-01-31", "--commit", "4711"]);
    let catalogue = project.text("other/catalogue.yaml");
    assert!(catalogue.contains("  date: 2026-01-31\n  commit: \"4711\"\n"), "{catalogue}");
    // The day of the folder's name, when nobody says another one.
    fs::rename(project.path("docs"), project.path("docs-2026-02-28")).expect("it can be renamed");
    project.ok(&["import", "docs-2026-02-28", "--schema", "other"]);
    assert!(project.text("other/catalogue.yaml").contains("  date: 2026-02-28\n"));
}

#[test]
fn descriptions_are_kept_when_asked_for() {
    let project = Project::new();
    project.ok(&["import", "docs", "--descriptions"]);
    assert!(project.text("schema/methods/parcel/add.yaml").contains("summary: This method sends a parcel.\n"));
    project.ok(&["check"]);
}

#[test]
fn help_says_what_it_does() {
    insta::assert_snapshot!(Project::new().ok(&["import", "--help"]));
}
