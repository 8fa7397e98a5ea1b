//! A portal's own types: laid over the model of the documented API.

mod base;
mod calls;
mod fields;
mod thing;

use std::collections::HashSet;

use super::context::Resolver;
use super::fields::Taken;
use super::files::{self, Files, Read};
use crate::diagnostic::{At, Diagnostics, Finding, Part, Path};
use crate::graph;
use crate::model::{Model, Shared, Thing};
use crate::naming::Guesses;
use crate::raw;
use crate::source::Sources;

/// Resolves the things of a portal and adds them to the model of the documented API, or returns all problems.
pub(crate) fn resolve(sources: &Sources, mut base: Model) -> Result<Model, Diagnostics> {
    let mut findings = Vec::new();
    let mut files = files::read_portal(sources, &mut findings);
    let resolved = things(sources, &files, &base, &mut findings);
    if !findings.is_empty() {
        files::read_again(sources, &mut files.trees, &mut findings);
        return Err(Diagnostics::new(findings, sources, &files.trees));
    }
    base.scopes = files.portal.map(|read| read.value.scopes);
    for (shared, thing) in resolved {
        base.types.push(shared);
        base.things.push(thing);
    }
    for index in 0..base.things.len() {
        graph::mark_thing(&mut base, index);
    }
    Ok(base)
}

fn things(sources: &Sources, files: &Files, base: &Model, findings: &mut Vec<Finding>) -> Vec<(Shared, Thing)> {
    if let Some(read) = &files.portal {
        version(read, findings);
    }
    let docs = raw::Docs { base: base.docs.base.clone(), ..raw::Docs::default() };
    let ids: HashSet<String> = base.ids.iter().map(|(name, _)| name.clone()).collect();
    let types = base.types.iter().enumerate().map(|(index, shared)| (shared.name.clone(), index));
    let own = files.things.iter().enumerate().map(|(nth, read)| (thing::name(&read.value), base.types.len() + nth));
    let types = types.chain(own).collect();
    let mut cx = Resolver {
        sources,
        files,
        docs: &docs,
        scopes: &[],
        ids: &ids,
        base: Some(base),
        types: &types,
        guesses: Guesses::default(),
        findings,
    };
    let mut taken = Taken::default();
    let idents: Vec<String> = files.things.iter().map(|read| thing::ident(&mut cx, read, &mut taken)).collect();
    let things = files.things.iter().zip(idents).enumerate();
    let resolve =
        |(nth, (read, ident))| thing::resolve(&mut cx, base, read, (base.types.len() + nth, ident), &mut taken);
    things.filter_map(resolve).collect()
}

fn version(read: &Read<raw::Portal>, findings: &mut Vec<Finding>) {
    if read.value.portal != 1 {
        let message = format!("this generator reads portals of format 1, not {}", read.value.portal);
        let at = At::new(read.file, Path::default().key("portal"), Part::Value);
        let help = "use a generator of that format, or pull the portal again";
        findings.push(Finding::new("bad-value", at, message).help(help));
    }
}
