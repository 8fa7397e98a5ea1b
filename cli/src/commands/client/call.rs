//! `b24 call`: one call.

use std::process::ExitCode;

use bitrix24_runtime::{Method, Request, Target};
use bitrix24_schema::Error;

use super::{Target as Call, failed, wait};
use crate::terminal::print_json;

const AFTER_HELP: &str = "\
The address of the incoming webhook is taken from B24_WEBHOOK, so that it is in no history of commands;
SSL_CERT_FILE names the certificates to trust besides the system's.

Examples:
  b24 call user.current
  b24 call crm.deal.add '{\"fields\": {\"TITLE\": \"A deal\"}}'
  jq '{fields: .}' deal.json | b24 call crm.deal.add -";

#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Args {
    #[command(flatten)]
    target: Call,
}

impl Args {
    pub(crate) fn run(self) -> Result<ExitCode, Error> {
        let request = self.target.request()?;
        let client = self.target.client()?;
        let method = if let Target::Known(method) = request.target() { Some(method) } else { None };
        let answer = wait(async { client.call(request).await })?.map_err(|error| explained(method, error))?;
        let mut text = serde_json::to_string_pretty(&answer).unwrap_or_default();
        text.push('\n');
        print_json(&text)?;
        Ok(ExitCode::SUCCESS)
    }
}

/// Adds the documentation of an error to it.
fn explained(method: Option<&'static Method>, error: bitrix24_runtime::Error) -> Error {
    let known = error.api().zip(method).and_then(|(error, method)| method.errors.get(error.find(method.errors)?));
    let when = known.map_or(String::new(), |entry| entry.when.join("; "));
    let error = failed(error);
    if when.is_empty() { error } else { Error::Io(std::io::Error::other(format!("{error}\ndocumented: {when}"))) }
}
