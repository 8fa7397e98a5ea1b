//! `b24 schema`

use std::path::PathBuf;
use std::process::ExitCode;

use bitrix24_schema::{Error, File, Mode, raw, shown, write};

use crate::terminal::{complain, print, print_json};

/// The file's name, beside the files that it describes.
const NAME: &str = "schema.json";

const AFTER_HELP: &str = "\
Editors that know JSON Schema complete and check the YAML files with it. A file says which one is its own in its first line:
  # yaml-language-server: $schema=../schema.json

Examples:
  b24 schema > schema.json     print it
  b24 schema --write           bring schema/schema.json in line
  b24 schema --check           fail if that file is not in line";

#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Args {
    /// Write it into the schema's folder, as schema.json, instead of printing it
    #[arg(long)]
    write: bool,
    /// Write nothing; fail if the file in the schema's folder would change
    #[arg(long, conflicts_with = "write")]
    check: bool,
    /// The schema's folder, for --write and --check [default: schema]
    #[arg(long, value_name = "DIR")]
    schema: Option<PathBuf>,
}

impl Args {
    pub(crate) fn run(self) -> Result<ExitCode, Error> {
        let text = format!("{:#}\n", raw::json_schema());
        if !self.write && !self.check {
            print_json(&text)?;
            return Ok(ExitCode::SUCCESS);
        }
        let folder = self.schema.unwrap_or_else(|| PathBuf::from("schema"));
        if !folder.is_dir() {
            let how = "name the schema's with `--schema DIR`, or leave `--write` and `--check` out to print it";
            return Err(Error::Usage(format!("there is no folder {}: {how}", shown::path(&folder))));
        }
        let mode = if self.check { Mode::Check } else { Mode::Write };
        let changes = write::write(&folder, &[File { path: NAME.to_owned(), text }], mode).map_err(Error::Io)?;
        let path = shown::path(folder.join(NAME));
        if changes.is_empty() {
            print(&format!("{path} is up to date\n"))?;
        } else if self.check {
            complain(&format!("{path} does not match this b24: run `b24 schema --write` to bring it in line\n"));
            return Ok(ExitCode::FAILURE);
        } else {
            print(&format!("{path} written\n"))?;
        }
        Ok(ExitCode::SUCCESS)
    }
}
