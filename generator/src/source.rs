//! The files of a schema folder.

use std::cell::OnceCell;
use std::io;
use std::path::{Path, PathBuf};

use crate::yaml::Tree;

/// All files of a schema.
#[derive(Debug, Default)]
pub struct Sources {
    files: Vec<Source>,
}

/// A file of [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FileId(usize);

/// A file's name and text.
#[derive(Debug)]
pub struct Source {
    path: String,
    text: String,
    /// Set when the bytes are not UTF-8; the text then has marks in their place.
    is_lossy: bool,
    tree: OnceCell<Option<Tree>>,
}

impl Sources {
    /// Reads all YAML files below `folder`, in the order of their names.
    pub fn read(folder: &Path) -> io::Result<Self> {
        let mut paths = Vec::new();
        collect(folder, &mut paths).map_err(|error| named(folder, &error))?;
        paths.sort();
        let mut sources = Sources::default();
        for path in paths {
            let bytes = std::fs::read(&path).map_err(|error| named(&path, &error))?;
            let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            sources.add(&name, bytes);
        }
        Ok(sources)
    }

    /// Adds a file; `path` is relative to the schema folder, with `/` between its parts.
    pub fn add(&mut self, path: &str, bytes: impl Into<Vec<u8>>) {
        let (text, is_lossy) = match String::from_utf8(bytes.into()) {
            Ok(text) => (text, false),
            Err(error) => (String::from_utf8_lossy(error.as_bytes()).into_owned(), true),
        };
        self.files.push(Source { path: path.to_owned(), text, is_lossy, tree: OnceCell::new() });
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there are no files.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (FileId, &Source)> {
        self.files.iter().enumerate().map(|(index, source)| (FileId(index), source))
    }

    pub(crate) fn file(&self, id: FileId) -> &Source {
        &self.files[id.0]
    }
}

impl Source {
    /// The file's name, relative to the schema folder.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The file's text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether the file is not UTF-8.
    pub(crate) fn is_lossy(&self) -> bool {
        self.is_lossy
    }

    /// The text with positions; `None` when it is not YAML.
    pub(crate) fn tree(&self) -> Option<&Tree> {
        self.tree.get_or_init(|| Tree::parse(&self.text).ok()).as_ref()
    }
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        let is_hidden = entry.file_name().to_string_lossy().starts_with('.');
        if is_hidden {
            continue;
        }
        if entry.file_type()?.is_dir() {
            collect(&path, paths)?;
        } else if path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml") {
            paths.push(path);
        }
    }
    Ok(())
}

fn named(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}
