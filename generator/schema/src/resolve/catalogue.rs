//! The catalogue: the format's version, the documentation, the identifiers.

use super::files::Read;
use super::type_names::{BUILT_IN, is_name};
use crate::diagnostic::{At, Finding, Part, Path};
use crate::naming::is_ident;
use crate::raw;

/// Reports the problems of the catalogue.
pub(super) fn check(catalogue: &Read<raw::Catalogue>, findings: &mut Vec<Finding>) {
    let Read { file, value, .. } = catalogue;
    let (root, docs) = (Path::default(), Path::default().key("docs"));
    let mut wrong = |path: Path, message: String, help: &str| {
        findings.push(Finding::new("bad-value", At::new(*file, path, Part::Value), message).help(help));
    };
    if value.format != 1 {
        let message = format!("this generator reads format 1, not {}", value.format);
        wrong(root.key("format"), message, "use a generator of that format, or bring the schema to format 1");
    }
    let base = &value.docs.base;
    if !(base.starts_with("https://") || base.starts_with("http://")) || !base.ends_with('/') {
        let message = format!("`{base}` is not the address of a folder");
        wrong(docs.key("base"), message, "pages' paths are put behind it: `https://example.com/docs/`");
    }
    if !is_date(&value.docs.date) {
        let message = format!("`{}` is not a day", value.docs.date);
        wrong(docs.key("date"), message, "write it YYYY-MM-DD: `2026-01-31`");
    }
    for (name, _) in &value.ids.0 {
        if let Some(help) = unfit(name) {
            let at = At::new(*file, root.key("ids").key(name), Part::Key);
            let message = format!("`{name}` cannot be the name of an identifier");
            findings.push(Finding::new("bad-name", at, message).help(help));
        }
    }
}

/// Returns the reason that a name is invalid for an identifier, or `None` if it is valid.
fn unfit(name: &str) -> Option<&'static str> {
    // Keywords are valid: identifiers have no names in Rust.
    let is_word = |part: &str| part.starts_with(|c: char| c.is_ascii_alphabetic()) && is_ident(&format!("{part}_id"));
    if BUILT_IN.contains(&name) {
        Some("there is a type of this name already")
    } else if !name.split('.').all(is_word) {
        Some("letters, digits and `_`, with `.` between parts: `crm.deal`, `crm_currency.CURRENCY`")
    } else if is_name(name) {
        Some("this is how types below types/ are called; write its last part in small letters, or all in capitals")
    } else {
        None
    }
}

fn is_date(text: &str) -> bool {
    let number = |part: &str, digits: usize| -> Option<u32> {
        let fits = part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
        fits.then(|| part.parse().ok()).flatten()
    };
    let [year, month, day] = text.split('-').collect::<Vec<_>>()[..] else { return false };
    number(year, 4).is_some()
        && number(month, 2).is_some_and(|month| (1..=12).contains(&month))
        && number(day, 2).is_some_and(|day| (1..=31).contains(&day))
}
