//! Where items go, one after another.

use std::io::{self, Write};

use bitrix24_runtime::Value;
use bitrix24_schema::Error;

use super::super::output::{Csv, Format, table};
use crate::failure::Failure;
use crate::terminal::{json, shown};

/// The writer of a format.
pub(super) enum Sink {
    Lines,
    /// An array, and if it has an item.
    Array(bool),
    Csv(Csv),
    /// The items, because widths are known at the end.
    Table(Vec<Value>),
}

impl Sink {
    pub(super) fn new(format: Format) -> Self {
        match format {
            Format::Ndjson => Sink::Lines,
            Format::Json => Sink::Array(false),
            Format::Csv => Sink::Csv(Csv::default()),
            Format::Table => Sink::Table(Vec::new()),
        }
    }

    /// Writes an item; returns `false` if the reader of the output is gone.
    pub(super) fn put(&mut self, out: &mut impl Write, item: Value) -> Result<bool, Failure> {
        match self {
            Sink::Lines => write(out, &format!("{}\n", json(&item.to_string()))),
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

    /// Writes what comes after the last item.
    pub(super) fn end(&mut self, out: &mut impl Write) -> Result<bool, Failure> {
        match self {
            Sink::Lines => Ok(true),
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
