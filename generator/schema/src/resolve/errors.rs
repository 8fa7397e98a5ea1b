//! Errors.

use std::collections::HashMap;

use super::context::{Namespace, Resolver};
use super::files::{Files, Read};
use crate::diagnostic::{At, Finding, Part, Path};
use crate::model::{Api, ErrorEntry, SystemError};
use crate::naming::{self, Style};
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

/// The errors that any method may answer: variants of one enumeration, so that their names differ across versions.
pub(super) fn system(cx: &mut Resolver<'_>, files: &Files) -> Vec<SystemError> {
    let Some(Read { file, value, .. }) = &files.errors else { return Vec::new() };
    let lists = [(Api::V2, "v2", &value.v2), (Api::V3, "v3", &value.v3)];
    let places = lists.map(|(_, key, list)| (list.as_slice(), Errors { file: *file, path: Path::default().key(key) }));
    let apis = lists.iter().flat_map(|(api, _, list)| list.iter().map(|_| *api));
    let entries = resolve_all(cx, &places);
    apis.zip(entries).map(|(api, entry)| SystemError { api, entry }).collect()
}

/// The errors of a method.
pub(super) fn resolve(cx: &mut Resolver<'_>, list: &[raw::Error], place: Errors) -> Vec<ErrorEntry> {
    resolve_all(cx, &[(list, place)])
}

/// The errors of lists that become one enumeration.
fn resolve_all(cx: &mut Resolver<'_>, lists: &[(&[raw::Error], Errors)]) -> Vec<ErrorEntry> {
    let mut names = Namespace::default();
    let mut wishes = Vec::new();
    let mut errors = Vec::new();
    for (list, place) in lists {
        let (mut first_of, mut times) = (HashMap::new(), HashMap::<_, usize>::new());
        for error in *list {
            *times.entry(&error.code).or_default() += 1;
        }
        for (index, error) in list.iter().enumerate() {
            let first = *first_of.entry((&error.code, &error.message)).or_insert(index);
            let first = (first < index).then_some(first);
            check(cx, error, (index, first), place);
            let at = || error.rust_at.as_deref().cloned().unwrap_or_else(|| place.at(index, "rust"));
            let is_alone = times.get(&error.code) == Some(&1);
            let mut wish = naming::wish_of_error(&error.code.text, error.message.as_deref(), is_alone);
            if let Some(rust) = cx.rust_name(error.rust.as_ref(), naming::error, &at) {
                if first.is_none() {
                    names.take(cx, "errors", &rust, &described(error), at());
                }
                (wish.name, wish.is_given) = (rust, true);
            }
            wishes.push(wish);
            errors.push(error);
        }
    }
    let entry = |(error, ident): (&raw::Error, String)| ErrorEntry {
        ident,
        code: error.code.text.clone(),
        message: error.message.clone(),
        status: error.status,
        reasons: error.reason.as_slice().to_vec(),
        of: error.of.clone(),
        when: error.when.as_slice().to_vec(),
        retry: error.retry,
    };
    errors.into_iter().zip(naming::apart(&wishes, Style::Camel)).map(entry).collect()
}

/// Reports what is wrong with an error, which may be given before.
fn check(cx: &mut Resolver<'_>, error: &raw::Error, (index, first): (usize, Option<usize>), place: &Errors) {
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
}

fn described(error: &raw::Error) -> String {
    match (error.code.text.as_str(), error.message.as_deref()) {
        (code, None) => code.to_owned(),
        ("", Some(message)) => format!("\"{message}\""),
        (code, Some(message)) => format!("{code} \"{message}\""),
    }
}
