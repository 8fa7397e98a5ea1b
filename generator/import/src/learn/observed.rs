//! Parameters that are only in examples, and values in these that stand for others.

use std::borrow::Cow;

use serde_json::Value;

use crate::examples::shape::{Shape, grouped};
use crate::facts::scalars::scalar_type;
use crate::facts::ty::Ty;
use crate::facts::{Field, Required};

/// Returns true if a value is a placeholder for the reader, as `put_id_here`: it tells nothing of the type.
pub(super) fn is_placeholder(value: &Value) -> bool {
    let Some(text) = value.as_str() else { return false };
    let low = text.to_lowercase();
    let is_word = !low.contains(' ');
    text.len() > 4 && text.starts_with("**") && text.ends_with("**")
        || is_word && (low.starts_with("your_") || low.starts_with("put_") || low.ends_with("_here"))
}

pub(super) fn without_placeholders(seen: &Shape) -> Shape {
    let mut seen = seen.clone();
    seen.retain_scalars(&|value| !is_placeholder(value));
    seen
}

/// Returns parameters that are in no table.
pub(super) fn observed<'s>(entries: impl Iterator<Item = (&'s str, &'s Shape)>) -> Vec<Field> {
    let field = |(name, seen): (String, Cow<'_, Shape>)| {
        let seen = without_placeholders(&seen);
        let one = scalar_type(&seen.scalars);
        let has_both = seen.list.is_some() && seen.object.is_none() && !seen.scalars.is_empty();
        let ty = if has_both { Ty::one_of(vec![seen.ty(), one]) } else { seen.ty() };
        Field { name, required: Required::Unknown, ty, is_observed: true, ..Field::default() }
    };
    grouped(entries).into_iter().map(field).collect()
}
