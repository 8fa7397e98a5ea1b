//! The facts of pages, before they are written as a schema.

pub(crate) mod merge;
pub(crate) mod names;
pub(crate) mod report;
pub(crate) mod scalars;
pub(crate) mod ty;

use bitrix24_schema::raw::{Api, Caller, Edition, Kind, PagerKind, Reason, Unit, Writable};
use serde_json::Value;

use ty::Ty;

/// The facts of a method's page.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Method {
    pub(crate) name: String,
    pub(crate) api: Api,
    /// The page, without `.md`.
    pub(crate) docs: String,
    pub(crate) doc: Option<String>,
    pub(crate) scopes: Vec<String>,
    pub(crate) caller: Option<Caller>,
    /// True if only an application may call it.
    pub(crate) is_for_applications: bool,
    pub(crate) availability: Availability,
    /// True if its work goes on after it has answered.
    pub(crate) is_asynchronous: bool,
    /// True if nothing takes its effect back.
    pub(crate) is_irreversible: bool,
    pub(crate) kind: Option<Kind>,
    pub(crate) deprecated: Option<Deprecated>,
    pub(crate) positional: Vec<String>,
    pub(crate) pager: Option<Pager>,
    pub(crate) params: Vec<Field>,
    pub(crate) result: Option<Field>,
    pub(crate) errors: Vec<Error>,
    /// The fields of the thing that it tells about, such as those of deals for `crm.deal.fields`.
    pub(crate) about: Vec<Field>,
}

/// A deprecation notice and the replacement of a method.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Deprecated {
    pub(crate) instead: Option<String>,
}

/// The paging of a list.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Pager {
    pub(crate) kind: PagerKind,
    pub(crate) items: Option<String>,
    pub(crate) id: Option<String>,
}

/// A type that several methods share.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Shared {
    pub(crate) name: String,
    /// The page, without `.md`.
    pub(crate) docs: String,
    pub(crate) doc: Option<String>,
    pub(crate) fields: Vec<Field>,
    /// Values, instead of fields.
    pub(crate) values: Vec<String>,
}

/// The facts of an event.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Event {
    /// The name, as handlers get it.
    pub(crate) name: String,
    /// The page, without `.md`.
    pub(crate) docs: String,
    pub(crate) doc: Option<String>,
    pub(crate) scopes: Vec<String>,
    pub(crate) caller: Option<Caller>,
    pub(crate) availability: Availability,
    pub(crate) deprecated: Option<Deprecated>,
    pub(crate) data: Option<Field>,
}

/// The role of a table's rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Params,
    Result,
}

/// A parameter, a field, or a result.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Field {
    pub(crate) name: String,
    pub(crate) required: Required,
    pub(crate) ty: Ty,
    /// The fields of the object in the type.
    pub(crate) fields: Vec<Field>,
    pub(crate) values: Vec<String>,
    /// True if there may be values beside those in `values`: the page does not say that they are all.
    pub(crate) is_open: bool,
    pub(crate) keys: Vec<String>,
    pub(crate) operators: Vec<String>,
    /// The shared type whose fields its keys or items name.
    pub(crate) names: Option<String>,
    /// The fields that a parameter takes of the shared type in its type.
    pub(crate) takes: Vec<Taken>,
    pub(crate) variants: Vec<String>,
    pub(crate) default: Option<Value>,
    pub(crate) limits: Limits,
    /// The allowed characters, as between the brackets of a regular expression.
    pub(crate) characters: Option<String>,
    pub(crate) unit: Option<Unit>,
    pub(crate) availability: Availability,
    /// The conditions under which it has to be there.
    pub(crate) conditions: Conditions,
    pub(crate) is_deprecated: bool,
    /// The times that it can be written, if a method that tells about fields says that it is not always.
    pub(crate) writable: Option<Writable>,
    /// True if it is not documented, but occurs in an example.
    pub(crate) is_observed: bool,
    /// True if a type in a program of the page has it, and no table.
    pub(crate) is_declared: bool,
    /// True if its fields are those that another method tells of; `keys` are then the ones that its own page names.
    pub(crate) is_told: bool,
    /// True if its description says that it may be nothing: `null`; for a whole result also `false` where it is no
    /// boolean.
    pub(crate) may_be_nothing: bool,
    /// True if its description mentions Base64.
    pub(crate) says_base64: bool,
    /// True if its description mentions other things beside a text in Base64: then a plain text is allowed, too.
    pub(crate) says_more: bool,
    /// True if the page says `array` without its items: in PHP that may be an object.
    pub(crate) says_array: bool,
    /// True if an example has a value for it.
    pub(crate) is_shown: bool,
    /// Single values that examples of answers have for it, as far as they say something of its type.
    pub(crate) shown: Vec<Value>,
    /// For an object without fields: the code in its description.
    pub(crate) mentions: Vec<String>,
    /// The reason why the type is unknown, if the page tells.
    pub(crate) untyped: Option<&'static str>,
    pub(crate) doc: Option<String>,
    pub(crate) line: usize,
    /// The links of its row to other pages that may describe its inside.
    pub(crate) leads: Vec<Lead>,
    /// The anchors of the heading below which its inside is described.
    pub(crate) anchors: Vec<String>,
}

