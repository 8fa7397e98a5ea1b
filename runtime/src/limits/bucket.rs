//! How fast requests may come.

use std::time::Duration;

use tokio::time::Instant;

use super::Limits;

/// Left free, because two requests may come to the server closer together than they were sent. The vendor's page leaves
/// one more place: the request after the one that exceeds the number is refused.
const MARGIN: f64 = 0.25;

/// How much of the bucket is left after the server found it full, when by our own count it was not: others fill it too.
const SHRINK: f64 = 0.8;

/// How many requests it takes, without a refusal, until a bucket that shrank is larger again.
const RECOVERY: u32 = 50;

/// A leaky bucket: each request adds one, and `rate` a second drain away. A request takes its place when it asks, so that
/// requests go in the order in which they asked.
#[derive(Debug)]
pub(super) struct Bucket {
    /// What the plan allows.
    most: f64,
    /// What is used of it: less while others fill the bucket too.
    burst: f64,
    rate: f64,
    scale: f64,
    /// When the bucket is empty if nobody asks again.
    empty_at: Option<Instant>,
    good: u32,
}

impl Bucket {
    pub(super) fn new(limits: &Limits) -> Self {
        let mut bucket = Bucket { most: 0.0, burst: 0.0, rate: 0.0, scale: 1.0, empty_at: None, good: 0 };
        bucket.set(limits);
        bucket
    }

    pub(super) fn set(&mut self, limits: &Limits) {
        self.most = if limits.burst > 1.0 { limits.burst - MARGIN } else { limits.burst };
        self.burst = self.most;
        self.rate = limits.rate * limits.scale;
        self.scale = limits.scale;
    }

    /// How many requests it holds and loses a second, whatever others fill of it; `None` when there is no limit.
    pub(super) fn size(&self) -> Option<(f64, f64)> {
        self.rate.is_finite().then_some((self.most, self.rate))
    }

    /// Takes a place, and gives when the request may be sent; `None`, and no place, when that is after `deadline`.
    pub(super) fn take(&mut self, now: Instant, deadline: Option<Instant>) -> Option<Instant> {
        if self.rate.is_infinite() {
            return Some(now);
        }
        let empty_at = self.empty_at.map_or(now, |at| at.max(now)) + self.seconds(1.0);
        let allowed = self.seconds(self.burst);
        let send_at = empty_at.checked_sub(allowed).map_or(now, |at| at.max(now));
        if deadline.is_some_and(|deadline| send_at > deadline) {
            return None;
        }
        self.empty_at = Some(empty_at);
        self.good += 1;
        if self.good >= RECOVERY && self.burst < self.most {
            self.good = 0;
            self.burst = (self.burst / SHRINK).min(self.most);
        }
        Some(send_at)
    }

    /// The server's bucket is full, whatever was counted here.
    pub(super) fn exceeded(&mut self, now: Instant) {
        if self.rate.is_infinite() {
            // Nothing was known of a limit: the strictest plan's is the safe guess.
            self.set(&Limits { scale: self.scale, ..Limits::standard() });
        }
        let full = now + self.seconds(self.burst);
        let counted = self.empty_at.map_or(now, |at| at.max(now));
        if counted < full {
            self.burst = (self.burst * SHRINK).max(1.0);
        }
        self.good = 0;
        self.empty_at = Some(counted.max(now + self.seconds(self.burst)));
    }

    /// How long so many requests take to drain.
    fn seconds(&self, requests: f64) -> Duration {
        Duration::from_secs_f64(requests / self.rate)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn waits(bucket: &mut Bucket, now: Instant, requests: usize) -> Vec<Duration> {
        (0..requests).map(|_| bucket.take(now, None).expect("there is no deadline") - now).collect()
    }

    #[test]
    fn a_burst_goes_at_once_and_the_rest_at_the_rate() {
        let now = Instant::now();
        let waits = waits(&mut Bucket::new(&Limits::standard()), now, 52);
        assert!(waits[..49].iter().all(Duration::is_zero));
        assert_eq!(waits[49..], [125, 625, 1125].map(Duration::from_millis));
    }

    #[test]
    fn what_drained_is_free_again() {
        let now = Instant::now();
        let mut bucket = Bucket::new(&Limits::standard());
        waits(&mut bucket, now, 49);
        let later = now + Duration::from_secs(10);
        assert!(waits(&mut bucket, later, 20).iter().all(Duration::is_zero));
        assert!(bucket.take(later, None).is_some_and(|at| at > later));
    }

    #[test]
    fn a_place_after_the_deadline_is_not_taken() {
        let now = Instant::now();
        let mut bucket = Bucket::new(&Limits::bucket(1, 1.0));
        assert_eq!(bucket.take(now, None), Some(now));
        assert_eq!(bucket.take(now, Some(now)), None);
        assert_eq!(bucket.take(now, None), Some(now + Duration::from_secs(1)));
    }

    #[test]
    fn a_refusal_shrinks_a_bucket_that_others_fill_and_time_mends_it() {
        let now = Instant::now();
        let mut bucket = Bucket::new(&Limits::standard());
        bucket.take(now, None);
        bucket.exceeded(now);
        assert_eq!(bucket.take(now, None), Some(now + Duration::from_millis(500)));
        assert!(bucket.burst < bucket.most);
        for second in 0..300 {
            bucket.take(now + Duration::from_secs(second * 2), None);
        }
        assert!(bucket.burst >= bucket.most);
    }

    #[test]
    fn no_limit_is_one_once_the_server_says_so() {
        let now = Instant::now();
        let mut bucket = Bucket::new(&Limits::none());
        assert!(waits(&mut bucket, now, 1000).iter().all(Duration::is_zero));
        bucket.exceeded(now);
        assert!(bucket.take(now, None).is_some_and(|at| at > now));
    }
}
