//! A thing's fields: those of the documented type that it has, those of which more is known, and its own ones.

use std::collections::{HashMap, HashSet};

use super::super::context::Resolver;
use super::super::fields::{Owner, Role};
use super::super::files::Read;
use super::super::mark::split_mark;
use super::base::{Base, object};
use crate::diagnostic::{At, Finding, Part, Path};
use crate::graph;
use crate::model::{Availability, Field, Named};
use crate::naming;
use crate::raw;

/// Returns the fields of a thing: those of the documented type in its order, then its own.
pub(super) fn resolve(
    cx: &mut Resolver<'_>,
    read: &Read<raw::Thing>,
    owner: &mut Owner,
    base: &mut Base<'_>,
    ident: &str,
) -> Vec<Field> {
    let documented = base.of.and_then(|of| Some(&object(cx.base?, of)?.fields));
    let documented: &[Field] = documented.map_or(&[], Vec::as_slice);
    let has = has(cx, read, documented);
    let written: HashMap<&str, &raw::FieldBody> =
        read.value.fields.0.iter().map(|(key, raw)| (split_mark(key).0, &raw.body)).collect();
    let is_kept = |field: &&Field| {
        let is_had = has.as_ref().is_none_or(|has| has.contains(field.name.wire.as_str()));
        // Names with a variable part are those that fields may get at any time.
        (is_had || field.pattern.is_some()) && !written.contains_key(field.name.wire.as_str())
    };
    let kept: Vec<&Field> = documented.iter().filter(is_kept).collect();
    taken(cx, read, &kept);
    owner.before = kept.iter().map(|field| field.name.clone()).collect();
    let own = with_names(&read.value.fields, documented);
    let own = owner.fields(cx, &own, &Path::default().key("fields"), ident, Role::Thing);
    let mut own: Vec<Option<Field>> = own.into_iter().map(Some).collect();
    let from = graph::Owner::Shared(base.of.unwrap_or_default());
    let mut fields = Vec::new();
    for field in documented {
        let replaced = own.iter_mut().find(|own| own.as_ref().is_some_and(|own| own.name.wire == field.name.wire));
        if let Some(own) = replaced.and_then(Option::take) {
            let documented = base.field(owner, from, field);
            let body = written.get(field.name.wire.as_str());
            fields.push(body.map_or(documented.clone(), |body| over(own, body, documented)));
        } else if is_kept(&field) {
            fields.push(base.field(owner, from, field));
        }
    }
    fields.extend(own.into_iter().flatten());
    fields
}

/// Returns the documented fields that the thing has, or `None` for all. Unknown and duplicate names are reported.
fn has<'r>(cx: &mut Resolver<'_>, read: &'r Read<raw::Thing>, documented: &[Field]) -> Option<HashSet<&'r str>> {
    let names = read.value.has.as_ref()?;
    let place = |index: usize| At::new(read.file, Path::default().key("has").item(index), Part::Value);
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for (index, name) in names.iter().enumerate() {
        if let Some(first) = seen.get(name.as_str()) {
            let message = format!("the field `{name}` is listed twice");
            let finding = Finding::new("duplicate-value", place(index), message);
            cx.report(finding.related(place(*first), "first here").help("keep one of the two"));
            continue;
        }
        seen.insert(name, index);
        // Without the documented type, which is reported, no name is known.
        if documented.is_empty() || documented.iter().any(|field| field.name.wire == *name) {
            continue;
        }
        let near = cx.guesses.nearest(name, documented.iter().map(|field| field.name.wire.as_str()));
        let help = near.map_or_else(
            || "describe a field of its own under `fields`, or take it out".to_owned(),
            |near| format!("did you mean `{near}`? a field of its own belongs under `fields`"),
        );
        let message = format!("`{}` has no field `{name}`", read.value.of);
        cx.report(Finding::new("unknown-field", place(index), message).help(help).given(&["of"]));
    }
    Some(seen.into_keys().collect())
}

/// Reports names in Rust that were asked for, and that a documented field has.
fn taken(cx: &mut Resolver<'_>, read: &Read<raw::Thing>, kept: &[&Field]) {
    let owners: HashMap<&str, &Named> = kept.iter().map(|field| (field.name.ident.as_str(), &field.name)).collect();
    for (key, raw) in &read.value.fields.0 {
        let Some(owner) = raw.body.rust.as_ref().and_then(|rust| owners.get(rust.as_str())) else { continue };
        let path = Path::default().key("fields").key(key).key("rust");
        let message = format!("the field `{}` of `{}` is called `{}` in Rust", owner.wire, read.value.of, owner.ident);
        let finding = Finding::new("name-collision", At::new(read.file, path, Part::Value), message);
        cx.report(finding.help("give this one another name").given(&["of"]));
    }
}

/// Returns the fields with the names in Rust that documented ones have, unless they get others.
fn with_names(fields: &raw::Entries<raw::Field>, documented: &[Field]) -> raw::Entries<raw::Field> {
    let of = |wire: &str| documented.iter().find(|field| field.name.wire == wire);
    let named = |(key, raw): &(String, raw::Field)| {
        let mut raw = raw.clone();
        let given = of(split_mark(key).0).map(|field| field.name.ident.clone());
        // A name that is taken here would be refused as one that was asked for.
        let given = given.filter(|ident| naming::field_of_thing(ident).as_ref() == Some(ident));
        raw.body.rust = raw.body.rust.or(given);
        (key.clone(), raw)
    };
    raw::Entries(fields.0.iter().map(named).collect())
}

/// Lays a field over the documented one: what it does not say stays.
fn over(own: Field, body: &raw::FieldBody, documented: Field) -> Field {
    let is_typed = body.ty.is_some() || body.fields.is_some();
    let ground = if is_typed { own.clone() } else { documented.clone() };
    Field {
        name: own.name,
        required: own.required.filter(|is| *is).or(documented.required),
        doc: own.doc.or(documented.doc),
        default: own.default.or(documented.default),
        writable: own.writable.or(documented.writable),
        deprecated: own.deprecated.or(documented.deprecated),
        unit: own.unit.or(documented.unit),
        availability: if own.availability == Availability::default() {
            documented.availability
        } else {
            own.availability
        },
        conditions: documented.conditions,
        observed: false,
        ..ground
    }
}
