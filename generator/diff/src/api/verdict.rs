//! The verdict on code that uses the crate.

/// The verdict on code that is upgraded to the new crate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Rust {
    /// It compiles and behaves as before.
    #[default]
    None,
    /// New items are available.
    Minor,
    /// It compiles with a warning.
    Deprecation,
    /// It compiles, and behaves differently.
    Silent,
    /// It may no longer compile.
    Major,
}
