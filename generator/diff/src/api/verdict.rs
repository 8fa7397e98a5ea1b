//! The verdict on code that uses the crate.

/// What becomes of code that goes over to the new crate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Rust {
    /// Nothing.
    #[default]
    None,
    /// There is more that it can use.
    Minor,
    /// It compiles with a warning.
    Deprecation,
    /// It compiles, and behaves differently.
    Silent,
    /// It may not compile any more.
    Major,
}
