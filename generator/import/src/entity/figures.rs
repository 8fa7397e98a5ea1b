//! Figures about families: how many of them have one thing in all their methods.

use bitrix24_schema::raw::Kind;

use crate::collect::Collected;
use crate::entity::family::{self, Role};
use crate::entity::inside;
use crate::entity::place::{Part, Place, answered, shared};
use crate::facts::names::is_pattern;
use crate::facts::scalars::is_value;
use crate::facts::ty::Ty;

/// The families that get a thing and list such things. A method that takes from a queue gets none, and a list of names lists
/// none.
#[derive(Debug, Default)]
pub(crate) struct Figures {
    /// The number of families whose pages describe the thing.
    pub(crate) families: usize,
    /// Those in which an item of the list has at least 95 % of the fields of the thing.
    pub(crate) known: usize,
    /// Those in which both have the same shared type.
    pub(crate) shared: usize,
}

impl Figures {
    pub(crate) fn of(collected: &Collected) -> Figures {
        let mut figures = Figures::default();
        for family in family::all(&collected.methods) {
            let place = |role: Role| {
                let (_, method) = family.members.iter().find(|(own, _)| *own == role)?;
                let path = answered(&collected.methods[*method], role == Role::List)?;
                Some(Place { method: *method, part: Part::Result, path })
            };
            let (Some(get), Some(list)) = (place(Role::Get), place(Role::List)) else { continue };
            let names = |place: &Place| -> Vec<String> {
                let all = inside(collected, place).iter().map(|field| field.name.clone());
                all.filter(|name| !is_pattern(name)).collect()
            };
            let (own, listed) = (names(&get), names(&list));
            let is_change = collected.methods[get.method].kind == Some(Kind::Write);
            if own.is_empty() || is_change || list.field(&collected.methods).is_some_and(|field| of_values(&field.ty)) {
                continue;
            }
            let common = own.iter().filter(|name| listed.contains(name)).count();
            let ty = |place: &Place| place.field(&collected.methods).and_then(|field| shared(&field.ty));
            figures.families += 1;
            figures.known += usize::from(common * 100 >= own.len() * 95);
            figures.shared += usize::from(ty(&get).is_some() && ty(&get) == ty(&list));
        }
        figures
    }
}

/// Returns true for a list of single values.
fn of_values(ty: &Ty) -> bool {
    matches!(ty, Ty::List(inner) if matches!(inner.as_ref(), Ty::Name(name) if is_value(name)))
}
