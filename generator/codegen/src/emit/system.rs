//! The errors that any method may answer.

use super::text::spaced;
use super::{Module, errors, facts};
use crate::model::{ErrorEntry, Model};

/// The module `system`.
pub(super) fn module(model: &Model) -> Module {
    let entries: Vec<&ErrorEntry> = model.errors.iter().map(|error| &error.entry).collect();
    let doc = ["The errors that any method may answer.".to_owned()];
    Module {
        doc: vec!["Errors that any method may answer.".to_owned()],
        source: Some("errors.yaml".to_owned()),
        items: spaced([
            "use bitrix24_runtime as rt;\n".to_owned(),
            errors::enumeration(&doc, &entries, "&ERRORS"),
            table(&entries),
        ]),
        ..Module::default()
    }
}

/// ```text
/// pub static ERRORS: rt::Errors = rt::Errors::new(…);
/// ```
fn table(entries: &[&ErrorEntry]) -> String {
    let facts = facts::errors(entries);
    format!(
        "/// What is known of each, in the order of [`Error`]'s variants.\npub static ERRORS: rt::Errors = {facts};\n"
    )
}
