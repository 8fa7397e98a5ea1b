//! The schema in `good/`, in memory, for tests that break it.

use std::fs;
use std::path::Path;

use bitrix24_schema::{Diagnostics, Model, Sources};

/// A schema's files by path.
pub(crate) type Files = Vec<(String, Vec<u8>)>;

/// The files of the good schema.
pub(crate) fn good() -> Files {
    files_below(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../schema/tests/good"))
}

/// Adds a file, or replaces the one at that path.
pub(crate) fn lay_over(files: &mut Files, path: &str, bytes: Vec<u8>) {
    files.retain(|(known, _)| known != path);
    files.push((path.to_owned(), bytes));
    files.sort();
}

/// Resolves a schema.
pub(crate) fn resolve(files: &Files) -> Result<Model, Diagnostics> {
    let mut sources = Sources::default();
    for (path, bytes) in files {
        sources.add(path, bytes.clone());
    }
    bitrix24_schema::resolve::resolve(&sources)
}

/// All files below a folder, by path.
pub(crate) fn files_below(folder: &Path) -> Files {
    let mut files = Files::new();
    collect(folder, "", &mut files);
    files.sort();
    files
}

fn collect(folder: &Path, prefix: &str, files: &mut Files) {
    for entry in fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("the folder can be read").path();
        let name = format!("{prefix}{}", path.file_name().unwrap_or_default().to_string_lossy());
        if path.is_dir() {
            collect(&path, &format!("{name}/"), files);
        } else {
            files.push((name, fs::read(&path).expect("the file can be read")));
        }
    }
}
