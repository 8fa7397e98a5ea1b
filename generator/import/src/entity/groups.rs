//! Groups of places that have the same thing.

use std::collections::BTreeMap;

use crate::entity::place::Place;

/// Places that have the same thing.
#[derive(Debug, Default)]
pub(super) struct Groups {
    index: BTreeMap<Place, usize>,
    groups: Vec<Vec<Place>>,
}

impl Groups {
    pub(super) fn join(&mut self, one: &Place, other: &Place) {
        let (one, other) = (self.of(one), self.of(other));
        if one == other {
            return;
        }
        let (keep, drop) = (one.min(other), one.max(other));
        for place in std::mem::take(&mut self.groups[drop]) {
            self.index.insert(place.clone(), keep);
            self.groups[keep].push(place);
        }
    }

    /// Returns true if a place is in a group with others.
    pub(super) fn is_large(&self, place: &Place) -> bool {
        self.index.get(place).is_some_and(|group| self.groups[*group].len() > 1)
    }

    /// Returns true if two places are in one group.
    pub(super) fn are_one(&self, one: &Place, other: &Place) -> bool {
        self.index.get(one).is_some_and(|group| self.index.get(other) == Some(group))
    }

    fn of(&mut self, place: &Place) -> usize {
        if let Some(group) = self.index.get(place) {
            return *group;
        }
        self.groups.push(vec![place.clone()]);
        self.index.insert(place.clone(), self.groups.len() - 1);
        self.groups.len() - 1
    }

    /// Returns the groups of at least two places. An inner place comes before the one around it.
    pub(super) fn all(self) -> Vec<Vec<Place>> {
        let mut groups: Vec<Vec<Place>> = self.groups.into_iter().filter(|group| group.len() > 1).collect();
        groups.sort_by_key(|group| std::cmp::Reverse(group.iter().map(|place| place.path.len()).max()));
        groups
    }
}
