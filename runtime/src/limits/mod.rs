//! The vendor's limits, kept before the vendor has to.
//!
//! Requests to one portal share one limiter in the whole process, whichever client, webhook or version of the API
//! they come from, because the server counts by portal and address of the sender. Two things are limited: how fast requests
//! come (`bucket`), and how long each method runs within ten minutes (`operating`). See
//! [the vendor's limits](https://apidocs.bitrix24.com/limits.html).

mod bucket;
mod operating;
mod plan;
#[cfg(feature = "redis")]
pub mod redis;
mod shared;

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use tokio::time::Instant;

pub use crate::boxed::{BoxError, BoxFuture};
use crate::escape::Plain;
use crate::journal::{Journal, Topic};
use bucket::{Bucket, Place};
use operating::Operating;
pub(crate) use operating::Usage;
pub use plan::Limits;
pub use shared::SharedLimiter;

/// The limiter of one portal.
pub(crate) struct Limiter {
    portal: String,
    state: Mutex<State>,
    journal: Journal,
}

struct State {
    limits: Limits,
    bucket: Bucket,
    operating: Operating,
    /// The one of several processes.
    shared: Option<Arc<dyn SharedLimiter>>,
}

/// A place in the bucket, given back unless it is used: who stops waiting does not make others wait.
struct Waiting<'a> {
    limiter: &'a Limiter,
    place: Option<Place>,
}

impl Waiting<'_> {
    fn keep(mut self) {
        self.place = None;
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        if let Some(place) = self.place {
            self.limiter.lock().bucket.give_back(place);
        }
    }
}

/// The limiters of this process, by portal.
static PORTALS: LazyLock<Mutex<HashMap<String, Weak<Limiter>>>> = LazyLock::new(Mutex::default);

impl Limiter {
    /// The limiter of a portal, made on first use. Limits that are given, and a limiter of several processes, replace
    /// those that it had.
    pub(crate) fn of(portal: &str, limits: Option<Limits>, shared: Option<Arc<dyn SharedLimiter>>) -> Arc<Self> {
        let mut portals = PORTALS.lock().unwrap_or_else(PoisonError::into_inner);
        portals.retain(|_, limiter| limiter.strong_count() > 0);
        let limiter = portals.get(portal).and_then(Weak::upgrade).unwrap_or_else(|| {
            let state = Mutex::new(State::new(limits.unwrap_or_default()));
            let limiter = Arc::new(Limiter { portal: portal.to_owned(), state, journal: Journal::default() });
            portals.insert(portal.to_owned(), Arc::downgrade(&limiter));
            limiter
        });
        limiter.lock().set(limits, shared);
        limiter
    }

    /// Takes a place in the bucket, if there is one now and the methods have time left: nobody else has to be asked, and
    /// nothing to be waited for.
    pub(crate) fn admits(&self, methods: &[&str]) -> bool {
        let now = Instant::now();
        let mut state = self.lock();
        let is_shared = state.shared.is_some() && state.bucket.size().is_some();
        !is_shared && state.free_at(methods, now) <= now && state.bucket.take(now, Some(now)).is_some()
    }

    /// Waits for a place in the bucket and for time of the methods; gives how long it waited. `None`, at once, when that
    /// would be after `deadline`.
    pub(crate) async fn admit(&self, methods: &[&str], deadline: Option<Instant>) -> Option<Duration> {
        let start = Instant::now();
        let mut now = start;
        loop {
            let until = self.lock().free_at(methods, now);
            if deadline.is_some_and(|deadline| until > deadline) {
                return None;
            }
            if until <= now {
                break;
            }
            wait_until(until).await;
            now = Instant::now();
        }
        let place = self.lock().bucket.take(now, deadline)?;
        let shared = self.shared();
        if place.send_at <= now && shared.is_none() {
            return Some(now - start);
        }
        let waiting = Waiting { limiter: self, place: Some(place) };
        wait_until(place.send_at).await;
        if let Some((shared, burst, rate)) = shared {
            self.admit_shared(shared.as_ref(), burst, rate, deadline).await?;
        }
        waiting.keep();
        Some(start.elapsed())
    }

    /// The limiter of several processes, and the size of the bucket; `None` also without a limit.
    fn shared(&self) -> Option<(Arc<dyn SharedLimiter>, f64, f64)> {
        let state = self.lock();
        let (burst, rate) = state.bucket.size()?;
        Some((state.shared.clone()?, burst, rate))
    }

