//! One description of a thing, made of several. A table says more than an example, and an exact type more than a
//! general one.

use serde_json::Value;

use crate::facts::names::{fits_pattern, is_pattern};
use crate::facts::scalars::{is_value, text_of};
use crate::facts::ty::Ty;
use crate::facts::{Field, Limits, Required};
use crate::learn::refine::named_scalar;

/// The largest number of examples that are kept for a field.
const MAX_SHOWN: usize = 8;

/// A field whose types differ in two descriptions.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Dispute {
    pub(crate) name: String,
    pub(crate) kept: Ty,
    pub(crate) other: Ty,
    /// The line of the other one.
    pub(crate) line: usize,
}

/// Adds a description to another one.
pub(crate) fn add(fields: &mut Vec<Field>, others: Vec<Field>, disputes: &mut Vec<Dispute>) {
    for other in others {
        match fields.iter().position(|own| own.name == other.name) {
            Some(at) => one(&mut fields[at], other, disputes),
            None if is_of_pattern(fields, &other) => {}
            None => fields.push(other),
        }
    }
    let patterns: Vec<Field> = fields.iter().filter(|own| is_pattern(&own.name) && !own.is_observed).cloned().collect();
    fields.retain(|own| !is_of_pattern(&patterns, own));
}

/// Returns true for a field of an example that a pattern stands for.
fn is_of_pattern(fields: &[Field], other: &Field) -> bool {
    let fits = |own: &Field| is_pattern(&own.name) && fits_pattern(&own.name, &other.name);
    other.is_observed && fields.iter().any(fits)
}

/// Adds the facts of one field to another one.
fn one(own: &mut Field, mut other: Field, disputes: &mut Vec<Dispute>) {
    // The table's facts are the base.
    if own.is_observed && !other.is_observed {
        std::mem::swap(own, &mut other);
    }
    // An empty list in an example stands for nothing, whatever the type.
    for field in [&mut *own, &mut other] {
        if field.is_observed && field.ty == Ty::Array {
            field.ty = Ty::Any;
        }
    }
    let ty = prefer(&own.ty, &other.ty, own.is_observed == other.is_observed);
    let is_general = |ty: &Ty| ty.is("string") || ty.is("integer");
    // An example writes an identifier or a date as a text, and that is no other opinion.
    let says_less = other.is_observed && is_general(&other.ty) && matches!(own.ty, Ty::Name(_));
    if !says_less && !agree(&own.ty, &other.ty) {
        disputes.push(Dispute {
            name: own.name.clone(),
            kept: ty.clone(),
            other: if ty == other.ty { own.ty.clone() } else { other.ty.clone() },
            line: other.line,
        });
    }
    let ty = as_shown(own, &other.shown, ty);
    let ty = listed(&own.name, ty);
    if own.values.is_empty() && ty == other.ty && (own.is_observed || !other.is_observed) {
        own.values = std::mem::take(&mut other.values);
        own.is_open = other.is_open;
    } else if !other.is_observed {
        let new: Vec<String> = other.values.iter().filter(|value| !own.values.contains(value)).cloned().collect();
        own.is_open |= other.is_open;
        // A page that lists none says nothing of them.
        own.is_open |= other.values.is_empty();
        own.values.extend(new);
    }
    // A list of values is not complete if an example has another one.
    if own.shown.iter().any(|value| !own.values.contains(&text_of(value))) {
        own.values.clear();
    }
    own.ty = ty;
    if own.required != other.required {
        own.required = Required::No;
    }
    if own.keys.is_empty() {
        own.keys = other.keys;
    }
    own.limits = match (own.limits == Limits::default(), other.limits == Limits::default()) {
        (true, _) => other.limits,
        (false, true) => std::mem::take(&mut own.limits),
        (false, false) => own.limits.common(&other.limits),
    };
    own.characters = own.characters.take().or(other.characters);
    own.unit = own.unit.or(other.unit);
    own.availability.join(other.availability);
    own.is_deprecated |= other.is_deprecated;
    own.is_declared |= other.is_declared;
    own.may_be_nothing |= other.may_be_nothing;
    own.writable = own.writable.or(other.writable);
    own.doc = own.doc.take().or(other.doc);
    if own.ty.has_object() {
        add(&mut own.fields, other.fields, disputes);
    } else {
        own.fields.clear();
    }
}

/// Returns the type that all examples fit. They are kept for what else is told of the field.
fn as_shown(own: &mut Field, others: &[Value], ty: Ty) -> Ty {
    let new: Vec<Value> = others.iter().filter(|value| !own.shown.contains(value)).cloned().collect();
    own.shown.extend(new);
    own.shown.truncate(MAX_SHOWN);
    match ty {
        Ty::Nullable(inner) => Ty::nullable(as_shown(own, &[], *inner)),
        Ty::Name(name) if !own.shown.is_empty() => named_scalar(&name, &own.shown),
        ty => ty,
    }
}

