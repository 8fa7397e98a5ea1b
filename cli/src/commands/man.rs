//! `b24 man`: the manual.

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use bitrix24_schema::{Error, shown};
use clap::Command;
use clap_mangen::Man;

use crate::failure::{Failure, Kind};
use crate::terminal::print;

const AFTER_HELP: &str = "\
Examples:
  b24 man | man -l -                       read it
  b24 man --out ~/.local/share/man/man1    a page a command: `man b24-call`";

#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Args {
    /// Write b24.1 and a page for each command into this folder, instead of printing the first
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

impl Args {
    /// Writes the manual of a command line.
    pub(crate) fn run(self, mut command: Command) -> Result<ExitCode, Failure> {
        command.build();
        match &self.out {
            None => print(&page(command).map_err(Error::Io)?)?,
            Some(folder) => {
                let count = pages(folder, &command)?;
                print(&format!("{count} pages in {}\n", shown::path(folder)))?;
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn pages(folder: &Path, command: &Command) -> Result<usize, Failure> {
    let failed = |error: io::Error| Failure::Told(Kind::Failed, format!("{}: {error}", shown::path(folder)));
    std::fs::create_dir_all(folder).map_err(failed)?;
    let mut count = 0;
    let shown = command.get_subcommands().filter(|known| !known.is_hide_set() && known.get_name() != "help");
    for known in std::iter::once(command).chain(shown) {
        let is_top = known.get_name() == command.get_name();
        let name = if is_top { "b24".to_owned() } else { format!("b24-{}", known.get_name()) };
        let text = page(known.clone().display_name(&name)).map_err(failed)?;
        std::fs::write(folder.join(format!("{name}.1")), text).map_err(failed)?;
        count += 1;
    }
    Ok(count)
}

/// Returns a page in the language of `man`.
fn page(command: Command) -> io::Result<String> {
    let mut text = Vec::new();
    Man::new(command).render(&mut text)?;
    Ok(String::from_utf8_lossy(&text).into_owned())
}
