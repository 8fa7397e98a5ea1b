//! Answers that no page shows, of methods whose family tells them: a method that gets or lists the thing whose fields
//! another one tells, and a method that tells of fields as all others of its module do.

use std::collections::BTreeMap;

use bitrix24_schema::raw::Api;

use crate::collect::Collected;
use crate::entity::family::{Family, Role, is_alike};
use crate::entity::place::{Part, Place};
use crate::facts::report::Note;
use crate::facts::ty::Ty;
use crate::facts::{Field, Method};
use crate::method::about::is_about;

/// The number of methods of a module that have to tell of fields in one form.
const MIN_ALIKE: usize = 3;

/// Gives the answers of getting and listing, in families that tell of the fields of their thing.
pub(super) fn things(collected: &mut Collected, families: &[Family]) {
    for family in families {
        let mut tellers =
            family.members.iter().filter(|(role, _)| *role == Role::About).map(|(_, at)| &collected.methods[*at]);
        let Some(teller) = tellers.find(|method| method.about.len() > 1) else { continue };
        let (about, teller) = (teller.about.clone(), teller.name.clone());
        let untold: Vec<(Role, usize)> =
            family.members.iter().filter(|(_, at)| is_untold(collected, *at)).copied().collect();
        for (role, method) in untold {
            let ty = match role {
                Role::Get => Ty::Object,
                Role::List => Ty::list(Ty::Object),
                _ => continue,
            };
            let result = Field { name: "result".to_owned(), ty, fields: about.clone(), ..Field::default() };
            let reason = format!("the page shows no answer: it is taken from the fields that `{teller}` tells");
            give(collected, method, result, reason);
        }
    }
}

/// Gives the answers of getting and listing what several families of a module with the same last word answer alike, as
/// the user fields of deals and leads.
pub(super) fn kin(collected: &mut Collected, families: &[Family]) {
    let mut by_key: BTreeMap<(String, String), Vec<&Family>> = BTreeMap::new();
    for family in families {
        family.kin_key().into_iter().for_each(|key| by_key.entry(key).or_default().push(family));
    }
    for family in families {
        let Some(key) = family.kin_key() else { continue };
        for (role, method) in family.members.iter().filter(|(role, _)| matches!(role, Role::Get | Role::List)) {
            if !is_untold(collected, *method) {
                continue;
            }
            let siblings = by_key.get(&key).into_iter().flatten().flat_map(|other| &other.members);
            let answers: Vec<&Method> = siblings
                .filter(|(own, at)| own == role && !is_untold(collected, *at))
                .map(|(_, at)| &collected.methods[*at])
                .filter(|own| own.api == collected.methods[*method].api)
                .collect();
            let fields =
                |method: &Method| method.result.as_ref().map(|result| result.fields.clone()).unwrap_or_default();
            let [first, others @ ..] = answers.as_slice() else { continue };
            if others.is_empty() || !others.iter().all(|other| is_alike(&fields(first), &fields(other))) {
                continue;
            }
            let reason = format!("the page shows no answer: it is taken from `{}`, which is alike", first.name);
            let Some(result) = first.result.clone() else { continue };
            give(collected, *method, result, reason);
        }
    }
}

/// Gives the answers of methods that tell of fields; `maps` are the places of those that are known.
pub(super) fn maps(collected: &mut Collected, maps: &mut BTreeMap<String, Vec<Place>>) {
    for (module, places) in maps {
        let direct: Vec<&Place> = places.iter().filter(|place| place.path.is_empty()).collect();
        let Some(first) = direct.first().filter(|_| direct.len() >= MIN_ALIKE) else { continue };
        let Some(known) = first.field(&collected.methods).cloned() else { continue };
        let is_of = |method: &Method| {
            let own = method.name.split('.').next().unwrap_or_default();
            is_about(&method.name) && method.api == Api::V2 && own.eq_ignore_ascii_case(module)
        };
        let untold: Vec<usize> = (0..collected.methods.len())
            .filter(|at| is_untold(collected, *at) && is_of(&collected.methods[*at]))
            .collect();
        for method in untold {
            let reason = format!("the page shows no answer: it is taken from other methods of `{module}` about fields");
            give(collected, method, known.clone(), reason);
            places.push(Place { method, part: Part::Result, path: Vec::new() });
        }
    }
}

fn is_untold(collected: &Collected, method: usize) -> bool {
    collected.methods[method].result.is_none()
}

fn give(collected: &mut Collected, method: usize, result: Field, reason: String) {
    let method = &mut collected.methods[method];
    method.result = Some(result);
    collected.notes.push(Note::new(&format!("{}.md", method.docs), 1, reason));
}
