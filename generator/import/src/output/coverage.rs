//! The coverage: a table of the read parts, which is committed and may only improve.

use std::collections::BTreeMap;
use std::fmt::{self, Write};

use bitrix24_schema::raw::Api;

use crate::collect::Collected;
use crate::entity::figures::Figures;
use crate::facts::ty::Ty;
use crate::facts::{Field, for_each_field};

/// A line of the table: a number, and a total.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// The counted thing.
    pub what: &'static str,
    /// The number.
    pub have: usize,
    /// The total, if there is one.
    pub of: Option<usize>,
}

/// The table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// The lines, in their order.
    pub counts: Vec<Count>,
    /// The untyped parts, by kind and reason.
    pub untyped: BTreeMap<(&'static str, &'static str), usize>,
    /// The pages that describe neither a method nor events, by reason.
    pub skipped: BTreeMap<String, usize>,
    /// The parts that could not be read, by reason.
    pub notes: BTreeMap<String, usize>,
}

impl Coverage {
    pub(crate) fn of(collected: &Collected) -> Coverage {
        let mut coverage = Coverage::default();
        let methods = &collected.methods;
        coverage.add("pages", collected.pages, None);
        coverage.add("methods", methods.len(), None);
        coverage.add("methods of REST 3.0", methods.iter().filter(|method| method.api == Api::V3).count(), None);
        let has_scope = methods.iter().filter(|method| !method.scopes.is_empty()).count();
        coverage.add("methods with a scope", has_scope, Some(methods.len()));
        let has_kind = methods.iter().filter(|method| method.kind.is_some()).count();
        coverage.add("methods known to read or to write", has_kind, Some(methods.len()));
        coverage.params(collected);
        coverage.results(collected);
        coverage.types(collected);
        let has_data = collected.events.iter().filter(|event| event.data.is_some()).count();
        coverage.add("events", collected.events.len(), None);
        coverage.add("events whose data are described", has_data, Some(collected.events.len()));
        let errors: usize = methods.iter().map(|method| method.errors.len()).sum();
        let with_status =
            methods.iter().flat_map(|method| &method.errors).filter(|error| error.status.is_some()).count();
        coverage.add("errors", errors, None);
        coverage.add("errors with a status", with_status, Some(errors));
        for skip in &collected.skipped {
            *coverage.skipped.entry(without_names(&skip.reason)).or_default() += 1;
        }
        for note in &collected.notes {
            *coverage.notes.entry(without_names(&note.reason)).or_default() += 1;
        }
        coverage
    }

    fn params(&mut self, collected: &Collected) {
        let mut tally = Tally::default();
        for method in &collected.methods {
            for_each_field(&method.params, &mut |field| tally.add(field));
        }
        self.add("parameters, nested ones included", tally.all, None);
        self.add("parameters with a type", tally.typed, Some(tally.all));
        self.add("parameters that are objects, with their fields or keys", tally.described, Some(tally.objects));
        self.add("parameters with allowed values", tally.values, None);
        self.add("parameters with a default", tally.defaults, None);
        self.add("parameters with limits", tally.limits, None);
        self.untyped("parameters", &tally);
    }

    fn results(&mut self, collected: &Collected) {
        let methods = &collected.methods;
        let typed = methods.iter().filter(|method| method.result.as_ref().is_some_and(|result| result.ty.is_known()));
        self.add("results with a type", typed.count(), Some(methods.len()));
        let mut tally = Tally::default();
        for result in methods.iter().filter_map(|method| method.result.as_ref()) {
            for_each_field(&result.fields, &mut |field| tally.add(field));
        }
        self.add("fields of results", tally.all, None);
        self.add("fields of results that a table describes", tally.tabled, Some(tally.all));
        self.add("fields of results in a table or a declared type", tally.said, Some(tally.all));
        self.add("fields of results with a type", tally.typed, Some(tally.all));
        self.untyped("fields of results", &tally);
        let families = Figures::of(collected);
        self.add("families that get and list a thing", families.families, None);
        self.add("families whose lists know 95 % of its fields", families.known, Some(families.families));
        self.add("families with one type for both", families.shared, Some(families.families));
        let none = methods.iter().filter(|method| method.result.is_none()).count();
        if none > 0 {
            self.untyped.insert(("results", "the page shows none"), none);
        }
    }

