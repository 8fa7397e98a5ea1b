//! Shared types.

use std::collections::{HashMap, HashSet};

use super::context::{Namespace, Resolver};
use super::fields::{Owner, Role, Taken};
use super::files::{Files, Read};
use super::type_names::{file_of, is_name};
use super::values;
use crate::diagnostic::{At, Finding, Part, Path};
use crate::model::{Enum, Item, Object, Shared, Type, Usage};
use crate::naming;
use crate::raw;

/// Returns the index in the model of each shared type.
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
    let mut names: Vec<Names> = files.types.iter().map(|read| names_of(cx, read)).collect();
    modules(&mut names);
    let mut idents: Idents = HashMap::new();
    let mut taken = Namespace::default();
    for (read, of) in files.types.iter().zip(&names) {
        let path = format!("{}::{}", of.modules.join("::"), of.ident);
        taken.take_once(cx, "types", &path, &read.value.name, at(read));
        idents.entry(of.modules.clone()).or_default().names.insert(of.ident.clone());
    }
    files.types.iter().zip(names).map(|(read, of)| shared(cx, read, of, &mut idents)).collect()
}

/// The names of types in each module.
type Idents = HashMap<Vec<String>, Taken>;

/// The names of a shared type in Rust.
struct Names {
    /// The modules around it.
    modules: Vec<String>,
    /// Its own module, which is private.
    module: String,
    ident: String,
}

/// Renames the own module of a type if other types are in a module of that name.
fn modules(names: &mut [Names]) {
    let folders = names.iter().flat_map(|of| (1..=of.modules.len()).map(|depth| of.modules[..depth].to_vec()));
    let folders: HashSet<Vec<String>> = folders.collect();
    for of in names {
        if folders.contains(&[of.modules.as_slice(), std::slice::from_ref(&of.module)].concat()) {
            of.module.push('_');
        }
    }
}

fn at(read: &Read<raw::Type>) -> At {
    At::new(read.file, Path::default().key("type"), Part::Value)
}

fn shared(cx: &mut Resolver<'_>, read: &Read<raw::Type>, names: Names, idents: &mut Idents) -> Shared {
    let Read { file, value, .. } = read;
    let at = at(read);
    let Names { modules, module, ident } = names;
    let docs = cx.page(value.docs.as_ref(), *file);
    let mut owner = Owner::new(*file, value.name.clone(), docs.clone());
    // Types inside it share the module with all others in it.
    let beside = idents.entry(modules.clone()).or_default();
    owner.taken = std::mem::take(beside);
    let place = owner.reserve(&ident);
    let (origin, doc) = (value.name.clone(), value.summary.clone());
    match (&value.fields, &value.values) {
        (Some(fields), None) => {
            let fields = owner.fields(cx, fields, &Path::default().key("fields"), &ident, Role::Shared);
            owner.items[place] = Item::Object(Object { ident, doc, origin, docs, fields, usage: Usage::default() });
        }
        (None, Some(values)) => {
            let is_numeric = match value.of.as_deref() {
                None | Some("string") => false,
                Some("integer") => true,
                Some(other) => {
                    let at = At::new(*file, Path::default().key("of"), Part::Value);
                    let message = format!("values are of type `string` or `integer`, not `{other}`");
                    cx.report(Finding::new("bad-value", at, message).help("leave it out for texts"));
                    false
                }
            };
            let of = if is_numeric { Type::Integer } else { Type::String };
            let values = values::resolve(cx, values, *file, &Path::default().key("values"), is_numeric);
            owner.items[place] = Item::Enum(Enum { ident, doc, origin, docs, of, is_numeric, values });
        }
        (Some(_), Some(_)) => {
            let key = |key: &str| At::new(*file, Path::default().key(key), Part::Key);
            let message = format!("`{}` has `fields` or `values`, but not both", value.name);
            let finding = Finding::new("bad-type", key("values"), message).related(key("fields"), "the fields");
            cx.report(finding.help("`fields` make an object of it, `values` a list of allowed values"));
        }
        (None, None) => {
            let message = format!("`{}` has neither `fields` nor `values`", value.name);
            let finding = Finding::new("missing-key", at.clone(), message).given(&["fields", "values"]);
            cx.report(finding.help("`fields` make an object of it, `values` a list of allowed values"));
        }
    }
    if value.of.is_some() && value.values.is_none() {
        let at = At::new(*file, Path::default().key("of"), Part::Key);
        let finding = Finding::new("bad-type", at, "`of` is the type of `values`, and there are none");
        cx.report(finding.help("take it out").given(&["values"]));
    }
    *beside = std::mem::take(&mut owner.taken);
    let path = cx.sources.file(*file).path().to_owned();
    Shared {
        sources: read.sources(cx.sources),
        file: path,
        name: value.name.clone(),
        modules,
        module,
        items: owner.items,
    }
}

/// Returns the names of a type in Rust, and reports a file in the wrong place.
fn names_of(cx: &mut Resolver<'_>, read: &Read<raw::Type>) -> Names {
    let (name, at) = (&read.value.name, at(read));
    let segments: Vec<&str> = name.split('.').collect();
    let well_formed = segments.len() > 1
        && segments
            .iter()
            .all(|segment| naming::is_ident(segment) || naming::module(segment).is_some_and(|m| m.ends_with('_')))
        && is_name(name)
        && !segments[..segments.len() - 1].iter().any(|segment| segment.starts_with(|c: char| c.is_ascii_uppercase()));
    if !well_formed {
        let message = format!("`{name}` is not the name of a type");
        cx.report(
            Finding::new("bad-name", at.clone(), message).help("modules in lower case, then the type: `tasks.Task`"),
        );
    }
    let mut modules: Vec<String> = segments.iter().filter_map(|segment| naming::module(segment)).collect();
    let module = modules.pop().unwrap_or_default();
    let ident = segments.last().and_then(|last| naming::ty(last, &[])).unwrap_or_default();
    let expected = file_of(name);
    let found = cx.sources.file(read.file).path().to_owned();
    if well_formed && found != expected {
        let message = format!("the type `{name}` belongs in `{expected}`");
        cx.report(Finding::new("wrong-file", at.clone(), message).help("move the file, or mend the name"));
    }
    Names { modules, module, ident }
}
