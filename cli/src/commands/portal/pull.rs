//! `b24 portal pull`

use std::path::PathBuf;
use std::process::ExitCode;

use bitrix24_portal::{Facts, Part, Written, facts, written};
use bitrix24_schema::{Error, Mode, portal, shown, write};

use super::live;
use crate::catalogue::CatalogueArgs;
use crate::commands::client::{HELP, PortalArgs};
use crate::commands::count;
use crate::failure::Failure;
use crate::terminal::{note, print};

const EXAMPLES: &str = "\
The folder has a file for each thing: deals and other kinds of the CRM, smart processes, users, tasks, lists, products. Names for
Rust are made of titles, and stay once they are given: a title that changes later changes the documentation, where `(formerly …)` is
the title that the name was made of. What you write in a file stays: a name, a description, a limit, a comment before a line; a field
whose name you changed keeps its description. The file of a thing that the portal has no
more is removed; what cannot be read stays as it is. All files are written, or none.

Examples:
  b24 portal pull                          into portal/
  b24 portal pull --only crm,tasks         these parts only
  b24 portal pull --dry-run                what would change";

/// The text of `--help` below the options.
fn after_help() -> String {
    [EXAMPLES, HELP].join("\n\n")
}

#[derive(Debug, clap::Args)]
#[command(after_help = after_help())]
pub(super) struct Args {
    #[command(flatten)]
    schema: CatalogueArgs,
    /// The folder to write
    #[arg(long, value_name = "DIR", default_value = "portal")]
    out: PathBuf,
    /// Only these parts: crm, user, tasks, lists, catalog, sale, department, disk, entity
    #[arg(long, value_name = "PART", value_delimiter = ',', value_parser = live::part)]
    only: Vec<Part>,
    /// Write nothing; list the files that would change
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    portal: PortalArgs,
}

impl Args {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let (sources, folder) = live::folder(&self.out)?;
        let model = self.schema.model()?;
        let plan = live::read(&self.portal, &model, &self.only)?;
        let facts = facts(&plan, &model);
        let done = written(&facts, &folder, &model);
        // What everything else reads has to be right before anything is written.
        portal::resolve(&live::after(&sources, &done), (*model).clone())
            .map_err(|diagnostics| Error::Schema { folder: self.out.clone(), diagnostics })?;
        let mode = if self.dry_run { Mode::Check } else { Mode::Write };
        let changes = write::all(&self.out, &done.files, &done.gone, mode).map_err(Error::Io)?;
        let out = shown::path(&self.out);
        let would = if self.dry_run { "would change" } else { "changed" };
        print(&match changes.len() {
            0 => format!("{out} is up to date\n"),
            files => format!("{} of {out} {would}:\n{changes}", count(files, "file")),
        })?;
        for path in &done.gone {
            print(&format!("gone from the portal: {}\n", shown::path(self.out.join(path))))?;
        }
        tell(&facts, &done);
        live::tell_refused(&plan, &model);
        Ok(ExitCode::SUCCESS)
    }
}

/// Tells what was not understood, and what stayed.
fn tell(facts: &Facts, done: &Written) {
    for line in &done.kept {
        note(&format!("{}\n", shown::name(line)));
    }
    for line in &facts.notes {
        note(&format!("note: {}\n", shown::name(line)));
    }
}
