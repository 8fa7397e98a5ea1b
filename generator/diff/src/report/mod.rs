//! The whole comparison of two schemas.

pub(crate) mod cause;
mod described;
pub(crate) mod excerpt;
pub(crate) mod group;
pub(crate) mod hint;
pub(crate) mod locate;
pub(crate) mod merged;
pub(crate) mod row;
pub mod rules;
pub(crate) mod rust;

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use bitrix24_schema::model::{Docs, Model};
use bitrix24_schema::source::Sources;
use bitrix24_schema::{Subject, parallel};
use serde::Serialize;

use crate::api::ApiChange;
use crate::changes::change::Change;
use crate::changes::{Trees, exchange, gone, merge, nest, rename};
use crate::tree::{Facet, Kind, Node, Place, build, edit};
use crate::verdict::{Direction, Rust, What, Wire};
use cause::{Cause, Origins};
use group::{Entry, Group};
use locate::Locator;
use row::{Location, Row};

/// The version of the report's JSON format.
pub const FORMAT: u32 = 1;

/// A schema to compare, as it was read.
#[derive(Debug)]
pub struct Schema {
    /// The resolved schema.
    pub model: Model,
    /// Its files.
    pub sources: Sources,
    /// Its name for readers: `HEAD~1`, `schema`.
    pub label: String,
    /// The prefix of its files' displayed names: `schema/`.
    pub root: String,
    /// The folder of its pages, if it was imported in memory.
    pub docs: Option<PathBuf>,
}

/// The changes between two schemas.
#[derive(Clone, Debug, Serialize, schemars::JsonSchema)]
pub struct Report {
    /// The version of this format.
    #[schemars(extend("const" = FORMAT))]
    pub format: u32,
    /// The old schema.
    pub old: Origin,
    /// The new schema.
    pub new: Origin,
    /// The number of changes of each kind.
    pub counts: Counts,
    /// The required version bump of the crate.
    pub bump: Bump,
    /// The changes, sorted by subject.
    pub rows: Vec<Row>,
    /// Rows that belong together.
    pub groups: Vec<Group>,
    /// The problems of the waivers.
    pub waivers: Vec<Finding>,
    /// The result of checking the verdicts with the compiler, if requested.
    pub proof: Option<Proof>,
}

/// A problem of the waivers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Finding {
    /// The problem in one sentence.
    pub message: String,
    /// Its place.
    pub at: Option<Location>,
}

/// The result of checking the verdicts for Rust with the compiler.
#[derive(Clone, Debug, Serialize, schemars::JsonSchema)]
pub struct Proof {
    /// The number of statements that use the old crate's items.
    pub statements: usize,
    /// The number of compiler runs.
    pub rounds: usize,
    /// The number of items that it refuses.
    pub refused: usize,
    /// The number of items that it warns about.
    pub deprecated: usize,
    /// The number of items that no statement can use.
    pub unproven: usize,
    /// The disagreements with the verdicts: each is a bug of this program.
    pub disagreements: Vec<Disagreement>,
}

/// An item about which the verdict and the compiler disagree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Disagreement {
    /// The item's path.
    pub path: String,
    /// The verdict.
    pub told: String,
    /// The compiler's verdict.
    pub proven: String,
    /// The compiler's message.
    pub message: String,
}

/// The origin of a schema.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Origin {
    /// Its name for readers.
    pub label: String,
    /// The day of the documentation.
    pub date: String,
    /// The documentation's commit, if it is known.
    pub commit: Option<String>,
    /// The importer that read it.
    pub importer: Option<String>,
    /// The address before each page of the documentation.
    pub docs: String,
    /// The number of its methods.
    pub methods: usize,
}

/// The numbers of changes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Counts {
    /// All changes, including the waived ones.
    pub rows: usize,
    /// The methods and shared types with changes.
    pub subjects: usize,
    /// The changes by the verdict on released clients.
    pub wire: Tally<Wire>,
    /// The changes by the verdict on Rust code.
    pub rust: Tally<Rust>,
    /// The changes by cause.
    pub cause: Tally<Cause>,
    /// The waived changes.
    pub waived: usize,
    /// The methods and shared types of which only words, order or places differ.
    pub text_only: usize,
}

