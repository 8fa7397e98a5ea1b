//! What stays of a person's own words.

/// What stayed although the portal says something else.
#[derive(Default)]
pub(crate) struct Kept(pub(crate) Vec<String>);
