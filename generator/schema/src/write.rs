//! Writes files: only those whose bytes change, each whole or not at all, and takes away what is not emitted any more.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{fmt, fs, io};

use crate::lines;

/// The words with which every emitted file begins.
pub const MARK: &str = "@generated";

/// A file to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its path below the target folder, with `/` between its parts.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// What writing changed, or would change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    list: Vec<Change>,
}

/// A file that changed, or would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its path below the target folder.
    pub path: String,
    /// What became of it.
    pub kind: ChangeKind,
    /// How many lines came.
    pub added: usize,
    /// How many lines went.
    pub removed: usize,
}

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// It is new.
    Added,
    /// It has other bytes than before.
    Changed,
    /// It is not emitted any more.
    Removed,
}

impl Changes {
    /// Whether everything was already as it should be.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// The files, in the order in which they are emitted, then those taken away.
    pub fn iter(&self) -> std::slice::Iter<'_, Change> {
        self.list.iter()
    }

    /// Records a file that changes, or would: its texts before and after, as far as there are any.
    pub fn record(&mut self, path: &str, before: Option<&str>, after: Option<&str>) {
        let kind = match (before, after) {
            (None, _) => ChangeKind::Added,
            (_, None) => ChangeKind::Removed,
            _ => ChangeKind::Changed,
        };
        self.push(path, kind, before.unwrap_or_default(), after.unwrap_or_default());
    }

    fn push(&mut self, path: &str, kind: ChangeKind, before: &str, after: &str) {
        let (added, removed) = lines::changed(before, after);
        self.list.push(Change { path: path.to_owned(), kind, added, removed });
    }
}

impl fmt::Display for Changes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = self.list.iter().map(|change| change.path.len()).max().unwrap_or_default();
        for Change { path, kind, added, removed } in &self.list {
            let mark = match kind {
                ChangeKind::Added => '+',
                ChangeKind::Changed => '~',
                ChangeKind::Removed => '-',
            };
            writeln!(f, "  {mark} {path:width$}  +{added} -{removed}")?;
        }
        Ok(())
    }
}

/// Whether to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Files are written.
    Write,
    /// Nothing is written; the answer tells what would be.
    Check,
}

/// How many threads write files.
const WRITERS: usize = 4;

fn write_some(folder: &Path, files: &[File], mode: Mode) -> io::Result<Changes> {
    let mut changes = Changes::default();
    for file in files {
        let path = folder.join(&file.path);
        let before = read(&path)?;
        if before.as_deref() == Some(file.text.as_str()) {
            continue;
        }
        let kind = if before.is_some() { ChangeKind::Changed } else { ChangeKind::Added };
        changes.push(&file.path, kind, &before.unwrap_or_default(), &file.text);
        if mode == Mode::Write {
            replace(&path, &file.text)?;
        }
    }
    Ok(changes)
}

/// Brings `folder` in line with `files`.
pub fn write(folder: &Path, files: &[File], mode: Mode) -> io::Result<Changes> {
    let mut changes = Changes::default();
    // Most of the time goes into waiting for the file system, which answers several at once.
    let share = files.len().div_ceil(WRITERS).max(1);
    let parts: Vec<io::Result<Changes>> = std::thread::scope(|threads| {
        let running: Vec<_> =
            files.chunks(share).map(|files| threads.spawn(move || write_some(folder, files, mode))).collect();
        let join = |thread: std::thread::ScopedJoinHandle<'_, _>| {
            thread.join().unwrap_or_else(|_| Err(io::Error::other("a thread that writes files stopped")))
        };
        running.into_iter().map(join).collect()
    });
    for part in parts {
        changes.list.extend(part?.list);
    }
    for path in orphans(folder, files)? {
        let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        changes.push(&name, ChangeKind::Removed, &read(&path)?.unwrap_or_default(), "");
        if mode == Mode::Write {
            fs::remove_file(&path).map_err(|error| named(&path, &error))?;
            remove_empty_parents(&path, folder);
        }
    }
    Ok(changes)
}

/// The text of a file; `None` when there is none. Bytes that are not UTF-8 are none that were emitted.
fn read(path: &Path) -> io::Result<Option<String>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(named(path, &error)),
    }
}

/// Writes a file whole, or leaves what is there. What a link leads to is written, and not the link; and what is no file,
/// such as `/dev/stdout`, cannot be replaced by one.
pub fn whole(path: &Path, text: &str) -> io::Result<()> {
    match fs::metadata(path) {
        Ok(meta) if meta.is_file() && !path.starts_with("/dev") => {
            replace(&fs::canonicalize(path).unwrap_or_else(|_| path.to_owned()), text)
        }
        Ok(_) => fs::write(path, text).map_err(|error| named(path, &error)),
        Err(_) => replace(path, text),
    }
}

/// Writes a file beside its place and moves it there, so that it is never half written.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = folder.join(format!(".{name}.{}.tmp", std::process::id()));
    let write = || match fs::write(&beside, text) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            fs::create_dir_all(folder)?;
            fs::write(&beside, text)
        }
        done => done,
    };
    write().and_then(|()| fs::rename(&beside, path)).map_err(|error| {
        // Best effort: what failed is what the caller needs to hear of.
        let _ = fs::remove_file(&beside);
        named(path, &error)
    })
}

/// Emitted Rust files in a crate's `src` that are not among those emitted now. Whatever stands elsewhere, or was written
/// by somebody else, is left alone.
fn orphans(folder: &Path, files: &[File]) -> io::Result<Vec<PathBuf>> {
    if !files.iter().any(|file| file.path.starts_with("src/")) {
        return Ok(Vec::new());
    }
    let emitted: BTreeSet<PathBuf> = files.iter().map(|file| folder.join(&file.path)).collect();
    let mut rust = Vec::new();
    collect_rust(&folder.join("src"), &mut rust)?;
    rust.sort();
    let mut orphans = Vec::new();
    for path in rust.into_iter().filter(|path| !emitted.contains(path)) {
        if is_emitted(&path)? {
            orphans.push(path);
        }
    }
    Ok(orphans)
}

fn collect_rust(folder: &Path, found: &mut Vec<PathBuf>) -> io::Result<()> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(named(folder, &error)),
    };
    for entry in entries {
        let entry = entry.map_err(|error| named(folder, &error))?;
        let path = entry.path();
        let kind = entry.file_type().map_err(|error| named(&path, &error))?;
        if kind.is_dir() {
            collect_rust(&path, found)?;
        } else if kind.is_file() && path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    Ok(())
}

/// Whether a folder holds a crate that was emitted.
pub fn is_emitted_crate(folder: &Path) -> io::Result<bool> {
    match is_emitted(&folder.join("src/lib.rs")) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        known => known,
    }
}

fn is_emitted(path: &Path) -> io::Result<bool> {
    let bytes = fs::read(path).map_err(|error| named(path, &error))?;
    Ok(bytes.starts_with(format!("// {MARK} by `b24 generate`").as_bytes()))
}

fn remove_empty_parents(path: &Path, root: &Path) {
    let mut folder = path.parent();
    while let Some(parent) = folder.filter(|parent| *parent != root) {
        // Fails where something is left in it, and that is where to stop.
        if fs::remove_dir(parent).is_err() {
            return;
        }
        folder = parent.parent();
    }
}

fn named(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}
