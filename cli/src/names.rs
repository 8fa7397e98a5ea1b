//! Names that users give, and what they may have meant.

use bitrix24_schema::model::{Api, Method};
use bitrix24_schema::{Model, shown};

use crate::failure::Failure;

/// The largest number of names that are suggested.
const SUGGESTED: usize = 3;

/// The least likeness of a name that is suggested.
const LIKE: f64 = 0.82;

/// Returns the places of the methods of a name, in any case: one, or one of each version of the API.
pub(crate) fn methods(model: &Model, name: &str) -> Vec<usize> {
    let is_it = |(_, method): &(usize, &Method)| method.name.wire.eq_ignore_ascii_case(name);
    model.methods.iter().enumerate().filter(is_it).map(|(index, _)| index).collect()
}

/// Returns the place of one method: version 2's where both versions have it, unless that of REST 3.0 is asked for.
pub(crate) fn method(model: &Model, name: &str, v3: bool) -> Result<usize, Failure> {
    let found = methods(model, name);
    if found.is_empty() {
        return Err(Failure::usage(unknown(model, name)));
    }
    let is_right = |index: &&usize| !v3 || model.methods[**index].api == Api::V3;
    match found.iter().find(is_right) {
        Some(index) => Ok(*index),
        None => Err(Failure::usage(format!("`{}` is no method of REST 3.0; leave out `--v3`", shown::name(name)))),
    }
}

/// Returns the message for a method that the catalogue does not have.
pub(crate) fn unknown(model: &Model, name: &str) -> String {
    let names = model.methods.iter().map(|method| method.name.wire.as_str());
    format!("there is no method `{}` in the schema{}", shown::name(name), did_you_mean(name, names))
}

/// Returns `; did you mean …?`, or nothing if no name is like it.
pub(crate) fn did_you_mean<'c>(name: &str, names: impl Iterator<Item = &'c str>) -> String {
    let near: Vec<String> = nearest(name, names).iter().map(|near| format!("`{}`", shown::name(near))).collect();
    match near.split_last() {
        Some((last, [])) => format!("; did you mean {last}?"),
        Some((last, rest)) => format!("; did you mean {} or {last}?", rest.join(", ")),
        None => String::new(),
    }
}

/// Returns the names most like this one, the likest first. Only those that are nearly as like as the first are there.
pub(crate) fn nearest<'c>(name: &str, names: impl Iterator<Item = &'c str>) -> Vec<&'c str> {
    let name = name.to_lowercase();
    let mut found: Vec<(f64, &str)> = names
        .map(|other| (likeness(&name, &other.to_lowercase()), other))
        .filter(|(likeness, _)| *likeness > LIKE)
        .collect();
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    found.dedup_by(|a, b| a.1 == b.1);
    let least = found.first().map_or(0.0, |(likeness, _)| likeness - 0.03);
    found.into_iter().filter(|(likeness, _)| *likeness >= least).map(|(_, name)| name).take(SUGGESTED).collect()
}

/// Returns how like two names are, from 0 to 1. What is only written in another way is very like.
fn likeness(name: &str, other: &str) -> f64 {
    let plain = |text: &str| text.chars().filter(|char| char.is_alphanumeric()).collect::<String>();
    if plain(name) == plain(other) {
        return 0.99;
    }
    strsim::jaro_winkler(name, other).min(0.5 + strsim::normalized_damerau_levenshtein(name, other) / 2.0)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn names_are_suggested_by_what_differs() {
        let names = ["crm.deal.list", "crm.deal.get", "crm.lead.list", "tasks.task.getFields", "user.current"];
        let near = |name| nearest(name, names.into_iter());
        assert_eq!(near("crm.deal.lst"), ["crm.deal.list"]);
        assert_eq!(near("crm_deal_list"), ["crm.deal.list"]);
        assert_eq!(near("CRM.DEAL.GTE"), ["crm.deal.get"]);
        assert_eq!(near("tasks.task.getfield"), ["tasks.task.getFields"]);
        assert_eq!(near("something.else"), [""; 0]);
    }
}
