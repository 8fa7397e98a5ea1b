//! Errors.

use super::files::{Files, Read};
use super::{Namespace, Resolver};
use crate::diagnostic::{At, Finding, Part, Path};
use crate::model::{Api, ErrorEntry, SystemError};
use crate::naming;
use crate::raw;
use crate::source::FileId;

/// Where a list of errors stands.
pub(super) struct Errors {
    pub(super) file: FileId,
    pub(super) path: Path,
}

impl Errors {
    fn at(&self, index: usize, key: &str) -> At {
        At::new(self.file, self.path.item(index).key(key), Part::Value)
    }
}

/// The errors that any method may answer.
pub(super) fn system(cx: &mut Resolver<'_>, files: &Files) -> Vec<SystemError> {
    let Some(Read { file, value, .. }) = &files.errors else { return Vec::new() };
    let mut names = Namespace::default();
    let mut all = Vec::new();
    for (api, key, list) in [(Api::V2, "v2", &value.v2), (Api::V3, "v3", &value.v3)] {
        let place = Errors { file: *file, path: Path::default().key(key) };
        let entries = resolve_in(cx, list, &place, &mut names);
        all.extend(entries.into_iter().map(|entry| SystemError { api, entry }));
    }
    all
}

/// The errors of a method.
pub(super) fn resolve(cx: &mut Resolver<'_>, list: &[raw::Error], place: &Errors) -> Vec<ErrorEntry> {
    resolve_in(cx, list, place, &mut Namespace::default())
}

fn resolve_in(cx: &mut Resolver<'_>, list: &[raw::Error], place: &Errors, names: &mut Namespace) -> Vec<ErrorEntry> {
    let mut entries = Vec::new();
    for (index, error) in list.iter().enumerate() {
        let is_repeated = check(cx, list, index, place);
        let at = || match &error.rust_at {
            Some(at) => At::clone(at),
            None => place.at(index, if error.rust.is_some() { "rust" } else { "code" }),
        };
        let ident = cx.rust_name(error.rust.as_ref(), naming::error, &at).or_else(|| variant(error, list));
        let Some(ident) = ident else {
            let message = "this error has neither a code nor a message to name it by";
            cx.report(
                Finding::new("bad-name", at(), message).help("name it with the key `rust`").given(&["message", "rust"]),
            );
            continue;
        };
        if !is_repeated {
            names.take(cx, "errors", &ident, &described(error), at());
        }
        entries.push(ErrorEntry {
            ident,
            code: error.code.text.clone(),
            message: error.message.clone(),
            status: error.status,
            when: error.when.as_slice().to_vec(),
            retry: error.retry,
        });
    }
    entries
}

/// Reports what is wrong with an error; tells whether it is given before.
fn check(cx: &mut Resolver<'_>, list: &[raw::Error], index: usize, place: &Errors) -> bool {
    let error = &list[index];
    let is_same = |other: &raw::Error| other.code == error.code && other.message == error.message;
    let first = list[..index].iter().position(is_same);
    if let Some(first) = first {
        let message = format!("the error {} is given twice", described(error));
        let finding = Finding::new("duplicate-error", place.at(index, "code"), message);
        let help = "an error is its code and message together: list several circumstances under one `when`";
        cx.report(finding.related(place.at(first, "code"), "first here").help(help).given(&["message"]));
    }
    if let Some(status) = error.status.filter(|status| !(100..600).contains(status)) {
        let message = format!("`status` cannot be {status}");
        cx.report(Finding::new("bad-value", place.at(index, "status"), message).help("a number from 100 to 599"));
    }
    first.is_some()
}

fn described(error: &raw::Error) -> String {
    match (error.code.text.as_str(), error.message.as_deref()) {
        (code, None) => code.to_owned(),
        ("", Some(message)) => format!("\"{message}\""),
        (code, Some(message)) => format!("{code} \"{message}\""),
    }
}

/// The name of an error: its code where that is a word and stands alone, else its message.
fn variant(error: &raw::Error, list: &[raw::Error]) -> Option<String> {
    let code = error.code.text.as_str();
    let is_word = code.chars().any(char::is_alphabetic);
    let is_alone = list.iter().filter(|other| other.code == error.code).count() == 1;
    let message = error.message.as_deref().unwrap_or_default();
    if is_word && is_alone || message.trim().is_empty() {
        return if is_word { naming::error(code) } else { naming::error(code).map(|_| format!("Code{}", word(code))) };
    }
    // Short enough to be read, long enough to be told apart.
    let words: Vec<&str> = message.split_whitespace().take(8).collect();
    naming::error(&words.join(" ")).or_else(|| naming::error(code))
}

fn word(code: &str) -> String {
    code.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect()
}
