//! Makes one type of a thing that several methods send or answer: a deal is a deal, whichever page describes it.
//!
//! A place is where a method has a thing. Two places have the same thing if a link says so, or if their methods are of
//! one family and the names of their fields agree. Each group of places becomes a shared type.

pub(crate) mod about;
mod alike;
pub(crate) mod family;
pub(crate) mod figures;
mod groups;
mod kin;
pub(crate) mod link;
pub(crate) mod merge;
pub(crate) mod name;
pub(crate) mod place;
mod sent;
mod untold;

use std::collections::BTreeSet;

use bitrix24_schema::raw::Api;

use crate::collect::Collected;
use crate::facts::report::Note;
use crate::facts::ty::Ty;
use crate::facts::{Field, Shared};
use family::{Families, Family, Role, common, fits, is_among};
use groups::Groups;
use name::Words;
use place::{Part, Place, answered, inside, is_list, put, sent, shared};

/// Replaces the descriptions of one thing in several methods by one shared type.
pub(crate) fn unify(collected: &mut Collected) {
    let mut groups = Groups::default();
    let mut descriptions = about::maps(collected);
    untold::maps(collected, &mut descriptions);
    descriptions.values().for_each(|places| join_alike(collected, places, &mut groups));
    let mut families = Families::of(&collected.methods);
    untold::things(collected, &families.all);
    untold::kin(collected, &families.all);
    sent::describe(&mut collected.methods, &families.all);
    sent::open_updates(&mut collected.methods);
    let mut answers = Vec::new();
    for family in &families.all {
        let answer = join_answers(collected, family, &mut groups);
        join_sent(collected, family, answer.as_ref(), &mut groups);
        answers.push(answer);
    }
    kin::join(collected, &mut families.all, &answers, &mut groups);
    let open = join_links(collected, &mut groups);
    alike::join(collected, &mut groups);
    let mut taken: BTreeSet<String> = collected.types.iter().map(|shared| shared.name.to_lowercase()).collect();
    let words = Words::of(&collected.methods);
    for group in groups.all() {
        make_type(collected, &families, &words, &group, &mut taken);
    }
    note_open(collected, &open);
    collected.notes.sort();
    collected.notes.dedup();
    collected.sort();
}

/// Joins what the methods of a family answer to what its best described one does; returns the place of that.
fn join_answers(collected: &mut Collected, family: &Family, groups: &mut Groups) -> Option<Place> {
    let methods = &collected.methods;
    let answers: Vec<(Role, Place)> = family
        .members
        .iter()
        .filter(|(role, _)| *role != Role::About)
        .filter_map(|(role, method)| {
            let path = answered(&methods[*method], *role == Role::List)?;
            Some((*role, Place { method: *method, part: Part::Result, path }))
        })
        .collect();
    // A method whose name says that it answers the thing describes it best.
    let named: Vec<(Role, Place)> = answers.iter().filter(|(role, _)| *role != Role::Other).cloned().collect();
    let base = base(collected, &named).or_else(|| base(collected, &answers))?;
    let fields = inside(collected, &base);
    let mut notes = Vec::new();
    for (role, place) in &answers {
        let Some(field) = place.field(methods).filter(|_| *place != base) else { continue };
        let own = inside(collected, place);
        let is_untold = *role == Role::List && own.is_empty() && is_list(&field.ty) && is_open(&field.ty);
        let is_same = match role {
            Role::Other => is_among(own, fields),
            _ => is_untold || fits(fields, own),
        };
        if is_same {
            groups.join(&base, place);
        } else if !own.is_empty() && matches!(role, Role::Get | Role::List) {
            let (own, other) = (&methods[place.method], &methods[base.method]);
            let reason = format!("`{}` answers other fields than `{}`", own.name, other.name);
            notes.push(Note::new(&format!("{}.md", own.docs), 1, reason));
        }
    }
    collected.notes.append(&mut notes);
    Some(base)
}

