//! `b24 explain`: the meaning of an error.

use std::fmt::Write;
use std::process::ExitCode;

use bitrix24_schema::export;
use bitrix24_schema::model::{ErrorEntry, Method, Model, Retry};
use serde_json::{Value, json};

use crate::catalogue::CatalogueArgs;
use crate::failure::Failure;
use crate::names;
use crate::output::OutputArgs;

const AFTER_HELP: &str = "\
Examples:
  b24 explain QUERY_LIMIT_EXCEEDED
  b24 explain 100 --method tasks.task.delegate
  b24 explain '' --method crm.deal.list      errors without a code
  b24 explain ACCESS_DENIED -o csv           its methods, for programs";

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
    #[command(flatten)]
    output: OutputArgs,
}

/// An error, and the method that answers it; any method answers those without one.
type Owned<'m> = (Option<&'m Method>, &'m ErrorEntry);

impl Args {
    pub(crate) fn run(self) -> Result<ExitCode, Failure> {
        let model = match &self.method {
            Some(method) => self.schema.near(method)?,
            None => self.schema.model()?,
        };
        let found = match &self.method {
            Some(name) => of_method(&model, name, &self.code)?,
            None => of_system(&model, &self.code).chain(of_methods(&model.methods, &self.code)).collect(),
        };
        if found.is_empty() {
            let whose = self.method.as_ref().map_or(String::new(), |method| format!(" of {method}"));
            let near = names::did_you_mean(&self.code, codes(&model, self.method.as_deref()));
            return Err(Failure::usage(format!(
                "no error{whose} with the code `{}` is documented{near}\n`b24 search WORDS` finds errors by words",
                self.code
            )));
        }
        self.output.print(|| found.iter().map(json).collect(), || text(&found, self.method.is_some()))?;
        Ok(ExitCode::SUCCESS)
    }
}

/// Returns the errors of a code for this method: among its own errors, then the system's.
fn of_method<'m>(model: &'m Model, name: &str, code: &str) -> Result<Vec<Owned<'m>>, Failure> {
    let methods = names::methods(model, name);
    if methods.is_empty() {
        return Err(Failure::usage(names::unknown(model, name)));
    }
    let methods = methods.into_iter().map(|index| &model.methods[index]);
    Ok(of_methods(methods, code).chain(of_system(model, code)).collect())
}

fn of_methods<'m>(methods: impl IntoIterator<Item = &'m Method>, code: &str) -> impl Iterator<Item = Owned<'m>> {
    let all = methods.into_iter().flat_map(|method| method.errors.iter().map(move |entry| (Some(method), entry)));
    all.filter(move |(_, entry)| is_code(&entry.code, code))
}

fn of_system<'m>(model: &'m Model, code: &str) -> impl Iterator<Item = Owned<'m>> {
    let all = model.errors.iter().map(|error| (None, &error.entry));
    all.filter(move |(_, entry)| is_code(&entry.code, code))
}

/// Returns the codes that are documented: a method's and the system's, or all.
fn codes<'m>(model: &'m Model, name: Option<&'m str>) -> impl Iterator<Item = &'m str> {
    let is_asked = move |method: &&Method| name.is_none_or(|name| method.name.wire.eq_ignore_ascii_case(name));
    let own = model.methods.iter().filter(is_asked).flat_map(|method| &method.errors);
    let system = model.errors.iter().map(|error| &error.entry);
    own.chain(system).map(|entry| entry.code.as_str()).filter(|code| code.len() > 3)
}

/// Returns an error for programs.
fn json((method, entry): &Owned<'_>) -> Value {
    let mut value = json!({ "method": method.map(|method| method.name.wire.as_str()) });
    if let (Value::Object(map), Value::Object(facts)) = (&mut value, export::error_json(entry)) {
        map.extend(facts);
    }
    value
}

/// Returns the meaning of errors for people; those of many methods in part, unless their method is asked for.
fn text(found: &[Owned<'_>], is_asked: bool) -> String {
    let mut text = String::new();
    let mut methods = 0;
    for same in found.chunk_by(|(one, _), (next, _)| match (one, next) {
        (Some(one), Some(next)) => std::ptr::eq(*one, *next),
        (one, next) => one.is_none() && next.is_none(),
    }) {
        let method = same.first().and_then(|(method, _)| *method);
        methods += usize::from(method.is_some());
        if method.is_some() && methods > SHOWN {
            continue;
        }
        for (_, entry) in same {
            line(&mut text, method.map_or("any method", |method| &method.name.wire), entry);
        }
        if let Some(page) = method.and_then(|method| method.docs.as_ref()).filter(|_| is_asked) {
            let _ = writeln!(text, "  see {}", page.url);
        }
    }
    if let Some(more) = methods.checked_sub(SHOWN).filter(|more| *more > 0) {
        let _ = writeln!(text, "... and {more} more methods; name one with --method");
    }
    text
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
