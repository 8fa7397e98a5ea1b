//! The sources of the two schemas: folders, revisions of a repository, trees of documentation.

pub(crate) mod git;

use bitrix24_schema::shown;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use bitrix24_codegen::api;
use bitrix24_import::Importer;
use bitrix24_schema::diagnostic::Diagnostics;
use bitrix24_schema::source::Sources;
use bitrix24_schema::{Model, Released, portal, resolve};

use crate::report::Schema;
use crate::report::hint::Commit;
use crate::waive::Waivers;

/// The file that every folder of a schema has.
const CATALOGUE: &str = "catalogue.yaml";

/// The file that every folder of a portal has.
const PORTAL: &str = "portal.yaml";

/// The files by which folders are known.
const MARKS: [&str; 2] = [CATALOGUE, PORTAL];

/// One of the two schemas, before it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A schema's folder, or a file in one.
    Path(PathBuf),
    /// A revision of the repository around the current folder, and the schema's path in it.
    Revision {
        /// A revision in git's notation: `HEAD~1`, `v0.1.0`.
        rev: String,
        /// The schema's folder, or a file in one.
        path: PathBuf,
        /// True if the path was given with the revision. It is then relative to the repository's root unless it begins
        /// with `.`, and otherwise to the current folder.
        is_of_revision: bool,
    },
    /// A tree of documentation pages, which is imported in memory.
    Docs {
        /// The folder that contains `api-reference`.
        folder: PathBuf,
        /// A schema whose names of types are used, if there is one.
        schema: PathBuf,
    },
}

/// An error of reading the two schemas.
#[derive(Debug)]
pub enum LoadError {
    /// The arguments are invalid.
    Usage(String),
    /// A side cannot be read.
    Unreadable {
        /// Its name for readers.
        label: String,
        /// The reason.
        reason: String,
    },
    /// A side is an invalid schema.
    Schema {
        /// Its name for readers.
        label: String,
        /// The prefix of its files' displayed names.
        root: String,
        /// The problems of the schema.
        diagnostics: Diagnostics,
    },
}

/// A schema that was read, and the requested file of it.
#[derive(Debug)]
pub struct Loaded {
    /// The schema.
    pub schema: Schema,
    /// The requested file of it, relative to the schema's folder.
    pub file: Option<String>,
    /// Its waivers.
    pub waivers: Result<Waivers, Diagnostics>,
}

impl Loaded {
    /// Returns true if the schema has this file.
    pub fn has(&self, file: &str) -> bool {
        self.schema.sources.iter().any(|(_, source)| source.path() == file)
    }
}

impl Input {
    /// Parses an argument: an existing path, or a revision, `REV:PATH` or `REV`. `schema` is the schema's path for a
    /// revision without one.
    pub fn parse(argument: &str, schema: &Path) -> Self {
        if Path::new(argument).exists() {
            return Input::Path(argument.into());
        }
        match argument.split_once(':') {
            // A drive letter is no revision.
            Some((rev, path)) if !rev.is_empty() && !path.is_empty() && !path.starts_with(['/', '\\']) => {
                Input::Revision { rev: rev.to_owned(), path: path.into(), is_of_revision: true }
            }
            _ => Input::Revision { rev: argument.to_owned(), path: schema.to_owned(), is_of_revision: false },
        }
    }

    /// Splits `A..B`, as git writes a range.
    pub fn range(argument: &str) -> Option<(&str, &str)> {
        if Path::new(argument).exists() {
            return None;
        }
        argument.split_once("..").filter(|(old, new)| !old.is_empty() && !new.is_empty() && !new.starts_with('.'))
    }

    /// Returns the commits between two sides of one repository: their messages are a hint of the cause of a change.
    pub fn commits(old: &Input, new: &Input) -> Vec<Commit> {
        match (old, new) {
            (Input::Revision { rev: old, .. }, Input::Revision { rev: new, .. }) => git::commits(old, new),
            (Input::Revision { rev: old, .. }, Input::Path(_)) => git::commits(old, "HEAD"),
            _ => Vec::new(),
        }
    }

    /// Returns the last release: the newest tag like `v1.2.3`, or `HEAD` if there is none.
    ///
    /// # Errors
    ///
    /// Fails if there is no repository, or too little of its history.
    pub fn released(schema: &Path) -> Result<Self, LoadError> {
        let tag =
            git::last_tag().map_err(|reason| LoadError::Unreadable { label: "the last release".to_owned(), reason })?;
        let rev = tag.unwrap_or_else(|| "HEAD".to_owned());
        Ok(Input::Revision { rev, path: schema.to_owned(), is_of_revision: false })
    }

    /// Reads the schema, and checks it.
    pub fn load(&self) -> Result<Loaded, LoadError> {
        self.load_over(&|| Err("it is the folder of a portal, and there is no catalogue to lay it over".to_owned()))
    }

