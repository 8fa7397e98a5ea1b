//! Answers of REST 3.0 that are repeated for the same `Idempotency-Key`.

use std::collections::HashMap;
use std::time::Duration;

use crate::fail::Fail;
use crate::random::hash;
use crate::reply::Reply;

/// The time for which an answer is repeated.
const KEPT: Duration = Duration::from_secs(24 * 3600);

/// The answers of calls with a key, by caller, method and key.
#[derive(Debug, Default)]
pub(crate) struct Replays(HashMap<(&'static str, String, String), Kept>);

#[derive(Debug)]
struct Kept {
    body: u64,
    until: Duration,
    reply: Reply,
}

/// A call that may be repeated.
#[derive(Clone, Debug)]
pub(crate) struct Keyed {
    place: (&'static str, String, String),
    body: u64,
}

impl Keyed {
    /// Returns a call with this key, or an error if the key is invalid.
    pub(crate) fn new(caller: &'static str, method: &str, key: &str, body: &[u8]) -> Result<Self, Fail> {
        let is_printable = key.bytes().all(|byte| (0x20..0x7F).contains(&byte));
        if key.is_empty() || key.len() > 255 || !is_printable {
            let message = "The Idempotency-Key has to be 1 to 255 printable ASCII characters";
            return Err(Fail::v3(400, "INVALIDIDEMPOTENCYKEYEXCEPTION", message));
        }
        let place = (caller, method.to_ascii_lowercase(), key.to_owned());
        Ok(Self { place, body: hash(0, body) })
    }

    fn key(&self) -> &str {
        &self.place.2
    }
}

impl Replays {
    /// Returns the earlier answer, if there is one; an error if that had another body.
    pub(crate) fn find(&self, call: &Keyed, now: Duration) -> Option<Result<Reply, Fail>> {
        let kept = self.0.get(&call.place).filter(|kept| kept.until > now)?;
        if kept.body != call.body {
            let message = "The Idempotency-Key was used with another request body";
            return Some(Err(Fail::v3(422, "IDEMPOTENCYKEYREUSEDEXCEPTION", message)));
        }
        Some(Ok(kept.reply.clone().header("Idempotency-Key", call.key()).header("Idempotent-Replayed", "true")))
    }

    /// Keeps an answer, and marks it with its key.
    pub(crate) fn keep(&mut self, call: Keyed, reply: Reply, now: Duration) -> Reply {
        let marked = reply.clone().header("Idempotency-Key", call.key());
        self.0.insert(call.place, Kept { body: call.body, until: now + KEPT, reply });
        marked
    }
}
