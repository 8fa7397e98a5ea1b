//! `b24 generate`

use bitrix24_schema::shown;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use bitrix24_codegen::{Generator, Layout};
use bitrix24_schema::{Error, Mode, Model};

use super::count;
use crate::catalogue::CatalogueArgs;
use crate::terminal::{complain, print};

/// The place of the packed catalogue in the project's repository.
const CATALOGUE: &str = "generator/catalogue/src/catalogue.bin";

const AFTER_HELP: &str = "\
The folder holds a crate: its manifest, a module for each module of the API, and api.lock, which lists its public items.
What was released stays: constructors keep the arguments that api.lock lists. Files that did not change are left alone.
A build script of your own calls the library bitrix24-codegen instead.

Examples:
  b24 generate --only 'crm.deal.*' --out b24-deals    a small crate of its own
  b24 generate --schema schema --check                fail if it is not in line";

#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Args {
    #[command(flatten)]
    schema: CatalogueArgs,
    /// The crate's folder
    #[arg(long, value_name = "DIR", default_value = "generated")]
    out: PathBuf,
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
        let model = self.schema.pick(&self.only)?;
        let folder = self.schema.folder().unwrap_or_default();
        let generator = Generator::new(folder).new_constructors(self.new_constructors);
        let is_packed = self.pack(&generator, &model, mode)?;
        let changes = generator.write_model(model, &self.out, Layout::Crate, mode)?;
        let (out, files) = (shown::path(&self.out), count(changes.len(), "file"));
        if is_packed && self.check {
            let file = shown::path(&self.catalogue);
            let command = self.command();
            complain(&format!("{file} does not match the schema: run `{command}` to bring it in line\n"));
            return Ok(ExitCode::FAILURE);
        }
        if is_packed {
            print(&format!("{} packed\n", shown::path(&self.catalogue)))?;
        }
        if changes.is_empty() {
            print(&format!("{out} is up to date\n"))?;
        } else if self.check {
            let command = self.command();
            complain(&format!(
                "{out} does not match the schema, {files}:\n{changes}run `{command}` to bring it in line\n"
            ));
            return Ok(ExitCode::FAILURE);
        } else {
            print(&format!("{files} of {out} written:\n{changes}"))?;
        }
        Ok(ExitCode::SUCCESS)
    }

    /// Packs the catalogue if the whole schema was generated, and returns true if it was not up to date.
    fn pack(&self, generator: &Generator, model: &Model, mode: Mode) -> Result<bool, Error> {
        let has_place = self.catalogue.parent().is_some_and(Path::is_dir) && self.schema.folder().is_some();
        if !has_place || !self.only.is_empty() {
            return Ok(false);
        }
        let released = generator.apart(model, &self.out)?;
        bitrix24_catalogue::write(&self.catalogue, model, &released, mode).map_err(Error::Io)
    }

    /// Returns the command that writes the crate.
    fn command(&self) -> String {
        let mut command = format!("{} generate", called());
        if let Some(folder) = self.schema.folder().filter(|folder| folder.as_path() != Path::new("schema")) {
            command.push_str(&format!(" --schema {}", shown::path(folder)));
        }
        if self.out.as_path() != Path::new("generated") {
            command.push_str(&format!(" --out {}", shown::path(&self.out)));
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
