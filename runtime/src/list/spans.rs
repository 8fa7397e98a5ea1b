//! REST 3.0 by ranges of identifiers: many ranges in one request, and several requests at a time.
//!
//! REST 3.0 does not count, and a reference to an item that is not there fails all of a batch; so pages can neither be
//! asked for by offsets nor be chained. But an identifier can be asked for from both sides: a range of as many
//! identifiers as a page has rows is whole in one page, and so is mostly a wider one where identifiers are sparse. One
//! that is not is read on from where its page ends. What is deleted or added meanwhile moves nothing from one range to
//! another.

use futures_util::StreamExt;
use futures_util::stream::FuturesOrdered;

use super::checkpoint::Checkpoint;
use super::keys::Ids;
use super::rows::{Chunk, Paged, Rows, Source};
use crate::batch::raw::{Command, MAX};
use crate::boxed::BoxFuture;
use crate::error::Error;

/// The approximate maximum number of rows of one request.
const ROWS: u64 = 2_500;

/// A page that has fewer rows is the last one, however many were asked for: a server may give fewer than that.
const PAGE: u64 = 50;

/// The number of attempts of a request that brings nothing.
const ATTEMPTS: u32 = 5;

/// Identifiers after one and up to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Range {
    after: i64,
    to: i64,
    /// The number of requests for it that have brought nothing so far.
    failed: u32,
}

impl Range {
    fn new(after: i64, to: i64) -> Self {
        Range { after, to, failed: 0 }
    }

    /// The number of identifiers in it.
    fn width(self) -> u64 {
        u64::try_from(i128::from(self.to) - i128::from(self.after)).unwrap_or(0)
    }

    /// The first identifiers of it.
    fn first(self, width: u64) -> Range {
        let to = i64::try_from(i128::from(self.after) + i128::from(width)).unwrap_or(i64::MAX);
        Range::new(self.after, to.min(self.to))
    }

    /// The rest of the range after an identifier.
    fn behind(self, after: i64) -> Option<Range> {
        (after < self.to).then_some(Range::new(after, self.to))
    }
}

/// The answer to a request.
struct Part<T> {
    rows: Rows<T>,
    /// The number of identifiers that it has looked at.
    width: u64,
    /// True if a range had more rows than a page.
    is_full: bool,
    rest: Option<Range>,
}

/// The progress of the reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    First,
    Last,
    Between,
    Ended,
}

/// Reads a list of REST 3.0 by ranges of identifiers.
pub(super) struct Spans<T> {
    source: Source<T>,
    stage: Stage,
    in_flight: usize,
    /// True if it may be read by pages.
    or_pages: bool,
    /// The identifier of the last item that was given.
    last: Option<i64>,
    /// The number of rows of a full page.
    page: u64,
    /// The number of identifiers that a command asks for.
    width: u64,
    /// The range that was not asked for yet.
    left: Option<Range>,
    under_way: FuturesOrdered<BoxFuture<'static, Result<Part<T>, Error>>>,
}

