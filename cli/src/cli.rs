//! The command line: all commands, and how `b24 --help` lists them.

use std::process::ExitCode;

use clap::{Command as Clap, CommandFactory, Parser, Subcommand};

#[cfg(feature = "mcp")]
use crate::commands::mcp;
#[cfg(feature = "mock")]
use crate::commands::mock;
#[cfg(feature = "client")]
use crate::commands::{account, client, portal};
use crate::commands::{
    check, completions, corpus, describe, diff, explain, export, generate, import, man, methods, schema, search,
};
use crate::failure::{Failure, STATUSES};

/// The Bitrix24 REST API from the command line: look methods up, call portals, generate typed Rust.
#[derive(Debug, Parser)]
#[command(name = "b24", version, max_term_width = 100)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
    #[command(flatten)]
    pub(crate) color: colorchoice_clap::Color,
    /// Print no warnings, notes and progress; errors and results remain
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// List the methods
    Methods(methods::Args),
    /// Find methods, types, events and errors by words
    Search(search::Args),
    /// Describe a method, a type, an event or an error
    Describe(describe::Args),
    /// Explain an error code, and whether a retry helps
    Explain(explain::Args),
    /// Call a method of a portal and print its result
    #[cfg(feature = "client")]
    Call(client::Call),
    /// Read a whole list of a portal, one item a line
    #[cfg(feature = "client")]
    List(client::List),
    /// Send many calls in a few requests
    #[cfg(feature = "client")]
    Batch(client::Batch),
    /// Send a file of any size to the drive
    #[cfg(feature = "client")]
    Upload(client::Upload),
    /// Read a portal's own fields into a folder, and compare them
    #[cfg(feature = "client")]
    Portal(portal::Args),
    /// Store the right to call a portal as a profile
    #[cfg(feature = "client")]
    Login(account::Login),
    /// Take a profile away
    #[cfg(feature = "client")]
    Logout(account::Logout),
    /// List the profiles
    #[cfg(feature = "client")]
    Profiles(account::Profiles),
    /// Serve the API to assistants by the Model Context Protocol
    #[cfg(feature = "mcp")]
    Mcp(mcp::Args),
    /// Print completions for a shell, with the names of methods
    Completions(completions::Args),
    /// Print the manual
    Man(man::Args),
    /// Serve a portal made from the schema, for testing clients
    #[cfg(feature = "mock")]
    Mock(mock::Args),
    /// Export the catalogue: OpenAPI, JSON Schema, TypeScript, HTML
    Export(export::Args),
    /// Generate the crate from the schema
    Generate(generate::Args),
    /// Read the documentation's pages and update the schema
    Import(import::Args),
    /// Check the schema and report all mistakes
    Check(check::Args),
    /// Compare two schemas: what changes, whom it breaks, and why
    Diff(Box<diff::Args>),
    /// Run the documentation's examples through the typed code
    #[command(hide = !cfg!(feature = "corpus"))]
    Corpus(corpus::Args),
    /// Print the JSON Schema of the YAML files, for editors
    Schema(schema::Args),
}

impl Command {
    /// Runs the command and returns its exit status.
    pub(crate) fn run(self) -> Result<ExitCode, Failure> {
        match self {
            Command::Methods(args) => args.run(),
            Command::Search(args) => args.run(),
            Command::Describe(args) => args.run(),
            Command::Explain(args) => args.run(),
            #[cfg(feature = "client")]
            Command::Call(args) => args.run(),
            #[cfg(feature = "client")]
            Command::List(args) => args.run(),
            #[cfg(feature = "client")]
            Command::Batch(args) => args.run(),
            #[cfg(feature = "client")]
            Command::Upload(args) => args.run(),
            #[cfg(feature = "client")]
            Command::Portal(args) => args.run(),
            #[cfg(feature = "client")]
            Command::Login(args) => args.run(),
            #[cfg(feature = "client")]
            Command::Logout(args) => args.run(),
            #[cfg(feature = "client")]
            Command::Profiles(args) => args.run(),
            #[cfg(feature = "mcp")]
            Command::Mcp(args) => args.run(),
            Command::Completions(args) => args.run(Cli::command()),
            Command::Man(args) => args.run(complete(Cli::command())),
            #[cfg(feature = "mock")]
            Command::Mock(args) => args.run(),
            Command::Export(args) => Ok(args.run()?),
            Command::Generate(args) => Ok(args.run()?),
            Command::Import(args) => Ok(args.run()?),
            Command::Check(args) => Ok(args.run()?),
            Command::Diff(args) => Ok(args.run()?),
            Command::Corpus(args) => Ok(args.run()?),
            Command::Schema(args) => Ok(args.run()?),
        }
    }
}

