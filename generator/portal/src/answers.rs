//! The answers of a portal, by what was asked.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::call::{Answer, Call, Outcome, Refusal};
use crate::text;

/// The parameter that asks for a later page.
pub(crate) const START: &str = "start";

/// The largest number of pages of one list: who tells of more is not believed.
const MOST_PAGES: usize = 400;

/// The answers to calls; pages of one list are kept together.
#[derive(Debug, Default)]
pub struct Answers {
    asked: BTreeMap<String, Asked>,
}

#[derive(Debug)]
struct Asked {
    call: Call,
    /// What became of each page, by its start.
    pages: BTreeMap<u64, Outcome>,
}

/// Returns what tells calls apart, and the page that a call asks for.
fn key(call: &Call) -> (String, u64) {
    let mut params = call.params.clone();
    let start = params.as_object_mut().and_then(|map| map.shift_remove(START));
    let start = start.and_then(|start| start.as_u64()).unwrap_or_default();
    (format!("{} {} {params}", call.method, call.is_v3), start)
}

impl Answers {
    /// Returns true if a call was made, or need not be.
    pub(crate) fn has(&self, call: &Call) -> bool {
        let (key, start) = key(call);
        self.asked.get(&key).is_some_and(|asked| asked.pages.contains_key(&start))
    }

    /// Keeps what became of a call.
    pub(crate) fn put(&mut self, call: &Call, outcome: Outcome) {
        let (key, start) = key(call);
        let asked = self.asked.entry(key).or_insert_with(|| Asked { call: call.clone(), pages: BTreeMap::new() });
        asked.pages.insert(start, outcome);
    }

    /// Returns the calls for the pages that are missing.
    pub(crate) fn further(&self) -> Vec<Call> {
        self.asked.values().flat_map(Asked::further).collect()
    }

    /// Returns the pages of what was asked, in their order; a refusal if there is one among them, `None` if nothing was
    /// asked.
    fn pages(&self, method: &str, params: &Value) -> Option<Result<Vec<&Answer>, &Refusal>> {
        let mut found = [false, true].into_iter();
        let asked = found.find_map(|is_v3| self.asked.get(&format!("{method} {is_v3} {params}")))?;
        let pages = asked.pages.values().map(|outcome| match outcome {
            Outcome::Answered(answer) => Ok(answer),
            Outcome::Refused(refusal) => Err(refusal),
        });
        Some(pages.collect())
    }

    /// Returns the result of a call; `None` if it was refused or not made.
    pub(crate) fn result(&self, method: &str, params: &Value) -> Option<&Value> {
        self.pages(method, params)?.ok()?.first().map(|answer| &answer.result)
    }

    /// Returns the items of a whole list, below `items` if the result has that; `None` unless all of it was answered.
    pub(crate) fn rows(&self, method: &str, params: &Value, items: &str) -> Option<Vec<&Value>> {
        let pages = self.pages(method, params)?.ok()?;
        let rows = pages.iter().flat_map(|page| text::rows(text::get(&page.result, items).unwrap_or(&page.result)));
        Some(rows.collect())
    }

    /// Returns the entries of a map, below `inner` if the result has that; `None` unless it was answered.
    pub(crate) fn entries(&self, method: &str, params: &Value, inner: &str) -> Option<Vec<(&str, &Value)>> {
        let result = self.result(method, params)?;
        let map = text::get(result, inner).filter(|value| value.is_object()).unwrap_or(result);
        // An empty map is an empty list to these servers.
        let is_empty = map.as_array().is_some_and(Vec::is_empty);
        let entries = map.as_object().map(|map| map.iter().map(|(name, value)| (name.as_str(), value)).collect());
        entries.or_else(|| is_empty.then(Vec::new))
    }

    /// Returns what was refused, by method and parameters.
    pub fn refused(&self) -> Vec<(&Call, &Refusal)> {
        let refused = self.asked.values().filter_map(|asked| {
            let refusal = asked.pages.values().find_map(|outcome| match outcome {
                Outcome::Refused(refusal) => Some(refusal),
                Outcome::Answered(_) => None,
            });
            refusal.map(|refusal| (&asked.call, refusal))
        });
        refused.collect()
    }
}

impl Asked {
    fn further(&self) -> Vec<Call> {
        let Some((last, Outcome::Answered(answer))) = self.pages.last_key_value() else { return Vec::new() };
        // A list that does not go forward would never end.
        let Some(next) = answer.next.filter(|next| next > last) else { return Vec::new() };
        let step = (next - last).max(1);
        let end = answer.total.unwrap_or(next + 1).max(next + 1);
        let room = MOST_PAGES.saturating_sub(self.pages.len());
        let starts = (next..end).step_by(usize::try_from(step).unwrap_or(usize::MAX)).take(room);
        starts.map(|start| self.page(start)).collect()
    }

    fn page(&self, start: u64) -> Call {
        let mut call = self.call.clone();
        if let Some(map) = call.params.as_object_mut() {
            map.insert(START.to_owned(), start.into());
        }
        call
    }
}
