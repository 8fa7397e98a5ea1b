//! Finds the changes that follow from a merge: several methods described a thing each for itself, and have one shared
//! type now. A split is the reverse, and is found as the merge that the mirrored changes would be.
//!
//! A change follows from a merge only if the merge explains it: what a part says now, another of the merged places
//! said before. What nobody said before is a change of its own, wherever it stands.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use bitrix24_schema::type_expr::{self, Expr};
use bitrix24_schema::{Subject, parallel};

use super::change::Change;
use super::trees::{Side, Trees};
use super::usage;
use crate::tree::compat::{self, Relation};
use crate::tree::{Facet, Fact, Kind, Node};
use crate::verdict::{Direction, What};

/// The maximum depth of shared types in shared types in which it is looked for what places said.
const DEEP: usize = 3;

/// A merge or split that explains a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cluster {
    /// True for a split.
    pub(crate) is_split: bool,
    /// The shared type.
    pub(crate) of: String,
    /// True for the change by which a place gets the type, or loses it.
    pub(crate) is_place: bool,
}

/// Returns the merge or split from which the change of each row follows, if it follows from one. The flag of a row is true if the
/// crate has new items by it and loses none.
pub(crate) fn clusters(trees: &Trees<'_>, changes: &[Change], of_rows: &[(&Change, bool)]) -> Vec<Option<Cluster>> {
    let joints = parallel::map(&[false, true], |is_split| Joints::of(trees, changes, *is_split));
    parallel::map(of_rows, |(change, adds_only)| joints.iter().find_map(|joints| joints.cluster(change, *adds_only)))
}

/// The shared types that places got in a comparison, or lost.
struct Joints<'t> {
    is_split: bool,
    /// The tree in which the places have types of their own.
    apart: &'t Side<'t>,
    /// The shared type that each place gets.
    at: HashMap<Subject, String>,
    /// The parts of all places of a shared type, by their paths below it.
    said: HashMap<String, BTreeMap<String, Vec<(Subject, Node)>>>,
    /// The shared types that places had instead.
    instead: HashMap<String, String>,
    /// The shared types inside those that methods now send, each with the outer one.
    sent: HashMap<String, String>,
}

impl<'t> Joints<'t> {
    fn of(trees: &'t Trees<'t>, changes: &[Change], is_split: bool) -> Self {
        let (apart, joint) = if is_split { (&trees.new, &trees.old) } else { (&trees.old, &trees.new) };
        let mut joints = Joints {
            is_split,
            apart,
            at: HashMap::new(),
            said: HashMap::new(),
            instead: HashMap::new(),
            sent: HashMap::new(),
        };
        let renamed: HashSet<&str> = changes.iter().flat_map(renamed_type).collect();
        for change in changes {
            let Some((before, after)) = joints.types(change) else { continue };
            let has = |names: &str, name: &str| usage::named(names).any(|known| known == name);
            let is_new = |name: &&str| !has(before, name) && joint.types.contains_key(name) && !renamed.contains(name);
            let Some(of) = usage::named(after).find(is_new) else { continue };
            joints.at.insert(change.subject.clone(), of.to_owned());
            if change.direction == Direction::In && !is_split {
                for inner in trees.usage.newly_sent_within(of, &joint.types) {
                    joints.sent.entry(inner).or_insert_with(|| of.to_owned());
                }
            }
            for gone in usage::named(before).filter(|name| !has(after, name)) {
                joints.instead.insert(gone.to_owned(), of.to_owned());
            }
        }
        joints.read();
        joints
    }

    /// Reads what the places said while they were apart, and the shared type itself, if it was there.
    fn read(&mut self) {
        for (place, of) in &self.at {
            let Some(node) = self.apart.part(place) else { continue };
            let said = self.said.entry(of.clone()).or_default();
            self.apart.say(&node, place, place, DEEP, said);
        }
        for (name, said) in &mut self.said {
            if let Some(node) = self.apart.types.get(name.as_str()) {
                self.apart.say(node, &node.subject, &node.subject, DEEP, said);
            }
        }
    }

