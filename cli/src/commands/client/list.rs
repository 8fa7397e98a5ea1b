//! `b24 list`: a whole list, an item on a line.

use bitrix24_schema::shown;
use std::io::{BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{fs, io};

use bitrix24_runtime::{Checkpoint, Items, Strategy};
use bitrix24_schema::Error;
use indicatif::{ProgressBar, ProgressStyle};

use super::{Target, failed, wait};
use crate::terminal::json;

const AFTER_HELP: &str = "\
Items go to standard output, one JSON value a line. The address of the incoming webhook is taken from
B24_WEBHOOK. With --resume, the place is kept in FILE while the list is read: after an interruption the
same command goes on there, with >> in place of >. The file is removed at the end.

Examples:
  b24 list crm.deal.list '{\"select\": [\"ID\", \"TITLE\"]}' > deals.ndjson
  b24 list crm.item.list '{\"entityTypeId\": 128}' --resume place >> items.ndjson";

/// The number of items after which the place is saved.
const OFTEN: u64 = 500;

#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Args {
    #[command(flatten)]
    target: Target,
    /// Keep the place in FILE, and continue from there if the file exists
    #[arg(long, value_name = "FILE")]
    resume: Option<PathBuf>,
    /// The way to read the list: auto, pages, offsets, chain or ranges
    #[arg(long, default_value = "auto", value_parser = strategy)]
    strategy: Strategy,
    /// The largest number of requests under way at a time
    #[arg(long, value_name = "N", default_value_t = 4)]
    in_flight: usize,
}

fn strategy(text: &str) -> Result<Strategy, String> {
    Ok(match text {
        "auto" => Strategy::Auto,
        "pages" => Strategy::Pages,
        "offsets" => Strategy::Offsets,
        "chain" => Strategy::Chain,
        "ranges" => Strategy::Ranges,
        _ => return Err("write auto, pages, offsets, chain or ranges".to_owned()),
    })
}

impl Args {
    pub(crate) fn run(self) -> Result<ExitCode, Error> {
        let request = self.target.request()?;
        let client = self.target.client()?;
        let from = match &self.resume {
            Some(file) => place(file)?,
            None => Checkpoint::Start,
        };
        let list = client.list(request).strategy(self.strategy).in_flight(self.in_flight);
        let mut items = list.resume(from).written().stream();
        let bar = bar();
        let result = wait(write_all(&mut items, self.resume.as_deref(), &bar))?;
        bar.finish_and_clear();
        if result? && let Some(file) = &self.resume {
            remove(file)?;
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// Writes the items; returns `false` if the reader of the output is gone. Items written before an error are kept, and
/// so is their place.
async fn write_all(items: &mut Items<Box<str>>, resume: Option<&Path>, bar: &ProgressBar) -> Result<bool, Error> {
    let mut out = BufWriter::new(io::stdout().lock());
    let mut count = 0_u64;
    let result = loop {
        match items.next().await {
            None => break Ok(true),
            Some(Err(error)) => break Err(failed(error)),
            Some(Ok(item)) => {
                match writeln!(out, "{}", json(&item)) {
                    Err(error) if error.kind() == io::ErrorKind::BrokenPipe => return Ok(false),
                    Err(error) => break Err(Error::Io(error)),
                    Ok(()) => {}
                }
                count += 1;
                if count.is_multiple_of(OFTEN) {
                    show(bar, items, count);
                    keep(&mut out, items, resume)?;
                }
            }
        }
    };
    match keep(&mut out, items, resume) {
        Ok(()) => result,
        kept => result.and(kept.map(|()| true)),
    }
}

/// Writes the items before the place: after an interruption an item may occur twice, but none is missing.
fn keep(out: &mut impl Write, items: &Items<Box<str>>, resume: Option<&Path>) -> Result<(), Error> {
    out.flush().map_err(Error::Io)?;
    let Some(file) = resume else { return Ok(()) };
    bitrix24_schema::write::whole(file, &format!("{}\n", items.checkpoint())).map_err(Error::Io)
}

/// Reads the place of an earlier run.
fn place(file: &Path) -> Result<Checkpoint, Error> {
    match fs::read_to_string(file) {
        Ok(text) => text.trim().parse().map_err(|error| Error::Usage(format!("{}: {error}", shown::path(file)))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Checkpoint::Start),
        Err(error) => Err(Error::Io(io::Error::new(error.kind(), format!("{}: {error}", shown::path(file))))),
    }
}

fn remove(file: &Path) -> Result<(), Error> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Error::Io(error)),
        _ => Ok(()),
    }
}

/// Returns a progress bar, shown on a terminal while the items go elsewhere.
fn bar() -> ProgressBar {
    if !io::stderr().is_terminal() || io::stdout().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new_spinner();
    if let Ok(style) = ProgressStyle::with_template("{spinner} {human_pos} items, {per_sec}, {elapsed}") {
        bar.set_style(style);
    }
    bar
}

fn show(bar: &ProgressBar, items: &Items<Box<str>>, count: u64) {
    if let Some(total) = items.total().filter(|_| bar.length().is_none()) {
        bar.set_length(total);
        if let Ok(style) =
            ProgressStyle::with_template("{wide_bar} {human_pos}/{human_len} items, {per_sec}, {eta} left")
        {
            bar.set_style(style);
        }
    }
    bar.set_position(count);
}
