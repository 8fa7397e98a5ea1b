//! The use of shared types by methods, with its direction.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::tree::{Facet, Kind, Node};
use crate::verdict::Direction;

/// The methods that send and receive each shared type, at any depth.
#[derive(Debug, Default)]
pub(crate) struct Usage {
    sent: BTreeMap<String, BTreeSet<String>>,
    received: BTreeMap<String, BTreeSet<String>>,
    /// The types that methods send in the later of two schemas only.
    newly_sent: BTreeSet<String>,
}

impl Usage {
    /// Returns the uses in one schema.
    pub(crate) fn of(tree: &Node) -> Self {
        let types: HashMap<&str, &Node> =
            tree.parts.iter().filter(|part| part.kind == Kind::Type).map(|part| (part.name.as_str(), part)).collect();
        let mut usage = Usage::default();
        for method in tree.parts.iter().filter(|part| part.kind == Kind::Method) {
            for part in &method.parts {
                let way = match part.kind {
                    Kind::Param => &mut usage.sent,
                    Kind::Result => &mut usage.received,
                    _ => continue,
                };
                let mut reached = BTreeSet::new();
                reach(part, &types, &mut reached);
                for name in reached {
                    way.entry(name.to_owned()).or_default().insert(method.name.clone());
                }
            }
        }
        usage
    }

    /// Returns the uses in two schemas together, of which the other is the later one.
    pub(crate) fn and(mut self, other: Usage) -> Self {
        self.newly_sent = other.sent.keys().filter(|name| !self.sent.contains_key(*name)).cloned().collect();
        for (way, others) in [(&mut self.sent, other.sent), (&mut self.received, other.received)] {
            for (name, methods) in others {
                way.entry(name).or_default().extend(methods);
            }
        }
        self
    }

    /// Returns the direction of a type.
    pub(crate) fn direction(&self, name: &str) -> Direction {
        match (self.sent.contains_key(name), self.received.contains_key(name)) {
            (true, true) => Direction::Both,
            (true, false) => Direction::In,
            (false, true) => Direction::Out,
            (false, false) => Direction::Neither,
        }
    }

    /// Returns the types inside a type that methods send in the later schema only.
    pub(crate) fn newly_sent_within(&self, name: &str, types: &HashMap<&str, &Node>) -> Vec<String> {
        let mut reached = BTreeSet::new();
        if let Some(node) = types.get(name) {
            node.parts.iter().for_each(|part| reach(part, types, &mut reached));
        }
        reached.into_iter().filter(|inner| self.newly_sent.contains(*inner)).map(str::to_owned).collect()
    }

    /// Returns the methods that use a type.
    pub(crate) fn methods(&self, name: &str) -> Vec<String> {
        let all = [&self.sent, &self.received].into_iter().filter_map(|way| way.get(name)).flatten();
        all.cloned().collect::<BTreeSet<_>>().into_iter().collect()
    }
}

fn reach<'t>(node: &'t Node, types: &HashMap<&'t str, &'t Node>, reached: &mut BTreeSet<&'t str>) {
    for name in node.text(Facet::Type).into_iter().flat_map(named) {
        if let Some(shared) = types.get(name).filter(|_| reached.insert(name)) {
            shared.parts.iter().for_each(|part| reach(part, types, reached));
        }
    }
    node.parts.iter().for_each(|part| reach(part, types, reached));
}

/// Returns the shared types that a type names: those with a capital after the last dot.
pub(crate) fn named(ty: &str) -> impl Iterator<Item = &str> {
    let words = ty.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == '.'));
    words.filter(|word| word.rsplit_once('.').is_some_and(|(_, last)| last.starts_with(char::is_uppercase)))
}
