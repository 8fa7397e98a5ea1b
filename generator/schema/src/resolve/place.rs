//! The place of a field, and its type as written there.

use std::ops::Range;

use crate::diagnostic::{At, Part, Path};
use crate::model::Type;
use crate::raw;
use crate::source::FileId;

/// The place of a field.
pub(super) struct Place {
    file: FileId,
    pub(super) path: Path,
    is_short: bool,
}

impl Place {
    pub(super) fn new(file: FileId, path: Path, is_short: bool) -> Self {
        Place { file, path, is_short }
    }

    pub(super) fn key(&self) -> At {
        At::new(self.file, self.path.clone(), Part::Key)
    }

    pub(super) fn key_of(&self, key: &str) -> At {
        At::new(self.file, self.path.key(key), Part::Key)
    }

    pub(super) fn value(&self, key: &str) -> At {
        At::new(self.file, self.path.key(key), Part::Value)
    }

    /// Returns the place of an item of the list at a key.
    pub(super) fn entry(&self, key: &str, name: &str) -> At {
        At::new(self.file, self.path.key(key).key(name), Part::Key)
    }

    pub(super) fn item(&self, key: &str, index: usize) -> At {
        At::new(self.file, self.path.key(key).item(index), Part::Value)
    }

    /// Returns the place of characters of the text at a key.
    pub(super) fn within(&self, key: &str, range: Range<usize>) -> At {
        At::new(self.file, self.path.key(key), Part::Within(range))
    }

    /// Returns the place of characters of the type's text.
    pub(super) fn within_type(&self, range: Range<usize>) -> At {
        let path = if self.is_short { self.path.clone() } else { self.path.key("type") };
        At::new(self.file, path, Part::Within(range))
    }
}

/// Returns the type without `Nullable`.
pub(super) fn innermost(ty: &Type) -> &Type {
    match ty {
        Type::Nullable(inner) => innermost(inner),
        ty => ty,
    }
}

/// Returns the type as written in the schema, or its default.
pub(super) fn written(body: &raw::FieldBody) -> String {
    body.ty.clone().unwrap_or_else(|| if body.fields.is_some() { "object" } else { "any" }.to_owned())
}
