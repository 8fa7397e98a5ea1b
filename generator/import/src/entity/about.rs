//! Descriptions of fields, as `crm.deal.fields` answers them: a map by the name of the field, and one type of its entries
//! for all methods of a module.

use std::collections::BTreeMap;

use crate::collect::Collected;
use crate::entity::merge;
use crate::entity::place::{Part, Place, shared};
use crate::facts::ty::Ty;
use crate::facts::{Field, Shared};
use crate::method::about::is_about;

/// Makes a map of each answer that describes fields. Returns the places of the maps, by the first part of the methods'
/// names.
pub(crate) fn maps(collected: &mut Collected) -> BTreeMap<String, Vec<Place>> {
    let mut found: BTreeMap<String, Vec<Place>> = BTreeMap::new();
    let has_type = |shared: &&Shared| has_type(&shared.fields);
    let descriptions: Vec<String> = collected.types.iter().filter(has_type).map(|shared| shared.name.clone()).collect();
    for (index, method) in collected.methods.iter_mut().enumerate() {
        let Some(result) = method.result.as_mut().filter(|_| is_about(&method.name)) else { continue };
        let mut path = Vec::new();
        if make_map(result, &mut path, &descriptions) {
            let module = method.name.split('.').next().unwrap_or_default().to_lowercase();
            found.entry(module).or_default().push(Place { method: index, part: Part::Result, path });
        }
    }
    found
}

/// Makes a map of a field whose entries describe fields, or of the one inside it. Returns true if there is one.
fn make_map(field: &mut Field, path: &mut Vec<String>, descriptions: &[String]) -> bool {
    if let Ty::Map(_) = field.ty {
        return has_type(&field.fields) || shared(&field.ty).is_some_and(|name| descriptions.contains(&name));
    }
    if field.ty != Ty::Object {
        return false;
    }
    let described = field.fields.iter().filter(|inner| inner.ty.has_object() && has_type(&inner.fields)).count();
    if described > 1 && described * 3 >= field.fields.len() * 2 {
        let mut item = Vec::new();
        for inner in std::mem::take(&mut field.fields) {
            merge::add(&mut item, inner.fields, &mut Vec::new());
        }
        field.ty = Ty::map(Ty::Object);
        field.fields = item;
        return true;
    }
    let [only] = field.fields.as_mut_slice() else { return false };
    path.push(only.name.clone());
    make_map(only, path, descriptions)
}

/// Returns true if one of the fields is a type, as in the description of a field.
fn has_type(fields: &[Field]) -> bool {
    fields.iter().any(|inner| inner.name.eq_ignore_ascii_case("type"))
}
