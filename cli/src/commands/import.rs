//! `b24 import`

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use bitrix24_codegen::import::{Import, Importer, Origin};
use bitrix24_codegen::{Changes, Error, Mode};
use indicatif::{ProgressBar, ProgressStyle};

use super::{SchemaArgs, count, print};

/// More changed files than these are counted, and not listed.
const MAX_LISTED: usize = 40;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The documentation's folder: the one that holds `api-reference`
    #[arg(value_name = "DIR")]
    docs: PathBuf,
    #[command(flatten)]
    schema: SchemaArgs,
    /// Write nothing; show what would change
    #[arg(long)]
    dry_run: bool,
    /// Write all that could not be read, and all pages without a method, to this file
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// Keep the pages' own descriptions, for a schema of your own
    #[arg(long)]
    descriptions: bool,
    /// A second tree, such as another language; its facts win where both speak
    #[arg(long, value_name = "DIR")]
    prefer: Option<PathBuf>,
    /// The day of the documentation; else the one in the folder's name
    #[arg(long, value_name = "YYYY-MM-DD")]
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
        let before = std::fs::read_to_string(self.schema.schema.join("coverage.md")).unwrap_or_default();
        let mode = if self.dry_run { Mode::Check } else { Mode::Write };
        let changes = import.write(&self.schema.schema, mode).map_err(Error::Io)?;
        let coverage = &import.coverage;
        print(&format!("{coverage}\n{}", summary(&changes, &self.schema.schema, self.dry_run)))?;
        for line in coverage.less_than(&before) {
            eprintln!("warning: less is read than before: {line}");
        }
        Ok(ExitCode::SUCCESS)
    }

    fn read(&self) -> Result<Import, Error> {
        let origin = Origin { date: self.date.clone(), commit: self.commit.clone(), base: None };
        let importer = Importer::new(&self.docs)
            .schema(&self.schema.schema)
            .prefer(self.prefer.clone())
            .origin(origin)
            .descriptions(self.descriptions);
        // Draws on a terminal only.
        let bar = ProgressBar::new(0).with_style(style());
        bar.enable_steady_tick(Duration::from_millis(100));
        let import = importer.read(&|done, of| {
            bar.set_length(of as u64);
            bar.set_position(done as u64);
        });
        bar.finish_and_clear();
        import.map_err(Error::Io)
    }
}

fn style() -> ProgressStyle {
    ProgressStyle::with_template("{bar:40} {pos}/{len} pages").unwrap_or_else(|_| ProgressStyle::default_bar())
}

/// A folder without pages is the wrong one, and would empty the schema.
fn has_pages(folder: &Path) -> Result<(), Error> {
    if folder.join("api-reference").is_dir() {
        return Ok(());
    }
    let inside = "give the folder that holds `api-reference`";
    Err(Error::Usage(format!("there is no documentation in {}: {inside}", folder.display())))
}

fn summary(changes: &Changes, schema: &Path, dry_run: bool) -> String {
    let (schema, files) = (schema.display(), count(changes.len(), "file"));
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
        let _ = writeln!(text, "- {}:{}: {}", note.page, note.line, note.reason);
    }
    text.push_str("\n## Each page that gives no method\n\n");
    for skip in &import.skipped {
        let _ = writeln!(text, "- {}: {}", skip.page, skip.reason);
    }
    let named = |error: std::io::Error| std::io::Error::new(error.kind(), format!("{}: {error}", path.display()));
    std::fs::write(path, text).map_err(|error| Error::Io(named(error)))
}
