//! Finds renames: a removed and an added part that may be the same. A rename is only a guess with a certainty, until it
//! is accepted.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use bitrix24_schema::parallel;
use serde_json::Value as Json;

use crate::changes::change::Change;
use crate::tree::{Facet, Fact, Kind, Node};
use crate::verdict::What;

/// The minimum score, from 0 to 1, of a rename.
const ENOUGH: f64 = 0.85;

/// The similarity, from 0 to 1, below which names of parts that count by what is inside them as well are too different.
const ALIKE: f64 = 2.0 * ENOUGH - 1.0;

/// The largest number of pairs of one place that are all compared. Of more, those are that have something in common.
const MOST: usize = 1_000_000;

/// The number of pairs that all cores compare.
const SOME: usize = 10_000;

/// The number of parts with something in common that are compared with a part.
const MOST_OF_MARK: usize = 50;

/// Merges a removal and an addition into a rename if the parts are nearly the same; `inside` returns the changes inside
/// such a part.
pub(crate) fn pair(mut changes: Vec<Change>, inside: impl Fn(&Node, &Node) -> Vec<Change>) -> Vec<Change> {
    let pairs = pairs(&changes);
    let came: HashMap<usize, usize> = pairs.iter().map(|(gone, (came, _))| (*came, *gone)).collect();
    let mut added: HashMap<usize, Option<Arc<Node>>> =
        came.keys().map(|at| (*at, changes.get_mut(*at).and_then(|change| change.new.take()))).collect();
    let mut paired = Vec::with_capacity(changes.len());
    for (at, change) in changes.into_iter().enumerate().filter(|(at, _)| !came.contains_key(at)) {
        let Some((came, score)) = pairs.get(&at) else {
            paired.push(change);
            continue;
        };
        let (Some(before), Some(after)) = (&change.old, added.remove(came).flatten()) else { continue };
        let changes = inside(before, &after);
        paired.push(Change {
            what: What::Renamed,
            swallowed: 0,
            // An accepted rename is no guess.
            score: (!is_known(before, &after)).then_some((score * 100.0).round() / 100.0),
            new: Some(after),
            ..change
        });
        paired.extend(changes);
    }
    paired
}

/// The removals and the additions of one kind, in one place.
type Siblings = (Vec<usize>, Vec<usize>);

/// Returns for each renamed part, by the index of its removal, the index of its addition and the certainty.
pub(crate) fn pairs(changes: &[Change]) -> HashMap<usize, (usize, f64)> {
    let mut groups: HashMap<(&str, Kind), Siblings> = HashMap::new();
    for (at, change) in changes.iter().enumerate() {
        let can_be_renamed = !matches!(change.kind, Kind::Schema | Kind::Result | Kind::Id);
        let (gone, came) = groups.entry((change.parent.as_str(), change.kind)).or_default();
        match change.what {
            What::Removed if can_be_renamed => gone.push(at),
            What::Added if can_be_renamed => came.push(at),
            // An example had the new name before.
            What::Fact(Facet::Observed) if can_be_renamed && change.after.is_none() => came.push(at),
            _ => {}
        }
    }
    let groups: Vec<Group<'_>> = groups.values().map(|siblings| Group::of(changes, siblings)).collect();
    let gone: Vec<(&Group<'_>, &Named<'_>)> =
        groups.iter().flat_map(|group| group.gone.iter().map(move |old| (group, old))).collect();
    let count: usize = groups.iter().map(|group| group.gone.len().saturating_mul(group.came.len())).sum();
    let mut candidates = parallel::map_if(count > SOME, &gone, |(group, old)| group.candidates(old)).concat();
    // The most certain pair first; each name is used once.
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut pairs, mut taken) = (HashMap::new(), BTreeSet::new());
    for (score, old, new) in candidates {
        if !pairs.contains_key(&old) && taken.insert(new) {
            pairs.insert(old, (new, score));
        }
    }
    pairs
}

/// The removals and the additions of one kind in one place, with their prepared names.
struct Group<'c> {
    gone: Vec<Named<'c>>,
    came: Vec<Named<'c>>,
    /// The additions by what they have in common with others, where there are many.
    by_mark: Option<HashMap<String, Vec<usize>>>,
    is_only: bool,
    is_one_of_few: bool,
}

