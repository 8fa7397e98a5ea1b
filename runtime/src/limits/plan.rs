//! Limits of a portal's plan.

use std::time::Duration;

/// The limits of a portal: the rate of requests, and the running time of methods.
///
/// ```
/// use bitrix24::{Auth, Client, Limits};
///
/// let auth = Auth::webhook("https://example.bitrix24.com/rest/1/SECRET/")?;
/// // Another program calls the same portal, so half of what the plan allows is left.
/// let b24 = Client::builder(auth).limits(Limits::bucket(25, 1.0)).build()?;
/// # Ok::<_, bitrix24::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
#[must_use]
pub struct Limits {
    pub(crate) burst: f64,
    pub(crate) rate: f64,
    pub(crate) operating: Option<Duration>,
    pub(crate) scale: f64,
}

impl Default for Limits {
    fn default() -> Self {
        Self::standard()
    }
}

impl Limits {
    /// All plans but Enterprise: 50 requests at once, then 2 a second.
    pub const fn standard() -> Self {
        Self::of(50.0, 2.0)
    }

    /// The plan Enterprise: 250 requests at once, then 5 a second.
    pub const fn enterprise() -> Self {
        Self::of(250.0, 5.0)
    }

    /// No limits, as on a server of one's own that sets none: no call waits before it is sent. A call that the server
    /// refuses for its rate all the same pauses as [`Retries`](crate::Retries) says and is sent again, and others go on. A
    /// method that the server refuses for its running time waits until that is free.
    pub const fn none() -> Self {
        Limits { burst: f64::INFINITY, rate: f64::INFINITY, operating: None, scale: 1.0 }
    }

    /// A bucket that holds `burst` requests, a million at most, and loses `rate` of them a second, one in a million seconds
    /// at least. A rate that is no positive number is no limit, as with [`none`](Self::none).
    pub fn bucket(burst: u32, rate: f64) -> Self {
        let rate = if rate.is_finite() && rate > 0.0 { rate.max(1e-6) } else { f64::INFINITY };
        Self::of(f64::from(burst.clamp(1, 1_000_000)), rate)
    }

    /// Sets the running time of a method within ten minutes; 480 seconds by default, and `None` for no limit. A method
    /// that has used up its time waits until some of it is free again.
    pub const fn operating(mut self, limit: Option<Duration>) -> Self {
        self.operating = limit;
        self
    }

    /// Lets time pass `factor` times as fast, for tests against a portal that does so.
    #[doc(hidden)]
    pub fn time_scale(mut self, factor: f64) -> Self {
        if factor.is_finite() && factor > 0.0 {
            // Beyond that, times would overflow.
            self.scale = factor.clamp(1e-3, 1e12);
        }
        self
    }

    const fn of(burst: f64, rate: f64) -> Self {
        Limits { burst, rate, operating: Some(Duration::from_secs(480)), scale: 1.0 }
    }
}
