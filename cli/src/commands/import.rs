//! `b24 import`

use bitrix24_schema::shown;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use bitrix24_import::{Import, Importer, Origin};
use bitrix24_schema::{Changes, Error, Mode};
use indicatif::{ProgressBar, ProgressStyle};

use super::{SchemaArgs, count};
use crate::terminal::{complain, may_draw, note, print, shown};

/// A larger number of changed files is counted, and not listed.
const MAX_LISTED: usize = 40;

/// The text of `--help` below the options.
const MORE: &str = "\
Pages are read whole or in part, and never stop the others: what is not understood is left untyped, counted in the
table, and named with its place in the report. Of the schema's folder, files below methods/ and types/ that name a page
under `docs` are written and taken away, and catalogue.yaml and coverage.md are brought up to date. Corrections, words, and
files without a page stay as they are. It is all written or nothing. A number of coverage.md that gets worse is a warning.

Examples:
  b24 import ../docs --dry-run                 what would change
  b24 import ../docs --report report.md        note what could not be read
  b24 import ../docs-en --prefer ../docs-ru    two languages; the second wins
  b24 check && b24 generate                    what comes next

The exit status is 0 when all is well, 1 when a file cannot be read or written or an entry of the catalogue is of no
use, 2 when the call is wrong.";

#[derive(Debug, clap::Args)]
#[command(after_help = MORE)]
pub(crate) struct Args {
    /// The documentation's folder, which contains `api-reference`
    #[arg(value_name = "DIR")]
    docs: PathBuf,
    #[command(flatten)]
    schema: SchemaArgs,
    /// Write nothing into the schema; show the changes
    #[arg(long)]
    dry_run: bool,
    /// Write all that could not be read, and all pages without a method, to this file
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// Keep the pages' own descriptions, for a schema of your own
    #[arg(long)]
    descriptions: bool,
    /// A second tree, such as another language; its facts take precedence
    #[arg(long, value_name = "DIR")]
    prefer: Option<PathBuf>,
    /// The day of the documentation; default: the one in the folder's name
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    date: Option<String>,
    /// The documentation's commit
    #[arg(long, value_name = "HASH")]
    commit: Option<String>,
}

impl Args {
    pub(crate) fn run(self) -> Result<ExitCode, Error> {
        for folder in [Some(&self.docs), self.prefer.as_ref()].into_iter().flatten() {
            has_pages(folder)?;
        }
        let import = self.read()?;
        if let Some(report) = &self.report {
            write_report(report, &import)?;
        }
        if !import.stale.is_empty() {
            self.complain_of(&import.stale);
            return Ok(ExitCode::FAILURE);
        }
        let before = std::fs::read_to_string(self.schema.schema.join("coverage.md")).unwrap_or_default();
        let mode = if self.dry_run { Mode::Check } else { Mode::Write };
        let changes = import.write(&self.schema.schema, mode).map_err(Error::Io)?;
        let coverage = &import.coverage;
        print(&format!("{coverage}\n{}", summary(&changes, &self.schema.schema, self.dry_run)))?;
        for line in coverage.less_than(&before) {
            note(&format!("warning: less is read than before: {line}\n"));
        }
        Ok(ExitCode::SUCCESS)
    }

    /// Reports entries of the catalogue that nothing uses.
    fn complain_of(&self, stale: &[String]) {
        let catalogue = shown::path(self.schema.schema.join("catalogue.yaml"));
        let wrong = "nothing uses this entry of `types`: its page describes no object there; take it out, or mend it";
        for place in stale {
            complain(&format!("error: {catalogue}: `{}`: {wrong}\n", shown::name(place)));
        }
        complain("nothing was written\n");
    }

    fn read(&self) -> Result<Import, Error> {
        let origin = Origin { date: self.date.clone(), commit: self.commit.clone(), base: None };
        let importer = Importer::new(&self.docs)
            .schema(&self.schema.schema)
            .prefer(self.prefer.clone())
            .origin(origin)
            .descriptions(self.descriptions);
        let bar = if may_draw() { ProgressBar::new(0).with_style(style()) } else { ProgressBar::hidden() };
        if may_draw() {
            bar.enable_steady_tick(Duration::from_millis(100));
        }
        let import = importer.read(&|done, of| {
            bar.set_length(of as u64);
            bar.set_position(done as u64);
        });
        bar.finish_and_clear();
        import.map_err(Error::Io)
    }
}

/// Parses a day in the form of the schema.
fn day(text: &str) -> Result<String, String> {
    let numbers: Vec<u32> = text.split('-').filter_map(|part| part.parse().ok()).collect();
    let is_written_so = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    match numbers.as_slice() {
        [1000..=9999, 1..=12, 1..=31] if is_written_so => Ok(text.to_owned()),
        _ => Err("write it like 2026-01-31".to_owned()),
    }
}

fn style() -> ProgressStyle {
    ProgressStyle::with_template("{bar:40} {pos}/{len} pages").unwrap_or_else(|_| ProgressStyle::default_bar())
}

/// Refuses a folder without pages: it is a wrong one, and would empty the schema.
fn has_pages(folder: &Path) -> Result<(), Error> {
    if folder.join("api-reference").is_dir() {
        return Ok(());
    }
    let inside = "give the folder that holds `api-reference`";
    Err(Error::Usage(format!("there is no documentation in {}: {inside}", shown::path(folder))))
}

fn summary(changes: &Changes, schema: &Path, dry_run: bool) -> String {
    let (schema, files) = (shown::path(schema), count(changes.len(), "file"));
    if changes.is_empty() {
        return format!("{schema} is up to date\n");
    }
    let would = if dry_run { "would change" } else { "changed" };
    if changes.len() > MAX_LISTED {
        return format!("{files} of {schema} {would}\n");
    }
    format!("{files} of {schema} {would}:\n{changes}")
}

fn write_report(path: &Path, import: &Import) -> Result<(), Error> {
    let mut text = format!("# Import\n\n{}\n## Each place that was not read whole\n\n", import.coverage);
    for note in &import.notes {
        let _ = writeln!(text, "- {}:{}: {}", line(&note.page), note.line, line(&note.reason));
    }
    text.push_str("\n## Each page that gives no method\n\n");
    for skip in &import.skipped {
        let _ = writeln!(text, "- {}: {}", line(&skip.page), line(&skip.reason));
    }
    let named = |error: std::io::Error| std::io::Error::new(error.kind(), format!("{}: {error}", shown::path(path)));
    std::fs::write(path, shown(&text, false).as_bytes()).map_err(|error| Error::Io(named(error)))
}

/// A text on one line of the report: a page may have a line end in its name.
fn line(text: &impl ToString) -> String {
    text.to_string().replace('\n', "\\n")
}
