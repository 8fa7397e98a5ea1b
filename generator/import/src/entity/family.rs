//! Families: the methods of one prefix, such as `crm.deal.get` and `crm.deal.list`, and the rule by which what they
//! answer is one thing.

use std::collections::{BTreeMap, BTreeSet};

use bitrix24_schema::raw::Api;

use crate::facts::names::{fits_pattern, is_pattern};
use crate::facts::{Field, Method};

/// The part of a method in its family.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Role {
    /// Answers one thing.
    Get,
    /// Answers many things.
    List,
    /// Takes a thing, and may answer it.
    Write,
    /// Tells about the fields of a thing.
    About,
    /// Does something else, and may answer a thing.
    Other,
}

/// The methods of one prefix and version, by their indices.
#[derive(Debug)]
pub(crate) struct Family {
    /// The part of the names that is common to all, as the first of them spells it.
    pub(crate) prefix: String,
    /// The words that are common to all prefixes with the same thing, if there are several: `crm.userfield`.
    pub(crate) kin: Option<String>,
    pub(crate) members: Vec<(Role, usize)>,
}

impl Family {
    /// Returns the module and the last word of the prefix, in small letters: those of families with one thing agree.
    pub(crate) fn kin_key(&self) -> Option<(String, String)> {
        let (around, word) = self.prefix.rsplit_once('.')?;
        let module = around.split('.').next().unwrap_or_default();
        Some((module.to_lowercase(), word.to_lowercase()))
    }
}

/// All families, and that of each method.
#[derive(Debug)]
pub(crate) struct Families {
    pub(crate) all: Vec<Family>,
    /// The family of a method and its role in it, by its index.
    of: BTreeMap<usize, (usize, Role)>,
}

impl Families {
    pub(crate) fn of(methods: &[Method]) -> Self {
        let all = all(methods);
        let members = |(family, of): (usize, &Family)| {
            of.members.iter().map(|(role, method)| (*method, (family, *role))).collect::<Vec<_>>()
        };
        let of = all.iter().enumerate().flat_map(members).collect();
        Families { all, of }
    }

    /// Returns the family of a method, by the place of it among all.
    pub(crate) fn index_of(&self, method: usize) -> Option<usize> {
        self.of.get(&method).map(|(family, _)| *family)
    }

    /// Returns the family of a method.
    pub(crate) fn family(&self, method: usize) -> Option<&Family> {
        self.all.get(self.index_of(method)?)
    }

    /// Returns the role of a method in its family.
    pub(crate) fn role(&self, method: usize) -> Role {
        self.of.get(&method).map_or(Role::Write, |(_, role)| *role)
    }
}

/// Returns all families.
pub(crate) fn all(methods: &[Method]) -> Vec<Family> {
    let mut found: BTreeMap<(String, bool), Family> = BTreeMap::new();
    for (index, method) in methods.iter().enumerate() {
        let Some((prefix, role)) = member(&method.name) else { continue };
        let key = (prefix.to_lowercase(), method.api == Api::V3);
        let family =
            found.entry(key).or_insert_with(|| Family { prefix: prefix.to_owned(), kin: None, members: Vec::new() });
        family.members.push((role, index));
    }
    found.into_values().collect()
}

/// Returns the role of a method.
pub(crate) fn role(name: &str) -> Role {
    member(name).map_or(Role::Other, |(_, role)| role)
}

/// Returns the prefix of a method's name, and its role.
fn member(name: &str) -> Option<(&str, Role)> {
    let (prefix, last) = name.rsplit_once('.')?;
    let role = match last.to_lowercase().as_str() {
        "get" | "getbyid" => Role::Get,
        "list" | "getlist" | "search" => Role::List,
        "fields" | "getfields" | "get_fields" => Role::About,
        "add" | "update" | "create" | "set" | "register" | "upload" => Role::Write,
        _ => Role::Other,
    };
    Some((prefix, role))
}

/// Returns true if the names of one description are among those of another one: most of them, and more than three. It is
/// for methods whose names do not say that they answer the thing of their family.
pub(crate) fn is_among(one: &[Field], other: &[Field]) -> bool {
    let known = names(one).filter(|name| knows(other, name)).count();
    known > 3 && known * 4 >= count(one) * 3
}

/// Returns true if two descriptions are of one thing: at least two thirds of the names of the smaller one, and at least
/// two, are names of the other one, or match its patterns. One name is enough if it is all that the smaller one has and
/// says more than `id`.
pub(crate) fn fits(one: &[Field], other: &[Field]) -> bool {
    let (small, large) = if count(one) <= count(other) { (one, other) } else { (other, one) };
    let names: BTreeSet<&str> = names(small).collect();
    let known = names.iter().filter(|name| knows(large, name)).count();
    match names.len() {
        0 => false,
        1 => known == 1 && !names.iter().any(|name| name.eq_ignore_ascii_case("id")),
        all => known > 1 && known * 3 >= all * 2,
    }
}

/// Returns true if two descriptions are the same but for a field in ten, and have more than three; or the same three.
pub(crate) fn is_alike(one: &[Field], other: &[Field]) -> bool {
    Names::of(one).are_alike(&Names::of(other))
}

/// The names of a description, for many comparisons.
pub(crate) struct Names<'f>(BTreeSet<&'f str>);

impl<'f> Names<'f> {
    pub(crate) fn of(fields: &'f [Field]) -> Self {
        Names(names(fields).collect())
    }

    /// As [`is_alike`].
    pub(crate) fn are_alike(&self, other: &Names<'_>) -> bool {
        let (all, most) = (self.0.len() + other.0.len(), self.0.len().min(other.0.len()));
        let is_enough = |common: usize| common > 2 && common * 10 >= (all - common) * 9;
        is_enough(most) && is_enough(self.0.intersection(&other.0).count())
    }
}

/// Returns the number of the names of one description that another one has, patterns among them.
pub(crate) fn common(one: &[Field], other: &[Field]) -> usize {
    one.iter().filter(|field| other.iter().any(|own| own.name == field.name)).count()
}

fn count(fields: &[Field]) -> usize {
    names(fields).count()
}

fn names(fields: &[Field]) -> impl Iterator<Item = &str> {
    fields.iter().map(|field| field.name.as_str()).filter(|name| !is_pattern(name))
}

fn knows(fields: &[Field], name: &str) -> bool {
    fields.iter().any(|field| field.name == name || is_pattern(&field.name) && fits_pattern(&field.name, name))
}

#[cfg(test)]
mod tests {
    use super::{Field, fits};

    fn fields(names: &[&str]) -> Vec<Field> {
        names.iter().map(|name| Field { name: (*name).to_owned(), ..Field::default() }).collect()
    }

    #[test]
    fn things_are_one_if_most_names_are_common() {
        let deal = fields(&["ID", "TITLE", "STAGE_ID", "OPPORTUNITY", "UF_<name>"]);
        assert!(fits(&deal, &fields(&["ID", "TITLE"])));
        assert!(fits(&fields(&["ID", "TITLE", "UF_CRM_1"]), &deal));
        assert!(!fits(&deal, &fields(&["ID", "NAME"])));
        assert!(!fits(&deal, &fields(&["ID"])), "everything has an identifier");
        assert!(!fits(&deal, &fields(&["id", "title"])), "names differ by case");
        assert!(!fits(&deal, &[]));
    }
}
