//! The subject of a change, as one text: `crm.deal.add#in.fields.TITLE`.
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
//! | `event:ONCRMDEALADD`, `event:ONCRMDEALADD#out.FIELDS` | an event, and a field in its data |
//! | `id:crm_deal` | a kind of identifier |

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

use crate::model::{Api, ErrorEntry, Event, Method, Shared, SystemError};

/// The subject of a change: the part of the schema that it concerns. All copies share the text.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Subject(Arc<str>);

impl Subject {
    /// Returns the subject of a method.
    pub fn method(method: &Method) -> Self {
        Self::named(&method.name.wire, method.api)
    }

    /// Returns the subject of a method by its name and version.
    pub fn named(name: &str, api: Api) -> Self {
        match api {
            Api::V2 => Subject(name.into()),
            Api::V3 => Subject::from(format!("{name}@v3")),
        }
    }

    /// Returns the subject of a shared type.
    pub fn shared(shared: &Shared) -> Self {
        Self::of_type(&shared.name)
    }

    /// Returns the subject of a shared type by its name.
    pub fn of_type(name: &str) -> Self {
        Subject::from(format!("type:{name}"))
    }

    /// Returns the subject of an event.
    pub fn event(event: &Event) -> Self {
        Subject::from(format!("event:{}", event.name))
    }

    /// Returns the subject of an error that any method may answer.
    pub fn system(error: &SystemError) -> Self {
        let api = match error.api {
            Api::V2 => "v2",
            Api::V3 => "v3",
        };
        Subject::from(format!("system#{api}.{}", identity(&error.entry)))
    }

    /// Returns the subject of a kind of identifier.
    pub fn id(name: &str) -> Self {
        Subject::from(format!("id:{name}"))
    }

    /// Returns the subject of this method's parameters.
    #[must_use]
    pub fn input(&self) -> Self {
        Subject::from(format!("{self}#in"))
    }

    /// Returns the subject of this method's result.
    #[must_use]
    pub fn output(&self) -> Self {
        Subject::from(format!("{self}#out"))
    }

    /// Returns the subject of a parameter, or of a field of this object or shared type.
    #[must_use]
    pub fn field(&self, wire: &str) -> Self {
        Subject::from(match self.0.contains('#') {
            true => format!("{self}.{wire}"),
            false => format!("{self}#{wire}"),
        })
    }

    /// Returns this subject with its last name `new` replaced by `old`.
    #[must_use]
    pub fn renamed(&self, new: &str, old: &str) -> Self {
        self.0.strip_suffix(new).map_or_else(|| self.clone(), |before| Subject::from(format!("{before}{old}")))
    }

    /// Returns the subject of an allowed value of this field or type.
    #[must_use]
    pub fn value(&self, wire: &str) -> Self {
        Subject::from(match self.0.contains('#') {
            true => format!("{self}={wire}"),
            false => format!("{self}#={wire}"),
        })
    }

    /// Returns the subject of a documented key of this map.
    #[must_use]
    pub fn key(&self, wire: &str) -> Self {
        Subject::from(match self.0.contains('#') {
            true => format!("{self}[{wire}]"),
            false => format!("{self}#[{wire}]"),
        })
    }

    /// Returns the subject of an error of this method.
    #[must_use]
    pub fn error(&self, entry: &ErrorEntry) -> Self {
        Subject::from(format!("{self}#error.{}", identity(entry)))
    }

    /// Returns the subject as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the text before `#`: the method, shared type or other owner.
    pub fn owner(&self) -> &str {
        self.0.split_once('#').map_or(&self.0, |(owner, _)| owner)
    }

    /// Returns the text after `#`.
    pub fn part(&self) -> Option<&str> {
        self.0.split_once('#').map(|(_, part)| part)
    }

    /// Returns true if this is `other`, or a part of it.
    pub fn is_within(&self, other: &Subject) -> bool {
        let rest = self.0.strip_prefix(&*other.0);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['#', '.', '=', '[']))
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Borrow<str> for Subject {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl From<String> for Subject {
    fn from(text: String) -> Self {
        Subject(text.into())
    }
}

impl serde::Serialize for Subject {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// Returns the identity of an error: `CODE`, or `CODE:MESSAGE`.
fn identity(entry: &ErrorEntry) -> String {
    match &entry.message {
        Some(message) => format!("{}:{message}", entry.code),
        None => entry.code.clone(),
    }
}
