//! Names of methods, events and types in exports: identifiers that all languages take, such as `CrmDeal` and `CrmDealAddParams`.

use std::collections::{BTreeMap, BTreeSet};

use bitrix24_schema::model::Model;

use crate::scope::{Owner, Scope};

/// The ends of the names of a method's parameters and of its answer.
const OF_METHOD: [&str; 2] = ["Params", "Answer"];

/// The end of the name of a type as it is sent.
pub(crate) const SENT: &str = "Input";

/// The names of all methods and types of a model.
#[derive(Debug)]
pub(crate) struct Names {
    methods: Vec<String>,
    events: Vec<String>,
    types: BTreeMap<(Owner, usize), String>,
    taken: Taken,
}

impl Names {
    /// Names everything. `reserved` are names that the export itself uses.
    pub(crate) fn new(model: &Model, reserved: &[&str]) -> Self {
        let mut taken = Taken(reserved.iter().map(|name| name.to_ascii_lowercase()).collect());
        let mut types = BTreeMap::new();
        for (shared, scope) in Scope::types(model) {
            let base = taken.take(&pascal(&shared.name), &["", SENT]);
            // Its parts have its name in theirs.
            let around = shared.name.rsplit_once('.').map_or("", |(around, _)| around);
            for (place, item) in scope.items().iter().enumerate().skip(1) {
                let name = pascal(&format!("{around}.{}", item.ident()));
                types.insert((scope.owner, place), taken.take(&name, &["", SENT]));
            }
            types.insert((scope.owner, 0), base);
        }
        let mut methods = Vec::new();
        for (method, scope) in Scope::methods(model) {
            let base = taken.take(&pascal(&method.path()), &OF_METHOD);
            for (place, item) in scope.items().iter().enumerate() {
                let name = format!("{base}{}", pascal(item.ident()));
                types.insert((scope.owner, place), taken.take(&name, &["", SENT]));
            }
            methods.push(base);
        }
        // Events come last, so that they rename nothing.
        let mut events = Vec::new();
        for (event, scope) in Scope::events(model) {
            let base = taken.take(&pascal(&format!("event.{}", event.name)), &[""]);
            for (place, item) in scope.items().iter().enumerate() {
                let name = format!("{base}{}", pascal(item.ident()));
                types.insert((scope.owner, place), taken.take(&name, &["", SENT]));
            }
            events.push(base);
        }
        Self { methods, events, types, taken }
    }

    /// Returns the name of a method: `CrmDealAdd`.
    pub(crate) fn method(&self, index: usize) -> &str {
        self.methods.get(index).map_or("", String::as_str)
    }

    /// Returns the name of an event: `EventONCRMDEALADD`.
    pub(crate) fn event(&self, index: usize) -> &str {
        self.events.get(index).map_or("", String::as_str)
    }

    /// Returns the name of a part of a method or a type: `CrmDealAddFields`.
    pub(crate) fn part(&self, owner: Owner, part: &str) -> String {
        let base = match owner {
            Owner::Method(index) => self.method(index),
            Owner::Event(index) => self.event(index),
            Owner::Shared(_) => self.item(owner, 0),
        };
        format!("{base}{}", pascal(part))
    }

    /// Returns true if a name is taken, in any case.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.taken.0.contains(&name.to_ascii_lowercase())
    }

    /// Returns the name of a type: `CrmDeal`.
    pub(crate) fn item(&self, owner: Owner, place: usize) -> &str {
        self.types.get(&(owner, place)).map_or("", String::as_str)
    }
}

/// The names that are taken, in lower case: some languages make a file of each, and some systems have one case of them.
#[derive(Debug)]
struct Taken(BTreeSet<String>);

impl Taken {
    /// Returns the name, with a number if it or one of its forms is taken.
    fn take(&mut self, name: &str, ends: &[&str]) -> String {
        let forms = |name: &str| -> Vec<String> {
            ends.iter().map(|end| format!("{name}{end}").to_ascii_lowercase()).collect()
        };
        let mut candidates = std::iter::once(name.to_owned()).chain((2..).map(|number| format!("{name}{number}")));
        let is_free = |name: &String| forms(name).iter().all(|form| !self.0.contains(form));
        let free = candidates.find(is_free).unwrap_or_else(|| name.to_owned());
        self.0.extend(forms(&free));
        free
    }
}

/// Returns `CrmDealAdd` for `crm::deal::Add`, `crm.deal_add` and the like.
fn pascal(name: &str) -> String {
    let words = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let name: String = words
        .flat_map(|word| word[..1].to_ascii_uppercase().chars().chain(word[1..].chars()).collect::<Vec<_>>())
        .collect();
    if name.starts_with(|c: char| c.is_ascii_alphabetic()) { name } else { format!("N{name}") }
}

/// Returns a name with a small first letter: `crmDealAdd`.
pub(crate) fn camel(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map(|first| first.to_ascii_lowercase()).into_iter().chain(chars).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_become_one_name() {
        assert_eq!(pascal("crm::deal::Add"), "CrmDealAdd");
        assert_eq!(pascal("im.v2_Chat"), "ImV2Chat");
        assert_eq!(pascal("2.type_"), "N2Type");
        assert_eq!(camel("CrmDealAdd"), "crmDealAdd");
    }

    #[test]
    fn a_taken_name_gets_a_number() {
        let mut taken = Taken(BTreeSet::from(["time".to_owned()]));
        assert_eq!(taken.take("Time", &["", SENT]), "Time2");
        assert_eq!(taken.take("Deal", &["", SENT]), "Deal");
        assert_eq!(taken.take("DealInput", &["", SENT]), "DealInput2");
    }
}
