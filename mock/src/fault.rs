//! Faults: failures between a client and a portal.

use std::collections::VecDeque;
use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use crate::random::{mix, unit};

/// A failure of one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// `503`: refused with `QUERY_LIMIT_EXCEEDED`; it does not run.
    ///
    /// It slows a client of the crate `bitrix24` down for a while, as a real one does, unless it has `Limits::none()`:
    /// it takes the portal's bucket of 50 requests as full, and uses four fifths of it from then on. The request is
    /// repeated after half a second, and as long as there are more, two are sent a second. After a second refusal in a row
    /// the client uses four fifths of that again, and pauses longer: the call takes five seconds in all. Other limits have
    /// other times. A test that is about repeated requests only is quicker with [`Broken`](Self::Broken).
    TooMany,
    /// `overload`: refused with `OVERLOAD_LIMIT`, a ban, with status 503; it does not run.
    Overload,
    /// `429`: refused with `OPERATION_TIME_LIMIT`; it does not run.
    UsedUp,
    /// `500`: it does not run, and is answered with a page of HTML.
    Broken,
    /// `500-after`: it runs, and is answered with a page of HTML.
    BrokenAfter,
    /// `html`: it does not run, and is answered with a page of HTML and status 200, as under load.
    Html,
    /// `reset-before`: the connection is reset; it does not run.
    ResetBefore,
    /// `reset-after`: it runs, then the connection is reset without an answer.
    ResetAfter,
    /// `slow`, or `slow:2s` and `slow:250ms`: it runs, and the second half of the answer comes that much later.
    Slow(Duration),
    /// `truncated`: it runs, and the connection ends in the middle of the answer.
    Truncated,
    /// `302`: it does not run, and is sent to the portal's other host. A request to the other host is not faulted.
    Moved,
    /// `expired-token`: of a batch, the first half of the commands run, the rest are refused with `expired_token`, and
    /// so is every later request with this token. Any other request does not run at all. A webhook has no token: it is
    /// not faulted.
    ExpiredToken,
    /// `503-batch`: of a batch, the first half of the commands run, the rest are refused with `QUERY_LIMIT_EXCEEDED`. Any
    /// other request is not faulted.
    TooManyInBatch,
    /// `partial-batch`: of a batch, the first half of the commands run, the rest are skipped silently. Any other
    /// request is not faulted.
    PartialBatch,
}

/// The default delay of a slow answer.
const SLOW: Duration = Duration::from_secs(1);

/// The names of the faults.
const NAMES: [(&str, Fault); 14] = [
    ("503", Fault::TooMany),
    ("overload", Fault::Overload),
    ("429", Fault::UsedUp),
    ("500", Fault::Broken),
    ("500-after", Fault::BrokenAfter),
    ("html", Fault::Html),
    ("reset-before", Fault::ResetBefore),
    ("reset-after", Fault::ResetAfter),
    ("slow", Fault::Slow(SLOW)),
    ("truncated", Fault::Truncated),
    ("302", Fault::Moved),
    ("expired-token", Fault::ExpiredToken),
    ("503-batch", Fault::TooManyInBatch),
    ("partial-batch", Fault::PartialBatch),
];

/// Faults with rates: the share of requests that each one affects. The affected requests depend on the portal's seed
/// and the order of requests.
///
/// ```
/// let faults: bitrix24_mock::Faults = "503=0.02,reset-after=0.01,slow:250ms=0.1".parse()?;
/// # Ok::<(), bitrix24_mock::ParseFaultsError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Faults(Vec<(Fault, f64)>);

impl Faults {
    /// Returns no faults.
    pub fn none() -> Self {
        Self::default()
    }

    /// Adds a fault for this share of the requests, from 0 to 1. The shares add up; any part above 1 has no effect.
    #[must_use]
    pub fn with(mut self, fault: Fault, rate: f64) -> Self {
        self.0.push((fault, rate));
        self
    }

    /// Returns the fault for a number from 0 to 1.
    fn pick(&self, number: f64) -> Option<Fault> {
        let mut sum = 0.0;
        self.0.iter().find_map(|(fault, rate)| {
            sum += rate;
            (number < sum).then_some(*fault)
        })
    }
}

/// The reason why a text is not a list of faults.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum ParseFaultsError {
    /// The fault is unknown.
    #[error("there is no fault `{0}`; there are {all}", all = names())]
    Unknown(String),
    /// The rate is missing or not a share.
    #[error("`{0}` needs a rate from 0 to 1, such as {0}=0.02")]
    Rate(String),
    /// The time of a slow answer is not one.
    #[error("`{0}` does not say a time, such as slow:250ms or slow:2s")]
    Time(String),
    /// The rates add up to more than all requests.
    #[error("the rates add up to {0}, which is more than 1")]
    Sum(f64),
}

fn names() -> String {
    NAMES.map(|(name, _)| name).join(", ")
}

impl FromStr for Faults {
    type Err = ParseFaultsError;

    /// Reads `503=0.02,reset-after=0.01`: faults by their names, each with its rate.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut faults = Self::none();
        for part in text.split(',').map(str::trim).filter(|part| !part.is_empty()) {
            let (name, rate) = part.split_once('=').unwrap_or((part, ""));
            let fault = name.trim().parse()?;
            let rate = rate.trim().parse::<f64>().ok().filter(|rate| (0.0..=1.0).contains(rate));
            let rate = rate.ok_or_else(|| ParseFaultsError::Rate(name.trim().to_owned()))?;
            faults = faults.with(fault, rate);
        }
        let sum: f64 = faults.0.iter().map(|(_, rate)| rate).sum();
        if sum > 1.0 + 1e-9 { Err(ParseFaultsError::Sum(sum)) } else { Ok(faults) }
    }
}

impl FromStr for Fault {
    type Err = ParseFaultsError;

    /// Reads a fault by its name, such as `reset-after` or `slow:250ms`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if let Some(time) = text.strip_prefix("slow:") {
            let time = duration(time).ok_or_else(|| ParseFaultsError::Time(text.to_owned()))?;
            return Ok(Self::Slow(time));
        }
        let known = NAMES.iter().find(|(name, _)| *name == text).map(|(_, fault)| *fault);
        known.ok_or_else(|| ParseFaultsError::Unknown(text.to_owned()))
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Slow(time) => write!(f, "slow:{}ms", time.as_millis()),
            fault => f.write_str(NAMES.iter().find(|(_, known)| known == fault).map_or("", |(name, _)| *name)),
        }
    }
}

/// Parses `2s`, `250ms`.
fn duration(text: &str) -> Option<Duration> {
    let (number, unit) = match text.strip_suffix("ms") {
        Some(number) => (number, Duration::from_millis(1)),
        None => (text.strip_suffix('s')?, Duration::from_secs(1)),
    };
    number.parse::<u32>().ok().map(|number| unit * number)
}

/// The planned faults: first those that a test has queued, then those by rate.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    pub(crate) rates: Faults,
    pub(crate) queue: VecDeque<Option<Fault>>,
    drawn: u64,
}

impl Plan {
    pub(crate) fn new(rates: Faults) -> Self {
        Self { rates, queue: VecDeque::new(), drawn: 0 }
    }

    /// Returns the fault of the next request.
    pub(crate) fn draw(&mut self, seed: u64) -> Option<Fault> {
        if let Some(fault) = self.queue.pop_front() {
            return fault;
        }
        if self.rates.0.is_empty() {
            return None;
        }
        self.drawn += 1;
        self.rates.pick(unit(mix(seed ^ 0xFA17, self.drawn)))
    }
}