    /// Reads the schema, and checks it. A portal's folder is laid over `base`, the model of the documented API.
    pub fn load_over(&self, base: &dyn Fn() -> Result<Model, String>) -> Result<Loaded, LoadError> {
        let label = self.to_string();
        let unreadable = |reason: String| LoadError::Unreadable { label: label.clone(), reason };
        let (mut sources, root, file, lock) = match self {
            Input::Path(path) => {
                let (folder, file) =
                    around(path, &|folder| MARKS.iter().any(|mark| folder.join(mark).is_file())).map_err(unreadable)?;
                // The folder in the path of a file in the current folder is empty.
                let folder = if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder };
                let sources = Sources::read(&folder).map_err(|error| unreadable(error.to_string()))?;
                let lock =
                    lock_of(&folder).map_err(|error| unreadable(format!("its api.lock cannot be read: {error}")))?;
                (sources, root_of(&folder), file, lock)
            }
            Input::Revision { rev, path, is_of_revision } => {
                let path = git::path(path, *is_of_revision).map_err(unreadable)?;
                let tree = git::Tree::open(rev).map_err(unreadable)?;
                let found = around(&path, &|folder| MARKS.iter().any(|mark| tree.has(&folder.join(mark))));
                let (folder, file) = found.map_err(unreadable)?;
                let sources = tree.read(&folder).map_err(unreadable)?;
                let lock = locks(&folder).into_iter().find(|path| tree.has(path));
                let lock = lock.map(|path| tree.text(&path)).transpose().map_err(unreadable)?;
                (sources, root_of(&folder), file, lock)
            }
            Input::Docs { folder, schema } => {
                (imported(folder, schema).map_err(|error| unreadable(error.to_string()))?, String::new(), None, None)
            }
        };
        if sources.is_empty() {
            return Err(unreadable("there is no schema".to_owned()));
        }
        let waivers = Waivers::take(&mut sources, &root);
        // The report tells the lines of changes.
        sources.keep_trees();
        let has = |name: &str| sources.iter().any(|(_, source)| source.path() == name);
        let resolved = if has(PORTAL) && !has(CATALOGUE) {
            portal::resolve(&sources, base().map_err(unreadable)?)
        } else {
            resolve::resolve(&sources)
        };
        match resolved {
            Ok(mut model) => {
                model.released = lock.map(|text| released(&text)).transpose().map_err(unreadable)?.unwrap_or_default();
                let docs = match self {
                    Input::Docs { .. } if model.methods.is_empty() => {
                        return Err(unreadable("no page of it describes a method".to_owned()));
                    }
                    Input::Docs { folder, .. } => {
                        // Otherwise it would be the date of the schema in the repository.
                        model.docs.date = bitrix24_import::date_in(folder).unwrap_or_default();
                        Some(folder.clone())
                    }
                    Input::Path(_) | Input::Revision { .. } => None,
                };
                Ok(Loaded { schema: Schema { model, sources, label, root, docs }, file, waivers })
            }
            Err(diagnostics) => Err(LoadError::Schema { label, root, diagnostics }),
        }
    }
}

/// Returns the possible paths of the crate's list of public items: beside the schema, as in this repository, or in it.
fn locks(schema: &Path) -> [PathBuf; 2] {
    let beside = schema.parent().map_or_else(PathBuf::new, Path::to_owned);
    [beside.join("generated/api.lock"), schema.join("api.lock")]
}

/// Reads the list for a schema's folder, if there is one.
fn lock_of(folder: &Path) -> io::Result<Option<String>> {
    for path in locks(folder) {
        match std::fs::read_to_string(path) {
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {}
            read => return read.map(Some),
        }
    }
    Ok(None)
}

/// Returns the prefix of the displayed names of a folder's files.
fn root_of(folder: &Path) -> String {
    let folder = folder.strip_prefix(".").unwrap_or(folder);
    if folder.as_os_str().is_empty() {
        String::new()
    } else {
        format!("{}/", shown::path(folder).trim_end_matches('/'))
    }
}

fn released(lock: &str) -> Result<Released, String> {
    api::released(lock).map_err(|error| format!("its api.lock is damaged: {error}"))
}

/// Returns the schema's folder, which is the path itself or contains it, and the file, if the path is one.
fn around(path: &Path, is_schema: &dyn Fn(&Path) -> bool) -> Result<(PathBuf, Option<String>), String> {
    if is_schema(path) {
        return Ok((path.to_owned(), None));
    }
    for folder in path.ancestors().skip(1) {
        if is_schema(folder) {
            let file = path.strip_prefix(folder).unwrap_or(path).to_string_lossy().replace('\\', "/");
            return Ok((folder.to_owned(), Some(file)));
        }
    }
    Err(format!("{} is no schema, nor in one: there is no catalogue.yaml", shown::path(path)))
}

fn imported(docs: &Path, schema: &Path) -> io::Result<Sources> {
    if !docs.join("api-reference").is_dir() {
        let reason = "there is no documentation: give the folder that holds `api-reference`";
        return Err(io::Error::new(io::ErrorKind::NotFound, reason));
    }
    let import = Importer::new(docs).schema(schema).read(&|_, _| {})?;
    let mut sources = Sources::default();
    for file in import.files.iter().filter(|file| file.path.ends_with(".yaml")) {
        sources.add(&file.path, file.text.as_bytes());
    }
    Ok(sources)
}

impl fmt::Display for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Input::Path(path) | Input::Docs { folder: path, .. } => write!(f, "{}", shown::path(path)),
            Input::Revision { rev, .. } => f.write_str(rev),
        }
    }
}

impl LoadError {
    /// Returns the text for people; `color` adds terminal colors.
    pub fn render(&self, color: bool) -> String {
        match self {
            LoadError::Usage(message) => format!("error: {message}\n"),
            LoadError::Unreadable { label, reason } => format!("error: {label} cannot be read: {reason}\n"),
            LoadError::Schema { label, root, diagnostics } => {
                format!("{}\nerror: {label} cannot be compared\n", diagnostics.listed(root, color))
            }
        }
    }
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.render(false).trim_end())
    }
}

impl std::error::Error for LoadError {}