/// A field of a shared type that a parameter takes, with what is the method's own.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Taken {
    pub(crate) name: String,
    pub(crate) required: Required,
    pub(crate) default: Option<Value>,
}

/// A link to a description: a page, and a heading of it or nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Lead {
    pub(crate) page: String,
    pub(crate) anchor: String,
}

impl Field {
    /// Makes types unknown, in it and inside it, that mean nothing without a value.
    pub(crate) fn settle(&mut self) {
        self.ty.settle();
        self.fields.iter_mut().for_each(Field::settle);
    }
}

/// The mark of a parameter: required or not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Required {
    Yes,
    #[default]
    No,
    Unknown,
}

/// The conditions under which a parameter has to be there.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Conditions {
    /// Names of others: without all of them it is required.
    pub(crate) unless: Vec<String>,
    /// Names and values of others: with one of these values it is required; with any value where there is none.
    pub(crate) when: Vec<(String, Vec<String>)>,
    /// Names and values of others: it has an effect only with one of these values; with any value where there is none.
    pub(crate) only: Vec<(String, Vec<String>)>,
    /// Names of others in whose place it may be given.
    pub(crate) replaces: Vec<String>,
    /// True if a sentence says that it may be left out.
    pub(crate) may_be_left_out: bool,
    /// True if the sentence speaks of all the named ones alike.
    pub(crate) is_mutual: bool,
}

impl Conditions {
    pub(crate) fn is_empty(&self) -> bool {
        self.unless.is_empty() && self.when.is_empty()
    }
}

/// The edition, the plan and the version that have a method or a field, as far as the page tells.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Availability {
    pub(crate) edition: Option<Edition>,
    /// True if not all plans have it.
    pub(crate) is_of_plans: bool,
    /// The module and its version: `crm 24.300.0`.
    pub(crate) since: Option<String>,
}

impl Availability {
    /// Adds what another text says.
    pub(crate) fn join(&mut self, other: Self) {
        self.edition = self.edition.or(other.edition);
        self.is_of_plans |= other.is_of_plans;
        self.since = self.since.take().or(other.since);
    }
}

/// Limits of a value.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Limits {
    pub(crate) min: Option<f64>,
    pub(crate) max: Option<f64>,
    pub(crate) min_length: Option<u64>,
    pub(crate) max_length: Option<u64>,
}

impl Limits {
    /// Returns what two descriptions of one thing agree on: each method may have its own limits.
    pub(crate) fn common(&self, other: &Self) -> Self {
        Limits {
            min: self.min.filter(|_| self.min == other.min),
            max: self.max.filter(|_| self.max == other.max),
            min_length: self.min_length.filter(|_| self.min_length == other.min_length),
            max_length: self.max_length.filter(|_| self.max_length == other.max_length),
        }
    }

    /// Returns true if a value is within the limits. A number may be written as text.
    pub(crate) fn allow(&self, value: &Value) -> bool {
        let number = value.as_f64().or_else(|| value.as_str()?.parse().ok());
        let length = value.as_str().map(|text| text.chars().count() as u64);
        let is_out = number.zip(self.min).is_some_and(|(number, min)| number < min)
            || number.zip(self.max).is_some_and(|(number, max)| number > max)
            || length.zip(self.min_length).is_some_and(|(length, min)| length < min)
            || length.zip(self.max_length).is_some_and(|(length, max)| length > max);
        !is_out
    }
}

/// An error that a page lists.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Error {
    pub(crate) code: String,
    pub(crate) message: Option<String>,
    pub(crate) status: Option<u16>,
    pub(crate) when: Vec<String>,
    pub(crate) reasons: Vec<Reason>,
    /// The parameters and fields that the reasons are about.
    pub(crate) of: Vec<String>,
    /// True if it says that the method refuses every call but an application's.
    pub(crate) is_for_applications: bool,
    /// The explanations of the page, until the reasons are read from them.
    pub(crate) told: Vec<String>,
    /// The message with the backticks of the page inside it, as long as their origin is unknown.
    pub(crate) marked: Option<String>,
}

/// Visits fields and the fields inside them.
pub(crate) fn for_each_field<'f>(fields: &'f [Field], visit: &mut dyn FnMut(&'f Field)) {
    for field in fields {
        visit(field);
        for_each_field(&field.fields, visit);
    }
}
