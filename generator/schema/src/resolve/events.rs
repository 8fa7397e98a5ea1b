//! Events.

use std::collections::HashMap;

use super::context::Resolver;
use super::fields::Owner;
use super::files::{Files, Read};
use crate::diagnostic::{At, Finding, Part, Path};
use crate::model::{Availability, Event, Type};
use crate::raw;

/// Resolves all events, by name.
pub(super) fn resolve(cx: &mut Resolver<'_>, files: &Files) -> Vec<Event> {
    let mut seen: HashMap<String, At> = HashMap::new();
    for read in &files.events {
        let (name, at) = (&read.value.event, at(read));
        check_place(cx, read, &at);
        match seen.get(&name.to_uppercase()) {
            Some(first) => {
                let finding = Finding::new("duplicate-event", at, format!("the event `{name}` is described twice"));
                cx.report(finding.related(first.clone(), "first here").help("keep one of the two files"));
            }
            None => drop(seen.insert(name.to_uppercase(), at)),
        }
    }
    let mut events: Vec<Event> = files.events.iter().map(|read| event(cx, read)).collect();
    events.sort_by(|a, b| a.name.cmp(&b.name));
    events
}

/// Returns the path of the file that an event belongs in.
pub(super) fn file_of(name: &str) -> String {
    format!("events/{}.yaml", name.to_lowercase())
}

/// Returns true if a text is the name of an event: capitals and digits, with `.` or `_` between them.
fn is_name(name: &str) -> bool {
    let is_part =
        |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    name.split(['.', '_']).all(is_part)
}

fn at(read: &Read<raw::Event>) -> At {
    At::new(read.file, Path::default().key("event"), Part::Value)
}

/// Reports an event whose name is none, or whose file is in the wrong place.
fn check_place(cx: &mut Resolver<'_>, read: &Read<raw::Event>, at: &At) {
    let name = &read.value.event;
    if !is_name(name) {
        let finding = Finding::new("bad-name", at.clone(), format!("`{name}` is not the name of an event"));
        return cx.report(finding.help("write it as handlers get it, in capitals: `ONCRMDEALADD`"));
    }
    let expected = file_of(name);
    if cx.sources.file(read.file).path() != expected {
        let finding = Finding::new("wrong-file", at.clone(), format!("the event `{name}` belongs in `{expected}`"));
        cx.report(finding.help("move the file, or mend the name"));
    }
}

fn event(cx: &mut Resolver<'_>, read: &Read<raw::Event>) -> Event {
    let Read { file, value, .. } = read;
    let docs = cx.page(value.docs.as_ref(), *file);
    let mut owner = Owner::new(*file, value.event.clone(), docs.clone());
    let (data, data_doc) = match &value.data {
        Some(data) => (owner.data(cx, data, &Path::default().key("data")), data.body.doc.clone()),
        None => (Type::Any, None),
    };
    Event {
        file: cx.sources.file(*file).path().to_owned(),
        sources: read.sources(cx.sources),
        name: value.event.clone(),
        summary: value.summary.clone(),
        docs,
        scopes: cx.scopes(&value.scope, *file),
        caller: value.caller,
        availability: Availability { edition: value.edition, plan: value.plan, since: value.since.clone() },
        deprecated: cx
            .deprecated(value.deprecated.as_ref(), &|| At::new(*file, Path::default().key("deprecated"), Part::Value)),
        data,
        data_doc,
        items: owner.items,
    }
}
