//! What went and what came may be one thing with another name. Nothing is assumed: a rename is a row of its own that says
//! how sure it is, until somebody accepts it.

use std::collections::{BTreeSet, HashMap};

use serde_json::Value as Json;

use super::collect::{Change, Trees};
use super::tree::{Facet, Kind, Node};
use super::verdict::What;

/// The score from which two names are taken for one thing, of one.
const ENOUGH: f64 = 0.85;

/// Makes one change of what went and what came, where they are as good as the same.
pub(crate) fn pair(trees: &Trees<'_>, changes: Vec<Change>) -> Vec<Change> {
    let pairs = pairs(&changes);
    let came: HashMap<usize, usize> = pairs.iter().map(|(gone, (came, _))| (*came, *gone)).collect();
    let mut paired = Vec::new();
    for (at, change) in changes.iter().enumerate() {
        if came.contains_key(&at) {
            continue;
        }
        let Some((new, score)) = pairs.get(&at).and_then(|(came, score)| Some((changes.get(*came)?, *score))) else {
            paired.push(change.clone());
            continue;
        };
        let (Some(before), Some(after)) = (&change.old, &new.new) else { continue };
        paired.push(Change {
            what: What::Renamed,
            new: new.new.clone(),
            swallowed: 0,
            // What somebody has accepted is no guess.
            score: (!is_known(before, after)).then_some((score * 100.0).round() / 100.0),
            ..change.clone()
        });
        paired.extend(trees.inside(before, after));
    }
    paired
}

/// What went and what came, of one kind and in one place.
type Siblings = (Vec<usize>, Vec<usize>);

/// For what went: what came in its place, and how sure that is.
fn pairs(changes: &[Change]) -> HashMap<usize, (usize, f64)> {
    let mut groups: HashMap<(&str, Kind), Siblings> = HashMap::new();
    for (at, change) in changes.iter().enumerate() {
        let can_be_renamed = !matches!(change.kind, Kind::Schema | Kind::Result | Kind::Id);
        let (gone, came) = groups.entry((change.parent.as_str(), change.kind)).or_default();
        match change.what {
            What::Removed if can_be_renamed => gone.push(at),
            What::Added if can_be_renamed => came.push(at),
            _ => {}
        }
    }
    let mut candidates = Vec::new();
    for (gone, came) in groups.values() {
        let is_only = gone.len() == 1 && came.len() == 1;
        for old in gone {
            for new in came {
                if let (Some(before), Some(after)) = (&changes[*old].old, &changes[*new].new) {
                    let score = score(before, after, is_only);
                    if score >= ENOUGH {
                        candidates.push((score, *old, *new));
                    }
                }
            }
        }
    }
    // The surest first; each name is used once.
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut pairs, mut taken) = (HashMap::new(), BTreeSet::new());
    for (score, old, new) in candidates {
        if !pairs.contains_key(&old) && taken.insert(new) {
            pairs.insert(old, (new, score));
        }
    }
    pairs
}

/// How sure it is that two parts are one, from none to one.
fn score(old: &Node, new: &Node, is_only: bool) -> f64 {
    if matches!(old.kind, Kind::Error | Kind::SystemError) {
        // The code is another one: only the message can tell.
        return if message(old).is_some() && message(old) == message(new) { 0.95 } else { 0.0 };
    }
    if is_known(old, new) || folded(&old.name) == folded(&new.name) {
        return 1.0;
    }
    let same = |facet| old.fact(facet).is_some() && old.fact(facet) == new.fact(facet);
    let names = strsim::jaro_winkler(&old.name.to_lowercase(), &new.name.to_lowercase());
    match old.kind {
        // A page describes one method.
        Kind::Method if same(Facet::Page) => 0.95,
        Kind::Method | Kind::Type => (names + alike(old, new)) / 2.0,
        Kind::Value | Kind::Key => 0.0,
        _ if !same(Facet::Type) => 0.0,
        _ if !old.parts.is_empty() => (names + alike(old, new)) / 2.0,
        // One that went and one that came leave less to choose from.
        _ if same(Facet::Words) && is_only => names * 0.4 + 0.6,
        _ if same(Facet::Words) => names * 0.8 + 0.2,
        _ if is_only => names.max(contained(old, new)) * 0.8 + 0.1,
        _ => names * 0.8,
    }
}

/// How sure it is that one name is the other one with a word more, from none to one.
fn contained(old: &Node, new: &Node) -> f64 {
    /// What is shorter is part of many names.
    const MIN: usize = 5;
    let (old, new) = (folded(&old.name), folded(&new.name));
    let (short, long) = if old.len() < new.len() { (old, new) } else { (new, old) };
    let is_part = short.len() >= MIN && 2 * short.len() >= long.len();
    if is_part && (long.starts_with(&short) || long.ends_with(&short)) { 0.95 } else { 0.0 }
}

/// An error's message, without the marks that pages set in it.
fn message(error: &Node) -> Option<String> {
    let (_, text) = error.name.split_once(':')?;
    Some(text.replace('`', "").trim_end_matches('.').to_lowercase()).filter(|text| !text.is_empty())
}

/// Whether somebody has said that it is so.
fn is_known(old: &Node, new: &Node) -> bool {
    let plain = old.name.trim_end_matches("@v3");
    let former = new.fact(Facet::Former).and_then(Json::as_array);
    former.is_some_and(|names| names.iter().any(|name| name == plain))
}

/// How many of the parts are the same, of all.
fn alike(old: &Node, new: &Node) -> f64 {
    let names = |node: &Node| -> BTreeSet<(Kind, String)> {
        node.parts
            .iter()
            .flat_map(|part| std::iter::once(part).chain(&part.parts))
            .map(|part| (part.kind, part.name.clone()))
            .collect()
    };
    let (before, after) = (names(old), names(new));
    let all = before.union(&after).count();
    // What has next to nothing in it is like anything.
    if all < 4 { 0.0 } else { before.intersection(&after).count() as f64 / all as f64 }
}

/// A name without what is often written one way or the other.
fn folded(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
