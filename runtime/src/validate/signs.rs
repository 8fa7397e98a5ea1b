//! The signs of operators.

/// The signs that operators of version 2 are made of.
pub(crate) const SIGNS: &str = "<>=!@%~?*+";
