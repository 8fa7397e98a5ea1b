//! Changes to imported facts, as written: corrections, and former names.

use serde::de::IgnoredAny;

/// `schema/history.yaml`: renamed items. The crate keeps their former names, deprecated.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct History(pub Vec<Renamed>);

/// A renamed method, parameter or sent field.
#[derive(Clone, Debug, serde::Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Renamed {
    /// The former name of a method, followed by `@v3` for one of REST 3.0.
    pub method: Option<String>,
    /// The former subject of a parameter, such as `crm.deal.add#in.fields.OLD` or `type:tasks.Task#OLD`.
    pub param: Option<String>,
    /// The current name: of a method with `@v3` for one of REST 3.0, of a parameter without its owner.
    pub now: String,
    /// The first version of the crate with the new name.
    pub since: String,
    /// The version of the crate that removes the former name.
    pub until: Option<String>,
}

/// A file below `schema/corrections/`: corrections of imported facts.
#[derive(Clone, Debug, serde::Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Corrections(pub Vec<Correction>);

/// One correction. It must change something: an obsolete one is an error.
#[derive(Clone, Debug, serde::Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// The corrected file, relative to the schema folder.
    pub file: String,
    /// The path in the file: keys from the root, with `/` between them. Names are written without `*` and `?`; an error
    /// is `errors/CODE`, or `errors/CODE:MESSAGE` where codes repeat. In a name, `~1` stands for `/`.
    pub at: String,
    /// The mistake in the imported fact, and the evidence for it.
    pub reason: String,
    /// The new value. The current one must be different.
    #[cfg_attr(test, schemars(with = "Option<serde_json::Value>"))]
    pub set: Option<IgnoredAny>,
    /// The value to add where there is none.
    #[cfg_attr(test, schemars(with = "Option<serde_json::Value>"))]
    pub add: Option<IgnoredAny>,
    /// `true` to remove the value.
    #[serde(default)]
    pub remove: bool,
    /// The new mark of a parameter as required: `yes`, `no` or `unknown`.
    pub required: Option<Mark>,
}

/// The mark of a parameter as required.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Mark {
    /// Required: `NAME*`.
    Yes,
    /// Optional: `NAME`.
    No,
    /// Undocumented: `NAME?`.
    Unknown,
}
