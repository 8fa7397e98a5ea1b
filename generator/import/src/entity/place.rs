//! Finds the thing that a method answers or takes: the deal in the result of `crm.deal.get`, an item of a list, the
//! `fields` of an addition.

use crate::collect::Collected;
use crate::facts::ty::Ty;
use crate::facts::{Field, Method};

/// The keys beside the things of a result.
const BESIDE: &[&str] = &["time", "total", "next"];

/// The names of parameters that hold a thing.
const SENT: &[&str] = &["fields", "data"];

/// The names of parameters that hold a list of things.
const SENT_LISTS: &[&str] = &["items", "rows", "data"];

/// The largest number of objects around a thing.
const MAX_AROUND: usize = 3;

/// The part of a method that holds a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    Params,
    Result,
}

/// The place of a field in a method: the names from the outermost one; none for the result itself.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    pub(crate) method: usize,
    pub(crate) part: Part,
    pub(crate) path: Vec<String>,
}

impl Place {
    pub(crate) fn of(method: usize, part: Part, path: &[&str]) -> Place {
        Place { method, part, path: path.iter().map(|name| (*name).to_owned()).collect() }
    }

    /// Returns the field at this place.
    pub(crate) fn field<'m>(&self, methods: &'m [Method]) -> Option<&'m Field> {
        let method = methods.get(self.method)?;
        let (mut field, rest) = match self.part {
            Part::Result => (method.result.as_ref()?, self.path.as_slice()),
            Part::Params => {
                let (first, rest) = self.path.split_first()?;
                (method.params.iter().find(|param| param.name == *first)?, rest)
            }
        };
        for name in rest {
            field = field.fields.iter().find(|inner| inner.name == *name)?;
        }
        Some(field)
    }

    /// Returns the field at this place, to change it.
    pub(crate) fn field_mut<'m>(&self, methods: &'m mut [Method]) -> Option<&'m mut Field> {
        let method = methods.get_mut(self.method)?;
        let (mut field, rest) = match self.part {
            Part::Result => (method.result.as_mut()?, self.path.as_slice()),
            Part::Params => {
                let (first, rest) = self.path.split_first()?;
                (method.params.iter_mut().find(|param| param.name == *first)?, rest)
            }
        };
        for name in rest {
            field = field.fields.iter_mut().find(|inner| inner.name == *name)?;
        }
        Some(field)
    }
}

/// Returns the path of the thing in a result, or of the list of things.
pub(crate) fn answered(method: &Method, lists: bool) -> Option<Vec<String>> {
    let mut field = method.result.as_ref()?;
    let mut path = Vec::new();
    if let Some(named) = named(method, field) {
        return Some(vec![named]);
    }
    if let Some(items) = method.pager.as_ref().and_then(|pager| pager.items.as_ref()) {
        return Some(vec![items.clone()]);
    }
    while let Some(inner) = wrapped(field, lists).filter(|_| path.len() < MAX_AROUND) {
        path.push(inner.name.clone());
        field = inner;
    }
    Some(path)
}

/// Returns the key with the name of the thing: `bot` or `bots` for `imbot.v2.bot.*`.
fn named(method: &Method, result: &Field) -> Option<String> {
    let thing = method.name.rsplit('.').nth(1)?.to_lowercase();
    let is_named = |name: &str| {
        let name = name.to_lowercase();
        name == thing || name.strip_prefix(&thing).is_some_and(|rest| matches!(rest, "s" | "es"))
    };
    let mut found = result.fields.iter().filter(|field| is_named(&field.name) && field.ty.is_container());
    let first = found.next().filter(|_| is_object(&result.ty))?;
    found.next().is_none().then(|| first.name.clone())
}

/// Calls `visit` for a field and all fields inside it, with the path of each. Most of them have no more to do with.
pub(crate) fn for_each_inside<'f>(
    field: &'f Field,
    path: &mut Vec<&'f str>,
    visit: &mut dyn FnMut(&'f Field, &[&'f str]),
) {
    visit(field, path);
    for inner in &field.fields {
        path.push(&inner.name);
        for_each_inside(inner, path, visit);
        path.pop();
    }
}

/// Returns the fields of the thing at a place.
pub(crate) fn inside<'c>(collected: &'c Collected, place: &Place) -> &'c [Field] {
    let Some(field) = place.field(&collected.methods) else { return &[] };
    if let Some(name) = shared(&field.ty) {
        let found = collected.type_of(&name);
        return found.map(|shared| shared.fields.as_slice()).unwrap_or_default();
    }
    if field.ty.has_object() { &field.fields } else { &[] }
}

/// Returns the part of an object that is the thing, if the object is only around it.
fn wrapped(field: &Field, lists: bool) -> Option<&Field> {
    if !is_object(&field.ty) {
        return None;
    }
    let beside = |inner: &Field| BESIDE.contains(&inner.name.as_str());
    let inner: Vec<&Field> = field.fields.iter().filter(|inner| !beside(inner)).collect();
    if let [only] = inner.as_slice() {
        return only.ty.is_container().then_some(only);
    }
    if !lists {
        return None;
    }
    let all: Vec<&&Field> = inner.iter().filter(|inner| is_list(&inner.ty)).collect();
    match all.as_slice() {
        [one] if inner.iter().all(|other| is_list(&other.ty) || !has_inside(other)) && inner.len() < 5 => Some(one),
        many => many.iter().find(|list| list.name == "items").map(|list| **list),
    }
}

/// Returns true for an object, or nothing in its place.
fn is_object(ty: &Ty) -> bool {
    match ty {
        Ty::Object => true,
        Ty::Nullable(inner) => is_object(inner),
        _ => false,
    }
}

fn has_inside(field: &Field) -> bool {
    !field.fields.is_empty() || matches!(field.ty, Ty::Shared(_))
}

/// Returns the name of the parameter that holds the thing to write.
pub(crate) fn sent(method: &Method) -> Option<Vec<String>> {
    let is_thing = |param: &&Field| {
        let name = param.name.to_lowercase();
        SENT.contains(&name.as_str()) && (param.ty == Ty::Object || shared(&param.ty).is_some())
            || SENT_LISTS.contains(&name.as_str()) && param.ty == Ty::list(Ty::Object)
    };
    method.params.iter().find(is_thing).map(|param| vec![param.name.clone()])
}

/// Returns true for a list, or a map of things.
pub(crate) fn is_list(ty: &Ty) -> bool {
    match ty {
        Ty::List(_) | Ty::Array | Ty::Map(_) => true,
        Ty::Nullable(inner) => is_list(inner),
        Ty::OneOf(types) => types.iter().any(is_list),
        _ => false,
    }
}

/// Returns the only shared type in a type.
pub(crate) fn shared(ty: &Ty) -> Option<String> {
    let mut names: Vec<String> = Vec::new();
    ty.for_each_shared(&mut |name| names.push(name.to_owned()));
    names.dedup();
    (names.len() == 1).then(|| names.swap_remove(0))
}

/// Puts a shared type in the place of the object in a type.
pub(crate) fn put(ty: &mut Ty, name: &str) {
    match ty {
        Ty::Object | Ty::Any => *ty = Ty::Shared(name.to_owned()),
        Ty::Array => *ty = Ty::list(Ty::Shared(name.to_owned())),
        Ty::List(inner) | Ty::Map(inner) | Ty::Nullable(inner) => put(inner, name),
        Ty::OneOf(types) => types.iter_mut().filter(|ty| ty.has_object()).for_each(|ty| put(ty, name)),
        Ty::Name(_) | Ty::Shared(_) => {}
    }
}
