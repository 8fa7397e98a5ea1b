//! From [`raw`] to [`model`](crate::model): reads every file, resolves and names everything, and reports all that is
//! wrong in one run.

mod errors;
mod fields;
mod files;
mod methods;
mod types;

use std::collections::HashMap;

use crate::diagnostic::{At, Diagnostics, Finding, Part, Path};
use crate::graph;
use crate::model::{Docs, Model, Page};
use crate::naming::is_ident;
use crate::raw;
use crate::source::{FileId, Sources};
use files::Files;

/// Resolves a schema, or tells all that is wrong with it.
pub fn resolve(sources: &Sources) -> Result<Model, Diagnostics> {
    let mut findings = Vec::new();
    let files = files::read(sources, &mut findings);
    let model = model(sources, &files, &mut findings);
    match model {
        Some(mut model) if findings.is_empty() => {
            graph::mark_usage(&mut model);
            Ok(model)
        }
        _ => Err(Diagnostics::new(findings, sources)),
    }
}

fn model(sources: &Sources, files: &Files, findings: &mut Vec<Finding>) -> Option<Model> {
    let catalogue = files.catalogue.as_ref()?;
    let ids = ids(catalogue, findings);
    let mut cx =
        Resolver { sources, docs: &catalogue.value.docs, ids: &ids, types: types::index(files, findings), findings };
    let types = types::resolve(&mut cx, files);
    let methods = methods::resolve(&mut cx, files);
    let errors = errors::system(&mut cx, files);
    let docs = Docs {
        base: catalogue.value.docs.base.clone(),
        date: catalogue.value.docs.date.clone(),
        commit: catalogue.value.docs.commit.clone(),
    };
    let ids = catalogue.value.ids.0.clone();
    Some(Model { docs, methods, types, errors, ids })
}

/// The names of the identifiers that the catalogue declares.
fn ids(catalogue: &files::Read<raw::Catalogue>, findings: &mut Vec<Finding>) -> Vec<String> {
    let root = Path::default();
    if catalogue.value.format != 1 {
        let at = At::new(catalogue.file, root.key("format"), Part::Value);
        findings.push(
            Finding::new("bad-value", at, "this generator reads format 1").help("use the generator of that format"),
        );
    }
    let is_date = |text: &str| {
        let parts: Vec<&str> = text.split('-').collect();
        let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
        lengths == [4, 2, 2] && parts.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    if !is_date(&catalogue.value.docs.date) {
        let at = At::new(catalogue.file, root.key("docs").key("date"), Part::Value);
        findings.push(Finding::new("bad-value", at, "a day is written YYYY-MM-DD"));
    }
    catalogue.value.ids.0.iter().map(|(name, _)| name.clone()).collect()
}

/// What resolving one part needs to know of all others.
struct Resolver<'r> {
    sources: &'r Sources,
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

    /// The override `rust`, if there is one that can be a name.
    fn rust_name(&mut self, rust: Option<&String>, at: &dyn Fn() -> At) -> Option<String> {
        let name = rust?;
        if !is_ident(name) {
            let message = format!("`{name}` cannot be a name in Rust");
            self.report(Finding::new("bad-name", at(), message).help("letters, digits and `_`, and no keyword"));
        }
        Some(name.clone())
    }

    /// Reports two things that would have the same name in Rust.
    fn collision(&mut self, kind: &str, ident: &str, second: (&str, At), first: (&str, At)) {
        let message = format!("the {kind} `{}` and `{}` would both be `{ident}` in Rust", first.0, second.0);
        let finding = Finding::new("name-collision", second.1, message).related(first.1, "the other one");
        self.report(finding.help("give one of them another name with the key `rust`"));
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
}