impl<'c> Group<'c> {
    fn of(changes: &'c [Change], (gone, came): &Siblings) -> Self {
        let is_only = gone.len() == 1 && came.len() == 1;
        let is_one_of_few = gone.len() <= FEW && came.len() <= FEW;
        let is_many = gone.len().saturating_mul(came.len()) > MOST;
        let gone: Vec<Named<'c>> =
            gone.iter().filter_map(|at| Some(Named::of(*at, changes[*at].old.as_ref()?))).collect();
        let came: Vec<Named<'c>> =
            came.iter().filter_map(|at| Some(Named::of(*at, changes[*at].new.as_ref()?))).collect();
        let by_mark = is_many.then(|| by_mark(&came));
        Group { gone, came, by_mark, is_only, is_one_of_few }
    }

    /// Returns the additions that may be a removed part, each with the certainty and the indexes of both changes.
    fn candidates(&self, old: &Named<'_>) -> Vec<(f64, usize, usize)> {
        let alike: Vec<&Named<'_>> = match &self.by_mark {
            Some(by_mark) => {
                let places = old.marks().into_iter().filter_map(|mark| by_mark.get(&mark)).flatten();
                places.filter_map(|at| self.came.get(*at)).collect()
            }
            None => self.came.iter().collect(),
        };
        let candidate = |new: &Named<'_>| {
            let score = score(old, new, self.is_only).max(if self.is_one_of_few { by_fields(old, new) } else { 0.0 });
            (score >= ENOUGH).then_some((score, old.at, new.at))
        };
        alike.into_iter().filter_map(candidate).collect()
    }
}

/// The maximum number of removed and of added parts that are compared by what is inside them.
const FEW: usize = 100;

/// Returns the certainty that two objects are the same, whatever their names, from 0 to 1.
fn by_fields(gone: &Named<'_>, came: &Named<'_>) -> f64 {
    /// The minimum share of equal fields.
    const EQUAL: f64 = 0.9;
    let (old, new) = (gone.node, came.node);
    let is_object = matches!(old.kind, Kind::Param | Kind::Field | Kind::Type);
    let (few, many) = (old.parts.len().min(new.parts.len()), old.parts.len().max(new.parts.len()));
    if !is_object || many < 4 || (few as f64) < EQUAL * many as f64 || old.fact(Facet::Type) != new.fact(Facet::Type) {
        return 0.0;
    }
    let alike = alike(old, new);
    if alike < EQUAL { 0.0 } else { alike * 0.95 }
}

/// Returns the indexes of the parts with each mark; of a mark that very many have, the first ones.
fn by_mark(parts: &[Named<'_>]) -> HashMap<String, Vec<usize>> {
    let mut by_mark: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, part) in parts.iter().enumerate() {
        for mark in part.marks() {
            let same = by_mark.entry(mark).or_default();
            if same.len() < MOST_OF_MARK {
                same.push(at);
            }
        }
    }
    by_mark
}

/// A removed or added part, with its prepared name: each is compared with many.
struct Named<'c> {
    at: usize,
    node: &'c Node,
    /// In small letters, each at hand: comparing two names looks at most letters several times.
    lower: Vec<char>,
    folded: String,
    letters: Letters,
}

/// The numbers of the letters of a name, of which some share a place.
type Letters = [u8; 32];

impl<'c> Named<'c> {
    fn of(at: usize, node: &'c Node) -> Self {
        let lower: Vec<char> = node.name.to_lowercase().chars().collect();
        let mut letters = Letters::default();
        for letter in &lower {
            let count = &mut letters[*letter as usize % letters.len()];
            *count = count.saturating_add(1);
        }
        Named { at, node, lower, folded: folded(&node.name), letters }
    }

    /// Returns false if so few letters are in both names that their similarity cannot reach [`ALIKE`]: it is the mean of
    /// the shares of them in either name, and of a third number up to one.
    fn may_be_like(&self, other: &Named<'_>) -> bool {
        let pairs = self.letters.iter().zip(&other.letters);
        let in_both: u32 = pairs.map(|(own, other)| u32::from(*own.min(other))).sum();
        let share = |of: &Named<'_>| f64::from(in_both) / of.lower.len() as f64;
        // Very long names are not counted to their end.
        let is_counted = self.lower.len().max(other.lower.len()) < usize::from(u8::MAX);
        !is_counted || share(self) + share(other) + 1.0 >= 3.0 * ALIKE - 1e-9
    }