/// Joins each description of fields to the first one that has at least half of its names; shared types come first.
fn join_alike(collected: &Collected, places: &[Place], groups: &mut Groups) {
    let name_of = |place: &Place| place.field(&collected.methods).and_then(|field| shared(&field.ty));
    let mut all: Vec<(&Place, &[Field])> = places.iter().map(|place| (place, inside(collected, place))).collect();
    all.sort_by_key(|(place, fields)| std::cmp::Reverse((name_of(place).is_some(), fields.len())));
    let mut leaders: Vec<(&Place, &[Field])> = Vec::new();
    for (place, own) in all {
        let fits = |other: &[Field]| {
            let known = common(own, other);
            known > 2 && known * 2 >= own.len()
        };
        // Two shared types are two things.
        let is_other = |leader: &Place| name_of(place).is_some_and(|own| Some(own) != name_of(leader));
        match leaders.iter().find(|(leader, fields)| fits(fields) && !is_other(leader)) {
            Some((leader, _)) => groups.join(leader, place),
            None => leaders.push((place, own)),
        }
    }
}

/// Joins what the methods of a family take: with what they answer where the names agree, else with each other.
fn join_sent(collected: &Collected, family: &Family, answer: Option<&Place>, groups: &mut Groups) {
    let methods = &collected.methods;
    let writes = family.members.iter().filter(|(role, _)| *role == Role::Write);
    let places: Vec<Place> = writes
        .filter_map(|(_, method)| Some(Place { method: *method, part: Part::Params, path: sent(&methods[*method])? }))
        .filter(|place| !inside(collected, place).is_empty())
        .collect();
    let answered = answer.map(|place| inside(collected, place)).unwrap_or_default();
    for (index, place) in places.iter().enumerate() {
        let own = inside(collected, place);
        match answer.filter(|_| takes_of(answered, own)) {
            Some(answer) => groups.join(answer, place),
            None => {
                let fits = |other: &&Place| takes_of(inside(collected, other), own);
                places[..index].iter().find(fits).into_iter().for_each(|other| groups.join(other, place));
            }
        }
    }
}

/// Returns true if what a method takes are fields of a thing: at least two thirds of the names are.
fn takes_of(thing: &[Field], sent: &[Field]) -> bool {
    let known = common(sent, thing);
    known > 0 && known * 3 >= sent.len() * 2
}

/// Joins places without a description to those that their links lead to. Returns the places whose links lead nowhere.
fn join_links(collected: &Collected, groups: &mut Groups) -> Vec<Place> {
    let index = link::Index::of(&collected.methods);
    let mut open = Vec::new();
    link::for_each_open(
        &collected.methods,
        &mut |place, field| match index.target(&collected.methods, &place, field) {
            Some(target) => groups.join(&target, &place),
            None => open.push(place),
        },
    );
    open
}

/// Notes the links to headings below which nothing describes the field, unless it has a shared type by now.
fn note_open(collected: &mut Collected, open: &[Place]) {
    let mut notes = Vec::new();
    for place in open {
        let Some(field) = place.field(&collected.methods).filter(|field| !holds_shared(field)) else { continue };
        for lead in field.leads.iter().filter(|lead| !lead.anchor.is_empty()) {
            let page = format!("{}.md", collected.methods[place.method].docs);
            let reason = format!("no description of `{}` is at `{}#{}`", field.name, lead.page, lead.anchor);
            notes.push(Note::new(&page, field.line.max(1), reason));
        }
    }
    collected.notes.append(&mut notes);
}

fn holds_shared(field: &Field) -> bool {
    shared(&field.ty).is_some() || field.fields.iter().any(holds_shared)
}

/// Returns the place with the best description: in a table, with the most fields, of one thing.
fn base(collected: &Collected, places: &[(Role, Place)]) -> Option<Place> {
    let value = |(role, place): &&(Role, Place)| {
        let fields = inside(collected, place);
        let documented = fields.iter().filter(|field| !field.is_observed).count();
        (documented, fields.len(), *role == Role::Get)
    };
    let best = places.iter().rev().max_by_key(value)?;
    (!inside(collected, &best.1).is_empty()).then(|| best.1.clone())
}

