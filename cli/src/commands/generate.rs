//! `b24 generate`

use bitrix24_schema::shown;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use bitrix24_codegen::Layout;
use bitrix24_schema::{Error, Mode, Model};

use super::{SchemaArgs, count};
use crate::terminal::print;

/// The place of the packed catalogue in the project's repository.
const CATALOGUE: &str = "generator/catalogue/src/catalogue.bin";

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    schema: SchemaArgs,
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
        let generator = self.schema.generator().only(self.only.clone()).new_constructors(self.new_constructors);
        let model = generator.model()?;
        let is_packed = self.pack(&model, mode)?;
        let changes = generator.write_model(model, &self.out, Layout::Crate, mode)?;
        let (out, files) = (shown::path(&self.out), count(changes.len(), "file"));
        if is_packed && self.check {
            let file = shown::path(&self.catalogue);
            eprintln!("{file} does not match the schema: run `{}` to bring it in line", self.command());
            return Ok(ExitCode::FAILURE);
        }
        if is_packed {
            print(&format!("{} packed\n", shown::path(&self.catalogue)))?;
        }
        if changes.is_empty() {
            print(&format!("{out} is up to date\n"))?;
        } else if self.check {
            eprint!(
                "{out} does not match the schema, {files}:\n{changes}run `{}` to bring it in line\n",
                self.command()
            );
            return Ok(ExitCode::FAILURE);
        } else {
            print(&format!("{files} of {out} written:\n{changes}"))?;
        }
        Ok(ExitCode::SUCCESS)
    }

    /// Packs the catalogue if the whole schema was generated, and returns true if it was not up to date.
    fn pack(&self, model: &Model, mode: Mode) -> Result<bool, Error> {
        let has_place = self.catalogue.parent().is_some_and(Path::is_dir);
        if !has_place || !self.only.is_empty() {
            return Ok(false);
        }
        bitrix24_catalogue::write(&self.catalogue, model, mode).map_err(Error::Io)
    }

    /// Returns the command that writes the crate.
    fn command(&self) -> String {
        let mut command = "cargo b24 generate".to_owned();
        if self.schema.schema.as_path() != Path::new("schema") {
            command.push_str(&format!(" --schema {}", shown::path(&self.schema.schema)));
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
