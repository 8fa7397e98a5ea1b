//! A thing: its name, the type that it is a kind of, its fields and its calls.

use super::super::context::Resolver;
use super::super::fields::{Owner, Taken};
use super::super::files::Read;
use super::base::{Base, at, object};
use super::{calls, fields};
use crate::diagnostic::Finding;
use crate::model::{Item, Model, Object, Shared, Thing, Usage};
use crate::naming;
use crate::raw;

/// Returns the name of a thing's type, for fields that are of it.
pub(super) fn name(thing: &raw::Thing) -> String {
    format!("portal.{}", thing.thing)
}

/// Returns the name of a thing in Rust. An unsuitable or duplicate name, and a file of another name, are reported.
pub(super) fn ident(cx: &mut Resolver<'_>, read: &Read<raw::Thing>, taken: &mut Taken) -> String {
    let name = &read.value.thing;
    let made = naming::ty(name, &[]).unwrap_or_default();
    if made != *name {
        let message = format!("`{name}` cannot be the name of a type in Rust");
        let help = match made.as_str() {
            "" => "write words with capitals, without spaces: `Project`, `SiteVisit`".to_owned(),
            made => format!("write words with capitals, without spaces: `{made}`"),
        };
        cx.report(Finding::new("bad-name", at(read, "thing"), message).help(help));
        return made;
    }
    let expected = format!("{}.yaml", naming::file(name).unwrap_or_default());
    if cx.sources.file(read.file).path() != expected {
        let message = format!("the thing `{name}` belongs in `{expected}`");
        let finding = Finding::new("wrong-file", at(read, "thing"), message);
        cx.report(finding.help("rename the file, or mend the name"));
    }
    if !taken.names.insert(made.clone()) {
        let first = cx.files.things.iter().find(|other| other.value.thing == *name);
        let finding = Finding::new("duplicate-type", at(read, "thing"), format!("`{name}` is described twice"));
        let finding = finding.help("keep one of the two files, or give one of them another name");
        cx.report(match first {
            Some(first) => finding.related(at(first, "thing"), "first here"),
            None => finding,
        });
    }
    made
}

/// Resolves a thing; `None` if it is unknown what it is a kind of.
pub(super) fn resolve(
    cx: &mut Resolver<'_>,
    model: &Model,
    read: &Read<raw::Thing>,
    (index, ident): (usize, String),
    taken: &mut Taken,
) -> Option<(Shared, Thing)> {
    let Read { file, value, .. } = read;
    let of = kind(cx, model, read);
    let docs = of.and_then(|of| Some(object(model, of)?.docs.clone())).flatten();
    let mut owner = Owner::new(*file, name(value), None);
    owner.taken = std::mem::take(taken);
    owner.reserve(&ident);
    let mut base = Base::new(model, of);
    let fields = fields::resolve(cx, read, &mut owner, &mut base, &ident);
    let found = calls::family(cx, model, read, of);
    calls::with(cx, read, model, &found);
    let calls = of.map(|of| calls::resolve(model, &found, (of, index), &mut owner, &mut base, &ident));
    let (origin, doc, usage) = (name(value), value.title.clone(), Usage::default());
    let module = naming::module(&ident).unwrap_or_default();
    owner.items[0] = Item::Object(Object { ident, doc, origin, docs, fields, usage });
    *taken = std::mem::take(&mut owner.taken);
    let path = cx.sources.file(*file).path().to_owned();
    let (sources, name, modules) = (vec![path.clone()], name(value), vec!["portal".to_owned()]);
    let shared = Shared { file: path, sources, name, modules, module, items: owner.items };
    let thing = Thing {
        shared: index,
        of: of?,
        title: value.title.clone(),
        methods: value.methods.clone(),
        with: value.with.0.clone(),
        calls: calls?,
        borrowed: base.borrowed(),
    };
    Some((shared, thing))
}

/// Returns the shared type that a thing is a kind of. One that there is not, or that has no fields, is reported.
fn kind(cx: &mut Resolver<'_>, model: &Model, read: &Read<raw::Thing>) -> Option<usize> {
    let name = &read.value.of;
    let index = model.types.iter().position(|shared| shared.name == *name);
    if let Some(index) = index.filter(|index| object(model, *index).is_some()) {
        return Some(index);
    }
    let with_fields = model.types.iter().enumerate().filter(|(index, _)| object(model, *index).is_some());
    let help = match cx.guesses.nearest(name, with_fields.map(|(_, shared)| shared.name.as_str())) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "write the name of a documented type with fields: `crm.Item`, `crm.Deal`, `lists.Element`".to_owned(),
    };
    let message = match index {
        Some(_) => format!("the type `{name}` has values, and no fields"),
        None => format!("there is no shared type `{name}` in the documentation"),
    };
    cx.report(Finding::new("unknown-type", at(read, "of"), message).help(help).given(&["of"]));
    None
}
