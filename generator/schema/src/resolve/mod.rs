//! Resolves [`raw`] into [`model`](crate::model): reads every file, names everything, and reports all problems in one
//! run.

mod catalogue;
mod characters;
mod conditions;
mod context;
mod entries;
mod errors;
mod events;
mod fields;
mod files;
mod forms;
mod history;
mod mark;
mod methods;
mod place;
mod portal;
mod result_keys;
mod rules;
mod takes;
mod type_names;
mod types;
mod unions;
mod values;
mod words;

use std::collections::HashSet;

use crate::diagnostic::{Diagnostics, Finding};
use crate::graph;
use crate::model::{Docs, Model};
use crate::naming::Guesses;
use crate::raw;
use crate::source::Sources;
use context::Resolver;
use files::Files;

pub(crate) use portal::resolve as portal;

/// Resolves a schema, or returns all its problems.
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

/// Reads a file of waivers, or returns all its problems.
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
    // Without a catalogue there is no model, but the rest can be checked.
    let unknown = raw::Catalogue::default();
    let catalogue = files.catalogue.as_ref().map_or(&unknown, |read| &read.value);
    if let Some(read) = &files.catalogue {
        catalogue::check(read, findings);
    }
    let types = types::index(files, findings);
    let ids: HashSet<String> = catalogue.ids.0.iter().map(|(name, _)| name.clone()).collect();
    let mut cx = Resolver {
        sources,
        files,
        docs: &catalogue.docs,
        scopes: &catalogue.scopes,
        ids: &ids,
        base: None,
        types: &types,
        guesses: Guesses::default(),
        findings,
    };
    let types = types::resolve(&mut cx, files);
    let methods = methods::resolve(&mut cx, files);
    let events = events::resolve(&mut cx, files);
    let errors = errors::system(&mut cx, files);
    files.catalogue.as_ref()?;
    let docs = Docs {
        base: catalogue.docs.base.clone(),
        date: catalogue.docs.date.clone(),
        commit: catalogue.docs.commit.clone(),
        importer: catalogue.docs.importer.clone(),
    };
    let ids = catalogue.ids.0.clone();
    let (things, released) = Default::default();
    let mut model = Model { docs, methods, types, events, errors, ids, things, scopes: None, released };
    if let Some(history) = &files.history {
        history::lay_over(&mut model, history, findings);
    }
    Some(model)
}
