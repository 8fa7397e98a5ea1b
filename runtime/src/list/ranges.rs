//! Many pages in one request, each from the last identifier of the one before; and several such requests at a time, each
//! for a range of identifiers.
//!
//! The commands of a batch run one after the other, so each can refer to the last identifier of the page before,
//! `$result[p0][49][ID]`. Without counting (`start=-1`) the server is as fast at the end of the list as at its start. See
//! [large volumes](https://apidocs.bitrix24.com/settings/performance/huge-data.html).

use std::collections::VecDeque;

use futures_util::StreamExt;
use futures_util::stream::FuturesOrdered;
use serde_json::Value;

use super::checkpoint::Checkpoint;
use super::rows::{Chunk, Paged, Row, Rows, Source};
use crate::batch::raw::MAX;
use crate::boxed::BoxFuture;
use crate::error::Error;

/// The items of a full page.
const PAGE: usize = 50;

/// The number of attempts of a request that brings nothing.
const ATTEMPTS: u32 = 5;

/// The first request of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Start {
    /// One page, which counts the list; it may be all.
    OnePage,
    /// The first pages and the last one in a batch.
    Ranges,
    /// The first pages in a batch, and so on to the end.
    Chain,
}

/// Identifiers after one and up to another; to the end when there is no other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Range {
    after: Option<i64>,
    to: Option<i64>,
    /// The number of requests for it that have brought nothing so far.
    failed: u32,
}

/// The answer to a request for a range: items, and the rest of the range.
type Part<T> = Result<(Rows<T>, Option<Range>), Error>;

/// Reads a list by ranges of identifiers.
pub(super) struct Ranges<T> {
    source: Source<T>,
    start: Option<Start>,
    pending: VecDeque<Range>,
    under_way: FuturesOrdered<BoxFuture<'static, Part<T>>>,
    /// The last page, when it is known already.
    end: Vec<Row<T>>,
    last: Option<i64>,
    in_flight: usize,
    /// True if it may be read by pages.
    or_pages: bool,
    /// True if the first page is not in the order of identifiers, or has none.
    is_unordered: bool,
}

