//! A portal's own types: the custom fields of its deals and users, its smart processes, stages and lists.

mod field;
mod kind;
mod made;
mod name;
mod read;
mod sent;
mod stage;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value;

pub(crate) use field::{Choice, Field};
pub(crate) use kind::Kind;
pub(crate) use name::{camel, plain, upper};
pub(crate) use sent::{Wrong, is_nothing};
pub(crate) use stage::{Meaning, Stage, Stages, category as stage_category};

/// The things that a row of the portal may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Subject {
    /// A thing of the CRM, by its `entityTypeId`.
    Crm(u32),
    /// An element of a list, by its `IBLOCK_ID`.
    List(u32),
    Task,
    User,
    Product,
}

/// The number of the first smart process.
pub(crate) const FIRST_PROCESS: u32 = 128;

/// The own types of a portal, by what they are about.
#[derive(Debug, Default)]
pub(crate) struct Things {
    things: BTreeMap<Subject, Arc<Thing>>,
    /// The scopes that the webhook has; `None` if the portal does not say.
    pub(crate) scopes: Option<Vec<String>>,
}

/// What a portal has of its own about one subject.
#[derive(Clone, Debug, Default)]
pub(crate) struct Thing {
    /// The name in the portal.
    pub(crate) title: String,
    /// The parameters that its calls always have.
    pub(crate) with: Vec<(String, Value)>,
    /// The plain names of the documented fields that `crm.item.*` has; `None` for all.
    pub(crate) has: Option<Vec<String>>,
    /// Its custom fields, and other fields of its own.
    pub(crate) fields: Vec<Field>,
    /// The values of documented fields, by their plain names: those of `stageId`, for example.
    pub(crate) words: Vec<(String, Vec<Choice>)>,
}

impl Things {
    /// Returns the things of these subjects, of which one may be told several times: as a deal, and as an item of the type 2.
    pub(crate) fn new(things: impl IntoIterator<Item = (Subject, Thing)>, scopes: Option<Vec<String>>) -> Self {
        let mut known: BTreeMap<Subject, Thing> = BTreeMap::new();
        for (subject, thing) in things {
            known.entry(subject).or_default().merge(thing);
        }
        let mut next = 0;
        for field in known.values_mut().flat_map(|thing| &mut thing.fields) {
            next += 1;
            field.id = FIRST_FIELD + 2 * next;
        }
        Self { things: known.into_iter().map(|(subject, thing)| (subject, Arc::new(thing))).collect(), scopes }
    }

    pub(crate) fn get(&self, subject: Subject) -> Option<&Arc<Thing>> {
        self.things.get(&subject)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (Subject, &Thing)> {
        self.things.iter().map(|(subject, thing)| (*subject, &**thing))
    }

    /// Returns the smart processes with the numbers of their types.
    pub(crate) fn processes(&self) -> impl Iterator<Item = (u32, &Thing)> {
        self.iter().filter_map(|(subject, thing)| match subject {
            Subject::Crm(number) if number >= FIRST_PROCESS => Some((number, thing)),
            _ => None,
        })
    }

    /// Returns true if the portal has lists.
    pub(crate) fn has_lists(&self) -> bool {
        self.things.keys().any(|subject| matches!(subject, Subject::List(_)))
    }
}

/// The number before those of custom fields.
const FIRST_FIELD: u64 = 100;

impl Thing {
    /// Adds what another description of the same subject has.
    fn merge(&mut self, other: Thing) {
        if self.title.is_empty() {
            self.title = other.title;
        }
        for (name, value) in other.with {
            if !self.with.iter().any(|(known, _)| *known == name) {
                self.with.push((name, value));
            }
        }
        self.has = self.has.take().or(other.has);
        for field in other.fields {
            match self.fields.iter_mut().find(|known| known.plain == field.plain) {
                Some(known) => known.merge(field),
                None => self.fields.push(field),
            }
        }
        for (name, values) in other.words {
            if !self.words.iter().any(|(known, _)| *known == name) {
                self.words.push((name, values));
            }
        }
    }

    /// Returns its own field by any spelling of its name.
    pub(crate) fn field(&self, plain: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.plain == plain)
    }

    /// Returns its custom fields.
    pub(crate) fn customs(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(|field| field.is_custom)
    }

    /// Returns the values of a documented field, by its plain name.
    pub(crate) fn words(&self, plain: &str) -> Option<&[Choice]> {
        self.words.iter().find(|(known, _)| known == plain).map(|(_, values)| values.as_slice())
    }

    /// Returns its stages.
    pub(crate) fn stages(&self) -> Option<Stages<'_>> {
        self.words("stageid").or_else(|| self.words("statusid")).map(Stages)
    }

    /// Returns a parameter that its calls always have.
    pub(crate) fn param(&self, name: &str) -> Option<&Value> {
        self.with.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// Returns the number of a smart process among the smart processes: that in the names of its custom fields, such as
    /// the 5 of `UF_CRM_5_NAME`.
    pub(crate) fn type_id(&self, number: u32) -> u64 {
        let of_field = |field: &Field| field.upper.strip_prefix("UF_CRM_")?.split_once('_')?.0.parse().ok();
        self.customs().find_map(of_field).unwrap_or_else(|| u64::from(number))
    }
}
