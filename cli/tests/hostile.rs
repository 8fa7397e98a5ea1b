//! Texts that a terminal would obey, wherever they come from: no command prints one raw, in any format.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// What a terminal obeys, one kind each.
const CORPUS: [&str; 8] = [
    "a\u{1b}[31m\u{1b}[2Jb",
    "a\u{1b}]8;;https://evil.example\u{1b}\\b",
    "a\u{1b}]52;c;ZXZpbA==\u{7}b",
    "a\u{9b}31mb\u{9d}0;x\u{9c}",
    "a\rb",
    "a\u{202e}b\u{2066}c",
    "a\u{8}\u{7f}b",
    "a\u{2028}b\u{feff}\u{200b}",
];

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Folder(tempfile::tempdir().expect("a folder can be made"))
    }

    fn path(&self, path: impl AsRef<Path>) -> PathBuf {
        self.0.path().join(path)
    }

    fn write(&self, path: impl AsRef<Path>, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("it has a folder")).expect("a folder can be made");
        fs::write(path, text).expect("it can be written");
    }

    /// Copies a folder of the project here.
    fn copy(&self, from: &str, to: &str) {
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(from);
        for entry in fs::read_dir(from).expect("it can be listed") {
            let (path, name) = entry.map(|entry| (entry.path(), entry.file_name())).expect("it can be listed");
            let target = Path::new(to).join(name);
            if path.is_dir() {
                self.copy(path.to_str().expect("a name"), target.to_str().expect("a name"));
            } else {
                self.write(target, &fs::read_to_string(path).expect("a text"));
            }
        }
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_b24"));
        command.current_dir(self.0.path()).env_remove("B24_WEBHOOK").args(arguments);
        command.env("B24_PROFILES", self.path("profiles.json")).stdin(std::process::Stdio::null());
        command
    }

    /// Runs a command, checks what it prints, and returns it.
    #[track_caller]
    fn run(&self, arguments: &[&str]) -> String {
        check(self.command(arguments).output().expect("b24 runs"))
    }
}

/// Checks what was printed, and returns it.
#[track_caller]
fn check(output: Output) -> String {
    let text = String::from_utf8([output.stdout, output.stderr].concat()).expect("text");
    check_text(&text);
    text
}

#[track_caller]
fn check_text(text: &str) {
    let is_hostile = |char: &char| {
        let is_format =
            matches!(*char, '\u{7f}'..='\u{9f}' | '\u{200b}' | '\u{2028}'..='\u{202e}' | '\u{2066}' | '\u{feff}');
        is_format || char.is_ascii_control() && !"\n\t".contains(*char)
    };
    assert_eq!(text.chars().find(is_hostile), None, "{text:?}");
}

/// A text as YAML and JSON hold it.
fn quoted(text: &str) -> String {
    text.chars()
        .map(|char| if char.is_ascii_alphanumeric() { char.to_string() } else { format!("\\u{:04x}", char as u32) })
        .collect()
}

#[test]
fn a_schema_and_its_files() {
    for text in CORPUS {
        let folder = Folder::new();
        folder.copy("examples/own-schema/schema", "schema");
        // A file's name, a value, a key.
        folder.write(format!("schema/methods/payroll/{text}.yaml"), "method: [");
        let said = folder.run(&["check"]);
        assert!(said.contains("payroll/a"), "{said}");
        fs::remove_file(folder.path(format!("schema/methods/payroll/{text}.yaml"))).expect("it is there");
        let hostile = quoted(text);
        for yaml in [
            format!("method: payroll.run\nkind: \"{hostile}\"\n"),
            format!("method: \"{hostile}\"\n\"{hostile}\": 1\n"),
            format!("method: payroll.run\nparams:\n  \"{hostile}*\": \"{hostile}\"\n"),
            format!("method: payroll.run\n# {text}\nkind: wirte\n"),
        ] {
            folder.write("schema/methods/payroll/run.yaml", &yaml);
            folder.run(&["check"]);
            folder.run(&["generate", "--out", "out"]);
            folder.run(&["export", "json"]);
            folder.run(&["explain", text]);
        }
    }
}

