//! The parts of an object that a list in its description tells of, as far as it tells more than their names.

use crate::facts::names::names_fields;
use crate::facts::scalars::{literal, scalar_type};
use crate::facts::ty::Ty;
use crate::facts::{Field, Limits, Required};
use crate::prose::told::Told;
use crate::prose::{defaults, limits};

/// Makes the keys of an object its fields, if the list in its description has a default for one of them.
pub(super) fn add(field: &mut Field, description: &str) {
    if field.ty != Ty::Object || !field.fields.is_empty() || names_fields(&field.name) {
        return;
    }
    let told = |key: &str| {
        let items = description.lines().filter_map(|line| line.trim_start().strip_prefix("- `"));
        items.filter_map(|item| item.split_once('`')).find(|(name, _)| *name == key).map_or("", |(_, text)| text)
    };
    let parts: Vec<Field> = field.keys.iter().map(|key| part(key, told(key))).collect();
    if parts.iter().any(|part| part.default.is_some()) {
        field.keys.clear();
        field.fields = parts;
    }
}

/// Returns a part: its type is that of its default.
fn part(name: &str, text: &str) -> Field {
    let mut part = Field { name: name.to_owned(), required: Required::Unknown, ..Field::default() };
    let told = Told::new(text);
    let Some(default) = defaults::read(&told) else { return part };
    part.ty = scalar_type(&[literal(&default)]);
    part.default = defaults::typed(&default, &part.ty, &[]);
    part.limits = limits::read(&told, &part.ty);
    if part.default.as_ref().is_some_and(|default| !part.limits.allow(default)) {
        part.limits = Limits::default();
    }
    part
}
