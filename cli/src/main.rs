//! `b24`: the schema of the Bitrix24 REST API from the command line.

mod catalogue;
mod cli;
mod commands;
mod failure;
mod names;
mod output;
mod page;
mod params;
#[cfg(feature = "client")]
mod profiles;
mod terminal;

use std::process::ExitCode;

use anstream::ColorChoice;
use clap::{CommandFactory, FromArgMatches};

use cli::Cli;
use terminal::{complain, is_colored, print};

/// Tokens and trees are many small allocations: a third less time than with the system's allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let matches = cli::complete(Cli::command()).try_get_matches();
    let cli = match matches.and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(cli) => cli,
        Err(error) => return refuse(&error),
    };
    cli.color.write_global();
    if cli.quiet {
        terminal::be_quiet();
    }
    cli.command.run().unwrap_or_else(failure::Failure::report)
}

/// Prints help, or what is wrong with the arguments, which may come from anywhere.
fn refuse(error: &clap::Error) -> ExitCode {
    // The arguments were not read, but what they say of colours counts all the same.
    let arguments: Vec<_> = std::env::args_os().collect();
    let says = |choice: &str| {
        let is_pair = arguments.windows(2).any(|pair| pair[0] == "--color" && pair[1] == choice);
        is_pair || arguments.iter().any(|argument| argument.to_str() == Some(&format!("--color={choice}")))
    };
    match () {
        () if says("never") => ColorChoice::Never.write_global(),
        () if says("always") => ColorChoice::Always.write_global(),
        () => {}
    }
    let (out, err) = (is_colored(&std::io::stdout()), is_colored(&std::io::stderr()));
    let is_colored = if error.use_stderr() { err } else { out };
    let text = error.render();
    let text = if is_colored { text.ansi().to_string() } else { text.to_string() };
    if error.use_stderr() {
        complain(&text);
    } else if print(&text).is_err() {
        return ExitCode::FAILURE;
    }
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
}
