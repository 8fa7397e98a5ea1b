//! `b24 portal drift`

use std::process::ExitCode;

use bitrix24_portal::drift::{self, Finding};
use bitrix24_runtime::{Client, Dynamic, Validation, Value};
use bitrix24_schema::raw::Kind as Effect;
use bitrix24_schema::{Model, shown};
use serde_json::json;

use crate::catalogue::CatalogueArgs;
use crate::commands::client::{HELP, PortalArgs, facts, failed, takes_away, wait};
use crate::commands::count;
use crate::failure::{Failure, Kind};
use crate::names;
use crate::params::{self, Place};
use crate::terminal::{print, print_json};

const EXAMPLES: &str = "\
Paths and types are told, and no value. Below them are corrections, to be pasted into a file below schema/corrections/.
Servers write numbers as texts, nothing as `false`, and an empty object as a list; that is no difference.

Examples:
  b24 portal drift crm.deal.list crm.lead.list
  b24 portal drift crm.deal.get id=5
  b24 portal drift tasks.task.list --format json

The exit status is 0 if the answers are as described, 1 if they differ, and else as for `b24 call`.";

/// The text of `--help` below the options.
fn after_help() -> String {
    [EXAMPLES, params::HELP, HELP].join("\n\n")
}

/// The form of what is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For people
    Text,
    /// For programs
    Json,
}

#[derive(Debug, clap::Args)]
#[command(after_help = after_help())]
pub(super) struct Args {
    #[command(flatten)]
    schema: CatalogueArgs,
    /// The methods, then parameters for all of them: NAME=VALUE
    #[arg(value_name = "METHOD|PARAM", required = true)]
    words: Vec<String>,
    /// Call the method of REST 3.0 if version 2 has one of the same name
    #[arg(long)]
    v3: bool,
    /// The form of what is told
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[command(flatten)]
    portal: PortalArgs,
}

/// The differences of one method's answer.
struct Told {
    method: String,
    found: Vec<Finding>,
}

impl Args {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let model = self.schema.model()?;
        let is_param = |word: &String| word.contains(['=', '{', '@']) || word == "-";
        let first = self.words.iter().position(is_param).unwrap_or(self.words.len());
        let (methods, params) = self.words.split_at(first);
        if methods.is_empty() {
            return Err(Failure::usage("there is no method to call: write it before its parameters"));
        }
        let places = methods.iter().map(|name| self.reads(&model, name)).collect::<Result<Vec<_>, _>>()?;
        let portal = self.portal.portal()?;
        let client = self.portal.client(&portal, Validation::Errors)?;
        let told =
            places.into_iter().map(|place| call(&client, &model, place, params)).collect::<Result<Vec<_>, _>>()?;
        let corrections = drift::corrections(told.iter().map(|told| (told.method.as_str(), told.found.as_slice())));
        match self.format {
            Format::Text => print(&text(&told, &corrections))?,
            Format::Json => print_json(&format!("{:#}\n", json(&told, &corrections)))?,
        }
        let differs = told.iter().any(|told| !told.found.is_empty());
        Ok(if differs { ExitCode::FAILURE } else { ExitCode::SUCCESS })
    }

    /// Returns the place of a method that reads; one that changes anything is refused.
    fn reads(&self, model: &Model, name: &str) -> Result<usize, Failure> {
        let place = names::method(model, name, self.v3)?;
        let method = &model.methods[place];
        if method.kind != Some(Effect::Read) || takes_away(&method.name.wire, Some(method)) {
            let name = shown::name(name);
            return Err(Failure::Told(
                Kind::Refused,
                format!("{name} may change something: only methods that read are called"),
            ));
        }
        Ok(place)
    }
}

/// Calls a method and compares its answer.
fn call(client: &Client, model: &Model, place: usize, params: &[String]) -> Result<Told, Failure> {
    let method = &model.methods[place];
    let params = params::read(params, Place::of(model, method))?;
    let known = facts::method(model, place);
    let request = Dynamic::of(known, Value::Object(params));
    let answer = wait(client.call(request))?.map_err(|error| failed(&error, Some(known)))?;
    Ok(Told { method: method.name.wire.clone(), found: drift::drift(model, method, &answer) })
}

fn text(told: &[Told], corrections: &str) -> String {
    let mut text = String::new();
    for Told { method, found } in told {
        match found.len() {
            0 => text += &format!("{method}: as described\n"),
            many => text += &format!("{method}: {}\n", count(many, "difference")),
        }
        for finding in found {
            text += &format!("  {}: {}\n", shown::name(&finding.path), finding.told());
        }
    }
    if !corrections.is_empty() {
        text += &format!("\n# corrections\n{corrections}");
    }
    text
}

fn json(told: &[Told], corrections: &str) -> Value {
    let finding = |finding: &Finding| {
        json!({ "path": finding.path, "problem": finding.kind.word(), "described": finding.told, "seen": finding.seen.to_string(),
            "file": finding.file, "at": finding.at })
    };
    let method =
        |told: &Told| json!({ "method": told.method, "findings": told.found.iter().map(finding).collect::<Value>() });
    json!({ "methods": told.iter().map(method).collect::<Value>(), "corrections": corrections })
}
