//! `b24 portal check`

use std::path::PathBuf;
use std::process::ExitCode;

use bitrix24_diff::render::{json as render_json, text as render_text};
use bitrix24_diff::{self as diff, Report, Schema};
use bitrix24_portal::{Facts, Undescribed, facts, written};
use bitrix24_schema::{Error, portal, shown};
use serde_json::{Value, json};

use super::live;
use super::methods::Methods;
use crate::catalogue::CatalogueArgs;
use crate::commands::client::{HELP, PortalArgs};
use crate::commands::diff::{NO_REPORT, Threshold};
use crate::failure::{Failure, Kind};
use crate::terminal::{is_colored, print, print_json};

const EXAMPLES: &str = "\
The methods of the portal are compared with the catalogue, and its own fields with the folder. Each change of a field has two
verdicts: `wire` is what becomes of clients that are already released, `rust` what becomes of code that goes over to new types.
Methods count for --fail-on any. What could not be read is named.

Examples:
  b24 portal check
  b24 portal check --format json > check.json
  b24 portal check --fail-on any

The exit status is that of `b24 diff`: 0 below the threshold of --fail-on, 1 when it is reached, 2 when the call is wrong, 3 when the
portal or the folder cannot be read, or a file of the folder cannot be compared.";

/// The text of `--help` below the options.
fn after_help() -> String {
    [EXAMPLES, HELP].join("\n\n")
}

/// The form of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For people
    Text,
    /// For programs: `changes` is as `b24 diff --format json` has it
    Json,
}

#[derive(Debug, clap::Args)]
#[command(after_help = after_help())]
pub(super) struct Args {
    #[command(flatten)]
    schema: CatalogueArgs,
    /// The folder that `b24 portal pull` wrote
    #[arg(value_name = "FOLDER", default_value = "portal")]
    folder: PathBuf,
    /// The form of the report
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// The verdicts that make the command fail: wire=breaks|risk|silent, rust=major|silent|deprecation|minor, rename,
    /// any, never
    #[arg(long, value_name = "WHAT", default_value = "rust=major,wire=breaks", value_delimiter = ',')]
    fail_on: Vec<Threshold>,
    #[command(flatten)]
    portal: PortalArgs,
}

/// What a check found.
struct Checked {
    methods: Methods,
    facts: Facts,
    report: Report,
    /// The files that could not be compared.
    unread: Vec<String>,
}

impl Args {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let checked = match self.check() {
            Ok(checked) => checked,
            Err(failure) if failure.kind() == Kind::Usage => return Err(failure),
            // A status of 1 would mean that there is a report.
            Err(failure) => {
                failure.report();
                return Ok(ExitCode::from(NO_REPORT));
            }
        };
        match self.format {
            Format::Text => print(&checked.text())?,
            Format::Json => print_json(&format!("{:#}\n", checked.json()))?,
        }
        let is_reached = |threshold: &Threshold| {
            let methods = *threshold == Threshold::Any && !checked.is_described();
            methods || threshold.is_reached(&checked.report)
        };
        if self.fail_on.iter().any(is_reached) {
            return Ok(ExitCode::FAILURE);
        }
        if checked.unread.is_empty() {
            return Ok(ExitCode::SUCCESS);
        }
        // Silence would be taken for agreement.
        let files = checked.unread.iter().map(|file| shown::name(file)).collect::<Vec<_>>().join(", ");
        let told = format!(
            "not compared, because the portal did not tell of them: {files}; does the webhook have the scopes in portal.yaml?"
        );
        Failure::Told(Kind::Failed, told).report();
        Ok(ExitCode::from(NO_REPORT))
    }

    fn check(&self) -> Result<Checked, Failure> {
        let model = self.schema.model()?;
        if !self.folder.is_dir() {
            let folder = shown::path(&self.folder);
            return Err(Failure::usage(format!("there is no folder {folder}; `b24 portal pull` writes one")));
        }
        let (sources, folder) = live::folder(&self.folder)?;
        let wrong = |diagnostics| Error::Schema { folder: self.folder.clone(), diagnostics };
        let before = portal::resolve(&sources, (*model).clone()).map_err(wrong)?;
        let plan = live::read(&self.portal, &model, &[])?;
        let facts = facts(&plan, &model);
        let done = written(&facts, &folder, &model);
        let now = live::after(&sources, &done);
        let after = portal::resolve(&now, (*model).clone()).map_err(wrong)?;
        let root = format!("{}/", shown::path(&self.folder));
        let side = |model, sources, label: &str| Schema {
            model,
            sources,
            label: label.to_owned(),
            root: root.clone(),
            docs: None,
        };
        let report = diff::compare(&side(before, sources, root.trim_end_matches('/')), &side(after, now, "the portal"));
        live::tell_refused(&plan, &model);
        let methods = Methods::compare(&plan, &model, facts.scopes.as_deref());
        Ok(Checked { methods, facts, report, unread: done.unread })
    }
}

impl Checked {
    /// Returns true if the catalogue describes all of the portal.
    fn is_described(&self) -> bool {
        self.methods.is_same() && self.facts.undescribed.is_empty()
    }

    fn text(&self) -> String {
        let mut text = self.methods.text();
        for Undescribed { method, of, fields, gone, others } in &self.facts.undescribed {
            text += &format!("{of}, by {method}:\n");
            if !fields.is_empty() {
                text += &format!("  + the catalogue does not have {}\n", fields.join(", "));
            }
            if !gone.is_empty() {
                text += &format!("  - the portal does not have {}\n", gone.join(", "));
            }
            for (name, here, there) in others {
                text += &format!("  ~ {name}: {here} in the catalogue, {there} here\n");
            }
        }
        let style = render_text::Style { color: is_colored(&std::io::stdout()), all: true };
        text + "\n" + &render_text::text(&self.report, style)
    }

    fn json(&self) -> Value {
        let undescribed = |found: &Undescribed| {
            let other = |(name, here, there): &(String, String, String)| json!({ "field": name, "catalogue": here, "portal": there });
            json!({ "type": found.of, "method": found.method, "unknown": found.fields, "missing": found.gone,
                "other_types": found.others.iter().map(other).collect::<Value>() })
        };
        let changes: Value = serde_json::from_str(&render_json::json(&self.report)).unwrap_or_default();
        json!({ "methods": self.methods.json(), "changes": changes, "not_read": self.unread,
            "types": self.facts.undescribed.iter().map(undescribed).collect::<Value>() })
    }
}
