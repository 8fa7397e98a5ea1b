//! Lines of the log, said once and then counted: a busy portal would fill the log otherwise.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

/// The time for which what was said is only counted.
const SILENCE: Duration = Duration::from_secs(60);

/// The maximum number of things that are remembered: a name may come from outside.
const MOST: usize = 10_000;

/// A thing that is worth a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Topic {
    Waited,
    Repeated,
    Full,
    UsedUp,
    Renewed,
    Slow,
    NearlyUsedUp,
    Unreachable,
}

/// The lines that the log of one portal has.
#[derive(Debug, Default)]
pub(crate) struct Journal {
    said: Mutex<HashMap<(Topic, String), Said>>,
    paths: Mutex<HashSet<(String, String)>>,
}

#[derive(Debug)]
struct Said {
    at: Instant,
    /// The number of times since then.
    more: u64,
}

impl Journal {
    /// Counts a thing of a method; gives how often it was since the last line, if it is time for another.
    pub(crate) fn count(&self, topic: Topic, method: &str) -> Option<u64> {
        let now = Instant::now();
        let mut said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        if said.len() >= MOST {
            said.retain(|_, said| now.duration_since(said.at) < SILENCE);
        }
        let Some(known) = said.get_mut(&(topic, method.to_owned())) else {
            said.insert((topic, method.to_owned()), Said { at: now, more: 0 });
            return Some(1);
        };
        known.more += 1;
        if now.duration_since(known.at) < SILENCE {
            return None;
        }
        known.at = now;
        Some(std::mem::take(&mut known.more))
    }

    /// Returns true for a path of a method's answer that was not seen before. Places in lists are one path.
    pub(crate) fn is_new(&self, method: &str, path: &str) -> bool {
        let mut paths = self.paths.lock().unwrap_or_else(PoisonError::into_inner);
        paths.len() < MOST && paths.insert((method.to_owned(), without_places(path)))
    }
}

/// Returns `result.items[].id` for `result.items[3].id`.
fn without_places(path: &str) -> String {
    let mut plain = String::with_capacity(path.len());
    let mut is_inside = false;
    for char in path.chars() {
        is_inside &= char != ']';
        if !is_inside {
            plain.push(char);
        }
        is_inside |= char == '[';
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_thing_is_said_once_a_minute_and_counted() {
        let journal = Journal::default();
        assert_eq!(journal.count(Topic::Waited, "a"), Some(1));
        assert_eq!((0..9).filter_map(|_| journal.count(Topic::Waited, "a")).count(), 0);
        assert_eq!((journal.count(Topic::Waited, "b"), journal.count(Topic::Slow, "a")), (Some(1), Some(1)));
        tokio::time::advance(SILENCE).await;
        assert_eq!(journal.count(Topic::Waited, "a"), Some(10));
        assert_eq!(journal.count(Topic::Waited, "a"), None);
    }

    #[test]
    fn a_path_is_new_once_wherever_it_is_in_a_list() {
        let journal = Journal::default();
        assert!(journal.is_new("a", "result[0].id") && !journal.is_new("a", "result[17].id"));
        assert!(journal.is_new("b", "result[0].id") && journal.is_new("a", "result[0].name"));
        assert_eq!(without_places("result[0].a[12][3]"), "result[].a[][]");
    }
}