/// The line that the name of a file would write, if it were printed raw.
const LINE: &str = "error: all is well";

#[track_caller]
fn has_no_line_of_a_name(said: &str) {
    assert!(!said.lines().any(|line| line.starts_with(LINE)), "{said}");
}

#[cfg(unix)]
#[test]
fn a_line_end_in_a_name() {
    let folder = Folder::new();
    folder.copy("examples/own-schema/schema", "schema");
    let name = format!("a\n{LINE}");
    folder.write(format!("schema/methods/{name}.yaml"), "method: [");
    let said = folder.run(&["check"]);
    assert!(said.contains(r"schema/methods/a\nerror: all is well.yaml:1:"), "{said}");
    has_no_line_of_a_name(&said);
    folder.copy("examples/own-schema/schema", &name);
    for arguments in [
        &["check", "--schema", &name][..],
        &["check", "--schema", &format!("{name}/nothing")],
        &["generate", "--schema", &name, "--out", &format!("{name}/out")],
        &["generate", "--schema", &name, "--out", &format!("{name}/out"), "--check"],
        &["diff", &name, &format!("{name}/nothing")],
        &["diff", &name, "schema"],
        &["diff", &name, &name],
        &["import", &name],
        &["import", "schema", "--prefer", &name],
        &["list", "user.get", "--checkpoint", &format!("{name}/catalogue.yaml")],
        &["schema", "--out", &format!("{name}/no/schema.json")],
    ] {
        has_no_line_of_a_name(&folder.run(arguments));
    }
}

#[test]
fn types_that_nest_deeply() {
    let folder = Folder::new();
    folder.copy("examples/own-schema/schema", "schema");
    folder.copy("examples/own-schema/schema", "good");
    for depth in [100, 1_900] {
        let deep = format!("method: payroll.run\nparams:\n  p: string{}\nresult: boolean\n", "[]".repeat(depth));
        folder.write("schema/methods/payroll/run.yaml", &deep);
        for arguments in
            [&["check"][..], &["generate", "--out", "out"], &["export", "json"], &["diff", "good", "schema"]]
        {
            let output = folder.command(arguments).output().expect("b24 runs");
            let said = check(output.clone());
            assert!(output.status.code().is_some_and(|code| code < 100), "{arguments:?}: {said}");
            assert!(said.contains("schema/methods/payroll/run.yaml:3:"), "{arguments:?}: {said}");
            assert!(said.contains("it nests deeper than 32 levels"), "{arguments:?}: {said}");
        }
    }
}

#[test]
fn a_comparison_in_every_format() {
    for text in CORPUS {
        let folder = Folder::new();
        folder.copy("examples/own-schema/schema", "old");
        folder.copy("examples/own-schema/schema", "new");
        let hostile = quoted(text);
        let yaml = format!(
            "method: payroll.run\nkind: write\nsummary: \"{hostile}\"\nparams:\n  month*: string\n  \"x{hostile}\": string\n\
             errors:\n- {{ code: \"{hostile}\", message: \"{hostile}\", when: \"{hostile}\" }}\n"
        );
        folder.write("new/methods/payroll/run.yaml", &yaml);
        for format in ["text", "singleline", "json", "html", "markdown", "github", "sarif", "junit", "changelog"] {
            let said = folder.run(&["diff", "old", "new", "--format", format]);
            assert!(said.contains("payroll.run"), "{format}: {said}");
            if ["json", "sarif"].contains(&format) {
                let document = said.rsplit_once('}').expect("a document").0.to_owned() + "}";
                serde_json::from_str::<serde_json::Value>(&document).expect("JSON");
            }
            folder.run(&["diff", "old", "new", "--out", &format!("{format}=out.txt")]);
            check_text(&fs::read_to_string(folder.path("out.txt")).expect("it is written"));
        }
        folder.run(&["diff", "old", text]);
        folder.run(&["export", "json", "--schema", "new"]);
        for command in [
            &["describe", "payroll.run"][..],
            &["describe", "payroll.run", "--rust", "-o", "json"],
            &["search", "payroll"],
            &["search", "payroll", "--json"],
            &["methods"],
            &["completions", "bash"],
        ] {
            folder.run(&[command, &["--schema", "new"]].concat());
        }
    }
}

