//! `b24 list`: a whole list, an item on a line.

mod bar;
mod place;
mod sink;

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use bitrix24_runtime::{Checkpoint, Items, Strategy};
use bitrix24_schema::Error;

use self::bar::Bar;
use self::sink::{Lines, Put, Sink};
use super::outcome::wait;
use super::portal::{self, PortalArgs};
use super::target::{Ready, TargetArgs};
use crate::failure::Failure;
use crate::output::Format;
use crate::params;

const EXAMPLES: &str = "\
Items go to standard output, one JSON value a line, as they come. With --resume, the place is kept in FILE while the list is
read: after an interruption the same command goes on there, with >> in place of >. The file is removed at the end.

Examples:
  b24 list crm.deal.list select=ID,TITLE > deals.ndjson
  b24 list crm.item.list entityTypeId=128 --resume place >> items.ndjson
  b24 list user.get -o csv > users.csv
  b24 list crm.deal.list order.ID=DESC --max 20 -o table";

/// The number of items after which the place is saved.
const OFTEN: u64 = 500;

/// The text of `--help` below the options.
fn after_help() -> String {
    [EXAMPLES, params::HELP, portal::HELP].join("\n\n")
}

#[derive(Debug, clap::Args)]
#[command(after_help = after_help())]
pub(crate) struct Args {
    #[command(flatten)]
    target: TargetArgs,
    #[command(flatten)]
    portal: PortalArgs,
    /// The format; a table is written at the end
    #[arg(short, long, value_enum, default_value_t = Format::Ndjson, value_name = "FORMAT")]
    output: Format,
    /// Stop after so many items
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    max: Option<u64>,
    /// Keep the place in FILE, and continue from there if the file exists
    #[arg(long, value_name = "FILE")]
    resume: Option<PathBuf>,
    /// The way to read the list
    #[arg(long, value_enum, default_value_t = Way::Auto)]
    strategy: Way,
    /// The largest number of requests under way at a time
    #[arg(long, value_name = "N", default_value_t = 4, value_parser = clap::value_parser!(u8).range(1..=50))]
    in_flight: u8,
}

/// A way to read a list.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Way {
    /// The fastest one that the method and the parameters allow
    Auto,
    /// One page a request, one after the other
    Pages,
    /// 50 pages a request by their offsets, several requests at a time
    Offsets,
    /// 50 pages a request, each from the last identifier of the one before
    Chain,
    /// As chain, in ranges of identifiers that are read at the same time
    Ranges,
}

impl From<Way> for Strategy {
    fn from(way: Way) -> Self {
        match way {
            Way::Auto => Strategy::Auto,
            Way::Pages => Strategy::Pages,
            Way::Offsets => Strategy::Offsets,
            Way::Chain => Strategy::Chain,
            Way::Ranges => Strategy::Ranges,
        }
    }
}

impl Args {
    pub(crate) fn run(self) -> Result<ExitCode, Failure> {
        if self.resume.is_some() && self.output != Format::Ndjson {
            return Err(Failure::usage("`--resume` goes on with JSON lines only: leave out `--output`"));
        }
        let ready = self.target.ready()?;
        if self.target.only_shows(&ready, &self.portal)? {
            return Ok(ExitCode::SUCCESS);
        }
        if let Some(method) = ready.method.filter(|method| method.pager.is_none()) {
            let name = method.name;
            return Err(Failure::usage(format!(
                "{name} is no list, as far as is known: `b24 call {name}` calls it once"
            )));
        }
        let check = &self.target.check;
        let portal = self.portal.portal()?;
        ready.check(check.validation())?;
        let client = self.portal.client(&portal, check.validation())?;
        let from = match &self.resume {
            Some(file) => place::open(file)?,
            None => Checkpoint::Start,
        };
        let list = client.list(ready.request.clone()).strategy(self.strategy.into()).in_flight(self.in_flight.into());
        let list = list.resume(from);
        // Lines need no look at the items.
        let is_whole = match self.output {
            Format::Ndjson => wait(self.write_all(&mut list.written().stream(), &ready, Lines))??,
            format => wait(self.write_all(&mut list.stream(), &ready, Sink::new(format)))??,
        };
        if is_whole && let Some(file) = &self.resume {
            place::remove(file)?;
        }
        Ok(ExitCode::SUCCESS)
    }

    /// Writes the items; returns `false` if the reader of the output is gone. Items written before an error are kept, and so
    /// is their place.
    async fn write_all<T: Send + 'static>(
        &self,
        items: &mut Items<T>,
        ready: &Ready,
        mut sink: impl Put<T>,
    ) -> Result<bool, Failure> {
        let mut out = BufWriter::new(io::stdout().lock());
        let mut bar = Bar::new();
        let mut count = 0_u64;
        let result = loop {
            if self.max.is_some_and(|max| count >= max) {
                break Ok(true);
            }
            match items.next().await {
                None => break Ok(true),
                Some(Err(error)) => break Err(ready.failed(&error)),
                Some(Ok(item)) => {
                    match sink.put(&mut out, item) {
                        Ok(true) => {}
                        Ok(false) => return Ok(false),
                        Err(failure) => break Err(failure),
                    }
                    count += 1;
                    if count.is_multiple_of(OFTEN) {
                        bar.show(items.total(), count);
                        keep(&mut out, items, self.resume.as_deref())?;
                    }
                }
            }
        };
        bar.end();
        sink.end(&mut out)?;
        match keep(&mut out, items, self.resume.as_deref()) {
            Ok(()) => result,
            kept => result.and(kept.map(|()| true)),
        }
    }
}

/// Writes the items before the place: after an interruption an item may occur twice, but none is missing.
fn keep<T: Send + 'static>(out: &mut impl Write, items: &Items<T>, resume: Option<&Path>) -> Result<(), Failure> {
    match out.flush() {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => return Err(Error::Io(error).into()),
        _ => {}
    }
    resume.map_or(Ok(()), |file| place::keep(file, items.checkpoint()))
}
