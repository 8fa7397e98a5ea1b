//! Corrections of the schema that findings ask for, ready to be pasted.

use std::collections::BTreeMap;

use super::finding::{Finding, Kind};

/// Returns the corrections that findings ask for, as YAML; `told` are the findings of each method.
pub fn corrections<'f>(told: impl IntoIterator<Item = (&'f str, &'f [Finding])>) -> String {
    let mut all: BTreeMap<(String, String), String> = BTreeMap::new();
    for (method, findings) in told {
        for finding in findings.iter().filter(|finding| is_place(&finding.at)) {
            let (at, change) = change(finding);
            let text = format!(
                "- file: {}\n  at: {at}\n  reason: seen on a portal, in the answer of {method}\n  {change}\n",
                finding.file
            );
            all.entry((finding.file.clone(), at)).or_insert(text);
        }
    }
    all.into_values().collect()
}

/// Names with signs, and those that are data, have no place of their own.
fn is_place(at: &str) -> bool {
    at.chars().all(|char| char.is_ascii_alphanumeric() || matches!(char, '/' | '_' | '.' | '-'))
}

/// Returns the place to repair, and how.
fn change(finding: &Finding) -> (String, String) {
    let ty = finding.seen.written();
    let ty = if ty.contains(['[', '|']) { format!("\"{ty}\"") } else { ty };
    let at = &finding.at;
    match finding.kind {
        Kind::Unknown => (at.clone(), format!("add: {{ type: {ty}, observed: true }}")),
        Kind::Misfit if finding.is_short || at == "result" => (at.clone(), format!("set: {ty}")),
        Kind::Misfit => (format!("{at}/type"), format!("set: {ty}")),
        Kind::Missing => (at.clone(), "required: no".to_owned()),
        Kind::UnknownValue => (format!("{at}/open"), "add: true".to_owned()),
    }
}
