//! The answers scripted for one method.

use std::collections::VecDeque;

use crate::reply::Reply;

/// A queue of answers, the last of which repeats, and those for one request each, which come first.
#[derive(Debug, Default)]
pub(crate) struct Script {
    once: VecDeque<Reply>,
    coming: VecDeque<Reply>,
    last: Option<Reply>,
}

impl Script {
    /// Adds an answer to the end of the queue.
    pub(crate) fn push(&mut self, reply: Reply) {
        self.coming.push_back(reply);
    }

    /// Adds an answer for one request.
    pub(crate) fn push_once(&mut self, reply: Reply) {
        self.once.push_back(reply);
    }

    /// Returns the answer to the next request, or `None` if none is scripted for it.
    pub(crate) fn next(&mut self) -> Option<Reply> {
        if let Some(reply) = self.once.pop_front() {
            return Some(reply);
        }
        if let Some(reply) = self.coming.pop_front() {
            self.last = Some(reply);
        }
        self.last.clone()
    }
}
