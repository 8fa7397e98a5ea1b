//! Merges fields: rows with a path go into their parents, and rows of one name from several tables become one.

use crate::facts::ty::Ty;
use crate::facts::{Field, Required, Role};

/// Adds a field to others: into its parent if its name is a path.
pub(crate) fn place(fields: &mut Vec<Field>, mut field: Field, role: Role) {
    // A `result`, and the `result` inside it.
    if role == Role::Result
        && field.name == "result"
        && let Some(outer) = fields.iter_mut().find(|outer| outer.name == "result" && outer.ty == Ty::Object)
        && field.ty != Ty::Object
    {
        return merge(&mut outer.fields, field);
    }
    if let Some((first, rest)) = field.name.split_once('.') {
        let is_item = first.ends_with("[]");
        let first = first.trim_end_matches("[]");
        let parent = fields.iter_mut().find(|parent| parent.name == first);
        match parent {
            // A single value has no fields: then the dot is part of the name.
            Some(parent)
                // The fields between the two may have no row: the example shows them.
                if !(rest.is_empty() || role == Role::Result && first == "result" && is_apart(parent, rest))
                    && (parent.ty.is_container() || !parent.ty.is_known() || parent.ty.has_object()) =>
            {
                field.name = rest.to_owned();
                if is_item && !parent.ty.is_known() {
                    parent.ty = Ty::Array;
                }
                parent.ty.make_object();
                return place(&mut parent.fields, field, role);
            }
            _ => {}
        }
    }
    merge(fields, field);
}

/// Returns true if the first part of a longer path is no field of this one.
fn is_apart(field: &Field, path: &str) -> bool {
    let Some((next, _)) = path.split_once('.') else { return false };
    field.fields.iter().all(|own| own.name != next.trim_end_matches("[]"))
}

/// Adds a field, or its facts to one of the same name.
pub(crate) fn merge(fields: &mut Vec<Field>, field: Field) {
    let Some(known) = fields.iter_mut().find(|known| known.name == field.name) else {
        return fields.push(field);
    };
    if known.ty != field.ty {
        known.ty = match (known.ty.is_known(), field.ty.is_known()) {
            (true, true) if known.ty.has_object() && field.ty.has_object() => known.ty.clone(),
            (true, true) => Ty::one_of(vec![known.ty.clone(), field.ty]),
            (false, true) => field.ty,
            _ => known.ty.clone(),
        };
        if !matches!(&known.ty, Ty::Name(name) if name == "string" || name == "integer") {
            known.values.clear();
        }
        known.default = None;
        known.limits = Default::default();
    }
    if known.values != field.values {
        let both = !known.values.is_empty() && !field.values.is_empty();
        let added: Vec<String> = field.values.into_iter().filter(|value| !known.values.contains(value)).collect();
        known.is_open |= field.is_open;
        if both { known.values.extend(added) } else { known.values.clear() }
    }
    if known.default != field.default {
        known.default = None;
    }
    if known.limits != field.limits {
        known.limits = Default::default();
    }
    if known.required != field.required {
        known.required = Required::Unknown;
    }
    known.may_be_nothing |= field.may_be_nothing;
    known.variants.extend(field.variants);
    for inner in field.fields {
        merge(&mut known.fields, inner);
    }
    if !known.fields.is_empty() && !known.ty.has_object() {
        known.ty.make_object();
    }
    known.doc = known.doc.take().or(field.doc);
}
