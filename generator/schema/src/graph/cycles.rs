//! Objects that may contain themselves.

use std::collections::HashMap;

use super::{Owner, Place, direct, inside, place};
use crate::model::{Item, Model, Type};

/// The cycles among the emitted types, found in one pass: a value of a type contains another one of the same cycle
/// without a list or map between.
#[derive(Debug)]
pub struct Cycles {
    /// The cycle of each type, by a number; a type in no cycle is alone with its number.
    cycle: HashMap<Place, usize>,
}

impl Cycles {
    /// Finds the cycles of a model.
    pub fn of(model: &Model) -> Self {
        let shared = model.types.iter().enumerate().map(|(index, of)| (Owner::Shared(index), &of.items));
        let methods = model.methods.iter().enumerate().map(|(index, of)| (Owner::Method(index), &of.items));
        let events = model.events.iter().enumerate().map(|(index, of)| (Owner::Event(index), &of.items));
        let items: Vec<(Owner, usize, &Item)> = shared
            .chain(methods)
            .chain(events)
            .flat_map(|(owner, items)| items.iter().enumerate().map(move |(place, item)| (owner, place, item)))
            .collect();
        let node: HashMap<Place, usize> =
            items.iter().enumerate().map(|(node, (owner, place, _))| ((*owner, *place), node)).collect();
        let next = |(owner, _, item): &(Owner, usize, &Item)| -> Vec<usize> {
            let to = |ty: &Type| direct(ty).and_then(|item| node.get(&place(item, *owner)).copied());
            inside(std::slice::from_ref(*item)).filter_map(to).collect()
        };
        let next: Vec<Vec<usize>> = items.iter().map(next).collect();
        let components = components(&next);
        Cycles { cycle: node.into_iter().map(|(place, node)| (place, components[node])).collect() }
    }

    /// Returns true if a value of type `ty`, in the object at `place` of `owner`, can contain that object itself without
    /// a list or map between, so that it needs a box.
    pub fn needs_box(&self, ty: &Type, owner: Owner, place: usize) -> bool {
        let inner = direct(ty).and_then(|item| self.cycle.get(&self::place(item, owner)));
        inner.is_some() && inner == self.cycle.get(&(owner, place))
    }
}

/// Returns for each node the number of its strongly connected component, by Tarjan's algorithm. It keeps its own stack,
/// because a way through the types of a schema may be of any length.
fn components(next: &[Vec<usize>]) -> Vec<usize> {
    const NONE: usize = usize::MAX;
    let (mut index, mut low) = (vec![NONE; next.len()], vec![NONE; next.len()]);
    let (mut component, mut stack, mut count) = (vec![NONE; next.len()], Vec::new(), 0);
    for root in 0..next.len() {
        // The nodes on the way here, each with the number of its edges that were followed.
        let mut way = if index[root] == NONE { vec![(root, 0)] } else { Vec::new() };
        while let Some((node, edge)) = way.pop() {
            if edge == 0 {
                (index[node], low[node], count) = (count, count, count + 1);
                stack.push(node);
            } else {
                low[node] = low[node].min(low[next[node][edge - 1]]);
            }
            let open = |to: &usize| index[*to] == NONE;
            let rest = next[node].iter().enumerate().skip(edge);
            let mut child = None;
            for (at, to) in rest {
                if open(to) {
                    child = Some((at, *to));
                    break;
                }
                if component[*to] == NONE {
                    low[node] = low[node].min(index[*to]);
                }
            }
            if let Some((at, to)) = child {
                way.extend([(node, at + 1), (to, 0)]);
                continue;
            }
            if low[node] == index[node] {
                while let Some(member) = stack.pop() {
                    component[member] = node;
                    if member == node {
                        break;
                    }
                }
            }
        }
    }
    component
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::components;

    /// Returns true if there is a way from one node to another, of any length but none.
    fn leads(next: &[Vec<usize>], from: usize, to: usize) -> bool {
        let (mut seen, mut open) = (vec![false; next.len()], next[from].clone());
        while let Some(node) = open.pop() {
            if !std::mem::replace(&mut seen[node], true) {
                open.extend(&next[node]);
            }
        }
        seen[to]
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn nodes_of_a_component_lead_to_each_other(edges in vec((0..9_usize, 0..9_usize), 0..24)) {
            let mut next = vec![Vec::new(); 9];
            edges.into_iter().for_each(|(from, to)| next[from].push(to));
            let components = components(&next);
            for (a, b) in (0..9).flat_map(|a| (0..a).map(move |b| (a, b))) {
                let both = leads(&next, a, b) && leads(&next, b, a);
                prop_assert_eq!(components[a] == components[b], both, "{} {} {:?}", a, b, &next);
            }
        }
    }

    #[test]
    fn a_long_way_is_followed() {
        let next: Vec<Vec<usize>> = (0..100_000).map(|node| vec![(node + 1) % 100_000]).collect();
        assert!(components(&next).iter().all(|component| *component == 0));
    }
}
