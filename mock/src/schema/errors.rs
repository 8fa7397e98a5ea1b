//! Finds the documented error of a method for an invalid call.

use bitrix24_schema::model::{ErrorEntry, Method};
use serde_json::{Map, Value};

use super::Catalogue;
use super::check::{Problem, ProblemKind};
use crate::fail::Fail;
use crate::request::ApiVersion;

/// Words of messages about a missing value.
const MISSING: [&str; 10] = [
    "could not find value",
    "not specified",
    "not defined",
    "required",
    "missing",
    "not set",
    "empty",
    "not passed",
    "not provided",
    "not entered",
];

/// Words of messages about a value of the wrong type.
const TYPE: [&str; 8] =
    ["must be", "should be", "invalid", "type", "incorrect", "wrong", "not a", "unable to recognize"];

/// Words of messages about an unknown value.
const UNKNOWN: [&str; 4] = ["unknown", "unexpected", "not allowed in", "extra"];

/// Words of messages about a missing object.
const NOT_FOUND: [&str; 4] = ["not found", "not_found", "wrong task id", "does not exist"];

impl Catalogue {
    /// Returns the refusal of a call, if its parameters are invalid.
    pub(crate) fn check(&self, method: &Method, params: &Map<String, Value>) -> Result<(), Fail> {
        match self.problem(method, params) {
            Some(problem) => Err(refusal(method, &problem)),
            None => Ok(()),
        }
    }
}

/// Returns the documented error that fits, or else the system's.
fn refusal(method: &Method, problem: &Problem) -> Fail {
    let api = super::version(method.api);
    let words: &[&str] = match problem.kind {
        ProblemKind::Missing => &MISSING,
        ProblemKind::Type(_) => &TYPE,
        ProblemKind::Unknown => &UNKNOWN,
    };
    let name = problem.path.rsplit('.').next().unwrap_or_default();
    let mut fitting = method.errors.iter().filter(|entry| says(entry, words) && names(entry, name));
    // One that is about this field tells more than one that may be about any.
    let is_about = |entry: &&ErrorEntry| entry.of.iter().any(|field| field.eq_ignore_ascii_case(name));
    let entry = fitting.clone().find(is_about).or_else(|| fitting.next());
    let mut fail = match entry {
        Some(entry) => of(entry, name),
        None => system(api, problem),
    };
    if api == ApiVersion::V3 && fail.code.contains("VALIDATION") {
        fail.validation = vec![(problem.path.clone(), explain(problem))];
    }
    fail
}

/// Returns the server's error for methods without a documented one.
fn system(api: ApiVersion, problem: &Problem) -> Fail {
    let path = &problem.path;
    if api == ApiVersion::V3 {
        return Fail::validation(path, &explain(problem));
    }
    let name = path.split(['.', '[']).next().unwrap_or_default();
    match problem.kind {
        ProblemKind::Missing => Fail::new(400, "100", &format!("Could not find value for parameter {{{name}}}")),
        ProblemKind::Type(expected) => {
            let message =
                format!("Invalid value to match with parameter {{{name}}}. Should be value of type {expected}.");
            Fail::new(400, "100", &message)
        }
        ProblemKind::Unknown => Fail::new(400, "ERROR_ARGUMENT", &format!("Unknown parameter '{path}'")),
    }
}

fn explain(problem: &Problem) -> String {
    let path = &problem.path;
    match problem.kind {
        ProblemKind::Missing => format!("Required field `{path}` is not specified"),
        ProblemKind::Type(expected) => format!("The field `{path}` requires data type {expected}"),
        ProblemKind::Unknown => format!("Unknown field `{path}`"),
    }
}

/// Returns true if an error contains one of these words.
fn says(entry: &ErrorEntry, words: &[&str]) -> bool {
    texts(entry).any(|text| {
        let text = text.to_lowercase();
        words.iter().any(|word| text.contains(word))
    })
}

/// Returns true if an error names a parameter, by its name or by a placeholder.
fn names(entry: &ErrorEntry, name: &str) -> bool {
    let is_name = |word: &str| word.eq_ignore_ascii_case(name);
    texts(entry).any(|text| {
        let mut words = text.split(|c: char| !c.is_alphanumeric() && c != '_');
        words.any(is_name) || text.contains('*') || text.contains("{field")
    })
}

fn texts(entry: &ErrorEntry) -> impl Iterator<Item = &str> {
    entry.message.as_deref().into_iter().chain(entry.when.iter().map(String::as_str))
}

/// Returns a documented error, with its placeholders replaced by a parameter's name.
fn of(entry: &ErrorEntry, name: &str) -> Fail {
    let message = entry.message.as_deref().unwrap_or_default();
    let message = message.replace("{field_name}", name).replacen('*', name, 1);
    // A code with a part of any text.
    let code = entry.code.replace('*', "OTHER");
    Fail::new(entry.status.unwrap_or(400), &code, &message)
}

/// Returns the documented error whose message has this text.
pub(crate) fn documented(method: Option<&Method>, text: &str) -> Option<Fail> {
    let mut entries = method?.errors.iter();
    entries.find(|entry| entry.message.as_deref().is_some_and(|message| message.contains(text))).map(|e| of(e, ""))
}

/// Returns the error of a method for a missing object.
pub(crate) fn not_found(method: Option<&Method>, api: ApiVersion) -> Fail {
    let fallback = match api {
        ApiVersion::V2 => Fail::new(400, "NOT_FOUND", "Not found"),
        ApiVersion::V3 => Fail::v3(400, "ENTITYNOTFOUNDEXCEPTION", "The object with this identifier is not found"),
    };
    let is_it = |entry: &&ErrorEntry| {
        let words = NOT_FOUND.iter().any(|word| entry.code.to_lowercase().contains(word)) || says(entry, &NOT_FOUND);
        // The type of an item is another matter.
        words && !texts(entry).any(|text| text.contains("SPA") || text.contains("Smart process"))
    };
    let entry = method.and_then(|method| method.errors.iter().find(is_it));
    entry.map_or(fallback, |entry| of(entry, ""))
}
