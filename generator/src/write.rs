//! Writes files: only those whose bytes change, each whole or not at all, and takes away what is not emitted any more.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::emit::{File, MARK};

/// What writing changed, or would change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Files that are new.
    pub added: Vec<String>,
    /// Files with other bytes than before.
    pub changed: Vec<String>,
    /// Files that are not emitted any more.
    pub removed: Vec<String>,
}

impl Changes {
    /// Whether everything was already as it should be.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.changed.is_empty() && self.removed.is_empty()
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.added.len() + self.changed.len() + self.removed.len()
    }
}

impl std::fmt::Display for Changes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (mark, list) in [("+", &self.added), ("~", &self.changed), ("-", &self.removed)] {
            for path in list {
                writeln!(f, "  {mark} {path}")?;
            }
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

/// Brings `folder` in line with `files`.
pub fn write(folder: &Path, files: &[File], mode: Mode) -> io::Result<Changes> {
    let mut changes = Changes::default();
    for file in files {
        let path = folder.join(&file.path);
        match fs::read(&path) {
            Ok(bytes) if bytes == file.text.as_bytes() => continue,
            Ok(_) => changes.changed.push(file.path.clone()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => changes.added.push(file.path.clone()),
            Err(error) => return Err(named(&path, &error)),
        }
        if mode == Mode::Write {
            replace(&path, &file.text)?;
        }
    }
    let emitted: BTreeSet<PathBuf> = files.iter().map(|file| folder.join(&file.path)).collect();
    let mut orphans = Vec::new();
    find_orphans(folder, &emitted, &mut orphans)?;
    orphans.sort();
    for path in orphans {
        changes.removed.push(path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/"));
        if mode == Mode::Write {
            fs::remove_file(&path).map_err(|error| named(&path, &error))?;
            remove_empty_parents(&path, folder);
        }
    }
    Ok(changes)
}

/// Writes a file beside its place and moves it there, so that it is never half written.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|error| named(folder, &error))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = folder.join(format!(".{name}.{}.tmp", std::process::id()));
    fs::write(&beside, text).and_then(|()| fs::rename(&beside, path)).map_err(|error| {
        // Best effort: what failed is what the caller needs to hear of.
        let _ = fs::remove_file(&beside);
        named(path, &error)
    })
}

/// Finds emitted Rust files that are not among those emitted now. Files that somebody else wrote are left alone.
fn find_orphans(folder: &Path, emitted: &BTreeSet<PathBuf>, orphans: &mut Vec<PathBuf>) -> io::Result<()> {
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
            if entry.file_name() != "target" {
                find_orphans(&path, emitted, orphans)?;
            }
        } else if path.extension().is_some_and(|extension| extension == "rs")
            && !emitted.contains(&path)
            && is_emitted(&path)?
        {
            orphans.push(path);
        }
    }
    Ok(())
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
