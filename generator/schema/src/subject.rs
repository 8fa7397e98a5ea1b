//! What a change is about, as one text: `crm.deal.add#in.fields.TITLE`.
//!
//! | subject | what it names |
//! | --- | --- |
//! | `crm.deal.add` | a method |
//! | `tasks.task.get@v3` | a method of REST 3.0 |
//! | `crm.deal.add#in.fields.TITLE` | a parameter, or a field inside one |
//! | `crm.deal.add#in.fields.TYPE=SALE` | an allowed value of it |
//! | `crm.deal.list#in.filter[ID]` | a documented key of it |
//! | `crm.deal.add#out`, `crm.deal.get#out.TITLE` | the result, and a field in it |
//! | `crm.deal.add#error.ACCESS_DENIED:Access denied` | an error, by its code and message |
//! | `type:tasks.Task#title`, `type:common.Direction#=asc` | a shared type's field, and its value |
//! | `system#v2.NO_AUTH_FOUND` | an error that any method may answer |
//! | `id:crm_deal` | a kind of identifier |

use std::fmt;

use crate::model::{Api, ErrorEntry, Method, Shared, SystemError};

/// What a change is about.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Subject(String);

impl Subject {
    /// A method.
    pub fn method(method: &Method) -> Self {
        Self::named(&method.name.wire, method.api)
    }

    /// A method by its name and version.
    pub fn named(name: &str, api: Api) -> Self {
        Subject(match api {
            Api::V2 => name.to_owned(),
            Api::V3 => format!("{name}@v3"),
        })
    }

    /// A type that methods share.
    pub fn shared(shared: &Shared) -> Self {
        Self::of_type(&shared.name)
    }

    /// A type that methods share, by its name.
    pub fn of_type(name: &str) -> Self {
        Subject(format!("type:{name}"))
    }

    /// An error that any method may answer.
    pub fn system(error: &SystemError) -> Self {
        let api = match error.api {
            Api::V2 => "v2",
            Api::V3 => "v3",
        };
        Subject(format!("system#{api}.{}", identity(&error.entry)))
    }

    /// A kind of identifier.
    pub fn id(name: &str) -> Self {
        Subject(format!("id:{name}"))
    }

    /// The parameters of this method.
    #[must_use]
    pub fn input(&self) -> Self {
        Subject(format!("{self}#in"))
    }

    /// The result of this method.
    #[must_use]
    pub fn output(&self) -> Self {
        Subject(format!("{self}#out"))
    }

    /// A parameter, a field of the object that this is, or of the shared type.
    #[must_use]
    pub fn field(&self, wire: &str) -> Self {
        Subject(match self.0.contains('#') {
            true => format!("{self}.{wire}"),
            false => format!("{self}#{wire}"),
        })
    }

    /// The field `old` beside this one, which is `new`.
    #[must_use]
    pub fn renamed(&self, new: &str, old: &str) -> Self {
        Subject(self.0.strip_suffix(new).map_or_else(|| self.0.clone(), |before| format!("{before}{old}")))
    }

    /// An allowed value of what this is.
    #[must_use]
    pub fn value(&self, wire: &str) -> Self {
        Subject(match self.0.contains('#') {
            true => format!("{self}={wire}"),
            false => format!("{self}#={wire}"),
        })
    }

    /// A documented key of the map that this is.
    #[must_use]
    pub fn key(&self, wire: &str) -> Self {
        Subject(match self.0.contains('#') {
            true => format!("{self}[{wire}]"),
            false => format!("{self}#[{wire}]"),
        })
    }

    /// An error of this method.
    #[must_use]
    pub fn error(&self, entry: &ErrorEntry) -> Self {
        Subject(format!("{self}#error.{}", identity(entry)))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The method, the shared type, or whatever else it is a part of: what stands before `#`.
    pub fn owner(&self) -> &str {
        self.0.split_once('#').map_or(&self.0, |(owner, _)| owner)
    }

    /// What stands after `#`.
    pub fn part(&self) -> Option<&str> {
        self.0.split_once('#').map(|(_, part)| part)
    }

    /// Whether this is `other`, or a part of it.
    pub fn is_within(&self, other: &Subject) -> bool {
        let rest = self.0.strip_prefix(&other.0);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['#', '.', '=', '[']))
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<String> for Subject {
    fn from(text: String) -> Self {
        Subject(text)
    }
}

impl serde::Serialize for Subject {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// `CODE`, or `CODE:MESSAGE`, which is what an error is known by.
fn identity(entry: &ErrorEntry) -> String {
    match &entry.message {
        Some(message) => format!("{}:{message}", entry.code),
        None => entry.code.clone(),
    }
}