/// The numbers of changes by a verdict or cause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(transparent)]
pub struct Tally<T: Ord>(pub std::collections::BTreeMap<T, usize>);

impl<T: Ord> Default for Tally<T> {
    fn default() -> Self {
        Tally(std::collections::BTreeMap::new())
    }
}

impl<T: Ord> Tally<T> {
    /// Returns the number of changes with a verdict or cause.
    pub fn of(&self, what: &T) -> usize {
        self.0.get(what).copied().unwrap_or_default()
    }

    fn add(&mut self, what: T) {
        *self.0.entry(what).or_default() += 1;
    }
}

/// The required version bump of the crate.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Bump {
    /// The part of the version to increase.
    pub level: Level,
    /// The fingerprints of the rows that require it, the worst first.
    pub forced_by: Vec<String>,
}

/// The parts of a version.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// No part: the crate is unchanged.
    #[default]
    None,
    /// The last number.
    Patch,
    /// The middle number.
    Minor,
    /// The first number; before 1.0, the middle one.
    Major,
}

/// The trees and changes that a comparison was made of. They take much memory, and giving it back takes a while.
#[derive(Debug)]
pub struct Rest {
    _trees: (Node, Node),
    _items: Vec<ApiChange>,
    _changes: Vec<Change>,
}

/// Compares two schemas.
pub fn compare(old: &Schema, new: &Schema) -> Report {
    let (report, rest) = compare_and_keep(old, new);
    // Nobody has to wait until all is given back, unless there can be no thread.
    _ = std::thread::Builder::new().spawn(move || drop(rest));
    report
}

/// Compares two schemas as [`compare`] does, for a program that ends then: it can forget the rest.
pub fn compare_and_keep(old: &Schema, new: &Schema) -> (Report, Rest) {
    // Both sides are laid over the same API, so that only the things are compared.
    let is_portal = [old, new].iter().any(|side| !side.model.things.is_empty());
    let tree = if is_portal { build::tree_of_things } else { build::tree };
    // The changes of the crate's items do not depend on the rest.
    std::thread::scope(|threads| {
        let items = threads.spawn(|| rust::items(&old.model, &new.model, is_portal));
        let (before, after) = parallel::both(|| tree(&old.model), || tree(&new.model));
        let trees = Trees::new(&before, &after);
        let (exchanged, edits) = parallel::both(|| exchange::pairs(&before, &after), || edit::edits(&before, &after));
        let edits = Trees::without(edits, &exchanged);
        let mut changes = nest::pair(rename::pair(trees.changes(edits), |old, new| trees.inside(old, new)));
        changes.extend(trees.exchanged(&exchanged));
        gone::look(&mut changes, &after, new.docs.as_deref());
        let (mut rows, places) = parallel::both(|| judge(&changes), || rust::Places::of(&changes));
        let items = items.join().unwrap_or_else(|_| rust::items(&old.model, &new.model, is_portal));
        rust::attach((&trees, places), &items, &mut changes, &mut rows);
        let report = report(old, new, &trees, &changes, rows);
        drop(trees);
        (report, Rest { _trees: (before, after), _items: items, _changes: changes })
    })
}

/// Returns the report: the rows explained, sorted and counted.
fn report(old: &Schema, new: &Schema, trees: &Trees<'_>, changes: &[Change], mut rows: Vec<Row>) -> Report {
    rows.iter_mut().enumerate().for_each(|(at, row)| row.change = at);
    let siblings = siblings(&rows, changes);
    let is_of_words = |row: &Row| row.is_text && row.rust.verdict == Rust::None;
    let of_words: BTreeSet<Subject> = rows.extract_if(.., |row| is_of_words(row)).map(|row| row.subject).collect();
    explain((old, new), trees, (changes, &siblings), &mut rows);
    rows.sort_unstable_by(|a, b| a.place_in_order().cmp(&b.place_in_order()));
    let mut text_only: BTreeSet<&str> = of_words.iter().map(Subject::owner).collect();
    if let (Some(before), Some(after)) = (&old.docs, &new.docs) {
        text_only.extend(other_pages((trees, before), after, &new.model));
    }
    let changed = owners(&rows);
    let text_only = text_only.into_iter().filter(|owner| changed.binary_search(owner).is_err()).count();
    locate(old, new, changes, &mut rows);
    let mut report = Report {
        format: FORMAT,
        old: origin(old),
        new: origin(new),
        counts: Counts { text_only, ..Counts::default() },
        bump: Bump::default(),
        groups: Vec::new(),
        rows,
        waivers: Vec::new(),
        proof: None,
    };
    report.count();
    report
}

