//! The plan: commands that go together in one HTTP call.

/// Too many commands for one call that refer to each other.
#[derive(Debug, PartialEq)]
pub(super) struct TooMany(pub(super) Vec<usize>);

/// Splits commands into calls of up to `max`, no reference cut: `sources[i]` are the commands that command `i` refers
/// to, all before it. Within a call, commands keep their order. Where they are to keep it across calls too
/// (`in_order`), they do wherever references allow it; otherwise there are as few calls as first-fit finds.
pub(super) fn parts(sources: &[Vec<usize>], max: usize, in_order: bool) -> Result<Vec<Vec<usize>>, Vec<TooMany>> {
    let groups = groups(sources);
    let too_many: Vec<_> = groups.iter().filter(|group| group.len() > max).cloned().map(TooMany).collect();
    if !too_many.is_empty() {
        return Err(too_many);
    }
    let runs = if in_order { runs(sources, max) } else { None };
    Ok(runs.unwrap_or_else(|| first_fit(groups, max)))
}

/// Commands connected by references, directly or through others.
fn groups(sources: &[Vec<usize>]) -> Vec<Vec<usize>> {
    // Each command's representative: itself, or an earlier one of its group.
    let mut parents: Vec<usize> = (0..sources.len()).collect();
    for (command, sources) in sources.iter().enumerate() {
        for source in sources {
            let (a, b) = (root(&mut parents, command), root(&mut parents, *source));
            parents[a.max(b)] = a.min(b);
        }
    }
    let mut groups: Vec<Vec<usize>> = vec![Vec::new(); sources.len()];
    for command in 0..sources.len() {
        groups[root(&mut parents, command)].push(command);
    }
    groups.retain(|group| !group.is_empty());
    groups
}

fn root(parents: &mut [usize], mut command: usize) -> usize {
    while parents[command] != command {
        parents[command] = parents[parents[command]];
        command = parents[command];
    }
    command
}

/// Neighbours up to `max`, cut only where no reference reaches across; `None` when there is no such place in time.
fn runs(sources: &[Vec<usize>], max: usize) -> Option<Vec<Vec<usize>>> {
    // The earliest command that this one or a later one refers to: before it, a cut is possible.
    let mut reach = vec![sources.len(); sources.len() + 1];
    for (command, sources) in sources.iter().enumerate().rev() {
        reach[command] = sources.iter().copied().chain([command, reach[command + 1]]).min()?;
    }
    let (mut runs, mut start) = (Vec::new(), 0);
    while start < sources.len() {
        let last = sources.len().min(start + max);
        let end = (start + 1..=last).rev().find(|end| reach[*end] >= *end)?;
        runs.push((start..end).collect());
        start = end;
    }
    Some(runs)
}

/// Puts each group into the first part that has room for it.
fn first_fit(groups: Vec<Vec<usize>>, max: usize) -> Vec<Vec<usize>> {
    let mut parts: Vec<Vec<usize>> = Vec::new();
    for group in groups {
        match parts.iter_mut().find(|part| part.len() + group.len() <= max) {
            Some(part) => part.extend(group),
            None => parts.push(group),
        }
    }
    for part in &mut parts {
        part.sort_unstable();
    }
    parts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{TooMany, parts};

    /// References that each command has to commands before it, with their distances.
    fn sources() -> impl Strategy<Value = Vec<Vec<usize>>> {
        let distances = prop_oneof![4 => Just(Vec::new()), 1 => prop::collection::vec(1..6_usize, 1..3)];
        prop::collection::vec(distances, 0..60).prop_map(|commands| {
            let of = |(index, distances): (usize, Vec<usize>)| {
                distances.into_iter().filter_map(|distance| index.checked_sub(distance)).collect()
            };
            commands.into_iter().enumerate().map(of).collect()
        })
    }

    proptest! {
        #[test]
        fn nothing_is_lost_or_cut(sources in sources(), max in 1..12_usize, in_order: bool) {
            match parts(&sources, max, in_order) {
                Ok(parts) => {
                    let mut all: Vec<usize> = parts.concat();
                    all.sort_unstable();
                    prop_assert_eq!(all, (0..sources.len()).collect::<Vec<_>>());
                    for part in &parts {
                        prop_assert!(!part.is_empty() && part.len() <= max && part.is_sorted());
                        let refers = part.iter().flat_map(|command| &sources[*command]);
                        prop_assert!(refers.into_iter().all(|source| part.contains(source)));
                    }
                }
                Err(groups) => prop_assert!(groups.iter().all(|TooMany(group)| group.len() > max)),
            }
        }

        #[test]
        fn commands_without_references_keep_their_order(count in 0..200_usize, in_order: bool) {
            let parts = parts(&vec![Vec::new(); count], 50, in_order).expect("nothing refers to anything");
            prop_assert_eq!(parts.len(), count.div_ceil(50));
            prop_assert_eq!(parts.concat(), (0..count).collect::<Vec<_>>());
        }
    }

    #[test]
    fn order_is_given_up_only_where_references_force_it() {
        // 0, 1 <- 2, 3 <- 4
        let sources = [vec![], vec![], vec![1], vec![], vec![3]];
        assert_eq!(parts(&sources, 3, true), Ok(vec![vec![0, 1, 2], vec![3, 4]]));
        assert_eq!(parts(&sources, 2, true), Ok(vec![vec![0], vec![1, 2], vec![3, 4]]));
        // 0 <- 3 around 1 and 2
        let sources = [vec![], vec![], vec![], vec![0]];
        assert_eq!(parts(&sources, 2, true), Ok(vec![vec![0, 3], vec![1, 2]]));
    }

    #[test]
    fn a_chain_that_is_too_long_is_named() {
        let chain: Vec<Vec<usize>> = (0..4_usize).map(|index| index.checked_sub(1).into_iter().collect()).collect();
        assert_eq!(parts(&chain, 3, false), Err(vec![TooMany(vec![0, 1, 2, 3])]));
    }
}
