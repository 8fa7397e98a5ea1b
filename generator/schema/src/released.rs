//! The released API that the emitted crate keeps.

use std::collections::{BTreeMap, BTreeSet};

/// The released constructors and optional fields, which the emitted crate keeps even if the documentation changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Released {
    /// The names of constructors' arguments, by the paths of their types.
    pub constructors: BTreeMap<String, Vec<String>>,
    /// The paths of fields that are an `Option`.
    pub options: BTreeSet<String>,
}

impl Released {
    /// Returns the argument names of the constructor of the type at `path`, such as `crm::deal::Add`, if it was
    /// released.
    pub fn arguments(&self, path: &str) -> Option<&[String]> {
        self.constructors.get(path).map(Vec::as_slice)
    }

    /// Returns true if the field at `path` was released as an `Option`.
    pub fn is_option(&self, path: &str) -> bool {
        self.options.contains(path)
    }
}