impl<T: Send + 'static> Ranges<T> {
    pub(super) fn new(source: Source<T>, from: Checkpoint, start: Start) -> Self {
        let last = if let Checkpoint::AfterId(id) = from { Some(id) } else { None };
        let in_flight = if start == Start::Chain { 1 } else { source.in_flight };
        let (pending, under_way) = (VecDeque::new(), FuturesOrdered::new());
        let (or_pages, is_unordered, end) = (false, false, Vec::new());
        Ranges { source, start: Some(start), pending, under_way, end, last, in_flight, or_pages, is_unordered }
    }

    /// By pages, if the server does not go by identifiers.
    pub(super) fn or_pages(self) -> Self {
        let or_pages = self.last.is_none();
        Ranges { or_pages, ..self }
    }

    /// The source for reading it by pages instead, if nothing was given and the server does not go by identifiers.
    pub(super) fn instead(&self, error: &Error) -> Option<Source<T>> {
        let is_refused = matches!(error, Error::Api(error) if error.status == Some(400));
        let is_first = self.last.is_none() && self.or_pages;
        (is_first && (is_refused || self.is_unordered)).then(|| self.source.clone())
    }

    pub(super) async fn next(&mut self) -> Option<Result<Chunk<T>, Error>> {
        match self.start.take() {
            Some(Start::OnePage) => return Some(self.one_page().await),
            Some(Start::Ranges) => return Some(self.both_ends().await),
            Some(Start::Chain) => self.pending.push_back(Range { after: self.last, to: None, failed: 0 }),
            None => {}
        }
        self.ask();
        match self.under_way.next().await {
            Some(part) => Some(part.and_then(|(rows, rest)| {
                // What is left of a range comes before all others.
                if let Some(rest) = rest {
                    self.under_way.push_front(fetch(self.source.clone(), rest));
                }
                self.chunk(rows, None)
            })),
            None if self.end.is_empty() => None,
            None => {
                let end = std::mem::take(&mut self.end);
                Some(self.chunk(end.into(), None))
            }
        }
    }

    /// The first page by itself.
    async fn one_page(&mut self) -> Result<Chunk<T>, Error> {
        let source = self.source.clone();
        let Some(cursor) = source.keys.cursor() else { return Err(source.error("it does not go by identifiers")) };
        let page = source.page(cursor.page(&source.keys.params, self.last.map(Value::from), None)).await?;
        let (count, total) = (page.rows.len() as u64, page.total);
        let ids = page.rows.iter().map(|(_, id)| *id);
        self.is_unordered = ids.clone().any(|id| id.is_none()) || !ids.is_sorted_by(|one, other| one < other);
        if self.is_unordered && self.or_pages {
            return Err(source.error("the server does not go by identifiers"));
        }
        let chunk = self.chunk(page.rows.into(), total)?;
        if page.next.is_none() {
            return Ok(chunk);
        }
        match total {
            // The rest fits into one request.
            Some(total) if total <= count + (PAGE * MAX) as u64 => {
                self.pending.push_back(Range { after: self.last, to: None, failed: 0 });
            }
            _ => self.start = Some(Start::Ranges),
        }
        Ok(chunk)
    }

    /// The next pages and the last one in a batch; then it is known how many items are between them.
    async fn both_ends(&mut self) -> Result<Chunk<T>, Error> {
        let source = self.source.clone();
        let Some(cursor) = source.keys.cursor() else { return Err(source.error("it does not go by identifiers")) };
        let mut commands = chain(&source, Range { after: self.last, to: None, failed: 0 }, MAX - 1);
        let mut last_page = cursor.page(&source.keys.params, self.last.map(Value::from), None);
        last_page = cursor.sorted(&last_page, "DESC");
        commands.push(source.command(MAX - 1, last_page, 0));
        let mut pages = source.pages(&commands).await?;
        let last = pages.pop();
        let (rows, rest) = read(&source, pages, Range { after: self.last, to: None, failed: 0 })?;
        let Some(rest) = rest else { return self.chunk(rows, None) };
        let last = match last.map(|last| source.read_outcome(last)) {
            Some(Ok(last)) => last,
            Some(Err(error)) if !source.is_worth_waiting(&error) => return Err(error),
            // Without the last page it is not known where the list ends: then the rest is one range.
            _ => {
                self.pending.push_back(rest);
                return self.chunk(rows, None);
            }
        };
        let total = last.total;
        let mut end = last.rows;
        end.reverse();
        // Else it would be the first page, and the list would end too early.
        if !end.is_sorted_by(|(_, one), (_, other)| one < other) {
            return Err(source.error("the server does not keep to the order of identifiers"));
        }
        let after = rest.after.unwrap_or(i64::MIN);
        end.retain(|(_, id)| id.is_some_and(|id| id > after));
        let first_of_end = end.first().and_then(|(_, id)| *id);
        let between = total.map(|total| total.saturating_sub((rows.len() + end.len()) as u64));
        let chunk = self.chunk(rows, total)?;
        if let Some(first) = first_of_end {
            self.pending.extend(split(after, first - 1, between));
            self.end = end;
        }
        Ok(chunk)
    }

    /// Keeps as many requests under way as there may be.
    fn ask(&mut self) {
        while self.under_way.len() < self.in_flight
            && let Some(range) = self.pending.pop_front()
        {
            self.under_way.push_back(fetch(self.source.clone(), range));
        }
    }

    /// Items that follow those before, in the order of their identifiers.
    fn chunk(&mut self, rows: Rows<T>, total: Option<u64>) -> Result<Chunk<T>, Error> {
        for id in rows.ids() {
            let Some(id) = id else { return Err(self.source.error("an item has no identifier")) };
            if self.last.is_some_and(|last| id <= last) {
                return Err(self.source.error("the server does not keep to the order of identifiers"));
            }
            self.last = Some(id);
        }
        Ok(Chunk { rows, done: None, total })
    }
}

/// No list is split into more ranges than this, whatever the server says of its length.
const MAX_RANGES: u64 = 100_000;