    /// Returns the types of a place while it was apart and while it is joint, if it has the same or said nothing.
    fn types<'c>(&self, change: &'c Change) -> Option<(&'c str, &'c str)> {
        if !matches!(change.what, What::TypeMoved | What::Fact(Facet::Type)) {
            return None;
        }
        fn text(fact: &Option<Fact>) -> &str {
            fact.as_ref().and_then(Fact::as_str).unwrap_or("any")
        }
        let (meant_before, meant_after) = match &change.meant {
            Some((before, after)) => (before.as_str().unwrap_or("any"), after.as_str().unwrap_or("any")),
            None => (text(&change.before), text(&change.after)),
        };
        let (written, meant) = if self.is_split {
            ((text(&change.after), text(&change.before)), (meant_after, meant_before))
        } else {
            ((text(&change.before), text(&change.after)), (meant_before, meant_after))
        };
        let is_same = matches!(compat::relation(meant.0, meant.1), Relation::Same | Relation::Known);
        (change.what == What::TypeMoved || is_same).then_some(written)
    }

    fn cluster(&self, change: &Change, adds_only: bool) -> Option<Cluster> {
        let found = |of: &str, is_place| Some(Cluster { is_split: self.is_split, of: of.to_owned(), is_place });
        if let (Some(of), What::TypeMoved | What::Fact(Facet::Type)) = (self.at.get(&change.subject), change.what) {
            return found(of, true);
        }
        if let What::Fact(Facet::Names) = change.what {
            let names = if self.is_split { &change.before } else { &change.after };
            let of = names.as_ref().and_then(Fact::as_str).filter(|of| self.said.contains_key(*of));
            return of.and_then(|of| found(of, false));
        }
        if let Some(name) = change.subject.owner().strip_prefix("type:") {
            return self.of_type(change, name, adds_only).and_then(|of| found(&of, false));
        }
        let mut places = around(&change.subject).filter_map(|place| self.at.get_key_value(place));
        places.find(|(place, of)| self.follows(change, place, of)).and_then(|(_, of)| found(of, false))
    }

    /// Returns the shared type from whose merge a change of a shared type follows.
    fn of_type(&self, change: &Change, name: &str, adds_only: bool) -> Option<String> {
        let (came, went) = if self.is_split { (What::Removed, What::Added) } else { (What::Added, What::Removed) };
        if change.kind == Kind::Type && change.what == went {
            return self.instead.get(name).cloned();
        }
        if self.said.contains_key(name) {
            let place = Subject::of_type(name);
            let is_whole = change.kind == Kind::Type && change.what == came;
            return (is_whole || self.follows(change, &place, name)).then(|| name.to_owned());
        }
        // Its items are new, because it is sent with the outer type.
        self.sent.get(name).filter(|_| change.what == What::Item && adds_only).cloned()
    }

    /// Returns true if another place said before what a part of this one says now.
    fn follows(&self, change: &Change, place: &Subject, of: &str) -> bool {
        let rel = below(&change.subject, place);
        let said = self.said.get(of).and_then(|said| said.get(&rel)).map(Vec::as_slice).unwrap_or_default();
        let mut others = said.iter().filter(|(by, _)| by != place).map(|(_, node)| node);
        let (came, opened, listed) = if self.is_split {
            (What::Removed, What::BecameEnum, What::BecameOpen)
        } else {
            (What::Added, What::BecameOpen, What::BecameEnum)
        };
        let fact = if self.is_split { &change.before } else { &change.after };
        let values = |node: &Node| node.parts.iter().any(|part| part.kind == Kind::Value);
        match change.what {
            // The order, the names and the items of the shared type.
            What::Item | What::Reordered => true,
            What::Fact(Facet::Rust) => !rel.is_empty(),
            what if what == came => !self.is_own(change, &rel) && others.next().is_some(),
            what if what == opened => others.any(|node| !values(node) && node.fact(Facet::Observed).is_none()),
            what if what == listed => others.any(|node| {
                let names: Vec<&str> = node.parts.iter().map(|part| part.name.as_str()).collect();
                let list = fact.as_ref().and_then(Fact::as_array);
                list.is_some_and(|list| {
                    list.iter().all(|value| value.as_str().is_some_and(|value| names.contains(&value)))
                })
            }),
            What::Fact(Facet::Type) | What::TypeMoved => self.agrees(change, place, said),
            // A method keeps its own marks and defaults, whatever the thing is.
            What::Fact(Facet::Required | Facet::Default) if change.direction != Direction::Out => false,
            What::Fact(Facet::Observed) if fact.is_none() => others.any(|node| node.fact(Facet::Observed).is_none()),
            What::Fact(facet) => fact.is_some() && others.any(|node| node.fact(facet) == fact.as_ref()),
            _ => false,
        }
    }

    /// Returns true for a field that a parameter is documented to take itself.
    fn is_own(&self, change: &Change, rel: &str) -> bool {
        let node = if self.is_split { &change.old } else { &change.new };
        let is_taken = node.as_ref().is_some_and(|node| node.place.keys().contains(&"takes"));
        is_taken && !rel.contains('.')
    }

    /// Returns true if the type that a part has while it is joint is made of what the places said.
    fn agrees(&self, change: &Change, place: &Subject, said: &[(Subject, Node)]) -> bool {
        let (before, after) = match &change.meant {
            Some((before, after)) => (Some(before), Some(after)),
            None => (change.before.as_ref(), change.after.as_ref()),
        };
        let joint = if self.is_split { before } else { after };
        let joint = options(self.apart, joint.and_then(Fact::as_str).unwrap_or("any"));
        let of = |node: &Node| options(self.apart, node.text(Facet::Type).unwrap_or("any"));
        let all: BTreeSet<String> = said.iter().flat_map(|(_, node)| of(node)).collect();
        let mut others = said.iter().filter(|(by, _)| by != place).map(|(_, node)| of(node));
        joint.is_subset(&all) && others.any(|other| !other.is_disjoint(&joint))
    }
}

