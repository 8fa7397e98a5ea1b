//! Types besides its own that the prose lets a parameter have.

use crate::facts::ty::Ty;
use crate::facts::{Field, Role};
use crate::prose::Described;

/// Adds the types besides its own that the prose lets a parameter have: `false`, or a list of such values.
pub(super) fn widen(field: &mut Field, described: &Described, role: Role) {
    if role != Role::Params || !field.ty.is_known() {
        return;
    }
    if described.takes_false && !may_be_boolean(&field.ty) {
        field.ty = Ty::one_of(vec![std::mem::take(&mut field.ty), Ty::name("boolean")]);
    }
    if described.takes_list && matches!(field.ty, Ty::Name(_)) {
        let one = std::mem::take(&mut field.ty);
        field.ty = Ty::one_of(vec![one.clone(), Ty::list(one)]);
    }
}

/// Returns true if `false` is a value of the type itself.
pub(super) fn may_be_boolean(ty: &Ty) -> bool {
    match ty {
        Ty::Any => true,
        Ty::Name(name) => name.starts_with("boolean"),
        Ty::Nullable(inner) => may_be_boolean(inner),
        Ty::OneOf(types) => types.iter().any(may_be_boolean),
        _ => false,
    }
}
