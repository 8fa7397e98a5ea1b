//! Merges changes: consequences of other changes, and errors whose message changed.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use bitrix24_schema::Subject;

use crate::changes::change::Change;
use crate::tree::{Facet, Fact, Kind, Node};
use crate::verdict::{Direction, What};

/// Merges the changes that belong together.
pub(crate) fn fold(changes: Vec<Change>) -> Vec<Change> {
    messages(pagers(observed(changes)))
}

/// Merges consequences into a change of `observed` (from an example to documented, or back): the changed `required`,
/// and the same of parts inside. A renamed type includes them, too.
fn observed(changes: Vec<Change>) -> Vec<Change> {
    let is_own = |change: &&Change| change.what == What::Fact(Facet::Observed);
    let own: HashSet<Subject> = changes.iter().filter(is_own).map(|change| change.subject.clone()).collect();
    let is_around =
        |change: &&Change| matches!(change.what, What::TypeMoved | What::Fact(Facet::Type)) || is_own(change);
    let around: HashSet<Subject> = changes.iter().filter(is_around).map(|change| change.subject.clone()).collect();
    // The crate asks for required parts only.
    let asks = |fact: &Option<Fact>| fact.as_ref().and_then(Fact::as_bool) == Some(true);
    let follows = |change: &Change| match change.what {
        What::Fact(Facet::Observed) => around.contains(&change.parent),
        What::Fact(Facet::Required) => {
            let is_asked = asks(&change.before) || asks(&change.after);
            own.contains(&change.subject) && (change.direction == Direction::Out || !is_asked)
        }
        _ => false,
    };
    let mut kept: Vec<Change> = Vec::with_capacity(changes.len());
    for change in changes {
        if !follows(&change) {
            kept.push(change);
        } else if let Some(whole) =
            kept.iter_mut().rev().find(|whole| whole.subject == change.subject || whole.subject == change.parent)
        {
            whole.swallowed += 1;
        }
    }
    kept
}

/// Merges the facts of a pager into its addition or removal.
fn pagers(changes: Vec<Change>) -> Vec<Change> {
    let is_whole = |change: &&Change| {
        change.what == What::Fact(Facet::Pager) && (change.before.is_none() || change.after.is_none())
    };
    let whole: HashSet<Subject> = changes.iter().filter(is_whole).map(|change| change.subject.clone()).collect();
    let is_part = |change: &Change| matches!(change.what, What::Fact(Facet::PagerItems | Facet::PagerId));
    changes.into_iter().filter(|change| !(is_part(change) && whole.contains(&change.subject))).collect()
}

/// The minimum similarity of two messages, from 0 to 1, if nothing else identifies the error.
const ALIKE: f64 = 0.6;

/// The minimum similarity of two messages that stand in the same place of the page and come with the same status.
const NEAR: f64 = 0.4;

/// Returns true for a text in Russian, as the originals of the pages are.
fn is_cyrillic(text: &str) -> bool {
    text.chars().any(|c| matches!(c, '\u{400}'..='\u{4ff}'))
}

/// Returns the certainty that two errors of one code are the same, or `None` if they are not. Without a specific code,
/// or among several errors, only the message counts.
fn alike(gone: &Change, came: &Change, is_only: bool) -> Option<f64> {
    let (old, new) = (gone.old.as_ref()?, came.new.as_ref()?);
    let score = strsim::sorensen_dice(&old.name.to_lowercase(), &new.name.to_lowercase());
    let has_message = |node: &Node| node.name.split_once(':').is_some_and(|(_, message)| !message.is_empty());
    let is_told_by_code = match old.error_code() {
        "" => false,
        // The server's code for errors without a specific one.
        "0" => !(has_message(old) && has_message(new)),
        _ => true,
    };
    (is_only && is_told_by_code || score >= ALIKE).then_some(score)
}

