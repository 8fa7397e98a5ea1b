//! The spellings of a field's name: `UF_CRM_5_BUDGET`, `ufCrm5Budget`.

/// Returns a name without its case and underscores: `STAGE_ID` and `stageId` are the same field.
pub(crate) fn plain(name: &str) -> String {
    name.chars().filter(|c| *c != '_').map(|c| c.to_ascii_lowercase()).collect()
}

/// Returns a name as methods spell it that have names in capitals.
pub(crate) fn upper(name: &str) -> String {
    if is_upper(name) {
        return name.to_owned();
    }
    let mut spelled = String::with_capacity(name.len() + 4);
    for c in name.chars() {
        let after_letter = spelled.chars().last().is_some_and(|last| last.is_ascii_alphabetic());
        if c.is_ascii_uppercase() || (c.is_ascii_digit() && after_letter) {
            spelled.push('_');
        }
        spelled.push(c.to_ascii_uppercase());
    }
    spelled
}

/// Returns a name as `crm.item.*` spells it. A number keeps its underscore, `ufCrm_1721244707107`, except that of the
/// smart process: `ufCrm44_1721812760630`, `ufCrm5Budget`.
pub(crate) fn camel(name: &str) -> String {
    if !is_upper(name) {
        return name.to_owned();
    }
    let parts: Vec<&str> = name.split('_').filter(|part| !part.is_empty()).collect();
    let mut spelled = String::with_capacity(name.len());
    for (index, part) in parts.iter().enumerate() {
        let is_number = part.starts_with(|first: char| first.is_ascii_digit());
        let is_process = index == 2 && parts.len() > 3 && name.starts_with("UF_CRM_");
        if is_number && !is_process && name.starts_with("UF_") {
            spelled.push('_');
        }
        let mut chars = part.chars().map(|c| c.to_ascii_lowercase());
        if let Some(first) = chars.next() {
            spelled.push(if index > 0 { first.to_ascii_uppercase() } else { first });
        }
        spelled.extend(chars);
    }
    spelled
}

fn is_upper(name: &str) -> bool {
    !name.bytes().any(|byte| byte.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_spellings_lead_to_each_other() {
        for (capitals, words) in [
            ("UF_CRM_5_BUDGET", "ufCrm5Budget"),
            ("UF_CRM_44_1721812760630", "ufCrm44_1721812760630"),
            ("UF_CRM_1721244707107", "ufCrm_1721244707107"),
            ("UF_CRM_SITE", "ufCrmSite"),
            ("PARENT_ID_1036", "parentId1036"),
            ("STAGE_ID", "stageId"),
        ] {
            assert_eq!((camel(capitals).as_str(), upper(words).as_str()), (words, capitals));
            assert_eq!((camel(words).as_str(), upper(capitals).as_str()), (words, capitals));
            assert_eq!(plain(capitals), plain(words));
        }
    }
}
