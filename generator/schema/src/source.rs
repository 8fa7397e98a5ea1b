//! The files of a schema folder.

use crate::{parallel, shown};
use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::line_index::LineIndex;
pub use crate::line_index::{line, lines};
pub use crate::place::{FileId, Position, Span};
use crate::yaml::Tree;

/// All files of a schema.
#[derive(Debug, Default)]
pub struct Sources {
    files: Vec<Source>,
    keeps_trees: bool,
}

/// A file's name and text.
#[derive(Debug)]
pub struct Source {
    path: String,
    text: String,
    /// True if the bytes are not UTF-8; the text then has replacement characters.
    is_lossy: bool,
    /// The places of its lines, which only mistakes need.
    lines: OnceLock<LineIndex>,
    /// Its document, once that is asked for.
    tree: OnceLock<Option<Tree>>,
}

impl Sources {
    /// Reads all YAML files below `folder`, in the order of their names.
    pub fn read(folder: &Path) -> io::Result<Self> {
        let mut paths = Vec::new();
        let bounds = Bounds::of(folder).map_err(|error| named(folder, &error))?;
        collect(folder, &bounds, &mut paths).map_err(|error| named(folder, &error))?;
        paths.sort();
        let files = parallel::map(&paths, |path| Source::read(folder, path));
        Ok(Sources { files: files.into_iter().collect::<io::Result<_>>()?, keeps_trees: false })
    }

    /// Reads the files by their documents, which are kept for [`tree`](Self::tree): for a comparison, which asks for the
    /// places of most. They take much more memory than what is read from them.
    #[doc(hidden)]
    pub fn keep_trees(&mut self) {
        self.keeps_trees = true;
    }

    /// Returns true if files are to be read by their documents.
    pub(crate) fn keeps_trees(&self) -> bool {
        self.keeps_trees
    }

    /// Returns a file's document, if it is YAML.
    #[doc(hidden)]
    pub fn tree(&self, id: FileId) -> Option<&Tree> {
        let source = self.file(id);
        source.tree.get_or_init(|| Tree::parse(&source.text, id).ok()).as_ref()
    }

    /// Adds a file; `path` is relative to the schema folder, with `/` between its parts.
    pub fn add(&mut self, path: &str, bytes: impl Into<Vec<u8>>) {
        self.files.push(Source::new(path.to_owned(), bytes.into()));
    }

    /// Removes a file and returns it, if present.
    pub fn take(&mut self, path: &str) -> Sources {
        let (taken, left) = std::mem::take(&mut self.files).into_iter().partition(|source| source.path == path);
        self.files = left;
        Sources { files: taken, keeps_trees: self.keeps_trees }
    }

    /// Returns the number of files.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Returns true if there are no files.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Returns the files, sorted by name.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &Source)> {
        self.files.iter().enumerate().map(|(index, source)| (FileId::new(index), source))
    }

    /// Returns a file.
    pub fn file(&self, id: FileId) -> &Source {
        &self.files[id.index()]
    }
}

impl Source {
    /// Reads a file below `folder`.
    fn read(folder: &Path, path: &Path) -> io::Result<Self> {
        let bytes = std::fs::read(path).map_err(|error| named(path, &error))?;
        let parts = path.strip_prefix(folder).unwrap_or(path).components();
        let parts: Vec<_> = parts.map(|part| part.as_os_str().to_string_lossy()).collect();
        Ok(Source::new(parts.join("/"), bytes))
    }

    fn new(path: String, bytes: Vec<u8>) -> Self {
        let (text, is_lossy) = match String::from_utf8(bytes) {
            Ok(text) => (text, false),
            Err(error) => (String::from_utf8_lossy(error.as_bytes()).into_owned(), true),
        };
        // Some editors write a byte order mark, which is not part of the text.
        let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
        Source { path, text, is_lossy, lines: OnceLock::new(), tree: OnceLock::new() }
    }

    /// Returns the file's name, relative to the schema folder.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Returns the file's text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the places of the file's lines.
    pub(crate) fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::of(&self.text))
    }

    /// Returns true if the file is not valid UTF-8.
    pub fn is_lossy(&self) -> bool {
        self.is_lossy
    }
}

fn collect(folder: &Path, bounds: &Bounds, paths: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        let is_hidden = entry.file_name().to_string_lossy().starts_with('.');
        if is_hidden {
            continue;
        }
        let is_yaml = path.extension().is_some_and(is_yaml);
        // The kind of an entry costs no system call, other than that of what a link leads to.
        let kind = entry.file_type().ok().filter(|kind| !kind.is_symlink());
        let is_folder = kind.map_or_else(|| path.is_dir(), |kind| kind.is_dir());
        if kind.is_none() && (is_yaml || is_folder) {
            bounds.hold(&path)?;
        }
        if is_folder {
            collect(&path, bounds, paths)?;
        } else if is_yaml {
            // Reading a pipe would block. A missing file is reported when it is read.
            let is_missing_or_file = || std::fs::metadata(&path).map_or(true, |meta| meta.is_file());
            if !kind.map_or_else(is_missing_or_file, |kind| kind.is_file()) {
                return Err(io::Error::other(format!("{} is neither a file nor a folder", shown::path(&path))));
            }
            paths.push(path);
        }
    }
    Ok(())
}

/// The folders that links of a schema may lead into: a message shows the lines that it is about, and anything of this
/// machine may lie elsewhere.
struct Bounds {
    schema: PathBuf,
    /// The checkout that the schema is in, if it is in one.
    checkout: Option<PathBuf>,
}

impl Bounds {
    fn of(folder: &Path) -> io::Result<Self> {
        let schema = std::fs::canonicalize(folder)?;
        let checkout = schema.ancestors().find(|folder| folder.join(".git").exists()).map(Path::to_owned);
        Ok(Bounds { schema, checkout })
    }

    /// Refuses a link that leads elsewhere.
    fn hold(&self, path: &Path) -> io::Result<()> {
        let target = if path.is_symlink() { std::fs::canonicalize(path).ok() } else { None };
        if target.is_none_or(|target| self.contain(&target)) {
            return Ok(());
        }
        let path = shown::path(path);
        Err(io::Error::other(format!(
            "{path} is a link to a place outside of the schema's folder; copy the YAML files here instead"
        )))
    }

    /// Returns true for a place in the schema, and for a folder or a YAML file of the checkout that is not hidden.
    fn contain(&self, target: &Path) -> bool {
        if target.starts_with(&self.schema) {
            return true;
        }
        let inside = self.checkout.as_ref().and_then(|checkout| target.strip_prefix(checkout).ok());
        let is_hidden = |part: &OsStr| part.to_string_lossy().starts_with('.');
        inside.is_some_and(|inside| !inside.iter().any(is_hidden))
            && (target.is_dir() || target.extension().is_some_and(is_yaml))
    }
}

fn is_yaml(extension: &OsStr) -> bool {
    ["yaml", "yml"].iter().any(|known| extension.eq_ignore_ascii_case(known))
}

fn named(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", shown::path(path)))
}
