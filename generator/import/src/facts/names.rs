//! The meanings of the names of parameters and fields.

use std::collections::HashMap;

use crate::facts::Field;

/// Returns true if a name is that of an identifier: `ownerId`, `OWNER_ID`, `contactIds`.
pub(crate) fn names_id(name: &str) -> bool {
    ["id", "Id", "ID", "Ids", "IDs", "_IDS", "_ids"].iter().any(|end| name.ends_with(end)) || name.contains("_ID_")
}

/// Returns true if a parameter lists names of fields.
pub(crate) fn names_list(name: &str) -> bool {
    matches!(name.to_lowercase().as_str(), "select" | "group" | "groupby")
}

/// Returns true if a parameter is the order of sorting.
pub(crate) fn names_order(name: &str) -> bool {
    matches!(name.to_lowercase().as_str(), "order" | "sort")
}

/// Returns true if a parameter's keys are names of other fields, and not its own fields.
pub(crate) fn names_fields(name: &str) -> bool {
    matches!(name.to_lowercase().as_str(), "filter" | "order" | "select" | "sort")
}

/// Returns the pattern of a name that ends with a number generated for a custom item, as `PROPERTY_951`, `parentId1222`
/// or `UF_CRM_566EB0AC9B7FC`; `None` for other names.
pub(crate) fn pattern_of(name: &str) -> Option<String> {
    let digits = name.len() - name.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let before = &name[..name.len() - digits];
    let is_number = before.len() > 2
        && (before.ends_with('_') && digits > 2 || before.ends_with(|c: char| c.is_ascii_lowercase()) && digits > 3);
    if is_number {
        return Some(format!("{before}<n>"));
    }
    let (start, last) = name.rsplit_once('_')?;
    let is_hex = last.len() > 9
        && last.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'A'..=b'F'))
        && last.bytes().any(|byte| byte.is_ascii_digit());
    (is_hex && !start.is_empty()).then(|| format!("{start}_<n>"))
}

/// Returns true if a name is a pattern, as `UF_<name>`.
pub(crate) fn is_pattern(name: &str) -> bool {
    name.contains('<')
}

/// Returns true if a key matches a pattern.
pub(crate) fn fits_pattern(pattern: &str, key: &str) -> bool {
    let Some((before, rest)) = pattern.split_once('<') else { return false };
    let after = rest.split_once('>').map_or("", |(_, after)| after);
    key.len() >= before.len() + after.len() && key.starts_with(before) && key.ends_with(after)
}

/// Returns the index of the field of a key: the one with its name, or the first pattern that matches.
pub(crate) fn position(fields: &[Field], key: &str) -> Option<usize> {
    let named = fields.iter().position(|field| field.name == key);
    named.or_else(|| fields.iter().position(|field| fits_pattern(&field.name, key)))
}

/// The places of fields by their keys, as [`position`] finds them, for objects that may have very many.
#[derive(Debug)]
pub(crate) struct Index {
    named: HashMap<String, usize>,
    patterns: Vec<(String, usize)>,
}

impl Index {
    pub(crate) fn of(fields: &[Field]) -> Index {
        let mut index = Index { named: HashMap::new(), patterns: Vec::new() };
        fields.iter().enumerate().for_each(|(at, field)| index.add(&field.name, at));
        index
    }

    /// Adds a field at a place; the first one of a name counts.
    pub(crate) fn add(&mut self, name: &str, at: usize) {
        self.named.entry(name.to_owned()).or_insert(at);
        if is_pattern(name) {
            self.patterns.push((name.to_owned(), at));
        }
    }

    pub(crate) fn position(&self, key: &str) -> Option<usize> {
        let fitting = || self.patterns.iter().find(|(pattern, _)| fits_pattern(pattern, key)).map(|(_, at)| *at);
        self.named.get(key).copied().or_else(fitting)
    }
}

#[cfg(test)]
mod tests {
    use super::{fits_pattern, pattern_of};

    #[test]
    fn names_with_numbers_of_things_are_patterns() {
        for (name, pattern) in [
            ("PROPERTY_951", Some("PROPERTY_<n>")),
            ("parentId1222", Some("parentId<n>")),
            ("ufCrm_1720019876534", Some("ufCrm_<n>")),
            ("UF_CRM_566EB0AC9B7FC", Some("UF_CRM_<n>")),
            ("ADDRESS_2", None),
            ("data2", None),
            ("sha256", None),
            ("SUPPORTS_FFD105", None),
            ("12345", None),
        ] {
            assert_eq!(pattern_of(name).as_deref(), pattern, "{name}");
        }
    }

    #[test]
    fn patterns_fit_whole_keys() {
        assert!(fits_pattern("UF_<name>", "UF_CRM_1") && fits_pattern("<name>_id", "_id"));
        assert!(!fits_pattern("UF_<name>", "TITLE") && !fits_pattern("UF_CRM", "UF_CRM"));
        assert!(!fits_pattern("ab<name>ba", "aba"));
    }
}
