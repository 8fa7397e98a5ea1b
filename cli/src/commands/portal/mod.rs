//! `b24 portal`: a portal's own fields, smart processes, lists and stages.

mod check;
mod drift;
mod live;
mod methods;
mod pull;

use std::process::ExitCode;

use clap::Subcommand;

use crate::failure::Failure;

const MORE: &str = "\
`b24 portal pull` writes what the portal tells of its own fields to a folder, one file for each thing. The generator makes types of
it, `b24 mock` serves it, `b24 diff` compares it. Descriptions are read, and no value of a row; nothing is written to the portal.";

#[derive(Debug, clap::Args)]
#[command(after_help = MORE)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Read a portal's own fields into a folder
    Pull(pull::Args),
    /// Compare a portal with the folder and the catalogue, as for a nightly job
    Check(Box<check::Args>),
    /// Call methods that read, and tell where the answers differ from their description
    Drift(drift::Args),
}

impl Args {
    pub(crate) fn run(self) -> Result<ExitCode, Failure> {
        match self.command {
            Command::Pull(args) => args.run(),
            Command::Check(args) => args.run(),
            Command::Drift(args) => args.run(),
        }
    }
}
