//! `b24 export`

use std::process::ExitCode;

use bitrix24_schema::{Error, export};

use crate::catalogue::CatalogueArgs;
use crate::terminal::print_json;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The format
    #[arg(value_enum)]
    format: Format,
    #[command(flatten)]
    schema: CatalogueArgs,
    /// Only methods that match this, such as `user.*`; may be given again
    #[arg(long, value_name = "GLOB")]
    only: Vec<String>,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Format {
    /// One document, described in schema/EXPORT.md
    Json,
}

impl Args {
    pub(crate) fn run(self) -> Result<ExitCode, Error> {
        let model = self.schema.pick(&self.only)?;
        match self.format {
            Format::Json => print_json(&export::json(&model))?,
        }
        Ok(ExitCode::SUCCESS)
    }
}
