//! `b24 diff`

mod accept;
mod compare;
mod next;
mod output;
mod rules;
mod threshold;
mod waive;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use bitrix24_diff::api::Workshop;
use bitrix24_diff::prove::prove;
use bitrix24_diff::render::text::{self, Style};
use bitrix24_schema::Error;
use clap::Subcommand;

use crate::terminal::{complain, is_colored, print};
pub(crate) use compare::NO_REPORT;
use compare::Sides;
use output::{Format, Output};
pub(crate) use threshold::Threshold;

/// The text of `--help` below the options.
const MORE: &str = "\
OLD and NEW are schema folders, files in one, revisions of the repository (HEAD~1, v0.1.0, HEAD~1:schema), or OLD..NEW.
They may be folders of a portal, too, as `b24 portal pull` writes them: portal, HEAD~1:portal.
Without them, what was released last (the newest tag like v1.2.3, else HEAD) is compared with the schema's folder.

Each change has two verdicts: `wire` is what becomes of clients that are already released, `rust` what becomes of code
that goes over to the new crate. `b24 diff explain RULE` says what a rule means.

Examples:
  b24 diff                                   changes since the last release
  b24 diff HEAD~1 -v                         every change since a commit
  b24 diff main..HEAD                        what a branch changes
  b24 diff main..HEAD --format markdown      that, for a pull request
  b24 diff --docs ../docs-june ../docs-july  two trees of documentation pages
  b24 diff --out html=diff.html              a page to review it on as well
  b24 diff waive a3f8c2 --reason 'the server refused it all along'

The exit status is 0 below the threshold of --fail-on, 1 when it is reached, 2 when the call is wrong, 3 when a side cannot
be read or compared (then nothing is said of changes) or the report not be written, 4 when waivers are wrong, unused or over.";

#[derive(Debug, clap::Args)]
#[command(after_help = MORE, args_conflicts_with_subcommands = true, disable_help_subcommand = true)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    sides: Sides,
    /// The format on standard output
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Write it to a file as well, such as html=diff.html; may be given several times
    #[arg(long, value_name = "FORMAT=FILE")]
    out: Vec<Output>,
    /// Show every change, not only those that fit on a screen
    #[arg(short, long)]
    verbose: bool,
    /// Ask the compiler, too: compiles a crate that uses all of OLD's crate against NEW's
    #[arg(long)]
    prove: bool,
    /// The sources of the runtime, for --prove
    #[arg(long, value_name = "DIR", default_value = "runtime")]
    runtime: PathBuf,
    /// The verdicts that make the command fail: wire=breaks|risk|silent, rust=major|silent|deprecation|minor, rename,
    /// any, never
    #[arg(long, value_name = "WHAT", default_value = "rust=major,wire=breaks", value_delimiter = ',')]
    fail_on: Vec<Threshold>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Waive a change, with a reason: adds it to the schema's waivers.yaml
    Waive(waive::Args),
    /// Accept a rename: adds it to the schema's history.yaml
    Accept(accept::Args),
    /// List the rules: all kinds of changes
    Rules(rules::List),
    /// Explain a rule, and the clients that such a change breaks
    Explain(rules::Explain),
    /// Print the next version of the crate
    NextVersion(next::Args),
    /// Print the JSON Schema of `--format json`
    JsonSchema,
}

impl Args {
    pub(crate) fn run(self) -> Result<ExitCode, Error> {
        match self.command {
            Some(Command::Waive(args)) => return args.run(),
            Some(Command::Accept(args)) => return args.run(),
            Some(Command::Rules(args)) => return args.run(),
            Some(Command::Explain(args)) => return args.run(),
            Some(Command::NextVersion(args)) => return args.run(),
            Some(Command::JsonSchema) => return output::schema(),
            None => {}
        }
        match self.compare() {
            // A status of 1 would mean that there is a report.
            Err(error @ Error::Io(_)) => {
                complain(&error.render(is_colored(&std::io::stderr())));
                Ok(ExitCode::from(NO_REPORT))
            }
            done => done,
        }
    }

    /// Compares, and writes the report.
    fn compare(&self) -> Result<ExitCode, Error> {
        let mut compared = match self.sides.compare() {
            Ok(compared) => compared,
            Err(refusal) => return refusal.exit(),
        };
        if self.prove {
            let (report, workshop) = (&mut compared.report, workshop(&self.runtime));
            if let Err(error) = prove(report, &compared.old, &compared.new, &workshop) {
                complain(&format!("error: nothing could be proved: {error}\n"));
                return Ok(ExitCode::from(NO_REPORT));
            }
        }
        for out in &self.out {
            out.write(&compared, &self.fail_on)?;
        }
        let color = is_colored(&std::io::stdout());
        print(&self.format.render(&compared, &self.fail_on, Style { color, all: self.verbose }))?;
        // The status has to be explained, and not every format has a place for it.
        if self.format != Format::Text {
            complain(&text::findings(&compared.report));
        }
        let is_disproved = compared.report.proof.as_ref().is_some_and(|proof| !proof.disagreements.is_empty());
        let is_reached = is_disproved || self.fail_on.iter().any(|threshold| threshold.is_reached(&compared.report));
        let code = match (compared.report.waivers.is_empty(), is_reached) {
            (false, _) => ExitCode::from(4),
            (true, true) => ExitCode::FAILURE,
            (true, false) => ExitCode::SUCCESS,
        };
        // The program ends: giving back the memory bit by bit would take a while.
        std::mem::forget(compared);
        Ok(code)
    }
}

/// Returns the folders of the proof, inside cargo's target folder.
fn workshop(runtime: &Path) -> Workshop {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| PathBuf::from("target"), PathBuf::from);
    let folder = std::path::absolute(target.join("b24-prove")).unwrap_or_else(|_| target.join("b24-prove"));
    let cargo = std::env::var_os("CARGO").map_or_else(|| PathBuf::from("cargo"), PathBuf::from);
    Workshop { target: folder.join("target"), folder, runtime: runtime.to_owned(), cargo }
}