    async fn admit_shared(
        &self,
        shared: &dyn SharedLimiter,
        burst: f64,
        rate: f64,
        deadline: Option<Instant>,
    ) -> Option<()> {
        let within = deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
        match shared.take(&self.portal, burst, rate, within).await {
            Ok(wait) => tokio::time::sleep(wait?).await,
            // Without the others' counts this process still keeps its own.
            Err(error) => self.unreachable(&error),
        }
        Some(())
    }

    /// Learns from an answer how much of the method's time is used.
    pub(crate) fn observe(&self, method: &str, usage: &Usage) {
        self.lock().operating.observe(method, usage, Instant::now());
    }

    /// Learns that the server's bucket is full, and tells others. Without a limit there is nothing to learn, and who was
    /// refused waits for `pause`.
    pub(crate) async fn exceeded(&self, pause: Duration) {
        let size = {
            let mut state = self.lock();
            state.bucket.exceeded(Instant::now());
            state.bucket.size()
        };
        if size.is_none() {
            return tokio::time::sleep(pause).await;
        }
        if let Some((shared, burst, rate)) = self.shared()
            && let Err(error) = shared.exceeded(&self.portal, burst, rate).await
        {
            self.unreachable(&error);
        }
    }

    /// Returns what the log has said of the portal.
    pub(crate) fn journal(&self) -> &Journal {
        &self.journal
    }

    fn unreachable(&self, error: &BoxError) {
        if let Some(count) = self.journal.count(Topic::Unreachable, "") {
            let (portal, error) = (&self.portal, Plain(error));
            tracing::warn!(name: "bitrix24.limiter", target: "bitrix24", portal, %error, count, "the shared limiter cannot be reached");
        }
    }

    /// Tells the limits that a method's time is used up.
    pub(crate) fn used_up(&self, method: &str) {
        self.lock().operating.used_up(method, Instant::now());
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Waits, if there is anything to wait for: tokio's timer counts in milliseconds and would round nothing up to one.
pub(crate) async fn wait_until(until: Instant) {
    if until > Instant::now() {
        tokio::time::sleep_until(until).await;
    }
}

impl State {
    fn new(limits: Limits) -> Self {
        State { limits, bucket: Bucket::new(&limits), operating: Operating::new(&limits), shared: None }
    }

    fn set(&mut self, limits: Option<Limits>, shared: Option<Arc<dyn SharedLimiter>>) {
        self.shared = shared.or(self.shared.take());
        if let Some(limits) = limits.filter(|limits| self.limits != *limits) {
            self.limits = limits;
            self.bucket.set(&limits);
            self.operating.set(&limits);
        }
    }

    /// The time at which all of these methods may run.
    fn free_at(&mut self, methods: &[&str], now: Instant) -> Instant {
        methods.iter().map(|method| self.operating.free_at(method, now)).max().unwrap_or(now)
    }
}

impl fmt::Debug for Limiter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.lock();
        let mut f = f.debug_struct("Limiter");
        f.field("portal", &self.portal).field("bucket", &state.bucket).field("operating", &state.operating);
        f.finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;

    use super::*;

    #[tokio::test]
    async fn those_who_stop_waiting_do_not_make_others_wait() {
        // A request in 1000 seconds.
        let limiter = Limiter::of("https://impatient.example.com/", Some(Limits::bucket(2, 0.001)), None);
        let start = Instant::now();
        assert!(limiter.admit(&[], None).now_or_never().is_some());
        for _ in 0..1000 {
            assert!(limiter.admit(&[], None).now_or_never().is_none());
        }
        let next = limiter.lock().bucket.take(start, None).expect("there is no deadline").send_at;
        assert!(next - start <= Duration::from_secs(1000), "{:?}", next - start);
    }

    #[test]
    fn all_clients_of_a_portal_have_one_limiter_with_others_or_without() {
        struct Others;
        impl SharedLimiter for Others {
            fn take<'a>(
                &'a self,
                _: &'a str,
                _: f64,
                _: f64,
                _: Option<Duration>,
            ) -> BoxFuture<'a, Result<Option<Duration>, BoxError>> {
                Box::pin(async { Ok(None) })
            }
        }
        let portal = "https://together.example.com/";
        let alone = Limiter::of(portal, None, None);
        let shared = Limiter::of(portal, None, Some(Arc::new(Others)));
        assert!(Arc::ptr_eq(&alone, &shared) && Arc::ptr_eq(&shared, &Limiter::of(portal, None, None)));
        assert!(alone.shared().is_some());
    }
}
