//! `b24 generate`

use bitrix24_schema::shown;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use bitrix24_codegen::{Changes, Generator, Layout, Stamp, portal};
use bitrix24_schema::{Error, Mode, Model};

use super::count;
use crate::catalogue::CatalogueArgs;
use crate::terminal::{complain, print};

/// The place of the packed catalogue in the project's repository.
const CATALOGUE: &str = "generator/catalogue/src/catalogue.bin";

const AFTER_HELP: &str = "\
The folder holds a crate: its manifest, a module for each module of the API, and api.lock, which lists its public items.
What was released stays: constructors keep the arguments that api.lock lists. Files that did not change are left alone.
With --portal it writes one file: the types of a portal's own things, for a module of a crate that depends on bitrix24.
A build script of your own calls the library bitrix24-codegen instead.

Examples:
  b24 generate --only 'crm.deal.*' --out b24-deals    a small crate of its own
  b24 generate --schema schema --check                fail if it is not in line
  b24 generate --portal portal --out src/portal.rs    a portal's own types";

#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Args {
    #[command(flatten)]
    schema: CatalogueArgs,
    /// The folder of a portal's own things, whose types are written instead of the crate
    #[arg(long, value_name = "DIR", conflicts_with_all = ["only", "new_constructors"])]
    portal: Option<PathBuf>,
    /// The crate's folder, or the file of a portal's types [default: generated, or src/portal.rs]
    #[arg(long, value_name = "PATH")]
    out: Option<PathBuf>,
    /// The packed catalogue, which is written if its folder is there
    #[arg(long, value_name = "FILE", default_value = CATALOGUE, hide = true)]
    catalogue: PathBuf,
    /// Only methods that match this, such as `user.*`; may be given again
    #[arg(long, value_name = "GLOB")]
    only: Vec<String>,
    /// Let constructors take the arguments that the schema requires now, not the released ones: for a major release
    #[arg(long)]
    new_constructors: bool,
    /// Write nothing; fail if anything would change
    #[arg(long)]
    check: bool,
}

impl Args {
    pub(crate) fn run(self) -> Result<ExitCode, Error> {
        let mode = if self.check { Mode::Check } else { Mode::Write };
        if let Some(folder) = &self.portal {
            let documented = Arc::unwrap_or_clone(self.schema.model()?);
            let changes = portal(folder).out(self.out()).write(documented, mode)?;
            return self.told(&changes, &shown::path(folder));
        }
        let folder = self.schema.folder();
        let generator = Generator::new(folder.clone().unwrap_or_default()).only(&self.only);
        let generator = generator.new_constructors(self.new_constructors);
        let beside: Vec<PathBuf> = self.is_packing().then(|| self.catalogue.clone()).into_iter().collect();
        let stamp = folder.and_then(|_| generator.stamp(&self.out(), &beside));
        if stamp.as_ref().is_some_and(Stamp::is_kept) {
            return self.told(&Changes::default(), "the schema");
        }
        let model = self.schema.pick(&self.only)?;
        let is_packed = self.pack(&generator, &model, mode)?;
        let changes = generator.write_model(model, &self.out(), Layout::Crate, mode)?;
        // A check leaves everything as it is, this included.
        if let Some(stamp) = stamp.filter(|_| mode == Mode::Write && !is_packed && changes.is_empty()) {
            stamp.keep();
        }
        if is_packed && self.check {
            let file = shown::path(&self.catalogue);
            let command = self.command();
            complain(&format!("{file} does not match the schema: run `{command}` to bring it in line\n"));
            return Ok(ExitCode::FAILURE);
        }
        if is_packed {
            print(&format!("{} packed\n", shown::path(&self.catalogue)))?;
        }
        self.told(&changes, "the schema")
    }

    /// Returns what is written: a crate's folder, or a file.
    fn out(&self) -> PathBuf {
        let known = if self.portal.is_some() { "src/portal.rs" } else { "generated" };
        self.out.clone().unwrap_or_else(|| PathBuf::from(known))
    }

    /// Tells what changed, or would change, and whether that is well.
    fn told(&self, changes: &Changes, source: &str) -> Result<ExitCode, Error> {
        let (out, files) = (shown::path(self.out()), count(changes.len(), "file"));
        if changes.is_empty() {
            print(&format!("{out} is up to date\n"))?;
        } else if self.check {
            let command = self.command();
            complain(&format!(
                "{out} does not match {source}, {files}:\n{changes}run `{command}` to bring it in line\n"
            ));
            return Ok(ExitCode::FAILURE);
        } else {
            print(&format!("{files} of {out} written:\n{changes}"))?;
        }
        Ok(ExitCode::SUCCESS)
    }

    /// Returns true if the catalogue is packed: the whole schema is generated, and there is a place for it.
    fn is_packing(&self) -> bool {
        let has_place = self.catalogue.parent().is_some_and(Path::is_dir) && self.schema.folder().is_some();
        has_place && self.only.is_empty()
    }

    /// Packs the catalogue if the whole schema was generated, and returns true if it was not up to date.
    fn pack(&self, generator: &Generator, model: &Model, mode: Mode) -> Result<bool, Error> {
        if !self.is_packing() {
            return Ok(false);
        }
        let released = generator.apart(model, &self.out())?;
        bitrix24_catalogue::write(&self.catalogue, model, &released, mode).map_err(Error::Io)
    }

    /// Returns the command that writes the crate.
    fn command(&self) -> String {
        let mut command = format!("{} generate", called());
        if let Some(folder) = self.schema.folder().filter(|folder| folder.as_path() != Path::new("schema")) {
            command.push_str(&format!(" --schema {}", shown::path(folder)));
        }
        if let Some(folder) = &self.portal {
            command.push_str(&format!(" --portal {}", shown::path(folder)));
        }
        if let Some(out) = self.out.as_ref().filter(|out| out.as_path() != Path::new("generated")) {
            command.push_str(&format!(" --out {}", shown::path(out)));
        }
        for only in &self.only {
            command.push_str(&format!(" --only '{only}'"));
        }
        if self.new_constructors {
            command.push_str(" --new-constructors");
        }
        command
    }
}

/// Returns how this command is called: in a checkout of the repository by cargo.
fn called() -> &'static str {
    if std::env::var_os("CARGO").is_some() { "cargo b24" } else { "b24" }
}
