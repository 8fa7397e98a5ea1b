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
        let more = if self.shell == Shell::Fish { for_fish(&command) } else { String::new() };
        print(&(String::from_utf8_lossy(&text) + more.as_str()))?;
        Ok(ExitCode::SUCCESS)
    }
}

/// Returns the values of arguments that are told by their place: for fish, clap completes options alone.
fn for_fish(command: &Command) -> String {
    let mut lists: Vec<String> = Vec::new();
    let mut lines = String::new();
    for sub in command.get_subcommands() {
        for argument in sub.get_positionals() {
            let values: Vec<String> =
                argument.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
            if values.is_empty() {
                continue;
            }
            let list = values.join(" ");
            let number = lists.iter().position(|known| *known == list).unwrap_or_else(|| {
                lists.push(list);
                lists.len() - 1
            });
            let name = sub.get_name();
            lines += &format!(
                "complete -c b24 -n \"__fish_b24_using_subcommand {name}\" -a \"(__fish_b24_values_{number})\"\n"
            );
        }
    }
    let functions = lists
        .iter()
        .enumerate()
        .map(|(number, list)| format!("function __fish_b24_values_{number}\n\tprintf '%s\\n' {list}\nend\n"));
    functions.collect::<String>() + &lines
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