#[test]
fn pages_and_their_names() {
    for text in CORPUS {
        let folder = Folder::new();
        folder.copy("generator/import/tests/import/pages/parcels", "docs");
        let page = format!("# {text} {text}.get\n\n{{% note %}}\n\n#|\n|| {text} | {text} ||\n|#\n\n```json\n{text}\n");
        let name = text.replace(['/', '\\'], "-");
        folder.write(format!("docs/api-reference/{name}.md"), &page);
        folder.run(&["import", "docs", "--report", "report.md"]);
        check_text(&fs::read_to_string(folder.path("report.md")).expect("it is written"));
        folder.run(&["import", text]);
    }
}

#[test]
fn arguments() {
    for text in CORPUS {
        let folder = Folder::new();
        for arguments in [
            &[text][..],
            &["check", text],
            &["check", "--schema", text],
            &["diff", "--format", text],
            &["call", text],
            &["call", "user.current", text],
            &["list", "user.get", "--strategy", text],
            &["mock", "--faults", text],
            &["explain", "X", "--method", text],
            &["describe", text],
            &["search", text],
            &["methods", text],
            &["call", "user.current", &format!("{text}=1"), "--dry-run"],
            &["login", "--profile", text],
            &["logout", "--profile", text],
            &["upload", text, "--folder", "1"],
            &["batch", text],
        ] {
            folder.run(arguments);
        }
    }
}

#[cfg(feature = "client")]
#[test]
fn answers_of_a_portal() {
    use bitrix24_mock::{Limits, Portal, Reply};
    use serde_json::json;

    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schema");
    let schema = schema.to_str().expect("a path");
    let folder = Folder::new();
    let all = CORPUS.join(" ");
    let portal = Portal::builder().limits(Limits::none()).start().expect("a portal");
    let run = |arguments: &[&str]| {
        let mut command = folder.command(arguments);
        check(command.args(["--schema", schema]).env("B24_WEBHOOK", portal.webhook_url()).output().expect("b24 runs"))
    };
    let call = ["call", "user.current"];
    let result = json!({ "ID": "1", &all: [all] });
    portal.on("user.current", Reply::result(result.clone()));
    assert_eq!(serde_json::from_str::<serde_json::Value>(&run(&call)).expect("JSON"), result);
    for reply in [
        Reply::error(400, &all, &all),
        Reply::json(
            400,
            json!({ "error": { "code": all, "message": all, "validation": [{ "field": all, "message": all }] } }),
        ),
        Reply::html(400, &format!("<html>{all}")),
        Reply::raw(200, "text/plain", all.as_bytes().to_vec()),
        Reply::empty(302).header("Location", "https://evil.example/rest/1/x/"),
    ] {
        portal.on("user.current", reply);
        let said = run(&call);
        assert!(said.starts_with("error"), "{said}");
    }
    portal.on("user.get", Reply::result(json!([result])));
    assert_eq!(serde_json::from_str::<serde_json::Value>(&run(&["list", "user.get"])).expect("JSON"), result);
    for format in ["json", "csv", "table"] {
        run(&["list", "user.get", "-o", format]);
        run(&["call", "user.current", "-o", format]);
    }
    portal.on("user.get", Reply::error(400, &all, &all));
    run(&["list", "user.get"]);
}
