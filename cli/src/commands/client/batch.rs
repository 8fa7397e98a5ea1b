//! `b24 batch`: many calls in a few requests.

use std::path::PathBuf;
use std::process::ExitCode;

use bitrix24_runtime::{Dynamic, Handle, Method, Request, Target as Called, Value};
use bitrix24_schema::Model;
use serde_json::json;

use super::confirm::confirm;
use super::outcome::{failed, told, wait};
use super::portal::{self, Portal, PortalArgs};
use super::script::{self, Line, refer};
use super::target::{CheckArgs, Ready, known};
use crate::catalogue::CatalogueArgs;
use crate::failure::Failure;
use crate::output::{self, Format};
use crate::params;
use crate::terminal::print_json;

const EXAMPLES: &str = "\
FILE has a command a line, as for `b24 call`: a method and its parameters, quoted as in a shell, perhaps with a name before it;
or JSON objects with `method`, `params` and `name`, one a line or in a list. Lines that begin with # are comments. A value
$result[NAME][KEY] is what an earlier command of that name has answered. Any number of commands goes: 50 in a request.

  deal: crm.deal.add fields.TITLE='A deal'
  crm.deal.get 'id=$result[deal]'

Examples:
  b24 batch commands.txt
  b24 batch - --halt < commands.txt
  jq -c '{method: \"crm.deal.delete\", params: {id: .ID}}' old.json | b24 batch -

Each command has an outcome of its own: `result` or `error`. The exit status is that of the first one that failed.";

/// The text of `--help` below the options.
fn after_help() -> String {
    [EXAMPLES, params::HELP, portal::HELP].join("\n\n")
}

#[derive(Debug, clap::Args)]
#[command(after_help = after_help())]
pub(crate) struct Args {
    #[command(flatten)]
    schema: CatalogueArgs,
    /// The file with the commands; - for standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    check: CheckArgs,
    #[command(flatten)]
    portal: PortalArgs,
    /// Call the methods of REST 3.0
    #[arg(long)]
    v3: bool,
    /// Stop at the first command that fails
    #[arg(long)]
    halt: bool,
    /// The format of the outcomes
    #[arg(short, long, value_enum, default_value_t = Format::Json, value_name = "FORMAT")]
    output: Format,
}

/// A command that is in the batch.
struct Sent {
    name: String,
    handle: Handle<Value>,
    method: Option<&'static Method>,
    called: String,
}

impl Args {
    pub(crate) fn run(self) -> Result<ExitCode, Failure> {
        let text = if self.file.as_os_str() == "-" { params::standard_input()? } else { params::text_of(&self.file)? };
        let lines = script::parse(&text)?;
        let model = self.schema.model()?;
        let ready = lines.iter().map(|line| self.ready(&model, line)).collect::<Result<Vec<_>, _>>()?;
        if self.check.dry_run {
            return self.show(&lines, &ready);
        }
        let portal = self.portal.portal()?;
        self.confirm(&ready, &portal)?;
        let client = self.portal.client(&portal, self.check.validation())?;
        let mut batch = if self.v3 { client.batch().v3() } else { client.batch() };
        batch.halt(self.halt);
        let mut earlier: Vec<(String, Handle<Value>)> = Vec::new();
        let mut sent = Vec::new();
        for (line, ready) in lines.iter().zip(ready) {
            let (method, called) = (ready.method, ready.request.target().name().to_owned());
            let request = referring(ready.request, &earlier).map_err(|why| script::wrong(line.number, &why))?;
            let name = line.name.clone().unwrap_or_else(|| format!("c{}", sent.len()));
            let handle = batch.add_as(&name, request);
            earlier.push((name.clone(), handle));
            sent.push(Sent { name, handle, method, called });
        }
        let answers = wait(batch.send())?.map_err(|error| failed(&error, None))?;
        let mut first = None;
        let outcomes = sent.into_iter().map(|sent| match answers.take(sent.handle) {
            Ok(result) => json!({ "name": sent.name, "method": sent.called, "result": result }),
            Err(error) => {
                let failure = failed(&error, sent.method);
                first.get_or_insert(failure.kind());
                json!({ "name": sent.name, "method": sent.called, "error": told(&error, sent.method) })
            }
        });
        let outcomes: Value = outcomes.collect();
        output::result(self.output, &outcomes, None)?;
        Ok(first.map_or(ExitCode::SUCCESS, |kind| ExitCode::from(kind as u8)))
    }

    fn ready(&self, model: &Model, line: &Line) -> Result<Ready, Failure> {
        let ready = self.check.ready(model, &line.method, self.v3, &line.params);
        let ready = ready.and_then(|ready| {
            // A reference is a text here; what it stands for is known to the portal alone.
            let has_references = ready.request.params().as_map().values().any(has_reference);
            if !has_references {
                ready.check(self.check.validation())?;
            }
            Ok(ready)
        });
        ready.map_err(|failure| Failure::Told(failure.kind(), format!("command {}: {}", line.number, failure.text())))
    }

    fn confirm(&self, ready: &[Ready], portal: &Portal) -> Result<(), Failure> {
        match ready.iter().filter(|ready| ready.takes_away).count() {
            0 => Ok(()),
            count => {
                let what = format!("{count} of {} commands take something away", ready.len());
                confirm(&what, &portal.auth.portal(), self.check.yes)
            }
        }
    }

    /// Prints what would be sent.
    fn show(&self, lines: &[Line], ready: &[Ready]) -> Result<ExitCode, Failure> {
        let portal = self.portal.find()?;
        let shown = lines.iter().zip(ready).map(|(line, ready)| {
            let shown = ready.shown(portal.as_ref());
            json!({ "name": line.name, "url": shown["url"], "body": shown["body"] })
        });
        print_json(&format!("{:#}\n", shown.collect::<Value>()))?;
        Ok(ExitCode::SUCCESS)
    }
}

fn has_reference(value: &Value) -> bool {
    match value {
        Value::String(text) => text.starts_with("$result["),
        Value::Array(items) => items.iter().any(has_reference),
        Value::Object(map) => map.values().any(has_reference),
        _ => false,
    }
}

/// Returns a request with references in the place of their texts.
fn referring(request: Dynamic, earlier: &[(String, Handle<Value>)]) -> Result<Dynamic, String> {
    let mut params = Value::Object(request.params().as_map().clone());
    if !has_reference(&params) {
        return Ok(request);
    }
    refer(&mut params, earlier)?;
    Ok(match (known(&request), request.target()) {
        (Some(method), _) => Dynamic::of(method, params),
        (None, Called::Named { name, api: bitrix24_runtime::Api::V3 }) => Dynamic::new(name, params).v3(),
        (None, target) => Dynamic::new(target.name(), params),
    })
}
