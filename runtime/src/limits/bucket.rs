//! The rate of requests.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::time::Duration;

use tokio::time::Instant;

use super::plan::Limits;

/// Left free, because two requests may come to the server closer together than they were sent. The vendor's page leaves
/// one more place: the request after the one that exceeds the number is refused.
const MARGIN: f64 = 0.25;

/// The number of requests a second that may come between two of the server's subtractions, which it makes once a second,
/// without its number running ahead of ours by more than that one more place.
const EVEN: f64 = 2.0;

/// The part of a bucket that is left free at most for a faster rate.
const FREE: f64 = 0.02;

/// The part of the bucket that is left after the server found it full, when by our own count it was not: others fill it
/// too.
const SHRINK: f64 = 0.8;

/// The number of requests without a refusal after which a bucket that shrank grows again.
const RECOVERY: u32 = 50;

/// A leaky bucket: each request adds one, and `rate` a second drain away. A request takes its place when it asks, so that
/// requests go in the order in which they asked.
#[derive(Debug)]
pub(super) struct Bucket {
    /// The size that the plan allows.
    most: f64,
    /// The used part of it: less while others fill the bucket too.
    burst: f64,
    rate: f64,
    /// The time at which the bucket is empty if nobody asks again.
    empty_at: Option<Instant>,
    good: u32,
    /// The times of places that were given back, the earliest first.
    free: BinaryHeap<Reverse<Instant>>,
    /// The number of recounts: a place that was taken before one is not given back.
    recounts: u64,
}

/// A place in the bucket.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// The time at which the request may be sent.
    pub(super) send_at: Instant,
    recounts: u64,
}

impl Bucket {
    pub(super) fn new(limits: &Limits) -> Self {
        let (empty_at, free) = (None, BinaryHeap::new());
        let mut bucket = Bucket { most: 0.0, burst: 0.0, rate: 0.0, empty_at, good: 0, free, recounts: 0 };
        bucket.set(limits);
        bucket
    }

    pub(super) fn set(&mut self, limits: &Limits) {
        let uneven = (limits.rate - EVEN).max(0.0).min((limits.burst * FREE).floor());
        self.most = if limits.burst > 1.0 { limits.burst - MARGIN - uneven } else { limits.burst };
        self.burst = self.most;
        self.rate = limits.rate * limits.scale;
        self.recount();
    }

    /// The size, and the rate a second, whatever others fill of it; `None` when there is no limit.
    pub(super) fn size(&self) -> Option<(f64, f64)> {
        self.rate.is_finite().then_some((self.most, self.rate))
    }