impl Report {
    /// Updates the counts, after rows were removed or waived.
    pub fn count(&mut self) {
        let mut counts = Counts { rows: self.rows.len(), text_only: self.counts.text_only, ..Counts::default() };
        counts.subjects = owners(&self.rows).len();
        for row in &self.rows {
            counts.waived += usize::from(!row.is_open());
            counts.wire.add(row.wire.verdict);
            counts.rust.add(row.rust.verdict);
            counts.cause.add(row.cause.verdict);
        }
        self.counts = counts;
        self.groups = group::groups(&self.rows);
        self.bump = bump(&self.rows);
    }

    /// Returns the entries for readers, the worst first.
    pub fn entries(&self) -> Vec<Entry> {
        group::entries(&self.rows, &self.groups)
    }

    /// Removes the rows that the filter rejects.
    pub fn retain(&mut self, keep: impl Fn(&Row) -> bool) {
        self.rows.retain(|row| keep(row));
        self.count();
    }
}

/// Returns the methods whose pages differ.
fn other_pages<'t>((trees, before): (&Trees<'t>, &Path), after: &Path, model: &Model) -> Vec<&'t str> {
    let read = |folder: &Path, page: &str| std::fs::read(folder.join(format!("{page}.md"))).ok();
    let pages = model.methods.iter().filter_map(|method| Some((Subject::method(method), &method.docs.as_ref()?.path)));
    let mut other = Vec::new();
    for (subject, page) in pages {
        let (Some(old), Some(new)) = trees.owners(&subject) else { continue };
        if old.text(Facet::Page) == new.text(Facet::Page) && read(before, page) != read(after, page) {
            other.push(new.name.as_str());
        }
    }
    other
}

fn owners(rows: &[Row]) -> Vec<&str> {
    let mut owners: Vec<&str> = rows.iter().map(|row| row.subject.owner()).collect();
    owners.sort_unstable();
    owners.dedup();
    owners
}

/// Returns a row for every change, judged by its own facts.
fn judge(changes: &[Change]) -> Vec<Row> {
    parallel::map(changes, Row::of)
}

/// Returns the number of changes of each method and shared type, without those of words and without additions.
fn siblings<'c>(rows: &[Row], changes: &'c [Change]) -> HashMap<&'c str, usize> {
    let mut siblings = HashMap::new();
    for (row, change) in rows.iter().zip(changes) {
        if !row.is_text && change.what != What::Added {
            *siblings.entry(change.subject.owner()).or_default() += 1;
        }
    }
    siblings
}

/// Adds to every row its fingerprint, cause, the affected methods, the page and the advice.
fn explain(
    (old, new): (&Schema, &Schema),
    trees: &Trees<'_>,
    (changes, siblings): (&[Change], &HashMap<&str, usize>),
    rows: &mut [Row],
) {
    let mut origins = Origins::of((&old.model.docs, &old.sources), (&new.model.docs, &new.sources));
    if old.docs.is_some() || new.docs.is_some() {
        origins.pages_differ();
    }
    parallel::each(rows, |row| {
        let change = &changes[row.change];
        row.name();
        let siblings = siblings.get(change.subject.owner()).copied().unwrap_or_default();
        row.cause = origins.cause(change, siblings);
        if origins.is_rewritten(siblings) && change.kind != Kind::Method {
            row.soften();
        }
        row.occurrences = trees.occurrences(&change.subject);
        // A renamed part is described under its new name.
        let now = change.new.as_ref().map_or(&change.subject, |node| &node.subject);
        let (before, after) = (trees.owners(&change.subject).0, trees.owners(now).1);
        let page = |node: Option<&Node>| node.and_then(|node| node.text(Facet::Page)).map(str::to_owned);
        row.page = page(after).or_else(|| page(before));
        row.advice = advice(change);
    });
    cluster(trees, changes, rows);
}