    fn types(&mut self, collected: &Collected) {
        let mut tally = Tally::default();
        for shared in &collected.types {
            for_each_field(&shared.fields, &mut |field| tally.add(field));
        }
        self.add("shared types", collected.types.len(), None);
        self.add("fields of shared types with a type", tally.typed, Some(tally.all));
        self.add("fields of shared types that a table describes", tally.tabled, Some(tally.all));
        self.add("fields of shared types in a table or a declared type", tally.said, Some(tally.all));
        self.add("fields of shared types with allowed values", tally.values, None);
        self.add("fields of shared types with limits", tally.limits, None);
        self.untyped("fields of shared types", &tally);
    }

    fn add(&mut self, what: &'static str, have: usize, of: Option<usize>) {
        self.counts.push(Count { what, have, of });
    }

    fn untyped(&mut self, kind: &'static str, tally: &Tally) {
        for (reason, count) in &tally.untyped {
            self.untyped.insert((kind, reason), *count);
        }
    }
}

#[derive(Default)]
struct Tally {
    all: usize,
    typed: usize,
    /// The fields that a table describes.
    tabled: usize,
    /// Those, and the ones that a program of the page declares.
    said: usize,
    objects: usize,
    described: usize,
    values: usize,
    defaults: usize,
    limits: usize,
    untyped: BTreeMap<&'static str, usize>,
}

impl Tally {
    fn add(&mut self, field: &Field) {
        self.all += 1;
        self.typed += usize::from(field.ty.is_known());
        self.tabled += usize::from(!field.is_observed);
        self.said += usize::from(!field.is_observed || field.is_declared);
        let is_object = field.ty.has_object() || is_shared(&field.ty);
        self.objects += usize::from(is_object);
        let is_described =
            !field.fields.is_empty() || !field.keys.is_empty() || !field.operators.is_empty() || is_shared(&field.ty);
        self.described += usize::from(is_object && is_described);
        self.values += usize::from(!field.values.is_empty());
        let taken = field.takes.iter().filter(|taken| taken.default.is_some()).count();
        self.defaults += usize::from(field.default.is_some()) + taken;
        self.limits += usize::from(field.limits != Default::default());
        if !field.ty.is_known() {
            let reason = match field.untyped {
                Some(reason) => reason,
                None if field.is_observed => "only seen in examples, as null or in several types",
                None => "the page gives no type",
            };
            *self.untyped.entry(reason).or_default() += 1;
        }
    }
}

fn is_shared(ty: &Ty) -> bool {
    let mut is_shared = false;
    ty.for_each_shared(&mut |_| is_shared = true);
    is_shared
}

/// Returns a reason without its names, so that equal ones are counted together.
fn without_names(reason: &str) -> String {
    let mut parts = reason.split('`');
    let mut text = parts.next().unwrap_or_default().to_owned();
    let mut is_name = true;
    for part in parts {
        text.push_str(if is_name { "…" } else { part });
        is_name = !is_name;
    }
    match text.strip_prefix("the method ").and_then(|rest| rest.split_once(" is described on ")) {
        Some(_) => "the method is described on another page".to_owned(),
        None => text,
    }
}

impl Coverage {
    /// Returns the lines that are worse than in `committed`, the text of an earlier table: a lower share, or a lower
    /// count without a total.
    pub fn less_than(&self, committed: &str) -> Vec<String> {
        let mut less = Vec::new();
        for count in &self.counts {
            let Some(before) = counts_in(committed, count.what) else { continue };
            let is_less = match (count.of, before.1) {
                (Some(of), Some(before_of)) => count.have * before_of < before.0 * of,
                _ => count.have < before.0,
            };
            if is_less {
                less.push(format!(
                    "{}: {} instead of {}",
                    count.what,
                    shown(count.have, count.of),
                    shown(before.0, before.1)
                ));
            }
        }
        less
    }
}

