//! `b24 logout`: takes a profile away.

use std::process::ExitCode;

use crate::failure::Failure;
use crate::profiles::{Profiles, UNNAMED};
use crate::terminal::print;

const AFTER_HELP: &str = "\
The portal goes on taking the webhook or the tokens: delete the webhook there, or uninstall the application.

Examples:
  b24 logout
  b24 logout --profile shop";

#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Args {
    /// The name of the profile
    #[arg(short, long, value_name = "NAME", default_value = UNNAMED)]
    profile: String,
}

impl Args {
    pub(crate) fn run(self) -> Result<ExitCode, Failure> {
        Profiles::change(|profiles| profiles.remove(&self.profile))?;
        print(&format!("the profile `{}` is gone\n", self.profile))?;
        Ok(ExitCode::SUCCESS)
    }
}
