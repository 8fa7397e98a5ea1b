//! `b24 corpus`: runs the documentation's own examples through the compiled typed code.
//!
//! That code takes long to compile, and `b24 generate` writes it. So it is compiled in with the feature `corpus` only;
//! without the feature, the command builds and runs a `b24` that has it.

#[cfg(feature = "corpus")]
mod ledger;
#[cfg(feature = "corpus")]
mod run;
#[cfg(feature = "corpus")]
mod tally;

use std::path::PathBuf;
use std::process::ExitCode;

use bitrix24_schema::Error;

#[cfg(not(feature = "corpus"))]
use crate::terminal::note;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The documentation's folder, which contains `api-reference`
    #[arg(value_name = "DIR")]
    docs: PathBuf,
    /// A file of failures with reasons, one a line: `- page: what: reason`
    #[arg(long, value_name = "FILE", default_value = "schema/ledger.md")]
    ledger: PathBuf,
    /// Show each failure with its page
    #[arg(long)]
    failures: bool,
}

impl Args {
    #[cfg(feature = "corpus")]
    pub(crate) fn run(self) -> Result<ExitCode, Error> {
        run::run(&self.docs, &self.ledger, self.failures)
    }

    #[cfg(not(feature = "corpus"))]
    pub(crate) fn run(self) -> Result<ExitCode, Error> {
        let Some(cargo) = std::env::var_os("CARGO") else {
            let how = "cargo run --package b24 --features corpus -- corpus DIR";
            return Err(Error::Usage(format!(
                "this b24 was built without the typed code of all methods, which the examples of the pages are run \
                 through; in a checkout of the repository, run `{how}`"
            )));
        };
        note("building b24 with the typed code of all methods ...\n");
        let mut command = std::process::Command::new(cargo);
        command.args(["run", "--quiet", "--package", "b24", "--features", "corpus", "--", "corpus"]).arg(&self.docs);
        command.arg("--ledger").arg(&self.ledger);
        if self.failures {
            command.arg("--failures");
        }
        let status = command.status().map_err(Error::Io)?;
        Ok(status.code().and_then(|code| u8::try_from(code).ok()).map_or(ExitCode::FAILURE, ExitCode::from))
    }
}