    /// Returns what a part shares with one that is surely the same: its name, its message, its page.
    fn marks(&self) -> Vec<String> {
        let Node { kind, .. } = self.node;
        let former = self.node.fact(Facet::Former).and_then(Fact::as_array).into_iter().flatten();
        let page = (*kind == Kind::Method).then(|| self.node.text(Facet::Page)).flatten();
        let own =
            [Some(format!("is {}", self.folded)), Some(format!("called {}", self.node.name.trim_end_matches("@v3")))];
        let others = [message(self.node).map(|text| format!("says {text}")), page.map(|page| format!("on {page}"))];
        let former = former.filter_map(Json::as_str).map(|name| format!("called {name}"));
        own.into_iter().chain(others).flatten().chain(former).collect()
    }
}

/// Returns the certainty that two parts are the same, from 0 to 1.
fn score(gone: &Named<'_>, came: &Named<'_>, is_only: bool) -> f64 {
    let (old, new) = (gone.node, came.node);
    if matches!(old.kind, Kind::Error | Kind::SystemError) {
        // The codes differ, so only the message counts.
        return if message(old).is_some() && message(old) == message(new) { 0.95 } else { 0.0 };
    }
    if gone.folded == came.folded || is_known(old, new) {
        return 1.0;
    }
    let same = |facet| old.fact(facet).is_some() && old.fact(facet) == new.fact(facet);
    match old.kind {
        // A page describes one method.
        Kind::Method if same(Facet::Page) => return 0.95,
        Kind::Method | Kind::Type | Kind::Event => {}
        Kind::Value | Kind::Key => return 0.0,
        _ if !same(Facet::Type) => return 0.0,
        // Among several parts, the name alone is not enough.
        _ if old.parts.is_empty() && !is_only && !same(Facet::Words) => return 0.0,
        _ => {}
    }
    let names = || strsim::generic_jaro_winkler(&gone.lower, &came.lower);
    // This is the slow part with many names, and most of them are not similar.
    let with_parts = || {
        let names = if gone.may_be_like(came) { names() } else { 0.0 };
        if (names + 1.0) / 2.0 < ENOUGH { 0.0 } else { (names + alike(old, new)) / 2.0 }
    };
    match old.kind {
        Kind::Method | Kind::Type | Kind::Event => with_parts(),
        _ if !old.parts.is_empty() => with_parts(),
        // With one removed and one added part, there is only one choice.
        _ if same(Facet::Words) && is_only => names() * 0.4 + 0.6,
        _ if same(Facet::Words) => names() * 0.8 + 0.2,
        _ => names().max(contained(&gone.folded, &came.folded)) * 0.8 + 0.1,
    }
}

/// Returns the certainty that one name is the other with an added word, from 0 to 1.
fn contained(old: &str, new: &str) -> f64 {
    /// A shorter name is part of many others.
    const MIN: usize = 5;
    let (short, long) = if old.len() < new.len() { (old, new) } else { (new, old) };
    let is_part = short.len() >= MIN && 2 * short.len() >= long.len();
    if is_part && (long.starts_with(short) || long.ends_with(short)) { 0.95 } else { 0.0 }
}

/// Returns an error's message, without the markup of pages.
fn message(error: &Node) -> Option<String> {
    let (_, text) = error.name.split_once(':')?;
    Some(text.replace('`', "").trim_end_matches('.').to_lowercase()).filter(|text| !text.is_empty())
}

/// Returns true if the rename is accepted in the history.
fn is_known(old: &Node, new: &Node) -> bool {
    let plain = old.name.trim_end_matches("@v3");
    let former = new.fact(Facet::Former).and_then(Fact::as_array);
    former.is_some_and(|names| names.iter().any(|name| name == plain))
}

/// Returns the share of equal parts, from 0 to 1.
pub(super) fn alike(old: &Node, new: &Node) -> f64 {
    fn names(node: &Node) -> BTreeSet<(Kind, &str)> {
        let parts = node.parts.iter().flat_map(|part| std::iter::once(part).chain(&part.parts));
        parts.map(|part| (part.kind, part.name.as_str())).collect()
    }
    let (before, after) = (names(old), names(new));
    let all = before.union(&after).count();
    // With very few parts, a similarity means nothing.
    if all < 4 { 0.0 } else { before.intersection(&after).count() as f64 / all as f64 }
}

/// Returns a name without punctuation and case, which often vary.
fn folded(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