/// Returns true if a value of one type is read by the other one as well, or nothing is known of one of them.
pub(super) fn agree(one: &Ty, other: &Ty) -> bool {
    let bare = |ty: &Ty| if let Ty::Nullable(inner) = ty { (**inner).clone() } else { ty.clone() };
    let (one, other) = (bare(one), bare(other));
    let is_open = |ty: &Ty| matches!(ty, Ty::Any | Ty::Array);
    one == other
        || is_open(&one)
        || is_open(&other)
        || matches!((&one, &other), (Ty::List(one), Ty::List(other)) if agree(one, other))
        || matches!((&one, &other), (Ty::OneOf(types), ty) | (ty, Ty::OneOf(types)) if has_all(types, ty))
        || one.has_object() && (matches!(other, Ty::Shared(_)) || other.has_object())
        || other.has_object() && matches!(one, Ty::Shared(_))
}

/// Returns the type that says more. `even` if both are documented, or neither.
fn prefer(own: &Ty, other: &Ty, even: bool) -> Ty {
    match (own, other) {
        _ if own == other => own.clone(),
        (_, Ty::Any) => own.clone(),
        (Ty::Any, _) => other.clone(),
        (Ty::Nullable(own), Ty::Nullable(other)) => Ty::nullable(prefer(own, other, even)),
        (Ty::Nullable(own), other) => Ty::nullable(prefer(own, other, even)),
        (own, Ty::Nullable(other)) => Ty::nullable(prefer(own, other, even)),
        (Ty::List(own), Ty::List(other)) => Ty::list(prefer(own, other, even)),
        // The same types in another order, or one more of them.
        (Ty::OneOf(types), one) if has_all(types, one) => own.clone(),
        (one, Ty::OneOf(types)) if has_all(types, one) => other.clone(),
        // One where there may be many.
        (Ty::List(many), one) | (one, Ty::List(many)) if **many == *one => one_or_many(one),
        (Ty::Map(own), Ty::Map(other)) => Ty::map(prefer(own, other, even)),
        (Ty::Array, Ty::List(_)) | (Ty::Object, Ty::Shared(_) | Ty::Map(_)) => other.clone(),
        // A file that is sent, and what is answered in its place.
        (Ty::Name(one), Ty::Name(two)) if one.starts_with("file") != two.starts_with("file") => {
            Ty::one_of(vec![own.clone(), other.clone()])
        }
        (Ty::Name(own), Ty::Name(other)) if rank(other) > rank(own) && (even || is_form(own, other)) => Ty::name(other),
        // A list in one method, a map or an object in another.
        (own, other) if even && kind(own).is_some() && kind(other).is_some() && kind(own) != kind(other) => {
            Ty::one_of(vec![own.clone(), other.clone()])
        }
        // The thing itself in one method, its number in another.
        (own, other) if own.is_container() != other.is_container() && !matches!(own, Ty::OneOf(_)) => {
            Ty::one_of(vec![own.clone(), other.clone()])
        }
        _ => own.clone(),
    }
}

/// Returns the type of one value or a list of such. Of things, which a method lists, it is a list.
fn one_or_many(one: &Ty) -> Ty {
    let many = Ty::list(one.clone());
    if matches!(one, Ty::Shared(_)) { many } else { Ty::one_of(vec![one.clone(), many]) }
}

/// Returns a list for one identifier or many under a name in the plural: `companyIds`.
fn listed(name: &str, ty: Ty) -> Ty {
    match ty {
        Ty::OneOf(types) if name.to_lowercase().ends_with("ids") && types.len() == 2 => {
            match types.iter().find(|ty| matches!(ty, Ty::List(_))) {
                Some(list) if types.iter().any(|one| *list == Ty::list(one.clone())) => list.clone(),
                _ => Ty::OneOf(types),
            }
        }
        ty => ty,
    }
}

/// Returns true if each type of a value is among these.
fn has_all(types: &[Ty], ty: &Ty) -> bool {
    match ty {
        Ty::OneOf(others) => others.iter().all(|other| types.contains(other)),
        ty => types.contains(ty),
    }
}

/// Returns true if a type is another one with its form on the wire.
fn is_form(general: &str, exact: &str) -> bool {
    exact.split('(').next() == Some(general)
}

/// Returns true for a list, and false for something with keys.
fn kind(ty: &Ty) -> Option<bool> {
    match ty {
        Ty::List(_) => Some(true),
        Ty::Object | Ty::Map(_) | Ty::Shared(_) => Some(false),
        _ => None,
    }
}

/// Returns how exact a type is: a text may be anything, and an identifier says what it identifies.
fn rank(name: &str) -> u8 {
    match name {
        "string" => 0,
        "integer" | "id" => 1,
        "double" | "boolean" => 2,
        "date" | "timestamp" => 3,
        "datetime" => 4,
        name if name.starts_with("boolean(") || name.starts_with("file") => 5,
        name if is_value(name) => 2,
        _ => 4,
    }
}
