//! A difference between an answer and its description.

use super::seen::Seen;

/// The kind of a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A key that the description does not have.
    Unknown,
    /// A value of another type than described.
    Misfit,
    /// A key that the description says is always there.
    Missing,
    /// A value that is not among the described ones.
    UnknownValue,
}

impl Kind {
    /// Returns its name.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Unknown => "unknown",
            Kind::Misfit => "misfit",
            Kind::Missing => "missing",
            Kind::UnknownValue => "unknown-value",
        }
    }
}

/// A difference between answers and their description.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The path: `result.items[].stageId`. Keys that are data are `*`.
    pub path: String,
    /// Its kind.
    pub kind: Kind,
    /// The described type, if there is one.
    pub told: Option<String>,
    /// The types that were seen.
    pub seen: Seen,
    /// The file of the schema that describes it.
    pub file: String,
    /// The place in that file.
    pub at: String,
    /// True if the field is written as a type alone there.
    pub is_short: bool,
}

impl Finding {
    /// Returns what is wrong, in words.
    pub fn told(&self) -> String {
        let told = self.told.as_deref().unwrap_or("nothing");
        match self.kind {
            Kind::Unknown => format!("not in the description; {}", self.seen),
            Kind::Misfit => format!("{} instead of {told}", self.seen),
            Kind::Missing => "missing, though the description says that it is always there".to_owned(),
            Kind::UnknownValue => "a value that is not among the described ones".to_owned(),
        }
    }
}
