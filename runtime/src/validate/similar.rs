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

/// Returns the name of a custom field that may be meant by another: one edit away, or the same behind the prefix, such as
/// `UF_CRM_7_SIZE` for `UF_CRM_SIZE`.
pub(crate) fn similar_custom<'n>(name: &str, names: &'n [String]) -> Option<&'n String> {
    let wanted = plain(name);
    let is_own = |other: &&String| !own_part(&wanted).is_empty() && own_part(&plain(other)) == own_part(&wanted);
    let is_near = |other: &&String| own_part(&wanted).len() > 3 && one_edit_apart(&plain(other), &wanted);
    names.iter().find(is_own).or_else(|| names.iter().find(is_near))
}

/// The part of a plain name behind `ufcrm` and the number of the kind of object.
fn own_part(plain: &str) -> &str {
    let rest = plain.strip_prefix("uf").unwrap_or(plain);
    rest.strip_prefix("crm").unwrap_or(rest).trim_start_matches(|c: char| c.is_ascii_digit())
}

/// Returns the field that a name is a misspelling of: one edit away, and neither its plural nor another spelling of it.
/// A name that the fields or their patterns have is none.
pub(super) fn misspelled(name: &str, fields: Fields) -> Option<&'static str> {
    let mut is_known = name.len() < 5 || !name.is_ascii();
    let mut is_any = false;
    fields.each(&mut |field| {
        is_any = true;
        is_known |= field.is_named(name);
    });
    // A name that is right costs no allocation.
    if is_known || !is_any {
        return None;
    }
    let wanted = plain(name);
    let mut near = None;
    fields.each(&mut |field| {
        let own = plain(field.name);
        is_known |= own == wanted;
        let is_plural = own.strip_suffix('s') == Some(&wanted) || wanted.strip_suffix('s') == Some(&own);
        if near.is_none() && !is_plural && !field.name.contains('<') && one_edit_apart(&own, &wanted) {
            near = Some(field.name);
        }
    });
    near.filter(|_| !is_known)
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
