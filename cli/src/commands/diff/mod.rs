//! `b24 diff`

mod output;
mod threshold;

use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::ExitCode;

use bitrix24_codegen::diff::render::text::Style;
use bitrix24_codegen::diff::{self, Input, LoadError, Loaded, Report};
use bitrix24_codegen::{Error, Pick};

use super::{SchemaArgs, print};
use output::{Format, Output};
use threshold::Threshold;

/// What `--help` says below the options.
const MORE: &str = "\
OLD and NEW are schema folders, files in one, revisions of the repository (HEAD~1, v0.1.0, HEAD~1:schema), or OLD..NEW.
Without them, what was released last (the newest tag like v1.2.3, else HEAD) is compared with the schema's folder.

Verdicts: `wire` is what becomes of clients that are already released, `rust` what becomes of code that goes over to the
new crate. Neither is ever guessed from the other.

Examples:
  b24 diff                                   what has changed since the last release
  b24 diff HEAD~1 -v                         every change since the last commit but one
  b24 diff main..HEAD --format markdown      for a pull request
  b24 diff --docs ../docs-june ../docs-july  two trees of documentation pages
  b24 diff --out html=diff.html --out json=diff.json

The exit status is 0 below the threshold of --fail-on, 1 when it is reached, 2 when the call is wrong, 3 when a side cannot
be read or compared (then nothing is said of changes), 4 when waivers are wrong.";

#[derive(Debug, clap::Args)]
#[command(after_help = MORE)]
pub(crate) struct Args {
    /// What is compared with: a folder, a file, a revision, or OLD..NEW
    #[arg(value_name = "OLD")]
    old: Option<String>,
    /// What is compared; else the schema's folder
    #[arg(value_name = "NEW")]
    new: Option<String>,
    #[command(flatten)]
    schema: SchemaArgs,
    /// OLD and NEW are trees of documentation pages
    #[arg(long)]
    docs: bool,
    /// How to write it to standard output
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Write it to a file as well, such as html=diff.html; may be given several times
    #[arg(long, value_name = "FORMAT=FILE")]
    out: Vec<Output>,
    /// Show every change, and not only what fits on a screen
    #[arg(short, long)]
    verbose: bool,
    /// What makes the command fail: wire=breaks, wire=risk, rust=major, rust=silent, rename, any, never
    #[arg(long, value_name = "WHAT", default_value = "rust=major,wire=breaks", value_delimiter = ',')]
    fail_on: Vec<Threshold>,
    /// Only methods and types whose names match; `*` stands for any text
    #[arg(long, value_name = "PATTERN")]
    method: Vec<String>,
}

impl Args {
    pub(crate) fn run(self) -> Result<ExitCode, Error> {
        let sides = match self.sides() {
            Ok(sides) => sides,
            Err(error) => return Ok(refuse(&error)),
        };
        let (old, new) = match load(&sides) {
            Ok(loaded) => loaded,
            Err(error) => return Ok(refuse(&error)),
        };
        let mut report = diff::compare(&old.schema, &new.schema);
        if let Some(file) = old.file.as_ref().or(new.file.as_ref()) {
            report.retain(|row| {
                [&row.old, &row.new].into_iter().flatten().any(|at| at.file.ends_with(&format!("/{file}")))
            });
        }
        self.pick(&mut report)?;
        for out in &self.out {
            out.write(&report)?;
        }
        let color = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
        print(&self.format.render(&report, Style { color, all: self.verbose }))?;
        if !report.waivers.is_empty() {
            return Ok(ExitCode::from(4));
        }
        Ok(if self.fail_on.iter().any(|threshold| threshold.is_reached(&report)) {
            ExitCode::FAILURE
        } else {
            ExitCode::SUCCESS
        })
    }

    fn sides(&self) -> Result<(Input, Input), LoadError> {
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

    fn pages(&self, folder: &str) -> Input {
        Input::Docs { folder: PathBuf::from(folder), schema: self.schema.schema.clone() }
    }

    fn pick(&self, report: &mut Report) -> Result<(), Error> {
        let pick = Pick::new(&self.method).map_err(Error::Usage)?;
        report.retain(|row| {
            let owner = row.subject.owner();
            [owner, owner.trim_end_matches("@v3"), owner.trim_start_matches("type:")]
                .iter()
                .any(|name| pick.matches(name))
        });
        Ok(())
    }
}

/// Both sides at once.
fn load((old, new): &(Input, Input)) -> Result<(Loaded, Loaded), LoadError> {
    std::thread::scope(|threads| {
        let reading = threads.spawn(|| old.load());
        let new = new.load();
        let old = reading.join().unwrap_or_else(|_| old.load());
        Ok((old?, new?))
    })
}

/// Says why nothing was compared: 2 for a call that is wrong, 3 for what cannot be read.
fn refuse(error: &LoadError) -> ExitCode {
    let color = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    eprint!("{}", error.render(color));
    ExitCode::from(if matches!(error, LoadError::Usage(_)) { 2 } else { 3 })
}
