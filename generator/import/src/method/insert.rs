//! Inserts rows of returned data at their places.

use crate::examples::shape::Shape;
use crate::facts::Field;
use crate::facts::merge::merge;
use crate::facts::ty::Ty;

/// Inserts a row at its path; missing parents are added as observed.
pub(crate) fn insert(root: &mut Field, path: &[String], row: Field, seen: &Shape) {
    let Some((last, around)) = path.split_last() else { return };
    let mut here = root;
    let mut shape = Some(seen);
    for name in around {
        shape = shape.and_then(|shape| shape.item().entry(name));
        open(here);
        let at = here.fields.iter().position(|field| field.name == *name).unwrap_or_else(|| {
            let ty = shape.map_or(Ty::Object, Shape::ty);
            here.fields.push(Field { name: name.clone(), is_observed: true, ty, ..Field::default() });
            here.fields.len() - 1
        });
        here = &mut here.fields[at];
    }
    open(here);
    merge(&mut here.fields, Field { name: last.clone(), ..row });
}

/// Changes a field's type to one that can have fields.
fn open(field: &mut Field) {
    if !field.ty.has_object() && (field.name != "result" || field.line > 0 || field.ty.is_known()) {
        field.ty.make_object();
    }
}
