//! Types of fields, as far as the prose says more than the type that the page names.

use super::widen::widen;
use crate::facts::names::names_order;
use crate::facts::ty::Ty;
use crate::facts::{Field, Role};
use crate::prose::Described;

/// The types of a direction of sorting.
pub(crate) const DIRECTION: &str = "common.Direction";
pub(crate) const LOWER_DIRECTION: &str = "common.LowerDirection";

/// Narrows a type by the prose: directions, a file, a date, a point in time.
pub(super) fn narrow(field: &mut Field, described: &Described, role: Role) {
    let is_plain = field.fields.is_empty();
    let sorts = matches!(field.ty, Ty::Object | Ty::Array) && names_order(&field.name);
    if is_plain && sorts {
        let says = |word: &str| described.directions.iter().any(|direction| direction == word);
        field.ty = match () {
            () if says("ASC") => Ty::map(Ty::Shared(DIRECTION.to_owned())),
            () if says("asc") => Ty::map(Ty::Shared(LOWER_DIRECTION.to_owned())),
            () if !field.keys.is_empty() => Ty::map(Ty::name("string")),
            () => std::mem::take(&mut field.ty),
        };
    }
    if is_plain && role == Role::Params && field.ty == Ty::Array && described.says_pairs {
        field.ty = Ty::Object;
    }
    if is_plain && role == Role::Params && described.says_base64 {
        match &field.ty {
            Ty::Array if described.says_file_data => field.ty = Ty::name("file(data)"),
            Ty::Array => field.ty = Ty::name("file(pair)"),
            ty if ty.is("string") => field.ty = Ty::name("file(base64)"),
            ty if (ty.is("file") || *ty == Ty::Any) && described.says_base64_text => {
                field.ty = Ty::name("file(base64)");
            }
            _ => {}
        }
    }
    if role == Role::Params && described.takes_null && field.ty.is_known() {
        field.ty = Ty::nullable(std::mem::take(&mut field.ty));
    }
    widen(field, described, role);
    if described.says_iso && described.values.list.is_empty() && field.ty.is("string") {
        field.ty = Ty::name("datetime");
    }
    // A text of digits is sent as the page says; in an answer, it is read either way.
    let counts = field.ty.is("integer") || role == Role::Result && field.ty.is("string");
    if described.says_seconds && counts && described.values.list.is_empty() {
        field.ty = Ty::name("timestamp");
    }
}
