//! `b24 search`: methods, types, events and errors by words.

mod rank;
mod words;

use std::process::ExitCode;

use bitrix24_schema::Model;
use serde_json::{Value, json};

use crate::catalogue::CatalogueArgs;
use crate::failure::Failure;
use crate::output::OutputArgs;
use crate::page::{Page, Row};
use crate::terminal::note;

pub(crate) use rank::{Hit, search};

const AFTER_HELP: &str = "\
Every word has to occur: in a name, a title, a parameter, a field, a type, a value or an error; those that occur in names and
titles come first. Forms of a word count as the word, and a word that occurs nowhere is taken for the likest one.

Examples:
  b24 search create deal
  b24 search ONCRMDEAL                 events
  b24 search access denied             errors
  b24 search UF_DEPARTMENT             where a field occurs";

#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Args {
    #[command(flatten)]
    schema: CatalogueArgs,
    /// The words
    #[arg(value_name = "WORD", required = true)]
    words: Vec<String>,
    /// The largest number of results
    #[arg(short = 'n', long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u16).range(1..))]
    max: u16,
    #[command(flatten)]
    output: OutputArgs,
}

impl Args {
    pub(crate) fn run(self) -> Result<ExitCode, Failure> {
        let model = self.schema.model()?;
        let found = search(&model, &self.words.join(" "));
        if let Some(instead) = &found.instead {
            note(&format!("nothing has these words; these are the results for: {instead}\n"));
        }
        if found.hits.is_empty() {
            return Err(Failure::usage("nothing is found; try fewer words, or others"));
        }
        let (all, max) = (found.hits.len(), usize::from(self.max));
        let hits: Vec<Hit> = found.hits.into_iter().take(max).collect();
        self.output.print(|| hits.iter().map(entry).collect(), || text(&hits))?;
        if all > max {
            note(&format!("{max} of {all}; `--max {all}` shows all\n"));
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// Returns a result for programs.
pub(crate) fn entry(hit: &Hit) -> Value {
    json!({ "kind": hit.kind.name(), "name": hit.name, "summary": hit.summary, "found_in": hit.place })
}

fn text(hits: &[Hit]) -> String {
    let mut page = Page::for_output();
    let row = |hit: &Hit| {
        let place = hit.place.as_ref().map_or(String::new(), |place| format!(" [{place}]"));
        Row {
            name: hit.name.clone(),
            ty: hit.kind.name().to_owned(),
            words: format!("{}{place}", hit.summary),
            depth: 0,
        }
    };
    page.rows(&hits.iter().map(row).collect::<Vec<_>>());
    page.into_text()
}

/// Returns the best results as lines, for those who read no JSON.
#[cfg(feature = "mcp")]
pub(crate) fn lines(model: &Model, words: &str, max: usize) -> Vec<Value> {
    search(model, words).hits.iter().take(max).map(entry).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(words: &str) -> Vec<String> {
        let model = bitrix24_catalogue::model().expect("a catalogue");
        search(&model, words).hits.into_iter().map(|hit| hit.name).take(5).collect()
    }

    #[test]
    fn what_is_meant_comes_first() {
        for (words, expected) in [
            ("crm.deal.add", "crm.deal.add"),
            ("deal list", "crm.deal.list"),
            ("crm.Deal", "crm.Deal"),
            ("current user", "user.current"),
            ("delegate task", "tasks.task.delegate"),
            ("ONCRMDEALADD", "ONCRMDEALADD"),
            ("QUERY_LIMIT_EXCEEDED", "QUERY_LIMIT_EXCEEDED"),
            ("uploading a file to a folder", "disk.folder.uploadfile"),
            ("bind event", "event.bind"),
        ] {
            let found = first(words);
            assert!(found.iter().take(3).any(|name| name.eq_ignore_ascii_case(expected)), "{words}: {found:?}");
        }
    }

    #[test]
    fn typing_errors_do_not_matter() {
        let model = bitrix24_catalogue::model().expect("a catalogue");
        let found = search(&model, "deelgate taks");
        assert_eq!(found.instead.as_deref(), Some("delegate task"));
        assert_eq!(found.hits[0].name, "tasks.task.delegate");
        assert!(search(&model, "qqqqqqqqq").hits.is_empty());
        assert!(search(&model, "").hits.is_empty());
    }
}