/// Returns true if a type does not say what it holds.
fn is_open(ty: &Ty) -> bool {
    match ty {
        Ty::Any | Ty::Array | Ty::Object => true,
        Ty::List(inner) | Ty::Map(inner) | Ty::Nullable(inner) => is_open(inner),
        _ => false,
    }
}

/// Makes the type of a group, and puts it into its places.
fn make_type(
    collected: &mut Collected,
    families: &Families,
    words: &Words,
    group: &[Place],
    taken: &mut BTreeSet<String>,
) {
    let all = || group.iter().map(|place| (families.role(place.method), place.clone()));
    let (answers, takes): (Vec<_>, Vec<_>) = all().partition(|(_, place)| place.part == Part::Result);
    let Some(base) = base(collected, &answers).or_else(|| base(collected, &takes)) else { return };
    let of = |place: &Place| place.field(&collected.methods).and_then(|field| shared(&field.ty));
    let known: BTreeSet<String> = group.iter().filter_map(of).collect();
    if known.len() > 1 {
        let names: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
        let page = format!("{}.md", collected.methods[base.method].docs);
        return collected.notes.push(Note::new(&page, 1, format!("{} seem to be one thing", names.join(" and "))));
    }
    let known = known.into_iter().next();
    let Some(name) = known.clone().or_else(|| named(families, words, collected, group, &base, taken)) else { return };
    let mut fields = known.as_ref().map_or_else(|| inside(collected, &base).to_vec(), |name| of_type(collected, name));
    mend_names(collected, group, &fields);
    let mut taken = Vec::new();
    if base.part == Part::Params {
        fields = sent::of_thing(&fields);
        taken.extend(fields.iter().cloned());
    }
    for place in group.iter().filter(|place| known.is_some() || **place != base) {
        let Some(field) = place.field(&collected.methods).filter(|field| shared(&field.ty).is_none()) else { continue };
        let mut disputes = Vec::new();
        let own = if place.part == Part::Params { sent::of_thing(&field.fields) } else { field.fields.clone() };
        if place.part == Part::Params {
            sent::forms(&mut fields, &own);
            taken.extend(own.iter().cloned());
        }
        merge::add(&mut fields, own, &mut disputes);
        note_disputes(collected, place.method, &name, disputes);
    }
    add_about(collected, families, group, &name, &mut fields);
    sent::loosen(&mut fields, &taken);
    sent::writable(&mut fields, &collected.methods, group);
    for place in group {
        if let Some(field) = place.field_mut(&mut collected.methods) {
            put(&mut field.ty, &name);
            if place.part == Part::Params {
                field.takes = sent::takes(field);
            }
            field.fields.clear();
            field.values.clear();
            field.keys.clear();
        }
    }
    for place in group.iter().filter(|place| place.part == Part::Result && families.role(place.method) == Role::List) {
        sent::name_fields(&mut collected.methods[place.method].params, &name);
    }
    let docs = collected.methods[base.method].docs.clone();
    match collected.place_of_type(&name) {
        Ok(at) => collected.types[at].fields = fields,
        Err(at) => collected.types.insert(at, Shared { name, docs, doc: None, fields, values: Vec::new() }),
    }
}

/// Gives fields that are sent the names that the thing has for them, where the page misspells them.
fn mend_names(collected: &mut Collected, group: &[Place], fields: &[Field]) {
    for place in group.iter().filter(|place| place.part == Part::Params) {
        let Some(field) = place.field_mut(&mut collected.methods) else { continue };
        let line = field.line.max(1);
        let mended = sent::mend_names(&mut field.fields, fields);
        let page = format!("{}.md", collected.methods[place.method].docs);
        let notes = mended.into_iter().map(|(wrong, right)| {
            Note::new(&page, line, format!("`{wrong}` is taken for `{right}`, which others call it"))
        });
        collected.notes.extend(notes);
    }
}

