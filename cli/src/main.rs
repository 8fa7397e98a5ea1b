//! `b24`: the schema of the Bitrix24 REST API from the command line.

mod commands;
mod terminal;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[cfg(feature = "client")]
use commands::client;
#[cfg(feature = "mock")]
use commands::mock;
use commands::{check, corpus, diff, export, generate, import, schema};
use terminal::{complain, is_colored, print};

/// Tokens and trees are many small allocations: a third less time than with the system's allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The Bitrix24 REST API as a schema: check it, generate Rust from it, call portals by it.
#[derive(Debug, Parser)]
#[command(name = "b24", version, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Generate the crate from the schema; only files whose bytes change are written
    Generate(generate::Args),
    /// Read the documentation's pages and update the schema
    Import(import::Args),
    /// Check the schema and report all mistakes
    Check(check::Args),
    /// Compare two schemas: the changes, the clients that they break, and the causes
    Diff(Box<diff::Args>),
    /// Run the examples of the documentation's pages through the compiled typed code
    Corpus(corpus::Args),
    /// Export the catalogue for other tools: OpenAPI, JSON Schema, TypeScript, HTML
    Export(export::Args),
    /// Write the JSON Schema of the YAML files, for editors
    Schema(schema::Args),
    /// Call a method of a portal and print its result
    #[cfg(feature = "client")]
    Call(client::Call),
    /// Read a whole list of a portal, one item a line
    #[cfg(feature = "client")]
    List(client::List),
    /// Explain an error code, and whether a retry helps
    #[cfg(feature = "client")]
    Explain(client::Explain),
    /// Serve a portal made from the schema, for testing clients
    #[cfg(feature = "mock")]
    Mock(mock::Args),
}

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return refuse(&error),
    };
    let result = match cli.command {
        Command::Generate(args) => args.run(),
        Command::Import(args) => args.run(),
        Command::Check(args) => args.run(),
        Command::Diff(args) => args.run(),
        Command::Corpus(args) => args.run(),
        Command::Export(args) => args.run(),
        Command::Schema(args) => args.run(),
        #[cfg(feature = "client")]
        Command::Call(args) => args.run(),
        #[cfg(feature = "client")]
        Command::List(args) => args.run(),
        #[cfg(feature = "client")]
        Command::Explain(args) => args.run(),
        #[cfg(feature = "mock")]
        Command::Mock(args) => args.run(),
    };
    result.unwrap_or_else(commands::fail)
}

/// Prints help, or what is wrong with the arguments, which may come from anywhere.
fn refuse(error: &clap::Error) -> ExitCode {
    let text = error.render();
    let (out, err) = (is_colored(&std::io::stdout()), is_colored(&std::io::stderr()));
    let is_colored = if error.use_stderr() { err } else { out };
    let text = if is_colored { text.ansi().to_string() } else { text.to_string() };
    if error.use_stderr() {
        complain(&text);
    } else if print(&text).is_err() {
        return ExitCode::FAILURE;
    }
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
}