/// Returns pairs of removed and added errors that are the same, the most similar first.
fn partners(changes: &[Change], gone: &[usize], came: &[usize]) -> Vec<(usize, usize)> {
    let is_only = gone.len() == 1 && came.len() == 1;
    let mut scored: Vec<(f64, usize, usize)> = Vec::new();
    for old in gone {
        let with = came.iter().filter_map(|new| Some((alike(&changes[*old], &changes[*new], is_only)?, *old, *new)));
        scored.extend(with);
    }
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (_, old, new) in scored {
        if pairs.iter().all(|(gone, came)| *gone != old && *came != new) {
            pairs.push((old, new));
        }
    }
    pairs.extend(in_order(changes, gone, came, &pairs));
    pairs
}

/// Pairs the errors of one code that are left, in the order of the pages: a page may tell them in another language. They
/// need to be as many, and to come with the same status.
fn in_order(changes: &[Change], gone: &[usize], came: &[usize], pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let gone = gone.iter().copied().filter(|at| pairs.iter().all(|(old, _)| old != at));
    let came = came.iter().copied().filter(|at| pairs.iter().all(|(_, new)| new != at));
    let (gone, came): (Vec<usize>, Vec<usize>) = (gone.collect(), came.collect());
    let is_same = |at: &usize, with: &usize| {
        let (Some(old), Some(new)) = (&changes[*at].old, &changes[*with].new) else { return false };
        let (before, after) = (old.fact(Facet::Status), new.fact(Facet::Status));
        let is_told_by_code = !matches!(old.error_code(), "" | "0");
        let is_near = before.is_some() && strsim::sorensen_dice(&old.name, &new.name) >= NEAR;
        before == after && (is_told_by_code || is_near || is_cyrillic(&old.name) != is_cyrillic(&new.name))
    };
    if gone.len() != came.len() || !gone.iter().zip(&came).all(|(old, new)| is_same(old, new)) {
        return Vec::new();
    }
    gone.into_iter().zip(came).collect()
}

/// Merges a removed and an added error of the same code into one change of the message.
fn messages(changes: Vec<Change>) -> Vec<Change> {
    let key = |change: &Change| match (&change.old, &change.new) {
        (Some(node), None) | (None, Some(node)) if matches!(change.kind, Kind::Error | Kind::SystemError) => {
            Some((change.subject.owner().to_owned(), node.error_code().to_owned()))
        }
        _ => None,
    };
    let mut pairs: HashMap<(String, String), (Vec<usize>, Vec<usize>)> = HashMap::new();
    for (at, change) in changes.iter().enumerate() {
        if let Some(key) = key(change) {
            let (gone, came) = pairs.entry(key).or_default();
            if change.what == What::Removed { gone.push(at) } else { came.push(at) }
        }
    }
    let partner: HashMap<usize, usize> =
        pairs.into_values().flat_map(|(gone, came)| partners(&changes, &gone, &came)).collect();
    let came: HashSet<usize> = partner.values().copied().collect();
    let (came, changes): (Vec<_>, Vec<_>) = changes.into_iter().enumerate().partition(|(at, _)| came.contains(at));
    let came: HashMap<usize, Change> = came.into_iter().collect();
    let mut kept = Vec::with_capacity(changes.len());
    for (at, change) in changes {
        let Some(new) = partner.get(&at).and_then(|at| came.get(at)) else {
            kept.push(change);
            continue;
        };
        let message = |node: &Option<Arc<Node>>| {
            node.as_ref().and_then(|node| node.name.split_once(':')).map(|(_, text)| Fact::from(text))
        };
        let status = status(&change, new);
        kept.push(Change {
            what: What::Message,
            before: message(&change.old),
            after: message(&new.new),
            new: new.new.clone(),
            ..change
        });
        kept.extend(status);
    }
    kept
}

/// Returns the change of the status of an error whose message changed, if the status did, too.
fn status(gone: &Change, came: &Change) -> Option<Change> {
    let status = |node: &Option<Arc<Node>>| node.as_ref().and_then(|node| node.fact(Facet::Status).cloned());
    let (before, after) = (status(&gone.old), status(&came.new));
    let what = What::Fact(Facet::Status);
    // What was not said on one side is no other status.
    (before.is_some() && after.is_some() && before != after).then(|| Change {
        what,
        before,
        after,
        new: came.new.clone(),
        ..gone.clone()
    })
}
