//! `b24 explain`: the meaning of an error.

use std::fmt::Write;
use std::process::ExitCode;

use bitrix24_schema::model::{ErrorEntry, Method, Model, Retry};

use crate::catalogue::CatalogueArgs;
use crate::failure::Failure;
use crate::names;
use crate::terminal::print;

const AFTER_HELP: &str = "\
Examples:
  b24 explain QUERY_LIMIT_EXCEEDED
  b24 explain 100 --method tasks.task.delegate
  b24 explain '' --method crm.deal.list      # errors without a code";

/// The largest number of listed methods that answer a code.
const SHOWN: usize = 12;

#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Args {
    #[command(flatten)]
    schema: CatalogueArgs,
    /// The error's code, as the server sent it
    #[arg(value_name = "CODE")]
    code: String,
    /// The method that answered it
    #[arg(long, value_name = "METHOD")]
    method: Option<String>,
}

impl Args {
    pub(crate) fn run(self) -> Result<ExitCode, Failure> {
        let model = match &self.method {
            Some(method) => self.schema.near(method)?,
            None => self.schema.model()?,
        };
        let text = match &self.method {
            Some(name) => of_method(&model, name, &self.code)?,
            None => of_any(&model, &self.code),
        };
        let Some(text) = text else {
            let whose = self.method.as_ref().map_or(String::new(), |method| format!(" of {method}"));
            let near = names::did_you_mean(&self.code, codes(&model, self.method.as_deref()));
            return Err(Failure::usage(format!("no error{whose} with the code `{}` is documented{near}", self.code)));
        };
        print(&text)?;
        Ok(ExitCode::SUCCESS)
    }
}

/// Returns the meaning of the code for this method: among its own errors, then the system's.
fn of_method(model: &Model, name: &str, code: &str) -> Result<Option<String>, Failure> {
    let methods = names::methods(model, name);
    if methods.is_empty() {
        return Err(Failure::usage(names::unknown(model, name)));
    }
    let mut text = String::new();
    for method in methods.into_iter().map(|index| &model.methods[index]) {
        let own = method.errors.iter().filter(|entry| is_code(&entry.code, code));
        own.for_each(|entry| line(&mut text, &method.name.wire, entry));
        if let Some(page) = method.docs.as_ref().filter(|_| !text.is_empty()) {
            let _ = writeln!(text, "  see {}", page.url);
        }
    }
    text.push_str(&of_system(model, code));
    Ok((!text.is_empty()).then_some(text))
}

/// Returns the codes that are documented: a method's and the system's, or all.
fn codes<'m>(model: &'m Model, name: Option<&'m str>) -> impl Iterator<Item = &'m str> {
    let is_asked = move |method: &&Method| name.is_none_or(|name| method.name.wire.eq_ignore_ascii_case(name));
    let own = model.methods.iter().filter(is_asked).flat_map(|method| &method.errors);
    let system = model.errors.iter().map(|error| &error.entry);
    own.chain(system).map(|entry| entry.code.as_str()).filter(|code| code.len() > 3)
}

fn of_system(model: &Model, code: &str) -> String {
    let mut text = String::new();
    let entries = model.errors.iter().filter(|error| is_code(&error.entry.code, code));
    entries.for_each(|error| line(&mut text, "any method", &error.entry));
    text
}

/// Returns the meaning of the code wherever it is documented.
fn of_any(model: &Model, code: &str) -> Option<String> {
    let mut text = of_system(model, code);
    let has_it = |method: &&Method| method.errors.iter().any(|entry| is_code(&entry.code, code));
    let methods: Vec<&Method> = model.methods.iter().filter(has_it).collect();
    for method in methods.iter().take(SHOWN) {
        let own = method.errors.iter().filter(|entry| is_code(&entry.code, code));
        own.for_each(|entry| line(&mut text, &method.name.wire, entry));
    }
    if let Some(more) = methods.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        let _ = writeln!(text, "... and {more} more methods; name one with --method");
    }
    (!text.is_empty()).then_some(text)
}

/// Returns true if a code is the documented one, which may have `*` in the place of any text.
fn is_code(known: &str, code: &str) -> bool {
    match known.to_lowercase().split_once('*') {
        Some((start, end)) => {
            let rest = code.to_lowercase();
            known.eq_ignore_ascii_case(code) || rest.strip_prefix(start).is_some_and(|rest| rest.ends_with(end))
        }
        None => known.eq_ignore_ascii_case(code),
    }
}

fn line(text: &mut String, whose: &str, entry: &ErrorEntry) {
    let code = if entry.code.is_empty() { "no code" } else { &entry.code };
    let status = entry.status.map_or(String::new(), |status| format!(" (HTTP {status})"));
    let message = entry.message.as_deref().filter(|message| !message.is_empty());
    let message = message.map_or(String::new(), |message| format!(": {message}"));
    // Writing to a text cannot fail.
    let _ = writeln!(text, "{whose}: {code}{message}{status}");
    for when in entry.circumstances() {
        let _ = writeln!(text, "  when {when}");
    }
    let advice = match entry.advice() {
        Some(Retry::Never) => "  calling again does not help",
        Some(Retry::Backoff) => "  calling again, unchanged, after a growing pause can help",
        Some(Retry::Wait) => "  calling again helps once the method's time limit has room",
        Some(Retry::Refresh) => "  calling again with a fresh access token helps",
        None => return,
    };
    let _ = writeln!(text, "{advice}");
}
