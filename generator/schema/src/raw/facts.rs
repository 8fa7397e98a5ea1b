//! Methods, shared types, the catalogue and the system's errors, as written.

use super::field::{Deprecated, Edition, Field};
use super::lists::{Entries, OneOrMany, Values};
use super::reason::{Reason, Retry};
use super::scalar::Scalar;
use crate::diagnostic::At;

/// `schema/catalogue.yaml`: the format's version and the source of the facts.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Catalogue {
    /// The version of this format.
    pub format: u32,
    /// The source of the facts.
    pub docs: Docs,
    /// The access scopes that there are. If they are listed, no other one can be named.
    #[serde(default)]
    pub scopes: Vec<String>,
    /// The identifiers, each with the thing that it identifies, if known. Their names are types.
    #[serde(default)]
    pub ids: Entries<Option<String>>,
    /// Chosen names of shared types, by the path of the page, and the anchor, that describe them.
    #[serde(default)]
    pub types: Entries<String>,
}

/// The source of the facts.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Docs {
    /// The address before each page's path.
    pub base: String,
    /// The day of the documentation, `YYYY-MM-DD`.
    pub date: String,
    /// The documentation's commit.
    pub commit: Option<String>,
    /// The importer that read it.
    pub importer: Option<String>,
}

/// A file below `schema/methods/`: one method.
#[derive(Clone, Debug, serde::Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Method {
    /// The method's name, as the server knows it.
    pub method: String,
    /// The version of the API: `v2` unless given.
    #[serde(default)]
    pub api: Api,
    /// The method's purpose, in one sentence of our own.
    pub summary: Option<String>,
    /// The access scope, or scopes of which any suffices.
    #[serde(default)]
    #[cfg_attr(test, schemars(extend("examples" = super::derived::SCOPES)))]
    pub scope: OneOrMany<String>,
    /// The method's kind: `read` or `write`.
    pub kind: Option<Kind>,
    /// The users who may call it.
    pub caller: Option<Caller>,
    /// `true` if only an application may call it, and no webhook.
    pub application: Option<bool>,
    /// The edition that has it, if only one has.
    pub edition: Option<Edition>,
    /// `true` if not all plans have it.
    #[serde(default)]
    pub plan: bool,
    /// The module and its version since which it is there: `crm 24.300.0`.
    pub since: Option<String>,
    /// `true` if its work goes on after it has answered.
    #[serde(default)]
    pub asynchronous: bool,
    /// `true` if nothing takes its effect back.
    #[serde(default)]
    pub irreversible: bool,
    /// The path of its documentation page, without `.md`.
    pub docs: Option<String>,
    /// Set when the documentation calls the method deprecated: `true`, or the method that replaces it.
    pub deprecated: Option<Deprecated>,
    /// `true` if `batch` may call it, `false` if not.
    pub batch: Option<bool>,
    /// Parameters that the server takes by position, in that order.
    #[serde(default)]
    pub positional: Vec<String>,
    /// The paging of a list method.
    pub pager: Option<Pager>,
    /// The parameters by name: `NAME*` is required, `NAME?` is not known to be.
    #[serde(default)]
    pub params: Entries<Field>,
    /// The type of `result` in the answer.
    pub result: Option<Field>,
    /// The errors that the method answers, besides the system's.
    #[serde(default)]
    pub errors: Vec<Error>,
}

/// A version of the API.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Api {
    /// The API at `/rest/`.
    #[default]
    V2,
    /// REST 3.0, at `/rest/api/`.
    V3,
}

/// The users who may call a method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Caller {
    /// Any user.
    Any,
    /// Users with a permission, or a relation to what the call is about: its page tells.
    Permission,
    /// Administrators.
    Administrator,
}

/// The kind of a method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// It only reads.
    Read,
    /// It changes something.
    Write,
}

