//! Places of an answer's values.

/// The numbers of scalar values and empty containers of a result, by the kind of their place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Leaves {
    /// In fields of a type, or read as nothing by one.
    pub typed: usize,
    /// Kept aside: below unknown keys, or where something else is described.
    pub extra: usize,
    /// In what is described as any JSON.
    pub untyped: usize,
}
