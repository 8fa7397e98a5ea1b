//! `schema/waivers.yaml`, as written.

/// `schema/waivers.yaml`: changes that a comparison accepts.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Waivers(pub Vec<Waiver>);

/// Changes that a comparison accepts: one by its fingerprint, or some by rule and subject.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Waiver {
    /// The fingerprint of one change, or its first six or more hexadecimal digits.
    pub fingerprint: Option<String>,
    /// The rule of the changes, such as `in-became-required`. `*` stands for any text.
    pub rule: Option<String>,
    /// The subject of the changes, such as `crm.deal.*#in.fields.*`. `*` stands for any text.
    pub subject: Option<String>,
    /// The accepted verdict: `wire`, `rust`, or `both`, which is the default.
    #[serde(default)]
    pub axis: Axis,
    /// The true cause of the changes, if the comparison cannot know it: `vendor`, `correction`, `learned` or
    /// `importer`.
    pub cause: Option<Cause>,
    /// The justification of the waiver.
    pub reason: String,
    /// The person who accepts them.
    pub by: Option<String>,
    /// The issue with the discussion.
    pub issue: Option<String>,
    /// The last day, `YYYY-MM-DD`, of the waiver, or the first version of the crate that it does not apply to.
    pub until: Option<String>,
    /// The number of changes: any other number is an error. A fingerprint matches one.
    pub expect: Option<u64>,
}

/// The verdict that a waiver accepts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Axis {
    /// The verdict on released clients.
    Wire,
    /// The verdict on Rust code.
    Rust,
    /// Both verdicts.
    #[default]
    Both,
}

/// The cause of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Cause {
    /// The vendor changed the API.
    Vendor,
    /// The description was wrong.
    Correction,
    /// The fact was not known before.
    Learned,
    /// Another version of the importer reads the pages differently.
    Importer,
}
