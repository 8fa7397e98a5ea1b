//! One thing under several prefixes: the user fields of deals and of leads are user fields, `crm.deal.userfield.*` and
//! `crm.lead.userfield.*`.

use std::collections::BTreeMap;

use crate::collect::Collected;
use crate::entity::family::{Family, is_alike};
use crate::entity::groups::Groups;
use crate::entity::place::{Place, inside};

/// Joins the things of families of one module whose prefixes end in the same word, if their descriptions are the same but
/// for a field in ten. `answers` are the places of the things, one for each family.
pub(super) fn join(collected: &Collected, families: &mut [Family], answers: &[Option<Place>], groups: &mut Groups) {
    let mut words: BTreeMap<(String, String, bool), Vec<usize>> = BTreeMap::new();
    for (index, family) in families.iter().enumerate() {
        let (Some((module, word)), Some(answer)) = (family.kin_key(), &answers[index]) else { continue };
        let is_v3 = collected.methods[answer.method].api == bitrix24_schema::raw::Api::V3;
        words.entry((module, word, is_v3)).or_default().push(index);
    }
    for all in words.into_values().filter(|all| all.len() > 1) {
        for set in alike(collected, &all, answers) {
            let name = common(&set.iter().map(|index| families[*index].prefix.as_str()).collect::<Vec<_>>());
            for index in &set {
                families[*index].kin = Some(name.clone());
                if let (Some(first), Some(answer)) = (&answers[set[0]], &answers[*index]) {
                    groups.join(first, answer);
                }
            }
        }
    }
}

/// Returns the sets of at least two families whose things are alike.
fn alike(collected: &Collected, all: &[usize], answers: &[Option<Place>]) -> Vec<Vec<usize>> {
    let fields = |index: usize| answers[index].as_ref().map(|place| inside(collected, place)).unwrap_or_default();
    let mut sets: Vec<Vec<usize>> = Vec::new();
    for index in all {
        let own = fields(*index);
        match sets.iter_mut().find(|set| is_alike(fields(set[0]), own)) {
            Some(set) => set.push(*index),
            None => sets.push(vec![*index]),
        }
    }
    sets.retain(|set| set.len() > 1);
    sets
}

/// Returns the words that all prefixes begin with, and those that all end in, the last one in the singular.
fn common(prefixes: &[&str]) -> String {
    let all: Vec<Vec<&str>> = prefixes.iter().map(|prefix| prefix.split('.').collect()).collect();
    let first = &all[0];
    let shortest = all.iter().map(Vec::len).min().unwrap_or_default();
    let is_common = |at: &usize| all.iter().all(|words| words[*at].eq_ignore_ascii_case(first[*at]));
    let before = (0..shortest).take_while(is_common).count();
    let is_last = |at: &usize| {
        all.iter().all(|words| words[words.len() - 1 - at].eq_ignore_ascii_case(first[first.len() - 1 - at]))
    };
    let after = (0..shortest - before).take_while(is_last).count();
    let mut words = first[..before].to_vec();
    words.extend(&first[first.len() - after..]);
    let name = words.join(".");
    let one = name
        .strip_suffix('s')
        .filter(|_| name.to_lowercase().ends_with("items") || name.to_lowercase().ends_with("rows"));
    one.unwrap_or(&name).to_owned()
}

#[cfg(test)]
mod tests {
    use super::common;

    #[test]
    fn a_thing_has_the_name_that_all_prefixes_share() {
        assert_eq!(common(&["crm.deal.userfield", "crm.lead.userfield"]), "crm.userfield");
        assert_eq!(common(&["tasks.task.field", "tasks.task.chat.message.field"]), "tasks.task.field");
        assert_eq!(common(&["crm.deal.contact.items", "crm.lead.contact.items"]), "crm.contact.item");
    }
}
