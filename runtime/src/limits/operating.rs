//! The running time of each method within ten minutes.
//!
//! Answers say it: `time.operating` is the sum of the last ten minutes, and `time.operating_reset_at` when the oldest
//! minute of it is forgotten. The page of limits says that the commands of a batch are counted each by its own method,
//! others have measured that they are counted as the method `batch`: both are followed, because both are in the answer.

use std::borrow::Cow;
use std::collections::HashMap;
use std::time::Duration;

use tokio::time::Instant;

use super::plan::Limits;

/// The call that gets over the limit still runs, and the next one is refused: a little is left free.
const MARGIN: f64 = 0.99;

/// Added to the time of the reset, because the server's clock counts in whole seconds.
const LATER: Duration = Duration::from_secs(1);

/// The pause when the server has not said when.
const GUESS: Duration = Duration::from_secs(60);

/// The running time of a method, by an answer of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Usage {
    /// The seconds within the last ten minutes.
    pub(crate) seconds: f64,
    /// The seconds from the answer until part of them is forgotten, by the server's clock: the caller's may be another.
    pub(crate) reset_in: Option<f64>,
}

/// The methods' use of time.
#[derive(Debug)]
pub(super) struct Operating {
    limit: Option<f64>,
    scale: f64,
    methods: HashMap<String, Used>,
}

#[derive(Clone, Copy, Debug)]
struct Used {
    seconds: f64,
    /// The time at which part of it is forgotten, if the server has said so.
    reset_at: Option<Instant>,
}

impl Operating {
    pub(super) fn new(limits: &Limits) -> Self {
        let mut operating = Operating { limit: None, scale: 1.0, methods: HashMap::new() };
        operating.set(limits);
        operating
    }

    pub(super) fn set(&mut self, limits: &Limits) {
        self.limit = limits.operating.map(|limit| limit.as_secs_f64());
        self.scale = limits.scale;
    }

    pub(super) fn observe(&mut self, method: &str, usage: &Usage, now: Instant) {
        let Usage { seconds, reset_in } = *usage;
        if !seconds.is_finite() {
            return;
        }
        let reset_at = reset_in.filter(|wait| (0.0..=3600.0).contains(wait)).map(|wait| now + self.scaled(wait));
        let (key, used) = (key(method), Used { seconds, reset_at });
        match self.methods.get_mut(&*key) {
            Some(known) => *known = used,
            None => _ = self.methods.insert(key.into_owned(), used),
        }
    }

    pub(super) fn used_up(&mut self, method: &str, now: Instant) {
        let guess = now + self.scaled(GUESS.as_secs_f64());
        let used = self.methods.entry(key(method).into_owned()).or_insert(Used { seconds: 0.0, reset_at: None });
        used.seconds = f64::INFINITY;
        // The reset that an earlier answer has named, unless that was not enough.
        used.reset_at = used.reset_at.filter(|at| *at > now).or(Some(guess));
    }

    /// The time at which a method may be called; `now` when it has time left.
    pub(super) fn free_at(&mut self, method: &str, now: Instant) -> Instant {
        let key = key(method);
        let Some(used) = self.methods.get(&*key).copied() else { return now };
        let is_over = used.seconds.is_infinite() || self.limit.is_some_and(|limit| used.seconds >= limit * MARGIN);
        let later = used.reset_at.map_or(now, |at| at + self.scaled(LATER.as_secs_f64()));
        if is_over && later > now {
            return later;
        }
        if is_over {
            // Part of it is forgotten by now; the next answer says how much.
            self.methods.remove(&*key);
        }
        now
    }

    fn scaled(&self, seconds: f64) -> Duration {
        Duration::from_secs_f64((seconds / self.scale).max(0.0))
    }
}

/// A method's name as the server reads it: in any case.
fn key(method: &str) -> Cow<'_, str> {
    if method.bytes().any(|byte| byte.is_ascii_uppercase()) {
        method.to_ascii_lowercase().into()
    } else {
        method.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn usage(seconds: f64, reset_in: f64) -> Usage {
        Usage { seconds, reset_in: Some(reset_in) }
    }

    #[test]
    fn a_method_over_the_limit_waits_for_its_reset_and_others_do_not() {
        let now = Instant::now();
        let mut operating = Operating::new(&Limits::standard());
        operating.observe("crm.item.list", &usage(479.0, 30.0), now);
        assert_eq!(operating.free_at("CRM.item.list", now), now + Duration::from_secs(31));
        assert_eq!(operating.free_at("crm.item.get", now), now);
        let later = now + Duration::from_secs(32);
        assert_eq!(operating.free_at("crm.item.list", later), later);
    }

    #[test]
    fn a_refusal_waits_for_the_reset_that_is_known_or_a_guess() {
        let now = Instant::now();
        let mut operating = Operating::new(&Limits::standard());
        operating.used_up("a", now);
        assert_eq!(operating.free_at("a", now), now + Duration::from_secs(61));
        operating.observe("b", &usage(10.0, 5.0), now);
        operating.used_up("b", now);
        assert_eq!(operating.free_at("b", now), now + Duration::from_secs(6));
    }

    #[test]
    fn without_a_limit_only_refusals_count() {
        let now = Instant::now();
        let mut operating = Operating::new(&Limits::none());
        operating.observe("a", &usage(1e6, 30.0), now);
        assert_eq!(operating.free_at("a", now), now);
    }
}
