//! Where items go, one after another.

use std::io::{self, Write};

use bitrix24_runtime::Value;
use bitrix24_schema::Error;

use crate::failure::Failure;
use crate::output::{Csv, Format, table};
use crate::terminal::{json, shown};

/// A place that items go to.
pub(super) trait Put<T> {
    /// Writes an item; returns `false` if the reader of the output is gone.
    fn put(&mut self, out: &mut impl Write, item: T) -> Result<bool, Failure>;

    /// Writes what comes after the last item.
    fn end(&mut self, out: &mut impl Write) -> Result<bool, Failure>;
}

/// The writer of lines, for items as the server wrote them.
pub(super) struct Lines;

impl Put<Box<str>> for Lines {
    fn put(&mut self, out: &mut impl Write, item: Box<str>) -> Result<bool, Failure> {
        write(out, &format!("{}\n", json(&item)))
    }

    fn end(&mut self, _: &mut impl Write) -> Result<bool, Failure> {
        Ok(true)
    }
}

/// The writer of a format that looks into items.
pub(super) enum Sink {
    /// An array, and if it has an item.
    Array(bool),
    Csv(Csv),
    /// The items, because widths are known at the end.
    Table(Vec<Value>),
}

impl Sink {
    pub(super) fn new(format: Format) -> Self {
        match format {
            Format::Json | Format::Ndjson => Sink::Array(false),
            Format::Csv => Sink::Csv(Csv::default()),
            Format::Table => Sink::Table(Vec::new()),
        }
    }
}

impl Put<Value> for Sink {
    fn put(&mut self, out: &mut impl Write, item: Value) -> Result<bool, Failure> {
        match self {
            Sink::Array(has_items) => {
                let before = if std::mem::replace(has_items, true) { ",\n" } else { "[\n" };
                write(out, &format!("{before}{}", json(&item.to_string())))
            }
            Sink::Csv(csv) => write(out, &shown(&csv.line(&item)?, false)),
            Sink::Table(items) => {
                items.push(item);
                Ok(true)
            }
        }
    }

    fn end(&mut self, out: &mut impl Write) -> Result<bool, Failure> {
        match self {
            Sink::Array(true) => write(out, "\n]\n"),
            Sink::Array(false) => write(out, "[]\n"),
            Sink::Csv(csv) => {
                csv.end();
                Ok(true)
            }
            Sink::Table(items) => write(out, &shown(&table(&items.iter().collect::<Vec<_>>()), false)),
        }
    }
}

fn write(out: &mut impl Write, text: &str) -> Result<bool, Failure> {
    match out.write_all(text.as_bytes()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(false),
        Err(error) => Err(Error::Io(error).into()),
        Ok(()) => Ok(true),
    }
}
