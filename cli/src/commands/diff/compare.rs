//! The two sides, and their comparison.

use bitrix24_schema::shown;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use bitrix24_diff::waive::{self, Today};
use bitrix24_diff::{self as diff, Input, LoadError, Loaded, Location, Report, Schema, Subject, Waivers};
use bitrix24_schema::{Diagnostics, Error, Model, Pick, Sources};

use crate::catalogue::CatalogueArgs;
use crate::commands::SchemaArgs;
use crate::terminal::{complain, is_colored};

/// The exit status if there is no report, for any reason but a wrong call.
pub(crate) const NO_REPORT: u8 = 3;

/// Returns the catalogue under a portal's folder, or why there is none.
type Base<'b> = dyn Fn() -> Result<Model, String> + Sync + 'b;

/// The two sides of a comparison.
#[derive(Debug, clap::Args)]
pub(crate) struct Sides {
    /// The old side: a folder, a file, a revision, or OLD..NEW
    #[arg(value_name = "OLD")]
    old: Option<String>,
    /// The new side; default: the schema's folder
    #[arg(value_name = "NEW")]
    new: Option<String>,
    #[command(flatten)]
    pub(crate) schema: SchemaArgs,
    /// OLD and NEW are trees of documentation pages
    #[arg(long)]
    docs: bool,
    /// Only methods and types whose names match; `*` stands for any text
    #[arg(long, value_name = "PATTERN")]
    method: Vec<String>,
}

/// A comparison, and its schemas.
#[derive(Debug)]
pub(crate) struct Compared {
    pub(crate) report: Report,
    pub(crate) old: Schema,
    pub(crate) new: Schema,
}

/// The reason why there is no comparison.
#[derive(Debug)]
pub(crate) enum Refusal {
    /// A side cannot be read.
    Load(LoadError),
    /// The waivers cannot be read.
    Waivers(String, Diagnostics),
    /// Anything else.
    Other(Error),
}

impl Sides {
    /// Reads both sides and compares them; waived changes are marked.
    pub(crate) fn compare(&self) -> Result<Compared, Refusal> {
        let pick = Pick::new(&self.method).map_err(|message| Refusal::Other(Error::Usage(message)))?;
        let inputs = self.inputs().map_err(Refusal::Load)?;
        let base = || self.base();
        let (old, mut new) = load(&inputs, &base).map_err(Refusal::Load)?;
        let files = files(&old, &new).map_err(Refusal::Load)?;
        // A new version keeps the released arguments, even if it has not been generated yet.
        if new.schema.model.released == Default::default() {
            new.schema.model.released = old.schema.model.released.clone();
        }
        let (mut report, rest) = diff::compare_and_keep(&old.schema, &new.schema);
        // The program ends after a comparison.
        std::mem::forget(rest);
        report.hint(&Input::commits(&inputs.0, &inputs.1), [&old.schema.root, &new.schema.root]);
        let mut waivers = self.waivers(new.waivers, &new.schema.root)?;
        // Between two releases, each pull request has the waivers of earlier ones. A release ends them.
        if self.old.is_some() {
            waivers = waivers.since(old.waivers.unwrap_or_default());
        }
        waivers.apply(&mut report, &today());
        if !files.is_empty() {
            let is_in = |at: &Option<Location>, root: &str| {
                let name = at.as_ref().and_then(|at| at.file.strip_prefix(root));
                name.is_some_and(|name| files.iter().any(|file| file == name))
            };
            report.retain(|row| is_in(&row.old, &old.schema.root) || is_in(&row.new, &new.schema.root));
        }
        if !self.method.is_empty() {
            pick.check(&names(&old.schema, &new.schema)).map_err(|message| Refusal::Other(Error::Usage(message)))?;
            report.retain(|row| called(row.subject.owner()).iter().any(|name| pick.matches(name)));
        }
        Ok(Compared { report, old: old.schema, new: new.schema })
    }

    fn inputs(&self) -> Result<(Input, Input), LoadError> {
        let schema = &self.schema.schema;
        if self.docs {
            return match (&self.old, &self.new) {
                (Some(old), Some(new)) => Ok((self.pages(old), self.pages(new))),
                _ => Err(LoadError::Usage("--docs compares two folders: b24 diff --docs OLD NEW".to_owned())),
            };
        }
        match (&self.old, &self.new) {
            (None, _) => Ok((Input::released(schema)?, Input::Path(schema.clone()))),
            (Some(range), None) if Input::range(range).is_some() => {
                let (old, new) = Input::range(range).unwrap_or_default();
                Ok((Input::parse(old, schema), Input::parse(new, schema)))
            }
            (Some(old), None) => Ok((Input::parse(old, schema), Input::Path(schema.clone()))),
            (Some(old), Some(new)) => Ok((Input::parse(old, schema), Input::parse(new, schema))),
        }
    }

