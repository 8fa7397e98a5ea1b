//! An import: from a folder of pages to the files of a schema.

use std::io;
use std::path::{Path, PathBuf};

use bitrix24_schema::write::{Changes, Mode};
use bitrix24_schema::{File, parallel};

use crate::collect::{self, Collected};
use crate::entity;
use crate::facts::report::{Note, Skip};
use crate::output::catalogue::{self, Origin};
use crate::output::coverage::Coverage;
use crate::output::paths::{event_file, method_file, type_file};
use crate::output::{sound, tidy, write, yaml};
use crate::page::tree::Tree;
use crate::prefer;

/// The text above the table of `coverage.md`.
const COVERAGE: &str = "# Coverage

How much of the documentation's pages is in this schema. `b24 import` writes this table; a change that makes a number
smaller has to say why.
";

/// Reads a documentation tree.
#[derive(Clone, Debug)]
pub struct Importer {
    docs: PathBuf,
    prefer: Option<PathBuf>,
    schema: Option<PathBuf>,
    origin: Origin,
    with_docs: bool,
}

/// The result of an import: files of a schema, and an account.
#[derive(Debug)]
pub struct Import {
    /// The files below `methods/`, `types/` and `events/`, and `catalogue.yaml`.
    pub files: Vec<File>,
    /// The numbers of read facts.
    pub coverage: Coverage,
    /// The parts that could not be read.
    pub notes: Vec<Note>,
    /// The pages that describe neither a method nor events.
    pub skipped: Vec<Skip>,
    /// The number of pages.
    pub pages: usize,
    /// The number of methods.
    pub methods: usize,
    /// The number of pages that describe events.
    pub pages_of_events: usize,
    /// The entries under `types` of the catalogue that nothing uses, though their page is there: mistakes.
    pub stale: Vec<String>,
}

impl Importer {
    /// Returns an importer of the tree in this folder.
    pub fn new(docs: impl Into<PathBuf>) -> Self {
        Importer { docs: docs.into(), prefer: None, schema: None, origin: Origin::default(), with_docs: false }
    }

    /// Sets the schema's folder, whose catalogue is reused: names of types, meanings of identifiers.
    #[must_use]
    pub fn schema(mut self, schema: impl Into<PathBuf>) -> Self {
        self.schema = Some(schema.into());
        self
    }

    /// Sets a second tree, whose facts take precedence.
    #[must_use]
    pub fn prefer(mut self, docs: Option<PathBuf>) -> Self {
        self.prefer = docs;
        self
    }

    /// Sets the origin of the pages; missing parts are taken from the folder's name and the schema.
    #[must_use]
    pub fn origin(mut self, origin: Origin) -> Self {
        self.origin = origin;
        self
    }

    /// Keeps the pages' own descriptions.
    #[must_use]
    pub fn descriptions(mut self, keep: bool) -> Self {
        self.with_docs = keep;
        self
    }

    /// Reads all pages. `progress` gets the number of finished pages and of all; it is called from several threads.
    pub fn read(&self, progress: &(dyn Fn(usize, usize) + Sync)) -> io::Result<Import> {
        self.read_tree(&Tree::read(&self.docs)?, progress)
    }

    /// Reads pages that are in memory, by their paths.
    #[doc(hidden)]
    pub fn read_pages(&self, pages: impl IntoIterator<Item = (String, Vec<u8>)>) -> io::Result<Import> {
        self.read_tree(&Tree::of(pages), &|_, _| {})
    }

    fn read_tree(&self, tree: &Tree, progress: &(dyn Fn(usize, usize) + Sync)) -> io::Result<Import> {
        let known = catalogue::read(self.schema.as_deref())?;
        let mut collected = collect::collect(tree, &known, self.with_docs, progress);
        if let Some(prefer) = &self.prefer {
            let preferred = Tree::read(prefer)?;
            prefer::lay_over(&mut collected, collect::collect(&preferred, &known, self.with_docs, progress));
        }
        entity::unify(&mut collected);
        tidy::errors(&mut collected);
        parallel::each(&mut collected.methods, tidy::method);
        parallel::each(&mut collected.types, tidy::shared);
        parallel::each(&mut collected.events, tidy::event);
        sound::files(&mut collected);
        parallel::each(&mut collected.methods, sound::method);
        parallel::each(&mut collected.types, sound::shared);
        parallel::each(&mut collected.events, sound::event);
        let mut files = files(&collected);
        files.push(catalogue::file(&known, &self.origin, &self.docs, tree, &collected));
        files.extend(catalogue::errors_file(self.schema.as_deref(), tree));
        let coverage = Coverage::of(&collected);
        files.push(File { path: "coverage.md".to_owned(), text: format!("{COVERAGE}\n{coverage}") });
        let Collected { notes, skipped, pages, pages_of_events, methods, stale, .. } = collected;
        Ok(Import { files, coverage, notes, skipped, pages, methods: methods.len(), pages_of_events, stale })
    }
}

impl Import {
    /// Writes an import into a schema's folder: all of it, or nothing if it is interrupted. Files that name no page are
    /// not imported, and stay.
    pub fn write(&self, schema: &Path, mode: Mode) -> io::Result<Changes> {
        write::write(schema, &self.files, mode)
    }
}

fn files(collected: &Collected) -> Vec<File> {
    let mut files = parallel::map(&collected.methods, |method| File {
        path: method_file(&method.name, method.api),
        text: yaml::method(method),
    });
    files.extend(parallel::map(&collected.types, |shared| File {
        path: type_file(&shared.name),
        text: yaml::shared(shared),
    }));
    files.extend(parallel::map(&collected.events, |event| File {
        path: event_file(&event.name),
        text: yaml::event(event),
    }));
    files
}
