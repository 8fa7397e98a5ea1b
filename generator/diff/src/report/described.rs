//! Types of the schema's crate as the report's JSON Schema describes them. That crate derives none itself, so that a build
//! script need not compile what does.

/// What a change is about.
#[derive(schemars::JsonSchema)]
#[expect(dead_code, reason = "it is only described")]
pub(crate) struct Subject(String);

/// Which of the two verdicts is meant.
#[derive(schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
#[expect(dead_code, reason = "it is only described")]
pub(crate) enum Axis {
    /// That on released clients.
    Wire,
    /// That on Rust code.
    Rust,
    /// Both.
    Both,
}
