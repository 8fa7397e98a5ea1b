//! `b24 diff accept`

use std::process::ExitCode;

use bitrix24_codegen::Error;
use clap::Subcommand;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// OLD is called NEW now
    Rename {
        /// What it was called: `disk.file.moveto`, `crm.deal.add#in.fields.OLD`
        old: String,
        /// What it is called
        new: String,
    },
}

impl Args {
    pub(crate) fn run(self) -> Result<ExitCode, Error> {
        let What::Rename { old, new } = self.what;
        Err(Error::Usage(format!("{old} -> {new}")))
    }
}