/// Ranges of the same width, about as many as it takes requests to read them; one when the number of items is not known.
fn split(after: i64, to: i64, items: Option<u64>) -> Vec<Range> {
    let width = u64::try_from(i128::from(to) - i128::from(after)).unwrap_or(0);
    let items = items.unwrap_or(1).min(width);
    if width == 0 {
        return Vec::new();
    }
    let parts = items.div_ceil((PAGE * MAX) as u64).clamp(1, MAX_RANGES);
    let edge = |part: u64| {
        let offset = u128::from(width) * u128::from(part) / u128::from(parts);
        after.saturating_add(i64::try_from(offset).unwrap_or(i64::MAX))
    };
    let range = |part| Range { after: Some(edge(part)), to: Some(edge(part + 1)), failed: 0 };
    (0..parts).map(range).collect()
}

/// Commands that ask for the pages of a range, each after the one before.
fn chain<T>(source: &Source<T>, range: Range, pages: usize) -> Vec<crate::batch::raw::Command> {
    let Some(cursor) = source.keys.cursor() else { return Vec::new() };
    let after = |page: usize| match page {
        0 => range.after.map(Value::from),
        _ => Some(source.reference(page - 1, PAGE - 1)),
    };
    let page = |page| source.command(page, cursor.page(&source.keys.params, after(page), range.to), -1);
    (0..pages).map(page).collect()
}

fn fetch<T: Send + 'static>(source: Source<T>, range: Range) -> BoxFuture<'static, Part<T>> {
    Box::pin(async move {
        let commands = chain(&source, range, pages_of(range));
        let outcomes = source.pages(&commands).await?;
        read(&source, outcomes, range)
    })
}

/// As many pages as a range can have: no more than one for 50 identifiers.
fn pages_of(range: Range) -> usize {
    let width = range.to.zip(range.after).and_then(|(to, after)| usize::try_from(to.checked_sub(after)?).ok());
    width.map_or(MAX, |width| width.div_ceil(PAGE).clamp(1, MAX))
}

/// The pages of a range up to the first that is not full: the references after it lead nowhere.
fn read<T>(source: &Source<T>, outcomes: Vec<Paged<T>>, range: Range) -> Part<T> {
    let mut rows = Rows::of_pages(outcomes.len());
    let mut after = range.after;
    for outcome in outcomes {
        let page = match source.read_outcome(outcome) {
            Ok(page) => page,
            // What came before it is kept, and the rest asked for again.
            Err(error) if source.is_worth_waiting(&error) && (!rows.is_empty() || range.failed < ATTEMPTS) => {
                let failed = if rows.is_empty() { range.failed + 1 } else { 0 };
                return Ok((rows, Some(Range { after, failed, ..range })));
            }
            Err(error) => return Err(error),
        };
        for (_, id) in &page.rows {
            let Some(id) = *id else { return Err(source.error("an item has no identifier")) };
            let is_outside = after.is_some_and(|after| id <= after) || range.to.is_some_and(|to| id > to);
            if is_outside {
                return Err(source.error("the server does not keep to the filter or the order of identifiers"));
            }
            after = Some(id);
        }
        let is_last = page.rows.len() < PAGE || after.is_some() && after == range.to;
        rows.push(page.rows);
        if is_last {
            return Ok((rows, None));
        }
    }
    Ok((rows, Some(Range { after, failed: 0, ..range })))
}

#[cfg(test)]
mod tests {
    use super::{Range, pages_of, split};

    #[test]
    fn ranges_meet_and_cover_all() {
        let ranges = split(100, 10_100, Some(10_000));
        assert_eq!(ranges.len(), 4);
        assert_eq!((ranges[0].after, ranges[3].to), (Some(100), Some(10_100)));
        assert!(ranges.windows(2).all(|pair| pair[0].to == pair[1].after));
        assert!(split(5, 5, Some(10)).is_empty());
        assert_eq!(split(0, 3, None).len(), 1);
        assert_eq!(split(i64::MIN, i64::MAX, Some(1)).len(), 1);
        assert_eq!(split(0, i64::MAX, None).len(), 1);
        assert_eq!(split(0, i64::MAX, Some(u64::MAX)).len() as u64, super::MAX_RANGES);
    }

    #[test]
    fn a_narrow_range_needs_few_pages() {
        let range = |after, to| Range { after: Some(after), to: Some(to), failed: 0 };
        assert_eq!(pages_of(range(0, 120)), 3);
        assert_eq!(pages_of(range(0, 1_000_000)), 50);
        assert_eq!(pages_of(Range { after: None, to: Some(5), failed: 0 }), 50);
    }
}
