//! `b24 profiles`: lists the profiles.

use std::process::ExitCode;

use serde_json::{Value, json};

use crate::commands::client::failed;
use crate::failure::Failure;
use crate::output::OutputArgs;
use crate::page::{Page, Row};
use crate::profiles::{self, Profile, Profiles};
use crate::terminal::note;

const EXAMPLES: &str = "\
No secret is shown.

Examples:
  b24 profiles
  b24 profiles --default shop";

/// The text of `--help` below the options.
fn after_help() -> String {
    [EXAMPLES, profiles::HELP].join("\n\n")
}

#[derive(Debug, clap::Args)]
#[command(after_help = after_help())]
pub(crate) struct Args {
    /// Make this profile the one that is taken if none is named
    #[arg(long, value_name = "NAME")]
    default: Option<String>,
    #[command(flatten)]
    output: OutputArgs,
}

impl Args {
    pub(crate) fn run(self) -> Result<ExitCode, Failure> {
        if let Some(name) = &self.default {
            Profiles::change(|profiles| profiles.choose(name))?;
        }
        let profiles = Profiles::read()?;
        let mut rows = Vec::new();
        for (name, profile, is_default) in profiles.iter() {
            rows.push((name, portal(name, profile)?, profile.kind(), is_default));
        }
        if rows.is_empty() {
            note("there are no profiles; `b24 login` makes one\n");
        }
        self.output.print(|| rows.iter().map(entry).collect(), || text(&rows))?;
        Ok(ExitCode::SUCCESS)
    }
}

/// A profile: its name, its portal, its kind, and if it is the default.
type Known<'p> = (&'p str, String, &'static str, bool);

fn entry((name, portal, kind, is_default): &Known<'_>) -> Value {
    json!({ "name": name, "portal": portal, "kind": kind, "default": is_default })
}

fn text(rows: &[Known<'_>]) -> String {
    let mut page = Page::for_output();
    let row = |(name, portal, kind, is_default): &Known<'_>| Row {
        depth: 0,
        name: (*name).to_owned(),
        ty: (*kind).to_owned(),
        words: format!("{portal}{}", if *is_default { " (default)" } else { "" }),
    };
    page.rows(&rows.iter().map(row).collect::<Vec<_>>());
    page.into_text()
}

/// Returns the portal's address.
fn portal(name: &str, profile: &Profile) -> Result<String, Failure> {
    profile.auth(name).map(|auth| auth.portal()).map_err(|error| failed(&error, None))
}
