//! What methods take of a thing: the names, their marks, and how values are written.

use bitrix24_schema::raw::Writable;

use crate::entity::family::{Family, Role};
use crate::entity::place::{Part, Place, sent};
use crate::facts::names::names_fields;
use crate::facts::ty::Ty;
use crate::facts::{Conditions, Field, Method, Required, Taken};

/// Describes what the methods of a family take by what its own method tells about the fields, where their pages only say
/// that it is an object.
pub(super) fn describe(methods: &mut [Method], families: &[Family]) {
    for family in families {
        let of = |role: Role| family.members.iter().filter(move |(own, _)| *own == role).map(|(_, method)| *method);
        let Some(about) = of(Role::About).map(|method| methods[method].about.clone()).find(|about| about.len() > 1)
        else {
            continue;
        };
        let writes: Vec<usize> = of(Role::Write).collect();
        for method in writes {
            let Some(path) = sent(&methods[method]) else { continue };
            let place = Place { method, part: Part::Params, path };
            let Some(field) = place.field_mut(methods) else { continue };
            let is_open = field.ty == Ty::Object && field.fields.is_empty();
            if is_open && field.keys.iter().all(|key| about.iter().any(|own| own.name == *key)) {
                field.fields.clone_from(&about);
                field.is_told = true;
            }
        }
    }
}

/// Leaves open what an update requires of a thing's fields: it takes those that change, and its page repeats the marks of
/// the one that adds.
pub(super) fn open_updates(methods: &mut [Method]) {
    for method in methods.iter_mut().filter(|method| method.name.to_lowercase().ends_with(".update")) {
        let Some(path) = sent(method) else { continue };
        let param = method.params.iter_mut().find(|param| path.first() == Some(&param.name));
        let required = param.into_iter().flat_map(|param| &mut param.fields);
        required.filter(|field| field.required == Required::Yes).for_each(|field| field.required = Required::Unknown);
    }
}

/// Returns the fields that a method is documented to take, each with its mark and its default, which are of the method.
pub(super) fn takes(param: &Field) -> Vec<Taken> {
    // What another method tells of are the fields of the thing, and not those that this one takes.
    let is_said = |field: &&Field| !param.is_told || param.keys.contains(&field.name);
    let taken =
        |field: &Field| Taken { name: field.name.clone(), required: field.required, default: field.default.clone() };
    param.fields.iter().filter(is_said).map(taken).collect()
}

/// Lets the filter, the order and the selection of a list name the fields of the listed thing, unless the page lists
/// names of its own.
pub(super) fn name_fields(params: &mut [Field], thing: &str) {
    for param in params.iter_mut().filter(|param| names_fields(&param.name)) {
        let is_open = param.fields.is_empty() && param.keys.is_empty() && param.values.is_empty();
        let holds = matches!(param.ty, Ty::Object | Ty::Map(_) | Ty::Array | Ty::List(_));
        if is_open && holds {
            param.names = Some(thing.to_owned());
        }
    }
}

/// Returns the fields without what is of the method, and not of the thing.
pub(super) fn of_thing(fields: &[Field]) -> Vec<Field> {
    let bare = |field: &Field| Field {
        required: Required::No,
        default: None,
        conditions: Conditions::default(),
        fields: unconditional(&field.fields),
        ..field.clone()
    };
    fields.iter().map(bare).collect()
}

fn unconditional(fields: &[Field]) -> Vec<Field> {
    let bare = |field: &Field| Field {
        conditions: Conditions::default(),
        fields: unconditional(&field.fields),
        ..field.clone()
    };
    fields.iter().map(bare).collect()
}

/// Keeps a thing from being stricter than what methods take: values that an example goes beyond are no list of all, and
/// what may be anything is not what an example of an answer happens to be.
pub(super) fn loosen(thing: &mut [Field], sent: &[Field]) {
    for field in sent {
        let Some(own) = thing.iter_mut().find(|own| own.name == field.name) else { continue };
        if field.values.is_empty() && field.is_shown {
            own.values.clear();
        }
        if !field.ty.is_known() && !matches!(own.ty, Ty::Name(_)) {
            (own.ty, own.fields) = (Ty::Any, Vec::new());
        }
    }
}

