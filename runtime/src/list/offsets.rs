//! Many pages in one request, by their offsets.

use futures_util::StreamExt;
use futures_util::stream::FuturesOrdered;

use super::checkpoint::Checkpoint;
use super::rows::{Chunk, Rows, Source};
use crate::batch::raw::MAX;
use crate::boxed::BoxFuture;
use crate::error::Error;

/// Reads a list by the offsets of its pages.
pub(super) struct Offsets<T> {
    source: Source<T>,
    from: u64,
    /// The number of items at first, and of a page; known after the first page.
    first: Option<(u64, u64)>,
    /// The offset of the next page.
    next: u64,
    under_way: FuturesOrdered<BoxFuture<'static, Result<Rows<T>, Error>>>,
    done: u64,
    /// True if it may be read by pages.
    or_pages: bool,
    /// True if the server does not count the list, or counts it wrong.
    is_uncounted: bool,
}

impl<T: Send + 'static> Offsets<T> {
    pub(super) fn new(source: Source<T>, from: Checkpoint) -> Self {
        let from = if let Checkpoint::Offset(from) = from { from } else { 0 };
        let (under_way, or_pages, is_uncounted) = (FuturesOrdered::new(), false, false);
        Offsets { source, from, first: None, next: from, under_way, done: from, or_pages, is_uncounted }
    }

    /// By pages, if the server does not count the list.
    pub(super) fn or_pages(self) -> Self {
        Offsets { or_pages: true, ..self }
    }

    /// The source and position for reading it by pages instead, if nothing was given because it is not counted.
    pub(super) fn instead(&self) -> Option<(Source<T>, Checkpoint)> {
        let from = if self.from > 0 { Checkpoint::Offset(self.from) } else { Checkpoint::Start };
        (self.or_pages && self.is_uncounted).then(|| (self.source.clone(), from))
    }

    pub(super) async fn next(&mut self) -> Option<Result<Chunk<T>, Error>> {
        if self.first.is_none() {
            return Some(self.first_page().await);
        }
        self.ask();
        let rows = self.under_way.next().await?;
        Some(rows.map(|rows| self.chunk(rows, None)))
    }

    async fn first_page(&mut self) -> Result<Chunk<T>, Error> {
        let mut params = self.source.keys.params.clone();
        if self.from > 0 {
            params.insert("start".to_owned(), self.from.into());
        }
        let page = self.source.page(params).await?;
        let count = page.rows.len() as u64;
        let total = match (page.next, page.total) {
            // No other page: what is there is all.
            (None, _) => self.from + count,
            (Some(next), _) if next <= self.from => return Err(self.source.error("its next page is not further on")),
            (Some(next), Some(total)) if total > next => total,
            // None, or a number that does not go beyond this page although there is another one.
            (Some(_), _) => {
                self.is_uncounted = true;
                return Err(self.source.error("the server does not count it; read it by pages"));
            }
        };
        let size = page.next.map_or(count, |next| next - self.from).max(1);
        if page.next.is_some() && count < size {
            return Err(self.source.error("its first page is not full"));
        }
        self.first = Some((total, size));
        self.next = self.from + size;
        Ok(self.chunk(page.rows.into(), page.total))
    }

    /// Keeps as many requests under way as there may be.
    fn ask(&mut self) {
        let Some((total, size)) = self.first else { return };
        while self.under_way.len() < self.source.in_flight && self.next < total {
            let starts: Vec<u64> =
                (0..MAX as u64).map(|page| self.next + page * size).filter(|at| *at < total).collect();
            self.next += size * MAX as u64;
            let source = self.source.clone();
            self.under_way.push_back(Box::pin(async move { read(&source, &starts, total, size).await }));
        }
    }

    fn chunk(&mut self, rows: Rows<T>, total: Option<u64>) -> Chunk<T> {
        let done = self.done;
        self.done += rows.len() as u64;
        Chunk { rows, done: Some(done), total }
    }
}

/// Pages in one request. What is not as long as it has to be says that the list has changed: then items may have moved
/// from one page to another, and be missing or twice there.
async fn read<T>(source: &Source<T>, starts: &[u64], total: u64, size: u64) -> Result<Rows<T>, Error> {
    let command = |(index, start): (usize, &u64)| {
        source.command(index, source.keys.params.clone(), i64::try_from(*start).unwrap_or(i64::MAX))
    };
    let commands: Vec<_> = starts.iter().enumerate().map(command).collect();
    let outcomes = source.pages(&commands).await?;
    let mut rows = Rows::of_pages(starts.len());
    for (outcome, start) in outcomes.into_iter().zip(starts) {
        let page = match source.read_outcome(outcome) {
            // One that was refused for its time or for the rate is asked for once more, by itself.
            Err(error) if source.is_worth_waiting(&error) => {
                let mut params = source.keys.params.clone();
                params.insert("start".to_owned(), (*start).into());
                source.page(params).await?
            }
            page => page?,
        };
        let expected = size.min(total - start);
        if page.rows.len() as u64 != expected || page.total.is_some_and(|now| now != total) {
            let now = page.total.map_or_else(|| "another number".to_owned(), |now| now.to_string());
            return Err(source.error(format!("it changed meanwhile: {total} items at first, {now} later")));
        }
        rows.push(page.rows);
    }
    Ok(rows)
}
