//! Calls that read a portal, and what becomes of them. Who sends them is no matter here.

use serde_json::Value;

/// A part of the API that a pull reads.
///
/// ```
/// use bitrix24_portal::Part;
///
/// assert_eq!(Part::parse("tasks"), Some(Part::Tasks));
/// assert_eq!(Part::Crm.word(), "crm");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// What the portal says of itself: scopes, methods.
    Portal,
    /// Deals, leads, contacts, companies, quotes, invoices, smart processes.
    Crm,
    /// Users.
    User,
    /// Tasks.
    Tasks,
    /// Lists.
    Lists,
    /// Products and their variations.
    Catalog,
    /// Orders of the online store.
    Sale,
    /// Departments.
    Department,
    /// The drive.
    Disk,
    /// Data storages of applications.
    Entity,
}

impl Part {
    /// The parts that can be asked for by name.
    pub const NAMED: &[Part] = &[
        Part::Crm,
        Part::User,
        Part::Tasks,
        Part::Lists,
        Part::Catalog,
        Part::Sale,
        Part::Department,
        Part::Disk,
        Part::Entity,
    ];

    /// Returns its name.
    pub fn word(self) -> &'static str {
        match self {
            Part::Portal => "portal",
            Part::Crm => "crm",
            Part::User => "user",
            Part::Tasks => "tasks",
            Part::Lists => "lists",
            Part::Catalog => "catalog",
            Part::Sale => "sale",
            Part::Department => "department",
            Part::Disk => "disk",
            Part::Entity => "entity",
        }
    }

    /// Returns the part of a name.
    pub fn parse(word: &str) -> Option<Part> {
        Part::NAMED.iter().copied().find(|part| part.word() == word)
    }
}

/// A call that reads a description.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    /// The method.
    pub method: &'static str,
    /// Its parameters, an object.
    pub params: Value,
    /// The part that it reads.
    pub part: Part,
    /// True for a method of REST 3.0.
    pub is_v3: bool,
}

/// The answer to a call.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// The result.
    pub result: Value,
    /// The place at which the list goes on.
    pub next: Option<u64>,
    /// The number of items of the whole list.
    pub total: Option<u64>,
}

/// The refusal of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The server's code; empty if the call was not made.
    pub code: String,
    /// The reason for people.
    pub message: String,
}

impl Refusal {
    /// The message of a call that is not made, because the portal does not list its method.
    pub const ABSENT: &str = "the webhook has no such method here: its scope or the plan lacks it";

    /// Returns true if a scope may be what is missing.
    pub fn is_of_scope(&self) -> bool {
        self.code.to_ascii_lowercase().contains("scope") || self.message == Self::ABSENT
    }
}

/// What became of a call.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// It was answered.
    Answered(Answer),
    /// It was refused: no right, no such method.
    Refused(Refusal),
}
