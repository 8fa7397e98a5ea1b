//! Answers of calls, and the envelope around them.

use std::time::Duration;

use serde_json::Value;

use crate::calendar;
use crate::limits::limiter::Usage;
use crate::reply::Reply;

/// The answer of a successful call.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Answer {
    /// The result, as JSON.
    pub(crate) result: Vec<u8>,
    /// The number of rows in all.
    pub(crate) total: Option<u64>,
    /// The `start` of the next page.
    pub(crate) next: Option<u64>,
    /// True if the result is the whole answer, without an envelope.
    pub(crate) is_bare: bool,
}

impl Answer {
    pub(crate) fn of(result: &Value) -> Self {
        Self::written(result.to_string().into_bytes())
    }

    pub(crate) fn written(result: Vec<u8>) -> Self {
        Self { result, ..Self::default() }
    }

    /// Returns the body of the answer: the result with its envelope.
    pub(crate) fn envelope(self, time: &Time) -> Vec<u8> {
        if self.is_bare {
            return self.result;
        }
        let mut body = Vec::with_capacity(self.result.len() + 400);
        body.extend_from_slice(b"{\"result\":");
        body.extend_from_slice(&self.result);
        for (name, number) in [("next", self.next), ("total", self.total)] {
            if let Some(number) = number {
                body.extend_from_slice(format!(",\"{name}\":{number}").as_bytes());
            }
        }
        body.extend_from_slice(b",\"time\":");
        time.write(&mut body);
        body.push(b'}');
        body
    }
}

/// Returns a reply with a result that no method has made.
pub(crate) fn plain(result: &Value, start: Duration, finish: Duration) -> Reply {
    Reply::written(Answer::of(result).envelope(&Time { start, finish, usage: None }))
}

/// The `time` of an answer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Time {
    pub(crate) start: Duration,
    pub(crate) finish: Duration,
    /// The running time of the method, if it is counted.
    pub(crate) usage: Option<Usage>,
}

impl Time {
    pub(crate) fn write(&self, body: &mut Vec<u8>) {
        let took = self.finish.saturating_sub(self.start).as_secs_f64();
        let text = format!(
            "{{\"start\":{:.6},\"finish\":{:.6},\"duration\":{took:.6},\"processing\":{took:.6},\
             \"date_start\":\"{}\",\"date_finish\":\"{}\"",
            self.start.as_secs_f64(),
            self.finish.as_secs_f64(),
            calendar::iso(self.start),
            calendar::iso(self.finish),
        );
        body.extend_from_slice(text.as_bytes());
        let usage = self.usage.unwrap_or(Usage { operating: 0.0, reset_at: self.start.as_secs() + 600 });
        let text = format!(",\"operating_reset_at\":{},\"operating\":{}}}", usage.reset_at, usage.operating);
        body.extend_from_slice(text.as_bytes());
    }
}
