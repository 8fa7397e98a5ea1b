//! The portal's own time.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// The clock by which limits leak, tokens expire and answers are dated.
///
/// It starts at the time of day. [`advance`](Self::advance) moves it on, so that a test need not wait; a clock that
/// [stands still](crate::Builder::frozen_clock) moves in no other way, and one with a
/// [speed](crate::Builder::clock_speed) runs faster than the wall's.
#[derive(Debug)]
pub struct Clock {
    started: Instant,
    start: Duration,
    speed: f64,
    advanced: AtomicU64,
}

impl Clock {
    /// A clock that runs `speed` times as fast as the wall's; at 0 it stands still.
    pub(crate) fn new(speed: f64) -> Self {
        let start = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Self { started: Instant::now(), start, speed, advanced: AtomicU64::new(0) }
    }

    /// The time since 1970.
    pub fn now(&self) -> Duration {
        let run = if self.speed == 0.0 { Duration::ZERO } else { self.started.elapsed().mul_f64(self.speed) };
        self.start + run + Duration::from_micros(self.advanced.load(Ordering::Relaxed))
    }

    /// Moves the clock on.
    pub fn advance(&self, time: Duration) {
        let micros = u64::try_from(time.as_micros()).unwrap_or(u64::MAX / 4);
        self.advanced.fetch_add(micros, Ordering::Relaxed);
    }
}
