//! What the catalogue says of shared types.

use std::collections::BTreeSet;

use bitrix24_schema::Model;
use bitrix24_schema::model::{Field, Item};

/// A shared type of the catalogue.
pub(crate) struct Shared<'m> {
    fields: &'m [Field],
}

impl<'m> Shared<'m> {
    /// Returns a shared type by its name.
    pub(crate) fn find(model: &'m Model, name: &str) -> Option<Self> {
        let shared = model.types.iter().find(|shared| shared.name == name)?;
        match shared.items.first() {
            Some(Item::Object(object)) => Some(Shared { fields: &object.fields }),
            _ => None,
        }
    }

    /// Returns a field that is documented by its whole name.
    pub(crate) fn field(&self, wire: &str) -> Option<&'m Field> {
        self.fields.iter().find(|field| field.pattern.is_none() && field.name.wire == wire)
    }

    /// Returns true if a name fits one with a variable part.
    pub(crate) fn has_pattern(&self, wire: &str) -> bool {
        let fits = |(before, after): &(String, String)| {
            wire.len() > before.len() + after.len()
                && wire.starts_with(before.as_str())
                && wire.ends_with(after.as_str())
        };
        self.fields.iter().any(|field| field.pattern.as_ref().is_some_and(fits))
    }

    /// Returns the names of the fields that are documented, and not only seen in an example.
    pub(crate) fn documented(&self) -> impl Iterator<Item = &'m str> {
        let told = self.fields.iter().filter(|field| field.pattern.is_none() && !field.observed);
        told.map(|field| field.name.wire.as_str())
    }

    /// Returns the names in Rust of the fields that a thing has.
    pub(crate) fn idents(&self, has: Option<&[String]>) -> BTreeSet<String> {
        // Names with a variable part are always there.
        let is_there = |field: &&Field| field.pattern.is_some() || has.is_none_or(|has| has.contains(&field.name.wire));
        self.fields.iter().filter(is_there).map(|field| field.name.ident.clone()).collect()
    }
}

/// Returns an identifier's type if the catalogue has it, else that of a number.
pub(crate) fn id(model: &Model, name: &str) -> String {
    let is_known = model.ids.iter().any(|(id, _)| id == name);
    if is_known { name.to_owned() } else { "integer".to_owned() }
}
