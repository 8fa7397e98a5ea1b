//! Limiters that several processes share.

use std::time::Duration;

use crate::boxed::{BoxError, BoxFuture};

/// A limiter for several processes, such as the one in Redis: asked before each request, besides the limiter of the
/// process.
///
/// ```
/// use std::error::Error;
/// use std::pin::Pin;
/// use std::time::Duration;
///
/// use bitrix24::SharedLimiter;
///
/// struct Even;
///
/// impl SharedLimiter for Even {
///     fn take<'a>(
///         &'a self,
///         _portal: &'a str,
///         _burst: f64,
///         rate: f64,
///         _within: Option<Duration>,
///     ) -> Pin<Box<dyn Future<Output = Result<Option<Duration>, Box<dyn Error + Send + Sync>>> + Send + 'a>> {
///         Box::pin(async move { Ok(Some(Duration::from_secs_f64(1.0 / rate))) })
///     }
/// }
/// ```
pub trait SharedLimiter: Send + Sync + 'static {
    /// Takes a place in the portal's bucket of `burst` requests that loses `rate` a second, and gives how long to wait
    /// before the request may be sent; `None`, and no place, when that is longer than `within`. Both numbers are finite
    /// and more than zero: without a limit nobody asks.
    fn take<'a>(
        &'a self,
        portal: &'a str,
        burst: f64,
        rate: f64,
        within: Option<Duration>,
    ) -> BoxFuture<'a, Result<Option<Duration>, BoxError>>;

    /// Learns from one process that the server found the bucket full, whatever was counted. Does nothing unless
    /// implemented.
    fn exceeded<'a>(&'a self, portal: &'a str, burst: f64, rate: f64) -> BoxFuture<'a, Result<(), BoxError>> {
        let _ = (portal, burst, rate);
        Box::pin(async { Ok(()) })
    }
}
