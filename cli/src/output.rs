//! Results in the format that the user wants.

use std::collections::HashSet;

use comfy_table::{ContentArrangement, Table, presets};
use serde_json::Value;

use crate::failure::{Failure, Kind};
use crate::terminal::{note, print, print_json};

/// The largest number of characters of a cell of a table.
const CELL: usize = 60;

/// The format of a result.
#[derive(Clone, Copy, Debug, PartialEq, clap::ValueEnum)]
pub(crate) enum Format {
    /// The whole result, indented
    Json,
    /// One item a line
    Ndjson,
    /// A line for each item, with a head
    Csv,
    /// Columns for people
    Table,
}

/// The format of what is looked up.
#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
enum Told {
    /// For people
    #[default]
    Text,
    /// The whole result, indented
    Json,
    /// One item a line
    Ndjson,
    /// A line for each item, with a head
    Csv,
    /// Columns of all facts
    Table,
}

/// The options of commands that look something up.
#[derive(Debug, clap::Args)]
pub(crate) struct OutputArgs {
    /// The format
    #[arg(short, long, value_enum, default_value_t, value_name = "FORMAT")]
    output: Told,
    /// The same as `-o json`
    #[arg(long, conflicts_with = "output")]
    json: bool,
}

impl OutputArgs {
    /// Returns the format that programs, or tables, are written in; none for people.
    fn format(&self) -> Option<Format> {
        match self.output {
            _ if self.json => Some(Format::Json),
            Told::Text => None,
            Told::Json => Some(Format::Json),
            Told::Ndjson => Some(Format::Ndjson),
            Told::Csv => Some(Format::Csv),
            Told::Table => Some(Format::Table),
        }
    }

    /// Prints a value in the format that is asked for, or else a text for people.
    pub(crate) fn print(&self, value: impl FnOnce() -> Value, text: impl FnOnce() -> String) -> Result<(), Failure> {
        match self.format() {
            Some(format) => result(format, &value(), None),
            None => Ok(print(&text())?),
        }
    }
}

/// Prints a whole result. `items` is the key of its items, if they are not the result itself.
pub(crate) fn result(format: Format, value: &Value, items: Option<&str>) -> Result<(), Failure> {
    match format {
        Format::Json => Ok(print_json(&format!("{value:#}\n"))?),
        Format::Ndjson => {
            let lines: String = rows(value, items).into_iter().map(|row| format!("{row}\n")).collect();
            Ok(print_json(&lines)?)
        }
        Format::Csv => {
            let mut csv = Csv::default();
            let text = rows(value, items).into_iter().map(|row| csv.line(row)).collect::<Result<String, _>>()?;
            csv.end();
            Ok(print(&text)?)
        }
        Format::Table => Ok(print(&table(&rows(value, items)))?),
    }
}

/// Returns the items of a list, or the result itself as the only one.
fn rows<'v>(value: &'v Value, items: Option<&str>) -> Vec<&'v Value> {
    match items.and_then(|key| value.get(key)).unwrap_or(value) {
        Value::Array(rows) => rows.iter().collect(),
        other => vec![other],
    }
}

/// Writes CSV: the first item tells the columns.
#[derive(Default)]
pub(crate) struct Csv {
    columns: Option<Vec<String>>,
    /// Fields of later items that have no column.
    left_out: HashSet<String>,
}

impl Csv {
    /// Returns the line of an item, after the head if it is the first one.
    pub(crate) fn line(&mut self, row: &Value) -> Result<String, Failure> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        let failed = |error: csv::Error| Failure::Told(Kind::Failed, format!("no CSV: {error}"));
        let columns = match &self.columns {
            Some(columns) => columns,
            None => {
                let columns = columns(&[row]);
                writer.write_record(&columns).map_err(failed)?;
                self.columns.insert(columns)
            }
        };
        writer.write_record(columns.iter().map(|column| cell(row, column))).map_err(failed)?;
        let known = |name: &&String| !columns.contains(*name);
        self.left_out.extend(row.as_object().into_iter().flat_map(|map| map.keys()).filter(known).cloned());
        let bytes = writer.into_inner().map_err(|error| failed(error.into_error().into()))?;
        String::from_utf8(bytes).map_err(|_| Failure::Told(Kind::Failed, "no CSV: not UTF-8".to_owned()))
    }

    /// Tells what had no column.
    pub(crate) fn end(&self) {
        if self.left_out.is_empty() {
            return;
        }
        let mut names: Vec<&str> = self.left_out.iter().map(String::as_str).collect();
        names.sort_unstable();
        note(&format!("warning: the first item has no {}, so they have no column; JSON has all\n", names.join(", ")));
    }
}

/// Returns a table of items, or of the fields of a single object.
pub(crate) fn table(rows: &[&Value]) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Disabled);
    match rows {
        [] => return "no items\n".to_owned(),
        [Value::Object(map)] if map.len() > 4 => {
            for (name, value) in map {
                table.add_row([name.clone(), short(&text(value))]);
            }
        }
        rows => {
            let columns = columns(rows);
            table.set_header(&columns);
            for row in rows {
                table.add_row(columns.iter().map(|column| short(&cell(row, column))));
            }
        }
    }
    table.lines().map(|line| format!("{}\n", line.trim_end())).collect()
}

/// Returns the names of the fields of all items, in their order; `value` for items that are no objects.
fn columns(rows: &[&Value]) -> Vec<String> {
    let mut seen = HashSet::new();
    let names = rows.iter().flat_map(|row| match row {
        Value::Object(map) => map.keys().cloned().collect(),
        _ => vec!["value".to_owned()],
    });
    names.filter(|name| seen.insert(name.clone())).collect()
}

fn cell(row: &Value, column: &str) -> String {
    match row {
        Value::Object(map) => map.get(column).map(text).unwrap_or_default(),
        other if column == "value" => text(other),
        _ => String::new(),
    }
}

/// Returns a value as plain text; what has parts is JSON.
fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// Returns a text on one line, cut where it is too long.
fn short(text: &str) -> String {
    let line: String = text.chars().map(|char| if matches!(char, '\n' | '\r' | '\t') { ' ' } else { char }).collect();
    match line.char_indices().nth(CELL) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line,
    }
}