/// Adds the fields that the family's own method tells about.
fn add_about(collected: &mut Collected, families: &Families, group: &[Place], name: &str, fields: &mut Vec<Field>) {
    let own: BTreeSet<usize> = group.iter().filter_map(|place| families.index_of(place.method)).collect();
    let tellers: Vec<usize> = own
        .iter()
        .flat_map(|family| &families.all[*family].members)
        .filter(|(role, _)| *role == Role::About)
        .map(|(_, method)| *method)
        .collect();
    for method in tellers {
        let about = collected.methods[method].about.clone();
        // The methods' names say already that it is about this thing.
        let known = common(&about, fields);
        if known > 1 && known * 2 >= about.len().min(fields.len()) {
            let mut disputes = Vec::new();
            merge::add(fields, about, &mut disputes);
            note_disputes(collected, method, name, disputes);
        }
    }
}

/// Notes the fields of a thing whose types differ on a method's page.
fn note_disputes(collected: &mut Collected, method: usize, name: &str, disputes: Vec<merge::Dispute>) {
    let page = format!("{}.md", collected.methods[method].docs);
    let notes = disputes.into_iter().map(|dispute| {
        let merge::Dispute { name: own, kept, other, line } = dispute;
        let reason = format!("`{own}` of `{name}` is `{other}` here, and `{kept}` elsewhere");
        Note::new(&page, line.max(1), reason)
    });
    collected.notes.extend(notes);
}

fn of_type(collected: &Collected, name: &str) -> Vec<Field> {
    collected.type_of(name).map(|shared| shared.fields.clone()).unwrap_or_default()
}

/// Returns a new name for the thing of a group: that of the family, or of the field where it is only a part of things.
fn named(
    families: &Families,
    words: &Words,
    collected: &Collected,
    group: &[Place],
    base: &Place,
    taken: &mut BTreeSet<String>,
) -> Option<String> {
    let is_whole = |place: &Place| {
        let role = families.role(place.method);
        let path = answered(&collected.methods[place.method], role == Role::List);
        place.part == Part::Result && matches!(role, Role::Get | Role::List) && path.as_ref() == Some(&place.path)
    };
    // What is a part here may be what another method is about.
    let words_of = |place: &&Place| collected.methods[place.method].name.split('.').count();
    let whole = std::iter::once(base).chain(group).filter(|place| is_whole(place)).min_by_key(words_of);
    let base = whole.unwrap_or(base);
    let method = &collected.methods[base.method];
    let family = families.family(base.method);
    let prefix = family.map_or_else(
        || method.name.rsplit_once('.').map_or(method.name.as_str(), |(prefix, _)| prefix),
        |family| family.prefix.as_str(),
    );
    let is_sent = group.iter().all(|place| place.part == Part::Params);
    let is_thing = is_sent && sent(method).as_ref() == Some(&base.path)
        || !is_sent && answered(method, families.role(base.method) == Role::List).as_ref() == Some(&base.path);
    let part = base.path.last().filter(|_| !is_thing);
    if families.role(base.method) == Role::About {
        let module = prefix.split('.').next().unwrap_or_default();
        let name = |tail: &str| words.name(&format!("{module}.field_description"), tail);
        return [name(""), name("v3")].into_iter().flatten().find(|name| taken.insert(name.to_lowercase()));
    }
    let kin = family.and_then(|family| family.kin.as_deref());
    let mut names: Vec<String> = match part {
        Some(part) => words.name(kin.unwrap_or(prefix), part).into_iter().collect(),
        None => {
            let kin = kin.and_then(|kin| words.name(kin, ""));
            kin.into_iter().chain(words.candidates(prefix, method.api, is_sent)).collect()
        }
    };
    if method.api == Api::V3 && part.is_some() {
        names.extend(part.and_then(|part| words.name(prefix, &format!("{part}_v3"))));
    }
    names.into_iter().find(|name| taken.insert(name.to_lowercase()))
}
