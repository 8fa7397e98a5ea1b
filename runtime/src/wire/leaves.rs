//! Where the values of an answer land.

/// How many scalar values and empty containers of a result landed where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Leaves {
    /// In fields of a type, or read as nothing by one.
    pub typed: usize,
    /// Kept aside: below unknown keys, or where something else is described.
    pub extra: usize,
    /// In what is described as any JSON.
    pub untyped: usize,
}
