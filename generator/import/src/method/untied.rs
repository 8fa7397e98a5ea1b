//! Tables of returned data that no row refers to: they are placed where the example has their names.

use crate::examples::shape::Shape;
use crate::facts::ty::Ty;
use crate::facts::{Field, Role};
use crate::fields::Reader;
use crate::method::insert::insert;
use crate::vocabulary::Section;

/// The largest depth of such a place.
const MAX_DEPTH: usize = 12;

/// Puts the rows of each table into the objects of the example that consist of them.
pub(crate) fn place(reader: &mut Reader<'_, '_>, root: &mut Field, seen: &Shape) {
    let page = reader.page;
    for (at, chapter) in page.with_fields() {
        if !matches!(chapter.section, Section::Returned | Section::Response) || reader.is_used(at) {
            continue;
        }
        let rows = reader.chapter(at, Role::Result);
        let mut paths = Vec::new();
        holders(seen, root, &rows, &mut Vec::new(), &mut paths);
        for path in &paths {
            for row in &rows {
                let path: Vec<String> = path.iter().cloned().chain([row.name.clone()]).collect();
                insert(root, &path, row.clone(), seen);
            }
        }
        if !root.fields.is_empty() && !root.ty.has_object() {
            root.ty = if seen.list.is_some() { Ty::list(Ty::Object) } else { Ty::Object };
        }
    }
}

/// Finds the undescribed places of objects, or of maps of objects, of whose names at least half and at least two are
/// rows.
fn holders(shape: &Shape, root: &Field, rows: &[Field], path: &mut Vec<String>, found: &mut Vec<Vec<String>>) {
    let shape = shape.item();
    let Some(entries) = shape.object.as_ref().filter(|_| path.len() < MAX_DEPTH) else { return };
    let consists = |shape: &Shape| {
        let names = shape.object.as_deref().unwrap_or_default();
        let known = names.iter().filter(|(key, _)| rows.iter().any(|row| row.name == *key)).count();
        known > 1 && known * 2 >= names.len()
    };
    let is_map = || shape.as_map().is_some_and(|common| consists(&common));
    if (consists(shape) || is_map()) && is_open(root, path) {
        found.push(path.clone());
        return;
    }
    for (key, inside) in entries {
        path.push(key.clone());
        holders(inside, root, rows, path, found);
        path.pop();
    }
}

/// Returns true if a place has no description.
fn is_open(root: &Field, path: &[String]) -> bool {
    let Some((first, rest)) = path.split_first() else {
        let mut is_shared = false;
        root.ty.for_each_shared(&mut |_| is_shared = true);
        return root.fields.is_empty() && !is_shared;
    };
    root.fields.iter().find(|field| field.name == *first).is_none_or(|field| is_open(field, rest))
}
