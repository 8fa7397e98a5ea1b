//! One page after the other.

use serde_json::{Map, Value, json};

use super::checkpoint::Checkpoint;
use super::keys::PAGE;
use super::rows::{Chunk, Source};
use crate::catalogue::PagerKind;
use crate::error::Error;

/// Reads a list by pages.
pub(super) struct Pages<T> {
    source: Source<T>,
    /// The number of items so far.
    done: u64,
    /// The offset of the next page; `None` at the end.
    next: Option<u64>,
    last_id: Option<i64>,
}

impl<T> Pages<T> {
    pub(super) fn new(source: Source<T>, from: Checkpoint) -> Self {
        let done = if let Checkpoint::Offset(done) = from { done } else { 0 };
        Pages { source, done, next: Some(done), last_id: None }
    }

    pub(super) async fn next(&mut self) -> Option<Result<Chunk<T>, Error>> {
        let next = self.next.take()?;
        Some(self.page(next).await)
    }

    async fn page(&mut self, at: u64) -> Result<Chunk<T>, Error> {
        let kind = self.source.keys.pager.map_or(PagerKind::Start, |pager| pager.kind);
        let size = self.source.keys.size();
        let params = self.params(kind, at, size);
        let page = self.source.page(params).await?;
        let first_id = page.rows.first().and_then(|(_, id)| *id);
        let last_id = page.rows.last().and_then(|(_, id)| *id);
        if !page.rows.is_empty() && last_id.is_some() && last_id == self.last_id && first_id == last_id {
            return Err(self.source.error("the server gives the same page again"));
        }
        let count = page.rows.len() as u64;
        self.next = match kind {
            PagerKind::Start => match page.next {
                Some(next) if next <= at && count > 0 => {
                    return Err(self.source.error("its next page is not further on"));
                }
                next => next.filter(|_| count > 0),
            },
            // A server may give fewer than it was asked for: only an empty page is the end for sure.
            _ if count == 0 || count < size.min(PAGE) => None,
            PagerKind::LastId if last_id.is_none() => return Err(self.source.error("its items have no identifiers")),
            _ => Some(at + count),
        };
        self.last_id = last_id.or(self.last_id);
        let before = self.done;
        self.done += count;
        let rows = page.rows.into_iter().zip(before + 1..);
        let rows = rows.map(|((item, _), done)| (item, Checkpoint::Offset(done))).collect();
        Ok(Chunk { rows, total: page.total })
    }

    fn params(&self, kind: PagerKind, at: u64, size: u64) -> Map<String, Value> {
        let mut params = self.source.keys.params.clone();
        let name = |names: &[&str]| {
            let known = params.keys().find(|key| names.iter().any(|name| key.eq_ignore_ascii_case(name)));
            known.cloned().unwrap_or_else(|| names[0].to_owned())
        };
        let (key, value) = match kind {
            PagerKind::Start if at == 0 => return params,
            PagerKind::Start => (name(&["start"]), json!(at)),
            PagerKind::Offset => (name(&["offset"]), json!(at)),
            PagerKind::Page => (name(&["page"]), json!(at / size + 1)),
            PagerKind::LastId => match self.last_id {
                Some(id) => (name(&["LAST_ID", "lastId"]), json!(id)),
                None => return params,
            },
            PagerKind::Pagination => {
                let offset = at.saturating_add(self.source.keys.offset());
                ("pagination".to_owned(), json!({ "offset": offset, "limit": size }))
            }
        };
        params.insert(key, value);
        params
    }
}