/// Forgets that a field cannot be written where a method's table takes it: the table says more than the example of a
/// description.
pub(super) fn writable(thing: &mut [Field], methods: &[Method], group: &[Place]) {
    for place in group.iter().filter(|place| place.part == Part::Params) {
        let Some(sent) = place.field(methods) else { continue };
        let is_update = methods[place.method].name.to_lowercase().ends_with(".update");
        for field in sent.fields.iter().filter(|field| !field.is_observed) {
            let own = thing.iter_mut().find(|own| own.name == field.name);
            let is_refuted = |own: &&mut Field| own.writable == Some(Writable::Never) || is_update;
            own.filter(is_refuted).into_iter().for_each(|own| own.writable = None);
        }
    }
}

/// Writes booleans and files of a thing as a method takes them: all forms are read, and only one is written.
pub(super) fn forms(thing: &mut [Field], sent: &[Field]) {
    for field in sent {
        // A page that says no more than `file` says nothing of the form.
        let Ty::Name(form) = &field.ty else { continue };
        if form == "file" {
            continue;
        }
        let Some(kind) = ["boolean", "file"].into_iter().find(|kind| form.starts_with(kind)) else { continue };
        let own = thing.iter_mut().find(|own| own.name == field.name);
        own.into_iter().for_each(|own| write_as(&mut own.ty, kind, form));
    }
}

/// Replaces the form of a boolean or a file in a type.
fn write_as(ty: &mut Ty, kind: &str, form: &str) {
    match ty {
        Ty::Name(name) if name.starts_with(kind) => *ty = Ty::name(form),
        Ty::Nullable(inner) => write_as(inner, kind, form),
        Ty::OneOf(types) => types.iter_mut().for_each(|ty| write_as(ty, kind, form)),
        _ => {}
    }
}

/// Renames fields whose names are those of the thing but for case and doubled letters; returns the old and new names.
pub(super) fn mend_names(sent: &mut Vec<Field>, thing: &[Field]) -> Vec<(String, String)> {
    let mut mended = Vec::new();
    for field in sent.iter_mut() {
        // An example of an answer may have the same mistake.
        let mut known = thing.iter().filter(|own| !own.is_observed || field.is_observed);
        if known.any(|own| own.name == field.name) {
            continue;
        }
        let worn = worn(&field.name);
        let mut alike = thing.iter().filter(|own| !own.is_observed && self::worn(&own.name) == worn);
        if let (Some(own), None) = (alike.next(), alike.next()) {
            mended.push((field.name.clone(), own.name.clone()));
            field.name.clone_from(&own.name);
        }
    }
    // A table misspells what the example has right: one field.
    let mut at = 0;
    while at < sent.len() {
        let first = sent[..at].iter().position(|other| other.name == sent[at].name);
        let Some(first) = first else {
            at += 1;
            continue;
        };
        let second = sent.remove(at);
        if sent[first].is_observed {
            sent[first] = second;
        }
    }
    mended
}

/// Returns a name in small letters, each once where it is doubled.
fn worn(name: &str) -> String {
    let mut worn = String::with_capacity(name.len());
    for c in name.chars().flat_map(char::to_lowercase) {
        if !worn.ends_with(c) {
            worn.push(c);
        }
    }
    worn
}

#[cfg(test)]
mod tests {
    use super::{Field, mend_names};

    fn fields(names: &[&str]) -> Vec<Field> {
        names.iter().map(|name| Field { name: (*name).to_owned(), ..Field::default() }).collect()
    }

    #[test]
    fn misspelled_names_are_those_of_the_thing() {
        let thing = fields(&["IS_RECURRING", "productId", "TITLE"]);
        let mut sent = fields(&["IS_RECCURING", "productid", "productId", "TITEL"]);
        sent[2].is_observed = true;
        assert_eq!(mend_names(&mut sent, &thing).len(), 2);
        let names: Vec<&str> = sent.iter().map(|field| field.name.as_str()).collect();
        assert_eq!(names, ["IS_RECURRING", "productId", "TITEL"]);
        assert!(!sent[1].is_observed, "the table's facts stay");
    }
}
