//! Sentences about merges and splits, which several formats have.

use super::{change, counted, named, short, worst};
use crate::report::Report;
use crate::report::group::{Group, GroupKind};
use crate::report::merged::{Merge, some};
use crate::report::row::Row;
use crate::verdict::{Rust, Wire};

/// The maximum number of places, types or paths that a line names.
const NAMED: usize = 3;

impl Report {
    /// Returns what merges and splits stand for, in one sentence; empty without any.
    pub fn merged(&self) -> String {
        let groups: Vec<&Group> = self.groups.iter().filter(|group| group.is_of_merges()).collect();
        let shared: usize = groups.iter().map(|group| group.merges.len()).sum();
        if shared == 0 {
            return String::new();
        }
        let types = |kind| {
            let of_kind = groups.iter().filter(|group| group.kind == kind).flat_map(|group| &group.merges);
            let (places, shared) = of_kind.fold((0, 0), |sum, merge| (sum.0 + merge.places.len(), sum.1 + 1));
            (shared > 0).then_some((places, shared))
        };
        let merged = types(GroupKind::Merge).map(|(places, shared)| {
            format!("{} merged into {}", counted(places, "type"), counted(shared, "shared type"))
        });
        let split = types(GroupKind::Split).map(|(places, shared)| {
            format!("{} split into {}", counted(shared, "shared type"), counted(places, "type"))
        });
        let told: Vec<String> = merged.into_iter().chain(split).collect();
        let rows: Vec<&Row> = groups.iter().flat_map(|group| &group.rows).filter_map(|at| self.rows.get(*at)).collect();
        let wire = |wire| rows.iter().filter(|row| row.wire.verdict == wire).count();
        let major = rows.iter().filter(|row| row.rust.verdict == Rust::Major).count();
        let wire = match (wire(Wire::Breaks), wire(Wire::Risk)) {
            (0, 0) => "none".to_owned(),
            (0, risks) => format!("{risks} risk"),
            (breaks, 0) => format!("{breaks} breaks"),
            (breaks, risks) => format!("{breaks} breaks, {risks} risk"),
        };
        let rust = if major == 0 { "none".to_owned() } else { format!("{major} major") };
        let all = counted(self.rows.len(), "change");
        format!("{}: {} of {all} follow from that · wire: {wire} · rust: {rust}", told.join(", "), rows.len())
    }
}

impl Group {
    /// Returns true if its rows follow from merges or splits.
    pub fn is_of_merges(&self) -> bool {
        matches!(self.kind, GroupKind::Merge | GroupKind::Split)
    }

    /// Returns what was merged into what: the places of one shared type, or the first of several types.
    pub(crate) fn merged(&self) -> String {
        match self.merges.as_slice() {
            [one] => one.from(NAMED),
            several => {
                let word = if self.kind == GroupKind::Split { "into" } else { "of" };
                let named: Vec<String> =
                    several.iter().map(|merge| format!("{} {word} {}", merge.of, merge.places.len())).collect();
                some(&named, NAMED)
            }
        }
    }

    /// Returns what Rust code has to do, by the example of the largest merge with types that are gone.
    pub(crate) fn migration(&self) -> String {
        let example = self.merges.iter().find(|merge| !merge.types.is_empty()).map(Merge::renaming);
        match (example, self.merges.len()) {
            _ if self.rust != Rust::Major => String::new(),
            (Some(example), 1) => format!("Rust code has {example}."),
            (Some(example), _) => format!("Rust code has other types, such as {example}."),
            (None, _) => "Rust code has other types.".to_owned(),
        }
    }

    /// Returns the worst change on the wire; empty if all of them are let pass.
    pub(crate) fn worst_on_the_wire(&self, report: &Report) -> String {
        let of_it = self.rows.iter().filter_map(|at| report.rows.get(*at));
        let rows: Vec<&Row> = of_it.filter(|row| row.is_open_on_the_wire() && row.wire.verdict > Wire::None).collect();
        let Some(row) = worst(&rows) else {
            let is_none = self.wire == Wire::None;
            return if is_none { "Released clients notice nothing.".to_owned() } else { String::new() };
        };
        let change = change(row);
        let change = if change.is_empty() { String::new() } else { format!(" ({change})") };
        let count = match rows.len() {
            1 => "One matters on the wire".to_owned(),
            several => format!("{several} matter on the wire, the worst"),
        };
        format!("{count}: {} at {}{change}. {}", row.rule, short(named(row)), row.wire.why)
    }
}

impl Merge {
    /// Returns the paths of the types: the new one in place of the old ones.
    pub(crate) fn renaming(&self) -> String {
        let types: Vec<String> = self.types.iter().map(|path| format!("`{path}`")).collect();
        let types = some(&types, NAMED);
        let shared = format!("`{}`", self.path.as_deref().unwrap_or(&self.of));
        if self.is_split() { format!("{types} in place of {shared}") } else { format!("{shared} in place of {types}") }
    }
}