/// The commands by what they are for.
const GROUPS: &[(&str, &[&str])] = &[
    ("Look up", &["methods", "search", "describe", "explain"]),
    ("Call a portal", &["call", "list", "batch", "upload", "portal", "login", "logout", "profiles"]),
    ("Serve and export", &["mock", "mcp", "export"]),
    ("Set up", &["completions", "man"]),
    ("Maintain a schema", &["import", "check", "generate", "diff", "corpus", "schema"]),
];

/// The text of `b24 --help` below the options.
const MORE: &str = "\
The description of the API is on board; --schema DIR takes another one. `b24 COMMAND --help` has examples.";

/// Adds the list of commands, in groups, and what all of them have in common.
pub(crate) fn complete(command: Clap) -> Clap {
    let command = reflowed(command);
    let groups = groups(&command);
    let template = format!("{{about}}\n\n{{usage-heading}} {{usage}}\n{groups}\nOptions:\n{{options}}{{after-help}}");
    command.help_template(template).after_help(format!("{MORE}\n\n{STATUSES}"))
}

/// Lets the lines of paragraphs below the options of each command be as long as the terminal is wide.
fn reflowed(mut command: Clap) -> Clap {
    let names: Vec<String> = command.get_subcommands().map(|known| known.get_name().to_owned()).collect();
    for name in names {
        command = command.mut_subcommand(name, reflowed);
    }
    match command.get_after_help().map(|text| paragraphs(&text.to_string())) {
        Some(text) => command.after_help(text),
        None => command,
    }
}

/// Returns a text with each paragraph on a line. Lines that are indented stay, and so do those before them.
fn paragraphs(text: &str) -> String {
    let mut all = String::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let is_text = |line: &str| !line.is_empty() && !line.starts_with(' ');
        let goes_on = lines.peek().is_some_and(|next| is_text(next)) && is_text(line) && !line.ends_with(':');
        all += line;
        all.push(if goes_on { ' ' } else { '\n' });
    }
    all.trim_end().to_owned()
}

/// Returns the commands in groups, each with what it does.
fn groups(command: &Clap) -> String {
    let mut text = String::new();
    for (heading, names) in GROUPS {
        let known = names.iter().filter_map(|name| command.find_subcommand(name)).filter(|known| !known.is_hide_set());
        let lines: Vec<String> = known.map(line).collect();
        if !lines.is_empty() {
            text += &format!("\n{heading}:\n{}", lines.concat());
        }
    }
    text
}

fn line(command: &Clap) -> String {
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    format!("  {:<13}{about}\n", command.get_name())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_lines() {
        let text = "One paragraph\nof two lines.\n\nExamples:\n  b24 call\n  b24 list\nA third.\n";
        assert_eq!(paragraphs(text), "One paragraph of two lines.\n\nExamples:\n  b24 call\n  b24 list\nA third.");
    }

    /// Returns the lines of a command's help that were made to stand as they are, and of all commands below it.
    fn fixed(command: &Clap) -> Vec<String> {
        let text = command.get_after_help().map(ToString::to_string).unwrap_or_default();
        let own = text.lines().filter(|line| line.starts_with(' ')).map(str::to_owned).collect::<Vec<_>>();
        own.into_iter().chain(command.get_subcommands().flat_map(fixed)).collect()
    }

    #[test]
    fn screens_fit_into_80_columns() {
        let command = complete(Cli::command());
        let groups = groups(&command);
        for line in fixed(&command).iter().map(String::as_str).chain(groups.lines()) {
            assert!(line.chars().count() <= 80, "{line}");
        }
    }

    #[test]
    fn every_command_is_in_one_group() {
        let command = Cli::command();
        command.clone().debug_assert();
        for known in command.get_subcommands() {
            let name = known.get_name();
            let groups = GROUPS.iter().flat_map(|(_, names)| *names).filter(|known| **known == name);
            assert_eq!(groups.count(), 1, "{name}");
        }
    }
}
