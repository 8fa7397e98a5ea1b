//! `schema/waivers.yaml`, as written.

/// `schema/waivers.yaml`: changes that a comparison lets pass.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Waivers(pub Vec<Waiver>);

/// Changes that a comparison lets pass: one by its fingerprint, or some by rule and subject.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Waiver {
    /// The fingerprint of one change, or how it begins: six hexadecimal digits at least.
    pub fingerprint: Option<String>,
    /// The rule of the changes, such as `in-became-required`. `*` stands for any text.
    pub rule: Option<String>,
    /// What the changes are about, such as `crm.deal.*#in.fields.*`. `*` stands for any text.
    pub subject: Option<String>,
    /// Which of the two verdicts is let pass: both unless given.
    #[serde(default)]
    pub axis: Axis,
    /// Why the changes came, where that is known better: `vendor`, `correction`, `learned` or `importer`.
    pub cause: Option<Cause>,
    /// Why they may pass.
    pub reason: String,
    /// Who says so.
    pub by: Option<String>,
    /// Where it was talked about.
    pub issue: Option<String>,
    /// The last day, `YYYY-MM-DD`, on which they may pass, or the version of the crate from which on they may not.
    pub until: Option<String>,
    /// How many changes there are: any other number is a mistake. A fingerprint is of one.
    pub expect: Option<u64>,
}

/// Which of the two verdicts is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Axis {
    /// That on released clients.
    Wire,
    /// That on Rust code.
    Rust,
    /// Both.
    #[default]
    Both,
}

/// Why something changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Cause {
    /// The vendor changed the API.
    Vendor,
    /// The description was wrong.
    Correction,
    /// It was not known before.
    Learned,
    /// Another importer reads the pages otherwise.
    Importer,
}