/// Notes the merges and splits from which rows follow.
fn cluster(trees: &Trees<'_>, changes: &[Change], rows: &mut [Row]) {
    let adds_only = |row: &Row| row.items.iter().all(|item| item.before.is_none());
    let of_rows: Vec<(&Change, bool)> = rows.iter().map(|row| (&changes[row.change], adds_only(row))).collect();
    for (cluster, row) in merge::clusters(trees, changes, &of_rows).into_iter().zip(rows) {
        let Some(merge::Cluster { is_split, of, is_place }) = cluster else { continue };
        row.cluster = Some(format!("{}:{of}", if is_split { "split" } else { "merge" }));
        row.is_place = is_place;
    }
}

fn advice(change: &Change) -> Option<String> {
    match (change.what, change.kind) {
        (What::Renamed, Kind::Method | Kind::Param | Kind::Field)
            if change.score.is_some() && change.direction != Direction::Out && !change.ground.is_reused =>
        {
            let to = change.new.as_ref().map(|node| node.subject.to_string()).unwrap_or_default();
            Some(format!("b24 diff accept rename {} {}", quoted(change.subject.as_str()), quoted(&to)))
        }
        _ => None,
    }
}

/// Returns a text as one word of a shell.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

/// The old and the new place of a change.
type Sides<'c> = (Option<&'c Place>, Option<&'c Place>);

/// Finds lines and columns for the remaining rows.
fn locate(old: &Schema, new: &Schema, changes: &[Change], rows: &mut [Row]) {
    let found = |schema: &Schema, side: for<'s, 'c> fn(&'s Sides<'c>) -> Option<&'c Place>| -> Vec<Option<Location>> {
        let mut locator = Locator::new(&schema.sources, &schema.root);
        let places = |row: &Row| changes.get(row.change).map(Change::places);
        rows.iter().map(|row| places(row).as_ref().and_then(side).and_then(|place| locator.find(place))).collect()
    };
    let (before, after) = std::thread::scope(|threads| {
        let before = threads.spawn(|| found(old, |sides| sides.0));
        let after = found(new, |sides| sides.1);
        (before.join().unwrap_or_else(|_| found(old, |sides| sides.0)), after)
    });
    for ((row, old), new) in rows.iter_mut().zip(before).zip(after) {
        (row.old, row.new) = (old, new);
    }
}

fn origin(schema: &Schema) -> Origin {
    let Docs { base, date, commit, importer } = &schema.model.docs;
    Origin {
        label: schema.label.clone(),
        date: date.clone(),
        commit: commit.clone(),
        importer: importer.clone(),
        docs: base.clone(),
        methods: schema.model.methods.len(),
    }
}

/// Returns the bump that the rows require. Waived rows count, too, because users are affected all the same.
fn bump(rows: &[Row]) -> Bump {
    let level = |row: &Row| match row.rust.verdict {
        Rust::Major => Level::Major,
        Rust::Minor | Rust::Deprecation | Rust::Silent => Level::Minor,
        Rust::None => Level::Patch,
    };
    let worst = rows.iter().map(level).max().unwrap_or_default();
    let mut forced_by: Vec<&Row> = match worst {
        Level::None | Level::Patch => Vec::new(),
        _ => rows.iter().filter(|row| level(row) == worst).collect(),
    };
    // Readers see the first few.
    forced_by.sort_by_key(|row| group::weight(row.wire.verdict, row.rust.verdict));
    Bump { level: worst, forced_by: forced_by.into_iter().map(|row| row.fingerprint.clone()).collect() }
}
