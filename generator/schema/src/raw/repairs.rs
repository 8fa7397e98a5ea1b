//! What is laid over imported facts, as written: corrections, and names that were released.

use serde::de::IgnoredAny;

/// `schema/history.yaml`: names that were released and are others now. The crate keeps them, deprecated.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct History(pub Vec<Renamed>);

/// What was renamed: a method, or a parameter or sent field.
#[derive(Clone, Debug, serde::Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Renamed {
    /// The name that a method had, with `@v3` behind it for one of REST 3.0.
    pub method: Option<String>,
    /// What a parameter was, such as `crm.deal.add#in.fields.OLD`, or `type:tasks.Task#OLD`.
    pub param: Option<String>,
    /// Its name now: of a method with `@v3` where it is one of REST 3.0, of a parameter its own name alone.
    pub now: String,
    /// The version of the crate that was the first with the new name.
    pub since: String,
    /// The version of the crate that gives the old name up.
    pub until: Option<String>,
}

/// A file below `schema/corrections/`: repairs laid over imported facts.
#[derive(Clone, Debug, serde::Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Corrections(pub Vec<Correction>);

/// One repair. It must change something: one that does not apply any more is an error.
#[derive(Clone, Debug, serde::Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// The file that it repairs, relative to the schema folder.
    pub file: String,
    /// What in the file: keys from the root, with `/` between them. Names stand without `*` and `?`; an error is
    /// `errors/CODE`, or `errors/CODE:MESSAGE` where codes repeat. In a name, `~1` stands for `/`.
    pub at: String,
    /// Why the imported fact is wrong, and how that is known.
    pub reason: String,
    /// The value it should have. It must have another one now.
    #[cfg_attr(test, schemars(with = "Option<serde_json::Value>"))]
    pub set: Option<IgnoredAny>,
    /// A value to add where there is none.
    #[cfg_attr(test, schemars(with = "Option<serde_json::Value>"))]
    pub add: Option<IgnoredAny>,
    /// `true` takes out what is there.
    #[serde(default)]
    pub remove: bool,
    /// Whether a parameter is required: `yes`, `no` or `unknown`.
    pub required: Option<Mark>,
}

/// Whether a parameter is required.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Mark {
    /// It is: `NAME*`.
    Yes,
    /// It is not: `NAME`.
    No,
    /// The documentation does not tell: `NAME?`.
    Unknown,
}
