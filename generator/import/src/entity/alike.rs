//! Objects that are the same on several pages of a module, wherever they are: the user beside messages, and the one that
//! `im.user.get` answers.

use std::collections::BTreeMap;

use crate::collect::Collected;
use crate::entity::family::{Names, Role, role};
use crate::entity::groups::Groups;
use crate::entity::merge::agree;
use crate::entity::place::{Part, Place, answered, for_each_inside, inside, shared};
use crate::facts::names::names_fields;
use crate::facts::{Field, Method};
use crate::method::about::is_about;

/// Joins the objects of a module whose descriptions are the same but for a field in ten, and whose types agree. Two
/// things that have a shared type, or one by their families, remain two.
pub(super) fn join(collected: &Collected, groups: &mut Groups) {
    let mut modules: BTreeMap<String, Vec<(Place, &[Field])>> = BTreeMap::new();
    for_each_object(collected, &mut |place, fields| {
        let module = collected.methods[place.method].name.split('.').next().unwrap_or_default().to_lowercase();
        modules.entry(module).or_default().push((place, fields));
    });
    for mut places in modules.into_values() {
        places.sort_by_cached_key(|(place, fields)| std::cmp::Reverse((groups.is_large(place), fields.len())));
        let names: Vec<Names<'_>> = places.iter().map(|(_, fields)| Names::of(fields)).collect();
        let mut leaders: Vec<usize> = Vec::new();
        for (at, (place, fields)) in places.iter().enumerate() {
            let is_thing = groups.is_large(place);
            let is_nameless = !is_thing && is_other(&collected.methods[place.method], place);
            let fits = |leader: &&usize| {
                let (other, known) = &places[**leader];
                let may_join =
                    if is_thing { groups.are_one(other, place) } else { !is_nameless || groups.is_large(other) };
                may_join && names[**leader].are_alike(&names[at]) && types_agree(known, fields)
            };
            match leaders.iter().find(fits) {
                Some(leader) => groups.join(&places[*leader].0, place),
                None if is_nameless => {}
                None => leaders.push(at),
            }
        }
    }
}

/// Returns true for the whole answer of a method whose name does not say what it answers: it gives nothing a name.
fn is_other(method: &Method, place: &Place) -> bool {
    let is_whole = answered(method, false).as_ref() == Some(&place.path);
    place.part == Part::Result && is_whole && role(&method.name) == Role::Other
}

/// Returns true if no field has one type here, and another one there.
fn types_agree(one: &[Field], other: &[Field]) -> bool {
    let is_other = |field: &Field| other.iter().any(|own| own.name == field.name && !agree(&own.ty, &field.ty));
    !one.iter().any(is_other)
}

/// Calls `visit` for every object without a shared type: parts of results, and parameters.
fn for_each_object<'c>(collected: &'c Collected, visit: &mut dyn FnMut(Place, &'c [Field])) {
    let all = collected.methods.iter().enumerate();
    for (method, facts) in all.filter(|(_, method)| !is_about(&method.name)) {
        if let Some(result) = &facts.result {
            for_each_inside(result, &mut Vec::new(), &mut |field, path| {
                if is_object(field) {
                    let place = Place::of(method, Part::Result, path);
                    let fields = inside(collected, &place);
                    visit(place, fields);
                }
            });
        }
        for param in facts.params.iter().filter(|param| !names_fields(&param.name)) {
            if is_object(param) {
                let place = Place::of(method, Part::Params, &[&param.name]);
                let fields = inside(collected, &place);
                visit(place, fields);
            }
        }
    }
}

/// Returns true for an object of named fields without a shared type.
fn is_object(field: &Field) -> bool {
    // A filter has operators, which are of the method; and under any name is data, not a field.
    let is_own = |inner: &Field| names_fields(&inner.name) || inner.name.starts_with('<') && inner.name.ends_with('>');
    shared(&field.ty).is_none() && field.ty.has_object() && !field.fields.iter().any(is_own)
}
