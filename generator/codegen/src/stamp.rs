//! The stamp of a run that found nothing to do. As long as the program, its options, the schema and all that it wrote are
//! the same, the next run would find nothing, either, and need not read, emit and pack anything to know it.

use std::path::{Path, PathBuf};
use std::{fs, io};

use bitrix24_schema::{Sources, parallel, write};

use crate::cache::{hash, place, program};

/// What a run depends on, and what it may change.
///
/// ```
/// use bitrix24_codegen::{Generator, Layout, Mode};
///
/// let folder = tempfile::tempdir()?;
/// # std::fs::create_dir(folder.path().join("target"))?;
/// # std::fs::write(folder.path().join("target/CACHEDIR.TAG"), "")?;
/// let generator = Generator::new("../../examples/own-schema/schema");
/// let out = folder.path().join("generated");
/// generator.write(&out, Layout::Crate, Mode::Write)?;
/// let stamp = generator.stamp(&out, &[]).expect("there is a `target` beside it");
/// assert!(!stamp.is_kept());
/// if generator.write(&out, Layout::Crate, Mode::Write)?.is_empty() {
///     stamp.keep();
/// }
/// assert!(generator.stamp(&out, &[]).is_some_and(|stamp| stamp.is_kept()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Stamp {
    run: Run,
    /// The file that has the state of the last run with nothing to do.
    file: PathBuf,
    state: u64,
}

/// A run of the generator.
#[derive(Debug)]
pub(crate) struct Run {
    /// The folder of the schema.
    pub(crate) schema: PathBuf,
    /// The options, as a text.
    pub(crate) options: String,
    /// The folder of the emitted crate.
    pub(crate) folder: PathBuf,
    /// Other files that the run brings in line.
    pub(crate) beside: Vec<PathBuf>,
}

impl Stamp {
    /// Takes the state before a run; `None` if it cannot be known or kept: then there is no way around the run.
    pub(crate) fn of(run: Run) -> Option<Self> {
        let file = place("done", &run.folder)?;
        let state = run.state().ok()?;
        Some(Stamp { run, file, state })
    }

    /// Returns true if a run in this state found nothing to do.
    pub fn is_kept(&self) -> bool {
        fs::read_to_string(&self.file).is_ok_and(|kept| kept == self.text())
    }

    /// Keeps the state, after a run that found nothing to do. If that fails, or if somebody changed a file meanwhile, the
    /// next run does everything again.
    pub fn keep(&self) {
        if self.run.state().is_ok_and(|state| state == self.state) {
            let _ = write::whole(&self.file, &self.text());
        }
    }

    fn text(&self) -> String {
        format!("{:016x}\n", self.state)
    }
}

impl Run {
    /// Returns a hash of the program, the options, and the names and contents of all files.
    fn state(&self) -> io::Result<u64> {
        let program = program().ok_or(io::ErrorKind::NotFound)?;
        let schema = Sources::read(&self.schema)?;
        let sources: Vec<_> = schema.iter().map(|(_, source)| source).collect();
        let inputs = parallel::map(&sources, |source| hash(&(source.path(), source.text(), source.is_lossy())));
        let paths = emitted(&self.folder)?;
        let outputs = paths.iter().chain(&self.beside).collect::<Vec<_>>();
        let outputs = parallel::map(&outputs, |path| Ok(hash(&(path, content(path)?))));
        let outputs = outputs.into_iter().collect::<io::Result<Vec<u64>>>()?;
        let folders = (fs::canonicalize(&self.schema)?, fs::canonicalize(&self.folder)?);
        Ok(hash(&(program, &self.options, folders, inputs, outputs)))
    }
}

/// Returns the paths of the files in a crate that the generator reads, writes or takes away: those in the folder itself,
/// and all below `src`.
fn emitted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    collect(folder, false, &mut found)?;
    let src = folder.join("src");
    if src.is_dir() {
        collect(&src, true, &mut found)?;
    }
    found.sort();
    Ok(found)
}

fn collect(folder: &Path, is_deep: bool, found: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let (path, kind) = (entry.path(), entry.file_type()?);
        if kind.is_file() {
            found.push(path);
        } else if is_deep && kind.is_dir() {
            collect(&path, true, found)?;
        } else if !kind.is_dir() {
            // A link counts as what it leads to, or as nothing, by what it is for: a whole run tells.
            return Err(io::ErrorKind::Unsupported.into());
        }
    }
    Ok(())
}

/// Returns the content of a file, or `None` if it is missing.
fn content(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}