fn shown(have: usize, of: Option<usize>) -> String {
    of.map_or_else(|| have.to_string(), |of| format!("{have} of {of}"))
}

/// Returns the numbers of a line of a table.
fn counts_in(table: &str, what: &str) -> Option<(usize, Option<usize>)> {
    let cells = table.lines().map(|line| line.split('|').map(str::trim).collect::<Vec<_>>());
    let row = cells.into_iter().find(|cells| cells.get(1) == Some(&what))?;
    Some((row.get(2)?.parse().ok()?, row.get(3).and_then(|of| of.parse().ok())))
}

impl fmt::Display for Coverage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rows = self.counts.iter().map(|count| {
            let of = count.of.map_or(String::new(), |of| of.to_string());
            let percent = count.of.map_or(String::new(), |of| percent(count.have, of));
            [count.what.to_owned(), count.have.to_string(), of, percent]
        });
        table(f, ["what", "have", "of", "%"], rows.collect())?;
        for (title, what, counts) in [
            (
                "Left untyped",
                "what and why",
                self.untyped.iter().map(|((kind, reason), n)| (format!("{kind}: {reason}"), *n)).collect::<Vec<_>>(),
            ),
            ("Pages that give no method", "why", self.skipped.iter().map(|(reason, n)| (reason.clone(), *n)).collect()),
            ("Not read whole", "why", self.notes.iter().map(|(reason, n)| (reason.clone(), *n)).collect()),
        ] {
            if !counts.is_empty() {
                writeln!(f, "\n## {title}\n")?;
                let rows = counts.into_iter().map(|(reason, count)| [reason, count.to_string()]).collect();
                table(f, [what, "how many"], rows)?;
            }
        }
        Ok(())
    }
}

fn percent(have: usize, of: usize) -> String {
    if of == 0 {
        return String::new();
    }
    // Never rounded up to 100 percent.
    let hundredths = have * 10_000 / of;
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// Writes a Markdown table that is also readable as plain text.
fn table<const N: usize>(f: &mut fmt::Formatter<'_>, head: [&str; N], rows: Vec<[String; N]>) -> fmt::Result {
    let width = |at: usize| rows.iter().map(|row| row[at].chars().count()).chain([head[at].len()]).max().unwrap_or(0);
    let widths: [usize; N] = std::array::from_fn(width);
    let line = |cells: [&str; N]| {
        let mut text = String::from("|");
        for (at, cell) in cells.iter().enumerate() {
            let pad = " ".repeat(widths[at] - cell.chars().count());
            let _ = if at == 0 { write!(text, " {cell}{pad} |") } else { write!(text, " {pad}{cell} |") };
        }
        text
    };
    writeln!(f, "{}", line(head))?;
    let rule: Vec<String> = widths
        .iter()
        .enumerate()
        .map(|(at, width)| if at == 0 { "-".repeat(*width) } else { format!("{}:", "-".repeat(width - 1)) })
        .collect();
    writeln!(f, "{}", line(std::array::from_fn(|at| rule[at].as_str())))?;
    for row in &rows {
        writeln!(f, "{}", line(std::array::from_fn(|at| row[at].as_str())))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Count, Coverage};

    #[test]
    fn what_became_less_is_told() {
        let coverage =
            |have, of| Coverage { counts: vec![Count { what: "parameters", have, of }], ..Coverage::default() };
        let committed = coverage(90, Some(100)).to_string();
        assert!(coverage(95, Some(100)).less_than(&committed).is_empty());
        assert!(coverage(45, Some(50)).less_than(&committed).is_empty());
        assert_eq!(coverage(89, Some(100)).less_than(&committed), ["parameters: 89 of 100 instead of 90 of 100"]);
    }
}
