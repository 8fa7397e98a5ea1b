//! Finds in examples the parameters of paging that are inside another one, and that no table has: `NAV_PARAMS.iNumPage`.

use crate::examples::shape::Shape;
use crate::facts::Field;
use crate::learn::observed::observed;
use crate::vocabulary::paging::{AROUND, PAGES, SIZES, is_one};

/// Returns the inside of a parameter, if it is around those of paging.
pub(super) fn inside(name: &str, entries: &[(String, Shape)]) -> Vec<Field> {
    if !is_one(name, AROUND) {
        return Vec::new();
    }
    let mut fields = observed(entries.iter().map(|(key, shape)| (key.as_str(), shape)));
    for field in &mut fields {
        let own = entries.iter().find(|(key, _)| *key == field.name);
        if let Some(inner) = own.and_then(|(_, shape)| shape.object.as_ref()) {
            field.fields = inside(&field.name, inner);
        }
    }
    let is_page = |field: &Field| is_one(&field.name, PAGES) || !field.fields.is_empty();
    let is_paging = |field: &Field| is_page(field) || is_one(&field.name, SIZES);
    if fields.iter().any(is_page) && fields.iter().all(is_paging) { fields } else { Vec::new() }
}
