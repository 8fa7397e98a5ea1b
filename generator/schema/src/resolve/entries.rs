//! The keys of parameters and fields: names with marks and variable parts, and the wished names in Rust.

use std::collections::HashMap;

use super::context::{Namespace, Resolver};
use super::mark::split_mark;
use super::place::Place;
use crate::diagnostic::{Finding, Path};
use crate::naming::{self, Wish};
use crate::raw;
use crate::source::FileId;

/// A field with the facts of its key.
pub(super) struct Entry<'f> {
    pub(super) wire: &'f str,
    /// The texts before and after the variable part of its name.
    pub(super) pattern: Option<(String, String)>,
    pub(super) required: Option<bool>,
    pub(super) body: &'f raw::FieldBody,
    pub(super) here: Place,
}

/// Returns the fields by their keys. Duplicates are reported and left out.
pub(super) fn read<'f>(
    cx: &mut Resolver<'_>,
    fields: &'f raw::Entries<raw::Field>,
    file: FileId,
    path: &Path,
) -> Vec<Entry<'f>> {
    let mut entries: Vec<Entry<'f>> = Vec::new();
    let (mut seen, mut first_of): (HashMap<&str, usize>, HashMap<&str, usize>) = (HashMap::new(), HashMap::new());
    for (key, raw) in &fields.0 {
        let nth = seen.entry(key).or_default();
        let (wire, required) = split_mark(key);
        let here = Place::new(file, path.nth_key(key, *nth), raw.is_short);
        *nth += 1;
        name_is_clean(cx, key, wire, &here);
        if let Some(first) = first_of.get(wire).and_then(|first| entries.get(*first)) {
            let finding = Finding::new("duplicate-param", here.key(), format!("`{wire}` is described twice"));
            cx.report(finding.related(first.here.key(), "first here").help("keep one of the two"));
            continue;
        }
        let pattern = pattern(cx, wire, &here);
        first_of.insert(wire, entries.len());
        entries.push(Entry { wire, pattern, required, body: &raw.body, here });
    }
    entries
}

impl Entry<'_> {
    /// Returns its name without the variable part.
    pub(super) fn bare(&self) -> String {
        self.pattern.as_ref().map_or_else(|| self.wire.to_owned(), |(before, after)| format!("{before}{after}"))
    }
}

/// Returns true if the text of the type, which may be invalid, allows `null`.
pub(super) fn may_be_null(body: &raw::FieldBody) -> bool {
    body.ty.as_ref().is_some_and(|ty| ty.ends_with('?') || ty.contains("null"))
}

/// Returns the wished names of fields. A field without one is reported and left out.
pub(super) fn wishes<'f>(
    cx: &mut Resolver<'_>,
    entries: Vec<Entry<'f>>,
    make: naming::Make,
) -> (Vec<Entry<'f>>, Vec<Wish<'f>>) {
    let mut names = Namespace::default();
    let mut all = (Vec::new(), Vec::new());
    for entry in entries {
        let here = &entry.here;
        let at = || entry.body.rust_at.as_deref().cloned().unwrap_or_else(|| here.value("rust"));
        let rust = cx.rust_name(entry.body.rust.as_ref(), make, &at);
        let Some(mut wish) = naming::wish_of_field(entry.wire, &entry.bare(), make) else {
            cx.report(Finding::new("bad-name", here.key(), "a name is missing here").help("write one before the mark"));
            continue;
        };
        if let Some(rust) = rust {
            names.take(cx, "fields", &rust, entry.wire, at());
            (wish.name, wish.is_given) = (rust, true);
        }
        all.0.push(entry);
        all.1.push(wish);
    }
    all
}

/// Reports a name with marks or spaces that are probably mistakes.
fn name_is_clean(cx: &mut Resolver<'_>, key: &str, wire: &str, here: &Place) {
    if !wire.chars().any(char::is_alphanumeric) {
        // A name without letters is reported elsewhere.
        return;
    }
    if wire.ends_with(['*', '?']) {
        let message = format!("`{key}` ends with more than one mark");
        let help = "`NAME*` is required, `NAME?` is not known to be";
        cx.report(Finding::new("bad-name", here.key(), message).help(help));
    } else if wire.trim() != wire {
        let message = format!("there is a space at the end of the name `{wire}`, or before it");
        cx.report(Finding::new("bad-name", here.key(), message).help("take it out"));
    }
}

/// Returns the texts before and after the variable part of a name; with several parts, before the first and after the
/// last.
fn pattern(cx: &mut Resolver<'_>, wire: &str, here: &Place) -> Option<(String, String)> {
    let (before, rest) = wire.split_once('<')?;
    if is_sign(wire) {
        return None;
    }
    let parts: Vec<&str> = rest.split('<').collect();
    let closed =
        |part: &&str| part.split_once('>').is_some_and(|(inside, after)| !inside.is_empty() && !after.contains('>'));
    let after = rest.rsplit_once('>').map_or(rest, |(_, after)| after);
    if parts.iter().all(closed) && !(before.is_empty() && after.is_empty()) {
        return Some((before.to_owned(), after.to_owned()));
    }
    let finding = Finding::new("bad-name", here.key(), format!("`{wire}` is not a name with a variable part"));
    cx.report(finding.help("write it like `UF_<name>`; a value whose keys are all data is a `map<…>`"));
    None
}

/// Returns true if `<` and `>` are operators at the start of the name, as in `<=DATE`.
fn is_sign(wire: &str) -> bool {
    let rest = wire.trim_start_matches(|c: char| c.is_ascii_punctuation() && c != '_');
    !rest.contains(['<', '>'])
}
