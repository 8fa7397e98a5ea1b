//! Names of custom fields in the API's two spellings: `UF_CRM_2_1639669411830` and `ufCrm2_1639669411830`.

/// Returns true if two names spell one field: `UF_CRM_SIZE` and `ufCrmSize`, `PARENT_ID_128` and `parentId128`.
pub(crate) fn is_same(a: &str, b: &str) -> bool {
    let letters = |name: &str| {
        let letters: Vec<u8> =
            name.bytes().filter(|byte| *byte != b'_').map(|byte| byte.to_ascii_lowercase()).collect();
        letters
    };
    a == b || letters(a) == letters(b)
}

/// The beginning of a custom field's name in `crm.*` methods, and as `crm.item.*` spell it.
const UPPER: &str = "UF_CRM_";
const SMALL: &str = "ufCrm";

/// Returns the name as `crm.item.*` spell it: `ufCrmSize`, `ufCrm2_1639669411830`, `ufCrm_1747309879`. Names of other
/// fields stay as they are.
///
/// Where letters and digits are mixed, the vendor leaves all but the beginning as it is: `ufCrm_10_DIGIT10`.
pub(crate) fn small(name: &str) -> String {
    let Some(rest) = name.strip_prefix(UPPER) else { return name.to_owned() };
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (object, own) = match rest.split_once('_') {
        Some((object, own)) if is_number(object) => (object, own),
        _ => ("", rest),
    };
    let is_of = |is: fn(&u8) -> bool| own.bytes().all(|byte| byte == b'_' || is(&byte));
    if is_of(u8::is_ascii_digit) && !object.is_empty() {
        return format!("{SMALL}{object}_{own}");
    }
    if !is_of(u8::is_ascii_alphabetic) {
        return format!("{SMALL}_{rest}");
    }
    let words = own.split('_').filter(|word| !word.is_empty());
    let words: String = words.map(|word| word[..1].to_ascii_uppercase() + &word[1..].to_ascii_lowercase()).collect();
    format!("{SMALL}{object}{words}")
}

/// Returns the name as the other `crm.*` methods spell it: `UF_CRM_SIZE`. Names of other fields stay as they are.
pub(crate) fn upper(name: &str) -> String {
    let Some(rest) = name.strip_prefix(SMALL) else { return name.to_owned() };
    if let Some(rest) = rest.strip_prefix('_') {
        return format!("{UPPER}{rest}");
    }
    let mut out = UPPER.to_owned();
    let mut before = None;
    for letter in rest.chars() {
        let starts =
            letter.is_ascii_uppercase() || letter.is_ascii_digit() != before.is_some_and(|c: char| c.is_ascii_digit());
        if starts && letter != '_' && before.is_some_and(|before| before != '_') {
            out.push('_');
        }
        out.push(letter.to_ascii_uppercase());
        before = Some(letter);
    }
    out
}

/// Returns true if a custom field's name is in small letters with humps, as `crm.item.*` and REST 3.0 have it.
pub(crate) fn is_small(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::{is_same, small, upper};

    #[test]
    fn names_are_spelled_as_the_vendor_spells_them() {
        for (uppercase, humps) in [
            ("UF_CRM_3_DIGIT", "ufCrm3Digit"),
            ("UF_CRM_3_1747309727", "ufCrm3_1747309727"),
            ("UF_CRM_3_DIGIT10", "ufCrm_3_DIGIT10"),
            ("UF_CRM_3_DIGIT_10", "ufCrm_3_DIGIT_10"),
            ("UF_CRM_1747309879", "ufCrm_1747309879"),
            ("UF_CRM_SIZE", "ufCrmSize"),
            ("UF_CRM_FLOOR_PLAN", "ufCrmFloorPlan"),
            ("TITLE", "TITLE"),
        ] {
            assert_eq!(small(uppercase), humps);
            assert_eq!(upper(humps), uppercase);
            assert!(is_same(uppercase, humps) && !is_same(uppercase, "ufCrmOther"));
        }
    }
}
