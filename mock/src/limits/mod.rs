//! The limits of a portal.

pub(crate) mod limiter;

use std::collections::BTreeMap;
use std::str::FromStr;
use std::time::Duration;

/// The limits of a portal. All times are the portal's, see [`Clock`](crate::Clock).
#[derive(Clone, Debug, PartialEq)]
pub struct Limits {
    /// The rate of requests from one address; unlimited if there is none.
    pub bucket: Option<Bucket>,
    /// The running time of the calls of one method; unlimited if there is none.
    pub operating: Option<Operating>,
    /// The longest running time of a request, which follows from [`Operating::cost`]. A longer one is cut off: the
    /// changes until then stay, and the answer is a page of HTML with status 504.
    pub request: Duration,
    /// The largest number of commands of a batch.
    pub batch: usize,
    /// The largest size of a body in bytes.
    pub body: usize,
}

/// A leaky bucket: every request fills it by one, and it leaks at a steady rate. A request without room is refused with
/// `QUERY_LIMIT_EXCEEDED` and leaves the bucket unchanged.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bucket {
    /// The number of requests that it holds.
    pub burst: f64,
    /// The number of requests that leak out in a second.
    pub rate: f64,
    /// True if they leak once a second, all at once, instead of evenly.
    pub in_steps: bool,
}

/// The limit of running time of one method's calls, for the webhook and for the application.
///
/// A call is billed to the minute in which it began, and a minute counts until the [`window`](Self::window) after its
/// first call is over. A method whose minutes exceed the limit is refused with `OPERATION_TIME_LIMIT`.
#[derive(Clone, Debug, PartialEq)]
pub struct Operating {
    /// The longest running time of the calls in a window.
    pub limit: Duration,
    /// The time for which a minute counts.
    pub window: Duration,
    /// The time that a call is billed with, unless its method is in `costs`. The portal does not really take this time.
    pub cost: Duration,
    /// The times that calls of some methods are billed with, by the methods' names in lower case.
    pub costs: BTreeMap<String, Duration>,
    /// The account that the commands of a batch are billed to.
    pub billing: Billing,
}

/// The account that the commands of a batch are billed to: portals do the one or the other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Billing {
    /// To their own methods; `batch` itself costs nothing.
    #[default]
    Nested,
    /// To the method `batch`.
    Batch,
}

impl Limits {
    /// Returns the limits of most plans: 50 requests at once, 2 a second; 480 seconds of a method in ten minutes.
    pub fn standard() -> Self {
        Self { operating: Some(Operating::default()), ..Self::rate(50.0, 2.0) }
    }

    /// Returns the limits of the Enterprise plan: 250 requests at once, 5 a second.
    pub fn enterprise() -> Self {
        Self { operating: Some(Operating::default()), ..Self::rate(250.0, 5.0) }
    }

    /// Returns the default: unlimited rate and running time.
    pub fn none() -> Self {
        Self { bucket: None, operating: None, request: Duration::from_secs(60), batch: 50, body: 64 * 1024 * 1024 }
    }

    /// Returns a bucket of any size, and no other limit: `burst` requests at once, then `rate` a second.
    pub fn rate(burst: f64, rate: f64) -> Self {
        Self { bucket: Some(Bucket { burst, rate, in_steps: false }), ..Self::none() }
    }

    /// Returns the same limits with this limit of running time.
    #[must_use]
    pub fn operating(mut self, operating: Operating) -> Self {
        self.operating = Some(operating);
        self
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self::none()
    }
}

impl Default for Operating {
    /// Returns 480 seconds in ten minutes; a call is billed with 10 ms, a batch to its commands' methods.
    fn default() -> Self {
        Self {
            limit: Duration::from_secs(480),
            window: Duration::from_secs(600),
            cost: Duration::from_millis(10),
            costs: BTreeMap::new(),
            billing: Billing::Nested,
        }
    }
}

impl Operating {
    /// Bills the calls of one method with this time.
    #[must_use]
    pub fn cost_of(mut self, method: &str, cost: Duration) -> Self {
        self.costs.insert(method.to_ascii_lowercase(), cost);
        self
    }

    /// Returns the time that a call of this method, in lower case, is billed with.
    pub(crate) fn of(&self, method: &str) -> Duration {
        self.costs.get(method).copied().unwrap_or(self.cost)
    }
}

/// The reason why a text is not a set of limits.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` does not say limits: write standard, enterprise, none, or BURST/RATE, such as 50/2")]
pub struct ParseLimitsError(String);

impl FromStr for Limits {
    type Err = ParseLimitsError;

    /// Parses `standard`, `enterprise`, `none`, or a bucket such as `50/2`: requests at once, requests a second.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "standard" => return Ok(Self::standard()),
            "enterprise" => return Ok(Self::enterprise()),
            "none" => return Ok(Self::none()),
            _ => {}
        }
        let number = |text: &str| text.trim().parse::<f64>().ok().filter(|number| number.is_finite() && *number > 0.0);
        let parts = text.split_once('/').and_then(|(burst, rate)| Some((number(burst)?, number(rate)?)));
        let (burst, rate) = parts.ok_or_else(|| ParseLimitsError(text.to_owned()))?;
        Ok(Self::rate(burst, rate))
    }
}
