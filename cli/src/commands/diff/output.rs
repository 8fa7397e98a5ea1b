//! The formats of a comparison, and output files.

use std::path::PathBuf;
use std::process::ExitCode;
use std::str::FromStr;

use bitrix24_diff::render::{self, text::Style};
use bitrix24_diff::{Excerpts, Row};
use bitrix24_schema::Error;
use clap::ValueEnum;

use super::compare::Compared;
use super::threshold::Threshold;
use crate::terminal::{json, print_json, shown};

/// The format of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For a terminal
    Text,
    /// One change a line, with tabs between the columns
    Singleline,
    /// For programs; `b24 diff json-schema` prints its JSON Schema
    Json,
    /// One file for a browser, without any network
    Html,
    /// For a pull request, within GitHub's limit of length
    Markdown,
    /// Annotations of a GitHub workflow
    Github,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// For viewers of test results: changes that reach --fail-on fail
    Junit,
    /// A section of a changelog
    Changelog,
}

impl Format {
    /// Returns the comparison in this format, with every character shown; `fail_on` lists the thresholds of failures.
    pub(crate) fn render(self, compared: &Compared, fail_on: &[Threshold], style: Style) -> String {
        let color = style.color;
        let text = self.rendered(compared, fail_on, style);
        match self {
            Format::Json | Format::Sarif => json(&text).into_owned(),
            _ => shown(&text, color).into_owned(),
        }
    }

    fn rendered(self, compared: &Compared, fail_on: &[Threshold], style: Style) -> String {
        let report = &compared.report;
        match self {
            Format::Text => render::text::text(report, style),
            Format::Singleline => render::singleline::singleline(report),
            Format::Json => render::json::json(report),
            Format::Html => render::html::html(report, &Excerpts::of(report, &compared.old, &compared.new)),
            Format::Markdown => render::markdown::markdown(report),
            Format::Github => render::github::github(report),
            Format::Sarif => render::sarif::sarif(report),
            Format::Junit => {
                let fails = |row: &Row| fail_on.iter().any(|threshold| threshold.is_met(row));
                render::junit::junit(report, &fails)
            }
            Format::Changelog => render::changelog::changelog(report),
        }
    }
}

/// Prints the JSON Schema of the format for programs.
pub(crate) fn schema() -> Result<ExitCode, Error> {
    print_json(&render::json::schema())?;
    Ok(ExitCode::SUCCESS)
}

/// A file to write, and its format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Output {
    format: Format,
    path: PathBuf,
}

impl Output {
    /// Writes the file atomically.
    pub(crate) fn write(&self, compared: &Compared, fail_on: &[Threshold]) -> Result<(), Error> {
        let text = self.format.render(compared, fail_on, Style { color: false, all: true });
        bitrix24_schema::write::whole(&self.path, &text).map_err(Error::Io)
    }
}

impl FromStr for Output {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (format, path) = text.split_once('=').ok_or("write it like html=diff.html")?;
        Ok(Output { format: Format::from_str(format, false)?, path: path.into() })
    }
}
