//! The calls that really ran.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

/// The calls that a portal has run, and those that it has refused: a test compares them with the client's view.
///
/// A call counts as run if its method had its effect, even if the answer did not arrive. Commands of a batch count
/// under their own names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ran {
    calls: BTreeMap<String, u64>,
    refused: BTreeMap<String, u64>,
    writes: Vec<Write>,
}

/// A call that has changed data.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Write {
    /// The method, in lower case.
    pub method: String,
    /// The identifier of the created or changed row, in the [store](crate::Portal::fill).
    pub id: Option<u64>,
    /// The caller's name for it: the first of the fields `ORIGIN_ID`, `XML_ID`, `TITLE`, `NAME` that it sent, in any
    /// spelling.
    pub mark: Option<String>,
}

/// The fields that may be a [mark](Write::mark), in lower case and without underscores.
const MARKS: [&str; 4] = ["originid", "xmlid", "title", "name"];

impl Ran {
    /// Returns the number of runs of a method; its name may have any case.
    pub fn times(&self, method: &str) -> u64 {
        self.calls.get(&method.to_ascii_lowercase()).copied().unwrap_or_default()
    }

    /// Returns the number of runs of each method, by its name in lower case.
    pub fn calls(&self) -> &BTreeMap<String, u64> {
        &self.calls
    }

    /// Returns the calls that have changed data, in their order.
    pub fn writes(&self) -> &[Write] {
        &self.writes
    }

    /// Returns the number of writes of each [mark](Write::mark) by a method: 1 for all means that no call was doubled.
    pub fn marks(&self, method: &str) -> BTreeMap<&str, u64> {
        let mut marks = BTreeMap::new();
        for write in self.writes.iter().filter(|write| write.method.eq_ignore_ascii_case(method)) {
            if let Some(mark) = &write.mark {
                *marks.entry(mark.as_str()).or_default() += 1;
            }
        }
        marks
    }

    /// Returns the number of calls answered with an error of this code.
    pub fn refused(&self, code: &str) -> u64 {
        self.refused.get(code).copied().unwrap_or_default()
    }

    /// Returns the number of calls answered with an error, by its code.
    pub fn refusals(&self) -> &BTreeMap<String, u64> {
        &self.refused
    }

    pub(crate) fn count(&mut self, method: &str) {
        match self.calls.get_mut(method) {
            Some(count) => *count += 1,
            None => {
                self.calls.insert(method.to_owned(), 1);
            }
        }
    }

    pub(crate) fn write(&mut self, method: &str, id: Option<u64>, params: &Map<String, Value>) {
        self.writes.push(Write { method: method.to_owned(), id, mark: mark(params) });
    }

    pub(crate) fn refuse(&mut self, code: &str) {
        *self.refused.entry(code.to_owned()).or_default() += 1;
    }
}

fn mark(params: &Map<String, Value>) -> Option<String> {
    let fields = params.iter().find(|(key, _)| key.eq_ignore_ascii_case("fields")).and_then(|(_, v)| v.as_object());
    let fields = fields.unwrap_or(params);
    MARKS.iter().find_map(|mark| {
        let plain = |key: &str| key.replace('_', "").to_ascii_lowercase();
        fields.iter().find(|(key, _)| plain(key) == *mark).and_then(|(_, value)| value.as_str()).map(str::to_owned)
    })
}
