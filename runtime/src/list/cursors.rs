//! REST 3.0's pages behind a cursor, which the server gives with each page.

use serde_json::{Map, Value, json};

use super::checkpoint::Checkpoint;
use super::rows::{Chunk, Source};
use crate::error::Error;

/// Reads a list from cursor to cursor.
///
/// A cursor stands behind a page, not behind an item, so reading goes on in the middle by reading from the start.
pub(super) struct Cursors<T> {
    source: Source<T>,
    /// The number of items so far, with those that were skipped.
    done: u64,
    /// The number of items to skip.
    skip: u64,
    next: Next,
}

/// The next page.
enum Next {
    First,
    After(Value),
    /// The server has more, and no way to ask for it.
    Lost,
    End,
}

impl<T> Cursors<T> {
    pub(super) fn new(source: Source<T>, from: Checkpoint) -> Self {
        let skip = if let Checkpoint::Offset(skip) = from { skip } else { 0 };
        Cursors { source, done: 0, skip, next: Next::First }
    }

    pub(super) async fn next(&mut self) -> Option<Result<Chunk<T>, Error>> {
        let cursor = match std::mem::replace(&mut self.next, Next::End) {
            Next::First => None,
            Next::After(cursor) => Some(cursor),
            Next::Lost => return Some(Err(self.source.error("there is more, and the method gives one page only"))),
            Next::End => return None,
        };
        Some(self.page(cursor).await)
    }

    async fn page(&mut self, cursor: Option<Value>) -> Result<Chunk<T>, Error> {
        let page = self.source.page(self.params(cursor.clone())).await?;
        self.next = match (page.cursor, page.has_more) {
            (Some(next), _) if Some(&next) == cursor.as_ref() => {
                return Err(self.source.error("the server gives the same page again"));
            }
            (_, Some(false)) | (None, None) => Next::End,
            (None, Some(true)) => Next::Lost,
            (Some(_), Some(true)) if page.rows.is_empty() => {
                return Err(self.source.error("a page is empty, and the server says that there is more"));
            }
            (Some(_), None) if page.rows.is_empty() => Next::End,
            (Some(next), _) => Next::After(next),
        };
        let mut rows = page.rows;
        let skipped = usize::try_from(self.skip.saturating_sub(self.done)).unwrap_or(usize::MAX).min(rows.len());
        rows.drain(..skipped);
        let done = self.done + skipped as u64;
        self.done = done + rows.len() as u64;
        Ok(Chunk { rows: rows.into(), done: Some(done), total: None })
    }

    fn params(&self, cursor: Option<Value>) -> Map<String, Value> {
        let mut params = self.source.keys.params.clone();
        if let Some(cursor) = cursor {
            let pagination = params.entry("pagination").or_insert_with(|| json!({}));
            if !pagination.is_object() {
                *pagination = json!({});
            }
            pagination["afterCursor"] = cursor;
        }
        params
    }
}
