//! A documentation tree and a schema in a temporary folder.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use bitrix24_import::{Import, Importer, Origin};
use bitrix24_schema::{ChangeKind, Changes, Error, Mode, Model};

/// All files below a folder, by path.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// Returns the folder of the pages that were written for these tests.
pub(crate) fn pages() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import/pages")
}

/// Returns a tree's files.
pub(crate) fn tree(name: &str) -> Files {
    files_below(&pages().join(name))
}

/// A folder with `docs/` and `schema/`.
pub(crate) struct Project {
    folder: tempfile::TempDir,
}

impl Project {
    /// Returns a project with these pages, and no schema yet.
    pub(crate) fn new(docs: &Files) -> Project {
        let project = Project { folder: tempfile::tempdir().expect("a folder can be made") };
        fs::create_dir(project.schema()).expect("a folder can be made");
        for (path, bytes) in docs {
            project.write(&format!("docs/{path}"), bytes);
        }
        project
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub(crate) fn docs(&self) -> PathBuf {
        self.path("docs")
    }

    pub(crate) fn schema(&self) -> PathBuf {
        self.path("schema")
    }

    pub(crate) fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("it has a folder")).expect("a folder can be made");
        fs::write(path, bytes).expect("it can be written");
    }

    pub(crate) fn remove(&self, path: &str) {
        fs::remove_file(self.path(path)).expect("it was there");
    }

    pub(crate) fn text(&self, path: &str) -> String {
        let path = self.path(path);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// Replaces a text in a file.
    pub(crate) fn replace(&self, path: &str, from: &str, to: &str) {
        let text = self.text(path);
        assert!(text.contains(from), "{path} has no {from:?}");
        self.write(path, text.replace(from, to));
    }

    pub(crate) fn importer(&self) -> Importer {
        let origin = Origin { date: Some("2026-01-31".to_owned()), ..Origin::default() };
        Importer::new(self.docs()).schema(self.schema()).origin(origin)
    }

    pub(crate) fn read(&self) -> Import {
        self.importer().read(&|_, _| {}).expect("the pages can be read")
    }

    /// Imports all pages; returns the changes.
    pub(crate) fn import(&self) -> Changes {
        self.read().write(&self.schema(), Mode::Write).expect("the schema can be written")
    }

    /// Returns the schema, resolved and checked.
    pub(crate) fn model(&self) -> Model {
        self.checked().unwrap_or_else(|error| panic!("{}", error.render(false)))
    }

    pub(crate) fn checked(&self) -> Result<Model, Error> {
        bitrix24_schema::load(self.schema())
    }

    /// Returns all files below the schema's folder.
    pub(crate) fn files(&self) -> Files {
        files_below(&self.schema())
    }
}

/// Returns the changed files with their marks, except `coverage.md`, which counts all of them.
pub(crate) fn listed(changes: &Changes) -> Vec<String> {
    let mark = |kind| match kind {
        ChangeKind::Added => '+',
        ChangeKind::Changed => '~',
        ChangeKind::Removed => '-',
    };
    let changes = changes.iter().filter(|change| change.path != "coverage.md");
    changes.map(|change| format!("{} {}", mark(change.kind), change.path)).collect()
}

pub(crate) fn files_below(folder: &Path) -> Files {
    let mut files = Files::new();
    collect(folder, "", &mut files);
    files
}

fn collect(folder: &Path, prefix: &str, files: &mut Files) {
    for entry in fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
        let path = entry.expect("the folder can be read").path();
        let name = format!("{prefix}{}", path.file_name().unwrap_or_default().to_string_lossy());
        if path.is_dir() {
            collect(&path, &format!("{name}/"), files);
        } else {
            files.insert(name, fs::read(&path).expect("the file can be read"));
        }
    }
}