    /// Takes a place; `None` when its time is after `deadline`.
    pub(super) fn take(&mut self, now: Instant, deadline: Option<Instant>) -> Option<Place> {
        let recounts = self.recounts;
        if self.rate.is_infinite() {
            return Some(Place { send_at: now, recounts });
        }
        if let Some(send_at) = self.given_back(now, deadline) {
            return Some(Place { send_at, recounts });
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
        Some(Place { send_at, recounts })
    }

    /// Takes back a place whose request is not sent: the next one who asks has it, if its time has not passed by then.
    pub(super) fn give_back(&mut self, place: Place) {
        if place.recounts == self.recounts && self.rate.is_finite() {
            self.free.push(Reverse(place.send_at));
        }
    }

    /// The earliest place that was given back and whose time has not passed.
    fn given_back(&mut self, now: Instant, deadline: Option<Instant>) -> Option<Instant> {
        while self.free.peek().is_some_and(|Reverse(at)| *at < now) {
            self.free.pop();
        }
        let Reverse(at) = *self.free.peek()?;
        if deadline.is_none_or(|deadline| at <= deadline) { self.free.pop().map(|_| at) } else { None }
    }

    fn recount(&mut self) {
        self.recounts += 1;
        self.free.clear();
    }

    /// The server's bucket is full, whatever was counted here. One without a limit stays so: only the call that was refused
    /// waits.
    pub(super) fn exceeded(&mut self, now: Instant) {
        if self.rate.is_infinite() {
            return;
        }
        let full = now + self.seconds(self.burst);
        let counted = self.empty_at.map_or(now, |at| at.max(now));
        if counted < full {
            self.burst = (self.burst * SHRINK).max(1.0);
        }
        self.good = 0;
        self.recount();
        self.empty_at = Some(counted.max(now + self.seconds(self.burst)));
    }

    /// The time in which so many requests drain.
    fn seconds(&self, requests: f64) -> Duration {
        Duration::from_secs_f64(requests / self.rate)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Bucket {
        fn at(&mut self, now: Instant, deadline: Option<Instant>) -> Option<Instant> {
            self.take(now, deadline).map(|place| place.send_at)
        }
    }

    fn waits(bucket: &mut Bucket, now: Instant, requests: usize) -> Vec<Duration> {
        (0..requests).map(|_| bucket.at(now, None).expect("there is no deadline") - now).collect()
    }

    #[test]
    fn a_burst_goes_at_once_and_the_rest_at_the_rate() {
        let now = Instant::now();
        let waits = waits(&mut Bucket::new(&Limits::standard()), now, 52);
        assert!(waits[..49].iter().all(Duration::is_zero));
        assert_eq!(waits[49..], [125, 625, 1125].map(Duration::from_millis));
    }

    /// The server as the vendor's page has it: once a second the number falls by the rate, and a request that finds it
    /// above the threshold is refused.
    #[test]
    fn a_server_that_subtracts_once_a_second_refuses_nothing() {
        for (limits, threshold, rate) in [(Limits::standard(), 50, 2), (Limits::enterprise(), 250, 5)] {
            for phase in 0..20 {
                let start = Instant::now();
                let waits = waits(&mut Bucket::new(&limits), start, 1000);
                let (mut number, mut seconds) = (0_u64, 0);
                for wait in waits {
                    let now = (wait + Duration::from_millis(phase * 50)).as_secs();
                    number = number.saturating_sub((now - seconds) * rate);
                    seconds = now;
                    assert!(number <= threshold, "{number} of {threshold} after {wait:?} and {phase}");
                    number += 1;
                }
            }
        }
    }

    #[test]
    fn what_drained_is_free_again() {
        let now = Instant::now();
        let mut bucket = Bucket::new(&Limits::standard());
        waits(&mut bucket, now, 49);
        let later = now + Duration::from_secs(10);
        assert!(waits(&mut bucket, later, 20).iter().all(Duration::is_zero));
        assert!(bucket.at(later, None).is_some_and(|at| at > later));
    }

    #[test]
    fn a_place_after_the_deadline_is_not_taken() {
        let now = Instant::now();
        let mut bucket = Bucket::new(&Limits::bucket(1, 1.0));
        assert_eq!(bucket.at(now, None), Some(now));
        assert_eq!(bucket.at(now, Some(now)), None);
        assert_eq!(bucket.at(now, None), Some(now + Duration::from_secs(1)));
    }

    #[test]
    fn a_refusal_shrinks_a_bucket_that_others_fill_and_time_mends_it() {
        let now = Instant::now();
        let mut bucket = Bucket::new(&Limits::standard());
        bucket.take(now, None);
        bucket.exceeded(now);
        assert_eq!(bucket.at(now, None), Some(now + Duration::from_millis(500)));
        assert!(bucket.burst < bucket.most);
        for second in 0..300 {
            bucket.take(now + Duration::from_secs(second * 2), None);
        }
        assert!(bucket.burst >= bucket.most);
    }

    #[test]
    fn no_limit_stays_none_after_a_refusal() {
        let now = Instant::now();
        let mut bucket = Bucket::new(&Limits::none());
        for _ in 0..2 {
            assert!(waits(&mut bucket, now, 1000).iter().all(Duration::is_zero));
            bucket.exceeded(now);
        }
        assert_eq!(bucket.size(), None);
    }

    #[test]
    fn places_that_are_given_back_are_taken_again_and_no_more() {
        let now = Instant::now();
        let mut bucket = Bucket::new(&Limits::bucket(4, 1.0));
        let mut sent = Vec::new();
        for round in 0..9 {
            let places: Vec<Place> = (0..30).map(|_| bucket.take(now, None).expect("there is no deadline")).collect();
            // Nobody gives a place back after its time.
            for (index, place) in places.into_iter().enumerate() {
                if (index * 7 + round) % 10 != 0 && place.send_at > now {
                    bucket.give_back(place);
                } else {
                    sent.push(place.send_at);
                }
            }
        }
        sent.sort_unstable();
        // At most the places of a round are under way besides.
        let last = sent[sent.len() - 1] - now;
        assert!(last <= Duration::from_secs(sent.len() as u64 + 30), "{last:?} for {}", sent.len());
        for (index, at) in sent.iter().enumerate() {
            let before = sent[..=index].iter().map(|other| (*at - *other).as_secs_f64()).enumerate();
            let fullest = before.map(|(first, waited)| (index - first + 1) as f64 - waited).fold(0.0, f64::max);
            assert!(fullest <= 3.76, "{fullest} in the bucket");
        }
    }

    #[test]
    fn a_place_of_before_a_refusal_is_not_given_back() {
        let now = Instant::now();
        let mut bucket = Bucket::new(&Limits::bucket(1, 1.0));
        let place = bucket.take(now, None).expect("there is no deadline");
        bucket.exceeded(now);
        let next = bucket.at(now, None);
        bucket.give_back(place);
        assert!(next.is_some_and(|next| bucket.at(now, None) == Some(next + Duration::from_secs(1))));
    }
}
