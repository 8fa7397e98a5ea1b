//! The formats of a comparison, and files of them.

use std::path::PathBuf;
use std::process::ExitCode;
use std::str::FromStr;

use bitrix24_codegen::Error;
use bitrix24_codegen::diff::Report;
use bitrix24_codegen::diff::render::{self, text::Style};
use clap::ValueEnum;

use crate::commands::print;

/// How a comparison is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For a terminal
    Text,
    /// For programs; `b24 diff json-schema` prints its JSON Schema
    Json,
}

impl Format {
    pub(crate) fn render(self, report: &Report, style: Style) -> String {
        match self {
            Format::Text => render::text::text(report, style),
            Format::Json => render::json::json(report),
        }
    }
}

/// Prints the JSON Schema of the format for programs.
pub(crate) fn schema() -> Result<ExitCode, Error> {
    print(&render::json::schema())?;
    Ok(ExitCode::SUCCESS)
}

/// A file to write, and its format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Output {
    format: Format,
    path: PathBuf,
}

impl Output {
    /// Writes the whole file, or leaves what is there.
    pub(crate) fn write(&self, report: &Report) -> Result<(), Error> {
        let text = self.format.render(report, Style { color: false, all: true });
        bitrix24_codegen::write::whole(&self.path, &text).map_err(Error::Io)
    }
}

impl FromStr for Output {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (format, path) = text.split_once('=').ok_or("write it like html=diff.html")?;
        Ok(Output { format: Format::from_str(format, false)?, path: path.into() })
    }
}
