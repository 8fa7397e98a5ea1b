//! Names that look like another.

use crate::catalogue::Fields;

/// The field whose name is nearest, if it is near: the same in another case or with other separators, or one edit away.
pub(super) fn similar(name: &str, fields: Fields) -> Option<&'static str> {
    let wanted = plain(name);
    let (mut same, mut near) = (None, None);
    fields.each(&mut |field| {
        let name = plain(field.name);
        if same.is_none() && name == wanted {
            same = Some(field.name);
        } else if near.is_none() && wanted.len() > 3 && one_edit_apart(&name, &wanted) {
            near = Some(field.name);
        }
    });
    same.or(near)
}

/// A name in small letters, without separators.
fn plain(name: &str) -> String {
    name.replace(['_', '-', '.'], "").to_lowercase()
}

/// Returns true if one letter added, removed, replaced, or swapped with its neighbour makes one name of the other.
fn one_edit_apart(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let start = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[start..], &b[start..]);
    let swapped = a.len() >= 2 && a.len() == b.len() && a[0] == b[1] && a[1] == b[0] && a[2..] == b[2..];
    let replaced = !a.is_empty() && a.len() == b.len() && a[1..] == b[1..];
    let removed = a.len() == b.len() + 1 && a[1..] == *b;
    let added = b.len() == a.len() + 1 && b[1..] == *a;
    swapped || replaced || removed || added
}
