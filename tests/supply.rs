//! What comes from others: actions of the workflows, programs that they run with a right to write, and one crate that is
//! archived.

use std::path::{Path, PathBuf};
use std::{env, fs};

use bitrix24_schema::source::FileId;
use bitrix24_schema::yaml::{Node, Tree};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All files below a folder whose names end so.
fn files(folder: &Path, end: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
        let path = entry.expect("it can be listed").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() && !name.starts_with("target") {
            found.extend(files(&path, end));
        } else if name.ends_with(end) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The workflows, with their names.
fn workflows() -> Vec<(String, String, Tree)> {
    let parsed = |path: PathBuf| {
        let text = read(&path);
        let tree = Tree::parse(&text, FileId::default()).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        (path.file_name().unwrap_or_default().to_string_lossy().into_owned(), text, tree)
    };
    files(&root().join(".github/workflows"), ".yml").into_iter().map(parsed).collect()
}

#[test]
fn actions_are_pinned_to_a_commit() {
    let mut count = 0;
    for (name, text, _) in workflows() {
        for line in text.lines().filter_map(|line| line.trim_start_matches([' ', '-']).strip_prefix("uses:")) {
            let (action, version) = line.split_once(" # v").unwrap_or_else(|| panic!("{name}:{line} has no version"));
            let (_, commit) = action.split_once('@').expect("it has a commit");
            let is_hash = commit.len() == 40 && commit.bytes().all(|byte| byte.is_ascii_hexdigit());
            assert!(is_hash && version.split('.').count() == 3, "{name}:{line}");
            count += 1;
        }
    }
    assert!(count > 5, "they are found");
}

/// A job that may write runs no code of a pull request, of imported pages, or of a crate.
#[test]
fn what_may_write_runs_nothing_of_others() {
    let mut writing = Vec::new();
    for (name, _, tree) in workflows() {
        assert!(!may_write(&tree), "{name}: a right to write belongs to a job");
        let Some(Node::Map(jobs)) = tree.get("jobs").map(|jobs| &jobs.node) else { panic!("{name} has jobs") };
        for (job, body) in jobs.iter().filter(|(_, body)| may_write(body)) {
            writing.push(format!("{name} {}", job.text().unwrap_or_default()));
            for run in runs(body) {
                let words = run.split(|c: char| c.is_whitespace() || "|;&$()`".contains(c));
                for word in words.filter(|word| !word.is_empty()) {
                    let is_program =
                        ["cargo", "rustc", "make", "npm", "python", "python3", "curl", "sh", "bash"].contains(&word);
                    let is_file = word.starts_with("./") || word.starts_with(".ci/");
                    assert!(!is_program && !is_file, "{name}: {word} runs in a job that may write\n{run}");
                }
            }
        }
    }
    assert_eq!(writing, ["diff.yml comment", "update.yml propose"]);
}

/// An update changes the schema and what is made of it, and its workflow commits nothing else.
#[cfg(unix)]
#[test]
fn an_update_commits_what_it_makes_and_nothing_else() {
    let text = read(&root().join(".github/workflows/update.yml"));
    let (_, rest) = text.split_once("grep -Ev '").expect("it picks other files");
    let (pattern, _) = rest.split_once('\'').expect("the pattern ends");
    let is_refused = |file: &str| {
        let command = "printf '%s\\n' \"$1\" | grep -Eqv -- \"$2\"";
        let status = std::process::Command::new("sh").args(["-c", command, "sh", file, pattern]).status();
        status.expect("a shell runs").success()
    };
    for file in ["schema/methods/crm/deal/add.yaml", "generated/src/crm/mod.rs", "generated/api.lock", "Cargo.toml"] {
        assert!(!is_refused(file) && root().join(file).exists(), "{file}");
    }
    for file in
        ["generator/catalogue/src/catalogue.bin", "tests/snapshots/new.snap", "tests/goldens/new.rs", "Cargo.lock"]
    {
        assert!(!is_refused(file), "{file}");
    }
    for file in [".ci/run", ".github/workflows/ci.yml", "generator/catalogue/src/lib.rs", "cli/Cargo.toml", "build.rs"]
    {
        assert!(is_refused(file), "{file}");
    }
}

fn may_write(of: &Tree) -> bool {
    match of.get("permissions").map(|permissions| &permissions.node) {
        Some(Node::Map(rights)) => rights.iter().any(|(_, right)| right.text() == Some("write")),
        Some(Node::Scalar { text, .. }) => &**text == "write-all",
        _ => false,
    }
}

fn runs(job: &Tree) -> Vec<&str> {
    let Some(Node::List(steps)) = job.get("steps").map(|steps| &steps.node) else { return Vec::new() };
    steps.iter().filter_map(|step| step.get("run")?.text()).collect()
}

#[test]
fn only_the_module_of_yaml_knows_serde_yaml() {
    let named = |path: &PathBuf| {
        read(path).lines().any(|line| !line.trim_start().starts_with("//") && line.contains("serde_yaml"))
    };
    let folders = ["generator", "runtime", "mock", "cli", "examples", "fuzz/src", "fuzz/tests", "src"];
    let below = |end: &str| -> Vec<PathBuf> {
        folders.iter().flat_map(|folder| files(&root().join(folder), end)).filter(named).collect()
    };
    let yaml = root().join("generator/schema/src/yaml");
    assert_eq!(below(".rs"), [yaml.join("read.rs"), yaml.join("write.rs")]);
    assert_eq!(below("Cargo.toml"), [root().join("generator/schema/Cargo.toml")]);
}

/// The address of the pages comes from a setting: git takes it for no option.
#[cfg(unix)]
#[test]
fn an_address_of_pages_is_no_option() {
    use std::os::unix::fs::PermissionsExt;
    use std::process::Command;

    let folder = tempfile::tempdir().expect("a folder can be made");
    let (git, said) = (folder.path().join("git"), folder.path().join("said"));
    fs::write(&git, format!("#!/bin/sh\necho \"$*\" >> '{}'\nexit 7\n", said.display())).expect("it can be written");
    fs::set_permissions(&git, fs::Permissions::from_mode(0o755)).expect("it can be run");
    let path = format!("{}:{}", folder.path().display(), env::var("PATH").unwrap_or_default());
    for (pages, expected) in
        [("--upload-pack=touch x", "-- ./--upload-pack=touch x "), ("https://x/y", "-- https://x/y ")]
    {
        let status = Command::new(root().join(".ci/update")).arg(pages).env("PATH", &path).output().expect("it runs");
        assert_eq!(status.status.code(), Some(7), "{status:?}");
        assert!(read(&said).lines().last().is_some_and(|line| line.contains(expected)), "{}", read(&said));
    }
}
