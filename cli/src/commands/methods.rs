//! `b24 methods`: the names of methods.

use std::process::ExitCode;

use bitrix24_schema::model::{Kind, Method};
use bitrix24_schema::shown::sentence;
use bitrix24_schema::{Model, Pick};
use serde_json::{Value, json};

use crate::catalogue::CatalogueArgs;
use crate::failure::Failure;
use crate::names;
use crate::output::OutputArgs;
use crate::page::{Page, Row};
use crate::terminal::print;

const AFTER_HELP: &str = "\
`*` stands for any text. A name without one stands for all below it, too. `b24 search WORDS` finds methods by what they do.

Examples:
  b24 methods crm.deal                   crm.deal.add, crm.deal.contact.add …
  b24 methods '*.list' --scope task
  b24 methods --current -o csv > methods.csv
  b24 methods --names | fzf | xargs b24 describe";

#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Args {
    #[command(flatten)]
    schema: CatalogueArgs,
    /// Names such as crm.deal.*; all without it
    #[arg(value_name = "GLOB")]
    pattern: Option<String>,
    /// Only methods of this scope
    #[arg(long, value_name = "SCOPE")]
    scope: Option<String>,
    /// Only methods that read
    #[arg(long, conflicts_with = "writes")]
    reads: bool,
    /// Only methods that write
    #[arg(long)]
    writes: bool,
    /// Leave out deprecated methods
    #[arg(long)]
    current: bool,
    /// Print names alone
    #[arg(long, conflicts_with_all = ["output", "json"])]
    names: bool,
    #[command(flatten)]
    output: OutputArgs,
}

impl Args {
    pub(crate) fn run(self) -> Result<ExitCode, Failure> {
        let model = self.schema.model()?;
        let mut found = self.named(&model)?;
        if let Some(scope) = &self.scope {
            let scopes = model.methods.iter().flat_map(|method| &method.scopes).map(String::as_str);
            if !scopes.clone().any(|known| known == scope) {
                return Err(Failure::usage(format!(
                    "there is no scope `{scope}`{}",
                    names::did_you_mean(scope, scopes)
                )));
            }
            found.retain(|method| method.scopes.contains(scope));
        }
        found.retain(|method| !self.reads || method.kind == Some(Kind::Read));
        found.retain(|method| !self.writes || method.kind == Some(Kind::Write));
        found.retain(|method| !self.current || method.deprecated.is_none());
        if self.names {
            let mut names: Vec<&str> = found.iter().map(|method| method.name.wire.as_str()).collect();
            names.dedup();
            print(&names.iter().map(|name| format!("{name}\n")).collect::<String>())?;
        } else {
            self.output.print(|| found.iter().map(|method| entry(method)).collect(), || text(&found))?;
        }
        Ok(ExitCode::SUCCESS)
    }

    fn named<'m>(&self, model: &'m Model) -> Result<Vec<&'m Method>, Failure> {
        let Some(pattern) = &self.pattern else { return Ok(model.methods.iter().collect()) };
        let pattern = pattern.to_lowercase();
        let is_plain = !pattern.contains(['*', '?', '[']);
        let below = format!("{}.*", pattern.trim_end_matches('.'));
        let patterns = if is_plain { vec![pattern.clone(), below] } else { vec![pattern.clone()] };
        let pick = Pick::new(&patterns).map_err(Failure::usage)?;
        let found: Vec<&Method> =
            model.methods.iter().filter(|method| pick.matches(&method.name.wire.to_lowercase())).collect();
        if !found.is_empty() {
            return Ok(found);
        }
        let near = names::did_you_mean(&pattern, model.methods.iter().flat_map(|method| beginnings(&method.name.wire)));
        Err(Failure::usage(format!(
            "no method is named like `{pattern}`{near}\n`b24 search WORDS` finds methods by what they do"
        )))
    }
}

/// Returns a name and its beginnings: `crm`, `crm.deal`, `crm.deal.add`.
fn beginnings(name: &str) -> impl Iterator<Item = &str> {
    name.match_indices('.').map(|(at, _)| &name[..at]).chain([name])
}

fn entry(method: &Method) -> Value {
    json!({
        "name": method.name.wire,
        "api": if method.api == bitrix24_schema::model::Api::V3 { "v3" } else { "v2" },
        "summary": method.summary,
        "scope": method.scopes,
        "kind": method.kind.map(|kind| if kind == Kind::Read { "read" } else { "write" }),
        "deprecated": method.deprecated.is_some(),
    })
}

fn text(found: &[&Method]) -> String {
    let row = |method: &&Method| {
        let version = if method.api == bitrix24_schema::model::Api::V3 { "REST 3.0: " } else { "" };
        let summary = method.summary.as_deref().map(sentence).unwrap_or_default();
        let deprecated = match &method.deprecated {
            Some(deprecated) => match &deprecated.instead {
                Some(instead) => format!(" (deprecated: use {instead})"),
                None => " (deprecated)".to_owned(),
            },
            None => String::new(),
        };
        Row { name: method.name.wire.clone(), words: format!("{version}{summary}{deprecated}"), ..Row::default() }
    };
    let mut page = Page::for_output();
    page.rows(&found.iter().map(row).collect::<Vec<_>>());
    page.into_text()
}
