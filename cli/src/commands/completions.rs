//! `b24 completions`: what a shell completes, with the names of methods.

use std::process::ExitCode;

use bitrix24_schema::Model;
use clap::Command;
use clap::builder::PossibleValuesParser;
use clap_complete::Shell;

use crate::catalogue::CatalogueArgs;
use crate::failure::Failure;
use crate::terminal::print;

const AFTER_HELP: &str = "\
Put the text where your shell looks for it, and start the shell again:
  b24 completions bash > ~/.local/share/bash-completion/completions/b24
  b24 completions zsh > ~/.zfunc/_b24
  b24 completions fish > ~/.config/fish/completions/b24.fish
  b24 completions powershell >> $PROFILE
For zsh, `fpath+=~/.zfunc` has to stand before `compinit` in ~/.zshrc.";

/// The arguments that are names of methods: of which command, and what it calls them.
const METHODS: &[(&str, &str)] =
    &[("call", "method"), ("list", "method"), ("describe", "name"), ("methods", "pattern"), ("explain", "method")];

#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Args {
    #[command(flatten)]
    schema: CatalogueArgs,
    /// The shell
    #[arg(value_enum, value_name = "SHELL")]
    shell: Shell,
}

impl Args {
    /// Prints the completions of a command line.
    pub(crate) fn run(self, command: Command) -> Result<ExitCode, Failure> {
        let mut command = with_methods(command, &*self.schema.model()?);
        let mut text = Vec::new();
        clap_complete::generate(self.shell, &mut command, "b24", &mut text);
        print(&String::from_utf8_lossy(&text))?;
        Ok(ExitCode::SUCCESS)
    }
}

fn with_methods(mut command: Command, model: &Model) -> Command {
    let mut names: Vec<String> = model.methods.iter().map(|method| method.name.wire.clone()).collect();
    names.dedup();
    for (of, argument) in METHODS {
        let has = command.find_subcommand(of).is_some();
        if has {
            let names = names.clone();
            let complete = |command: Command| {
                command.mut_arg(argument, |argument| argument.value_parser(PossibleValuesParser::new(names)))
            };
            command = command.mut_subcommand(of, complete);
        }
    }
    command
}
