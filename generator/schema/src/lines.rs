//! How many lines came and went from one text to another.

use std::collections::HashMap;

/// From so many changed lines on, lines are only counted, wherever they stand: nobody reads where so many went.
const MANY: usize = 2_000;

/// How many lines came, and how many went, in the shortest way from one text to the other.
pub(crate) fn changed(before: &str, after: &str) -> (usize, usize) {
    let (old, new): (Vec<&str>, Vec<&str>) =
        (before.split_inclusive('\n').collect(), after.split_inclusive('\n').collect());
    let start = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let (old, new) = (&old[start..], &new[start..]);
    let end = old.iter().rev().zip(new.iter().rev()).take_while(|(old, new)| old == new).count();
    let (old, new) = (&old[..old.len() - end], &new[..new.len() - end]);
    // Of the lines that came and those that went, the difference is known.
    match distance(old, new) {
        Some(both) => ((both + new.len() - old.len()) / 2, (both + old.len() - new.len()) / 2),
        None => counted(old, new),
    }
}

/// How many lines have to come and go, by Myers' greedy search; nothing, where those are [`MANY`].
fn distance(old: &[&str], new: &[&str]) -> Option<usize> {
    let most = (old.len() + new.len()).min(MANY);
    // The furthest place in `old` for each diagonal: how much further on in `old` than in `new` it is, shifted by `most`.
    let mut furthest = vec![0; 2 * most + 3];
    let middle = most + 1;
    for steps in 0..=most {
        for diagonal in (middle - steps..=middle + steps).step_by(2) {
            let comes = diagonal == middle - steps
                || diagonal != middle + steps && furthest[diagonal - 1] < furthest[diagonal + 1];
            let mut x = if comes { furthest[diagonal + 1] } else { furthest[diagonal - 1] + 1 };
            let mut y = (x + middle) - diagonal;
            while x < old.len() && y < new.len() && old[x] == new[y] {
                (x, y) = (x + 1, y + 1);
            }
            furthest[diagonal] = x;
            if x >= old.len() && y >= new.len() {
                return Some(steps);
            }
        }
    }
    None
}

/// How many lines there are that the other text lacks.
fn counted(old: &[&str], new: &[&str]) -> (usize, usize) {
    let mut balance: HashMap<&str, isize> = HashMap::new();
    new.iter().for_each(|line| *balance.entry(line).or_default() += 1);
    old.iter().for_each(|line| *balance.entry(line).or_default() -= 1);
    let sum = |sign: isize| balance.values().map(|count| (count * sign).max(0).unsigned_abs()).sum();
    (sum(1), sum(-1))
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;
    use similar::{ChangeTag, TextDiff};

    use super::{MANY, changed};

    fn text() -> impl Strategy<Value = String> {
        vec(0..6_u8, 0..30).prop_map(|lines| lines.iter().map(|line| format!("{line}\n")).collect())
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn lines_are_counted_as_a_comparison_has_them(before in text(), after in text()) {
            let difference = TextDiff::from_lines(&before, &after);
            let count = |tag| difference.iter_all_changes().filter(|change| change.tag() == tag).count();
            prop_assert_eq!(changed(&before, &after), (count(ChangeTag::Insert), count(ChangeTag::Delete)));
        }
    }

    #[test]
    fn what_is_new_altogether_is_counted() {
        let lines = |word: &str| (0..2 * MANY).map(|line| format!("{word} {line}\n")).collect::<String>();
        assert_eq!(changed(&lines("old"), &lines("new")), (2 * MANY, 2 * MANY));
        assert_eq!(changed("", &lines("new")), (2 * MANY, 0));
        assert_eq!(changed(&lines("old"), ""), (0, 2 * MANY));
        assert_eq!(changed("a\nb", "a\nb\n"), (1, 1), "an end of a line is one of its characters");
    }
}
