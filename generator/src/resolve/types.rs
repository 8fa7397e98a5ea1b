//! Shared types.

use std::collections::HashMap;

use super::fields::{Owner, Role};
use super::files::{Files, Read};
use super::{Namespace, Resolver};
use crate::diagnostic::{At, Finding, Part, Path};
use crate::model::{Enum, Item, Object, Shared, Usage};
use crate::naming;
use crate::raw;

/// The place in the model of each shared type.
pub(super) fn index(files: &Files, findings: &mut Vec<Finding>) -> HashMap<String, usize> {
    let mut index = HashMap::new();
    for (place, read) in files.types.iter().enumerate() {
        if let Some(first) = index.insert(read.value.name.clone(), place) {
            let at = |read: &Read<raw::Type>| At::new(read.file, Path::default().key("type"), Part::Value);
            let message = format!("the type `{}` is described twice", read.value.name);
            let finding = Finding::new("duplicate-type", at(read), message);
            findings.push(finding.related(at(&files.types[first]), "first here").help("keep one of the two files"));
        }
    }
    index
}

/// Resolves all shared types, in the order of [`index`].
pub(super) fn resolve(cx: &mut Resolver<'_>, files: &Files) -> Vec<Shared> {
    let mut names = Namespace::default();
    files.types.iter().map(|read| shared(cx, read, &mut names)).collect()
}

fn shared(cx: &mut Resolver<'_>, read: &Read<raw::Type>, names: &mut Namespace) -> Shared {
    let Read { file, value } = read;
    let at = At::new(*file, Path::default().key("type"), Part::Value);
    let (modules, module, ident) = names_of(cx, read, &at);
    let docs = cx.page(value.docs.as_ref(), *file);
    let mut owner = Owner::new(*file, value.name.clone(), docs.clone(), &[]);
    let (origin, doc) = (value.name.clone(), value.summary.clone());
    match (&value.fields, &value.values) {
        (Some(fields), None) => {
            let place = owner.reserve(cx, &ident, &value.name, at.clone());
            let fields = owner.fields(cx, fields, &Path::default().key("fields"), &ident, Role::Shared);
            owner.items[place] = Item::Object(Object { ident, doc, origin, docs, fields, usage: Usage::default() });
        }
        (None, Some(values)) => {
            let place = owner.reserve(cx, &ident, &value.name, at.clone());
            let is_numeric = match value.of.as_deref() {
                None | Some("string") => false,
                Some("integer") => true,
                Some(other) => {
                    let at = At::new(*file, Path::default().key("of"), Part::Value);
                    let finding =
                        Finding::new("bad-value", at, format!("values are of type string or integer, not `{other}`"));
                    cx.report(finding);
                    false
                }
            };
            let values = owner.values(cx, values, &Path::default().key("values"), is_numeric);
            owner.items[place] = Item::Enum(Enum { ident, doc, origin, docs, is_numeric, values });
        }
        _ => {
            let finding = Finding::new(
                "missing-key",
                at.clone(),
                format!("`{}` needs `fields` or `values`, one of them", value.name),
            );
            cx.report(finding.help("`fields` makes it an object, `values` a list of allowed values"));
            owner.reserve(cx, &ident, &value.name, at.clone());
        }
    }
    let parent = modules.join("::");
    for item in &owner.items {
        names.take(cx, "types", &format!("{parent}::{}", item.ident()), &value.name, at.clone());
    }
    let path = cx.sources.file(*file).path().to_owned();
    Shared { file: path, name: value.name.clone(), modules, module, items: owner.items }
}

/// The modules around a type, its own module, and its name in Rust; its file has to be where they are.
fn names_of(cx: &mut Resolver<'_>, read: &Read<raw::Type>, at: &At) -> (Vec<String>, String, String) {
    let name = &read.value.name;
    let segments: Vec<&str> = name.split('.').collect();
    let is_type = |segment: &str| segment.chars().next().is_some_and(|first| first.is_ascii_uppercase());
    let well_formed = segments.len() > 1
        && segments
            .iter()
            .all(|segment| naming::is_ident(segment) || naming::module(segment).is_some_and(|m| m.ends_with('_')))
        && segments.last().is_some_and(|last| is_type(last))
        && !segments[..segments.len() - 1].iter().any(|segment| is_type(segment));
    if !well_formed {
        let message = format!("`{name}` is not the name of a type");
        cx.report(
            Finding::new("bad-name", at.clone(), message).help("modules in lower case, then the type: `tasks.Task`"),
        );
    }
    let mut modules: Vec<String> = segments.iter().filter_map(|segment| naming::module(segment)).collect();
    let module = modules.pop().unwrap_or_default();
    let ident = segments.last().and_then(|last| naming::ty(last, &[])).unwrap_or_default();
    let files: Vec<String> = segments.iter().filter_map(|segment| naming::file(segment)).collect();
    let expected = format!("types/{}.yaml", files.join("/"));
    let found = cx.sources.file(read.file).path().to_owned();
    if well_formed && found != expected {
        let message = format!("the type `{name}` belongs in `{expected}`");
        cx.report(Finding::new("wrong-file", at.clone(), message).help("move the file, or mend the name"));
    }
    (modules, module, ident)
}