impl<T: Send + 'static> Spans<T> {
    pub(super) fn new(source: Source<T>, from: Checkpoint, in_flight: usize) -> Self {
        let last = if let Checkpoint::AfterId(id) = from { Some(id) } else { None };
        let (page, under_way) = (source.keys.size(), FuturesOrdered::new());
        let (stage, or_pages) = (Stage::First, false);
        Spans { source, stage, in_flight, or_pages, last, page, width: page, left: None, under_way }
    }

    /// By pages, if the server does not filter by identifiers.
    pub(super) fn or_pages(self) -> Self {
        Spans { or_pages: true, ..self }
    }

    /// The source for reading it by pages instead, if nothing was given and the server does not filter by identifiers.
    pub(super) fn instead(&self, error: &Error) -> Option<Source<T>> {
        let is_refused = matches!(error, Error::Api(error) if error.status == Some(400));
        let is_first = self.stage == Stage::First && self.last.is_none();
        (is_refused && is_first && self.or_pages).then(|| self.source.clone())
    }

    pub(super) async fn next(&mut self) -> Option<Result<Chunk<T>, Error>> {
        match self.stage {
            Stage::First => return Some(self.first_page().await),
            Stage::Last => match self.last_id().await {
                Ok(Some(to)) => {
                    self.stage = Stage::Between;
                    self.left = self.last.and_then(|last| Range::new(last, to).behind(last));
                }
                Ok(None) => self.stage = Stage::Ended,
                Err(error) => return Some(Err(error)),
            },
            Stage::Between | Stage::Ended => {}
        }
        self.ask();
        let part = self.under_way.next().await?;
        Some(part.and_then(|part| self.take(part)))
    }

    fn ids(&self) -> Result<Ids<'_>, Error> {
        self.source
            .keys
            .ids()
            .ok_or_else(|| self.source.error("its method, order or `select` does not go by identifiers"))
    }

    async fn first_page(&mut self) -> Result<Chunk<T>, Error> {
        let params = self.ids()?.page(Some(self.last.unwrap_or(0)), None, self.page, "ASC");
        let rows = self.source.page(params).await?.rows;
        let count = rows.len() as u64;
        self.stage = if count < self.page.min(PAGE) { Stage::Ended } else { Stage::Last };
        self.page = self.page.min(count.max(1));
        let first = rows.first().and_then(|(_, id)| *id);
        let chunk = self.chunk(rows.into())?;
        if let Some((first, last)) = first.zip(self.last) {
            self.width = fitting(self.page, count, Range::new(first, last).width().saturating_add(1));
        }
        Ok(chunk)
    }

    /// The largest identifier, if it is behind those that were given.
    async fn last_id(&mut self) -> Result<Option<i64>, Error> {
        let params = self.ids()?.page(self.last, None, 1, "DESC");
        let page = self.source.page(params).await?;
        match page.rows.first() {
            None => Ok(None),
            Some((_, None)) => Err(self.source.error("an item has no identifier")),
            Some((_, Some(id))) => Ok(Some(*id)),
        }
    }

    /// Keeps as many requests under way as there may be.
    fn ask(&mut self) {
        while self.under_way.len() < self.in_flight
            && let Some(left) = self.left.take()
        {
            let range = left.first(self.width.saturating_mul(commands(self.page)));
            self.left = left.behind(range.to);
            self.under_way.push_back(fetch(self.source.clone(), range, self.width, self.page));
        }
    }

    /// Takes what a request gave, and learns from it how many identifiers to ask for.
    fn take(&mut self, part: Part<T>) -> Result<Chunk<T>, Error> {
        let Part { rows, width, is_full, rest } = part;
        if width > 0 {
            let fits = fitting(self.page, rows.len() as u64, width);
            // Where there are more items than were expected, there are most likely more of them to come.
            self.width =
                if is_full { fits.min(self.width / 2).max(self.page) } else { fits.min(self.width.saturating_mul(4)) };
        }
        // What is left of a range comes before all others.
        if let Some(rest) = rest {
            self.under_way.push_front(fetch(self.source.clone(), rest, self.width, self.page));
        }
        self.chunk(rows)
    }

    /// Items that follow those before, in the order of their identifiers.
    fn chunk(&mut self, rows: Rows<T>) -> Result<Chunk<T>, Error> {
        for id in rows.ids() {
            let Some(id) = id else { return Err(self.source.error("an item has no identifier")) };
            if self.last.is_some_and(|last| id <= last) {
                return Err(self.source.error("the server does not keep to the filter or the order of identifiers"));
            }
            self.last = Some(id);
        }
        Ok(Chunk { rows, done: None, total: None })
    }
}

/// The number of commands of a request.
fn commands(page: u64) -> u64 {
    (ROWS / page.max(1)).clamp(1, MAX as u64)
}

