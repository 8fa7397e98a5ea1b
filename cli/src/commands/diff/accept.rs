//! `b24 diff accept`

use bitrix24_schema::shown;
use std::process::ExitCode;

use bitrix24_diff::accept::{self, Refused};
use bitrix24_schema::Error;
use clap::Subcommand;

use crate::commands::SchemaArgs;
use crate::terminal::print;

#[derive(Debug, clap::Args)]
#[command(disable_help_subcommand = true)]
pub(crate) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Accept that OLD was renamed to NEW: the crate keeps the old name, deprecated
    Rename {
        /// The old name: `disk.file.moveto`, `crm.deal.add#in.fields.OLD`
        old: String,
        /// The new name; of a parameter, its name alone is enough
        new: String,
        /// The first version of the crate with the new name; default: the next one
        #[arg(long, value_name = "VERSION")]
        since: Option<String>,
        #[command(flatten)]
        schema: SchemaArgs,
    },
}

impl Args {
    pub(crate) fn run(self) -> Result<ExitCode, Error> {
        let What::Rename { old, new, since, schema } = self.what;
        let since = since.unwrap_or_else(next);
        let folder = schema.schema;
        accept::rename(&folder, &old, &new, &since).map_err(|refused| match refused {
            Refused::Usage(message) => Error::Usage(message),
            Refused::Io(error) => Error::Io(error),
            Refused::Schema(diagnostics) => Error::Schema { folder: folder.clone(), diagnostics },
        })?;
        let path = folder.join(accept::FILE);
        print(&format!("{}: {old} is {new} since {since}; b24 generate keeps the old name\n", shown::path(&path)))?;
        Ok(ExitCode::SUCCESS)
    }
}

/// Returns the version of a rename: the next minor one after this.
fn next() -> String {
    let part = |text: &str| text.parse::<u64>().unwrap_or_default();
    format!("{}.{}.0", part(env!("CARGO_PKG_VERSION_MAJOR")), part(env!("CARGO_PKG_VERSION_MINOR")) + 1)
}
