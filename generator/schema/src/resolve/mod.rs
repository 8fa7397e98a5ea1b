//! From [`raw`] to [`model`](crate::model): reads every file, resolves and names everything, and reports all that is
//! wrong in one run.

mod catalogue;
mod characters;
mod entries;
mod errors;
mod fields;
mod files;
mod history;
mod methods;
mod rules;
mod types;
mod words;

use std::collections::HashMap;

use crate::diagnostic::{At, Diagnostics, Finding, Part, Path};
use crate::graph;
use crate::model::{Deprecated, Docs, Model, Page};
use crate::naming::{self, is_ident};
use crate::raw;
use crate::source::{FileId, Sources};
use files::Files;

/// Resolves a schema, or tells all that is wrong with it.
pub fn resolve(sources: &Sources) -> Result<Model, Diagnostics> {
    let mut findings = Vec::new();
    let mut files = files::read(sources, &mut findings);
    words::lay_over(&mut files, &mut findings);
    match model(sources, &files, &mut findings) {
        Some(mut model) if findings.is_empty() => {
            graph::mark_usage(&mut model);
            Ok(model)
        }
        _ => {
            files::read_again(sources, &mut files.trees, &mut findings);
            Err(Diagnostics::new(findings, sources, &files.trees))
        }
    }
}

/// Reads a file of waivers, or tells all that is wrong with it.
pub fn waivers(sources: &Sources) -> Result<Vec<raw::Waiver>, Diagnostics> {
    let (mut findings, mut files) = (Vec::new(), Files::default());
    let waivers = files::waivers(sources, &mut files.trees, &mut findings);
    if findings.is_empty() {
        return Ok(waivers);
    }
    files::read_again(sources, &mut files.trees, &mut findings);
    Err(Diagnostics::new(findings, sources, &files.trees))
}

fn model(sources: &Sources, files: &Files, findings: &mut Vec<Finding>) -> Option<Model> {
    // Without a catalogue there is no model, but all else can be checked.
    let unknown = raw::Catalogue::default();
    let catalogue = files.catalogue.as_ref().map_or(&unknown, |read| &read.value);
    if let Some(read) = &files.catalogue {
        catalogue::check(read, findings);
    }
    let types = types::index(files, findings);
    let ids: Vec<String> = catalogue.ids.0.iter().map(|(name, _)| name.clone()).collect();
    let mut cx = Resolver { sources, files, docs: &catalogue.docs, ids: &ids, types, findings };
    let types = types::resolve(&mut cx, files);
    let methods = methods::resolve(&mut cx, files);
    let errors = errors::system(&mut cx, files);
    files.catalogue.as_ref()?;
    let docs = Docs {
        base: catalogue.docs.base.clone(),
        date: catalogue.docs.date.clone(),
        commit: catalogue.docs.commit.clone(),
        importer: catalogue.docs.importer.clone(),
    };
    let ids = catalogue.ids.0.clone();
    let mut model = Model { docs, methods, types, errors, ids, released: Default::default() };
    if let Some(history) = &files.history {
        history::lay_over(&mut model, history, findings);
    }
    Some(model)
}

/// That something is deprecated.
fn deprecated(deprecated: &raw::Deprecated) -> Option<Deprecated> {
    match deprecated {
        raw::Deprecated::Flag(false) => None,
        raw::Deprecated::Flag(true) => Some(Deprecated { instead: None }),
        raw::Deprecated::Instead(instead) => Some(Deprecated { instead: Some(instead.clone()) }),
    }
}

/// What resolving one part needs to know of all others.
struct Resolver<'r> {
    sources: &'r Sources,
    files: &'r Files,
    docs: &'r raw::Docs,
    ids: &'r [String],
    /// The places of shared types in the model, by name.
    types: HashMap<String, usize>,
    findings: &'r mut Vec<Finding>,
}

impl Resolver<'_> {
    fn report(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    fn page(&mut self, docs: Option<&String>, file: FileId) -> Option<Page> {
        let path = docs?;
        if path.is_empty()
            || path.ends_with(".md")
            || path.starts_with('/')
            || path.contains("://")
            || path.contains(' ')
        {
            let at = At::new(file, Path::default().key("docs"), Part::Value);
            let help = "write the page's path below the documentation's root, without `.md`";
            self.report(Finding::new("bad-value", at, format!("`{path}` is not the path of a page")).help(help));
        }
        Some(Page { path: path.clone(), url: format!("{}{path}.html", self.docs.base) })
    }

    /// The override `rust`, if there is one; `make` is what makes names of that kind, and so knows which are taken.
    fn rust_name(&mut self, rust: Option<&String>, make: naming::Make, at: &dyn Fn() -> At) -> Option<String> {
        let name = rust?;
        let made = make(name);
        let is_taken = made.as_deref().is_some_and(|made| made.strip_suffix('_') == Some(name));
        let starts_like = |made: &str| made.starts_with(char::is_uppercase) == name.starts_with(char::is_uppercase);
        let help = match &made {
            _ if !is_ident(name) => "letters, digits and `_`, no digit first, and no keyword".to_owned(),
            _ if is_taken => format!("that name is taken; `{name}_` is free"),
            Some(made) if !starts_like(made) => format!("write it like other names of its kind: `{made}`"),
            _ => return Some(name.clone()),
        };
        self.report(Finding::new("bad-name", at(), format!("`{name}` cannot be its name in Rust")).help(help));
        Some(name.clone())
    }

    /// Reports two things that would have the same name in Rust.
    fn collision(&mut self, kind: &str, ident: &str, second: (&str, At), first: (&str, At)) {
        let message = format!("the {kind} `{}` and `{}` would both be `{ident}` in Rust", first.0, second.0);
        let finding = Finding::new("name-collision", second.1, message).related(first.1, "the other one");
        let help = match kind {
            "types" | "methods" => "give one of them another name",
            _ => "give one of them another name with the key `rust`",
        };
        self.report(finding.help(help).given(&["rust", "code", "message", "method", "api", "type"]));
    }
}

/// Names that have been given out, with their owners.
#[derive(Default)]
struct Namespace {
    taken: HashMap<String, (String, At)>,
}

impl Namespace {
    /// Takes a name, or reports who has it.
    fn take(&mut self, cx: &mut Resolver<'_>, kind: &str, ident: &str, wire: &str, at: At) {
        if let Some((first, first_at)) = self.taken.get(ident) {
            cx.collision(kind, ident, (wire, at), (first, first_at.clone()));
        } else {
            self.taken.insert(ident.to_owned(), (wire.to_owned(), at));
        }
    }

    /// Takes a name for something that may be described twice, which is reported as that.
    fn take_once(&mut self, cx: &mut Resolver<'_>, kind: &str, ident: &str, wire: &str, at: At) {
        if !self.taken.get(ident).is_some_and(|(first, _)| first.eq_ignore_ascii_case(wire)) {
            self.take(cx, kind, ident, wire, at);
        }
    }
}
