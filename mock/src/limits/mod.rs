//! How much a portal bears.

pub(crate) mod limiter;

use std::collections::BTreeMap;
use std::str::FromStr;
use std::time::Duration;

/// The limits of a portal. All times are the portal's, see [`Clock`](crate::Clock).
#[derive(Clone, Debug, PartialEq)]
pub struct Limits {
    /// The way fast requests may come from one address; as fast as they like, if there is none.
    pub bucket: Option<Bucket>,
    /// How long the calls of one method may run; as long as they like, if there is none.
    pub operating: Option<Operating>,
    /// How long a request may run. What it takes follows from [`Operating::cost`]. One that takes longer is cut off:
    /// what has run until then stays, and the answer is a page of HTML with status 504.
    pub request: Duration,
    /// How many commands a batch may have.
    pub batch: usize,
    /// How many bytes a body may have.
    pub body: usize,
}

/// A leaky bucket: every request fills it by one, and it leaks at a steady rate. A request for which there is no room is
/// refused with `QUERY_LIMIT_EXCEEDED` and leaves the bucket as it was.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bucket {
    /// How many requests it holds.
    pub burst: f64,
    /// How many leak out in a second.
    pub rate: f64,
    /// True if they leak once a second, all of that second's together, instead of evenly.
    pub in_steps: bool,
}

/// How long the calls of one method may run, for the webhook and for the application.
///
/// A call is billed to the minute in which it began, and a minute counts until the [`window`](Self::window) after its
/// first call is over. A method whose minutes exceed the limit is refused with `OPERATION_TIME_LIMIT`.
#[derive(Clone, Debug, PartialEq)]
pub struct Operating {
    /// How long the calls in a window may run.
    pub limit: Duration,
    /// How long a minute counts.
    pub window: Duration,
    /// What a call is billed with, unless its method is among `costs`. The portal does not really take this time.
    pub cost: Duration,
    /// What calls of certain methods are billed with, by the methods' names in lower case.
    pub costs: BTreeMap<String, Duration>,
    /// To whom the commands of a batch are billed.
    pub billing: Billing,
}

/// To whom the commands of a batch are billed: portals do the one or the other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Billing {
    /// To their own methods; `batch` itself costs nothing.
    #[default]
    Nested,
    /// To the method `batch`.
    Batch,
}

impl Limits {
    /// Those of most plans: 50 requests at once, 2 a second; 480 seconds of a method in ten minutes.
    pub fn standard() -> Self {
        Self { operating: Some(Operating::default()), ..Self::rate(50.0, 2.0) }
    }

    /// Those of the Enterprise plan: 250 requests at once, 5 a second.
    pub fn enterprise() -> Self {
        Self { operating: Some(Operating::default()), ..Self::rate(250.0, 5.0) }
    }

    /// Requests may come as fast as they like, and run as long as they like. The default.
    pub fn none() -> Self {
        Self { bucket: None, operating: None, request: Duration::from_secs(60), batch: 50, body: 64 * 1024 * 1024 }
    }

    /// A bucket of any size, and nothing else: `burst` requests at once, then `rate` a second.
    pub fn rate(burst: f64, rate: f64) -> Self {
        Self { bucket: Some(Bucket { burst, rate, in_steps: false }), ..Self::none() }
    }

    /// The same limits with this limit of running time.
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
    /// 480 seconds in ten minutes; a call is billed with 10 ms, a batch to its commands' methods.
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

    /// What a call of this method, in lower case, is billed with.
    pub(crate) fn of(&self, method: &str) -> Duration {
        self.costs.get(method).copied().unwrap_or(self.cost)
    }
}

/// Why a text does not say limits.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` does not say limits: write standard, enterprise, none, or BURST/RATE, such as 50/2")]
pub struct ParseLimitsError(String);

impl FromStr for Limits {
    type Err = ParseLimitsError;

    /// Reads `standard`, `enterprise`, `none`, or a bucket such as `50/2`: requests at once, requests a second.
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
