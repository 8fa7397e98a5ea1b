//! `b24 mcp`: the API for assistants, by the Model Context Protocol.

mod ask;
mod calls;
mod server;
mod tools;

use std::process::ExitCode;

use bitrix24_runtime::Validation;
use bitrix24_schema::Pick;
use rmcp::ServiceExt;

use self::calls::Calls;
use self::server::Server;
use super::client::{PortalArgs, wait};
use crate::catalogue::CatalogueArgs;
use crate::failure::{Failure, Kind};

const AFTER_HELP: &str = "\
Speaks the Model Context Protocol over standard input and output. The tools search, describe and validate need no portal. With
--allow-calls there are call and list, too, for the portal of --profile, of B24_WEBHOOK or of the default profile: what the
assistant may do is what that webhook or token may do, so make one with no more scopes than it needs. No tool and no message
shows the secret. What deletes something is refused without --allow-deletes.

An entry of a client's settings:
  { \"mcpServers\": { \"bitrix24\": { \"command\": \"b24\", \"args\": [\"mcp\"] } } }

Examples:
  b24 mcp
  b24 mcp --allow-calls --read-only --profile shop
  b24 mcp --allow-calls --only 'crm.*' --only 'tasks.*' --max-items 50";

#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Args {
    #[command(flatten)]
    schema: CatalogueArgs,
    #[command(flatten)]
    portal: PortalArgs,
    /// Offer the tools call and list
    #[arg(long)]
    allow_calls: bool,
    /// Refuse calls of methods that are not known to read
    #[arg(long, requires = "allow_calls")]
    read_only: bool,
    /// Allow calls that take something away
    #[arg(long, requires = "allow_calls", conflicts_with = "read_only")]
    allow_deletes: bool,
    /// Only calls of methods that match this, such as crm.*; may be given again
    #[arg(long, value_name = "GLOB", requires = "allow_calls")]
    only: Vec<String>,
    /// The largest number of items that list answers
    #[arg(long, value_name = "N", default_value_t = 200, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    max_items: u32,
    /// The largest number of characters of an answer
    #[arg(long, value_name = "N", default_value_t = 100_000, value_parser = clap::value_parser!(u32).range(1_000..))]
    max_chars: u32,
}

impl Args {
    pub(crate) fn run(self) -> Result<ExitCode, Failure> {
        let model = self.schema.model()?;
        let calls = if self.allow_calls { Some(self.calls()?) } else { None };
        let server = Server::new(model, calls, self.max_chars as usize);
        wait(async {
            let failed =
                |error: &dyn std::fmt::Display| Failure::Told(Kind::Failed, format!("the protocol ended: {error}"));
            match server.serve(rmcp::transport::stdio()).await {
                Ok(running) => running.waiting().await.map(drop).map_err(|error| failed(&error)),
                // A client that goes away before it has said anything is no error.
                Err(rmcp::service::ServerInitializeError::ConnectionClosed(_)) => Ok(()),
                Err(error) => Err(failed(&error)),
            }
        })??;
        Ok(ExitCode::SUCCESS)
    }

    fn calls(&self) -> Result<Calls, Failure> {
        let only = Pick::new(&self.only).map_err(Failure::usage)?;
        let portal = self.portal.portal()?;
        let client = self.portal.client(&portal, Validation::Errors)?;
        Ok(Calls {
            client,
            auth: portal.auth,
            only,
            read_only: self.read_only,
            allow_deletes: self.allow_deletes,
            max_items: self.max_items as usize,
        })
    }
}
