//! `b24 export html`

use std::path::PathBuf;

use bitrix24_schema::{Error, Model};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The folder of the catalogue; open `index.html` in it
    #[arg(long, short, value_name = "DIR")]
    output: PathBuf,
}

impl Args {
    pub(super) fn run(self, _model: &Model) -> Result<(), Error> {
        Ok(())
    }
}
