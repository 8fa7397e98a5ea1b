//! `b24 call`: one call.

use std::process::ExitCode;

use super::outcome::wait;
use super::portal::{self, PortalArgs};
use super::target::TargetArgs;
use crate::failure::Failure;
use crate::output::{self, Format};
use crate::params;

const EXAMPLES: &str = "\
Examples:
  b24 call user.current
  b24 call crm.deal.get id=5 -o table
  b24 call crm.deal.add fields.TITLE='A deal' fields.OPPORTUNITY=1500 --dry-run
  b24 call crm.deal.list 'filter.>=OPPORTUNITY=1000' select=ID,TITLE -o csv
  jq '{fields: .}' deal.json | b24 call crm.deal.add -";

/// The text of `--help` below the options.
fn after_help() -> String {
    [EXAMPLES, params::HELP, portal::HELP].join("\n\n")
}

#[derive(Debug, clap::Args)]
#[command(after_help = after_help())]
pub(crate) struct Args {
    #[command(flatten)]
    target: TargetArgs,
    #[command(flatten)]
    portal: PortalArgs,
    /// The format of the result
    #[arg(short, long, value_enum, default_value_t = Format::Json, value_name = "FORMAT")]
    output: Format,
}

impl Args {
    pub(crate) fn run(self) -> Result<ExitCode, Failure> {
        let ready = self.target.ready()?;
        if self.target.only_shows(&ready, &self.portal)? {
            return Ok(ExitCode::SUCCESS);
        }
        let check = &self.target.check;
        let portal = self.portal.portal()?;
        ready.check(check.validation())?;
        ready.confirm(&portal, check.yes)?;
        let client = self.portal.client(&portal, check.validation())?;
        let answer = wait(client.call(ready.request.clone()))?.map_err(|error| ready.failed(&error))?;
        let items = ready.method.and_then(|method| method.pager.as_ref()).map(|pager| pager.items);
        output::result(self.output, &answer, items)?;
        Ok(ExitCode::SUCCESS)
    }
}
