//! `b24 schema`

use bitrix24_schema::shown;
use std::path::PathBuf;
use std::process::ExitCode;

use bitrix24_schema::{Error, File, Mode, raw, write};

use crate::terminal::{complain, print};

/// The file's name, beside the files that it describes.
const NAME: &str = "schema.json";

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The schema's folder
    #[arg(long, value_name = "DIR", default_value = "schema")]
    schema: PathBuf,
    /// Write nothing; fail if the file would change
    #[arg(long)]
    check: bool,
}

impl Args {
    pub(crate) fn run(self) -> Result<ExitCode, Error> {
        let text = format!("{:#}\n", raw::json_schema());
        let mode = if self.check { Mode::Check } else { Mode::Write };
        let changes = write::write(&self.schema, &[File { path: NAME.to_owned(), text }], mode).map_err(Error::Io)?;
        let path = self.schema.join(NAME);
        let path = shown::path(&path);
        if changes.is_empty() {
            print(&format!("{path} is up to date\n"))?;
        } else if self.check {
            complain(&format!("{path} does not match the generator; run `cargo b24 schema`\n"));
            return Ok(ExitCode::FAILURE);
        } else {
            print(&format!("{path} written\n"))?;
        }
        Ok(ExitCode::SUCCESS)
    }
}