/// The number of identifiers that fills three quarters of a page, where `width` of them are `rows` rows. As many
/// as a page has rows always fit.
fn fitting(page: u64, rows: u64, width: u64) -> u64 {
    let fits = (u128::from(width) * u128::from(page)).saturating_mul(3) / (u128::from(rows.max(1)) * 4);
    u64::try_from(fits).unwrap_or(u64::MAX).max(page).max(1)
}

fn fetch<T: Send + 'static>(
    source: Source<T>,
    range: Range,
    width: u64,
    page: u64,
) -> BoxFuture<'static, Result<Part<T>, Error>> {
    Box::pin(async move {
        let mut ranges = Vec::new();
        let mut left = Some(range);
        while let Some(next) = left.filter(|_| (ranges.len() as u64) < commands(page)) {
            let first = next.first(width.max(1));
            left = next.behind(first.to);
            ranges.push(first);
        }
        let Some(ids) = source.keys.ids() else { return Err(source.error("it does not go by identifiers")) };
        let command = |(index, range): (usize, &Range)| {
            let params = ids.page(Some(range.after), Some(range.to), source.keys.size(), "ASC");
            Command::new(format!("p{index}"), &source.keys.method, source.keys.kind, params)
        };
        let commands: Vec<Command> = ranges.iter().enumerate().map(command).collect();
        let outcomes = source.pages(&commands).await?;
        read(&source, outcomes, &ranges, range, page)
    })
}

/// The rows of ranges, up to the first that has more of them than a page.
fn read<T>(
    source: &Source<T>,
    outcomes: Vec<Paged<T>>,
    ranges: &[Range],
    all: Range,
    page: u64,
) -> Result<Part<T>, Error> {
    let mut part = Part { rows: Rows::of_pages(ranges.len()), width: 0, is_full: false, rest: None };
    for (outcome, range) in outcomes.into_iter().zip(ranges) {
        let found = match source.read_outcome(outcome) {
            Ok(found) => found.rows,
            // What came before it is kept, and the rest asked for again.
            Err(error) if source.is_worth_waiting(&error) && (part.width > 0 || all.failed < ATTEMPTS) => {
                let failed = if part.width == 0 { all.failed + 1 } else { 0 };
                part.rest = Some(Range { after: range.after, failed, ..all });
                return Ok(part);
            }
            Err(error) => return Err(error),
        };
        let mut after = range.after;
        for (_, id) in &found {
            let Some(id) = *id else { return Err(source.error("an item has no identifier")) };
            if id <= after || id > range.to {
                return Err(source.error("the server does not keep to the filter or the order of identifiers"));
            }
            after = id;
        }
        part.is_full = found.len() as u64 >= page && after < range.to;
        part.rows.push(found);
        let end = if part.is_full { after } else { range.to };
        part.width += Range::new(range.after, end).width();
        part.rest = all.behind(end);
        if part.is_full {
            break;
        }
    }
    Ok(part)
}

#[cfg(test)]
mod tests {
    use super::{Range, commands, fitting};

    #[test]
    fn a_range_is_split_without_gaps() {
        let all = Range::new(10, 35);
        let first = all.first(20);
        assert_eq!((first, all.behind(first.to)), (Range::new(10, 30), Some(Range::new(30, 35))));
        assert_eq!((all.first(100), all.behind(35)), (all, None));
        let widest = Range::new(i64::MIN, i64::MAX);
        assert_eq!((widest.width(), widest.first(u64::MAX)), (u64::MAX, widest));
    }

    #[test]
    fn a_page_is_filled_and_never_asked_for_less() {
        assert_eq!(fitting(50, 50, 50), 50);
        assert_eq!(fitting(50, 50, 5_000), 3_750);
        assert_eq!(fitting(50, 0, 1_000), 37_500);
        assert_eq!(fitting(u64::MAX, 0, u64::MAX), u64::MAX);
        assert_eq!((commands(50), commands(1_000), commands(1), commands(0)), (50, 2, 50, 50));
    }
}
