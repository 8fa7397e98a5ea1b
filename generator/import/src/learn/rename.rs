//! Keys of results that a table misspells: it has `measure` for a list that the answer calls `measures`.

use crate::examples::shape::Shape;
use crate::facts::Field;
use crate::facts::names::is_pattern;
use crate::facts::ty::Ty;
use crate::fields::Reader;

/// Renames a documented field that no example has to the key of an example that no table has, if the two names differ
/// only in number or case, or if these are the only two and the key holds what the table describes.
pub(crate) fn as_shown(fields: &mut [Field], entries: &[(String, Shape)], reader: &mut Reader<'_, '_>) {
    let holds = |shape: &Shape| shape.object.is_some() || shape.list.is_some();
    let is_row = |fields: &[Field], key: &str| fields.iter().any(|field| field.name == key);
    let is_shown = |name: &str| entries.iter().any(|(key, _)| key == name);
    let free: Vec<&(String, Shape)> =
        entries.iter().filter(|(key, shape)| holds(shape) && !is_row(fields, key)).collect();
    let unseen: Vec<usize> = (0..fields.len())
        .filter(|at| fields[*at].ty.is_container() && !is_pattern(&fields[*at].name) && !is_shown(&fields[*at].name))
        .collect();
    for at in &unseen {
        let similar = free.iter().find(|(key, _)| singular(key) == singular(&fields[*at].name));
        let only = match (free.as_slice(), unseen.as_slice()) {
            ([one], [_]) if is_of(&fields[*at], &one.1, reader) => Some(one),
            _ => None,
        };
        let Some((key, _)) = similar.or(only) else { continue };
        if !is_row(fields, key) {
            let field = &mut fields[*at];
            reader.note(field.line.max(1), format!("`{}` is called `{key}` in the example", field.name));
            field.name.clone_from(key);
        }
    }
}

/// Returns a name in small letters, with all its words in the singular: `paymentItemsBasket` has one in the middle.
fn singular(name: &str) -> String {
    let mut words = vec![String::new()];
    for c in name.chars() {
        if c.is_uppercase() || c == '_' {
            words.push(String::new());
        }
        words.last_mut().into_iter().for_each(|word| word.extend(c.to_lowercase()));
    }
    words.iter().map(|word| one_of(word)).collect()
}

/// Returns a word without the ending of a plural.
fn one_of(word: &str) -> String {
    match word.strip_suffix("ies") {
        Some(stem) => format!("{stem}y"),
        None => word.trim_end_matches(['s', 'e']).to_owned(),
    }
}

/// Returns true if an example has what a field's table describes.
fn is_of(field: &Field, shape: &Shape, reader: &Reader<'_, '_>) -> bool {
    let keys: Vec<&str> = shape.item().object.iter().flatten().map(|(key, _)| key.as_str()).collect();
    let known = keys.iter().filter(|key| field.fields.iter().any(|own| own.name == **key)).count();
    let mut is_shared = false;
    field.ty.for_each_shared(&mut |name: &str| {
        is_shared = keys.len() > 1 && reader.registry.can_be(name, keys.iter().copied());
    });
    let is_list = matches!(field.ty, Ty::List(_) | Ty::Array) == shape.list.is_some();
    is_list && (is_shared || known > 1 && known * 3 >= keys.len() * 2)
}

#[cfg(test)]
mod tests {
    use super::singular;

    #[test]
    fn names_in_the_plural_are_known() {
        for (one, many) in [
            ("measure", "measures"),
            ("status", "statuses"),
            ("paymentItemBasket", "paymentItemsBasket"),
            ("entry", "entries"),
        ] {
            assert_eq!(singular(one), singular(many));
        }
        assert_ne!(singular("property"), singular("properties_values"));
    }
}
