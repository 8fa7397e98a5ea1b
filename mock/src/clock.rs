//! The portal's own time.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// The clock of limits, tokens and the times of answers.
///
/// It starts at the real time. [`advance`](Self::advance) moves it forward, so that a test need not wait. A
/// [frozen](crate::Builder::frozen_clock) clock moves in no other way, and one with a
/// [speed](crate::Builder::clock_speed) runs faster than real time.
#[derive(Debug)]
pub struct Clock {
    started: Instant,
    start: Duration,
    speed: f64,
    advanced: AtomicU64,
}

impl Clock {
    /// Returns a clock with a speed relative to real time; at 0 it is frozen.
    pub(crate) fn new(speed: f64) -> Self {
        let start = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Self { started: Instant::now(), start, speed, advanced: AtomicU64::new(0) }
    }

    /// Returns the time since 1970.
    pub fn now(&self) -> Duration {
        let run = if self.speed == 0.0 { Duration::ZERO } else { self.started.elapsed().mul_f64(self.speed) };
        self.start + run + Duration::from_micros(self.advanced.load(Ordering::Relaxed))
    }

    /// Moves the clock forward.
    pub fn advance(&self, time: Duration) {
        let micros = u64::try_from(time.as_micros()).unwrap_or(u64::MAX / 4);
        self.advanced.fetch_add(micros, Ordering::Relaxed);
    }
}
