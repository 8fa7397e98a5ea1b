//! What of the emitted crate was released and is kept to.

use std::collections::{BTreeMap, BTreeSet};

/// What was released, as far as the emitted crate keeps to it whatever the documentation says later.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Released {
    /// The names of constructors' arguments, by the paths of their types.
    pub constructors: BTreeMap<String, Vec<String>>,
    /// The paths of fields that may be absent.
    pub options: BTreeSet<String>,
}

impl Released {
    /// The names of the arguments of the constructor of the type at `path`, such as `crm::deal::Add`, if it was released.
    pub fn arguments(&self, path: &str) -> Option<&[String]> {
        self.constructors.get(path).map(Vec::as_slice)
    }

    /// Whether the field at `path` was released as one that may be absent.
    pub fn is_option(&self, path: &str) -> bool {
        self.options.contains(path)
    }
}
