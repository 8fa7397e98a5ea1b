//! Names of fields, and patterns of names.

use super::field::Field;

impl Field {
    /// Returns true if `name` is the field's name, or fits its pattern.
    pub fn is_named(&self, name: &str) -> bool {
        Name::of(self).is(name)
    }
}

/// The name of a field, taken apart once to be compared with many.
#[derive(Clone, Copy)]
pub(crate) struct Name {
    name: &'static str,
    /// The texts around the variable parts of a pattern.
    around: Option<(&'static str, &'static str)>,
}

impl Name {
    pub(crate) fn of(field: &Field) -> Self {
        Name { name: field.name, around: around(field.name) }
    }

    pub(crate) fn is(&self, name: &str) -> bool {
        match self.around {
            Some((prefix, suffix)) => {
                name.len() > prefix.len() + suffix.len() && name.starts_with(prefix) && name.ends_with(suffix)
            }
            None => name == self.name,
        }
    }
}

/// In `<=DATE`, the sign is part of the name: it is no pattern.
fn around(name: &'static str) -> Option<(&'static str, &'static str)> {
    let (prefix, rest) = name.split_once('<')?;
    let (part, _) = rest.split_once('>')?;
    let (_, suffix) = rest.rsplit_once('>')?;
    (!part.is_empty()).then_some((prefix, suffix))
}
