//! Two trees of one documentation, such as two languages: the facts of the second take precedence.

use std::collections::BTreeMap;

use bitrix24_schema::raw::Api;

use crate::collect::Collected;
use crate::facts::{Error, Event, Field, Method, Required, Shared};

/// Merges the facts of `preferred` into `base`. Facts of only one of them stay.
pub(crate) fn lay_over(base: &mut Collected, preferred: Collected) {
    let mut methods: BTreeMap<(String, bool), Method> =
        preferred.methods.into_iter().map(|method| (key(&method), method)).collect();
    for method in &mut base.methods {
        if let Some(other) = methods.remove(&key(method)) {
            lay_method(method, other);
        }
    }
    base.methods.extend(methods.into_values());
    let mut types: BTreeMap<String, Shared> =
        preferred.types.into_iter().map(|shared| (shared.name.clone(), shared)).collect();
    for shared in &mut base.types {
        if let Some(other) = types.remove(&shared.name) {
            lay_fields(&mut shared.fields, other.fields);
        }
    }
    base.types.extend(types.into_values());
    let mut events: BTreeMap<String, Event> =
        preferred.events.into_iter().map(|event| (event.name.clone(), event)).collect();
    for event in &mut base.events {
        if let Some(other) = events.remove(&event.name) {
            lay_event(event, other);
        }
    }
    base.events.extend(events.into_values());
    base.notes.extend(preferred.notes);
    base.notes.sort();
    base.notes.dedup();
    base.sort();
}

fn key(method: &Method) -> (String, bool) {
    (method.name.to_lowercase(), method.api == Api::V3)
}

fn lay_event(base: &mut Event, other: Event) {
    if !other.scopes.is_empty() {
        base.scopes = other.scopes;
    }
    base.caller = other.caller.or(base.caller);
    base.availability.join(other.availability);
    base.deprecated = other.deprecated.or(base.deprecated.take());
    match (&mut base.data, other.data) {
        (Some(data), Some(other)) => lay_field(data, other),
        (data @ None, other) => *data = other,
        _ => {}
    }
}

fn lay_method(base: &mut Method, other: Method) {
    base.name = other.name;
    if !other.scopes.is_empty() {
        base.scopes = other.scopes;
    }
    base.caller = other.caller.or(base.caller);
    base.is_for_applications |= other.is_for_applications;
    base.availability.join(other.availability);
    base.is_asynchronous |= other.is_asynchronous;
    base.is_irreversible |= other.is_irreversible;
    if other.deprecated.is_some() {
        base.deprecated = other.deprecated;
    }
    if !other.positional.is_empty() {
        base.positional = other.positional;
    }
    lay_fields(&mut base.params, other.params);
    match (&mut base.result, other.result) {
        (Some(result), Some(other)) => lay_field(result, other),
        (result @ None, other) => *result = other,
        _ => {}
    }
    base.pager = other.pager.or(base.pager.take());
    lay_errors(&mut base.errors, other.errors);
}

/// Merges errors. Messages depend on the language, so an error is identified by its place among those with its code.
fn lay_errors(base: &mut Vec<Error>, other: Vec<Error>) {
    let codes = |errors: &[Error]| errors.iter().map(|error| error.code.to_lowercase()).collect::<Vec<_>>();
    if codes(base) == codes(&other) {
        for (error, other) in base.iter_mut().zip(other) {
            error.code = other.code;
            error.status = other.status.or(error.status);
            if !other.reasons.is_empty() {
                (error.reasons, error.of) = (other.reasons, other.of);
            }
            // A message in Latin letters in both is the one that the server sends.
            if other.message.as_deref().is_some_and(str::is_ascii) {
                error.message = other.message;
            }
        }
        return;
    }
    for error in other {
        let is_known = base.iter().any(|own| own.code.eq_ignore_ascii_case(&error.code));
        if !is_known {
            base.push(error);
        }
    }
}

fn lay_fields(base: &mut Vec<Field>, other: Vec<Field>) {
    for field in other {
        match base.iter_mut().find(|own| own.name.eq_ignore_ascii_case(&field.name)) {
            Some(own) => lay_field(own, field),
            None => base.push(field),
        }
    }
}

fn lay_field(base: &mut Field, other: Field) {
    // A fact of an example says less than a table.
    if other.is_observed && !base.is_observed {
        return;
    }
    base.name = other.name;
    base.is_observed = other.is_observed;
    base.is_declared |= other.is_declared;
    if other.required != Required::Unknown {
        base.required = other.required;
    }
    if !other.conditions.is_empty() || !other.conditions.only.is_empty() {
        base.conditions = other.conditions;
    }
    base.may_be_nothing |= other.may_be_nothing;
    base.writable = other.writable.or(base.writable);
    if other.ty.is_known() {
        base.ty = other.ty;
        base.values = other.values;
        base.is_open = other.is_open;
        base.limits = other.limits;
        base.default = other.default;
    }
    for (own, other) in
        [(&mut base.keys, other.keys), (&mut base.operators, other.operators), (&mut base.variants, other.variants)]
    {
        if !other.is_empty() {
            *own = other;
        }
    }
    base.characters = other.characters.or(base.characters.take());
    base.unit = other.unit.or(base.unit);
    base.availability.join(other.availability);
    base.is_deprecated |= other.is_deprecated;
    lay_fields(&mut base.fields, other.fields);
    if !base.ty.has_object() {
        base.fields.clear();
    }
}
