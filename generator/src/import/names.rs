//! What the names of parameters and fields say.

use super::facts::Field;

/// Whether a name is that of an identifier: `ownerId`, `OWNER_ID`, `contactIds`.
pub(super) fn names_id(name: &str) -> bool {
    ["id", "Id", "ID", "Ids", "IDs", "_IDS", "_ids"].iter().any(|end| name.ends_with(end)) || name.contains("_ID_")
}

/// Whether a parameter lists names of fields.
pub(super) fn names_list(name: &str) -> bool {
    matches!(name.to_lowercase().as_str(), "select" | "group" | "groupby")
}

/// Whether a parameter says what to sort by.
pub(super) fn names_order(name: &str) -> bool {
    matches!(name.to_lowercase().as_str(), "order" | "sort")
}

/// Whether a parameter's keys are names of fields, and not fields of its own.
pub(super) fn names_fields(name: &str) -> bool {
    matches!(name.to_lowercase().as_str(), "filter" | "order" | "select" | "sort")
}

/// Whether a name stands for many, as `UF_<name>` does.
pub(super) fn is_pattern(name: &str) -> bool {
    name.contains('<')
}

/// Whether a key is one of those that a name stands for.
pub(super) fn fits_pattern(pattern: &str, key: &str) -> bool {
    let Some((before, rest)) = pattern.split_once('<') else { return false };
    let after = rest.split_once('>').map_or("", |(_, after)| after);
    key.len() >= before.len() + after.len() && key.starts_with(before) && key.ends_with(after)
}

/// Where the field of a key is among others: the first that has its name, or stands for it.
pub(super) fn position(fields: &[Field], key: &str) -> Option<usize> {
    fields.iter().position(|field| field.name == key || fits_pattern(&field.name, key))
}

#[cfg(test)]
mod tests {
    use super::fits_pattern;

    #[test]
    fn patterns_fit_whole_keys() {
        assert!(fits_pattern("UF_<name>", "UF_CRM_1") && fits_pattern("<name>_id", "_id"));
        assert!(!fits_pattern("UF_<name>", "TITLE") && !fits_pattern("UF_CRM", "UF_CRM"));
        assert!(!fits_pattern("ab<name>ba", "aba"));
    }
}
