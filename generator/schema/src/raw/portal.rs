//! A portal's own types, as written.

use super::field::Field;
use super::lists::Entries;

/// `portal/portal.yaml`: the format's version and the facts of the portal.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Portal {
    /// The version of this format.
    pub portal: u32,
    /// The access scopes that the portal's webhook or application has.
    #[serde(default)]
    #[cfg_attr(test, schemars(extend("items" = { "type": "string", "examples": super::derived::SCOPES })))]
    pub scopes: Vec<String>,
}

/// A file below `portal/`: a thing of the portal, as a type of its own.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Thing {
    /// The name of its type in Rust, such as `Project`. The file has the same name in snake case.
    pub thing: String,
    /// The shared type of the documentation that it is a kind of, such as `crm.Item`.
    pub of: String,
    /// The name that people see in the portal.
    pub title: Option<String>,
    /// The prefix of the methods that get, list, add, update and delete it, such as `crm.item`.
    pub methods: String,
    /// The parameters that all its calls have, with their values.
    #[serde(default)]
    pub with: Entries<serde_json::Value>,
    /// The fields of the shared type that it has; omitted if it has all of them.
    pub has: Option<Vec<String>>,
    /// Its own fields by name, and fields of the shared type of which more is known here.
    #[serde(default)]
    pub fields: Entries<Field>,
}
