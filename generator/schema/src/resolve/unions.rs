//! Options of a union: their equality, and the wished names of their variants.

use crate::naming::{self, Others, Wish};
use crate::type_expr::Expr;

/// Returns true if two types are written alike.
pub(super) fn same(a: &Expr, b: &Expr) -> bool {
    match (a, b) {
        (Expr::Name(a, _), Expr::Name(b, _)) => a == b,
        (Expr::Form { name: a, form: x, .. }, Expr::Form { name: b, form: y, .. }) => a == b && x == y,
        (Expr::List(a), Expr::List(b)) | (Expr::Map(a), Expr::Map(b)) | (Expr::Nullable(a), Expr::Nullable(b)) => {
            same(a, b)
        }
        (Expr::OneOf(a), Expr::OneOf(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        _ => false,
    }
}

/// Returns the wished names of an option of a union: the short name of its type, then the full one.
pub(super) fn wish_of_option(option: &Expr) -> Wish<'_> {
    let in_full = || naming::variant(&option.to_string());
    let others = move || Others { names: in_full().into_iter().collect(), rest: Vec::new() };
    Wish { name: variant_name(option), others: Some(Box::new(others)), ..Wish::default() }
}

/// Returns the name of the union's variant for this type.
fn variant_name(expr: &Expr) -> String {
    match expr {
        Expr::Name(name, _) | Expr::Form { name, .. } => {
            let last = name.rsplit('.').next().unwrap_or(name);
            naming::variant(last).unwrap_or_else(|| "Value".to_owned())
        }
        Expr::List(inner) => format!("{}List", variant_name(inner)),
        Expr::Map(inner) => format!("{}Map", variant_name(inner)),
        Expr::Nullable(inner) => format!("{}OrNull", variant_name(inner)),
        Expr::OneOf(_) => "Union".to_owned(),
    }
}
