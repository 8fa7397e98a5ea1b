//! Custom fields, as the lists of their settings tell them.

use std::collections::BTreeMap;

use serde_json::Value;

use super::field::{Described, is_name, read};
use crate::text;

/// Custom fields by their names without signs and capitals.
#[derive(Default)]
pub(crate) struct Custom(BTreeMap<String, Described>);

impl Custom {
    /// Adds the rows of a list.
    pub(crate) fn add<'v>(&mut self, rows: impl IntoIterator<Item = &'v Value>) {
        for row in rows {
            let name = text::first(row, &["fieldName"]).filter(|name| is_name(name));
            let Some(name) = name else { continue };
            let found = read(&name, row);
            match self.0.get_mut(&text::plain(&name)) {
                Some(known) => complete(known, &found),
                None => {
                    self.0.insert(text::plain(&name), found);
                }
            }
        }
    }

    /// Completes the description of a field by its settings.
    pub(crate) fn complete(&self, field: &mut Described) {
        if let Some(known) = self.0.get(&text::plain(&field.wire)) {
            complete(field, known);
        }
    }

    /// Returns all of them.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Described> {
        self.0.values()
    }
}

/// Fills in what a description leaves out.
fn complete(field: &mut Described, more: &Described) {
    if field.ty.is_empty() || field.ty == "any" {
        field.ty.clone_from(&more.ty);
    }
    field.is_multiple |= more.is_multiple;
    field.title = field.title.take().or_else(|| more.title.clone());
    field.values = field.values.take().or_else(|| more.values.clone());
    field.status = field.status.take().or_else(|| more.status.clone());
    field.parent = field.parent.or(more.parent);
}
