//! Counts the usage of the [`Limits`](crate::Limits).

use std::collections::{HashMap, VecDeque};
use std::net::IpAddr;
use std::time::Duration;

use crate::limits::{Bucket, Operating};

/// The usage of the limits.
#[derive(Debug, Default)]
pub(crate) struct Limiter {
    levels: HashMap<IpAddr, Level>,
    meters: HashMap<(&'static str, String), Meter>,
}

/// The fill of an address's bucket.
#[derive(Clone, Copy, Debug)]
struct Level {
    filled: f64,
    at: Duration,
}

/// The running time of a method, by minute.
#[derive(Debug, Default)]
struct Meter(VecDeque<Minute>);

#[derive(Debug)]
struct Minute {
    number: u64,
    began: Duration,
    spent: Duration,
}

/// The usage of a method, as answers show it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Usage {
    /// In seconds.
    pub(crate) operating: f64,
    /// The end of the oldest minute's window, in seconds since 1970.
    pub(crate) reset_at: u64,
}

impl Limiter {
    /// Returns true if there is room for one more request of this address, and adds it.
    pub(crate) fn admit(&mut self, bucket: Bucket, from: IpAddr, now: Duration) -> bool {
        let level = self.levels.entry(from).or_insert(Level { filled: 0.0, at: now });
        level.leak(bucket, now);
        let has_room = level.filled + 1.0 <= bucket.burst + 1e-9;
        if has_room {
            level.filled += 1.0;
        }
        has_room
    }

    /// Returns true if the method's running time is used up.
    pub(crate) fn is_used_up(&mut self, limits: &Operating, who: &'static str, method: &str, now: Duration) -> bool {
        let meter = self.meters.entry((who, method.to_owned())).or_default();
        meter.forget(limits.window, now);
        meter.spent() > limits.limit
    }

    /// Bills a call, and returns the usage after it.
    pub(crate) fn bill(
        &mut self,
        limits: &Operating,
        who: &'static str,
        method: &str,
        cost: Duration,
        now: Duration,
    ) -> Usage {
        let meter = self.meters.entry((who, method.to_owned())).or_default();
        meter.forget(limits.window, now);
        meter.add(cost, now);
        let oldest = meter.0.front().map_or(now, |minute| minute.began);
        Usage { operating: meter.spent().as_secs_f64(), reset_at: (oldest + limits.window).as_secs() }
    }
}

impl Level {
    fn leak(&mut self, bucket: Bucket, now: Duration) {
        let passed = now.saturating_sub(self.at);
        let (leaked, at) = if bucket.in_steps {
            let seconds = Duration::from_secs(passed.as_secs());
            (seconds.as_secs_f64(), self.at + seconds)
        } else {
            (passed.as_secs_f64(), self.at.max(now))
        };
        self.filled = (self.filled - leaked * bucket.rate).max(0.0);
        self.at = at;
    }
}

impl Meter {
    /// Drops the minutes that no longer count.
    fn forget(&mut self, window: Duration, now: Duration) {
        while self.0.front().is_some_and(|minute| minute.began + window <= now) {
            self.0.pop_front();
        }
    }

    fn spent(&self) -> Duration {
        self.0.iter().map(|minute| minute.spent).sum()
    }

    fn add(&mut self, cost: Duration, now: Duration) {
        let number = now.as_secs() / 60;
        match self.0.back_mut() {
            Some(minute) if minute.number == number => minute.spent += cost,
            _ => self.0.push_back(Minute { number, began: now, spent: cost }),
        }
    }
}