    /// Returns the catalogue under a portal's folder.
    fn base(&self) -> Result<Model, String> {
        let schema = Some(self.schema.schema.clone()).filter(|folder| folder.is_dir());
        CatalogueArgs::of(schema).model().map(Arc::unwrap_or_clone).map_err(|error| error.to_string())
    }

    fn pages(&self, folder: &str) -> Input {
        Input::Docs { folder: PathBuf::from(folder), schema: self.schema.schema.clone() }
    }

    /// Returns the waivers of the new side; for pages, which have none, those of the schema's folder.
    fn waivers(&self, own: Result<Waivers, Diagnostics>, root: &str) -> Result<Waivers, Refusal> {
        if !self.docs {
            return own.map_err(|diagnostics| Refusal::Waivers(root.to_owned(), diagnostics));
        }
        let root = format!("{}/", shown::path(&self.schema.schema));
        let mut sources = Sources::default();
        match std::fs::read(self.schema.schema.join(waive::FILE)) {
            Ok(bytes) => sources.add(waive::FILE, bytes),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(Refusal::Other(Error::Io(error))),
        }
        Waivers::take(&mut sources, &root).map_err(|diagnostics| Refusal::Waivers(root, diagnostics))
    }
}

/// Returns the names of a method or a type for a pattern, from its subject.
fn called(owner: &str) -> [&str; 3] {
    [owner, owner.trim_end_matches("@v3"), owner.trim_start_matches("type:")]
}

/// Returns the names of all methods and types of both sides for a pattern.
fn names(old: &Schema, new: &Schema) -> Vec<String> {
    let subjects = [old, new].into_iter().flat_map(|side| {
        side.model.methods.iter().map(Subject::method).chain(side.model.types.iter().map(Subject::shared))
    });
    subjects.flat_map(|subject| called(subject.as_str()).map(str::to_owned)).collect()
}

/// Returns the requested files, none for all; a file that neither side has is an error.
fn files(old: &Loaded, new: &Loaded) -> Result<Vec<String>, LoadError> {
    let mut files = Vec::new();
    for side in [old, new] {
        let Some(file) = &side.file else { continue };
        if !old.has(file) && !new.has(file) {
            let reason = format!("there is no file {file} in the schema");
            return Err(LoadError::Unreadable { label: side.schema.label.clone(), reason });
        }
        files.push(file.clone());
    }
    Ok(files)
}

/// Loads both sides in parallel. Folders of portals are laid over `base`.
fn load((old, new): &(Input, Input), base: &Base<'_>) -> Result<(Loaded, Loaded), LoadError> {
    // An import uses all processors and holds all its pages, so two of them go one after another.
    if matches!((old, new), (Input::Docs { .. }, Input::Docs { .. })) {
        return Ok((old.load_over(base)?, new.load_over(base)?));
    }
    std::thread::scope(|threads| {
        let reading = threads.spawn(|| old.load_over(base));
        let new = new.load_over(base);
        let old = reading.join().unwrap_or_else(|_| old.load_over(base));
        Ok((old?, new?))
    })
}

/// Returns the data that waivers are checked against: the day in UTC, and this program's version, which is the crate's.
pub(crate) fn today() -> Today {
    Today { date: diff::waive::today(), version: env!("CARGO_PKG_VERSION").to_owned() }
}

impl Refusal {
    /// Prints the reason. The status is 2 for a wrong call, 3 for a side that cannot be read, 4 for waivers.
    pub(crate) fn exit(self) -> Result<ExitCode, Error> {
        let color = is_colored(&std::io::stderr());
        match self {
            Refusal::Load(error) => {
                complain(&error.render(color));
                Ok(ExitCode::from(if matches!(error, LoadError::Usage(_)) { 2 } else { NO_REPORT }))
            }
            Refusal::Waivers(root, diagnostics) => {
                complain(&format!("{}\n", diagnostics.listed(&root, color)));
                Ok(ExitCode::from(4))
            }
            Refusal::Other(error) => Err(error),
        }
    }
}