/// The paging of a list method.
#[derive(Clone, Debug, serde::Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Pager {
    /// The style: `start`, `offset`, `page`, `last_id`, `pagination` or `whole`.
    pub kind: PagerKind,
    /// The key under `result` that contains the items; omitted if `result` is the list.
    pub items: Option<String>,
    /// The field that identifies an item, as it is named in the answer.
    pub id: Option<String>,
}

/// The styles of paging.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PagerKind {
    /// `start`, 50 at a time.
    Start,
    /// An offset, and mostly a page size.
    Offset,
    /// A page number, and mostly a page size.
    Page,
    /// The last id seen.
    LastId,
    /// REST 3.0's `pagination` object.
    Pagination,
    /// No pages: one call answers the whole list.
    Whole,
}

/// A file below `schema/types/`: a type that several methods share.
#[derive(Clone, Debug, serde::Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Type {
    /// Its name: modules in lower case, then the type, such as `tasks.Task`.
    #[serde(rename = "type")]
    pub name: String,
    /// Its description, in one sentence of our own.
    pub summary: Option<String>,
    /// The path of its documentation page, without `.md`.
    pub docs: Option<String>,
    /// An object's fields by name.
    pub fields: Option<Entries<Field>>,
    /// For a list of values: their type, `string` unless given.
    #[cfg_attr(test, schemars(extend("pattern" = super::derived::TYPE, "patternErrorMessage" = super::derived::NO_TYPE)))]
    pub of: Option<String>,
    /// A list of values, instead of `fields`.
    pub values: Option<Values>,
}

/// A file below `schema/events/`: one event.
#[derive(Clone, Debug, serde::Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// The event's name, as handlers get it: `ONCRMDEALADD`.
    pub event: String,
    /// The occasion of the event, in one sentence of our own.
    pub summary: Option<String>,
    /// The access scope that a subscription needs, or scopes of which any suffices.
    #[serde(default)]
    #[cfg_attr(test, schemars(extend("examples" = super::derived::SCOPES)))]
    pub scope: OneOrMany<String>,
    /// The users who may subscribe.
    pub caller: Option<Caller>,
    /// The edition that has it, if only one has.
    pub edition: Option<Edition>,
    /// `true` if not all plans have it.
    #[serde(default)]
    pub plan: bool,
    /// The module and its version since which it is there: `crm 24.300.0`.
    pub since: Option<String>,
    /// The path of its documentation page, without `.md`.
    pub docs: Option<String>,
    /// Set when the documentation calls the event deprecated: `true`, or the event that replaces it.
    pub deprecated: Option<Deprecated>,
    /// The type of `data` in what a handler receives.
    pub data: Option<Field>,
}

/// `schema/errors.yaml`: the errors that any method may answer.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Errors {
    /// Those of the API at `/rest/`.
    #[serde(default)]
    pub v2: Vec<Error>,
    /// Those of REST 3.0.
    #[serde(default)]
    pub v3: Vec<Error>,
}

/// A documented error. Its identity is its code and message together.
#[derive(Clone, Debug, serde::Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Error {
    /// The code, empty when the server sends none.
    pub code: Scalar,
    /// The message as the server sends it, where it is known. `*` stands for any text.
    pub message: Option<String>,
    /// The HTTP status.
    #[cfg_attr(test, schemars(range(min = 100, max = 599)))]
    pub status: Option<u16>,
    /// The reason, or several, as far as the page tells. Circumstances and advice follow from it.
    #[serde(default)]
    pub reason: OneOrMany<Reason>,
    /// The parameters and fields that the reason is about.
    #[serde(default)]
    pub of: Vec<String>,
    /// The circumstances in which the server answers so, in our own words, if a reason says too little: one, or a list.
    #[serde(default)]
    pub when: OneOrMany<String>,
    /// The advice on calling again, if it is not the one that follows from the reason.
    pub retry: Option<Retry>,
    /// The name of the Rust variant, if the one made from code or message is unsuitable.
    pub rust: Option<String>,
    /// The place of `rust`, if it comes from the words.
    #[serde(skip)]
    pub(crate) rust_at: Option<Box<At>>,
}
