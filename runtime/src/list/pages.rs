//! One page after the other.

use serde_json::{Map, Value, json};

use super::checkpoint::Checkpoint;
use super::keys::PAGE;
use super::rows::{Chunk, Page, Source};
use crate::catalogue::PagerKind;
use crate::error::Error;

/// Reads a list by pages.
pub(super) struct Pages<T> {
    source: Source<T>,
    kind: PagerKind,
    /// The number of items so far.
    done: u64,
    /// The position of the next page; `None` at the end.
    next: Option<Next>,
    last_id: Option<i64>,
    /// The first item of the last page.
    first: Option<Value>,
}

/// A position: the number of items before a page, and that of pages.
#[derive(Clone, Copy)]
struct Next {
    at: u64,
    page: u64,
}

impl<T> Pages<T> {
    pub(super) fn new(source: Source<T>, from: Checkpoint) -> Self {
        let at = if let Checkpoint::Offset(at) = from { at } else { 0 };
        let kind = source.keys.pager.map_or(PagerKind::Start, |pager| pager.kind);
        let next = Some(Next { at, page: at / source.keys.size() });
        Pages { source, kind, done: at, next, last_id: None, first: None }
    }

    pub(super) async fn next(&mut self) -> Option<Result<Chunk<T>, Error>> {
        let next = self.next.take()?;
        Some(self.page(next).await)
    }

    async fn page(&mut self, place: Next) -> Result<Chunk<T>, Error> {
        let params = self.params(place);
        let mut page = self.source.page(params).await?;
        let first = page.first.take();
        if self.kind != PagerKind::Start && first.is_some() && first == self.first {
            return Err(self.source.error("the server gives the same page again"));
        }
        self.next = self.after(place, &page)?;
        self.last_id = page.rows.last().and_then(|(_, id)| *id).or(self.last_id);
        self.first = first;
        let skipped = if self.kind == PagerKind::Whole { place.at } else { 0 };
        let (mut rows, done) = (page.rows, self.done);
        rows.drain(..usize::try_from(skipped).unwrap_or(usize::MAX).min(rows.len()));
        self.done += rows.len() as u64;
        Ok(Chunk { rows: rows.into(), done: Some(done), total: page.total })
    }

    /// Returns the position after a page, if there may be another one.
    fn after(&self, Next { at, page: index }: Next, page: &Page<T>) -> Result<Option<Next>, Error> {
        let keys = &self.source.keys;
        let count = page.rows.len() as u64;
        let next = Next { at: at + count, page: index + 1 };
        // A server may give fewer than it was asked for: only an empty page is the end for sure.
        let is_short = || keys.knows_size() && count < keys.size().min(PAGE);
        let is_all = || self.kind == PagerKind::Page && page.total.is_some_and(|total| next.at >= total);
        Ok(match self.kind {
            PagerKind::Whole => None,
            PagerKind::Start => match page.next {
                Some(next) if next <= at && count > 0 => {
                    return Err(self.source.error("its next page is not further on"));
                }
                at => at.filter(|_| count > 0).map(|at| Next { at, ..next }),
            },
            _ if count == 0 || page.has_more == Some(false) || is_short() || is_all() => None,
            PagerKind::LastId if page.rows.last().is_some_and(|(_, id)| id.is_none()) => {
                return Err(self.source.error("its items have no identifiers"));
            }
            _ => Some(next),
        })
    }

    fn params(&self, Next { at, page }: Next) -> Map<String, Value> {
        let keys = &self.source.keys;
        let mut params = keys.params.clone();
        match self.kind {
            PagerKind::Start if at == 0 => {}
            PagerKind::Start => keys.start().put(&mut params, json!(at)),
            PagerKind::Whole => {}
            PagerKind::Offset => {
                keys.offset_place().put(&mut params, json!(at.saturating_add(keys.offset())));
                keys.put_size(&mut params);
            }
            PagerKind::Page => {
                keys.page_place().put(&mut params, json!(page.saturating_add(keys.first_page())));
                keys.put_size(&mut params);
            }
            PagerKind::LastId => {
                if let Some(id) = self.last_id {
                    keys.last_id_place().put(&mut params, json!(id));
                }
                keys.put_size(&mut params);
            }
            PagerKind::Pagination => {
                let offset = at.saturating_add(keys.offset());
                params.insert("pagination".to_owned(), json!({ "offset": offset, "limit": keys.size() }));
            }
        }
        params
    }
}