impl Side<'_> {
    /// Returns a part, also one inside a shared type that a part around it names.
    fn part(&self, subject: &Subject) -> Option<Node> {
        if let Some(node) = self.parts.get(subject.as_str()) {
            return Some((*node).clone());
        }
        let mut node = around(subject).find_map(|around| self.parts.get(around)).map(|node| self.expanded(node))?;
        for _ in 0..DEEP {
            let inner = node.deepest(subject)?;
            if inner.subject == *subject {
                return Some(inner.clone());
            }
            node = self.expanded(inner);
        }
        None
    }

    /// Adds the parts of a part, by their paths below a place that has them.
    fn say(
        &self,
        node: &Node,
        below_of: &Subject,
        by: &Subject,
        deep: usize,
        said: &mut BTreeMap<String, Vec<(Subject, Node)>>,
    ) {
        let names_any = node.text(Facet::Type).is_some_and(|ty| usage::named(ty).next().is_some());
        let expanded = if names_any && deep > 0 { Some(self.expanded(node)) } else { None };
        let deep = if names_any { deep.saturating_sub(1) } else { deep };
        for part in &expanded.as_ref().unwrap_or(node).parts {
            let values = part.parts.iter().filter(|inner| inner.kind == Kind::Value).cloned().collect();
            let alone = Node { parts: values, ..part.head() };
            said.entry(below(&part.subject, below_of)).or_default().push((by.clone(), alone));
            self.say(part, below_of, by, deep, said);
        }
    }
}

impl Node {
    /// Returns the smallest part inside it that is a part or has it inside.
    fn deepest(&self, subject: &Subject) -> Option<&Node> {
        let inner = self.parts.iter().find(|part| subject.is_within(&part.subject))?;
        if inner.subject == *subject { Some(inner) } else { Some(inner.deepest(subject).unwrap_or(inner)) }
    }
}

/// Returns the names of a shared type that was renamed.
fn renamed_type(change: &Change) -> Vec<&str> {
    let is_it = change.kind == Kind::Type && change.what == What::Renamed;
    let nodes = [&change.old, &change.new].into_iter().flatten().filter(|_| is_it);
    nodes.map(|node| node.name.as_str()).collect()
}

/// Returns the subjects around a part, and itself, the nearest first.
pub(super) fn around(subject: &Subject) -> impl Iterator<Item = &str> {
    let text = subject.as_str();
    let start = text.find('#').unwrap_or(text.len());
    let ends = text.rmatch_indices(['.', '=', '[']).map(|(at, _)| at).filter(move |at| *at > start);
    std::iter::once(text.len()).chain(ends).map(|end| &text[..end])
}

/// Returns the path of a part below a place or shared type.
fn below(subject: &Subject, place: &Subject) -> String {
    let rest = subject.as_str().strip_prefix(place.as_str()).unwrap_or_default();
    rest.trim_start_matches(['#', '.']).to_owned()
}

/// Returns the types that a type allows, with the names of shared types replaced; none for an unknown one.
fn options(side: &Side<'_>, ty: &str) -> BTreeSet<String> {
    fn add(expr: &Expr, options: &mut BTreeSet<String>) {
        match expr {
            Expr::OneOf(inner) => inner.iter().for_each(|one| add(one, options)),
            Expr::Nullable(inner) => add(inner, options),
            Expr::Name(name, _) if name == "any" => {}
            one => {
                options.insert(one.to_string());
            }
        }
    }
    let mut found = BTreeSet::new();
    if let Ok(expr) = type_expr::parse(&side.meant(ty)) {
        add(&expr, &mut found);
    }
    found
}
