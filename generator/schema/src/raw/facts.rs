//! Methods, shared types, the catalogue and the system's errors, as written.

use super::field::{Deprecated, Field};
use super::lists::{Entries, OneOrMany, Values};
use super::scalar::Scalar;
use crate::diagnostic::At;

/// `schema/catalogue.yaml`: the format's version and where the facts come from.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Catalogue {
    /// The version of this format.
    pub format: u32,
    /// Where the facts come from.
    pub docs: Docs,
    /// What identifiers exist, each with what it identifies, if that is known. Their names are types.
    #[serde(default)]
    pub ids: Entries<Option<String>>,
    /// Names of shared types that somebody chose, by the path of the page, and the anchor, that describe them.
    #[serde(default)]
    pub types: Entries<String>,
}

/// Where the facts come from.
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
    /// What the method does, in one sentence of our own.
    pub summary: Option<String>,
    /// The access scope, or scopes of which any suffices.
    #[serde(default)]
    pub scope: OneOrMany<String>,
    /// Whether the method reads or writes.
    pub kind: Option<Kind>,
    /// The path of its documentation page, without `.md`.
    pub docs: Option<String>,
    /// Set when the documentation calls the method deprecated: `true`, or the method that replaces it.
    pub deprecated: Option<Deprecated>,
    /// Whether `batch` may call it.
    pub batch: Option<bool>,
    /// Parameters that the server takes by position, in that order.
    #[serde(default)]
    pub positional: Vec<String>,
    /// How a list is read page by page.
    pub pager: Option<Pager>,
    /// The parameters by name: `NAME*` is required, `NAME?` is not known to be.
    #[serde(default)]
    pub params: Entries<Field>,
    /// What `result` is in the answer.
    pub result: Option<Field>,
    /// The errors that the method answers, besides the system's.
    #[serde(default)]
    pub errors: Vec<Error>,
}

/// A version of the API.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Api {
    /// The API at `/rest/`.
    #[default]
    V2,
    /// REST 3.0, at `/rest/api/`.
    V3,
}

/// Whether a method changes anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// It only reads.
    Read,
    /// It changes something.
    Write,
}

/// How a list method gives its next page.
#[derive(Clone, Debug, serde::Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Pager {
    /// The style: `start`, `offset`, `page`, `last_id` or `pagination`.
    pub kind: PagerKind,
    /// The key under `result` that holds the items; left out when `result` is the list.
    pub items: Option<String>,
    /// The field that identifies an item, as it is named in the answer.
    pub id: Option<String>,
}

/// The styles of paging.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PagerKind {
    /// `start`, 50 at a time.
    Start,
    /// `offset` and `limit`.
    Offset,
    /// A page number and a page size.
    Page,
    /// The last id seen.
    LastId,
    /// REST 3.0's `pagination` object.
    Pagination,
}

/// A file below `schema/types/`: a type that several methods share.
#[derive(Clone, Debug, serde::Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Type {
    /// Its name: modules in lower case, then the type, such as `tasks.Task`.
    #[serde(rename = "type")]
    pub name: String,
    /// What it is, in one sentence of our own.
    pub summary: Option<String>,
    /// The path of its documentation page, without `.md`.
    pub docs: Option<String>,
    /// An object's fields by name.
    pub fields: Option<Entries<Field>>,
    /// For a list of values: their type, `string` unless given.
    pub of: Option<String>,
    /// A list of values, instead of `fields`.
    pub values: Option<Values>,
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
    /// When the server answers so, in our own words; a list for several circumstances.
    #[serde(default)]
    pub when: OneOrMany<String>,
    /// Whether calling again can help.
    pub retry: Option<Retry>,
    /// The name of the Rust variant, where the one made from code or message will not do.
    pub rust: Option<String>,
    /// Where `rust` stands, if in the words.
    #[serde(skip)]
    pub(crate) rust_at: Option<Box<At>>,
}

/// Whether calling again can help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Retry {
    /// It cannot.
    Never,
    /// It can, unchanged, after a pause that grows.
    Backoff,
    /// It can once the method's time limit has room again.
    Wait,
    /// It can with a fresh access token.
    Refresh,
}
