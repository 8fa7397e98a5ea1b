//! The lines of a first screen: what breaks, by kind and by who is affected, and whether it can be merged.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::{counted, short};
use crate::report::Report;
use crate::report::row::Row;
use crate::verdict::{Rust, Wire};

/// The maximum number of kinds of changes, and of methods, that a line names.
const NAMED: usize = 3;

impl Report {
    /// Returns a line for each verdict that somebody feels, the worst first: the kinds of changes, and the methods.
    pub(crate) fn affected(&self) -> Vec<String> {
        let wire = [Wire::Breaks, Wire::Risk, Wire::Silent].map(|verdict| {
            let is_it = |row: &&Row| row.is_open_on_the_wire() && row.wire.verdict == verdict;
            line("released clients", verdict.word(), self.rows.iter().filter(is_it))
        });
        let is_major = |row: &&Row| row.is_open_for_rust() && row.rust.verdict == Rust::Major;
        let rust = line("Rust code", Rust::Major.word(), self.rows.iter().filter(is_major));
        wire.into_iter().chain([rust]).flatten().collect()
    }

    /// Returns the advice on merging: what the next version is, and what users need to be told.
    pub(crate) fn merging(&self) -> String {
        let breaks = self.rows.iter().any(|row| row.is_open_on_the_wire() && row.wire.verdict == Wire::Breaks);
        let may = self.rows.iter().any(|row| row.is_open_on_the_wire() && row.wire.verdict == Wire::Risk);
        let major = self.rows.iter().any(|row| row.is_open_for_rust() && row.rust.verdict == Rust::Major);
        let how = if major { "can be merged with a major version" } else { "can be merged" };
        let tell = match (breaks, may) {
            (true, _) => "; tell users that released clients fail, and where: --format changelog writes it",
            (false, true) => "; tell users where released clients may fail: --format changelog writes it",
            (false, false) if major => "; tell users what to change in their code: --format changelog writes it",
            (false, false) => "",
        };
        format!("{how}{tell}")
    }
}

/// Returns the line of a verdict: `released clients, breaks: 2 in-added, 1 method-removed; in shop.add, shop.get`.
fn line<'r>(who: &str, word: &str, rows: impl Iterator<Item = &'r Row>) -> Option<String> {
    let (mut rules, mut owners): (BTreeMap<&str, usize>, BTreeSet<&str>) = (BTreeMap::new(), BTreeSet::new());
    for row in rows {
        *rules.entry(row.rule.as_str()).or_default() += 1;
        // A change of a shared type is felt in the methods that have it.
        match row.occurrences.as_slice() {
            [] => owners.extend([row.subject.owner()]),
            methods => owners.extend(methods.iter().map(String::as_str)),
        }
    }
    let mut rules: Vec<(&str, usize)> = rules.into_iter().collect();
    rules.sort_by_key(|(rule, count)| (Reverse(*count), *rule));
    let named = rules.iter().take(NAMED).map(|(rule, count)| format!("{count} {rule}")).collect::<Vec<_>>().join(", ");
    let others: usize = rules.iter().skip(NAMED).map(|(_, count)| count).sum();
    let others = if others == 0 { String::new() } else { format!(", {}", counted(others, "other")) };
    let first: Vec<String> = owners.iter().take(NAMED).map(|owner| short(owner)).collect();
    let place = match owners.len() {
        few if few <= NAMED => first.join(", "),
        many => format!("{}, … ({} methods and types)", first.join(", "), many),
    };
    (!rules.is_empty()).then(|| format!("{who}, {word}: {named}{others}; in {place}"))
}
